"""Read one quote: a figure of any form, or the stated count of a list (五个一体化, 一廊四带)."""

import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from gouji.facts.figures.dates import read_date
from gouji.facts.figures.idioms import read_idiom
from gouji.facts.figures.model import (
    COUNT,
    DATE,
    LIST,
    PAIRING,
    PINNED,
    RELATING,
    VAGUE,
    Figure,
    FigureError,
    any_of,
    words,
)
from gouji.facts.figures.numerals import ARABIC, CHINESE, DIGITS, HAN, read_numeral
from gouji.facts.figures.ordinals import bare_streak, read_ordinal
from gouji.facts.figures.quantities import read_quantity
from gouji.facts.figures.units import COLLECTIVES

LONGEST = 64
# Cheap tests for what most figures are not: a date or, if it has Arabic digits, an idiom (翻2番,
# 由5增加到8, 3:1) or an ordinal.
_MAYBE_DATE = re.compile("[年届月日季旬号]|[12][0-9]{3}[-/.]")
_HAS_DIGIT = re.compile("[0-9]")
_MAYBE_IDIOM = re.compile("[翻倍由从阶:∶：第前首届]")
_AHEAD = frozenset({"target", "plan"})
NAME = re.compile(any_of(words("names")))
"""Words whose numerals are not numbers."""
_MASK = "□"
_MASKED = re.compile(f"{NAME.pattern}|第[零一二三四五六七八九十百0-9]{{1,6}}[个项条家件届次批期轮]?")
_THOUSANDS = re.compile("(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9,])")
_WIDE_THOUSANDS = re.compile("(?<![０-９，．])[０-９]{1,3}(?:，[０-９]{3}){1,6}(?![０-９，])")
_PLAIN = re.compile(r"[0-9.%一-鿿]+")
"""Text that needs no normalisation."""
POINT = re.compile("[·•・](?<=[0-9].)(?=[0-9])")
"""A middle dot between digits, the decimal point of older prints."""
_REPLACED_CHARS = str.maketrans("〇○−", "零零-", '“”"「」『』')


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
    # Only 达到 means something else in a target; all other quotes are read once for both.
    return _parse(quote, section in _AHEAD and "达" in quote, form or None)


@lru_cache(maxsize=262_144)
def _parse(quote: str, ahead: bool, form: str | None) -> Figure:
    if form is not None and form not in PINNED:
        raise FigureError(f"no form of a figure: {form[:LONGEST]}")
    text = _normalise(quote)
    if "连续" in text:
        text = bare_streak(text)
    if form in {LIST, PAIRING}:
        return replace(read_list(text), form=form)
    figure = _read(text, form, ahead=ahead)
    if figure is None:
        raise FigureError("no figure")
    if form is None or figure.form in {RELATING, VAGUE}:
        return figure
    return replace(figure, form=form)


_POWERS = re.compile("(?<=m)[²³]")


def _normalise(quote: str) -> str:
    """Return *quote* in half-width characters, without spaces, quotation marks and thousands commas.

    The full-width comma of ``２７，２０３`` is a clause comma elsewhere, so it is handled before full-width
    characters are folded. 〇 becomes 零.

    Raises:
        FigureError: It is empty, or contains a clause comma or digits such as ² and ①.
    """
    if _PLAIN.fullmatch(quote):
        return quote
    text = _WIDE_THOUSANDS.sub(lambda found: found[0].replace("，", ""), quote)
    if "，" in text:
        raise FigureError("a comma between two figures")
    # Folding would turn 10² into 102 and ① into 1; of m², km³ it is what they are.
    text = _POWERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if any(unicodedata.category(char) == "No" for char in text):
        raise FigureError("a raised or circled digit")
    text = POINT.sub(".", unicodedata.normalize("NFKC", text))
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    text = "".join(text.split()).translate(_REPLACED_CHARS)
    if not text:
        raise FigureError("empty")
    return text


def _read(text: str, form: str | None, *, ahead: bool) -> Figure | None:
    if form == DATE or (form is None and _MAYBE_DATE.search(text)):
        date = read_date(text, pinned=form == DATE)
        if date or form == DATE:
            return date
    if not _HAS_DIGIT.search(text) or _MAYBE_IDIOM.search(text):
        figure = read_idiom(text) or read_ordinal(text)
        if figure or NAME.fullmatch(text):
            return figure
    if form in {None, COUNT} and _STATED.fullmatch(text):
        return replace(read_list(text), form=COUNT)
    return read_quantity(text, form, ahead=ahead)


_STATED = re.compile("(?:[一二三四五六七八九十]|[0-9]{1,3})大|[一二三四五六七八九十]位一体")
"""The count that a name states: 六大, 九位一体."""
STATED_IN_TEXT = (
    f"[0-9]{{1,3}}大(?={HAN})(?![型量力部幅小气学])|[一二三四五六七八九十]位一体"
    f"|[一二三四五六七八九十]{{1,3}}大(?={HAN})(?![型量力部幅小气学连批家众宗额米豆麦蒜棚道厅堂坝桥])"
)
"""Such a count in running text, where 大 may belong to the word behind it."""
_NOUN = f"(?:(?![零一二两三四五六七八九十百千万亿]){HAN}){{1,2}}"
_PARTS = {**DIGITS, "十": 10}
_COMPOUND = re.compile(f"(?:[一二两三四五六七八九十]{_NOUN}){{2,4}}")
_COUNTED = re.compile(f"(?P<number>{ARABIC}|{CHINESE}|双)大?(?P<noun>(?:{HAN}|{_MASK}){{1,12}})")


def read_list(text: str) -> Figure:
    """Read the stated count of a list: exact, however round; without bounds where none is stated."""
    hidden = _MASKED.sub(lambda found: _MASK * len(found[0]), text)
    figure = None
    if hidden == text:
        with suppress(FigureError):  # only a count: 三方, 8项
            figure = read_quantity(text, LIST, ahead=False)
    return figure or _read_compound(hidden) or _read_counted(hidden, text) or Figure(form=LIST)


def _read_compound(text: str) -> Figure | None:
    """Read 一廊四带: the sum of its parts."""
    if not _COMPOUND.fullmatch(text):
        return None
    return Figure.exactly(Fraction(sum(_PARTS.get(char, 0) for char in text)), LIST)


def _read_counted(hidden: str, text: str) -> Figure | None:
    """Read the only number before a noun: 提出五个一体化. Two of them are a list, not its count."""
    found = list(_COUNTED.finditer(hidden))
    if len(found) != 1:
        return None
    numeral = read_numeral(found[0]["number"].replace("双", "二"))
    if not numeral:
        return None
    noun = text[found[0].start("noun") : found[0].end("noun")]
    return Figure.exactly(numeral.value, LIST, noun[0] if noun[0] in COLLECTIVES else noun)
