"""Tables of text as they are read, and what is made of them: typed facts, dimension rows and waivers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields
from fractions import Fraction
from itertools import compress, takewhile
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from gouji.facts.figures.cell import reading_of
from gouji.facts.figures.model import Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import Interval, exact
from gouji.facts.table import columns as c
from gouji.facts.table.dimensions import Dimensions, Entity, Indicator, Summary, read_edition
from gouji.facts.table.facts import Fact, Facts, FaultyRow, Key, Whole, grouped
from gouji.facts.table.joined import Joined, Near
from gouji.facts.table.periods import Period
from gouji.facts.table.told import Told

Row = dict[str, Any]
BadCell = tuple[str, int, str]
"""Table, row position, column."""
Sheets = dict[str, Mapping[str, str]]
"""Of files that are spreadsheets the sheet and the letters of each column (facts!G)."""

_Row = TypeVar("_Row", Summary, Entity, Indicator)
_Cell = TypeVar("_Cell", bound=Hashable)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, column by column.

    Attributes:
        cells: The cells of each column, in the order of the rows: text, but ``line`` a number.
    """

    cells: Mapping[str, list[Any]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Table:
        """Return rows as a table: *columns*, then file and line; what a row does not say is empty."""
        rows, empty = list(rows), {**dict.fromkeys(columns, ""), c.FILE: "", c.LINE: 0}
        return cls({name: [row.get(name, default) for row in rows] for name, default in empty.items()})

    def __len__(self) -> int:
        return len(self.cells[c.LINE])

    def __getitem__(self, column: str) -> list[Any]:
        return self.cells[column]

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows, one after the other, as cells by column."""
        return (dict(zip(self.cells, row, strict=True)) for row in zip(*self.cells.values(), strict=True))

    def where(self, wanted: Sequence[bool]) -> Table:
        """Return the rows that are *wanted*."""
        return Table({name: list(compress(cells, wanted)) for name, cells in self.cells.items()})

    def replaced(self, column: str, cells: Iterable[Any], at: Iterable[bool]) -> Table:
        """Return the table with other cells in a column: those of the rows at which it is True."""
        new = [new if here else old for old, new, here in zip(self[column], cells, at, strict=True)]
        return Table({**self.cells, column: new})

    def __add__(self, other: Table) -> Table:
        return Table({name: [*cells, *other[name]] for name, cells in self.cells.items()})


@dataclass(frozen=True, eq=False)
class Tables:
    """The tables of a workspace; absent columns are there, and empty.

    Each has the columns of its table, ``file`` and ``line``. ``made_up`` lists the tables without a file: of
    documents all, of a workspace those made up of the ids that facts name; ``told`` has their sentences,
    ``joined`` how the words of facts (by id) were joined with those of other documents, ``near`` which of
    their figures may be of the same thing; ``sheets`` where the columns of spreadsheets stand.
    """

    facts: Table
    summaries: Table
    entities: Table
    indicators: Table
    waivers: Table
    made_up: frozenset[str] = frozenset()
    told: Mapping[str, Sequence[Told]] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)
    near: Mapping[str, Sequence[Near]] = field(default_factory=dict)
    sheets: Sheets = field(default_factory=dict)


def items(cell: str) -> tuple[str, ...]:
    """Split a ``;``-list."""
    return tuple(cell.split(";")) if cell else ()


def flag(cell: str) -> bool:
    """Return whether a cell is ``true``; spreadsheets write it back in capitals."""
    return cell.lower() == "true"


def parties_in(facts: Table) -> list[str]:
    """Return the entities that a fact table names, as subjects or partners."""
    cells = (cell for column in (c.SUBJECT, c.PARTNER) for cell in dict.fromkeys(facts[column]))
    return [name for cell in cells for name in items(cell)]


def ids_in(table: Table) -> dict[str, str]:
    """Return the ids of a table's rows by every name that stands for only one of them; each names itself."""
    found = {one: one for one in table[c.ID]}
    owners: dict[str, set[str]] = {}
    for one, name, aliases in zip(*(table[column] for column in (c.ID, c.NAME, c.ALIASES)), strict=True):
        for called in filter(None, (name, *items(aliases))):
            if called not in found:
                owners.setdefault(called, set()).add(one)
    return found | {called: next(iter(owning)) for called, owning in owners.items() if len(owning) == 1}


def are_drafts(facts: Table) -> list[bool]:
    """Say which rows of a fact table were read from a text, and not checked by a person since."""
    return [certainty in c.CERTAINTIES for certainty in facts[c.CERTAINTY]]


def assemble(
    tables: Tables,
    bad: AbstractSet[BadCell],
    texts: Mapping[str, str],
    changed: Mapping[str, str] | None = None,
) -> Facts:
    """Return the typed facts of all rows, sound or faulty; *bad* are the cells that the schema found so.

    Texts are by summary id: those available, and those named like a summary but with another hash.
    """
    dimensions, faulty_dimensions = _dimensions(tables, bad)
    columns = _read("facts", tables.facts, bad, _FACT_READERS)
    ids, indicators = dimensions.indicator_ids, dimensions.indicators
    columns[c.INDICATOR] = [ids.get(name, name) for name in columns[c.INDICATOR]]
    row_faults = _faulty_rows("facts", tables.facts, bad)
    bounds = _parse_cells(list(zip(*(columns[name] for name in _ENDS), strict=True)), _stated_interval)
    rows = zip(*columns.values(), strict=True)
    cells = [dict(zip(columns, row, strict=True)) for row in rows]
    faults = [
        row_faults.get(number) or _inherited_fault(row, faulty_dimensions) for number, row in enumerate(cells)
    ]
    totals = _totals(cells)
    facts = tuple(
        _fact(row, given, fault, indicators, exact_count=row[c.ID] in totals)
        for row, given, fault in zip(cells, bounds, faults, strict=True)
    )
    return Facts(facts, dimensions, texts, changed or {}, tables.joined, tables.near)


def _read(
    name: str, table: Table, bad: AbstractSet[BadCell], readers: Mapping[str, Callable[[str], Any]]
) -> dict[str, list[Any]]:
    """Return a table's columns, parsed; a faulty cell counts as empty."""
    columns = {column: [*cells] for column, cells in table.cells.items()}
    for of, row, column in bad:
        if of == name:
            columns[column][row] = ""
    return columns | {column: _parse_cells(columns[column], read) for column, read in readers.items()}


def _parse_cells(cells: Sequence[_Cell], read: Callable[[_Cell], _Result]) -> list[_Result]:
    """Parse a column; cells repeat, so equal ones are parsed once."""
    parsed = {cell: read(cell) for cell in set(cells)}
    return [parsed[cell] for cell in cells]


def _faulty_rows(name: str, table: Table, bad: AbstractSet[BadCell]) -> dict[int, FaultyRow]:
    """Return the faulty rows of a table, by position."""
    faulty = grouped(sorted(cell for cell in bad if cell[0] == name), lambda cell: cell[1])
    return {
        row: FaultyRow(table[c.FILE][row], table[c.LINE][row], tuple(column for *_, column in cells))
        for row, cells in faulty.items()
    }


def _dimensions(
    tables: Tables, bad: AbstractSet[BadCell]
) -> tuple[Dimensions, Mapping[tuple[str, str], FaultyRow]]:
    """Return the dimension tables, and their faulty rows by table and id."""
    faulty_dimensions: dict[tuple[str, str], FaultyRow] = {}

    def read(
        name: str, table: Table, make: Callable[..., _Row], readers: Mapping[str, Callable[[str], Any]]
    ) -> dict[str, _Row]:
        columns = _read(name, table, bad, readers)
        ids = columns[c.ID]
        faulty_dimensions.update(
            {(name, ids[row]): fault for row, fault in _faulty_rows(name, table, bad).items()}
        )
        if c.NAME in columns:
            columns[c.NAME] = [given or row_id for given, row_id in zip(columns[c.NAME], ids, strict=True)]
        # A row class has the columns of its table, in the same order.
        values = [column for key, column in columns.items() if key not in {c.FILE, c.LINE}]
        return dict(zip(ids, map(make, *values), strict=True))

    dimensions = Dimensions(
        read("summaries", tables.summaries, Summary, {}),
        read("entities", tables.entities, Entity, {c.ALIASES: items, c.COUNTERPART: items}),
        read("indicators", tables.indicators, Indicator, _INDICATOR_READERS),
        ids_in(tables.indicators),
    )
    return dimensions, faulty_dimensions


def _key(row: Row, about: str, unit: str) -> Key:
    """Return the comparison key of a row, given what it is about and the unit of its figure."""
    period = row[c.PERIOD].text if row[c.PERIOD] else ""
    tense = "ahead" if row[c.SECTION] in c.AHEAD else "told"
    return Key(
        row[c.INDICATOR], row[c.MEASURE], row[c.BASE], about, period, row[c.SCOPE], unit_class(unit), tense
    )


def _about(row: Row, indicators: Mapping[str, Indicator]) -> str:
    """Return what a row is about: the indicator's area, or else the subjects."""
    indicator = indicators.get(row[c.INDICATOR])
    if indicator is not None and indicator.area:
        return indicator.area
    return ";".join(sorted(row[c.SUBJECT]))


def _totals(rows: Iterable[Row]) -> set[str]:
    """Return the ids of facts whose parts stand beside them: counts among them are exact, however round."""
    parts = (row for row in rows if row[c.MEASURE] not in c.NO_SUMMANDS)
    return {whole.total for row in parts for whole in row[c.WHOLE] if whole.breakdown not in c.NO_PARTS}


def _fact(
    row: Row,
    given: Interval | None,
    fault: FaultyRow | None,
    indicators: Mapping[str, Indicator],
    *,
    exact_count: bool,
) -> Fact:
    form = row[c.FORM] or ("list" if row[c.MEMBERS] else "")
    if row[c.PLACE].startswith(TABLE):
        # A cell's unit stands in its header.
        reading = reading_of(row[c.QUOTE], row[c.UNIT], given)
    else:
        reading = _reading(row[c.QUOTE], row[c.SECTION], form)
    hard = given if given is not None else (reading.hard if reading else None)
    if exact_count and reading and hard == reading.hard and reading.soft == _exactly(reading.printed):
        hard = reading.soft
    unit = row[c.UNIT] or (reading.unit if reading else "")
    told = [one for one in row[c.WHOLE] if one.breakdown in (c.SAME, c.LIKE)]
    row = {**row, c.WHOLE: tuple(one for one in row[c.WHOLE] if one not in told)} if told else row
    make: Callable[..., Fact] = Fact  # mypy cannot know how many cells there are
    return make(
        *_cells_of(row),
        form=form or (reading.form if reading else ""),
        given=given,
        given_unit=row[c.UNIT],
        reading=reading,
        hard=hard,
        soft=_soft(hard, reading),
        unit=unit,
        key=_key(row, _about(row, indicators), unit),
        act=";".join(sorted({*row[c.SUBJECT], *row[c.PARTNER]})),
        fault=fault,
        again=tuple(told),
    )


def _exactly(printed: Fraction | None) -> Interval | None:
    return None if printed is None else Interval.of(printed)


TABLE = "表"
"""What the place of a cell in a table begins with: ``表2!B5``."""
_cells_of = itemgetter(*takewhile(lambda name: name != c.FORM, (field.name for field in fields(Fact))))
"""The cells of a row that are attributes of its fact as they are: all those before ``form``."""


def _inherited_fault(row: Row, faulty: Mapping[tuple[str, str], FaultyRow]) -> FaultyRow | None:
    """Return the first faulty dimension row that a fact names; it makes the fact faulty too."""
    if not faulty:
        return None
    names = [("summaries", row[c.SUMMARY]), ("indicators", row[c.INDICATOR])]
    names += [("entities", party) for column in (c.SUBJECT, c.PARTNER) for party in row[column]]
    return next((faulty[name] for name in names if name in faulty), None)


def _reading(quote: str, section: str, form: str) -> Figure | None:
    if form == "pairing" or not quote:
        return None
    try:
        return parse(quote, section=section, form=form or None)
    except FigureError:
        return None


def _stated_interval(cells: Sequence[str]) -> Interval | None:
    """Return the interval that the bound cells of a row state; None if they are empty or faulty."""
    low, high, low_open, high_open = cells
    if not low and not high:
        return None
    ends = (exact(low) if low else None, exact(high) if high else None)
    try:
        return Interval(*ends, flag(low_open), flag(high_open))
    except ValueError:
        return None


def _soft(hard: Interval | None, reading: Figure | None) -> Interval | None:
    if hard is None or reading is None or reading.soft is None:
        return hard
    if reading.soft is reading.hard and hard is reading.hard:
        return hard
    return reading.soft if reading.soft.within(hard) else hard


def _wholes(cell: str) -> tuple[Whole, ...]:
    parts = (item.partition("#") for item in items(cell))
    return tuple(Whole(total, breakdown) for total, _, breakdown in parts)


def _unless_empty(read: Callable[[str], _Result]) -> Callable[[str], _Result | None]:
    return lambda cell: read(cell) if cell else None


_period = _unless_empty(Period.read)
_ENDS = (c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN)
_FACT_READERS: Mapping[str, Callable[[str], Any]] = {
    c.SUBJECT: items,
    c.PARTNER: items,
    c.MEMBERS: items,
    c.PERIOD: _period,
    c.START: _unless_empty(int),
    c.END: _unless_empty(int),
    c.WHOLE: _wholes,
    c.COMPLETE: flag,
}
_INDICATOR_READERS: Mapping[str, Callable[[str], Any]] = {
    c.ALIASES: items,
    c.UNIT: items,
    c.REMOVABLE: flag,
    c.EDITION: _unless_empty(read_edition),
    c.REVISABLE: flag,
    c.BOUNDED: flag,
    c.DISTINCT: items,
}


class Waiver(NamedTuple):
    """An accepted finding.

    Attributes:
        fingerprint: Fingerprint of the finding, 16 hex digits.
        rule: Code of its rule.
        reason: Why it is accepted; a waiver without a reason has no effect.
        who: Who accepted it.
        until: The last day, month or year on which it applies; None = for ever.
        said: What the finding says, in Chinese; empty where nobody wrote it down.
        summaries: The summaries that it is of; empty likewise.
    """

    file: str
    line: int
    fingerprint: str
    rule: str
    reason: str
    who: str
    until: Period | None
    said: str = ""
    summaries: tuple[str, ...] = ()


def read_waivers(tables: Tables, bad: AbstractSet[tuple[str, int, str]]) -> tuple[Waiver, ...]:
    """Return the waivers of sound rows; faulty ones accept nothing and are reported as such."""
    faulty = _faulty_rows("waivers", tables.waivers, bad)
    columns = _read(
        "waivers", tables.waivers, bad, {c.REASON: str.strip, c.UNTIL: _period, c.SUMMARIES: items}
    )
    rows = zip(*(columns[name] for name in (c.FILE, c.LINE, *c.WAIVER_COLUMNS)), strict=True)
    return tuple(Waiver(*row) for position, row in enumerate(rows) if position not in faulty)
