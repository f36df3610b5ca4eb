"""GJ411: parts of a period that exceed the whole period."""

from collections.abc import Iterator

from gouji.checks.bindings.nested_periods import NestedPeriod, nested_periods
from gouji.checks.bindings.quantities import bind_value
from gouji.checks.rule import Binding, Level, MessageValue, Phrase, rule
from gouji.facts.table.facts import Facts


@rule(
    "GJ411",
    name="part-exceeds-period",
    level="error",
    scope="matter",
    covers=lambda facts, fact: facts.basis_of(fact) == "flow",
)
def part_exceeds_period(facts: Facts) -> Iterator[Binding]:
    """What happened in a part of a period is never more than what happened in all of it."""
    yield from (_binding(nested) for nested in facts.derive(nested_periods))


def _binding(nested: NestedPeriod) -> Binding:
    part, whole = nested.part, nested.whole
    kind, level = _class(nested)

    def words() -> dict[str, MessageValue]:
        scope = part.first.scope or whole.first.scope
        return {"gap": part.gap_to(whole), "explain": Phrase(f"part-{kind}", {"scope": scope})}

    return Binding(
        (*bind_value(part, "part"), *bind_value(whole, "whole")), nested.agreement, "part-exceeds-period",
        "{part} > {whole}", words, "no-one-value", level=level,
        details={"class": "restated scope"} if nested.how == "scope" else {},
    )  # fmt: skip


def _class(nested: NestedPeriod) -> tuple[str, Level]:
    if nested.how:
        return nested.how, "note" if nested.how in {"grown", "deepened"} else "warning"
    same_summary = nested.part.first.summary == nested.whole.first.summary
    return ("plain", "error") if same_summary else ("across", "warning")
