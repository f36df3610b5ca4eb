"""Values that computations run on: what a figure can stand for, what was printed, how it rounds.

Besides its intervals a value keeps the printed number and, as long as the computation is linear, the
widths of its rounding errors, from which the probability of a gap is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial, lcm, prod
from operator import add, mul, truediv
from typing import Any, Literal

from gouji.facts.numbers.intervals import Interval, plain

Comparison = Literal["==", "<=", ">="]
IMPROBABLE = Fraction(1, 1000)
"""A gap that rounding explains with less than this probability is worth a look."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, or a result computed from figures.

    Attributes:
        hard: Everything it can stand for, in the base unit.
        soft: What a reader takes it to mean; narrower for vague figures.
        printed: The number as printed, or computed from printed ones; None where any is qualified.
        widths: Widths of its rounding errors, in the base unit; None where they are not additive.
    """

    hard: Interval
    soft: Interval
    printed: Fraction | None
    widths: tuple[Fraction, ...] | None = ()

    @classmethod
    def exactly(cls, number: Fraction) -> Value:
        """Return the value of an exact number."""
        point = Interval.of(number)
        return cls(point, point, number)

    def __hash__(self) -> int:
        return hash(self.hard)

    def formatted(self, unit: str) -> str:
        """Return the printed number with its unit; if it is qualified, the range it can stand for."""
        return formatted_range(self.hard, unit) if self.printed is None else formatted(self.printed, unit)

    def __neg__(self) -> Value:
        printed = None if self.printed is None else -self.printed
        hard = -self.hard
        return Value(hard, -self.soft if self.is_vague else hard, printed, self.widths)

    def __add__(self, other: Value) -> Value:
        widths = None if self.widths is None or other.widths is None else self.widths + other.widths
        return self._apply(other, add, widths)

    def __sub__(self, other: Value) -> Value:
        return self + -other

    def __mul__(self, other: Value) -> Value:
        widths = _scaled(self.widths, other.number)
        return self._apply(other, mul, _scaled(other.widths, self.number) if widths is None else widths)

    def __truediv__(self, other: Value) -> Value:
        """Divide; raises ValueError where the divisor may be 0."""
        divisor = other.number
        return self._apply(other, truediv, _scaled(self.widths, 1 / divisor if divisor else None))

    def gap_to(self, other: Value) -> Fraction:
        """Return the gap between the printed numbers, or else between the intervals."""
        if self.printed is None or other.printed is None:
            return self.hard.gap(other.hard)
        return self.printed - other.printed

    @property
    def is_vague(self) -> bool:
        """Whether it has a soft reading of its own; false only if it surely has none."""
        return self.soft is not self.hard

    @property
    def number(self) -> Fraction | None:
        """The number, if it is exact; None for anything rounded or vague."""
        return self.hard.low if self.hard.is_point and self.widths == () else None

    def _apply(self, other: Value, operate: Callable[..., Any], widths: tuple[Fraction, ...] | None) -> Value:
        hard = operate(self.hard, other.hard)
        soft = operate(self.soft, other.soft) if self.is_vague or other.is_vague else hard
        if self.printed is None or other.printed is None:
            return Value(hard, soft, None, widths)
        return Value(hard, soft, operate(self.printed, other.printed), widths)


ONE, HUNDRED = Value.exactly(Fraction(1)), Value.exactly(Fraction(100))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two values agree.

    Attributes:
        outcome: ``consistent``, ``rounding`` or ``inconsistent``.
        vague: Only the soft intervals disagree; a ``warning`` at most.
        gap: Printed left side minus printed right side; None where either is not printed.
        probability: Of such a gap from rounding alone; only for ``rounding``, None where not computed.
    """

    outcome: Literal["consistent", "rounding", "inconsistent"]
    vague: bool = False
    gap: Fraction | None = None
    probability: Fraction | None = None

    @property
    def plain(self) -> bool:
        """Whether there is nothing to report: they agree, or rounding plausibly explains the gap."""
        return self.outcome == "consistent" or (self.outcome == "rounding" and not self.improbable)

    @property
    def improbable(self) -> bool:
        """Whether rounding can explain the gap, but is unlikely to."""
        return self.probability is not None and self.probability < IMPROBABLE


def compare(left: Value, right: Value, how: Comparison = "==") -> Agreement:
    """Compare in three steps: hard intervals, soft ones, printed numbers.

    Source: XBRL Calculations 1.1 for the intervals; the probability as in ``rounding_error.tail``.
    """
    gap = None if left.printed is None or right.printed is None else left.printed - right.printed
    if not _possible(left.hard, right.hard, how):
        return Agreement("inconsistent", gap=gap)
    if (left.is_vague or right.is_vague) and not _possible(left.soft, right.soft, how):
        return Agreement("inconsistent", vague=True, gap=gap)
    if gap is None or _holds(gap, how):
        return Agreement("consistent", gap=gap)
    return Agreement("rounding", gap=gap, probability=_probability(left, right, gap) if how == "==" else None)


def _possible(left: Interval, right: Interval, how: Comparison) -> bool:
    if how == "==":
        return left.meets(right)
    lesser, greater = (left, right) if how == "<=" else (right, left)
    if lesser.low is None or greater.high is None or lesser.low < greater.high:
        return True
    return lesser.low == greater.high and not (lesser.low_open or greater.high_open)


def _holds(gap: Fraction, how: Comparison) -> bool:
    return gap == 0 if how == "==" else gap <= 0 if how == "<=" else gap >= 0


def _probability(left: Value, right: Value, gap: Fraction) -> Fraction | None:
    """A side with at most one figure is the total, rounded from the other; else all errors add up."""
    if left.widths is None or right.widths is None:
        return None
    parts, total = (right.widths, left.widths) if len(left.widths) <= 1 else (left.widths, right.widths)
    if len(total) > 1:
        return gap_probability(gap, (*parts, *total), Fraction(0))
    return gap_probability(gap, parts, total[0] if total else Fraction(0))


def _scaled(widths: tuple[Fraction, ...] | None, factor: Fraction | None) -> tuple[Fraction, ...] | None:
    """Return the scaled widths; errors stay additive in a product only if the other factor is exact."""
    if widths is None or factor is None:
        return None
    return tuple(width * abs(factor) for width in widths)


_MAGNITUDES = ((Fraction(10**12), "万亿"), (Fraction(10**8), "亿"), (Fraction(10**4), "万"))
_DECIMAL_PLACES = 4


def formatted(number: Fraction, unit: str) -> str:
    """Return a number with its unit, in 万 and 亿 where that makes it shorter.

    A longer decimal is cut to four places: the text is for reading, not for computing.

    >>> formatted(Fraction(34040000000), "元")
    '340.4亿元'
    """
    whole = truncated_decimal(number)
    for size, name in _MAGNITUDES:
        shorter = truncated_decimal(number / size)
        fits = abs(number) >= size and number / size == Fraction(shorter)
        if fits and len(shorter) < len(whole) - len(name):
            return f"{shorter}{name}{unit}"
    return f"{whole}{unit}"


def formatted_range(interval: Interval, unit: str) -> str:
    """Return an interval as an editor reads it: one number, or both ends with their brackets."""
    if interval.is_point and interval.low is not None:
        return formatted(interval.low, unit)
    return interval.written(lambda end: formatted(end, unit))


def truncated_decimal(number: Fraction) -> str:
    """Return a plain decimal, cut to at most four places."""
    cut = Fraction(int(number * 10**_DECIMAL_PLACES), 10**_DECIMAL_PLACES)
    return plain(cut)


Mode = Literal["rounding", "truncation"]
"""The rounding convention of figures: half up, or cut off after their last digit."""
_MAX_UNEQUAL_PARTS = 16


def gap_probability(gap: Fraction, widths: Sequence[Fraction], total_width: Fraction) -> Fraction | None:
    """Return P(abs(Σ uᵢ) ≥ abs(gap) − total_width/2) for independent uniform rounding errors.

    Args:
        gap: Printed total minus the sum of the printed parts.
        widths: For each part, one unit of its last printed digit: uᵢ is uniform on [−wᵢ/2, wᵢ/2].
            Exact parts have width 0 and are ignored.
        total_width: The same for the total, which is rounded from the sum.

    Returns:
        The exact probability; None for more than 16 parts of unequal widths, which would take too long.

    Raises:
        ValueError: A width is negative.

    Source: Irwin–Hall for equal widths, inclusion–exclusion over the parts for unequal ones.

    >>> gap_probability(Fraction(1), [Fraction(1)] * 3, Fraction(1))
    Fraction(1, 3)
    """
    if total_width < 0 or any(width < 0 for width in widths):
        raise ValueError("the width of a rounding error is negative")
    threshold = abs(gap) - total_width / 2
    errors = [width for width in widths if width]
    if threshold <= 0:
        return Fraction(1)
    below = sum(errors, Fraction(0)) / 2 - threshold
    if below <= 0:
        return Fraction(0)
    if len(set(errors)) == 1:
        return 2 * _irwin_hall(len(errors), below / errors[0])
    return 2 * _inclusion_exclusion(errors, below) if len(errors) <= _MAX_UNEQUAL_PARTS else None


def _irwin_hall(parts: int, x: Fraction) -> Fraction:
    """Return P(U₁ + … + Uₙ ≤ x), uᵢ uniform on [0, 1]; in integers over the denominator of *x*."""
    top, unit = x.numerator, x.denominator
    terms = (
        (-1) ** k * comb(parts, k) * (top - k * unit) ** parts for k in range(parts + 1) if k * unit < top
    )
    return Fraction(sum(terms), factorial(parts) * unit**parts)


def _inclusion_exclusion(widths: Sequence[Fraction], x: Fraction) -> Fraction:
    """Return P(w₁U₁ + … + wₙUₙ ≤ x): the volume of a box cut by a plane, over that of the box.

    Corners of the box at the same distance are counted together, so that few distinct widths stay cheap.
    """
    unit = lcm(x.denominator, *(width.denominator for width in widths))
    scaled = [int(width * unit) for width in widths]
    top = int(x * unit)
    corners = {0: 1}
    for width in scaled:
        shifted = {at + width: -sign for at, sign in corners.items() if at + width < top}
        corners = {at: corners.get(at, 0) + shifted.get(at, 0) for at in corners.keys() | shifted.keys()}
    volume = sum(sign * (top - at) ** len(scaled) for at, sign in corners.items())
    return Fraction(volume, factorial(len(scaled)) * prod(scaled))
