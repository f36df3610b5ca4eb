"""PDF: lines are assembled from the positions of characters, and paragraphs from lines.

Of two columns the left is read first. Page numbers, and lines at a page's edge that other pages repeat,
are left out. Words and figures that a line break splits are joined again.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.model import ROW, Piece, ReadResult, join_pieces
from gouji.reading.documents.page_runs import Character, Run, join_texts, row_text, rows_of, runs_of
from gouji.reading.documents.page_tables import (
    DrawnCell,
    PageTable,
    aligned_tables,
    are_same_columns,
    ruled_tables,
    spans_of,
)
from gouji.reading.documents.ruled_grids import Rule, places

VERSION = 2
"""Of this reader: incremented whenever the same file yields a different text."""
_KIND = guards.Kind("PDF", ".pdf")
_PAGES = "gouji.reading.documents.pdf_pages"
_EDGE_SHARE = 0.11
"""Headers and page numbers stand within this share of a page's height from its edge."""
_PAGE_NUMBER = re.compile(
    r"[-–—－ .]*(?:第?\s*[0-9]{1,4}\s*页?(?:\s*[,，/]?\s*共?\s*[0-9]{1,4}\s*页?)?)[-–—－ .]*"
)
_DIGITS = re.compile("[0-9]+")
_INDENT, _SHORT = 1.2, 1.9
"""In font sizes: least indent of a paragraph's first line, and least blank after its last."""
_APART, _OTHER_SIZE = 1.75, 1.18
"""Least gap between paragraphs, in usual distances of lines; least ratio of two font sizes that differ."""
_BESIDE = 0.6
"""Least share of the left column's runs that have one beside them in the right."""
_COLUMN_SHARE = 0.25
"""Least share of a page's characters in each of two columns."""


_Placed = Run | PageTable


class Line(NamedTuple):
    """A line of a column.

    Attributes:
        left: Where it begins, in points.
        right: Where it ends, in points.
        middle: Height of its middle above the page's lower edge, in points.
        size: Font size.
        column: 0; 1 in the right of two columns; -1 across both.
        page: From 1.
        edge: Whether it stands at the upper or lower edge of its page.
        cells: Of a row of a table, its cells.
        edges: Where the columns begin and end if it is the first row of its table on the page.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float
    column: int
    page: int
    edge: bool
    cells: tuple[DrawnCell, ...] = ()
    edges: tuple[float, ...] = ()


def read(data: bytes, called: str) -> ReadResult:
    """Read a PDF; the lines of its pages come from a process of its own.

    Raises:
        InputError: It is empty, broken, locked, too long, takes too much time or memory, or holds no text.
    """
    if not data:
        raise InputError(called, "empty-file", kind=_KIND)
    written = guards.run_reader(_PAGES, data, called, _KIND)
    pages = [[_line(*line) for line in page] for page in json.loads(written)]
    text, blocks = join_pieces(_paragraphs(pages))
    if not text.strip():
        raise InputError(called, "no-text-in-pdf")
    return ReadResult(text, blocks, f"gouji-pdf/{VERSION} pypdfium2 {version('pypdfium2')}")


def _line(*values: Any) -> Line:
    """Return a line from its values as JSON has them."""
    return Line(*values)._replace(cells=tuple(DrawnCell(*cell) for cell in values[8]))


def page_lines(chars: list[Character], rules: list[Rule], page: int, height: float) -> list[Line]:
    """Return a page's lines in reading order, of its characters in the order of the file.

    Pages are counted from 1, their height is in points.
    """
    ruled, others = ruled_tables(chars, rules)
    aligned, runs = aligned_tables(rows_of(runs_of(others)))
    lines: list[Line] = []
    for column, inside in _by_column([*runs, *ruled, *aligned], _gutter(runs)):
        prose = rows_of(one for one in inside if isinstance(one, Run))
        found = [_prose_line(row, column, page, height) for row in prose]
        for table in inside:
            found += _table_rows(table, column, page) if isinstance(table, PageTable) else ()
        lines += sorted(found, key=lambda line: -line.middle)  # rows of one table are at one height
    return [line for line in lines if line.text]


def _prose_line(row: list[Run], column: int, page: int, height: float) -> Line:
    text = row_text(row)
    middle, size = median(run.middle for run in row), median(run.size for run in row)
    edge = not _EDGE_SHARE * height < middle < (1 - _EDGE_SHARE) * height
    left, right = min(run.left for run in row), max(run.right for run in row)
    return Line(text, left, right, middle, size, column, page, edge)


def _table_rows(table: PageTable, column: int, page: int) -> Iterator[Line]:
    edges = tuple(table.edges)
    for cells in table.rows:
        if any(cell.text for cell in cells):
            text = "\t".join(cell.text for cell in cells).rstrip("\t")
            place = table.left, table.right, table.middle, 0.0, column, page, False
            yield Line(text, *place, cells, edges)
            edges = ()


def _gutter(runs: list[Run]) -> float | None:
    """Return where the blank between two columns is; None on a page with one column."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    total = sum(len(run.chars) for run in runs)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        at = left + (right - left) * step / 100
        crossing = sum(len(run.chars) for run in runs if run.left < at < run.right)
        one = sum(len(run.chars) for run in runs if run.right <= at)
        two = sum(len(run.chars) for run in runs if run.left >= at)
        sides = min(one, two) > _COLUMN_SHARE * total and crossing < 0.15 * total
        if sides and _side_by_side(runs, at) and (best is None or crossing < best[0]):
            best = crossing, at
    return None if best is None else best[1]


def _side_by_side(runs: list[Run], at: float) -> bool:
    """Whether both sides have runs at the same heights; if not, the blank is only beside short lines."""
    right = sorted(run.middle for run in runs if run.left >= at)
    left = [run for run in runs if run.right <= at]
    beside = sum(_is_among(run.middle, right, run.size) for run in left)
    return bool(left) and beside >= _BESIDE * len(left)


def _is_among(value: float, ordered: list[float], apart: float) -> bool:
    """Whether one of some values is less than *apart* from another."""
    return bisect_right(ordered, value - apart) < bisect_left(ordered, value + apart)


def _by_column(placed: list[_Placed], gutter: float | None) -> list[tuple[int, list[_Placed]]]:
    """Return what stands on a page by column, in reading order; what is across both ends what is above it."""
    if gutter is None:
        return [(0, placed)]
    found: list[tuple[int, list[_Placed]]] = [(0, []), (1, [])]
    for one in sorted(placed, key=lambda one: -one.middle):
        if one.left < gutter < one.right:
            found += [(-1, [one]), (0, []), (1, [])]
        else:
            found[-1 if one.left >= gutter else -2][1].append(one)
    return [(column, inside) for column, inside in found if inside]


def _paragraphs(pages: list[list[Line]]) -> list[Piece]:
    """Join the lines of all pages into paragraphs, each on the page of its first line."""
    repeated = _repeated(pages)
    lines = [line for page in pages for line in _without_edges(page, repeated)]
    if not lines:
        return []
    prose = [line for line in lines if not line.cells]
    usual, ends = _usual_distance(prose), _column_ends(prose)
    found = [[lines[0]]]
    for one, two in pairwise(lines):
        if _is_same_table(found[-1], two) or not (two.cells or _new_paragraph(one, two, ends, usual)):
            found[-1].append(two)
        else:
            found.append([two])
    return [piece for group in found for piece in _pieces(group)]


def _pieces(group: list[Line]) -> Iterator[Piece]:
    """Yield the paragraph that lines make, or each row of a table."""
    if not group[0].cells:
        yield Piece(join_texts(line.text for line in group), page=group[0].page)
        return
    openers = [line.edges for line in group if line.edges]
    alike = len(set(map(len, openers))) == 1
    shared = places(edge for edges in openers for edge in edges)
    edges: Sequence[float] = ()
    spans: tuple[CellSpan, ...] = ()
    for line in group:
        edges = (line.edges if alike else shared) if line.edges else edges
        spans = spans_of(line.cells, edges, spans if line.edges else ())
        yield Piece(line.text, ROW, line.page, spans, opens=line is group[0])


def _is_same_table(rows: list[Line], line: Line) -> bool:
    """Whether a row goes on with a table: on the next page, where it lies between the same edges."""
    if not line.cells or not rows[-1].cells or not line.edges:
        return bool(line.cells and rows[-1].cells)
    opener = next(row for row in reversed(rows) if row.edges)
    return line.page == rows[-1].page + 1 and are_same_columns(opener.edges, line.edges)


_OUTER = 2
"""Most lines at each end of a page that can be its header or footer."""


def _outer(page: list[Line]) -> list[Line]:
    """Return the outermost lines of a page that stand at its edge."""
    rows = sorted(page, key=lambda line: line.middle)
    return [line for line in (*rows[:_OUTER], *rows[max(_OUTER, len(rows) - _OUTER) :]) if line.edge]


def _repeated(pages: list[list[Line]]) -> frozenset[str]:
    """Return the lines at an edge that two pages, and a third of all, have; digits are not compared."""
    seen = Counter(key for page in pages for key in {_digits_as_zeros(line) for line in _outer(page)})
    return frozenset(key for key, count in seen.items() if count >= 2 and 3 * count >= len(pages))


def _digits_as_zeros(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _without_edges(page: list[Line], repeated: frozenset[str]) -> list[Line]:
    """Return a page's lines without its header, footer and number."""
    outer = _outer(page)
    return [
        line
        for line in page
        if not (line in outer and (_PAGE_NUMBER.fullmatch(line.text) or _digits_as_zeros(line) in repeated))
    ]


def _usual_distance(lines: list[Line]) -> float:
    gaps = [
        one.middle - two.middle
        for one, two in pairwise(lines)
        if one.page == two.page and one.middle > two.middle
    ]
    return median(gaps) if gaps else 0.0


def _column_ends(lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Return where the lines of each page's columns begin at the left, and end at the right."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        left, right = found.get((line.page, line.column), (line.left, line.right))
        found[line.page, line.column] = min(left, line.left), max(right, line.right)
    return found


def _new_paragraph(
    one: Line, two: Line, ends: dict[tuple[int, int], tuple[float, float]], usual: float
) -> bool:
    if (
        one.cells
        or max(one.size, two.size) > _OTHER_SIZE * min(one.size, two.size)
        or "\t" in one.text + two.text
    ):
        return True
    if -1 in {one.column, two.column} and one.column != two.column:
        return True
    left, right = ends[two.page, two.column][0], ends[one.page, one.column][1]
    if two.left > left + _INDENT * two.size or one.right < right - _SHORT * one.size:
        return True
    near = one.page == two.page and one.column == two.column
    return near and usual > 0 and one.middle - two.middle > _APART * usual
