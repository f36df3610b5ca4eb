"""Ranges: 3—5%, 10万—20万, 两三百, 七八成, 数十."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.numerals import BIG, MAGNITUDE, NUMERAL, magnitude_of, read_numeral, read_pair
from gouji.facts.figures.reading import Reading
from gouji.facts.figures.units import FALLBACK, KNOWN, per_unit, unit_of
from gouji.facts.numbers.intervals import Interval

if TYPE_CHECKING:
    from gouji.facts.figures.numerals import Numeral
    from gouji.facts.figures.reading import Context
    from gouji.facts.figures.units import Unit

DASH = "(?:—{1,2}|[–―‑~-]|至|到)"
PER_WORD = "(?:百分之|千分之|万分之)"
_RANGE = re.compile(
    f"(?P<per>{PER_WORD})?(?P<left>{NUMERAL})(?P<left_unit>{KNOWN}|){DASH}(?P<minus>-?)"
    f"(?P<per_right>{PER_WORD})?(?P<right>{NUMERAL})(?P<unit>{KNOWN}||{FALLBACK})"
)
_PAIR = re.compile(f"(?P<per>{PER_WORD})?(?P<number>{NUMERAL})(?P<unit>{KNOWN}||{FALLBACK})")
_SEVERAL = re.compile(f"(?:好几|[数几])(?P<number>{MAGNITUDE}|十)(?P<unit>{KNOWN}||{FALLBACK})")


def read_range(body: str, context: Context) -> Reading | None:
    """Read two ends, both of which belong to the range.

    Raises:
        FigureError: It falls, has two units, or is bounded by another word.
    """
    ends = _ends(body) or _neighbours(body)
    if not ends:
        return None
    left, right, unit = ends
    form = context.form_of(unit, big=left.big or right.big)
    negative = context.prefix.negative
    low, high = -left.value if negative else left.value, right.value
    if context.prefix.words or low > high:
        raise FigureError("a range that falls, or is bounded by another word")
    # The minus sign belongs to the left end alone; it is turned back when the figure gets its sign.
    return Reading.between(Interval(-high, -low) if negative else Interval(low, high), unit, form)


def read_several(body: str, context: Context) -> Reading | None:
    """Read 数十, 几百亿: from twice the magnitude to the next one."""
    found = _SEVERAL.fullmatch(body)
    if not found:
        return None
    if context.prefix.words:
        raise FigureError("a bound of several")
    unit, magnitude = unit_of(found["unit"]), magnitude_of(found["number"])
    interval = Interval(Fraction(2 * magnitude), Fraction(10 * magnitude), high_open=True)
    return Reading.between(interval, unit, context.form_of(unit, big=magnitude >= BIG["万"]))


def _ends(body: str) -> tuple[Numeral, Numeral, Unit] | None:
    found = _RANGE.fullmatch(body)
    if not found:
        return None
    left, right = read_numeral(found["left"]), read_numeral(found["right"])
    if not left or not right or (found["per_right"] and found["per_right"] != found["per"]):
        raise FigureError("a range between what are no two numerals")
    unit = per_unit(found["per"], found["unit"])
    if found["left_unit"] and unit_of(found["left_unit"]) != unit:
        raise FigureError("a range between two units")
    if found["minus"]:
        right = replace(right, value=-right.value)
    return left if found["left_unit"] else _inheriting(left, right), right, unit


def _inheriting(left: Numeral, right: Numeral) -> Numeral:
    """Return *left* with the magnitude of *right*, if it has none and that still rises (3—5万; 5000—1万)."""
    if left.magnitude > 1 or right.magnitude <= 10:
        return left
    inherited = left.times(right.magnitude)
    return inherited if inherited.value <= right.value else left


def _neighbours(body: str) -> tuple[Numeral, Numeral, Unit] | None:
    found = _PAIR.fullmatch(body)
    pair = read_pair(found["number"]) if found else None
    return (*pair, per_unit(found["per"], found["unit"])) if found and pair else None
