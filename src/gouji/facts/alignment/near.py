"""Indicators that come close to one another and may be one: offered to a person, never used."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.alignment.normal import normal_form, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.facts.table import Fact, Facts

ALIKE = Fraction(3, 5)
"""From this likeness on two phrases are offered."""
_COMMON = 60
"""Pairs of characters that more indicators have than this say nothing (新增, 工程)."""

_COUNTED = frozenset({"count", "amount", "ratio", "point"})

Told = tuple[str, str, str, bool]
"""What two indicators must share to be one: whose, unit class, measure, told or aimed at."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two indicators that may be one.

    Attributes:
        one: A fact of the indicator that more summaries tell, else of the shorter one.
        two: A fact of the other one.
        likeness: How much of their words they share, from 0 to 1.
        values: One summary restates a value that the other told.
    """

    one: Fact
    two: Fact
    likeness: Fraction
    values: bool

    @property
    def names(self) -> tuple[str, str]:
        """The two indicators."""
        return self.one.indicator, self.two.indicator


def suggestions(facts: Facts) -> tuple[Suggestion, ...]:
    """Return indicators that may be one, the likeliest first.

    Both are told of the same place or subject, in the same unit class and measure, by different
    summaries; none tells both. Of each indicator only the best partner is offered, and only where it is
    the best one of that partner too.
    """
    told: dict[Told, dict[str, Fact]] = defaultdict(dict)
    tellers: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.indicator and fact.form in _COUNTED and not fact.trouble:
            key = (facts.whose(fact), fact.unit_class, fact.measure, fact.ahead)
            told[key].setdefault(fact.indicator, fact)
            tellers[fact.indicator].add(fact.summary)
    found: dict[tuple[str, str], Suggestion] = {}
    for some in told.values():
        for one in _of_one_kind(facts, some, tellers):
            found.setdefault(one.names, one)
    return tuple(sorted(found.values(), key=lambda one: (not one.values, -one.likeness, one.names)))


def _of_one_kind(
    facts: Facts, told: Mapping[str, Fact], tellers: Mapping[str, set[str]]
) -> Iterator[Suggestion]:
    forms = {name: normal_form(facts.name_of(fact)) for name, fact in told.items()}
    scored: dict[str, list[tuple[Fraction, str]]] = defaultdict(list)
    for one, two in _sharing(forms):
        alike = likeness(forms[one], forms[two])
        if alike >= ALIKE and not tellers[one] & tellers[two]:
            scored[one].append((alike, two))
            scored[two].append((alike, one))
    best = {name: max(some, key=lambda pair: (pair[0], pair[1])) for name, some in scored.items()}
    for name, (alike, other) in sorted(best.items()):
        if best[other][1] == name and name < other:
            one, two = sorted((name, other), key=lambda told_: (-len(tellers[told_]), len(told_), told_))
            yield Suggestion(told[one], told[two], alike, _restated(told[one], told[two]))


def likeness(one: str, two: str) -> Fraction:
    """Return how many of the pairs of characters of two phrases are common to both, from 0 to 1 (Dice)."""
    left, right = pairs_of(one), pairs_of(two)
    both = len(left) + len(right)
    return Fraction(2 * len(left & right), both) if both else Fraction(0)


def _sharing(forms: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Pairs of names whose forms share a pair of characters that not everybody has, each pair once."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(forms):
        for pair in pairs_of(forms[name]):
            holders[pair].append(name)
    rare = (names for names in holders.values() if 1 < len(names) <= _COMMON)
    return sorted(
        {(one, two) for names in rare for place, one in enumerate(names) for two in names[place + 1 :]}
    )


def _restated(one: Fact, two: Fact) -> bool:
    return one.key.period == two.key.period and one.hard is not None and one.hard == two.hard
