"""GJ504: shares that do not add up to 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.checks.bindings.shares import SharesOf100, breakdown_shares
from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.table.facts import Facts


@rule("GJ504", name="shares-of-100", level="error", scope="summary")
def shares_of_100(facts: Facts) -> Iterator[Binding]:
    """Shares of one total add up to 100 % when all are named, and to at most 100 % when some are.

    Why: one share was updated and its neighbours were not, or one is listed twice.

    The rule adds up figures of measure `share` in percent that name one breakdown in `whole`, at least two;
    `complete` says that nothing is left out. Without it, shares of kinds that may overlap (党员, 女职工) are
    not added up, as in GJ205. A gap that rounding explains is no finding unless chance produces it less than
    once in a thousand times.

    Example:
        一、二、三产业占比 5.1%、38.2%、57.6%: they add up to 100.9 %.

    Source: XBRL Calculations 1.1; Irwin–Hall distribution for the gap that rounding leaves.
    """
    for whole in facts.derive(breakdown_shares):
        yield _binding(whole)


def _binding(whole: SharesOf100) -> Binding:
    bound = tuple(Bound(part, "share") for part in whole.parts)
    return Binding(
        bound,
        whole.agreement,
        "shares-of-100" if whole.complete else "shares-over-100",
        words=whole.message_values,
        obstacle="missing-value" if whole.sum is None else "kinds-may-overlap",
        key=whole.key,
    )
