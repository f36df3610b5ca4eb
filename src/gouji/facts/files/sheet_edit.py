"""Cells of one sheet of a spreadsheet written anew; all that is not touched stays as it was, byte for byte.

The XML is changed in place: a library that reads a workbook and writes it again loses what it does not know.
"""

import io
import re
import zipfile
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field

from lxml import etree

from gouji.facts.files import packed
from gouji.facts.files.errors import InputError
from gouji.facts.files.sheets import BOOK, KIND, by_column, escaped, letters_of, numbered, relations

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
        self._rows = dict(numbered(self._data.iterchildren(f"{self._space}row")))
        self._order = sorted(self._rows)

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
        return dict(by_column(self._rows.get(number, ())))

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
