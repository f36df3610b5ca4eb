"""Small charts: what one publisher tells of an indicator year after year, a point a year."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from gouji.checks.suspects import ODD
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reports.html.described import distinctions
from gouji.reports.html.links import Anchored, Row, key_of
from gouji.reports.text import Words

HEIGHT = 128
"""Of a chart, in pixels."""
_STEP, _MARGIN, _TOP, _BOTTOM = 96, 52, 28, 32
_LEAST, _MOST = 3, 60
_ABOVE, _BELOW, _BESIDE, _MIDDLE = 10, 18, 9, 4
"""How far words are from their point, in pixels."""
_FORMS = frozenset({"count", "amount", "ratio"})


class Point(NamedTuple):
    """A point: its year, its quote, where it is, and the finding that its figure is part of.

    One that is *beside* stands next to the line, as another number of its year. Its words stand above it, or
    below where such a one does; those of what is beside stand ``after`` or ``before`` it.
    """

    year: int
    quote: str
    x: int
    y: int
    mark: Anchored | None
    beside: bool
    words_at: tuple[int, int]
    side: str


class Chart(NamedTuple):
    """The figures of one indicator.

    Attributes:
        publisher: Who tells of it; with what sets these figures apart.
        points: The points, by year; of several numbers of a year the one on the line comes first.
        line: The points of the line between them, as SVG takes it.
    """

    name: str
    publisher: str
    points: Sequence[Point]
    width: int
    line: str

    @property
    def told(self) -> str:
        """The numbers in words, for those who do not see the drawing."""
        return "; ".join(f"{point.year}: {point.quote}" for point in self.points)

    @property
    def marks(self) -> Sequence[tuple[int, Anchored]]:
        """The years with a finding, each finding once."""
        marked = ((point.year, point.mark) for point in self.points if point.mark)
        return list({mark.anchor: (year, mark) for year, mark in marked}.values())


def charts(facts: Facts, marks: Mapping[Row, Anchored], words: Words) -> Sequence[Chart]:
    """Return the charts of indicators with figures of three years, those with a finding first."""
    marked: list[_Series] = []
    others: list[_Series] = []
    told_of = (filter(_is_drawn, rows) for name, rows in facts.by_indicator.items() if name)
    by_quantity = (grouped(rows, lambda fact: _quantity(facts, fact)) for rows in told_of)
    for rows in chain.from_iterable(found.values() for found in by_quantity):
        by_year = grouped(rows, lambda fact: fact.period.end.year if fact.period else 0)
        if len(marked) == _MOST:
            break
        if len(by_year) >= _LEAST:
            told = [(year, _of_year(facts, by_year[year], marks)) for year in sorted(by_year)]
            is_marked = any(key_of(fact) in marks for _, same in told for fact in same)
            (marked if is_marked else others).append(told)
    return [_chart(facts, rows, marks, words) for rows in (*marked, *others)[:_MOST]]


_Series = Sequence[tuple[int, Sequence[Fact]]]
"""The figures of each year, the one on the line first."""


def _of_year(facts: Facts, rows: Sequence[Fact], marks: Mapping[Row, Anchored]) -> Sequence[Fact]:
    """Return the figures of a year, each number once; first the last published that is not in doubt."""
    latest = facts.in_published_order(rows)[::-1]
    latest.sort(key=lambda fact: _is_odd(fact, marks.get(key_of(fact))))
    found: dict[Fraction | None, Fact] = {}
    for fact in latest:
        found.setdefault(_number(fact), fact)
    return list(found.values())


def _is_odd(fact: Fact, mark: Anchored | None) -> bool:
    return mark is not None and mark.finding.details.get(ODD) == fact.id


def _quantity(facts: Facts, fact: Fact) -> Hashable:
    """Return what a figure is of, whatever its year."""
    key = fact.key
    return (facts.owner_of(fact), key.measure, key.base, key.about, key.unit, key.tense, fact.scope)


def _is_drawn(fact: Fact) -> bool:
    """Whether a figure is an outcome of a whole year that can be drawn."""
    year = fact.period is not None and fact.period.text.isdigit()
    return year and fact.is_figure and fact.settled and fact.form in _FORMS and _is_bounded(fact)


def _is_bounded(fact: Fact) -> bool:
    """Whether it is known where a figure is drawn."""
    hard = fact.hard
    return hard is not None and (
        (hard.low is not None and hard.high is not None) or _number(fact) is not None
    )


def _number(fact: Fact) -> Fraction | None:
    """Return where a figure is drawn: what was printed, else the middle of what it can stand for."""
    value = value_of(fact)
    if value is None or value.printed is not None:
        return value.printed if value else None
    low, high = value.hard.low, value.hard.high
    return None if low is None or high is None else (low + high) / 2


def _chart(facts: Facts, rows: _Series, marks: Mapping[Row, Anchored], words: Words) -> Chart:
    points = tuple(_points(rows, marks))
    first = rows[0][1][0]
    apart = (facts.publisher_of(first), *distinctions(first, words))
    return Chart(
        name=facts.name_of(first),
        publisher=words.pause.join(filter(None, apart)),
        points=points,
        width=points[-1].x + _MARGIN,
        line=" ".join(f"{point.x},{point.y}" for point in points if not point.beside),
    )


def _points(rows: _Series, marks: Mapping[Row, Anchored]) -> Iterator[Point]:
    numbers = [[_number(fact) or Fraction(0) for fact in same] for _, same in rows]
    low, high = min(map(min, numbers)), max(map(max, numbers))
    for (year, same), told, place in zip(rows, numbers, _places(rows), strict=True):
        heights = [_height(number, low, high) for number in told]
        x, side, away = _MARGIN + _STEP * place, "after", _BESIDE
        if year == rows[-1][0]:
            side, away = "before", -_BESIDE
        for at, (fact, y) in enumerate(zip(same, heights, strict=True)):
            mark, above = marks.get(key_of(fact)), y + _BELOW if min(heights) < y else y - _ABOVE
            if at:
                yield Point(year, fact.quote, x, y, mark, True, (x + away, y + _MIDDLE), side)
            else:
                yield Point(year, fact.quote, x, y, mark, False, (x, above), "")


def _places(rows: _Series) -> Iterator[int]:
    """Yield how many steps each year is from the first; a gap of years is one step longer, however long."""
    place, before = 0, None
    for year, _ in rows:
        place += 0 if before is None else min(year - before, 2)
        yield place
        before = year


def _height(number: Fraction, low: Fraction, high: Fraction) -> int:
    share = (number - low) / (high - low) if high > low else Fraction(1, 2)
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))
