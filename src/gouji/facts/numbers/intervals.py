"""Exact intervals: what a printed figure can stand for.

Ends are fractions, each open or closed, or unbounded; floats take no part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

Number = int | str | Fraction

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_MAX_LENGTH = 40


def exact(text: str) -> Fraction:
    """Read a plain decimal, ``[-]digits[.digits]`` in ASCII.

    Raises:
        ValueError: *text* is anything else, or longer than 40 characters.

    >>> exact("-1.50")
    Fraction(-3, 2)
    """
    if len(text) > _MAX_LENGTH or not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text[:_MAX_LENGTH]!r} is no plain decimal")
    return Fraction(text)


def decimals(number: Fraction) -> int:
    """Return how many decimal places *number* needs.

    Raises:
        ValueError: No finite number of them is enough.
    """
    places = _places(number.denominator)
    if places < 0:
        raise ValueError(f"{number} is no finite decimal")
    return places


@lru_cache(1024)
def _places(denominator: int) -> int:
    """Return the decimal places that a fraction over *denominator* needs; -1 if no number is enough."""
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else -1


def plain(number: Fraction) -> str:
    """Write a number as a plain decimal: no exponent, no separators.

    Raises:
        ValueError: *number* is not a finite decimal.

    >>> plain(Fraction(-3, 2))
    '-1.5'
    """
    numerator, denominator = number.as_integer_ratio()
    if denominator == 1:
        return str(numerator)
    places = decimals(number)
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def total_of(numbers: Iterable[Fraction]) -> Fraction:
    """Return the sum of numbers, as integers over one denominator: fractions would be reduced at each step.

    >>> total_of([Fraction(1, 2), Fraction(3, 10), Fraction(1)])
    Fraction(9, 5)
    """
    ratios = [number.as_integer_ratio() for number in numbers]
    unit = lcm(*(denominator for _, denominator in ratios))
    return Fraction(sum(numerator * (unit // denominator) for numerator, denominator in ratios), unit)


def _total_of_ends(ends: Sequence[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return total_of(known) if len(known) == len(ends) else None


def _as_fraction(value: Number) -> Fraction:
    """Return *value* as a fraction; text is read by `exact`."""
    if isinstance(value, str):
        return exact(value)
    if isinstance(value, int | Fraction):
        return Fraction(value)
    raise TypeError(f"{value!r} is no exact number")


def _format_end(end: Fraction) -> str:
    """Return an end as text; one that is no finite decimal as a fraction, ``1/3``."""
    try:
        return plain(end)
    except ValueError:
        return str(end)


class _End(NamedTuple):
    """A value on the extended real line, and whether it is included; *side* is -1 or 1 at infinity."""

    side: int
    value: Fraction
    closed: bool

    def times(self, other: _End) -> _End:
        """Multiply two ends; an included zero gives an included zero, even times infinity."""
        ends = (self, other)
        if any(end.side == 0 and end.value == 0 for end in ends):
            included = any(end.closed and end.value == 0 for end in ends)
            return _End(0, Fraction(0), included)
        if self.side or other.side:
            return _End(self.sign() * other.sign(), Fraction(0), closed=False)
        return _End(0, self.value * other.value, self.closed and other.closed)

    def sign(self) -> int:
        """Return -1 or 1; the end must not be zero."""
        return self.side or (1 if self.value > 0 else -1)


@dataclass(frozen=True, slots=True, repr=False)
class Interval:
    """All numbers between two ends.

    Attributes:
        low: Lower end; None = unbounded.
        high: Upper end; None = unbounded.
        low_open: The lower end itself is excluded; always so where it is unbounded.
        high_open: The upper end itself is excluded; always so where it is unbounded.

    Raises:
        ValueError: No number lies between the ends.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None or self.low < self.high:
            return
        if self.low > self.high or self.low_open or self.high_open:
            raise ValueError(f"nothing lies in {self}")

    def __hash__(self) -> int:
        # Fractions hash slowly, by a modular inverse; numerators tell nearly all intervals apart.
        low = None if self.low is None else self.low.numerator
        high = None if self.high is None else self.high.numerator
        return hash((low, high))

    @classmethod
    def of(cls, value: Number) -> Interval:
        """Return the interval that holds one exact number.

        >>> Interval.of("105")
        Interval('[105, 105]')
        """
        point = _as_fraction(value)
        return cls(point, point)

    @classmethod
    def closed(cls, low: Number, high: Number) -> Interval:
        """Return ``[low, high]``."""
        return cls(_as_fraction(low), _as_fraction(high))

    @classmethod
    def opened(cls, low: Number, high: Number) -> Interval:
        """Return ``(low, high)``."""
        return cls(_as_fraction(low), _as_fraction(high), low_open=True, high_open=True)

    @classmethod
    def at_least(cls, low: Number) -> Interval:
        """Return ``[low, ∞)``."""
        return cls(_as_fraction(low), None)

    @classmethod
    def above(cls, low: Number) -> Interval:
        """Return ``(low, ∞)``."""
        return cls(_as_fraction(low), None, low_open=True)

    @classmethod
    def below(cls, high: Number) -> Interval:
        """Return ``(-∞, high)``."""
        return cls(None, _as_fraction(high), high_open=True)

    @classmethod
    def total(cls, intervals: Sequence[Interval]) -> Interval:
        """Return the sum of intervals; of none it is 0."""
        low = _total_of_ends([one.low for one in intervals])
        # The two ends of an exact figure are one object.
        exact = all(one.low is one.high for one in intervals)
        high = low if exact else _total_of_ends([one.high for one in intervals])
        opened = not exact and any(one.low_open for one in intervals)
        return cls(low, high, opened, not exact and any(one.high_open for one in intervals))

    def __str__(self) -> str:
        return self.written(_format_end)

    def written(self, write: Callable[[Fraction], str]) -> str:
        """Return both ends with their brackets, each end as *write* writes it."""
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        low = "-∞" if self.low is None else write(self.low)
        high = "∞" if self.high is None else write(self.high)
        return f"{left}{low}, {high}{right}"

    def __repr__(self) -> str:
        return f"Interval('{self}')"

    def __contains__(self, value: int | Fraction) -> bool:
        from_low = self.low is None or self.low < value or (self.low == value and not self.low_open)
        to_high = self.high is None or self.high > value or (self.high == value and not self.high_open)
        return from_low and to_high

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __add__(self, other: Interval | int | Fraction) -> Interval:
        that = _as_interval(other)
        low = None if self.low is None or that.low is None else self.low + that.low
        high = None if self.high is None or that.high is None else self.high + that.high
        return Interval(low, high, self.low_open or that.low_open, self.high_open or that.high_open)

    def __sub__(self, other: Interval | int | Fraction) -> Interval:
        return self + -_as_interval(other)

    def __mul__(self, other: Interval | int | Fraction) -> Interval:
        that = _as_interval(other)
        ours, theirs = _positive_ends(self), _positive_ends(that)
        if ours and theirs:
            low_open, high_open = self.low_open or that.low_open, self.high_open or that.high_open
            return Interval(ours[0] * theirs[0], ours[1] * theirs[1], low_open, high_open)
        return _span_of([one.times(two) for one in _ends(self) for two in _ends(that)])

    def __truediv__(self, other: Interval | int | Fraction) -> Interval:
        return self * _inverse(_as_interval(other))

    def meets(self, other: Interval) -> bool:
        """Return whether at least one number lies in both.

        >>> Interval.opened(1, 2).meets(Interval.of(2))
        False
        """
        return not _lies_below(self, other) and not _lies_below(other, self)

    def is_told_to(self, parts: int) -> bool:
        """Whether it is no wider than one of so many parts of its upper end."""
        if self.low is None or self.high is None:
            return False
        return parts * (self.high - self.low) <= abs(self.high)

    def exceeds(self, other: Interval) -> bool:
        """Whether all of it is more than all of another."""
        return self.low is not None and other.high is not None and self.low > other.high

    def intersection(self, other: Interval) -> Interval | None:
        """Return the numbers that lie in both; None if there are none."""
        if not self.meets(other):
            return None
        lower = self if _starts_inside(self, other) else other
        upper = self if _starts_inside(-self, -other) else other
        return Interval(lower.low, upper.high, lower.low_open, upper.high_open)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        lower = other if _starts_inside(self, other) else self
        upper = other if _starts_inside(-self, -other) else self
        return Interval(lower.low, upper.high, lower.low_open, upper.high_open)

    def within(self, other: Interval) -> bool:
        """Return whether every number of this interval lies in *other*."""
        return _starts_inside(self, other) and _starts_inside(-self, -other)

    def gap(self, other: Interval) -> Fraction:
        """Return how far this interval lies above *other*: negative if below, 0 if they meet or touch.

        >>> Interval.closed(5, 7).gap(Interval.of(9))
        Fraction(-2, 1)
        """
        if self.high is not None and other.low is not None and self.high < other.low:
            return self.high - other.low
        if self.low is not None and other.high is not None and self.low > other.high:
            return self.low - other.high
        return Fraction(0)

    @property
    def is_point(self) -> bool:
        """Whether it holds exactly one number."""
        return self.low is not None and (self.low is self.high or self.low == self.high)


def _as_interval(value: Interval | int | Fraction) -> Interval:
    return value if isinstance(value, Interval) else Interval.of(value)


def _lies_below(one: Interval, two: Interval) -> bool:
    """Return whether all of *one* is less than all of *two*."""
    if one.high is None or two.low is None:
        return False
    return one.high < two.low or (one.high == two.low and (one.high_open or two.low_open))


def _starts_inside(one: Interval, two: Interval) -> bool:
    """Return whether the lower end of *one* excludes every number that the lower end of *two* does."""
    if one.low is None or two.low is None:
        return two.low is None
    return one.low > two.low or (one.low == two.low and (one.low_open or not two.low_open))


def _positive_ends(one: Interval) -> tuple[Fraction, Fraction] | None:
    """Return both ends of an interval of positive numbers; None where it is unbounded or holds others."""
    if one.low is None or one.high is None or one.low.numerator <= 0:
        return None
    return one.low, one.high


def _ends(one: Interval) -> tuple[_End, _End]:
    low = _End(-1, Fraction(0), closed=False) if one.low is None else _End(0, one.low, not one.low_open)
    high = _End(1, Fraction(0), closed=False) if one.high is None else _End(0, one.high, not one.high_open)
    return low, high


def _span_of(ends: list[_End]) -> Interval:
    """Return the interval from the least to the greatest of *ends*; closed where one of equal ends is."""
    low = min(ends, key=lambda end: (end.side, end.value, not end.closed))
    high = max(ends)
    return Interval(
        None if low.side else low.value, None if high.side else high.value, not low.closed, not high.closed
    )


def _inverse(one: Interval) -> Interval:
    """Return 1 / *one*.

    Raises:
        ValueError: *one* holds 0.
    """
    if 0 in one:
        raise ValueError(f"division by {one}, which holds 0")
    if one.high is not None and one.high <= 0:
        return -_inverse(-one)
    low, high = one.low, one.high
    return Interval(
        Fraction(0) if high is None else 1 / high, 1 / low if low else None, one.high_open, one.low_open
    )
