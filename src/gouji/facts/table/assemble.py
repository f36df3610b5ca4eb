"""From text to facts: the tables' cells read as what they are.

Runs behind the schema: a cell that it found faulty is taken for empty here, and its row carries
the trouble, so that every binding with that row is told as unchecked.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval, exact
from gouji.facts.table import columns as c
from gouji.facts.table.dimensions import Dimensions, Entity, Indicator, Summary, read_edition
from gouji.facts.table.fact import Fact, Trouble, Whole
from gouji.facts.table.facts import Facts
from gouji.facts.table.keys import Filing, Key
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from gouji.facts.figures.model import Figure
    from gouji.facts.files.load import Tables
    from gouji.facts.table.keys import Family

Row = dict[str, Any]
BadCell = tuple[str, int, str]
"""Table, position of the row, column."""

_Row = TypeVar("_Row", Summary, Entity, Indicator)
_Cell = TypeVar("_Cell", bound=Hashable)
_Made = TypeVar("_Made")


def assemble(
    tables: Tables,
    bad: AbstractSet[BadCell],
    joined: Iterable[Family],
    texts: Mapping[str, str],
    changed: Mapping[str, str] | None = None,
    *,
    drafted: bool = False,
) -> Facts:
    """Return the typed facts of sound and faulty rows alike.

    Args:
        tables: What the loader read.
        bad: The cells that the schema found faulty.
        joined: Names of indicators that relations join.
        texts: The source texts at hand, by summary id.
        changed: Texts that are called as a summary and have another hash, by summary id.
        drafted: Whether the facts were drafted from the texts.
    """
    dimensions, troubled = _dimensions(tables, bad)
    filing = Filing.of(dimensions, joined)
    columns = _read("facts", tables.facts, bad, _FACT_READERS)
    ids = dimensions.indicator_ids
    columns[c.INDICATOR] = [ids.get(name, name) for name in columns[c.INDICATOR]]
    own = _troubles("facts", tables.facts, bad)
    bounds = _each(list(zip(*(columns[name] for name in _ENDS), strict=True)), _given)
    rows = zip(*columns.values(), strict=True)
    cells = (dict(zip(columns, row, strict=True)) for row in rows)
    made = tuple(
        _fact(row, given, own.get(place) or _inherited(row, troubled), filing)
        for place, (row, given) in enumerate(zip(cells, bounds, strict=True))
    )
    return Facts(made, dimensions, texts, changed or {}, drafted)


def _read(
    name: str, frame: pd.DataFrame, bad: AbstractSet[BadCell], readers: Mapping[str, Callable[[str], Any]]
) -> dict[str, list[Any]]:
    """Return a table's columns, read; a faulty cell is taken for empty."""
    columns = {str(column): frame[column].tolist() for column in frame.columns}
    for table, row, column in bad:
        if table == name:
            columns[column][row] = ""
    return columns | {column: _each(columns[column], read) for column, read in readers.items()}


def _each(cells: Sequence[_Cell], read: Callable[[_Cell], _Made]) -> list[_Made]:
    """Read a column: its cells repeat, so that equal ones are read once."""
    known = {cell: read(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _troubles(name: str, frame: pd.DataFrame, bad: AbstractSet[BadCell]) -> dict[int, Trouble]:
    """Return the faulty rows of a table."""
    faulty: dict[int, list[str]] = {}
    for table, row, column in sorted(bad):
        if table == name:
            faulty.setdefault(row, []).append(column)
    return {
        row: Trouble(frame[c.FILE].iloc[row], frame[c.LINE].iloc[row], tuple(columns))
        for row, columns in faulty.items()
    }


def _dimensions(
    tables: Tables, bad: AbstractSet[BadCell]
) -> tuple[Dimensions, Mapping[tuple[str, str], Trouble]]:
    """Return the dimension tables, and the faulty ones of their rows by table and id."""
    troubled: dict[tuple[str, str], Trouble] = {}

    def read(
        name: str, frame: pd.DataFrame, make: Callable[..., _Row], readers: Mapping[str, Callable[[str], Any]]
    ) -> dict[str, _Row]:
        columns = _read(name, frame, bad, readers)
        ids = columns[c.ID]
        troubled.update({(name, ids[row]): trouble for row, trouble in _troubles(name, frame, bad).items()})
        if c.NAME in columns:
            columns[c.NAME] = [told or row for told, row in zip(columns[c.NAME], ids, strict=True)]
        # A row's class has the columns of its table, in their order.
        told = [column for key, column in columns.items() if key not in {c.FILE, c.LINE}]
        return dict(zip(ids, map(make, *told), strict=True))

    dimensions = Dimensions(
        read("summaries", tables.summaries, Summary, {}),
        read("entities", tables.entities, Entity, {c.ALIASES: c.items, c.COUNTERPART: c.items}),
        read("indicators", tables.indicators, Indicator, _INDICATOR_READERS),
    )
    return dimensions, troubled


def _fact(row: Row, given: Interval | None, trouble: Trouble | None, filing: Filing) -> Fact:
    members, subject, partner, period = row[c.MEMBERS], row[c.SUBJECT], row[c.PARTNER], row[c.PERIOD]
    form = row[c.FORM] or ("list" if members else "")
    reading = _reading(row[c.QUOTE], row[c.SECTION], form)
    hard = given if given is not None else (reading.hard if reading else None)
    unit = row[c.UNIT] or (reading.unit if reading else "")
    told = Key(
        row[c.INDICATOR],
        row[c.MEASURE],
        row[c.BASE],
        period=period.text if period else "",
        scope=row[c.SCOPE],
        unit=unit,
    )
    keys = filing.keys(told, row[c.SECTION], (*subject, *partner), subject)
    return Fact(
        file=row[c.FILE],
        line=row[c.LINE],
        id=row[c.ID],
        summary=row[c.SUMMARY],
        section=row[c.SECTION],
        form=form or (reading.form if reading else ""),
        subject=subject,
        partner=partner,
        alone=row[c.ALONE],
        indicator=row[c.INDICATOR],
        measure=row[c.MEASURE],
        base=row[c.BASE],
        period=period,
        scope=row[c.SCOPE],
        stage=row[c.STAGE],
        quote=row[c.QUOTE],
        start=row[c.START],
        end=row[c.END],
        given=given,
        given_unit=row[c.UNIT],
        reading=reading,
        hard=hard,
        soft=_soft(hard, reading),
        unit=unit,
        whole=row[c.WHOLE],
        complete=row[c.COMPLETE],
        members=members,
        key=keys.key,
        matter=keys.matter,
        act=keys.act,
        trouble=trouble,
    )


def _inherited(row: Row, troubles: Mapping[tuple[str, str], Trouble]) -> Trouble | None:
    """A faulty dimension row troubles every fact that names it."""
    if not troubles:
        return None
    names = [("summaries", row[c.SUMMARY]), ("indicators", row[c.INDICATOR])]
    names += [("entities", party) for column in (c.SUBJECT, c.PARTNER) for party in row[column]]
    return next((troubles[name] for name in names if name in troubles), None)


def _reading(quote: str, section: str, form: str) -> Figure | None:
    if form == "pairing" or not quote:
        return None
    try:
        return parse(quote, section=section, form=form or None)
    except FigureError:
        return None


def _given(told: Sequence[str]) -> Interval | None:
    """The interval that a row states by its ends; None where it states none, or a faulty one."""
    low, high, low_open, high_open = told
    if not low and not high:
        return None
    ends = (exact(low) if low else None, exact(high) if high else None)
    try:
        return Interval(*ends, c.flag(low_open), c.flag(high_open))
    except ValueError:
        return None


def _soft(hard: Interval | None, reading: Figure | None) -> Interval | None:
    if hard is None or reading is None or reading.soft is None:
        return hard
    if reading.soft is reading.hard and hard is reading.hard:
        return hard
    return reading.soft if reading.soft.within(hard) else hard


def _wholes(cell: str) -> tuple[Whole, ...]:
    parted = (item.partition("#") for item in c.items(cell))
    return tuple(Whole(total, breakdown) for total, _, breakdown in parted)


def _offset(cell: str) -> int | None:
    return int(cell) if cell else None


def _period(cell: str) -> Period | None:
    return Period.read(cell) if cell else None


_ENDS = (c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN)
_FACT_READERS: Mapping[str, Callable[[str], Any]] = {
    c.SUBJECT: c.items,
    c.PARTNER: c.items,
    c.MEMBERS: c.items,
    c.PERIOD: _period,
    c.START: _offset,
    c.END: _offset,
    c.WHOLE: _wholes,
    c.COMPLETE: c.flag,
}
_INDICATOR_READERS: Mapping[str, Callable[[str], Any]] = {
    c.ALIASES: c.items,
    c.UNIT: c.items,
    c.REMOVABLE: c.flag,
    c.EDITION: lambda cell: read_edition(cell) if cell else None,
    c.REVISABLE: c.flag,
    c.BOUNDED: c.flag,
}
