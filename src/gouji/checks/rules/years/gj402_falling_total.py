"""GJ402: cumulative figures that fall."""

from collections.abc import Iterator

from gouji.checks.bindings.quantities import counted_otherwise, digits_swapped
from gouji.checks.bindings.successive import (
    Step,
    cumulative_figures,
    restated_pairs,
    since_beginning,
    successive_values,
)
from gouji.checks.rule import Binding, Level, MessageValue, Phrase, rule
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.facts import Fact, Facts, grouped


@rule(
    "GJ402",
    name="falling-total",
    level="error",
    scope="matter",
    covers=lambda facts, fact: facts.basis_of(fact) == "cumulative",
)
def falling_total(facts: Facts) -> Iterator[Binding]:
    """A figure that is counted since the beginning never falls."""
    for rows in cumulative_figures(facts):
        yield from (_binding(facts, step) for step in _steps(facts, rows))


def _steps(facts: Facts, rows: list[Fact]) -> Iterator[Step]:
    """Each total since the beginning with the one before it, and each with one of another scope or term."""
    kinds = grouped(rows, lambda fact: (since_beginning(fact), fact.scope))
    for (from_the_start, _), some in kinds.items():
        if from_the_start:
            yield from successive_values(facts, some)
    restated = restated_pairs(facts, rows)
    yield from (step for step in restated if step.restated == "term" or since_beginning(step.now.first))


def _binding(facts: Facts, step: Step) -> Binding:
    kind, level = _class(facts, step)

    def words() -> dict[str, MessageValue]:
        now, before = step.now.first, step.before.first
        return {
            "gap": step.now.gap_to(step.before),
            "explain": Phrase(f"falling-{kind}", {"scope": now.scope or before.scope}),
            "counted": counted_otherwise(now, before),
            "swapped": digits_swapped(now, before),
        }

    return Binding(
        step.bound("total"), _agreement(step), "falling-total", "{total} < {before}", words, "no-one-value",
        level=level, details=step.details,
    )  # fmt: skip


def _agreement(step: Step) -> Agreement | None:
    found = step.now.compare(step.before, ">=")
    # A changed scope and a vague figure explain the difference.
    return Agreement("consistent") if step.restated and found and found.vague else found


def _class(facts: Facts, step: Step) -> tuple[str, Level]:
    if step.restated:
        return step.restated, "note" if step.restated == "term" else "warning"
    if not (step.now.first.coded and step.before.first.coded):
        return "unsaid", "note"
    indicator = facts.indicator_of(step.now.first)
    if indicator and (indicator.removable or indicator.revisable):
        return "removable", "warning"
    if not facts.same_publisher(step.now.first, step.before.first):
        return "publishers", "warning"
    return "plain", "error"
