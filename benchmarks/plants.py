"""Figures of several reports that constrain one another, and changes of one that contradict the others.

`pairs.csv` has figures of two (or three) reports that a reader holds against each other because one
constrains the other; they were marked by reading the reports, before any of them was audited. (Of 22 the kind
was set right later: what was planned and then told as done is a target, a target that is not to be exceeded a
ceiling, what is told of two years a total that grows.) Each is changed by one digit or one unit, as long as
before, so that what it constrains cannot be true with it any more; that is decided here from the quotes, with
the words beside them that bound them.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.scan import scan
from gouji.facts.numbers.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Place = tuple[str, int, int]
"""A summary, where a quote begins and where it ends."""
PAIRS = Path(__file__).parent / "pairs.csv"
HAN = "一二三四五六七八九"
UNITS = {"万": "亿", "亿": "万"}
NEAR = 40
"""So many characters beside a figure are read for the words that bound it."""


@dataclass(frozen=True)
class Figure:
    """A figure of a report.

    Attributes:
        report: The report's path below the corpora.
        quote: Its characters.
        start: Where it stands.
        end: Where it ends.
    """

    report: str
    quote: str
    start: int
    end: int

    def within(self, places: Iterable[Place]) -> bool:
        """Say whether it stands in one of some places, which may hold words beside it (达到, 超过)."""
        summary = Path(self.report).stem
        return any(name == summary and start <= self.start < end for name, start, end in places)

    def worded(self, text: str, section: str) -> tuple[str, str]:
        """Return the words right before and right behind it that sign or bound it."""
        low = max(0, self.start - NEAR)
        for span in scan(text[low : self.end + NEAR], section=section):
            if low + span.start <= self.start < low + span.end:
                return text[low + span.start : self.start], text[self.end : max(self.end, low + span.end)]
        return "", ""


@dataclass(frozen=True)
class Pair:
    """Figures that constrain one another."""

    name: str
    kind: str
    figures: tuple[Figure, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that they stand in."""
        return tuple(dict.fromkeys(figure.report for figure in self.figures))

    @property
    def sections(self) -> tuple[str, ...]:
        """How each is read: the first of a target as one."""
        first = "target" if self.kind in {"target", "ceiling"} else "review"
        return (first, *["review"] * (len(self.figures) - 1))


@dataclass(frozen=True)
class Plant:
    """A pair with one of its figures changed."""

    pair: Pair
    place: int
    quote: str


Values = tuple[list["Interval"], list[str]]
"""What figures can stand for, and their units."""


def grown(before: Interval, change: Interval, now: Interval, unit: str) -> bool:
    """Say whether a level can have come from another by a change, or by a growth in percent."""
    return ((now / before - 1) * 100 if unit == "%" else now - before).meets(change)


def at_most(one: Interval, two: Interval) -> bool:
    """Say whether *one* can be at most *two*."""
    return one.low is None or two.high is None or one.low <= two.high


def no_nearer_zero(now: Interval, before: Interval) -> bool:
    """Say whether a running total can have gone on: a fall falls further."""
    falls = before.high is not None and before.high < 0
    return at_most(now, before) if falls else at_most(before, now)


def alike(one: Interval, two: Interval) -> bool:
    """Say whether figures of two years are of one magnitude: a unit was not changed between them."""
    if one.low is None or two.low is None or one.low <= 0 or two.low <= 0:
        return True
    return one.low <= 100 * two.low and two.low <= 100 * one.low


CONSTRAINTS: Mapping[str, Callable[[Sequence[Interval], Sequence[str]], bool]] = {
    "restated": lambda known, _: all(known[0].meets(other) for other in known[1:]),
    "joint": lambda known, _: all(known[0].meets(other) for other in known[1:]),
    "running": lambda known, _: (known[0] + known[1]).meets(known[2]),
    "chain": lambda known, units: grown(known[0], known[1], known[2], units[1]),
    # A streak may have begun anew.
    "streak": lambda known, _: (known[0] + 1).meets(known[1]) or at_most(known[1], Interval.of(1)),
    "edition": lambda known, _: (known[0] + 1).meets(known[1]),
    "term": lambda known, _: at_most(sum(known[1:-1], known[0]), known[-1]),
    "part": lambda known, _: at_most(known[0], known[1]),
    "cumulative": lambda known, _: no_nearer_zero(known[1], known[0]),
    "target": lambda known, _: at_most(known[0], known[1]),
    "ceiling": lambda known, _: at_most(known[1], known[0]),
    "unit": lambda known, _: alike(known[0], known[1]),
}
"""What must hold by kind of pair, in the order in which `pairs.csv` has the figures."""


def read(quotes: Sequence[str], sections: Sequence[str]) -> Values:
    """Return what quotes can stand for, and their units.

    Raises:
        FigureError: One is no figure, or has no bounds.
    """
    figures = [parse(quote, section=section) for quote, section in zip(quotes, sections, strict=True)]
    hard = [figure.hard for figure in figures if figure.hard is not None]
    if len(hard) < len(figures):
        raise FigureError("no bounds")
    return hard, [figure.unit for figure in figures]


def holds(pair: Pair, quotes: Sequence[str]) -> bool:
    """Say whether figures of a pair can be true together; what is no figure any more is no contradiction."""
    try:
        return CONSTRAINTS[pair.kind](*read(quotes, pair.sections))
    except (FigureError, ValueError):
        return True


def pairs(path: Path = PAIRS) -> Iterator[Pair]:
    """Return the pairs that were marked in a file."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures = [
                Figure(
                    row[f"doc_{one}"], row[f"quote_{one}"], int(row[f"start_{one}"]), int(row[f"end_{one}"])
                )
                for one in "abc"
                if row[f"doc_{one}"]
            ]
            yield Pair(row["pair"], row["kind"], tuple(figures))


def variants(quote: str) -> Iterator[str]:
    """Return every quote that differs by one digit or one unit and is as long as before."""
    for place, sign in enumerate(quote):
        others = HAN if sign in HAN else UNITS.get(sign, "")
        if sign.isascii() and sign.isdigit():
            others = "0123456789"
        yield from (f"{quote[:place]}{other}{quote[place + 1 :]}" for other in others if other != sign)


_ZERO_IN_FRONT = re.compile("(?<![0-9.])0(?![.])")
"""Nobody writes 连续0年 or 02.45%."""


def plants(pair: Pair, texts: Mapping[str, str], chance: random.Random) -> list[Plant]:
    """Return changes of a pair that contradict it, in a random order; none of one that does not hold."""
    figures = list(zip(pair.figures, pair.sections, strict=True))
    words = [figure.worded(texts[figure.report], section) for figure, section in figures]
    quotes = [
        f"{before}{one.quote}{behind}" for one, (before, behind) in zip(pair.figures, words, strict=True)
    ]
    if not holds(pair, quotes):
        return []
    found = []
    for place, (before, behind) in enumerate(words):
        for other in variants(pair.figures[place].quote):
            changed = [*quotes[:place], f"{before}{other}{behind}", *quotes[place + 1 :]]
            if not _ZERO_IN_FRONT.search(other) and not holds(pair, changed):
                found.append(Plant(pair, place, other))
    chance.shuffle(found)
    return found


def drawn(count: int, texts: Mapping[str, str], path: Path = PAIRS) -> list[Plant]:
    """Draw plants: the pairs in turn, so that each takes part."""
    chance = random.Random(20261127)  # noqa: S311  no secrets
    decks = [plants(pair, texts, chance) for pair in pairs(path)]
    found: list[Plant] = []
    while len(found) < count and any(decks):
        for deck in decks:
            if deck and len(found) < count:
                found.append(deck.pop())
    return found
