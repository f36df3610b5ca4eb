"""Figures as people print them, and what each can stand for, by the table of FIGURES in docs/figures.md.

Nothing of gouji is used: what a figure stands for follows from how it was made, in plain fractions.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

HALF = Fraction(1, 2)


class Unit(NamedTuple):
    """A unit as printed.

    Attributes:
        word: As printed, with its magnitude.
        base: Base unit.
        factor: One printed unit in base units.
        counts: It counts, and figures in it are exact; others are rounded to their last digit.
        rate: Percent or percentage points.
    """

    word: str
    base: str
    factor: Fraction = Fraction(1)
    counts: bool = False
    rate: bool = False

    @property
    def noun(self) -> str:
        """The unit without its magnitude."""
        return self.word.lstrip("万亿")


class Span(NamedTuple):
    """All numbers between two ends, in the base unit; an end that is None has no bound."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def negated(self) -> Span:
        """Return the same span below zero."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Span(low, high, self.high_open, self.low_open)

    def within(self, other: Span) -> Span:
        """Return what two spans with two ends each share; they must share something."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Span(low[0], high[0], low[1], not high[1])


class Printed(NamedTuple):
    """A figure.

    Attributes:
        quote: Its characters.
        unit: Its unit.
        hard: All that it can stand for.
        soft: What a reader takes it for.
        number: The number as printed, signed, in the base unit; None where a word qualifies it.
        width: One unit of its last digit where it is rounded, else 0.
    """

    quote: str
    unit: Unit
    hard: Span
    soft: Span
    number: Fraction | None = None
    width: Fraction = Fraction(0)

    def falling(self, rise: str, fall: str, *, falls: bool) -> Printed:
        """Return it behind a word of change; a fall is negative."""
        if not falls:
            return self._replace(quote=rise + self.quote)
        number = None if self.number is None else -self.number
        return Printed(
            fall + self.quote, self.unit, self.hard.negated(), self.soft.negated(), number, self.width
        )


class Size(NamedTuple):
    """A number that is to be printed, in the printed unit.

    Attributes:
        number: The number.
        last: One unit of its last digit.
        place: One unit of its last digit that is not 0.
        text: Its digits.
    """

    number: Fraction
    last: Fraction
    place: Fraction
    text: str


def rounded(value: Fraction, unit: Unit, places: int) -> Fraction:
    """Return a value in the base unit as it is printed with so many decimals, half up, in the unit."""
    return Fraction(floor(value / unit.factor * 10**places + HALF), 10**places)


def decimal(number: Fraction, places: int) -> str:
    """Write a number with so many decimals, all of them needed."""
    digits = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def size_of(number: Fraction, places: int) -> Size:
    """Return a positive number, in the printed unit, with what the spans depend on."""
    last = place = Fraction(1, 10**places)
    while number and number % (place * 10) == 0:
        place *= 10
    return Size(number, last, place, decimal(number, places))


def bare(value: Fraction, unit: Unit, places: int = 0) -> Printed:
    """Print a value that is not negative with no word beside it, rounded half up.

    A count is exact; a round one (two zeros at its end) may be rounded, though readers take it as it is.
    """
    size = size_of(rounded(value, unit, places), places)
    point = _around(size.number, Fraction(0))
    if not unit.counts:
        hard = soft = _around(size.number, size.last / 2)
    elif size.number >= 100 and size.number % 100 == 0:
        hard, soft = _around(size.number, size.place / 2), point
    else:
        hard = soft = point
    width = Fraction(0) if unit.counts else size.last * unit.factor
    return Printed(
        size.text + unit.word,
        unit,
        _scaled(hard, unit),
        _scaled(soft, unit),
        size.number * unit.factor,
        width,
    )


def qualified(word: str, number: Fraction, unit: Unit, places: int = 0) -> Printed:
    """Print a positive number, in the unit as printed, with one of `QUALIFIERS` beside it."""
    wording, spans = QUALIFIERS[word]
    size = size_of(number, places)
    hard, soft = spans(size, unit)
    return Printed(wording.format(size.text, unit.word), unit, _scaled(hard, unit), _scaled(soft, unit))


def _around(number: Fraction, half: Fraction) -> Span:
    return Span(number - half, number + half)


def _scaled(span: Span, unit: Unit) -> Span:
    low, high = (None if end is None else end * unit.factor for end in span[:2])
    return Span(low, high, span.low_open, span.high_open)


SMALL = 100


def _about(size: Size, unit: Unit) -> tuple[Span, Span]:
    """No width is ever stated; of a rate and a small number a tenth is the most (10%左右 is 9 to 11)."""
    small = unit.rate or (size.number < SMALL and not {"万", "亿"} & set(unit.word))
    half = min(size.place / 2, size.number / 10) if small else size.place / 2
    close = min(half, max(size.place / 20, size.last / 2))
    return _around(size.number, half), _around(size.number, close)


def _near(size: Size, _: Unit) -> tuple[Span, Span]:
    hard = Span(max(size.number - size.place, size.number / 2), size.number, low_open=True, high_open=True)
    return hard, hard.within(Span(size.number * 9 / 10, size.number, high_open=True))


def _above(size: Size, _: Unit) -> tuple[Span, Span]:
    hard = Span(size.number, None, low_open=True, high_open=True)
    return hard, Span(size.number, size.number + size.place, low_open=True)


def _more(size: Size, _: Unit) -> tuple[Span, Span]:
    span = Span(size.number, size.number + size.place, low_open=True, high_open=True)
    return span, span


def _at_least(size: Size, _: Unit) -> tuple[Span, Span]:
    span = Span(size.number, None, high_open=True)
    return span, span


def _below(size: Size, _: Unit) -> tuple[Span, Span]:
    span = Span(Fraction(0), size.number, high_open=True)
    return span, span


QUALIFIERS: dict[str, tuple[str, Callable[[Size, Unit], tuple[Span, Span]]]] = {
    "约": ("约{}{}", _about),
    "左右": ("{}{}左右", _about),
    "近": ("近{}{}", _near),
    "超": ("超{}{}", _above),
    "余": ("{}余{}", _more),
    "以上": ("{}{}以上", _at_least),
    "不到": ("不到{}{}", _below),
}
"""Words beside a number: how it is printed with them, and the hard and the soft span of it."""
