"""Spreadsheets (.xlsx) by Excel and WPS: every cell as it is shown, from the digits that the file states."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.cells import CellSpan, indent_of
from gouji.reading.documents.model import ROW, Piece, ReadResult, join_pieces

VERSION = 1
"""Of this reader: incremented whenever the same file yields a different text."""
_KIND = guards.Kind("spreadsheet", ".xlsx")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_R = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_BOOK = "xl/workbook.xml"
_MOST_COLUMNS, _MOST_CELLS = 500, 1_000_000
_FORMATS = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d", 31: "yyyy/m/d", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 57: "yyyy/m",
}  # fmt: skip
"""Formats that a file uses without defining them, by number."""
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(f"{_PLACE.pattern}:{_PLACE.pattern}")
_DIGITS = Context(prec=15)
"""A spreadsheet keeps 15 digits; further ones are the binary fraction nearest to them."""


def read(data: bytes, called: str) -> ReadResult:
    """Read a spreadsheet: the sheets that are shown in their order, a row a line; blank rows part tables.

    Raises:
        InputError: It is no spreadsheet, broken, locked, or has more than is read.
    """
    with guards.open_zip(data, called, _KIND) as archive:
        book = _part(archive, _BOOK, called)
        if book is None:
            raise InputError(called, "no-part", part=_BOOK, kind=_KIND)
        shared = _shared(_part(archive, "xl/sharedStrings.xml", called))
        styles = _styles(_part(archive, "xl/styles.xml", called))
        sheets = list(_sheets(archive, book, called))
        pieces: list[Piece] = []
        for name, root in sheets:
            if len(sheets) > 1:
                pieces.append(Piece(name))
            pieces += _rows(_Sheet(shared, styles, root), called)
    text, blocks = join_pieces(pieces)
    return ReadResult(text, blocks, f"gouji-xlsx/{VERSION} lxml {etree.__version__}")


def _part(archive: zipfile.ZipFile, name: str, called: str) -> etree._Element | None:
    """Return the XML of a part, in the usual one of its two namespaces; None if there is no such part."""
    data = guards.read_member(archive, name, called, _KIND)
    if data is None:
        return None
    for strict, usual in ((_STRICT, _S), (_STRICT_R, _R)):
        data = data.replace(strict[1:-1].encode(), usual[1:-1].encode())
    return guards.parse_xml(data, name, called, _KIND)


def _sheets(
    archive: zipfile.ZipFile, book: etree._Element, called: str
) -> Iterator[tuple[str, etree._Element]]:
    """Yield the name and the content of every sheet that is shown."""
    relations = _part(archive, "xl/_rels/workbook.xml.rels", called)
    targets = {} if relations is None else {one.get("Id", ""): one.get("Target", "") for one in relations}
    for sheet in book.iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{_R}id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        root = _part(archive, path, called) if sheet.get("state", "visible") == "visible" else None
        if root is not None:
            yield sheet.get("name", ""), root


def _shared(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_text(item) for item in root.iter(f"{_S}si")]


def _text(item: etree._Element) -> str:
    """Return the characters of a text, without the readings above them."""
    return "".join(
        found.text or ""
        for found in item.iter(f"{_S}t")
        if next(found.iterancestors(f"{_S}rPh"), None) is None
    )


class _Style(NamedTuple):
    """How a cell is shown: its number format, and its indent in characters."""

    code: str = ""
    indent: int = 0


def _styles(root: etree._Element | None) -> list[_Style]:
    if root is None:
        return []
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
    used = root.find(f"{_S}cellXfs")
    found = []
    for style in () if used is None else used:
        number, alignment = style.get("numFmtId", "0"), style.find(f"{_S}alignment")
        code = own.get(number) or _FORMATS.get(int(number) if number.isdecimal() else 0, "")
        indent = "0" if alignment is None else alignment.get("indent", "0")
        found.append(_Style(code, int(indent) if indent.isdecimal() else 0))
    return found


class _Sheet(NamedTuple):
    """A sheet with what its cells refer to: texts, and styles."""

    shared: list[str]
    styles: list[_Style]
    root: etree._Element


def _rows(sheet: _Sheet, called: str) -> Iterator[Piece]:
    """Yield the rows of a sheet that have a cell with text."""
    merged, opens, cells, last = _merged(sheet.root), True, 0, -1
    for number, row in enumerate(sheet.root.iter(f"{_S}row")):
        at = int(row.get("r", "")) - 1 if row.get("r", "").isdecimal() else number
        shown = dict(_cells(sheet, row)) if row.get("hidden") not in {"1", "true"} else {}
        cells += len(shown)
        if cells > _MOST_CELLS:
            raise InputError(called, "many-cells", most=_MOST_CELLS)
        if not any(text for text, _ in shown.values()):
            continue
        # A blank row parts tables.
        opens, last = at > last + 1 or last < 0, at
        texts, spans, column = [], [], 0
        while column <= max(shown):
            text, style = shown.get(column, ("", _Style()))
            columns, rows = merged.get((at, column), (1, 1))
            texts.append(" ".join(text.split()))
            spans.append(CellSpan(columns, rows, style.indent + indent_of(text)))
            column += columns
        yield Piece("\t".join(texts).rstrip("\t"), ROW, cells=tuple(spans), opens=opens)


def _cells(sheet: _Sheet, row: etree._Element) -> Iterator[tuple[int, tuple[str, _Style]]]:
    """Yield the cells of a row by column, each with its text as shown."""
    for index, cell in enumerate(row.iter(f"{_S}c")):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else index
        style = cell.get("s", "")
        known = style.isdecimal() and int(style) < len(sheet.styles)
        shown = sheet.styles[int(style)] if known else _Style()
        if column < _MOST_COLUMNS:
            yield column, (_shown(sheet, cell, shown.code), shown)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _merged(root: etree._Element) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return how many columns and rows a cell spans, by its place; rows 0 where the cell above goes on."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for one in root.iter(f"{_S}mergeCell"):
        ends = _RANGE.fullmatch(one.get("ref", ""))
        top, bottom = (int(ends[2]) - 1, int(ends[4]) - 1) if ends else (0, 0)
        if ends and bottom - top <= _MOST_MERGED:
            left, right = _column(ends[1]), min(_column(ends[3]), _MOST_COLUMNS)
            columns = max(1, right - left + 1)
            found[top, left] = columns, bottom - top + 1
            found |= {(row, left): (columns, 0) for row in range(top + 1, bottom + 1)}
    return found


_MOST_MERGED = 10_000


def _shown(sheet: _Sheet, cell: etree._Element, code: str) -> str:
    """Return the text of a cell as it is shown; of an error, nothing."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
    if kind == "inlineStr":
        return _text(cell)
    if kind == "s":
        return sheet.shared[int(value)] if value.isdecimal() and int(value) < len(sheet.shared) else ""
    if kind == "n" and value:
        try:
            return shown_number(value, code)
        except (InvalidOperation, ValueError, OverflowError):
            return ""
    return value if kind == "str" else ""


def shown_number(value: str, code: str) -> str:
    """Return a number as a format shows it.

    >>> shown_number("0.125", "0.0%"), shown_number("1234.5", "#,##0.00")
    ('12.5%', '1,234.50')
    >>> shown_number("0.30000000000000004", "")
    '0.3'
    """
    number = _DIGITS.create_decimal(value)
    first = code.split(";", maxsplit=1)[0]
    literal = "".join(re.findall(r'"([^"]*)"', first))
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", first)
    if re.search("[ymd年月日]", plain, re.IGNORECASE):
        return _shown_date(number, plain)
    if not re.search("[0#]", plain):
        return f"{number.normalize():f}"
    number = number * 100 if "%" in plain else number
    places = len(found[1]) if (found := re.search(r"\.([0#?]+)", plain)) else 0
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in plain else f"{rounded:f}"
    return f"{text}{'%' if '%' in plain else ''}{literal}"


_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet, by which all days from March 1900 on are right."""


def _shown_date(number: Decimal, code: str) -> str:
    day = _EPOCH + timedelta(days=int(number))
    if "d" not in code.lower() and "日" not in code:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"
