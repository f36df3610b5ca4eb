"""The cells of a row of a web page's table, and how they lie."""

import re

from selectolax.lexbor import LexborNode

from gouji.reading.documents.cells import CellSpan, indent_of

_MOST_SPANNED = 1000
_INDENT = re.compile(r"(?:padding-left|text-indent)\s*:\s*([0-9]{1,3})(?:\.[0-9]+)?(em|px|pt)", re.IGNORECASE)
_WIDTHS = {"em": 1, "px": 16, "pt": 12}
"""How many of each unit are as wide as a character."""


def page_cells(row: LexborNode) -> tuple[list[LexborNode], tuple[CellSpan, ...], bool]:
    """Return the cells of a row, how each lies, and whether the row is the first of its table."""
    cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}]
    spans = tuple(CellSpan(_span(cell, "colspan"), _span(cell, "rowspan"), _indent(cell)) for cell in cells)
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    return cells, spans, table is not None and table.css_first("tr") == row


def _indent(cell: LexborNode) -> int:
    """Return the indent of a cell, by its style or its blanks, in characters."""
    styled = _INDENT.search(cell.attributes.get("style") or "")
    width = int(styled[1]) // _WIDTHS[styled[2].lower()] if styled else 0
    return indent_of(cell.text(deep=True)) + width


def _span(cell: LexborNode, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    stated = (cell.attributes.get(name) or "").strip()
    return min(max(int(stated), 1), _MOST_SPANNED) if stated.isdecimal() else 1
