"""What several summaries tell of one thing: the different values, each with all who tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures.streaks import streak_words
from gouji.facts.numbers.values import compare
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.numbers.intervals import Interval
    from gouji.facts.numbers.values import Agreement, Comparison, Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

MOST = 64
"""Of more different values than this for one thing no one can make sense: its key was cut too short."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One value, and the facts that tell it.

    Attributes:
        facts: The one told first in front: it stands for all of them, so that another summary
            that joins in later changes nothing.
        value: What the first stands for.
        crowded: They tell several values, and it cannot be known which; nothing is decided then.
    """

    facts: tuple[Fact, ...]
    value: Value
    crowded: bool = False

    @property
    def first(self) -> Fact:
        """The fact that was told first."""
        return self.facts[0]

    @property
    def streak_words(self) -> str:
        """Of a 连续N年, what went on."""
        return streak_words(self.first.quote)

    def compare(self, other: Telling, how: Comparison = "==") -> Agreement:
        """Compare two values."""
        return compare(self.value, other.value, how)


def tellings(facts: Facts, rows: Iterable[Fact]) -> tuple[Telling, ...]:
    """Return the different values that *rows* tell, in the order told; a crowd of them as one.

    A row joins the first value that it agrees with: 5332亿元 tells what 5332.42亿元 tells.
    """
    found: list[tuple[Value, list[Fact]]] = []
    places: dict[Interval, int] = {}
    known = [(fact, value) for fact in facts.in_order_told(rows) if (value := value_of(fact)) is not None]
    for fact, value in known:
        place = places.get(value.hard)
        if place is None:
            place = _place(found, value)
            places[value.hard] = place
        if place == len(found):
            found.append((value, []))
        if len(found) > MOST:
            break
        found[place][1].append(fact)
    if len(found) > MOST or _told_apart_by_one(found):
        return (Telling(tuple(one for one, _ in known), known[0][1], crowded=True),)
    return tuple(Telling(tuple(some), value) for value, some in found)


def _told_apart_by_one(found: list[tuple[Value, list[Fact]]]) -> bool:
    """Whether a summary tells several values: parts, or kinds that the key does not tell apart."""
    tellers = [{fact.summary for fact in some} for _, some in found]
    return sum(map(len, tellers)) > len(set().union(*tellers))


def _place(found: list[tuple[Value, list[Fact]]], value: Value) -> int:
    """The place of the first value that agrees with *value*; behind all of them where none does."""
    agreeing = (place for place, (known, _) in enumerate(found) if _agree(known, value))
    return next(agreeing, len(found))


def _agree(one: Value, two: Value) -> bool:
    return compare(one, two).outcome != "inconsistent"
