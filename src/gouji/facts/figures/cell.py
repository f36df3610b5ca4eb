"""A figure in the cell of a table, whose unit may stand in a header."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from gouji.facts.figures.model import AMOUNT, COUNT, POINT, RATIO, Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval

_NUMBER = re.compile(r"(?P<sign>[-−－–+＋]?)[  ]?(?P<digits>[0-9][0-9,，.]*)")
_BRACKETED = re.compile(r"[(（](?P<digits>[0-9][0-9,.]*%?)[)）]")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:[.][0-9]+)?")
_THOUSANDS = re.compile("(?P<digits>[0-9]+(?:[.][0-9]+)?)[kK]")
SCALES = ("", "千", "万", "百万", "千万", "亿", "万亿", "百", "十万", "十")
"""What a unit in a header may begin with."""
_HALF = Fraction(1, 2)
_FORMS = frozenset({COUNT, AMOUNT, RATIO, POINT})


@lru_cache(maxsize=65_536)
def read_cell(text: str, unit: str) -> Figure:
    """Read the figure of a cell as printed: ``1,234.5``, ``-3.2``, ``35人``; ``(12.5)`` is below zero.

    The unit is that of its header, with its scale: ``万元``, ``%``; empty where there is none.

    Raises:
        FigureError: It is no figure.

    >>> read_cell("1,234.5", "万元").hard
    Interval('[12344500, 12345500]')
    >>> read_cell("(12.5)", "%").hard
    Interval('[-12.55, -12.45]')
    """
    text = text.strip()
    if _GROUPED.fullmatch(joined := "".join(text.split())):
        # A line end within its digits: 1,905,943,80 5.66.
        text = joined
    thousands = _THOUSANDS.fullmatch(text)
    if thousands:
        return read_cell(thousands["digits"], "千" + unit)
    bracketed = _BRACKETED.fullmatch(text)
    text = f"-{bracketed['digits']}" if bracketed else text
    if _NUMBER.fullmatch(text):
        # A sign is part of the number; in prose a plus may stand between two.
        figure = parse(text.lstrip("+＋").replace("，", ",").replace(" ", "") + unit)
    else:
        figure = parse(text)
    if figure.form not in _FORMS:
        raise FigureError("no figure")
    if not figure.unit and figure.form == COUNT and figure.printed is not None:
        # Without a unit it may be rounded: 38,323 points.
        rounded = Interval(figure.printed - _HALF, figure.printed + _HALF)
        return replace(figure, form=AMOUNT, hard=rounded, soft=rounded, width=Fraction(1))
    return figure


def reading_of(text: str, unit: str, given: Interval | None) -> Figure | None:
    """Return the figure of a cell whose base unit is known, by the scale that gives the interval *given*.

    None where none does; *given* None = as printed.
    """
    for scale in SCALES:
        for word in (f"{scale}{unit}", scale):
            try:
                figure = read_cell(text, word)
            except FigureError:
                continue
            if given is None or figure.hard == given:
                return replace(figure, unit=unit)
    return None
