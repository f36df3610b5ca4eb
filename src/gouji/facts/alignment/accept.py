"""An accepted suggestion, written into ``indicators.csv``: the other lines stay as they are."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.facts import table as t
from gouji.facts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.facts.csvfile import CsvFile, Record


def accepted(found: CsvFile, name: str, alias: str) -> bytes:
    """Return ``indicators.csv`` with *alias* as another name of the indicator *name*.

    Where *alias* has a row of its own, the row goes, and its names with it to the other one; what fed
    it feeds the other one.

    Args:
        found: The file as read.
        name: Id of the indicator that stays.
        alias: What it is called as well; perhaps the id of a row.

    Raises:
        InputError: The file has no row *name*, or the two are one.
    """
    ids = [found.cell(record, t.ID) for record in found.rows]
    if name not in ids or name == alias:
        wrong = "is itself" if name == alias else "has no row"
        raise InputError(found.name, f'indicator "{name}" {wrong}; expected an id, and another name for it')
    with_column = found if t.ALIASES in found.header else _with_aliases(found)
    names = [alias]
    for record in with_column.rows:
        if with_column.cell(record, t.ID) == alias:
            names += [with_column.cell(record, t.NAME), *t.items(with_column.cell(record, t.ALIASES))]
    records = [
        _changed(with_column, record, name, alias, names)
        for record in with_column.records
        if not record.cells or record is _head(with_column) or with_column.cell(record, t.ID) != alias
    ]
    return replace(with_column, records=tuple(records)).to_bytes()


def _head(found: CsvFile) -> Record:
    return next(record for record in found.records if record.cells)


def _changed(found: CsvFile, record: Record, name: str, alias: str, names: Sequence[str]) -> Record:
    if not record.cells or record is _head(found):
        return record
    cells = dict(zip(found.header, record.cells, strict=True))
    if cells.get(t.ADDS_TO) == alias:
        cells[t.ADDS_TO] = name
    if cells[t.ID] == name:
        own = (name, cells.get(t.NAME, ""))
        told = dict.fromkeys((*t.items(cells[t.ALIASES]), *names))
        cells[t.ALIASES] = ";".join(one for one in told if one and one not in own)
    return record.with_cells(tuple(cells.values()))


def _with_aliases(found: CsvFile) -> CsvFile:
    """The file with an empty column for aliases behind the others."""
    head = _head(found)
    records = [
        _longer(record, t.ALIASES if record is head else "") if record.cells else record
        for record in found.records
    ]
    return replace(found, records=tuple(records))


def _longer(record: Record, cell: str) -> Record:
    return record.with_cells((*record.cells, cell))


def table_of(ids: Sequence[str]) -> bytes:
    """Return a new ``indicators.csv`` with a row for each id."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((t.ID, t.NAME, t.ALIASES))
    writer.writerows((one, one, "") for one in ids)
    return stream.getvalue().encode("utf-8")
