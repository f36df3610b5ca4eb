"""Rows of the fact table as figures that alignment compares; what a person said is not one (``distinct``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.facts.table.columns import AHEAD
from gouji.reading.alignment.contrasts import words_around
from gouji.reading.alignment.partners import Figure
from gouji.reading.lexicon.nouns import kind_of, known_as, normal_form

_NONE: frozenset[str] = frozenset()


class Distinct:
    """What each indicator is not.

    Args:
        rows: The names of each row of the table of indicators, and the names that it is not.
    """

    def __init__(self, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        rows = list(rows)
        owners = {name: names for names, _ in rows for name in names if name}
        self._pairs = [(names, owners.get(other, (other,))) for names, others in rows for other in others]
        self._forms: dict[str, Mapping[str, frozenset[str]]] = {}

    def of(self, form: str, place: str) -> frozenset[str]:
        """Return the normal forms of what an indicator of a place, by its own normal form, is not."""
        if not self._pairs:
            return _NONE
        if place not in self._forms:
            self._forms[place] = self._of_place(place)
        return self._forms[place].get(form, _NONE)

    def _of_place(self, place: str) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, two in self._pairs:
            forms, others = (set(_all_forms(names, place)) for names in (one, two))
            for form in forms - others:
                found[form] |= others - forms
            for form in others - forms:
                found[form] |= forms - others
        return {form: frozenset(others) for form, others in found.items()}


def _all_forms(names: Iterable[str], place: str) -> Iterator[str]:
    for name in filter(None, names):
        form = normal_form(name, place)
        known = known_as(name) or known_as(form)
        yield form
        yield from (normal_form(one, place) for one in ((known.id, *known.aliases) if known else ()))


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
