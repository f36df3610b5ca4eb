"""Whether shares beside their parts are of one total, though nobody tells it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.links.slips import nearly

_FEWEST, _TELLING = 3, Fraction(1, 50)
"""Shares that a column needs which tell their total alike, and how loosely each does at most."""


class Told(NamedTuple):
    """What a part and its share state.

    Attributes:
        piece: The part.
        stated: The share, in percent.
        step: One of the last place of the share as it is printed.
    """

    piece: Interval | None
    stated: Interval | None
    step: Fraction


def are_of_one(some: Sequence[Told]) -> bool:
    """Whether parts and shares tell one total, or all but one that a slip of the pen explains."""
    made = [total_of(one) for one in some]
    known = [one for one in made if one is not None]
    if len(known) < len(some):
        return False
    for odd in [None, *range(len(some))]:
        common = _common([one for at, one in enumerate(known) if at != odd])
        if common is not None:
            return odd is None or _is_slip(some[odd], common)
    return False


def are_mostly_of_one(some: Sequence[Told]) -> bool:
    """Whether three in four of a column's shares, and three at least, tell one total closely."""
    made = [total for one in some if (total := total_of(one)) is not None and (total.low or 0) > 0]
    points = (Interval.of(one.low or Fraction(0)) for one in made)
    alike = max(([one for one in made if one.meets(point)] for point in points), key=len, default=[])
    telling = sum(_width(one) < _TELLING for one in alike)
    return telling >= _FEWEST and len(alike) >= _FEWEST * (len(made) - len(alike))


def total_of(told: Told) -> Interval | None:
    """Return what a part and its share tell that the total is."""
    if told.piece is None or told.stated is None or 0 in told.stated:
        return None
    return told.piece / told.stated * 100


def _width(total: Interval) -> Fraction:
    high = total.high or Fraction(1)
    return (high - (total.low or Fraction(0))) / high


def _common(found: Sequence[Interval]) -> Interval | None:
    """Return what lies in all of some intervals."""
    common: Interval | None = found[0]
    for one in found[1:]:
        common = None if common is None else common.intersection(one)
    return common


def _is_slip(told: Told, total: Interval) -> bool:
    """Whether one slip in a part, or in its share, keeps them from telling a total."""
    piece, stated = told.piece, told.stated
    if piece is None or stated is None or piece.meets(total):
        return False  # 刑事案件120件占20%；盗窃60件占50%: of what stands before them
    unit = (piece.high or Fraction(0)) - (piece.low or Fraction(0)) or Fraction(1)
    share = middle(stated) or Fraction(0)
    return _is_near(share, piece / total * 100, told.step) or _is_near(
        middle(piece) or Fraction(0), stated * total / 100, unit
    )


def _is_near(printed: Fraction, meant: Interval, step: Fraction) -> bool:
    """Whether a printed number is a slip of the pen for one of a few in an interval."""
    if meant.low is None or meant.high is None:
        return False
    half = Fraction(1, 2)
    first, last = ceil(meant.low / step - half), floor(meant.high / step + half)
    if first == last and is_one_slip(str(printed / step), str(first)):
        return True
    slip = nearly if last - first < _MOST else _is_swapped
    return last - first <= _MOST_SWAPPED and any(
        slip(printed / step, Fraction(one)) for one in range(first, last + 1)
    )


def _is_swapped(printed: Fraction, meant: Fraction) -> bool:
    return are_swapped(str(printed), str(meant))


_MOST, _MOST_SWAPPED = 60, 250
"""Numbers that a part may have been, at most, and where two digits changed places."""
