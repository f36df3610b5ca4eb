"""Growth and change held against a level that another summary told: mostly last year's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from gouji.facts.alignment.known import known_as
from gouji.facts.context import words_before
from gouji.facts.kin import Derived, compared, kinship, of_measure, worded_alike
from gouji.facts.rates.growth import PERCENT, POINTS, asked, base_period, between_levels, in_prices
from gouji.facts.tellings import MOST, tellings
from gouji.facts.years.revisions import revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.years.revisions import Revision

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
        for one in facts.kin.get(kinship(fact), ())
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
    last = facts.years.last_of(fact.summary)
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
