"""Spreadsheets (.xlsx) by Excel and WPS: every cell as it is shown, from the digits that the file states."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from gouji.facts.files.errors import InputError
from gouji.facts.files.sheets import (
    DIGITS,
    EPOCH,
    KIND,
    S,
    Sheet,
    Style,
    day_of,
    merged_in,
    place_of,
    sheets_of,
)
from gouji.reading.documents import guards
from gouji.reading.documents.cells import CellSpan, indent_of
from gouji.reading.documents.model import ROW, Piece, ReadResult, join_pieces

VERSION = 2
"""Of this reader: incremented whenever the same file yields a different text."""
_MOST_COLUMNS, _MOST_CELLS = 500, 1_000_000


def read(data: bytes, called: str) -> ReadResult:
    """Read a spreadsheet: the sheets that are shown in their order, a row a line; blank rows part tables.

    Raises:
        InputError: It is no spreadsheet, broken, locked, or has more than is read.
    """
    with guards.open_zip(data, called, KIND) as archive:
        sheets = sheets_of(archive, called)
        pieces: list[Piece] = []
        for sheet in sheets:
            if len(sheets) > 1:
                pieces.append(Piece(sheet.name))
            pieces += _rows(sheet, called)
    text, blocks = join_pieces(pieces)
    return ReadResult(text, blocks, f"gouji-xlsx/{VERSION} lxml {etree.__version__}")


def _rows(sheet: Sheet, called: str) -> Iterator[Piece]:
    """Yield the rows of a sheet that have a cell with text."""
    merged, opens, cells, last = _merged(sheet.root), True, 0, -1
    for number, row in sheet.rows:
        at = number - 1
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
            text, style = shown.get(column, ("", Style()))
            columns, rows = merged.get((at, column), (1, 1))
            texts.append(" ".join(text.split()))
            spans.append(CellSpan(columns, rows, style.indent + indent_of(text)))
            column += columns
        yield Piece("\t".join(texts).rstrip("\t"), ROW, cells=tuple(spans), opens=opens)


def _cells(sheet: Sheet, row: etree._Element) -> Iterator[tuple[int, tuple[str, Style]]]:
    """Yield the cells of a row by column, each with its text as shown."""
    for index, cell in enumerate(row.iter(f"{S}c")):
        place = place_of(cell.get("r", ""))
        column = place[1] if place else index
        shown = sheet.style_of(cell)
        if column < _MOST_COLUMNS:
            yield column, (_shown(sheet, cell, shown.code), shown)


def _merged(root: etree._Element) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return how many columns and rows a cell spans, by its place; rows 0 where the cell above goes on."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merged_in(root, _MOST_COLUMNS):
        columns = max(1, right - left + 1)
        found[top, left] = columns, bottom - top + 1
        found |= {(row, left): (columns, 0) for row in range(top + 1, bottom + 1)}
    return found


def _shown(sheet: Sheet, cell: etree._Element, code: str) -> str:
    """Return the text of a cell as it is shown; of an error, nothing."""
    value = cell.findtext(f"{S}v") or ""
    if cell.get("t", "n") == "n" and value:
        try:
            return shown_number(value, code, sheet.epoch)
        except (InvalidOperation, ValueError, OverflowError):
            return ""
    return sheet.text_of(cell)


def shown_number(value: str, code: str, epoch: date = EPOCH) -> str:
    """Return a number as a format shows it.

    >>> shown_number("0.125", "0.0%"), shown_number("1234.5", "#,##0.00")
    ('12.5%', '1,234.50')
    >>> shown_number("0.30000000000000004", "")
    '0.3'
    """
    number = DIGITS.create_decimal(value)
    first = code.split(";", maxsplit=1)[0]
    literal = "".join(re.findall(r'"([^"]*)"', first))
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", first)
    if re.search("[ymd年月日]", plain, re.IGNORECASE):
        return _shown_date(day_of(number, epoch), plain)
    if not re.search("[0#]", plain):
        return f"{number.normalize():f}"
    number = number * 100 if "%" in plain else number
    places = len(found[1]) if (found := re.search(r"\.([0#?]+)", plain)) else 0
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in plain else f"{rounded:f}"
    return f"{text}{'%' if '%' in plain else ''}{literal}"


def _shown_date(day: date, code: str) -> str:
    if "d" not in code.lower() and "日" not in code:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"
