"""Figures of texts as alignment needs them, made of rows of the fact table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.reading.alignment.contexts import words_around
from gouji.reading.alignment.normal_form import normal_form
from gouji.reading.alignment.partners import Figure
from gouji.reading.lexicon.nouns import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.reading.alignment.groups import Role

    Row = Mapping[str, Any]


def figure_of(
    number: int, row: Row, role: Role, reviewed: int | None, text: str, place: str
) -> Figure | None:
    """Return a figure with the words around it; None for cells, others, and where the year is not known."""
    if row[c.FORM] not in _COMPARED or row[c.PLACE] or reviewed is None:
        return None
    start, end = (int(row[column] or 0) for column in (c.START, c.END))
    ordinal = row[c.FORM] == "ordinal"
    measure = (
        "rate" if row[c.UNIT] == "%" and role.measure in _RATES else _LEVELS.get(role.measure, role.measure)
    )
    return Figure(
        summary=row[c.SUMMARY],
        row=number,
        phrase=normal_form(row[c.INDICATOR], place) if row[c.INDICATOR] else "",
        kind=("ordinal",) if ordinal else (role.unit, measure),
        unit=row[c.UNIT],
        blocks=(("ordinal",),) if ordinal else _blocks(row[c.PERIOD], reviewed, ahead=role.ahead),
        several_years="/" in row[c.PERIOD] and not row[c.PERIOD].startswith(".."),
        basis=_basis(row),
        size=exact(row[c.HIGH]) if row[c.HIGH] else None,
        words=words_around(row[c.INDICATOR], text if row[c.END] else "", start, end),
    )


def _basis(row: Row) -> str:
    if row[c.MEASURE] == "change":
        return "flow"
    said = "stock" if row[c.PERIOD].startswith("..") else kind_of(row[c.INDICATOR]).basis
    return said if said in {"flow", "stock"} else ""


_COMPARED = frozenset({"count", "amount", "ratio", "point", "ordinal"})
_RATES = frozenset({"", "level", "share", "completion"})
_LEVELS = {"": "level", "change": "level", "total": "level"}


def _blocks(period: str, reviewed: int, *, ahead: bool) -> tuple[tuple[object, ...], ...]:
    """Return among which figures of another document the partner may be: of one role, or of one year."""
    year = period.rpartition("/")[2][:4]
    role = ("role", ahead, int(year) - reviewed if year else 0)
    return (role, ("year", year)) if year else (role,)
