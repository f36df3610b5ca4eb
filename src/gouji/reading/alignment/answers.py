"""Suggestions that a person accepted or refused, written into ``indicators.csv``."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gouji.facts.files.csv_file import Record
from gouji.facts.files.errors import InputError
from gouji.facts.files.table_file import TableFile
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import items


def accepted(found: TableFile, name: str, alias: str) -> TableFile:
    """Return ``indicators.csv`` with *alias* as another name of the indicator *name*; other lines stay.

    If *alias* has a row of its own, that row is removed and its names move to the other one; what was
    added to it (``adds_to``) is added to the other one, and what it is not, the other is not.

    Raises:
        InputError: The file has no row *name*, or the two are equal.
    """
    _refuse_other_rows(found, name, alias)
    gone = [cells for cells in _cells(found) if cells[c.ID] == alias]
    names = [alias, *(one for cells in gone for one in (cells.get(c.NAME, ""), *_list(cells, c.ALIASES)))]
    distinct = [one for cells in gone for one in _list(cells, c.DISTINCT)]

    def change(cells: dict[str, str]) -> dict[str, str] | None:
        if cells[c.ID] == alias:
            return None
        if cells.get(c.ADDS_TO) == alias:
            cells[c.ADDS_TO] = name
        if cells[c.ID] == name:
            present = (name, cells.get(c.NAME, ""))
            cells[c.ALIASES] = _joined((*_list(cells, c.ALIASES), *names), present)
            if c.DISTINCT in cells:
                cells[c.DISTINCT] = _joined((*_list(cells, c.DISTINCT), *distinct), (*present, *names))
        return cells

    return _changed(found, (c.ALIASES, *([c.DISTINCT] if distinct else [])), change)


def refused(found: TableFile, name: str, other: str) -> TableFile:
    """Return ``indicators.csv`` with *other* among what the indicator *name* is not; other lines stay.

    It is no other name of it any more.

    Raises:
        InputError: The file has no row *name*, or the two are equal.
    """
    _refuse_other_rows(found, name, other)

    def change(cells: dict[str, str]) -> dict[str, str]:
        if cells[c.ID] == name:
            cells[c.DISTINCT] = _joined((*_list(cells, c.DISTINCT), other), ())
            if c.ALIASES in cells:
                cells[c.ALIASES] = _joined(_list(cells, c.ALIASES), (other,))
        return cells

    return _changed(found, (c.DISTINCT,), change)


def id_of(found: TableFile, name: str) -> str:
    """Return the id of the row that goes by a name; the name itself where none does."""
    for cells in _cells(found):
        if name in (cells[c.ID], cells.get(c.NAME), *_list(cells, c.ALIASES)):
            return cells[c.ID]
    return name


def with_row(found: TableFile, name: str) -> TableFile:
    """Return ``indicators.csv`` with a row for an indicator, at its end if it has none."""
    if any(cells[c.ID] == name for cells in _cells(found)):
        return found
    return found.with_rows([{c.ID: name}])


def _refuse_other_rows(found: TableFile, name: str, other: str) -> None:
    if name == other:
        raise InputError(found.name, "alias-itself", indicator=name)
    if all(cells[c.ID] != name for cells in _cells(found)):
        raise InputError(found.name, "alias-no-row", indicator=name)


def _cells(found: TableFile) -> Iterator[dict[str, str]]:
    return ({c.ID: "", **dict(zip(found.header, row.cells, strict=True))} for row in found.rows)


def _list(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return items(cells.get(column, ""))


def _joined(names: Iterable[str], others: Iterable[str]) -> str:
    """Return names as a cell, each once, without *others*."""
    return ";".join(one for one in dict.fromkeys(names) if one and one not in others)


def _changed(
    found: TableFile, needed: Iterable[str], change: Callable[[dict[str, str]], dict[str, str] | None]
) -> TableFile:
    """Return a file with the columns *needed*, and its rows changed; None removes one."""
    columns = dict.fromkeys((*found.header, *needed), "")
    records: list[Record] = []
    for record in found.records:
        if not record.cells:
            records.append(record)
        elif record.cells is found.header:
            records.append(record.with_cells(tuple(columns)))
        else:
            cells = change(columns | dict(zip(found.header, record.cells, strict=True)))
            if cells is not None:
                records.append(record.with_cells(tuple(cells.values())))
    return found.changed(records)
