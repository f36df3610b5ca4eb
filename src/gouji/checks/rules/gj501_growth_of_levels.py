"""GJ501: growth and change held against levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Phrase, Verdict, judged, rule, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.kin import Derived
    from gouji.facts.table import Facts
    from gouji.facts.years.growth import Across


@rule("GJ501", name="growth-of-levels", level="error", scope="matter")
def growth_of_levels(facts: Facts) -> Iterator[Verdict]:
    """A growth or change is what the two levels make that it lies between.

    Why: level, growth and last year's level are three figures for two unknowns; where one was updated and
    another was not, they no longer fit.

    Compared are figures of measure `growth` or `change` with the levels of the same indicator, subject and
    scope in the same summary: now and before, or one level and the change. Where the summary itself does
    not tell the level before, the one that last year's summary told is taken, or else any summary of the
    publisher that tells it: a warning at most, and a note where a stage, `revisable`, or a census in
    between announces a *revision*. A budget that is more or less than last year's (比上年预算, 赤字, 国债) is
    held against last year's (a note). Growth at comparable prices or of a comparable scope (同口径) is not
    held against other summaries. Every figure stands for all that it can be rounded from. A real rate
    (`growth_price` real; GDP, value added and gross output in money) says nothing of nominal levels:
    `unchecked`, and the reason tells by how much prices would have risen. Money without a price basis is
    a warning at most. Levels that are rates themselves differ by 百分点.

    Example:
        1753亿元, 225亿元 more than the year before, is a growth of 14.7 %, not 17.4 %. Where last year's
        summary says 1530亿元, and this year's 1753亿元 and 增长20%, 14.6 % was expected.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    across = facts.years.growths
    elsewhere = {found.derived.stated.id for found in across}
    for found in facts.rates.growths:
        if not found.swapped and not _told_elsewhere(found.derived, elsewhere):
            yield _verdict(found.derived)
    yield from (_across(facts, found) for found in across)


def _told_elsewhere(found: Derived, elsewhere: set[str]) -> bool:
    """Whether a level that is missing here is told by another summary."""
    return found.obstacle == "no-levels" and found.stated.id in elsewhere


def _verdict(found: Derived) -> Verdict:
    bound = (Bound(found.stated, "stated"), *(Bound(fact, role) for fact, role in found.terms))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle, values=found.values)
    level: Level = "error" if found.firm else "warning"
    return judged(found.agreement, bound, level, "growth-of-levels", found.told())


def _across(facts: Facts, across: Across) -> Verdict:
    found, before = across.derived, across.before
    now = (Bound(fact, role) for fact, role in found.terms if role != "before")
    bound = (Bound(found.stated, "stated"), *now, *tell(before, "before"))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle, values=found.values, key=_KEY)
    told: dict[str, Value] = {
        **found.told(),
        "before": before.first.quote,
        "before_by": facts.told_by(before.first),
        "explain": Phrase(f"chain-{across.revision or 'silent'}"),
    }
    level: Level = "note" if across.revision or found.stated.ahead else "warning"
    details = {"class": "revision" if across.revision else "silent change"}
    return judged(found.agreement, bound, level, "growth-across", told, _KEY, details)


_KEY = "across"
"""The same growth may be held against levels of its own summary too."""
