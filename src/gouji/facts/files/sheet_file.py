"""A table of facts in a spreadsheet (.xlsx), read as text, and written back with all else as it was.

Any sheet that is shown may hold it, below other rows; cells that are merged downwards hold for each row.
What is written changes cells of this one sheet: formats, widths, filters, other sheets and charts stay, byte
for byte. The XML is changed in place: a library that reads a workbook and writes it again loses what it does
not know.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import etree

from gouji.facts.files import packed
from gouji.facts.files.csv_file import Record
from gouji.facts.files.errors import InputError
from gouji.facts.files.sheets import (
    BOOK,
    KIND,
    S,
    Sheet,
    cell_text,
    escaped,
    letters_of,
    merged_in,
    place_of,
    relations,
    sheets_of,
)

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
        data: Its bytes.
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
    for index, cell in enumerate(row.iter(f"{S}c")):
        place = place_of(cell.get("r", ""))
        column = place[1] if place else index
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


_RANGE = re.compile(
    r"(?P<first>\$?[A-Z]{1,3}\$?(?P<top>[0-9]+)):(?P<column>\$?[A-Z]{1,3}\$?)(?P<bottom>[0-9]+)"
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FILTER = "_xlnm._FilterDatabase"


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be written.

    Attributes:
        cells: New texts, by row (counted from 1) and column (from 0); an empty one leaves a blank cell.
        last: The last row of the table, below which rows are added.
        added: The cells of each new row, by column.
        model: The row that new ones look like; 0 where there is none.
    """

    cells: Mapping[tuple[int, int], str]
    last: int = 0
    added: Sequence[Mapping[int, str]] = field(default=())
    model: int = 0


def edited(data: bytes, name: str, edits: Edits, called: str) -> bytes:
    """Return the bytes of a spreadsheet with edits in the sheet of part *name*.

    Raises:
        InputError: A cell that would be written holds a formula.
    """
    with packed.open_zip(data, called, KIND) as archive:
        parts = {name: _sheet(_raw(archive, name, called), edits, called)}
        if edits.added:
            tables = [one for one in relations(archive, name, called).values() if "/tables/" in one]
            parts |= {one: _table(_raw(archive, one, called), edits) for one in tables}
        book = _book(_raw(archive, BOOK, called), name, archive, edits, called)
        parts |= {} if book is None else {BOOK: book}
        return _packed(archive, {key: _written(root) for key, root in parts.items()})


def _packed(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return an archive with other content of some members, all in the order and with the dates of old."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in archive.infolist():
            content = changed.get(member.filename)
            new.writestr(copy(member), archive.read(member) if content is None else content)
    return stream.getvalue()


def _raw(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element:
    """Return the XML of a part as it is, in whichever namespace."""
    data = packed.read_member(archive, name, called, KIND)
    if data is None:
        raise InputError(called, "no-part", part=name, kind=KIND)
    return packed.parse_xml(data, name, called, KIND)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class _Grid:
    """The rows and cells of a sheet, found or made at their places."""

    def __init__(self, root: etree._Element, called: str) -> None:
        self._called = called
        self._space = root.tag[: root.tag.index("}") + 1]
        self._data: etree._Element = next(root.iterchildren(f"{self._space}sheetData"))
        self._rows = dict(self._numbered())
        self._order = sorted(self._rows)

    def _numbered(self) -> Iterator[tuple[int, etree._Element]]:
        for position, row in enumerate(self._data.iterchildren(f"{self._space}row"), start=1):
            given = row.get("r", "")
            yield int(given) if given.isdecimal() else position, row

    def row(self, number: int) -> etree._Element:
        """Return a row; a new one stands before those of higher numbers."""
        if number not in self._rows:
            made = etree.Element(f"{self._space}row", r=str(number))
            self._data.insert(bisect_left(self._order, number), made)
            insort(self._order, number)
            self._rows[number] = made
        return self._rows[number]

    def cells(self, number: int) -> dict[int, etree._Element]:
        """Return the cells of a row, by column."""
        found = {}
        for index, cell in enumerate(self._rows.get(number, ())):
            place = place_of(cell.get("r", ""))
            found[place[1] if place else index] = cell
        return found

    def write(self, number: int, column: int, text: str, style: str | None) -> None:
        """Write a text, or leave the cell blank; *style* is that of a cell that is not there yet."""
        row, cells = self.row(number), self.cells(number)
        cell = cells.get(column)
        if cell is None:
            if not text and style is None:
                return
            cell = etree.Element(f"{self._space}c", r=f"{letters_of(column)}{number}")
            if style is not None:
                cell.set("s", style)
            row.insert(sum(one < column for one in cells), cell)
            row.attrib.pop("spans", "")
        elif cell.find(f"{self._space}f") is not None:
            raise InputError(f"{self._called}:{letters_of(column)}{number}", "formula-cell")
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", "")
        if text:
            cell.set("t", "inlineStr")
            place = etree.SubElement(etree.SubElement(cell, f"{self._space}is"), f"{self._space}t")
            place.text = escaped(text)
            place.set(_SPACE, "preserve")

    def like(self, number: int, model: int) -> None:
        """Give a row the height and the formats of another one."""
        row, other = self.row(number), self._rows[model]
        for key, value in other.attrib.items():
            if key not in {"r", "spans", "hidden"}:
                row.set(key, row.get(key, value))
        for column, cell in self.cells(model).items():
            if column not in self.cells(number):
                self.write(number, column, "", cell.get("s"))


def _sheet(root: etree._Element, edits: Edits, called: str) -> etree._Element:
    grid = _Grid(root, called)
    for (row, column), text in edits.cells.items():
        left = grid.cells(row).get(column - 1)
        grid.write(row, column, text, None if left is None else left.get("s"))
    for number, cells in enumerate(edits.added, start=edits.last + 1):
        if edits.model:
            grid.like(number, edits.model)
        for column, text in cells.items():
            grid.write(number, column, text, None)
    _grow(root, edits)
    return root


def _grow(root: etree._Element, edits: Edits) -> None:
    """Let the filter, the conditional formats and the validations of a sheet go on to its last row."""
    space = root.tag[: root.tag.index("}") + 1]
    for one in root.findall(f"{space}dimension"):
        root.remove(one)
    for one in root.iter(f"{space}autoFilter", f"{space}conditionalFormatting", f"{space}dataValidation"):
        for key in ("ref", "sqref"):
            if key in one.attrib:
                one.set(key, _longer(one.get(key, ""), edits))


def _longer(ranges: str, edits: Edits) -> str:
    """Return ranges of cells, those that end with the table as long as it is now."""

    def longer(found: re.Match[str]) -> str:
        ends = int(found["bottom"]) == edits.last and int(found["top"]) <= edits.last
        bottom = edits.last + len(edits.added) if ends else int(found["bottom"])
        return f"{found['first']}:{found['column']}{bottom}"

    return _RANGE.sub(longer, ranges) if edits.added else ranges


def _table(root: etree._Element, edits: Edits) -> etree._Element:
    """Return a table (of Excel's own) that goes on to the last row, unless its last one sums up."""
    if root.get("totalsRowCount", "0") == "0":
        for one in (root, *root.iterchildren()):
            if "ref" in one.attrib:
                one.set("ref", _longer(one.get("ref", ""), edits))
    return root


def _book(
    root: etree._Element, name: str, archive: zipfile.ZipFile, edits: Edits, called: str
) -> etree._Element | None:
    """Return the workbook with its formulas to be computed anew, and the filter as long as the table.

    None where neither is there.
    """
    space, before = root.tag[: root.tag.index("}") + 1], deepcopy(root)
    targets = relations(archive, BOOK, called)
    own = {
        str(at)
        for at, sheet in enumerate(root.iter(f"{space}sheet"))
        if name in {targets.get(str(value)) for value in sheet.attrib.values()}
    }
    for one in root.iter(f"{space}definedName"):
        if one.get("name") == _FILTER and one.get("localSheetId") in own and one.text:
            one.text = _longer(one.text, edits)
    if "xl/calcChain.xml" in archive.NameToInfo:
        for one in root.iter(f"{space}calcPr"):
            one.set("fullCalcOnLoad", "1")
    return None if etree.tostring(before) == etree.tostring(root) else root
