"""GJ501: growth and change held against levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from gouji.checks.bindings.growth import (
    PERCENT,
    POINTS,
    asked,
    base_period,
    between_levels,
    growths,
    in_prices,
)
from gouji.checks.bindings.recompute import Derived, compared, grouped, kinship, of_measure, worded_alike
from gouji.checks.bindings.report_series import last_of
from gouji.checks.bindings.reported_values import MOST, tellings
from gouji.checks.bindings.revisions import revision
from gouji.checks.bindings.surrounding_words import words_before
from gouji.checks.rule import Bound, Phrase, Verdict, judged, rule, tell
from gouji.reading.alignment.known_indicators import known_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.bindings.revisions import Revision
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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
    earlier = facts.derive(across)
    elsewhere = {found.derived.stated.id for found in earlier}
    for found in facts.derive(growths):
        if not found.swapped and not _told_elsewhere(found.derived, elsewhere):
            yield _verdict(found.derived)
    yield from (_across(facts, found) for found in earlier)


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
    told: dict[str, MessageValue] = {
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


_LEVELS = ("level", "share", "mean")
"""Measures that a growth can come to."""
_Told = dict[tuple[object, ...], list["Fact"]]


@dataclass(frozen=True, slots=True)
class Across:
    """A growth or change with this year's level, and the level of its base that another summary told.

    Attributes:
        derived: The figure with the levels that it lies between.
        before: The earlier level, with all who tell it.
        revision: What may have revised it since; empty where nothing is known.
    """

    derived: Derived
    before: Telling
    revision: Revision = ""


def across(facts: Facts) -> tuple[Across, ...]:
    """Return every growth and change since a period whose level only other summaries tell."""
    told: _Told = {}
    for fact in facts:
        if fact.is_figure and _is_sure(fact) and fact.measure in _LEVELS and fact.indicator:
            told.setdefault(_place(facts, fact, fact.key.period), []).append(fact)
    return tuple(found for fact in facts for found in _of(facts, fact, told))


def _place(facts: Facts, fact: Fact, period: str) -> tuple[object, ...]:
    """What a level is filed under: its thing, its scope, who publishes it, and when it was."""
    return fact.indicator, facts.whose(fact), fact.scope, facts.publisher_of(fact), period, fact.ahead


def _is_sure(fact: Fact) -> bool:
    """Whether a figure tells what was, or what a summary sets as its target."""
    return fact.settled or fact.section == "target"


def _of(facts: Facts, fact: Fact, told: Mapping[tuple[object, ...], list[Fact]]) -> Iterator[Across]:
    sure = fact.settled or _of_budget(facts, fact)
    if not (asked(fact) and fact.is_figure and sure) or _of_another_scope(facts, fact):
        return
    base = base_period(fact)
    earlier = told.get(_place(facts, fact, base), ()) if base else ()
    if not earlier or any(one.summary == fact.summary for one in earlier):
        return
    now = _levels_now(facts, fact)
    before = [
        one for one in earlier if now and now[0].measure == one.measure and _one_thing(facts, now[0], one)
    ]
    if before and _fit(facts, fact, now[0], before):
        yield from _held(facts, fact, now, _first_told(facts, fact, before))


def _levels_now(facts: Facts, fact: Fact) -> list[Fact]:
    """The levels that a growth comes to, in its own summary."""
    period = fact.key.period
    told = (
        of_measure(facts, fact, measure, period) or _elsewhere(facts, fact, measure) for measure in _LEVELS
    )
    return [
        one for one in next((rows for rows in told if rows), []) if one.is_figure and one.ahead == fact.ahead
    ]


def _elsewhere(facts: Facts, fact: Fact, measure: str) -> list[Fact]:
    """The level in another sentence of a draft, of a known indicator that has one only."""
    if not facts.drafted or known_as(fact.indicator) is None:
        return []
    rows = [
        one
        for one in facts.derive(grouped).get(kinship(fact), ())
        if one.measure == measure and one.key.period == fact.key.period and not one.base
    ]
    return rows if len({one.hard for one in rows}) == 1 else []


def _of_budget(facts: Facts, fact: Fact) -> bool:
    """Whether a target is more or less than last year's target; others are so than what came of last year."""
    if fact.section != "target" or fact.measure != "change":
        return False
    return "预算" in words_before(facts, fact, 8) or bool(_SET_ASIDE.search(facts.name_of(fact)))


_SET_ASIDE = re.compile("赤字|国债")
"""What is a target and an outcome in one: it is issued as it is planned."""


def _one_thing(facts: Facts, now: Fact, before: Fact) -> bool:
    """Whether two levels are of one thing: in a draft each summary tells one value of it, in whole words."""
    if worded_alike(facts, now, before):
        return True
    counted = now.unit_class == "#" and _OF_MONEY.search(now.indicator)
    return not counted and all(
        len(one.indicator) >= _WHOLE and _told_once(facts, one) for one in (now, before)
    )


_WHOLE = 4
"""A drafted phrase that is shorter (出口, 投资) may be cut from a longer one."""


_OF_MONEY = re.compile("(?:值|额|收入|支出|投资|营收|利润|税收)$")
"""What a draft counts in 个 before such a noun is not what grew: 17个传统制造业增加值增长5.3%."""


def _told_once(facts: Facts, fact: Fact) -> bool:
    """Whether a summary tells one level only under a drafted phrase, be it of its own year or another."""
    rows = (one for one in facts.by_indicator[fact.indicator] if one.summary == fact.summary)
    levels = (
        one for one in rows if one.measure == fact.measure and one.ahead == fact.ahead and one.is_figure
    )
    return len({one.hard for one in levels if one.key.period == fact.key.period}) == 1


def _fit(facts: Facts, fact: Fact, now: Fact, before: list[Fact]) -> bool:
    """Whether their units allow to hold them against one another; and in drafts, who publishes them."""
    named = not facts.drafted or bool(facts.publisher_of(fact))
    units = {one.unit_class for one in (now, *before)}
    percents = units == {PERCENT}
    own = {POINTS} if percents else {PERCENT} if fact.measure == "growth" else units
    return named and len(units) == 1 and fact.unit_class in own


def _first_told(facts: Facts, fact: Fact, before: list[Fact]) -> list[Fact]:
    """Those of last year's summary, or where it tells none those of all."""
    last = last_of(facts, fact.summary)
    return [one for one in before if one.summary in last] or before


_ANOTHER_SCOPE = re.compile("[同可]比?口径|可比价|不变价|实际增|扣除|剔除|还原|调整后|按可比")


def _of_another_scope(facts: Facts, fact: Fact) -> bool:
    """Whether a growth is of a scope or of prices that its levels do not have (同口径增长5%)."""
    if _ANOTHER_SCOPE.search(fact.scope + fact.quote):
        return True
    return bool(_ANOTHER_SCOPE.search(words_before(facts, fact, 16)))


def _held(facts: Facts, fact: Fact, now: list[Fact], before: list[Fact]) -> Iterator[Across]:
    earlier = tellings(facts, before)
    later = tellings(facts, now)
    if any(one.crowded for one in (*earlier, *later)) or len(earlier) * len(later) > MOST:
        yield Across(Derived(fact, obstacle="no-one-value"), earlier[0])
        return
    pairs = [_pair(facts, fact, one.first, other) for one, other in product(later, earlier)]
    yield next((one for one in pairs if not one.derived.fails), pairs[0])


def _pair(facts: Facts, fact: Fact, now: Fact, before: Telling) -> Across:
    make, form = between_levels(fact)
    found = compared(fact, {"now": now, "before": before.first}, make, form)
    if fact.measure == "growth":
        found = in_prices(facts, found, now)
    return Across(replace(found, firm=False), before, revision(facts, (fact, now, before.first)))
