"""A table of facts in a spreadsheet (.xlsx), read as text, and written back with all else as it was.

Any sheet that is shown may hold it, below other rows; cells that are merged downwards hold for each row.
What is written changes cells of this one sheet: formats, widths, filters, other sheets and charts stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lxml import etree

from gouji.facts.files import packed
from gouji.facts.files.csv_file import Record
from gouji.facts.files.errors import InputError
from gouji.facts.files.sheet_edit import Edits, edited
from gouji.facts.files.sheets import KIND, S, Sheet, by_column, cell_text, letters_of, merged_in, sheets_of

_MOST_COLUMNS = 16_384
_HEAD_WITHIN = 20
"""The header is looked for in so many rows."""
_NEVER = 1 << 30

Cells = dict[int, str]
"""The cells of a row that say something, by column."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A table as read from a spreadsheet: what `csv_file.CsvFile` is for CSV.

    Attributes:
        name: What messages call the file.
        sheet: The name of the sheet.
        part: The part that holds it.
        columns: Where each column of the header stands, counted from 0.
        records: The header, then the rows; the line of each is its row in the sheet.
    """

    name: str
    data: bytes
    sheet: str
    part: str
    columns: tuple[int, ...]
    records: tuple[Record, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The column names."""
        return self.records[0].cells

    @property
    def header_place(self) -> str:
        """File and row of the header."""
        return f"{self.name}:{self.records[0].line}"

    @property
    def rows(self) -> tuple[Record, ...]:
        """The rows below the header that say something."""
        return self.records[1:]

    @property
    def references(self) -> Mapping[str, str]:
        """The sheet and the letters of each column (facts!G)."""
        letters = (f"{self.sheet}!{letters_of(column)}" for column in self.columns)
        return dict(zip(self.header, letters, strict=True))

    def cell(self, record: Record, column: str) -> str:
        """Return a record's cell in a column; empty if the file has no such column."""
        return record.cells[self.header.index(column)] if column in self.header else ""

    def changed(self, records: Sequence[Record]) -> SheetFile:
        """Return the file with other cells, new columns behind its own; rows that are gone are blank."""
        kept = {record.line: record for record in records}
        columns = self._with_new_columns(len(kept[self.records[0].line].cells))
        cells = {}
        for old in self.records:
            new = kept[old.line].cells if old.line in kept else ("",) * len(columns)
            before = old.cells + ("",) * (len(columns) - len(old.cells))
            for column, was, text in zip(columns, before, new, strict=True):
                if text != was:
                    cells[old.line, column] = text
        return self._edited(Edits(cells))

    def with_rows(self, rows: Iterable[Mapping[str, str]]) -> SheetFile:
        """Return the file with rows below its own, formatted as its last one."""
        added = [[row.get(column, "") for column in self.header] for row in rows]
        cells = [dict(zip(self.columns, row, strict=True)) for row in added]
        last = self.records[-1].line
        edits = Edits({}, last, cells, model=last if self.rows else 0)
        return self._edited(edits) if cells else self

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        return self.data

    def _with_new_columns(self, count: int) -> tuple[int, ...]:
        last = max(self.columns) + 1
        return (*self.columns, *range(last, last + count - len(self.columns)))

    def _edited(self, edits: Edits) -> SheetFile:
        data = edited(self.data, self.part, edits, self.name)
        return sheet_file_of(data, self.name, self.header)


def read_sheet(path: Path, name: str, required: Iterable[str]) -> SheetFile:
    """Read *path*; *name* is what messages call it, *required* are columns by which its header is known.

    Raises:
        InputError: It is no spreadsheet, holds nothing, a column twice or a cell without a column, or
            something that is no text: an error, a formula without a value.
    """
    if not path.is_file():
        raise InputError(name, "no-csv-file")
    try:
        size = path.stat().st_size
        if size > packed.PACKED_BYTES:
            raise InputError(name, "big-document", size=size, most=packed.PACKED_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(name, "unreadable", error=error) from None
    return sheet_file_of(data, name, required)


def sheet_file_of(data: bytes, name: str, required: Iterable[str]) -> SheetFile:
    """Read the bytes of a spreadsheet.

    Raises:
        InputError: As for ``read_sheet``.
    """
    with packed.open_zip(data, name, KIND) as archive:
        sheets = sheets_of(archive, name)
    wanted = frozenset(required)
    heads = [(sheet, head) for sheet in sheets if (head := _head(sheet, name, wanted)) is not None]
    if not heads:
        raise InputError(name, "empty-csv")
    sheet, head = next((one for one in heads if wanted <= set(one[1][1].values())), heads[0])
    return _file(data, name, sheet, *head)


def has_header(path: Path, required: Iterable[str]) -> bool:
    """Whether a spreadsheet has a sheet with a header of these columns; not where it cannot be read."""
    try:
        return frozenset(required) <= set(read_sheet(path, path.name, required).header)
    except InputError:
        return False


def _head(sheet: Sheet, name: str, wanted: frozenset[str]) -> tuple[int, Cells] | None:
    """Return row and cells of the header: the first row that has the wanted columns, else the first one."""
    first = islice(_rows(sheet, name, strictly_from=_NEVER), _HEAD_WITHIN)
    said = [(row, {column: text.strip() for column, text in cells.items()}) for row, cells in first if cells]
    fitting = (one for one in said if wanted <= set(one[1].values()))
    return next(fitting, said[0] if said else None)


def _file(data: bytes, name: str, sheet: Sheet, head: int, cells: Cells) -> SheetFile:
    columns = tuple(sorted(cells))
    header = tuple(cells[column] for column in columns)
    for column, text in zip(columns, header, strict=True):
        if header.count(text) > 1:
            raise InputError(_called(name, sheet, head, column), "column-twice", column=text)
    records = [Record(header, head, "")]
    for row, found in _rows(sheet, name, strictly_from=head + 1):
        if row <= head or not found:
            continue
        if beyond := found.keys() - set(columns):
            raise InputError(_called(name, sheet, row, min(beyond)), "no-column")
        records.append(Record(tuple(found.get(column, "") for column in columns), row, ""))
    return SheetFile(name, data, sheet.name, sheet.part, columns, tuple(records))


def _rows(sheet: Sheet, name: str, strictly_from: int) -> Iterator[tuple[int, Cells]]:
    """Yield number and cells of each row; a cell that is merged downwards stands in each of its rows.

    Above the row *strictly_from* what is no text is nothing.
    """
    merged: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, _ in merged_in(sheet.root, _MOST_COLUMNS):
        for number in range(top + 2, bottom + 2):
            merged.setdefault(number, []).append((top + 1, left))
    tops = {place for places in merged.values() for place in places}
    above: dict[tuple[int, int], str] = {}
    for number, row in sheet.rows:
        cells = dict(_cells(sheet, number, row, name, strictly=number >= strictly_from))
        above |= {(number, column): text for column, text in cells.items() if (number, column) in tops}
        if cells:
            cells |= {left: above[top, left] for top, left in merged.get(number, ()) if (top, left) in above}
        yield number, cells


def _cells(
    sheet: Sheet, number: int, row: etree._Element, name: str, *, strictly: bool
) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row that say something, by column."""
    for column, cell in by_column(row.iter(f"{S}c")):
        try:
            text = cell_text(sheet, cell, _called(name, sheet, number, column))
        except InputError:
            if strictly:
                raise
            text = ""
        if text:
            yield column, text


def _called(name: str, sheet: Sheet, row: int, column: int) -> str:
    return f"{name}:{sheet.name}!{letters_of(column)}{row}"
