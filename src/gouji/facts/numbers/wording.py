"""Numbers as an editor reads them: ``340.4亿元``, not ``34040000000``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.numbers.intervals import plain

if TYPE_CHECKING:
    from gouji.facts.numbers.intervals import Interval

_CHANGE_PREFIX = re.compile(
    "^(?:比[^0-9]{0,8})?(?:同比|环比|年均|平均每年|累计)?(?:(?:新增|净?增[长加]?|提[高升]|上升|上涨|扩大|下降|减少|降低|回落)了?)+[到至为]?"
)
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
        if (
            abs(number) >= size
            and number / size == Fraction(shorter)
            and len(shorter) < len(whole) - len(name)
        ):
            return f"{shorter}{name}{unit}"
    return f"{whole}{unit}"


def formatted_range(interval: Interval, unit: str) -> str:
    """Return an interval as an editor reads it: one number, or both ends with their brackets."""
    if interval.is_point and interval.low is not None:
        return formatted(interval.low, unit)
    low = "-∞" if interval.low is None else formatted(interval.low, unit)
    high = "∞" if interval.high is None else formatted(interval.high, unit)
    left = "(" if interval.low is None or interval.low_open else "["
    right = ")" if interval.high is None or interval.high_open else "]"
    return f"{left}{low}, {high}{right}"


def truncated_decimal(number: Fraction) -> str:
    """Return a plain decimal, cut to at most four places."""
    cut = Fraction(int(number * 10**_DECIMAL_PLACES), 10**_DECIMAL_PLACES)
    return plain(cut)


def without_change_words(quote: str) -> str:
    """Return a quote without its words of change, to stand in a formula.

    >>> without_change_words("增长14.7%")
    '14.7%'
    """
    return _CHANGE_PREFIX.sub("", quote) or quote
