"""The stated count of a list, often hidden in a name: 五个一体化, 三走廊, 一廊四带, 十大行动."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from gouji.facts.figures.model import COUNT, LIST, Figure, FigureError
from gouji.facts.figures.names import MASK, masked
from gouji.facts.figures.numerals import ARABIC, CHINESE, Numeral, read_numeral
from gouji.facts.figures.quantities import read_quantity
from gouji.facts.figures.units import COLLECTIVES, HAN
from gouji.facts.numbers.intervals import Interval

_STATED = re.compile("(?:[一二三四五六七八九十]|[0-9]{1,3})大|[一二三四五六七八九十]位一体")
_NOUN = f"(?:(?![零一二两三四五六七八九十百千万亿]){HAN}){{1,2}}"
_COMPOUND = re.compile(f"(?:[一二两三四五六七八九十]{_NOUN}){{2,4}}")
_COMPOUND_PART = re.compile("[一二两三四五六七八九十]")
_COUNTED = re.compile(f"(?P<number>{ARABIC}|{CHINESE}|双)大?(?P<noun>[{HAN[1:-1]}{MASK}]{{1,12}})")


def read_list(text: str) -> Figure:
    """Read the stated count of a list: exact, however round; without bounds where none is stated."""
    hidden = masked(text)
    figure = _read_bare(text) if hidden == text else None
    return figure or _read_compound(hidden) or _read_counted(hidden, text) or Figure(form=LIST)


def read_stated(text: str) -> Figure | None:
    """Read the count that a name states: 六大, 九位一体; None if *text* is none."""
    return replace(read_list(text), form=COUNT) if _STATED.fullmatch(text) else None


def _read_bare(text: str) -> Figure | None:
    """Read a quote that is a count and nothing else: 三方, 8项."""
    try:
        return read_quantity(text, LIST, ahead=False)
    except FigureError:
        return None


def _read_compound(text: str) -> Figure | None:
    """Read 一廊四带: as many as all its parts together."""
    if not _COMPOUND.fullmatch(text):
        return None
    numerals = (read_numeral(sign) for sign in _COMPOUND_PART.findall(text))
    return _counted(sum((numeral.value for numeral in numerals if numeral), Fraction(0)), "")


def _read_counted(hidden: str, text: str) -> Figure | None:
    """Read the one number that a noun follows: 提出五个一体化. Two of them are a list, not its count."""
    found = list(_COUNTED.finditer(hidden))
    if len(found) != 1:
        return None
    number = found[0]["number"]
    numeral = _two() if number == "双" else read_numeral(number)
    if not numeral:
        return None
    noun = text[found[0].start("noun") : found[0].end("noun")]
    return _counted(numeral.value, noun[0] if noun[0] in COLLECTIVES else noun)


def _two() -> Numeral:
    return Numeral(Fraction(2), Fraction(1))


def _counted(value: Fraction, unit: str) -> Figure:
    point = Interval(value, value)
    return Figure(form=LIST, unit=unit, hard=point, soft=point, printed=value)
