"""GJ211: one whole that is divided in several ways, whose sums differ."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add

from gouji.checks.rule import Binding, MessageValue, bind, rule
from gouji.facts.numbers.values import Value, compare, formatted
from gouji.facts.table.columns import WAY
from gouji.facts.table.facts import Fact, Facts, value_of


@rule("GJ211", name="divisions-alike", level="error", scope="summary")
def divisions_alike(facts: Facts) -> Iterator[Binding]:
    """However a whole is divided, its parts add up to the same."""
    found: dict[str, dict[str, list[Fact]]] = {}
    for fact in facts:
        for whole in fact.whole:
            if whole.breakdown[:1] == WAY and whole.total in facts.by_id:
                found.setdefault(whole.total, {}).setdefault(whole.breakdown, []).append(fact)
    for total, ways in found.items():
        own = next((kind for kind, parts in ways.items() if facts.by_id[total] in parts), "")
        for kind, parts in ways.items():
            if own and kind != own:
                yield _binding(ways[own], parts, kind)


def _binding(own: Sequence[Fact], parts: Sequence[Fact], kind: str) -> Binding:
    bound = (*bind(*parts, role="part"), *bind(*own, role="other"))
    one, two = _sum(parts), _sum(own)
    if one is None or two is None:
        return Binding(bound, None, obstacle="missing-value", key=kind)
    if len({fact.key.unit for fact in (*parts, *own)}) > 1:
        return Binding(bound, None, obstacle="units-differ", key=kind)

    def words() -> Mapping[str, MessageValue]:
        unit = own[0].unit
        told = {
            "parts": _terms(parts), "others": _terms(own), "sum": one.formatted(unit),
            "other_sum": two.formatted(unit), "gap": formatted(abs(one.gap_to(two)), unit),
        }  # fmt: skip
        return {**told, "algebra": f"{told['parts']} ≠ {told['others']}"}

    return Binding(bound, compare(one, two), "divisions-alike", words=words, key=kind)


def _sum(parts: Sequence[Fact]) -> Value | None:
    values = [value for part in parts if (value := value_of(part)) is not None]
    return reduce(add, values) if len(values) == len(parts) else None


def _terms(parts: Sequence[Fact]) -> str:
    return "＋".join(part.quote for part in parts)
