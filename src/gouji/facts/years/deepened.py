"""Growth over years from one beginning: over one year more it is further from nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.facts.tellings import tellings
from gouji.facts.years.stretches import stretch_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.intervals import Interval
    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.values import Comparison

Deepened = tuple["Telling", "Telling", "Comparison"]
"""Growth over some years, over more of them, and how the first compares with the second."""


def deepened(facts: Facts) -> Iterator[Deepened]:
    """Return what grew or fell over the first years of a term, each beside what it did over more of them."""
    told: dict[tuple[object, ...], dict[int, list[Fact]]] = {}
    for fact in facts:
        stretch = stretch_of(facts, fact) if fact.measure == "growth" else None
        if stretch is not None and not stretch.mean:
            thing = (fact.indicator, facts.whose(fact), fact.scope, stretch.first)
            told.setdefault(thing, {}).setdefault(stretch.last, []).append(fact)
    for years in told.values():
        for earlier, later in pairwise(sorted(years)):
            yield from _pair(tellings(facts, years[earlier]), tellings(facts, years[later]))


def _pair(part: tuple[Telling, ...], whole: tuple[Telling, ...]) -> Iterator[Deepened]:
    if len(part) > 1 or len(whole) > 1 or part[0].crowded or whole[0].crowded:
        return
    # The second of 分别下降A和B has no sign of its own in print.
    ways = _way(part[0].value.hard), _way(whole[0].value.hard)
    if ways[0] and ways[0] == ways[1]:
        yield part[0], whole[0], "<=" if ways[0] > 0 else ">="


def _way(hard: Interval) -> int:
    """1 of growth, -1 of a fall, 0 of what may be either."""
    if hard.low is not None and hard.low > 0:
        return 1
    return -1 if hard.high is not None and hard.high < 0 else 0
