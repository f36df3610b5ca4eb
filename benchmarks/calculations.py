"""Calculations 1.1 over many data points at once: what a reported number stands for, and which sums hold.

Everything is an integer over one power of ten (`columns`); no float decides a verdict.

Source: XBRL Calculations 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from benchmarks.decimals import powers, read_decimals
from benchmarks.interval_array import Intervals, integers, peak, widened

from gouji.facts.numbers.values import gap_probability

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt
    from benchmarks.decimals import Decimals
    from benchmarks.interval_array import Flags, Numerators

Mode = Literal["rounding", "truncation"]
Absent = Literal["unchecked", "ignored"]
Outcome = Literal["consistent", "rounding", "inconsistent", "unchecked"]

SOUND, ABSENT, CONFLICTING, EXCESS = range(4)
"""States of a data point: it has an interval; nothing is reported; duplicates differ; excess digits."""
OUTCOMES: tuple[Outcome, ...] = ("consistent", "rounding", "inconsistent", "unchecked")
_CONSISTENT, _ROUNDING, _INCONSISTENT, _UNCHECKED = range(4)
REASONS = ("", "excess-digits", "missing-value", "conflicting-duplicates")
_EXACT = 10**9
"""Decimals of a number that is exact (INF): more than any other has."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported of many data points.

    Attributes:
        values: Plain decimals (``-1.50``), one a reported fact; None where nothing is said.
        decimals: To how many decimal places each is accurate; negative for tens and thousands; None = exact.
        points: The number of the data point that each is of, from 0; several of one point are duplicates.
    """

    values: Sequence[str | None]
    decimals: Sequence[int | None]
    points: Sequence[int] | npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Data points as they can be computed with; every array has one entry a point.

    Attributes:
        intervals: What each can stand for; missing where it is not sound.
        state: ``SOUND``, ``ABSENT``, ``CONFLICTING`` or ``EXCESS``.
        printed: The most accurate value reported, times ``10**scale``; 0 where not sound.
        widths: One unit of its last accurate digit, likewise; 0 where exact.
        scale: Decimal places of ``printed`` and ``widths``.
    """

    intervals: Intervals
    state: npt.NDArray[np.int8]
    printed: Numerators
    widths: Numerators
    scale: int

    def __len__(self) -> int:
        return len(self.state)


@dataclass(frozen=True, slots=True, eq=False)
class Bindings:
    """Sums: a total, and the points that contribute to it with their weights.

    Attributes:
        totals: The data point of each total, one a binding.
        binding: Of each contribution the number of its binding.
        points: Of each contribution its data point.
        weights: Of each contribution its weight, a whole number that is not 0.
    """

    totals: npt.NDArray[np.intp]
    binding: npt.NDArray[np.intp]
    points: npt.NDArray[np.intp]
    weights: Numerators


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """What came of bindings; every array has one entry a binding.

    Attributes:
        outcome: Place in ``OUTCOMES``.
        reason: Place in ``REASONS``: why a binding was not checked, or failed before it was computed.
        gap: Printed total less the sum of the printed parts, times ``10**scale``; 0 if not computed.
        probability: That rounding alone makes the gap; of *rounding* in rounding mode, None of all others.
    """

    outcome: npt.NDArray[np.int8]
    reason: npt.NDArray[np.int8]
    gap: Numerators
    probability: tuple[Fraction | None, ...]

    def __len__(self) -> int:
        return len(self.outcome)

    def __iter__(self) -> Iterator[Outcome]:
        return (OUTCOMES[place] for place in self.outcome)


def reported(report: Report, count: int, mode: Mode = "rounding") -> Points:
    """Return what each of *count* data points can stand for.

    Raises:
        ValueError: A value is no plain decimal, or the columns differ in length.
    """
    read = read_decimals(report.values)
    exact, decimals = _accuracies(report.decimals)
    if not len(read) == len(exact) == len(report.points):
        raise ValueError("values, decimals and points are not equally many")
    scale = 1 + max(0, int(read.places.max(initial=0)), int(decimals.max(initial=0)))
    facts = _facts(read, decimals, exact, scale, mode)
    return _points(facts, np.asarray(report.points, dtype=np.intp), count)


def _accuracies(decimals: Sequence[int | None]) -> tuple[Flags, npt.NDArray[np.int64]]:
    """Which facts are exact, and the decimal places of all others."""
    told = [place for place in decimals if place is not None]
    if len(told) == len(decimals):
        return np.zeros(len(told), dtype=np.bool_), np.array(told, dtype=np.int64)
    exact = np.array([place is None for place in decimals], dtype=np.bool_)
    return exact, np.array([place or 0 for place in decimals], dtype=np.int64)


def calculate(points: Points, bindings: Bindings, absent: Absent = "unchecked") -> Verdicts:
    """Return the verdict on every binding.

    Args:
        points: The data points.
        bindings: The sums.
        absent: What a contribution does of which nothing is reported: it leaves the sum ``unchecked``, or is
            ``ignored`` as XBRL does. A sum without a total, or without any contribution, is unchecked.
    """
    count = len(bindings.totals)
    states = points.state[bindings.points]
    excess = _any(bindings.binding[states == EXCESS], count) | (points.state[bindings.totals] == EXCESS)
    clash = _any(bindings.binding[states == CONFLICTING], count)
    clash |= points.state[bindings.totals] == CONFLICTING
    there = states == SOUND
    lacking = points.state[bindings.totals] == ABSENT
    lacking |= ~_any(bindings.binding[there | (states == CONFLICTING)], count)
    if absent == "unchecked":
        lacking |= _any(bindings.binding[states == ABSENT], count)
    computed, gap = _sums(points, bindings, there)
    meets = computed.meets(taken(points.intervals, bindings.totals))
    outcome = np.where(meets, np.where(gap == 0, _CONSISTENT, _ROUNDING), _INCONSISTENT).astype(np.int8)
    reason = np.zeros(count, dtype=np.int8)
    for flags, result, place in (
        (clash, _INCONSISTENT, 3),
        (lacking, _UNCHECKED, 2),
        (excess, _UNCHECKED, 1),
    ):
        outcome[flags], reason[flags], gap[flags] = result, place, 0
    return Verdicts(outcome, reason, gap, _probabilities(points, bindings, there, outcome, gap))


def _sums(points: Points, bindings: Bindings, there: Flags) -> tuple[Intervals, Numerators]:
    """What the contributions of each binding make, and by how much the printed total exceeds it."""
    at, count = bindings.points[there], len(bindings.totals)
    group, weights = bindings.binding[there], bindings.weights[there]
    computed = weighted(taken(points.intervals, at), weights).sum_by(group, count)
    printed = Intervals.exactly(points.printed, points.scale)
    gap = taken(printed, bindings.totals) - weighted(taken(printed, at), weights).sum_by(group, count)
    return computed, gap.low.copy()


def taken(column: Intervals, positions: npt.ArrayLike) -> Intervals:
    """Return the intervals at *positions* (integers, or a mask), in that order."""
    indices = np.asarray(positions)
    if not indices.size:
        indices = indices.astype(np.intp)
    return Intervals(
        column.low[indices],
        column.high[indices],
        column.low_open[indices],
        column.high_open[indices],
        column.low_unbounded[indices],
        column.high_unbounded[indices],
        column.missing[indices],
        column.scale,
    )


def weighted(column: Intervals, weights: npt.ArrayLike) -> Intervals:
    """Return each interval of a column times its weight.

    Args:
        column: The intervals.
        weights: One integer per interval. A negative one swaps the ends together with their open and
            unbounded flags; 0 turns whatever is not missing into exactly 0.
    """
    factors = np.asarray(weights)
    if factors.shape != (len(column),) or (len(column) and factors.dtype.kind not in "iuO"):
        raise ValueError("weights are not one integer an interval")
    factors = integers(factors.tolist())
    negative, nonzero = factors < 0, factors != 0
    largest = peak(factors) * max(peak(column.low), peak(column.high))
    low, high = (widened(array, largest) * factors for array in (column.low, column.high))

    def swap(one: npt.NDArray[Any], two: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        return np.where(negative, two, one), np.where(negative, one, two)

    low, high = swap(low, high)
    low_open, high_open = swap(column.low_open & nonzero, column.high_open & nonzero)
    low_unbounded, high_unbounded = swap(column.low_unbounded & nonzero, column.high_unbounded & nonzero)
    return Intervals(
        low, high, low_open, high_open, low_unbounded, high_unbounded, column.missing, column.scale
    )


def _any(group: npt.NDArray[np.intp], count: int) -> Flags:
    found = np.zeros(count, dtype=np.bool_)
    found[group] = True
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Facts:
    """What each reported fact can stand for: arrays with one entry a fact, or a data point."""

    low: Numerators
    high: Numerators
    low_open: Flags
    high_open: Flags
    printed: Numerators
    widths: Numerators
    decimals: Numerators
    state: npt.NDArray[np.int8]
    scale: int

    def take(self, at: npt.NDArray[np.intp]) -> _Facts:
        """Return those at places, in that order."""
        return self.each(lambda column: column[at])

    def each(self, made: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> _Facts:
        """Return the facts with every column made anew."""
        return _Facts(
            made(self.low),
            made(self.high),
            made(self.low_open),
            made(self.high_open),
            made(self.printed),
            made(self.widths),
            made(self.decimals),
            made(self.state),
            self.scale,
        )


def _facts(read: Decimals, decimals: npt.NDArray[np.int64], exact: Flags, scale: int, mode: Mode) -> _Facts:
    value = _times(read.numbers, powers(scale - read.places))
    unit = powers(scale - decimals)
    excess = (value % unit != 0) & ~exact & ~read.missing
    unit = np.where(exact, 0, unit)
    state = np.where(read.missing, ABSENT, np.where(excess, EXCESS, SOUND)).astype(np.int8)
    if mode == "rounding":
        low, high = _times(value, 1, unit // 2, -1), _times(value, 1, unit // 2, 1)
        open_low = open_high = np.zeros(len(state), dtype=np.bool_)
    else:
        open_low, open_high = (value <= 0) & ~exact, (value >= 0) & ~exact
        low, high = _times(value, 1, np.where(open_low, unit, 0), -1), _times(value, 1, unit * open_high, 1)
    accuracy = np.where(exact, _EXACT, decimals)
    return _Facts(low, high, open_low, open_high, value, unit, accuracy, state, scale)


def _times(
    one: Numerators, factor: Numerators | int, other: Numerators | int = 0, sign: int = 1
) -> Numerators:
    """Return ``one·factor + sign·other``, in Python integers where int64 might overflow."""
    most = peak(one) * (factor if isinstance(factor, int) else peak(factor))
    most += other if isinstance(other, int) else peak(other)
    made: Numerators = widened(one, most) * factor + sign * other
    return made


def _points(facts: _Facts, points: npt.NDArray[np.intp], count: int) -> Points:
    """One entry a data point: duplicates are merged, a point of which nothing is reported is absent."""
    told = np.bincount(points, minlength=count)
    first = np.full(count, -1, dtype=np.intp)
    first[points[::-1]] = np.arange(len(points))[::-1]
    absent = told == 0
    if absent.any():
        first[absent] = 0
    found = facts.take(first) if len(points) else facts.each(lambda column: np.zeros(count, column.dtype))
    found.state[absent] = ABSENT
    for point in np.flatnonzero(told > 1).tolist():
        _merge(facts, np.flatnonzero(points == point), found, point)
    return _columns(found)


def _merge(facts: _Facts, rows: npt.NDArray[np.intp], found: _Facts, point: int) -> None:
    """Write what duplicates of one data point can stand for together."""
    same = facts.take(rows)
    found.state[point] = _common_state(same)
    if found.state[point] != SOUND:
        return
    low, low_open = max(zip(same.low.tolist(), same.low_open.tolist(), strict=True))
    high, closed = min(zip(same.high.tolist(), (~same.high_open).tolist(), strict=True))
    if low > high or (low == high and (low_open or not closed)):
        found.state[point] = CONFLICTING
        return
    best = int(np.argmax(same.decimals))
    found.low[point], found.high[point] = low, high
    found.low_open[point], found.high_open[point] = low_open, not closed
    found.printed[point], found.widths[point] = same.printed[best], same.widths[best]


def _common_state(same: _Facts) -> int:
    """The state of duplicates: excess digits stop everything, then missing beside a value, then values."""
    states = set(same.state.tolist())
    if EXCESS in states:
        return EXCESS
    if ABSENT in states:
        return ABSENT if len(states) == 1 else CONFLICTING
    told = set(zip(same.decimals.tolist(), same.printed.tolist(), strict=True))
    return SOUND if len(told) == len({decimals for decimals, _ in told}) else CONFLICTING


def _columns(found: _Facts) -> Points:
    sound = found.state == SOUND
    none = np.zeros(len(found.state), dtype=np.bool_)
    intervals = Intervals(
        found.low, found.high, found.low_open, found.high_open, none, none, ~sound, found.scale
    )
    printed, widths = (np.where(sound, column, 0) for column in (found.printed, found.widths))
    return Points(intervals, found.state, printed, widths, found.scale)


def _probabilities(
    points: Points, bindings: Bindings, there: Flags, outcome: npt.NDArray[np.int8], gap: Numerators
) -> tuple[Fraction | None, ...]:
    """Of each sum that only rounding explains how probable that is."""
    found: list[Fraction | None] = [None] * len(outcome)
    wanted = outcome == _ROUNDING
    if not wanted.any() or points.intervals.low_open.any():
        # Truncation errors are not centred on 0.
        return tuple(found)
    used = np.flatnonzero(there & wanted[bindings.binding])
    used = used[np.argsort(bindings.binding[used], kind="stable")]
    widths = _times(points.widths[bindings.points[used]], abs(bindings.weights[used]))
    binding = bindings.binding[used]
    begins = np.flatnonzero(np.diff(binding, prepend=-1))
    ends = [*begins[1:].tolist(), len(binding)]
    told, totals, gaps = widths.tolist(), points.widths[bindings.totals].tolist(), gap.tolist()
    for first, last, place in zip(begins.tolist(), ends, binding[begins].tolist(), strict=True):
        found[place] = _tail(abs(gaps[place]), tuple(told[first:last]), totals[place])
    return tuple(found)


@cache
def _tail(gap: int, widths: tuple[int, ...], total: int) -> Fraction | None:
    return gap_probability(Fraction(gap), [Fraction(width) for width in widths], Fraction(total))
