"""GJ205: a total and the parts that add up to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.checks.bindings.breakdowns import sums
from gouji.checks.rule import Bound, Phrase, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.breakdowns import Breakdown
    from gouji.checks.rule import MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ205", name="total-of-parts", level="error", scope="summary")
def total_of_parts(facts: Facts) -> Iterator[Verdict]:
    """A total is the sum of its parts: exactly when all are named, at least when some are.

    Why: this is the one computation that every reader can do.

    Parts name their total in `whole`. Every figure stands for all values that it may be rounded from, so
    parts and total agree when the sum of the parts' intervals meets the total's. 分别为, 包括, 共
    close a breakdown (`complete` true: equal), 其中 opens it (at most). Kinds that may overlap (党员, 女职工)
    say nothing of one another: parts of an open breakdown are added up if what is told of them excludes one
    another (男 and 女, numbers, ages, places, periods), or if the breakdown has a name (`t#岗位`); otherwise
    a sum that exceeds the total is unchecked. A gap that rounding explains is no finding unless chance would
    produce it less than once in a thousand times. Where a part is itself a total, the finding gives its
    depth, and whether no total above it fails (`first`). A single part that exceeds the total is reported by
    GJ206. Where three or more sums of a summary show that it rounds half up, or truncates, that holds for all
    of them, and a sum that closes only the other way is a warning.

    Example:
        355项 of which 95项, 115项 and 101项: they add up to 311项, not 355项.

    Source: XBRL Calculations 1.1; Irwin–Hall distribution for the gap that rounding leaves.
    """
    for breakdown in facts.derive(sums):
        yield _verdict(breakdown)


def _verdict(breakdown: Breakdown) -> Verdict:
    bound = (Bound(breakdown.total, "total"), *(Bound(part, "part") for part in breakdown.parts))
    if breakdown.agreement is None:
        line = breakdown.fault.line if breakdown.fault else 0
        return Verdict(
            "unchecked", bound, reason=breakdown.obstacle, values={"line": line}, key=breakdown.key
        )
    if breakdown.closes_by:
        shown: dict[str, MessageValue] = {
            **breakdown.message_values(),
            "how": Phrase(f"rounded-{breakdown.closes_by}"),
        }
        return Verdict(
            "inconsistent", bound, "total-of-parts-rounded", shown, level="warning", key=breakdown.key,
            algebra=str(shown.get("algebra", "")), details={"rounding": breakdown.closes_by},
        )  # fmt: skip
    message = "total-of-parts" if breakdown.complete else "parts-exceed-total"
    details = {"depth": breakdown.depth, "first": breakdown.first} if breakdown.fails else {}
    words = {} if breakdown.plain else breakdown.message_values()
    found = judged(breakdown.agreement, bound, "error", message, words, breakdown.key, details=details)
    # A single part that exceeds the total is reported by GJ206, as surely as this sum is.
    told = any(breakdown.agreement.vague or not one.vague for _, one in breakdown.exceeding)
    return replace(found, message="") if told else found
