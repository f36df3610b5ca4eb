"""GJ506: average rates of growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.averages import averages
from gouji.checks.rule import Bound, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.recompute import Derived
    from gouji.checks.verdict import Level
    from gouji.facts.table.facts import Facts


@rule("GJ506", name="average-growth", level="error", scope="summary")
def average_growth(facts: Facts) -> Iterator[Verdict]:
    """An average rate of growth, year upon year, makes the growth over all the years.

    Why: 年均 is geometric; the arithmetic mean, or one year too many, is the usual slip.

    Compared are figures of measure `growth` whose `base` is a stretch of years, with the levels before and
    at the end of it, or with the growth over all of it. The printed rate is raised to the power of the
    years, so no root is ever rounded. Real rates (`growth_price` real; GDP, value added, gross output in
    money) are not held against nominal levels; money without a price basis is a warning at most.

    Example:
        32.6 % in four years is 7.3 % a year, not 8.2 %.

    Source: compound growth; intervals as in XBRL Calculations 1.1.
    """
    for found in facts.derive(averages):
        if found.stated.measure == "growth":
            yield _verdict(found)


def _verdict(found: Derived) -> Verdict:
    bound = (Bound(found.stated, "rate"), *(Bound(fact, role) for fact, role in found.terms))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle)
    level: Level = "error" if found.firm else "warning"
    return judged(found.agreement, bound, level, "average-growth", found.told())
