"""What figures of the oracle stand for: ranges of fractions, and how probable a gap from rounding is."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import factorial, prod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.printed import Span

INFINITE = Fraction(10**60)
"""Beyond all that is printed: an end without a bound is here, and open."""


class Range(NamedTuple):
    """All numbers between two ends."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def of(cls, span: Span) -> Range:
        """Return a span as a range."""
        low = -INFINITE if span.low is None else span.low
        high = INFINITE if span.high is None else span.high
        return cls(low, high, span.low_open or span.low is None, span.high_open or span.high is None)

    def meets(self, other: Range) -> bool:
        """Say whether some number lies in both."""
        return self.reaches(other) and other.reaches(self)

    def reaches(self, other: Range) -> bool:
        """Say whether some number of it is at least some number of the other."""
        closed = not (self.high_open or other.low_open)
        return self.high > other.low or (self.high == other.low and closed)

    def plus(self, other: Range) -> Range:
        """Return all sums."""
        return Range(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def times(self, other: Range) -> Range:
        """Return all products: the least and the greatest are at corners, and nothing times 0 is not 0."""
        corners = []
        for x, y in product(self._ends(), other._ends()):
            zero = (Fraction(0), False) in {x, y}
            corners.append((x[0] * y[0], (x[1] or y[1]) and not zero))
        low, high = min(corners), max(corners, key=lambda corner: (corner[0], not corner[1]))
        return Range(low[0], high[0], low[1], high[1])

    def inverse(self) -> Range:
        """Return one over each number.

        Raises:
            ZeroDivisionError: One of them is 0.
        """
        if self.meets(NOTHING):
            raise ZeroDivisionError
        low = 1 / self.high if self.high else -INFINITE
        high = 1 / self.low if self.low else INFINITE
        return Range(low, high, self.high_open, self.low_open)

    def __str__(self) -> str:
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        low, high = (float(end) if abs(end) < INFINITE else "∞" for end in (self.low, self.high))
        return f"{left}{low}, {high}{right}"

    def _ends(self) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
        return (self.low, self.low_open), (self.high, self.high_open)


NOTHING = Range(Fraction(0), Fraction(0))


class Value(NamedTuple):
    """A figure, or what is computed from figures.

    Attributes:
        hard: All that it can be.
        soft: What a reader takes it for.
        number: The number as printed, or computed from such; None where a word qualifies one of them.
        errors: The widths of the rounding errors that add up in it; None where they do not add up.
    """

    hard: Range
    soft: Range
    number: Fraction | None
    errors: tuple[Fraction, ...] | None = ()

    @classmethod
    def exactly(cls, number: Fraction) -> Value:
        """Return a number that is known exactly."""
        return cls(Range(number, number), Range(number, number), number)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.hard.low == self.hard.high and self.errors == ()

    def plus(self, other: Value) -> Value:
        """Return the sum."""
        number = None if self.number is None or other.number is None else self.number + other.number
        errors = None if self.errors is None or other.errors is None else self.errors + other.errors
        return Value(self.hard.plus(other.hard), self.soft.plus(other.soft), number, errors)

    def times(self, other: Value) -> Value:
        """Return the product; errors add up in it only where one side is exact."""
        number = None if self.number is None or other.number is None else self.number * other.number
        errors = None
        for one, two in ((self, other), (other, self)):
            if two.is_exact and one.errors is not None:
                errors = tuple(width * abs(two.hard.low) for width in one.errors)
        return Value(self.hard.times(other.hard), self.soft.times(other.soft), number, errors)

    def over(self, other: Value) -> Value:
        """Return the quotient.

        Raises:
            ZeroDivisionError: The divisor may be 0.
        """
        number = None if not other.number else 1 / other.number
        errors = () if other.is_exact else None
        return self.times(Value(other.hard.inverse(), other.soft.inverse(), number, errors))

    def minus(self, other: Value) -> Value:
        """Return the difference."""
        return self.plus(other.times(Value.exactly(Fraction(-1))))


def tail(gap: Fraction, errors: Sequence[Fraction], last: Fraction) -> Fraction:
    """Return how probable it is that uniform errors of these widths add up to a gap, or to more.

    The total is rounded from the sum, to *last*, so that half of it is no gap. The volume of a box beyond a
    plane, by inclusion and exclusion of its corners.
    """
    beyond = abs(gap) - last / 2
    widths = [width for width in errors if width]
    rest = sum(widths) / 2 - beyond
    if beyond <= 0:
        return Fraction(1)
    if rest <= 0:
        return Fraction(0)
    volume = Fraction(0)
    for size in range(len(widths) + 1):
        for corner in combinations(widths, size):
            volume += (-1) ** size * max(rest - sum(corner), Fraction(0)) ** len(widths)
    return 2 * volume / (factorial(len(widths)) * prod(widths))
