"""GJ501: growth and change held against levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, judged, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level
    from gouji.facts.kin import Derived
    from gouji.facts.table import Facts


@rule("GJ501", name="growth-of-levels", level="error", scope="summary")
def growth_of_levels(facts: Facts) -> Iterator[Verdict]:
    """A growth or change is what the two levels make that it lies between.

    Why: level, growth and last year's level are three figures for two unknowns; where one was updated and
    another was not, they no longer fit.

    Compared are figures of measure `growth` or `change` with the levels of the same indicator, subject and
    scope in the same summary: now and before, or one level and the change. Every figure stands for all
    that it can be rounded from. A real rate (`growth_price` real; GDP, value added and gross output in
    money) says nothing of nominal levels: `unchecked`, and the reason tells by how much prices would have
    risen. Money without a price basis is a warning at most. Levels that are rates themselves differ by
    百分点.

    Example:
        1753亿元, 225亿元 more than the year before, is a growth of 14.7 %, not 17.4 %.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    for found in facts.rates.growths:
        if not found.swapped:
            yield _verdict(found.derived)


def _verdict(found: Derived) -> Verdict:
    bound = (Bound(found.stated, "stated"), *(Bound(fact, role) for fact, role in found.terms))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle, values=found.values)
    level: Level = "error" if found.firm else "warning"
    return judged(found.agreement, bound, level, "growth-of-levels", found.told())
