"""Columns of intervals: integers over one power of ten, never floats.

int64 numerators are fast but overflow silently, so each operation first bounds the size of its results
and switches to Python integers (dtype object, the same code) where they might not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gouji.facts.numbers.intervals import Interval, decimals

if TYPE_CHECKING:
    from collections.abc import Sequence

Numerators = npt.NDArray[Any]  # int64, or object holding Python integers
Flags = npt.NDArray[np.bool_]

_LARGEST = 2**63 - 1


def peak(numbers: Numerators) -> int:
    """Return the largest magnitude in *numbers* as a Python integer; 0 if there are none."""
    return max(int(numbers.max()), -int(numbers.min())) if len(numbers) else 0


def widened(numbers: Numerators, largest: int) -> Numerators:
    """Return *numbers* in a dtype that holds *largest*."""
    return numbers if largest <= _LARGEST else numbers.astype(object)


def _compact(numbers: Numerators) -> Numerators:
    """Return *numbers* as int64 if all of them fit."""
    return numbers.astype(np.int64) if peak(numbers) <= _LARGEST else numbers


def integers(numbers: list[int]) -> Numerators:
    """Return whole numbers as a column, int64 if all of them fit."""
    return _compact(np.array(numbers, dtype=object))


def _over_one_power(numbers: Sequence[Fraction]) -> tuple[Numerators, int]:
    """Return finite decimals as numerators over one power of ten, and that power."""
    scale = max(map(decimals, numbers), default=0)
    unit = 10**scale
    return integers([number.numerator * (unit // number.denominator) for number in numbers]), scale


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """A column of intervals; every array has one entry per interval.

    Attributes:
        low: Lower ends times ``10**scale``; 0 where unbounded or missing.
        high: Upper ends, likewise.
        low_open: The lower end itself is excluded.
        high_open: The upper end itself is excluded.
        low_unbounded: There is no lower end; it counts as open.
        high_unbounded: There is no upper end; it counts as open.
        missing: There is no interval; all other entries are 0 or False.
        scale: Decimal places of ``low`` and ``high``.
    """

    low: Numerators
    high: Numerators
    low_open: Flags
    high_open: Flags
    low_unbounded: Flags
    high_unbounded: Flags
    missing: Flags
    scale: int = 0

    def __post_init__(self) -> None:
        present = ~self.missing
        low_unbounded, high_unbounded = self.low_unbounded & present, self.high_unbounded & present
        ready = {
            "low": _compact(np.where(present & ~low_unbounded, self.low, 0)),
            "high": _compact(np.where(present & ~high_unbounded, self.high, 0)),
            "low_open": (self.low_open & present) | low_unbounded,
            "high_open": (self.high_open & present) | high_unbounded,
            "low_unbounded": low_unbounded,
            "high_unbounded": high_unbounded,
            "missing": self.missing.copy(),
        }
        for name, array in ready.items():
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @classmethod
    def of(cls, intervals: Sequence[Interval | None]) -> Intervals:
        """Return a column of *intervals*; None = missing.

        Raises:
            ValueError: An end is not a finite decimal.
        """
        zero = Interval.of(0)
        rows = [zero if one is None else one for one in intervals]
        lows, highs = [one.low or Fraction(0) for one in rows], [one.high or Fraction(0) for one in rows]
        ends, scale = _over_one_power(lows + highs)
        return cls(
            ends[: len(rows)],
            ends[len(rows) :],
            np.array([one.low_open for one in rows], dtype=np.bool_),
            np.array([one.high_open for one in rows], dtype=np.bool_),
            np.array([one.low is None for one in rows], dtype=np.bool_),
            np.array([one.high is None for one in rows], dtype=np.bool_),
            np.array([one is None for one in intervals], dtype=np.bool_),
            scale,
        )

    @classmethod
    def points(cls, numbers: Sequence[Fraction | None]) -> Intervals:
        """Return a column of points, one for each of *numbers*; None = missing.

        Raises:
            ValueError: A number is not a finite decimal.
        """
        ends, scale = _over_one_power([number or Fraction(0) for number in numbers])
        return cls.exactly(ends, scale, np.array([number is None for number in numbers], dtype=np.bool_))

    @classmethod
    def exactly(cls, numerators: Numerators, scale: int, missing: Flags | None = None) -> Intervals:
        """Return a column of points: *numerators* over ``10**scale``."""
        no_flags = np.zeros(len(numerators), dtype=np.bool_)
        absent = no_flags if missing is None else missing
        return cls(numerators, numerators, no_flags, no_flags, no_flags, no_flags, absent, scale)

    def __len__(self) -> int:
        return len(self.missing)

    def __getitem__(self, position: int) -> Interval | None:
        if self.missing[position]:
            return None
        unit = 10**self.scale
        low = None if self.low_unbounded[position] else Fraction(int(self.low[position]), unit)
        high = None if self.high_unbounded[position] else Fraction(int(self.high[position]), unit)
        return Interval(low, high, bool(self.low_open[position]), bool(self.high_open[position]))

    def rescaled(self, scale: int) -> Intervals:
        """Return the same intervals over ``10**scale``, which must not be coarser."""
        factor = 10 ** (scale - self.scale)
        largest = factor * max(peak(self.low), peak(self.high), 1)
        low, high = (widened(numbers, largest) * factor for numbers in (self.low, self.high))
        return replace(self, low=low, high=high, scale=scale)

    def _aligned(self, other: Intervals) -> tuple[Intervals, Intervals]:
        """Return both over the same power of ten.

        Raises:
            ValueError: They differ in length.
        """
        if len(self) != len(other):
            raise ValueError(f"{len(self)} intervals and {len(other)}")
        scale = max(self.scale, other.scale)
        return self.rescaled(scale), other.rescaled(scale)

    def __neg__(self) -> Intervals:
        return Intervals(
            -widened(self.high, peak(self.high)),
            -widened(self.low, peak(self.low)),
            self.high_open,
            self.low_open,
            self.high_unbounded,
            self.low_unbounded,
            self.missing,
            self.scale,
        )

    def __add__(self, other: Intervals) -> Intervals:
        one, two = self._aligned(other)
        return Intervals(
            widened(one.low, peak(one.low) + peak(two.low)) + two.low,
            widened(one.high, peak(one.high) + peak(two.high)) + two.high,
            one.low_open | two.low_open,
            one.high_open | two.high_open,
            one.low_unbounded | two.low_unbounded,
            one.high_unbounded | two.high_unbounded,
            one.missing | two.missing,
            one.scale,
        )

    def __sub__(self, other: Intervals) -> Intervals:
        return self + -other

    def sum_by(self, group: npt.ArrayLike, groups: int) -> Intervals:
        """Return the sum of each group.

        Args:
            group: Group number of each interval, from 0.
            groups: Number of groups. A group without members sums to exactly 0.

        Returns:
            *groups* intervals. A missing member makes the sum missing.

        Raises:
            ValueError: A group number is out of range, or there is not exactly one per interval.
        """
        at = np.asarray(group, dtype=np.intp)
        if at.shape != (len(self),) or (len(at) and not 0 <= int(at.min()) <= int(at.max()) < groups):
            raise ValueError(f"not one group below {groups} an interval")
        largest_group = int(np.bincount(at, minlength=1).max())

        def total(numbers: Numerators) -> Numerators:
            wide = widened(numbers, peak(numbers) * largest_group)
            sums = np.zeros(groups, dtype=wide.dtype)
            np.add.at(sums, at, wide)
            return sums

        def any_of(flags: Flags) -> Flags:
            found = np.zeros(groups, dtype=np.bool_)
            found[at[flags]] = True
            return found

        return Intervals(
            total(self.low),
            total(self.high),
            any_of(self.low_open),
            any_of(self.high_open),
            any_of(self.low_unbounded),
            any_of(self.high_unbounded),
            any_of(self.missing),
            self.scale,
        )

    def meets(self, other: Intervals) -> Flags:
        """Return, for each pair, whether they have a number in common; False where either is missing."""
        one, two = self._aligned(other)
        apart = _lies_below(one, two) | _lies_below(two, one)
        met: Flags = ~(apart | one.missing | two.missing)
        return met


def _lies_below(one: Intervals, two: Intervals) -> Flags:
    """Return, for each pair, whether all of *one* is less than all of *two*; both have one scale."""
    touching = (one.high == two.low) & (one.high_open | two.low_open)
    less: Flags = ((one.high < two.low) | touching) & ~one.high_unbounded & ~two.low_unbounded
    return less
