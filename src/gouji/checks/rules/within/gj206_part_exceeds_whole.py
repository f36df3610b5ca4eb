"""GJ206: a part that is more than its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.rounding_convention import breakdowns_as_rounded
from gouji.checks.rule import Bound, Verdict, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.breakdowns import Breakdown
    from gouji.facts.table.facts import Facts


@rule("GJ206", name="part-exceeds-whole", level="error", scope="summary")
def part_exceeds_whole(facts: Facts) -> Iterator[Verdict]:
    """No part is more than its total.

    Why: whatever else belongs to the total, one of these two figures is wrong.

    Parts name their total in `whole`, by 其中 as well as by 包括. Each part is held against the total by
    itself; where only all of them together exceed it, that is GJ205's. Where a part may be negative
    nothing is decided.

    Example:
        90项，其中省级95项.

    Source: XBRL Calculations 1.1 intervals.
    """
    for breakdown in facts.derive(breakdowns_as_rounded):
        yield from _verdicts(breakdown)


def _verdicts(breakdown: Breakdown) -> Iterator[Verdict]:
    total = Bound(breakdown.total, "total")
    everyone = (total, *(Bound(part, "part") for part in breakdown.parts))
    if breakdown.agreement is None:
        line = breakdown.trouble.line if breakdown.trouble else 0
        yield Verdict("unchecked", everyone, reason=breakdown.obstacle, values={"line": line})
        return
    if not breakdown.exceeding:
        yield Verdict("consistent", everyone, key=breakdown.key)
    for part in breakdown.exceeding:
        told = {"part": part.quote, "total": breakdown.total.quote}
        yield Verdict(
            "inconsistent",
            (total, Bound(part, "part")),
            "part-exceeds-whole",
            told,
            key=breakdown.key,
            algebra=f"{part.quote} > {breakdown.total.quote}",
        )
