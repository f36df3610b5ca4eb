"""GJ206: parts that are more than their total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.breakdowns import breakdowns_as_rounded
from gouji.checks.rule import Bound, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.breakdowns import Breakdown
    from gouji.checks.rule import MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ206", name="part-exceeds-whole", level="error", scope="summary")
def part_exceeds_whole(facts: Facts) -> Iterator[Verdict]:
    """No part is more than its total.

    Why: whatever else belongs to the total, one of these two figures is wrong.

    Parts name their total in `whole`, after 其中 as well as after 包括. Each part is compared with the
    total by itself; parts that exceed it only together are reported by GJ205. One that exceeds it only as a
    reader takes vague figures (约100人) is a warning. Where a part may be negative, nothing is decided.

    Example:
        90项，其中省级95项.

    Source: XBRL Calculations 1.1 intervals.
    """
    for breakdown in facts.derive(breakdowns_as_rounded):
        yield from _verdicts(breakdown)


def _verdicts(breakdown: Breakdown) -> Iterator[Verdict]:
    total = Bound(breakdown.total, "total")
    whole_breakdown = (total, *(Bound(part, "part") for part in breakdown.parts))
    if breakdown.agreement is None:
        line = breakdown.fault.line if breakdown.fault else 0
        yield Verdict("unchecked", whole_breakdown, reason=breakdown.obstacle, values={"line": line})
        return
    if not breakdown.exceeding:
        yield Verdict("consistent", whole_breakdown, key=breakdown.key)
    for part, agreement in breakdown.exceeding:
        bound, algebra = (total, Bound(part, "part")), f"{part.quote} > {breakdown.total.quote}"
        values: dict[str, MessageValue] = {
            "part": part.quote, "total": breakdown.total.quote, "algebra": algebra,
        }  # fmt: skip
        yield judged(agreement, bound, "error", "part-exceeds-whole", values, breakdown.key)
