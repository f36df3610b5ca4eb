"""Numbers with a unit and the words around them: counts, amounts, rates."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.figures import qualifiers
from gouji.facts.figures.model import COUNT, LIST, ORDINAL, POINT, RATIO, ZERO, FigureError
from gouji.facts.figures.numerals import DIGITS, MAGNITUDE, NUMERAL, magnitude_of, read_numeral
from gouji.facts.figures.prefixes import read_prefix
from gouji.facts.figures.qualifiers import SUFFIX, Size
from gouji.facts.figures.ranges import PER_WORD, read_range, read_several
from gouji.facts.figures.reading import Context, Reading, read_size
from gouji.facts.figures.shares import read_fraction, read_half
from gouji.facts.figures.units import FALLBACK, KNOWN, TENTH, is_noun, per_unit

if TYPE_CHECKING:
    from gouji.facts.figures.model import Figure
    from gouji.facts.figures.numerals import Numeral
    from gouji.facts.figures.qualifiers import Qualifier
    from gouji.facts.figures.units import Unit

_NUMBER = re.compile(
    f"(?P<per>{PER_WORD})?(?P<number>{NUMERAL})(?:(?P<more>[余多几])(?P<magnitude>{MAGNITUDE})?)?"
    f"(?P<loose>个[多半](?=.))?(?P<unit>{KNOWN}||{FALLBACK})(?P<tenth>[一二三四五六七八九半])?(?P<suffix>{SUFFIX})?"
)
_SIMPLE = re.compile(r"[0-9.]+[^0-9半分/数几—–―‑~至到-]*")
"""A number that no other form begins with: neither half nor fraction, and no range."""
_HALVED = frozenset({"年", "月", "天", "小时"})
_UNROUNDED = frozenset({COUNT, LIST, ORDINAL})
_IN_WORDS = frozenset("零一二三四五六七八九十百千万亿")


def read_quantity(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    """Read a number with its unit and the words around it; None if no number stands where it should.

    Args:
        text: Normalised quote.
        form: The form, if it was given.
        ahead: The passage speaks of a target or plan.

    Raises:
        FigureError: There is a number, but what stands around it makes no figure.
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
        found["number"] in _IN_WORDS
        and is_noun(found["unit"])
        and not (found["more"] or context.prefix.words)
    ):
        raise FigureError(f"a word: {body}")
    numeral = _numeral(found, unit)
    form = context.form_of(unit, big=numeral.big)
    words = context.words(found["suffix"], more=bool(found["more"] or found["loose"] == "个多"))
    # 10倍多 and 三个多月 exceed by less than one unit, 10多倍 by less than ten.
    late = found["loose"] or (found["suffix"] and found["unit"] and not found["more"])
    # Only a word, or a round number, asks how far its last digit other than 0 reaches.
    asked = (words or numeral.is_round) and not (late and qualifiers.more in words)
    place = numeral.place if asked else numeral.last
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


def _with_tenth(numeral: Numeral, sign: str, unit: Unit) -> Numeral:
    """Read 三成五, and the half of 一年半, 两个半月."""
    if numeral.value % 1 or not (unit is TENTH or (sign == "半" and unit.name in _HALVED)):
        raise FigureError(f"words after the unit: {sign}")
    tenths = 5 if sign == "半" else DIGITS[sign]
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
