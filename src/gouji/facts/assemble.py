"""From text to facts: the tables' cells read as what they are.

Runs behind the schema: a cell that it found faulty is taken for empty here, and its row carries
the trouble, so that every binding with that row is told as unchecked.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from gouji.facts import table as t
from gouji.facts.dimensions import Dimensions, Entity, Indicator, Summary
from gouji.facts.editions import read_edition
from gouji.facts.figures import FigureError, parse
from gouji.facts.intervals import Interval, exact
from gouji.facts.keys import Filing, Key
from gouji.facts.periods import Period
from gouji.facts.table import Fact, Facts, Trouble, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from gouji.facts.figures import Figure
    from gouji.facts.keys import Family
    from gouji.facts.load import Tables

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
    columns[t.INDICATOR] = [ids.get(name, name) for name in columns[t.INDICATOR]]
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
        row: Trouble(frame[t.FILE].iloc[row], frame[t.LINE].iloc[row], tuple(columns))
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
        ids = columns[t.ID]
        troubled.update({(name, ids[row]): trouble for row, trouble in _troubles(name, frame, bad).items()})
        if t.NAME in columns:
            columns[t.NAME] = [told or row for told, row in zip(columns[t.NAME], ids, strict=True)]
        # A row's class has the columns of its table, in their order.
        told = [column for key, column in columns.items() if key not in {t.FILE, t.LINE}]
        return dict(zip(ids, map(make, *told), strict=True))

    dimensions = Dimensions(
        read("summaries", tables.summaries, Summary, {}),
        read("entities", tables.entities, Entity, {t.ALIASES: t.items, t.COUNTERPART: t.items}),
        read("indicators", tables.indicators, Indicator, _INDICATOR_READERS),
    )
    return dimensions, troubled


def _fact(row: Row, given: Interval | None, trouble: Trouble | None, filing: Filing) -> Fact:
    members, subject, partner, period = row[t.MEMBERS], row[t.SUBJECT], row[t.PARTNER], row[t.PERIOD]
    form = row[t.FORM] or ("list" if members else "")
    reading = _reading(row[t.QUOTE], row[t.SECTION], form)
    hard = given if given is not None else (reading.hard if reading else None)
    unit = row[t.UNIT] or (reading.unit if reading else "")
    told = Key(
        row[t.INDICATOR],
        row[t.MEASURE],
        row[t.BASE],
        period=period.text if period else "",
        scope=row[t.SCOPE],
        unit=unit,
    )
    keys = filing.keys(told, row[t.SECTION], (*subject, *partner), subject)
    return Fact(
        file=row[t.FILE],
        line=row[t.LINE],
        id=row[t.ID],
        summary=row[t.SUMMARY],
        section=row[t.SECTION],
        form=form or (reading.form if reading else ""),
        subject=subject,
        partner=partner,
        alone=row[t.ALONE],
        indicator=row[t.INDICATOR],
        measure=row[t.MEASURE],
        base=row[t.BASE],
        period=period,
        scope=row[t.SCOPE],
        stage=row[t.STAGE],
        quote=row[t.QUOTE],
        start=row[t.START],
        end=row[t.END],
        given=given,
        given_unit=row[t.UNIT],
        reading=reading,
        hard=hard,
        soft=_soft(hard, reading),
        unit=unit,
        whole=row[t.WHOLE],
        complete=row[t.COMPLETE],
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
    names = [("summaries", row[t.SUMMARY]), ("indicators", row[t.INDICATOR])]
    names += [("entities", party) for column in (t.SUBJECT, t.PARTNER) for party in row[column]]
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
        return Interval(*ends, t.flag(low_open), t.flag(high_open))
    except ValueError:
        return None


def _soft(hard: Interval | None, reading: Figure | None) -> Interval | None:
    if hard is None or reading is None or reading.soft is None:
        return hard
    if reading.soft is reading.hard and hard is reading.hard:
        return hard
    return reading.soft if reading.soft.within(hard) else hard


def _wholes(cell: str) -> tuple[Whole, ...]:
    parted = (item.partition("#") for item in t.items(cell))
    return tuple(Whole(total, breakdown) for total, _, breakdown in parted)


def _offset(cell: str) -> int | None:
    return int(cell) if cell else None


def _period(cell: str) -> Period | None:
    return Period.read(cell) if cell else None


_ENDS = (t.LOW, t.HIGH, t.LOW_OPEN, t.HIGH_OPEN)
_FACT_READERS: Mapping[str, Callable[[str], Any]] = {
    t.SUBJECT: t.items,
    t.PARTNER: t.items,
    t.MEMBERS: t.items,
    t.PERIOD: _period,
    t.START: _offset,
    t.END: _offset,
    t.WHOLE: _wholes,
    t.COMPLETE: t.flag,
}
_INDICATOR_READERS: Mapping[str, Callable[[str], Any]] = {
    t.ALIASES: t.items,
    t.UNIT: t.items,
    t.REMOVABLE: t.flag,
    t.EDITION: lambda cell: read_edition(cell) if cell else None,
    t.REVISABLE: t.flag,
    t.BOUNDED: t.flag,
}
