"""Read one quote: a figure of any form, or the stated count of a list (五个一体化, 一廊四带)."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from gouji.facts.figures.dates import read_date
from gouji.facts.figures.idioms import read_idiom
from gouji.facts.figures.model import COUNT, DATE, LIST, PAIRING, PINNED, RELATING, VAGUE, Figure, FigureError
from gouji.facts.figures.numerals import ARABIC, CHINESE, Numeral, read_numeral
from gouji.facts.figures.ordinals import bare_streak, read_ordinal
from gouji.facts.figures.quantities import read_quantity
from gouji.facts.figures.text import MASK, is_name, masked, normalise
from gouji.facts.figures.units import COLLECTIVES, HAN
from gouji.facts.numbers.intervals import Interval

LONGEST = 64
# Cheap tests for what most figures are not: a date or, if it has Arabic digits, an idiom (翻2番,
# 由5增加到8, 3:1) or an ordinal.
_MAYBE_DATE = re.compile("[年月日季旬号]|[12][0-9]{3}[-/.]")
_HAS_DIGIT = re.compile("[0-9]")
_MAYBE_IDIOM = re.compile("[翻倍由从阶:∶第前首届]")
_AHEAD = frozenset({"target", "plan"})


def parse(quote: str, *, section: str = "review", form: str | None = None) -> Figure:
    """Read a figure as printed, with the adjacent words that give its sign or bounds.

    Args:
        quote: The figure, nothing else: ``1000余家``, ``下降3.7%``, ``连续11年``.
        section: Section of the passage; in ``target`` and ``plan`` 达到N means N or more.
        form: The form, if it is known; ``list`` reads a list's stated count, ``date`` a year without 年.

    Returns:
        The figure in base units.

    Raises:
        FigureError: *quote* is not a figure, or *form* is not a form.

    Source: ``docs/figures.md``.

    >>> parse("1000余家").hard
    Interval('(1000, 2000)')
    >>> parse("达到4万亿元", section="target").hard
    Interval('[4000000000000, ∞)')
    """
    if len(quote) > LONGEST:
        raise FigureError(f"longer than {LONGEST} characters")
    return _parse(quote, section in _AHEAD, form or None)


@lru_cache(maxsize=65536)
def _parse(quote: str, ahead: bool, form: str | None) -> Figure:
    if form is not None and form not in PINNED:
        raise FigureError(f"no form of a figure: {form[:LONGEST]}")
    text = bare_streak(normalise(quote))
    if form in {LIST, PAIRING}:
        return replace(read_list(text), form=form)
    figure = _read(text, form, ahead=ahead)
    if figure is None:
        raise FigureError("no figure")
    if form is None or figure.form in {RELATING, VAGUE}:
        return figure
    return replace(figure, form=form)


def _read(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    if form == DATE or (form is None and _MAYBE_DATE.search(text)):
        date = read_date(text, pinned=form == DATE)
        if date or form == DATE:
            return date
    if not _HAS_DIGIT.search(text) or _MAYBE_IDIOM.search(text):
        figure = read_idiom(text) or read_ordinal(text)
        if figure or is_name(text):
            return figure
    stated = read_stated(text) if form in {None, COUNT} else None
    return stated or read_quantity(text, form, ahead=ahead)


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
    """Read the count that a name states: 六大, 九位一体; None if *text* is not such a name."""
    return replace(read_list(text), form=COUNT) if _STATED.fullmatch(text) else None


def _read_bare(text: str) -> Figure | None:
    """Read a quote that is only a count: 三方, 8项."""
    try:
        return read_quantity(text, LIST, ahead=False)
    except FigureError:
        return None


def _read_compound(text: str) -> Figure | None:
    """Read 一廊四带: the sum of its parts."""
    if not _COMPOUND.fullmatch(text):
        return None
    numerals = (read_numeral(char) for char in _COMPOUND_PART.findall(text))
    return _counted(sum((numeral.value for numeral in numerals if numeral), Fraction(0)), "")


def _read_counted(hidden: str, text: str) -> Figure | None:
    """Read the only number before a noun: 提出五个一体化. Two of them are a list, not its count."""
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
