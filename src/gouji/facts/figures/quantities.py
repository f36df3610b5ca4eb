"""Numbers with a unit and the words around them: counts, amounts, rates."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import COUNT, LIST, ORDINAL, POINT, RATIO, ZERO, FigureError
from gouji.facts.figures.numerals import (
    BIG,
    DIGITS,
    MAGNITUDE,
    NUMERAL,
    magnitude_of,
    read_numeral,
    read_pair,
)
from gouji.facts.figures.qualifiers import SUFFIX, Size, read_prefix
from gouji.facts.figures.reading import Context, Reading, read_size
from gouji.facts.figures.shares import read_fraction, read_half
from gouji.facts.figures.units import FALLBACK, KNOWN, TENTH, is_noun, per_unit, unit_of
from gouji.facts.numbers.intervals import Interval

if TYPE_CHECKING:
    from gouji.facts.figures.model import Figure
    from gouji.facts.figures.numerals import Numeral
    from gouji.facts.figures.qualifiers import Qualifier
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
    """Read a range; both ends belong to it.

    Raises:
        FigureError: It descends, has two units, or is bounded by another word.
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
    # The minus sign belongs to the left end alone; the figure's sign negates the interval again.
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
    return left if found["left_unit"] else _with_magnitude_of(left, right), right, unit


def _with_magnitude_of(left: Numeral, right: Numeral) -> Numeral:
    """Return *left* with *right*'s magnitude if it has none and the range still rises (3—5万; 5000—1万)."""
    if left.magnitude > 1 or right.magnitude <= 10:
        return left
    inherited = left.times(right.magnitude)
    return inherited if inherited.value <= right.value else left


def _neighbours(body: str) -> tuple[Numeral, Numeral, Unit] | None:
    found = _PAIR.fullmatch(body)
    pair = read_pair(found["number"]) if found else None
    return (*pair, per_unit(found["per"], found["unit"])) if found and pair else None


_NUMBER = re.compile(
    f"(?P<per>{PER_WORD})?(?P<number>{NUMERAL})(?:(?P<more>[余多几])(?P<magnitude>{MAGNITUDE})?)?"
    f"(?P<loose>个[多半](?=.))?(?P<unit>{KNOWN}||{FALLBACK})(?P<tenth>[一二三四五六七八九半])?(?P<suffix>{SUFFIX})?"
)
_SIMPLE = re.compile(r"[0-9.]+[^0-9半分/数几—–―‑~至到-]*")
"""A plain number: neither a half, nor a fraction, nor a range."""
_HALVABLE = frozenset({"年", "月", "天", "小时"})
_UNROUNDED = frozenset({COUNT, LIST, ORDINAL})
_ONE_CHAR_NUMERALS = frozenset("零一二三四五六七八九十百千万亿")


def read_quantity(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    """Read a number with its unit and the words around it; None if no number stands where it should.

    Args:
        text: Normalised quote.
        form: The form, if it was given.
        ahead: Whether the passage states a target or plan.

    Raises:
        FigureError: There is a number, but the text around it does not make a figure.
    """
    prefix = read_prefix(text)
    context = Context(form, ahead, prefix)
    body = text[prefix.end :]
    for read in (_read_number,) if _SIMPLE.fullmatch(body) else _READERS:
        reading = read(body, context)
        if reading:
            return reading.figure(prefix)
    return None


def _read_number(body: str, context: Context) -> Reading | None:
    found = _NUMBER.fullmatch(body)
    if not found:
        return None
    unit = per_unit(found["per"], found["unit"])
    if (
        found["number"] in _ONE_CHAR_NUMERALS
        and is_noun(found["unit"])
        and not (found["more"] or context.prefix.words)
    ):
        raise FigureError(f"a word: {body}")
    numeral = _numeral(found, unit)
    form = context.form_of(unit, big=numeral.big)
    words = context.words(found["suffix"], more=bool(found["more"] or found["loose"] == "个多"))
    # 10倍多 and 三个多月 exceed by less than one unit, 10多倍 by less than ten.
    after_unit = found["loose"] or (found["suffix"] and found["unit"] and not found["more"])
    # The place of the last digit that is not 0 matters only with a word, or in a round number.
    uses_place = (words or numeral.is_round) and not (after_unit and qualifiers.more in words)
    place = numeral.place if uses_place else numeral.last
    size = Size(numeral.value, place, numeral.last, rate=form in {RATIO, POINT})
    bounds, bare = read_size(size, words, _bare(form, numeral, context), context)
    width = ZERO if form in _UNROUNDED or not bare else numeral.last
    return Reading(bounds, unit, form, numeral.value if bare else None, width)


def _numeral(found: re.Match[str], unit: Unit) -> Numeral:
    numeral = read_numeral(found["number"])
    if not numeral:
        raise FigureError(f"no numeral: {found['number']}")
    if found["loose"] == "个半" or found["tenth"]:
        return _with_tenth(numeral, found["tenth"] or "半", unit)
    return numeral.times(magnitude_of(found["magnitude"] or ""))


def _with_tenth(numeral: Numeral, char: str, unit: Unit) -> Numeral:
    """Read 三成五, and the half of 一年半, 两个半月."""
    if numeral.value % 1 or not (unit is TENTH or (char == "半" and unit.name in _HALVABLE)):
        raise FigureError(f"words after the unit: {char}")
    tenths = 5 if char == "半" else DIGITS[char]
    return replace(numeral, value=numeral.value + Fraction(tenths, 10), last=Fraction(1, 10))


def _bare(form: str, numeral: Numeral, context: Context) -> Qualifier:
    """Return the bounds of a number without a bounding word."""
    if form not in _UNROUNDED:
        return qualifiers.printed
    # 连续100天 is counted day by day.
    if form == COUNT and numeral.is_round and not context.prefix.run:
        return qualifiers.rounded
    return qualifiers.point


_READERS = (read_half, read_fraction, read_several, read_range, _read_number)
