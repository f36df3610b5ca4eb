"""The cells of a row of a Word table, and how they lie."""

from lxml import etree

from gouji.reading.documents.cells import CellSpan, indent_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Word's namespace."""
_TWIPS = 210
"""Of a character's width, in the size that most tables are set in."""


def word_cells(row: etree._Element) -> tuple[list[etree._Element], tuple[CellSpan, ...], bool]:
    """Return the cells of a row, how each lies, and whether the row is the first of its table."""
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = None if before is None else number_in(before, "val")
    spans = []
    for cell in cells:
        merged, wide = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
        continues = merged is not None and merged.get(f"{W}val") != "restart"
        columns = 1 if wide is None else max(1, number_in(wide, "val"))
        spans.append(CellSpan(columns, 0 if continues else 1, _indent(cell), column))
        column = None
    earlier = row.getprevious()
    while earlier is not None and earlier.tag != row.tag:
        earlier = earlier.getprevious()
    return cells, tuple(spans), earlier is None


def _indent(cell: etree._Element) -> int:
    """Return the indent of a cell's first paragraph, by its setting or its blanks, in characters."""
    first = cell.find(f"{W}p")
    if first is None:
        return 0
    text = "".join(found.text or "" for found in first.iter(f"{W}t"))
    setting = first.find(f"{W}pPr/{W}ind")
    twips = 0 if setting is None else sum(number_in(setting, name) for name in ("left", "start", "firstLine"))
    chars = 0 if setting is None else number_in(setting, "firstLineChars") + number_in(setting, "leftChars")
    return indent_of(text) + max(twips // _TWIPS, chars // 100)


def number_in(element: etree._Element, name: str) -> int:
    """Return a whole number among an element's attributes; 0 where it has none."""
    value = element.get(f"{W}{name}", "")
    return int(value) if value.isdecimal() else 0
