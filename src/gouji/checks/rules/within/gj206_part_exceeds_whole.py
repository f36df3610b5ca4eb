"""GJ206: parts that are more than their total."""

from collections.abc import Iterator

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns_as_rounded
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, Decidable, Level, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ206", name="part-exceeds-whole", level="error", scope="summary")
def part_exceeds_whole(facts: Facts) -> Iterator[Decidable]:
    """No part is more than its total."""
    for breakdown in facts.derive(breakdowns_as_rounded):
        yield from _decidables(breakdown)


def _decidables(breakdown: Breakdown) -> Iterator[Decidable]:
    exceeding = breakdown.exceeding
    if breakdown.agreement is None or (exceeding and breakdown.has_negative):
        yield Binding(breakdown.bound, None, obstacle=breakdown.obstacle or "negative-beside")
        return
    level: Level | None = None if fails(breakdown) else "warning"
    if not exceeding:
        yield Verdict("consistent", breakdown.bound, key=breakdown.key)
    for part, agreement in exceeding:
        bound = (Bound(breakdown.total, "total"), Bound(part, "part"))
        yield Binding(
            bound, agreement, "part-exceeds-whole", "{part} > {total}", level=level, key=breakdown.key
        )
