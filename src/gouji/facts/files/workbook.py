"""A workbook with one sheet of text: whatever a cell begins with, it is no formula and no link."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def workbook(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an xlsx file: a sheet of this name, its head bold and fixed."""
    import xlsxwriter  # noqa: PLC0415  only for workbooks

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        head, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, head)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)
    return stream.getvalue()
