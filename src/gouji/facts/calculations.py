"""Calculations 1.1 over many data points at once: what a reported number stands for, and which sums hold.

Everything is an integer over one power of ten (`columns`); no float decides a verdict.

Source: XBRL Calculations 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from gouji.facts.columns import Intervals, integers
from gouji.facts.rounding import tail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from gouji.facts.columns import Flags, Numerators

Mode = Literal["rounding", "truncation"]
Absent = Literal["unchecked", "ignored"]
Outcome = Literal["consistent", "rounding", "inconsistent", "unchecked"]

SOUND, ABSENT, CONFLICTING, EXCESS = range(4)
"""States of a data point: it has an interval; nothing is reported; duplicates differ; excess digits."""
OUTCOMES: tuple[Outcome, ...] = ("consistent", "rounding", "inconsistent", "unchecked")
_CONSISTENT, _ROUNDING, _INCONSISTENT, _UNCHECKED = range(4)
REASONS = ("", "excess-digits", "missing-value", "conflicting-duplicates")
_EXACT = 10**9
"""Decimals of a number that is exact (INF)."""


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
    points: Sequence[int]


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
    read = [_read(value) for value in report.values]
    scale = 1 + max(
        0,
        *(places for _, places in read if places >= 0),
        *(place for place in report.decimals if place is not None),
    )
    rows = [
        _row(number, places, place, scale, mode)
        for (number, places), place in zip(read, report.decimals, strict=True)
    ]
    return _points(rows, list(report.points), count, scale)


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
    meets = computed.meets(points.intervals.take(bindings.totals))
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
    computed = points.intervals.take(at).weighted(weights).sum_by(group, count)
    printed = Intervals.exactly(points.printed, points.scale)
    gap = printed.take(bindings.totals) - printed.take(at).weighted(weights).sum_by(group, count)
    return computed, gap.low.copy()


def _any(group: npt.NDArray[np.intp], count: int) -> Flags:
    found = np.zeros(count, dtype=np.bool_)
    found[group] = True
    return found


def _read(value: str | None) -> tuple[int, int]:
    """A plain decimal as a whole number and its decimal places; -1 places of nothing."""
    if value is None:
        return 0, -1
    whole, dot, rest = value.partition(".")
    digits = whole.removeprefix("-")
    if not ((digits + rest).isascii() and digits.isdigit() and (rest.isdigit() or not dot)):
        raise ValueError(f"{value[:40]!r} is no plain decimal")
    return int(whole + rest), len(rest)


_Row = tuple[int, int, int, bool, bool, int, int]
"""Low, high, printed value, whether each end is open, width, decimals."""
_NOTHING: _Row = (0, 0, 0, False, False, 0, ABSENT)
_BEYOND: _Row = (0, 0, 0, False, False, 0, EXCESS)


def _row(number: int, places: int, decimals: int | None, scale: int, mode: Mode) -> _Row:
    if places < 0:
        return _NOTHING
    value = number * 10 ** (scale - places)
    if decimals is None:
        return value, value, value, False, False, 0, _EXACT
    unit = 10 ** (scale - decimals)
    if value % unit:
        return _BEYOND
    if mode == "rounding":
        return value - unit // 2, value + unit // 2, value, False, False, unit, decimals
    low, high = value - (unit if value <= 0 else 0), value + (unit if value >= 0 else 0)
    return low, high, value, value <= 0, value >= 0, unit, decimals


def _points(rows: list[_Row], points: list[int], count: int, scale: int) -> Points:
    """One row a data point; those with several rows are merged, those without any are absent."""
    merged: list[_Row] = [_NOTHING] * count
    seen: dict[int, list[_Row]] = {}
    taken = bytearray(count)
    for row, point in zip(rows, points, strict=True):
        if taken[point]:
            seen.setdefault(point, [merged[point]]).append(row)
        else:
            merged[point] = row
            taken[point] = 1
    for point, duplicates in seen.items():
        merged[point] = _merged(duplicates)
    return _columns(merged, scale)


def _merged(rows: list[_Row]) -> _Row:
    """What duplicates of one data point can stand for together."""
    if any(row is _BEYOND for row in rows):
        return _BEYOND
    missing = sum(row is _NOTHING for row in rows)
    if missing:
        return _NOTHING if missing == len(rows) else _CLASH
    told: dict[int, int] = {}
    for row in rows:
        if told.setdefault(row[6], row[2]) != row[2]:
            return _CLASH
    low, low_open = max((row[0], row[3]) for row in rows)
    high, closed = min((row[1], not row[4]) for row in rows)
    if low > high or (low == high and (low_open or not closed)):
        return _CLASH
    best = max(rows, key=lambda row: row[6])
    return low, high, best[2], low_open, not closed, best[5], best[6]


_CLASH: _Row = (0, 0, 0, False, False, 0, CONFLICTING)


def _state(row: _Row) -> int:
    if row is _NOTHING:
        return ABSENT
    return CONFLICTING if row is _CLASH else EXCESS if row is _BEYOND else SOUND


def _columns(rows: list[_Row], scale: int) -> Points:
    lows, highs, printed, low_open, high_open, widths, _ = zip(*rows, strict=True) if rows else ((),) * 7
    state = np.array([_state(row) for row in rows], dtype=np.int8)
    none = np.zeros(len(rows), dtype=np.bool_)
    intervals = Intervals(
        integers(list(lows)),
        integers(list(highs)),
        np.array(low_open, dtype=np.bool_),
        np.array(high_open, dtype=np.bool_),
        none,
        none,
        state != SOUND,
        scale,
    )
    return Points(intervals, state, integers(list(printed)), integers(list(widths)), scale)


def _probabilities(
    points: Points, bindings: Bindings, there: Flags, outcome: npt.NDArray[np.int8], gap: Numerators
) -> tuple[Fraction | None, ...]:
    """Of each sum that only rounding explains how probable that is."""
    found: list[Fraction | None] = [None] * len(outcome)
    wanted = outcome == _ROUNDING
    if not wanted.any() or points.intervals.low_open.any():
        # Truncation errors are not centred on 0.
        return tuple(found)
    widths: dict[int, list[int]] = {int(place): [] for place in np.flatnonzero(wanted)}
    used = there & wanted[bindings.binding]
    parts_of = bindings.binding[used].tolist(), points.widths[bindings.points[used]].tolist()
    for binding, width, weight in zip(*parts_of, bindings.weights[used].tolist(), strict=True):
        widths[binding].append(int(width) * abs(int(weight)))
    for binding, parts in widths.items():
        total = int(points.widths[bindings.totals[binding]])
        found[binding] = _tail(abs(int(gap[binding])), tuple(sorted(parts)), total)
    return tuple(found)


@cache
def _tail(gap: int, widths: tuple[int, ...], total: int) -> Fraction | None:
    return tail(Fraction(gap), [Fraction(width) for width in widths], Fraction(total))
