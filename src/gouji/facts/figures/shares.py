"""Parts of a whole: 一半, 三分之一, 1/4."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import RATIO, FigureError
from gouji.facts.figures.numerals import NUMERAL, read_numeral
from gouji.facts.figures.qualifiers import SUFFIX, Size
from gouji.facts.figures.reading import Reading, read_size
from gouji.facts.figures.units import PER, PERCENT, SHARE
from gouji.facts.numbers.intervals import Interval

if TYPE_CHECKING:
    from gouji.facts.figures.reading import Context

_HALF = re.compile(f"(?P<past>过)?(?:半数|一半|半)(?P<suffix>{SUFFIX})?")
_FRACTION = re.compile(
    f"(?:(?P<over>[0-9]{{1,9}})/(?P<under>[0-9]{{1,9}})|(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL}))"
    f"(?P<suffix>{SUFFIX})?"
)
_HALF_SIZE = Size(Fraction(50), Fraction(10), Fraction(1))
_DECIMAL_PLACES = 4


def read_half(body: str, context: Context) -> Reading | None:
    """Read 半数, 一半以上, 过半: exact unless qualified; then in steps of 10 %, like 成."""
    found = _HALF.fullmatch(body)
    if not found:
        return None
    form = context.form or RATIO
    if found["past"]:
        if context.prefix.words or found["suffix"]:
            raise FigureError("more than one bound of a half")
        return Reading.between(Interval(Fraction(50), Fraction(100), low_open=True), SHARE, form)
    bounds, bare = read_size(_HALF_SIZE, context.words(found["suffix"]), qualifiers.point, context)
    return Reading(bounds, SHARE, form, _HALF_SIZE.value if bare else None)


def read_fraction(body: str, context: Context) -> Reading | None:
    """Read 1/4, 三分之二以上: exact if it is a finite decimal, else widened to four places."""
    found = _FRACTION.fullmatch(body)
    if not found or f"{found['whole']}分之" in PER:
        return None
    part, whole = _number(found["over"] or found["part"]), _number(found["under"] or found["whole"])
    if not whole:
        raise FigureError("a fraction of nothing")
    value = part / whole * 100
    size = _HALF_SIZE._replace(value=value)
    bounds, bare = read_size(size, context.words(found["suffix"]), qualifiers.point, context)
    hard, soft = (_widened_to_decimals(interval) for interval in bounds)
    unit = SHARE if value <= 100 else PERCENT
    # Without a finite decimal, there is no printed value to compare with exactly.
    return Reading(
        (hard, soft), unit, context.form or RATIO, value if bare and _rounded_up(value) == value else None
    )


def _number(text: str) -> Fraction:
    numeral = read_numeral(text)
    if not numeral:
        raise FigureError(f"no numeral: {text}")
    return numeral.value


def _widened_to_decimals(interval: Interval) -> Interval:
    """Return *interval*; ends that are not finite decimals are moved outwards and open."""
    high = _rounded_up(interval.high)
    low = _rounded_up(None if interval.low is None else -interval.low)
    low = None if low is None else -low
    return Interval(
        low, high, interval.low_open or low != interval.low, interval.high_open or high != interval.high
    )


def _rounded_up(end: Fraction | None) -> Fraction | None:
    """Return *end* if nine decimal places are enough for it, else round it up to four."""
    if end is None or 10**9 % end.denominator == 0:
        return end
    return Fraction(-(-end * 10**_DECIMAL_PLACES // 1), 10**_DECIMAL_PLACES)
