"""The cells of a row of a web page's table, and how they lie."""

from selectolax.lexbor import LexborNode

from gouji.reading.documents.cells import CellSpan, indent_of

_MOST_SPANNED = 1000


def page_cells(row: LexborNode) -> tuple[list[LexborNode], tuple[CellSpan, ...], bool]:
    """Return the cells of a row, how each lies, and whether the row is the first of its table."""
    cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}]
    spans = tuple(
        CellSpan(_span(cell, "colspan"), _span(cell, "rowspan"), indent_of(cell.text(deep=True)))
        for cell in cells
    )
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    return cells, spans, table is not None and table.css_first("tr") == row


def _span(cell: LexborNode, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    stated = (cell.attributes.get(name) or "").strip()
    return min(max(int(stated), 1), _MOST_SPANNED) if stated.isdecimal() else 1
