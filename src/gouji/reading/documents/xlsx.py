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
    by_column,
    day_of,
    is_of_days,
    merged_in,
    sheets_of,
    signs_of,
)
from gouji.reading.documents import guards
from gouji.reading.documents.cells import CellSpan, indent_of
from gouji.reading.documents.model import ROW, Piece, ReadResult, join_pieces

VERSION = 3
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
    for column, cell in by_column(row.iter(f"{S}c")):
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
    >>> shown_number("0.30000000000000004", ""), shown_number("45291", "yyyy/m"), shown_number("0.5", "h:mm")
    ('0.3', '2023年12月', '12:00')
    """
    number = DIGITS.create_decimal(value)
    first = code.split(";", maxsplit=1)[0]
    literal = "".join(re.findall(r'"([^"]*)"', first))
    plain = signs_of(first)
    if is_of_days(plain):
        return _shown_date(day_of(number, epoch), plain.lower())
    if re.search("[hs]|:mm", plain, re.IGNORECASE) and not re.search("[0#]", plain.partition(".")[0]):
        return _shown_time(number, in_all="[h" in first.lower())
    if not re.search("[0#]", plain):
        return f"{number.normalize():f}"
    number = number * 100 if "%" in plain else number
    places = len(found[1]) if (found := re.search(r"\.([0#?]+)", plain)) else 0
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in plain else f"{rounded:f}"
    return f"{text}{'%' if '%' in plain else ''}{literal}"


def _shown_date(day: date, code: str) -> str:
    if "d" in code or "日" in code:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月" if "m" in code or "月" in code else f"{day.year}年"


def _shown_time(number: Decimal, *, in_all: bool) -> str:
    """Return a part of a day as hours and minutes; *in_all* counts the hours of whole days too."""
    hours, minutes = divmod(round((number if in_all else number % 1) * 1440), 60)
    return f"{hours}:{minutes:02}"
