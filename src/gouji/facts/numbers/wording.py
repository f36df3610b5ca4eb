"""Numbers as an editor reads them: ``340.4亿元``, not ``34040000000``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.numbers.intervals import plain

if TYPE_CHECKING:
    from gouji.facts.numbers.intervals import Interval

_SIGNING = re.compile(
    "^(?:比[^0-9]{0,8})?(?:同比|环比|年均|平均每年|累计)?(?:(?:新增|净?增[长加]?|提[高升]|上升|上涨|扩大|下降|减少|降低|回落)了?)+[到至为]?"
)
_MAGNITUDES = ((Fraction(10**12), "万亿"), (Fraction(10**8), "亿"), (Fraction(10**4), "万"))
_PLACES = 4


def spoken(number: Fraction, unit: str) -> str:
    """Return a number with its unit, in 万 and 亿 where that makes it shorter.

    What is no short decimal is cut to four places: this is for reading, nothing computes with it.

    >>> spoken(Fraction(34040000000), "元")
    '340.4亿元'
    """
    whole = plain_cut(number)
    for size, name in _MAGNITUDES:
        shorter = plain_cut(number / size)
        if (
            abs(number) >= size
            and number / size == Fraction(shorter)
            and len(shorter) < len(whole) - len(name)
        ):
            return f"{shorter}{name}{unit}"
    return f"{whole}{unit}"


def spoken_range(interval: Interval, unit: str) -> str:
    """Return an interval as an editor reads it: one number, or both ends with their brackets."""
    if interval.is_point and interval.low is not None:
        return spoken(interval.low, unit)
    low = "-∞" if interval.low is None else spoken(interval.low, unit)
    high = "∞" if interval.high is None else spoken(interval.high, unit)
    left = "(" if interval.low is None or interval.low_open else "["
    right = ")" if interval.high is None or interval.high_open else "]"
    return f"{left}{low}, {high}{right}"


def plain_cut(number: Fraction) -> str:
    """Return a plain decimal, cut to four places where it has more."""
    cut = Fraction(int(number * 10**_PLACES), 10**_PLACES)
    return plain(cut)


def bare(quote: str) -> str:
    """Return a quote without the words that say which way it changed, for a computation in signs.

    >>> bare("增长14.7%")
    '14.7%'
    """
    return _SIGNING.sub("", quote) or quote
