"""GJ206: parts that are more than their total."""

from collections.abc import Iterator

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns_as_rounded
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, Decidable, Level, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ206", name="part-exceeds-whole", level="error", scope="summary")
def part_exceeds_whole(facts: Facts) -> Iterator[Decidable]:
    """No part is more than its total.

    Why: whatever else belongs to the total, one of these two figures is wrong.

    Parts name their total in `whole`, after 其中 as well as after 包括. Each part is compared with the
    total by itself; parts that exceed it only together are reported by GJ205. One that exceeds it only as a
    reader takes vague figures (约100人) is a warning; so is one that is printed as more, to the same digit,
    though rounding may explain the sum. Where a part may be negative, nothing is decided.

    Example:
        90项，其中省级95项.

    Source: XBRL Calculations 1.1 intervals.
    """
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
