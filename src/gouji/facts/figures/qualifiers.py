"""Words that bound a number, and the two intervals that each of them gives.

Source: FIGURES.md, which gives the reason for each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.figures.model import FigureError
from gouji.facts.numbers.intervals import Interval

Bounds = tuple[Interval, Interval]
"""The hard interval and the soft one, which lies within it."""


class Size(NamedTuple):
    """What the intervals of a number depend on.

    Attributes:
        value: N.
        place: P, place of the last digit that is not 0.
        last: One unit of the last printed digit.
        rate: It is a rate or a difference of rates: one below N may be negative.
    """

    value: Fraction
    place: Fraction
    last: Fraction
    rate: bool = False

    def downwards(self, *, high_open: bool = False) -> Interval:
        """Return everything from 0, or for rates from no lower end, up to N."""
        return Interval(None if self.rate else Fraction(0), self.value, high_open=high_open)


def _both(interval: Interval) -> Bounds:
    return interval, interval


def more(size: Size) -> Bounds:
    """N余: more than N, less than the next step."""
    return _both(Interval.opened(size.value, size.value + size.place))


def near(size: Size) -> Bounds:
    """近N: 近百 does not mean (0, 100); soft from nine tenths."""
    hard = Interval.opened(max(size.value - size.place, size.value / 2), size.value)
    tenth = Interval(size.value * 9 / 10, size.value, high_open=True)
    return hard, hard.intersection(tenth) or hard


def about(size: Size) -> Bounds:
    """约N: no width is ever stated, hence two levels."""
    half, close = size.place / 2, max(size.place / 20, size.last / 2)
    return _around(size.value, half), _around(size.value, close)


def above(size: Size) -> Bounds:
    """超N: excludes N (民法典 §1259); soft to the next step."""
    return Interval.above(size.value), Interval(size.value, size.value + size.place, low_open=True)


def at_least(size: Size) -> Bounds:
    """N以上: includes N (民法典 §1259)."""
    return _both(Interval.at_least(size.value))


def at_most(size: Size) -> Bounds:
    """N以内, 不超过N: includes N."""
    return _both(size.downwards())


def under(size: Size) -> Bounds:
    """N以下: civil law includes N, statistics exclude it."""
    return size.downwards(), size.downwards(high_open=True)


def below(size: Size) -> Bounds:
    """不到N: excludes N."""
    return _both(Interval(Fraction(0), size.value, high_open=True))


def upwards(size: Size) -> Bounds:
    """上百: from the magnitude to the next; soft to twice it."""
    return (
        Interval(size.value, size.value * 10, high_open=True),
        Interval(size.value, size.value * 2, high_open=True),
    )


def reached(size: Size) -> Bounds:
    """达到N of what was done: 达到4万亿 is said of 4.148万亿."""
    low = size.value - size.last / 2
    return (
        Interval(low, size.value + size.last, high_open=True),
        Interval(low, size.value + size.last / 2),
    )


def _around(value: Fraction, half: Fraction) -> Interval:
    return Interval(value - half, value + half)


def printed(size: Size) -> Bounds:
    """Everything that rounds to N as printed."""
    return _both(_around(size.value, size.last / 2))


def point(size: Size) -> Bounds:
    """N itself."""
    return _both(Interval.of(size.value))


def rounded(size: Size) -> Bounds:
    """A round count: people round, so that a mismatch within is only worth a look."""
    return _around(size.value, size.place / 2), Interval.of(size.value)


Qualifier = Callable[[Size], Bounds]

BEFORE: dict[str, Qualifier] = {
    **dict.fromkeys(("近", "将近", "接近"), near),
    **dict.fromkeys(("约", "大约", "大概", "约为"), about),
    **dict.fromkeys(("超", "已超", "逾", "突破", "已突破", "超过", "超出", "高于", "多于", "大于"), above),
    **dict.fromkeys(("至少", "最少", "不少于", "不低于", "不小于", "不下于"), at_least),
    **dict.fromkeys(("跨过", "跨越", "跨上", "迈过", "迈上", "迈入", "越过", "站上", "登上"), at_least),
    **dict.fromkeys(("至多", "最多", "不超过", "不高于", "不多于", "不大于"), at_most),
    **dict.fromkeys(("不到", "不足", "低于", "未满", "不满", "小于", "少于"), below),
    "上": upwards,
}
AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(("余", "多", "有余"), more),
    **dict.fromkeys(("左右", "上下"), about),
    **dict.fromkeys(("以上", "及以上", "大关", "关口", "台阶"), at_least),
    **dict.fromkeys(("以内", "之内"), at_most),
    **dict.fromkeys(("以下", "及以下"), under),
}
SUFFIX = "|".join(sorted(map(re.escape, AFTER), key=len, reverse=True))

# Two words that say one thing, or whose union is accepted usage (约N余). All others contradict.
_TOGETHER = {
    frozenset(pair)
    for pair in (
        (about, more),
        (near, more),
        (above, more),
        (at_least, more),
        (above, at_least),
        (at_most, below),
        (at_most, under),
    )
}


def bounds(size: Size, words: frozenset[Qualifier]) -> Bounds:
    """Return the bounds that one or two qualifying words give a number.

    Raises:
        FigureError: The words contradict each other, or nothing lies between the bounds.
    """
    if len(words) > 1 and words not in _TOGETHER:
        raise FigureError("qualifying words that do not go together")
    try:
        given = [word(size) for word in words]
    except ValueError as error:
        raise FigureError(str(error)) from error
    hard, soft = given[0]
    for other_hard, other_soft in given[1:]:
        hard, soft = hard.hull(other_hard), soft.hull(other_soft)
    return hard, soft
