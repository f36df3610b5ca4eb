"""Rows of the fact table as figures that alignment compares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.facts.table.columns import AHEAD
from gouji.reading.alignment.contexts import words_around
from gouji.reading.alignment.distinct import Distinct
from gouji.reading.alignment.partners import Figure
from gouji.reading.lexicon.nouns import kind_of, normal_form

Row = Mapping[str, Any]
_COMPARED = frozenset({"count", "amount", "ratio", "point", "ordinal"})
_RATES = frozenset({"", "level", "share", "completion"})
_LEVELS = {"": "level", "change": "level", "total": "level"}


def figure_of(
    number: int, row: Row, reviewed: int, place: str, text: str, distinct: Distinct, *, cells: bool = False
) -> Figure | None:
    """Return a figure with the words around it; None for what is no figure.

    Args:
        number: Where the row stands in its table.
        row: Its cells.
        reviewed: The year that its document reviews.
        place: The place that it is about.
        text: The text of its document; empty where that is not at hand.
        distinct: What indicators are not.
        cells: Whether cells of tables are wanted too; their names, made of headers, say all of them.
    """
    if row[c.FORM] not in _COMPARED or (row[c.PLACE] and not cells):
        return None
    start, end = (int(row[column] or 0) for column in (c.START, c.END))
    ordinal, measure = row[c.FORM] == "ordinal", str(row[c.MEASURE])
    measure = "rate" if row[c.UNIT] == "%" and measure in _RATES else _LEVELS.get(measure, measure)
    phrase = normal_form(row[c.INDICATOR], place) if row[c.INDICATOR] else ""
    in_text = row[c.END] and not row[c.PLACE]
    return Figure(
        summary=row[c.SUMMARY],
        row=number,
        phrase=phrase,
        kind=(("ordinal",) if ordinal else (unit_class(row[c.UNIT]), measure)),
        unit=row[c.UNIT],
        blocks=(("ordinal",),) if ordinal else _blocks(row[c.PERIOD], reviewed, row[c.SECTION] in AHEAD),
        several_years="/" in row[c.PERIOD] and not row[c.PERIOD].startswith(".."),
        basis=_basis(row),
        size=exact(row[c.HIGH]) if row[c.HIGH] else None,
        words=words_around(row[c.INDICATOR], text if in_text else "", start, end),
        distinct=distinct.of(phrase, place),
    )


def _basis(row: Row) -> str:
    if row[c.MEASURE] == "change":
        return "flow"
    said = "stock" if row[c.PERIOD].startswith("..") else kind_of(row[c.INDICATOR]).basis
    return said if said in {"flow", "stock"} else ""


def _blocks(period: str, reviewed: int, ahead: bool) -> tuple[tuple[object, ...], ...]:
    """Return among which figures of another document the partner may be: of one role, or of one year."""
    year = period.rpartition("/")[2][:4]
    role = ("role", ahead, int(year) - reviewed if year else 0)
    return (role, ("year", year)) if year else (role,)
