"""From a quote to a figure: each kind of figure is tried in turn."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gouji.facts.figures.dates import read_date
from gouji.facts.figures.idioms import read_idiom
from gouji.facts.figures.lists import read_list, read_stated
from gouji.facts.figures.model import COUNT, DATE, LIST, PAIRING, PINNED, RELATING, VAGUE, FigureError
from gouji.facts.figures.names import is_name
from gouji.facts.figures.ordinals import read_ordinal
from gouji.facts.figures.quantities import read_quantity
from gouji.facts.figures.streaks import bare_streak
from gouji.facts.figures.text import normalise

if TYPE_CHECKING:
    from gouji.facts.figures.model import Figure

LONGEST = 64
# What most figures are not, told by one look at their signs: a date, or with Arabic digits in it an
# idiom (翻2番, 由5增加到8, 3:1) or an ordinal.
_DATED = re.compile("[年月日季旬号]|[12][0-9]{3}[-/.]")
_COUNTED = re.compile("[0-9]")
_WORDED = re.compile("[翻倍由从阶:∶第前首届]")
_AHEAD = frozenset({"target", "plan"})


def parse(quote: str, *, section: str = "review", form: str | None = None) -> Figure:
    """Read a figure as printed, with the words beside it that sign or bound it.

    Args:
        quote: The figure, nothing else: ``1000余家``, ``下降3.7%``, ``连续11年``.
        section: Of the passage; in ``target`` and ``plan`` 达到N means N or more.
        form: The form, if it is known; ``list`` reads a list's stated count, ``date`` a year without 年.

    Returns:
        The figure in base units.

    Raises:
        FigureError: *quote* is no figure, or *form* is none.

    Source: FIGURES.md.

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
    if form == DATE or (form is None and _DATED.search(text)):
        date = read_date(text, pinned=form == DATE)
        if date or form == DATE:
            return date
    if not _COUNTED.search(text) or _WORDED.search(text):
        figure = read_idiom(text) or read_ordinal(text)
        if figure or is_name(text):
            return figure
    stated = read_stated(text) if form in {None, COUNT} else None
    return stated or read_quantity(text, form, ahead=ahead)
