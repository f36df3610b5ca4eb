"""The values of the tables of a text, and its prose."""

from __future__ import annotations

from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.layout import Layout, is_number, laid_out, without_cells


def prose_and_values(text: str) -> tuple[str, list[Cell]]:
    """Return a text with blanks for its tables, and the cells with figures below their headers.

    Rows of tables are lines with tabs or bars.
    """
    read = laid_out(Document("", text, blocks_of(text), "", ""))
    prose = without_cells(text, [table for table, _ in read])
    return prose, [cell for table, layout in read for cell in _values(table, layout)]


def _values(table: Table, layout: Layout) -> list[Cell]:
    cells = dict.fromkeys(
        table.rows[row][column]
        for band in layout.bands
        for side in band.sides
        for row in band.rows
        for column in side.values
    )
    return [cell for cell in cells if cell is not None and is_number(cell.text)]
