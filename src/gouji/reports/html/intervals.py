"""What figures can stand for, as bars on one scale: filled ends belong to them, hollow ones do not."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact

WIDTH, MARGIN = 240, 10
"""Of the drawing of the bars, in pixels; their quotes stand to the right of it."""
_ROW, _LEAST, _SEEN = 18, 2, 24
_MOST_APART = 3
"""Bars say something where the greatest value is at most so many times the least."""


class End(NamedTuple):
    """An end of a bar: where it is, and whether the number itself is left out."""

    x: float
    open: bool


class Bar(NamedTuple):
    """A bar: its quote, its height on the drawing and its ends; one without a bound runs to the margin."""

    quote: str
    interval: str
    y: int
    low: float
    high: float
    ends: Sequence[End]


class Bars(NamedTuple):
    """Bars below one another, on a drawing `WIDTH` wide."""

    bars: Sequence[Bar]
    height: int


def bars(facts: Sequence[Fact]) -> Bars | None:
    """Return the bars of a finding's figures; None where they are exact, of several units or far apart."""
    shown = [(fact, fact.hard) for fact in facts if fact.is_figure and fact.hard is not None]
    bounds = [bound for _, hard in shown for bound in (hard.low, hard.high) if bound is not None]
    exact = all(hard.is_point for _, hard in shown)
    if exact or len(shown) < _LEAST or len({fact.unit for fact, _ in shown}) > 1 or not _are_near(bounds):
        return None
    low, high = min(bounds), max(bounds)
    drawn = [_bar(fact, hard, low, high, row) for row, (fact, hard) in enumerate(shown)]
    widest = max(bar.high - bar.low for bar in drawn)
    return Bars(drawn, _ROW * len(drawn)) if widest >= _SEEN else None


def _are_near(bounds: Sequence[Fraction]) -> bool:
    """Whether several numbers differ, none of them so much that the others would be a point."""
    if not bounds:
        return False
    low, high = min(bounds), max(bounds)
    return low < high and low > 0 and high <= _MOST_APART * low


def _bar(fact: Fact, hard: Interval, low: Fraction, high: Fraction, row: int) -> Bar:
    def at(bound: Fraction) -> float:
        return round(MARGIN + float((bound - low) / (high - low)) * (WIDTH - 2 * MARGIN), 1)

    left, right = (None if bound is None else at(bound) for bound in (hard.low, hard.high))
    told = ((left, hard.low_open), (right, hard.high_open))
    ends = tuple(dict.fromkeys(End(x, is_open) for x, is_open in told if x is not None))
    first, last = 0 if left is None else left, WIDTH if right is None else right
    return Bar(fact.quote, str(hard), _ROW * row + _ROW // 2, first, last, ends)
