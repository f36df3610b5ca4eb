"""What drafts tell to have come from one figure to another (从40个减少到29个), told again by another one."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.context import clause_of
from gouji.facts.tellings import tellings
from gouji.facts.values import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling

_FROM = re.compile("[从由]$")
_DATED = re.compile("[0-9]年|年初|上年|去年|期末|时期|以来")
_TO = re.compile("(?:[增减提降上下扩缩压回跃][加少高低升降大减小落]?|发展)[到至]")
_APART = re.compile("[^，。；、0-9]{0,6}")


class Turn(NamedTuple):
    """Two figures that are told as one step."""

    base: Fact
    reached: Fact


def turns_told_again(facts: Facts) -> Iterator[tuple[Telling, Telling]]:
    """Return figures of steps that two drafts tell of one thing, where the other ends of the steps are equal.

    Only steps without a year of their own: 由2020年的40个 and 由2015年的30个 are two steps. What both come
    from alike may have come further by the time that it is told again.
    """
    told: dict[tuple[str, str, str], list[Turn]] = {}
    for rows in facts.by_summary.values() if facts.drafted else ():
        for turn in _turns(facts, sorted(rows, key=lambda fact: fact.start or 0)):
            thing = (turn.base.indicator, facts.whose(turn.base), turn.base.unit_class)
            told.setdefault(thing, []).append(turn)
    for turns in told.values():
        for one, two in combinations(turns, 2):
            ends = _ends(one, two) if one.base.summary != two.base.summary else None
            if ends is not None:
                yield tellings(facts, [ends[0]])[0], tellings(facts, [ends[1]])[0]


def _ends(one: Turn, two: Turn) -> tuple[Fact, Fact] | None:
    """The figures in which two steps differ, or agree throughout; none where they may be two steps."""
    if one.reached.hard == two.reached.hard:
        return one.base, two.base
    if one.base.hard != two.base.hard or one.reached.quote[0] != two.reached.quote[0]:
        return None
    values = value_of(one.reached), value_of(two.reached), value_of(one.base)
    early, late, base = (value.printed if value else None for value in values)
    if early is None or late is None or base is None:
        return None
    further = (late - base) * (early - base) > 0 and abs(late - base) > abs(early - base)
    return None if further else (one.reached, two.reached)


def _turns(facts: Facts, rows: list[Fact]) -> Iterator[Turn]:
    """Steps of a summary: figures behind 从 or 由, each with the one right behind it that says to what."""
    for base, reached in pairwise(rows):
        words = clause_of(facts, base)
        if not (_FROM.search(words) and _TO.match(reached.quote)) or _DATED.search(words):
            continue
        gap = facts.texts[base.summary][base.end or 0 : reached.start or 0]
        alike = (base.indicator, base.unit_class) == (reached.indicator, reached.unit_class)
        if alike and base.indicator and base.is_figure and reached.is_figure and _APART.fullmatch(gap):
            yield Turn(base, reached)
