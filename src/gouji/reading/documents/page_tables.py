"""Tables of a page, by the rules drawn on it: which characters stand in which cell."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.page_runs import Character, Run, join_texts, row_text, rows_of, runs_of
from gouji.reading.documents.ruled_grids import Box, Grid, Rule, grids_of, place_of, places

_MOST_GRIDS = 50
_SAME = 3.0
"""In points: how far the sides of the same cells on two pages lie apart at most."""
_CENTRED = 0.3
"""In font sizes: how much the blanks at both sides of a text in the middle of its cell differ at most."""
_FIGURE = re.compile(r"[-+−－(（]?[0-9][0-9,，.]*[%％)）]?|[-—－–/…]*")


class DrawnCell(NamedTuple):
    """A cell of a row as it is drawn.

    Attributes:
        text: Its characters, its lines joined.
        left: Where it begins, in points.
        right: Where it ends, in points.
        rows: How many rows it spans; 0 where the cell above it goes on.
        indent: How far its text is indented, in characters.
    """

    text: str
    left: float
    right: float
    rows: int = 1
    indent: int = 0


class PageTable(NamedTuple):
    """A table, or the part of one that stands on a page: where it lies, and its rows of cells."""

    left: float
    right: float
    middle: float
    rows: list[tuple[DrawnCell, ...]]
    size: float = 1.0


def tables_on(chars: Sequence[Character], rules: Sequence[Rule]) -> tuple[list[PageTable], list[Character]]:
    """Return the tables of a page (of grids in one another the inner), and characters that are in none."""
    tables: list[PageTable] = []
    others = list(chars)
    for grid in sorted(grids_of(rules), key=_area)[:_MOST_GRIDS]:
        inside, outside = _parted(others, grid)
        lines = {box: rows_of(runs_of(found)) for box, found in inside.items()}
        if _is_table(lines):
            tables.append(_table(grid, lines))
            others = outside
    return tables, others


_Lines = dict[Box, list[list[Run]]]
"""The lines in each cell, each a row of runs."""


def _area(grid: Grid) -> float:
    return (grid.across[-1] - grid.across[0]) * (grid.down[-1] - grid.down[0])


def _parted(chars: Iterable[Character], grid: Grid) -> tuple[dict[Box, list[Character]], list[Character]]:
    """Return the characters in each cell of a grid, and those in none."""
    inside: defaultdict[Box, list[Character]] = defaultdict(list)
    outside = []
    for char in chars:
        box = grid.box_at((char.left + char.right) / 2, -(char.bottom + char.top) / 2)
        if box is None:
            outside.append(char)
        elif inside[box] or not char.text.isspace():
            inside[box].append(char)
    return {box: found for box, found in inside.items() if found}, outside


def _is_table(inside: Iterable[Box]) -> bool:
    """Whether two cells with text stand beside one another."""
    rows = Counter(box.row for box in inside)
    return max(rows.values(), default=0) > 1


def _table(grid: Grid, lines: _Lines) -> PageTable:
    left, right = grid.across[0], grid.across[-1]
    indents = dict(_indents(grid, lines))
    rows = []
    for row in range(len(grid.down) - 1):
        boxes = dict.fromkeys(grid.boxes[row, column] for column in range(len(grid.across) - 1))
        rows.append(tuple(_cell(grid, box, row, lines, indents.get(box, 0)) for box in boxes))
    return PageTable(left, right, -(grid.down[0] + grid.down[-1]) / 2, rows)


def _cell(grid: Grid, box: Box, row: int, lines: _Lines, indent: int) -> DrawnCell:
    left, right = grid.across[box.column], grid.across[box.column + box.columns]
    if box.row < row:
        return DrawnCell("", left, right, 0)
    return DrawnCell(_text(lines.get(box, [])), left, right, box.rows, indent)


def _text(lines: list[list[Run]]) -> str:
    texts = [text.replace("\t", " ") for line in lines if (text := row_text(line))]
    return join_texts(texts) if texts else ""


def _indents(grid: Grid, lines: _Lines) -> Iterator[tuple[Box, int]]:
    """Yield how far texts are indented beyond the leftmost of their column; those in the middle are not."""
    least: dict[int, float] = {}
    for box, found in lines.items():
        least[box.column] = min(least.get(box.column, float("inf")), _left(found))
    for box, found in lines.items():
        size, left = found[0][0].size, _left(found[:1])
        before = _left(found) - grid.across[box.column]
        behind = grid.across[box.column + box.columns] - max(run.right for line in found for run in line)
        if abs(before - behind) > _CENTRED * size and not _FIGURE.fullmatch(_text(found)):
            yield box, int((left - least[box.column]) / size + _CENTRED)


def _left(lines: list[list[Run]]) -> float:
    """Return where the first character of lines stands that is no blank."""
    return min(char.left for line in lines for run in line for char in run.chars if not char.text.isspace())


class _Sides(Protocol):
    @property
    def left(self) -> float: ...

    @property
    def right(self) -> float: ...


def have_same_sides(one: _Sides, two: _Sides) -> bool:
    """Whether what stands on two pages begins and ends at the same places from the left."""
    return abs(one.left - two.left) < _SAME and abs(one.right - two.right) < _SAME


def going_on(before: Sequence[DrawnCell], row: Sequence[DrawnCell]) -> tuple[DrawnCell, ...]:
    """Return a page's first row of a table; tall cells without text go on there."""
    kept = []
    for cell in row:
        above = [one for one in before if have_same_sides(one, cell) and (not one.rows or cell.rows > 1)]
        kept.append(cell._replace(rows=0) if above and not cell.text else cell)
    return tuple(kept)


def row_spans(rows: Sequence[tuple[DrawnCell, ...]]) -> Iterator[tuple[CellSpan, ...]]:
    """Yield how the cells of each row of a table lie, by where cells of any row begin and end."""
    edges = places(edge for cells in rows for cell in cells for edge in (cell.left, cell.right))
    for cells in rows:
        spans = []
        for cell in cells:
            first, behind = place_of(cell.left, edges), place_of(cell.right, edges)
            spans.append(CellSpan(max(behind - first, 1), min(cell.rows, 1), cell.indent, first))
        yield tuple(spans)
