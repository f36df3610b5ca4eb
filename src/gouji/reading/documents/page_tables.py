"""Tables of a page: which of its characters stand in which cell, by rules that are drawn or thought of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.page_runs import (
    Character,
    Run,
    is_figure,
    join_texts,
    row_text,
    rows_of,
    runs_of,
)
from gouji.reading.documents.ruled_grids import Grid, Place, Rule, grid_of, grids_of, place_of, places

_MOST_GRIDS = 50
_LISTED = 3
"""Lines in a cell, each a figure, that are no single one that line ends break."""
_SAME = 3.0
"""In points: how far the sides of the same cells on two pages lie apart at most."""
_CENTRED = 0.3
"""In font sizes: how much the blanks at both sides of a text in the middle of its cell differ at most."""


class DrawnCell(NamedTuple):
    """A cell of a row as it is drawn.

    Attributes:
        text: Its characters, its lines joined.
        left: Where it begins, in points.
        right: Where it ends.
        indent: How far its text is indented, in characters.
        goes_on: The cell above it goes on in it.
    """

    text: str
    left: float
    right: float
    indent: int = 0
    goes_on: bool = False


class PageTable(NamedTuple):
    """A table, or the part of one that stands on a page: where it lies, and its rows of cells."""

    left: float
    right: float
    middle: float
    rows: list[tuple[DrawnCell, ...]]


Lines = dict[Place, list[list[Run]]]
"""The lines in each cell that has text, each a row of runs."""


def ruled_tables(chars: list[Character], rules: Sequence[Rule]) -> tuple[list[PageTable], list[Character]]:
    """Return the tables that rules make (of grids in one another the inner), and what characters are left."""
    tables: list[PageTable] = []
    for grid in sorted(grids_of(rules), key=_area)[:_MOST_GRIDS]:
        lines, others = _parted(chars, grid)
        if max(Counter(row for row, _ in lines).values(), default=0) > 1:
            finer = grid_of([*grid.rules, *_between_figures(grid, lines)]) or grid
            tables.append(_table(finer, _parted(chars, finer)[0]))
            chars = others
    return tables, chars


def _area(grid: Grid) -> float:
    return (grid.across[-1] - grid.across[0]) * (grid.down[-1] - grid.down[0])


def _parted(chars: Iterable[Character], grid: Grid) -> tuple[Lines, list[Character]]:
    """Return the lines in each cell of a grid, and the characters in none."""
    owners = {
        (row, column): (top, span[0])
        for row, cells in enumerate(grid.cells)
        for span, top in cells.items()
        for column in range(*span)
    }
    inside: defaultdict[Place, list[Character]] = defaultdict(list)
    outside = []
    for char in chars:
        row = place_of(-(char.bottom + char.top) / 2, grid.down)
        place = owners.get((row, place_of((char.left + char.right) / 2, grid.across)))
        if place is None:
            outside.append(char)
        else:
            inside[place].append(char)
    lines = {place: rows_of(runs_of(found)) for place, found in inside.items()}
    return {place: found for place, found in lines.items() if found}, outside


def _between_figures(grid: Grid, lines: Lines) -> Iterator[Rule]:
    """Yield rules between the lines of rows that none part: two cells or more have figures in all lines."""
    listed = defaultdict(list)
    for (row, _), found in lines.items():
        if len(found) >= _LISTED and all(is_figure(row_text(line)) for line in found):
            listed[row].append([-line[0].middle for line in found])
    for heights in (max(found, key=len) for found in listed.values() if len(found) > 1):
        for one, two in pairwise(heights):
            yield Rule(False, (one + two) / 2, grid.across[0], grid.across[-1])


def _table(grid: Grid, lines: Lines) -> PageTable:
    indents = dict(_indents(grid, lines))
    rows = []
    for row, cells in enumerate(grid.cells):
        drawn = []
        for (first, behind), top in cells.items():
            text = _text(lines.get((row, first), []))
            sides = grid.across[first], grid.across[behind]
            drawn.append(DrawnCell(text, *sides, indents.get((row, first), 0), top < row))
        rows.append(tuple(drawn))
    return PageTable(grid.across[0], grid.across[-1], -(grid.down[0] + grid.down[-1]) / 2, rows)


def _text(lines: list[list[Run]]) -> str:
    return join_texts(row_text(line).replace("\t", " ") for line in lines)


def _indents(grid: Grid, lines: Lines) -> Iterator[tuple[Place, int]]:
    """Yield how far texts are indented beyond the leftmost of their column; those in the middle are not."""
    least: dict[int, float] = {}
    for (_, column), found in lines.items():
        least[column] = min(least.get(column, float("inf")), _left(found))
    for (row, column), found in lines.items():
        behind = next(behind for first, behind in grid.cells[row] if first == column)
        blank = _left(found) - grid.across[column]
        other = grid.across[behind] - max(run.right for line in found for run in line)
        size = found[0][0].size
        if abs(blank - other) > _CENTRED * size and not is_figure(_text(found)):
            yield (row, column), int((_left(found[:1]) - least[column]) / size + _CENTRED)


def _left(lines: list[list[Run]]) -> float:
    """Return where the first character of lines stands that is no blank."""
    return min(char.left for line in lines for run in line for char in run.chars if not char.text.isspace())


class _Sided(Protocol):
    @property
    def left(self) -> float: ...

    @property
    def right(self) -> float: ...


def have_same_sides(one: _Sided, two: _Sided) -> bool:
    """Whether what stands on two pages begins and ends at the same places."""
    return abs(one.left - two.left) < _SAME and abs(one.right - two.right) < _SAME


def going_on(before: Sequence[DrawnCell], row: Sequence[DrawnCell]) -> tuple[DrawnCell, ...]:
    """Return the first row of a table's part on a page: merged cells above that go on there have no text."""
    merged = [cell for cell in before if cell.goes_on]
    kept = []
    for cell in row:
        goes_on = not cell.text and any(have_same_sides(cell, one) for one in merged)
        kept.append(cell._replace(goes_on=cell.goes_on or goes_on))
    return tuple(kept)


def row_spans(parts: Sequence[Sequence[tuple[DrawnCell, ...]]]) -> Iterator[tuple[CellSpan, ...]]:
    """Yield how the cells of each row of a table lie, by where cells of any row begin and end.

    Args:
        parts: The rows of each page. Where all have as many columns, each has its own.
    """
    edges = [places(edge for cells in rows for cell in cells for edge in cell[1:3]) for rows in parts]
    if len(set(map(len, edges))) > 1:
        edges = [places(edge for one in edges for edge in one)] * len(parts)
    for rows, among in zip(parts, edges, strict=True):
        for cells in rows:
            yield tuple(_span(cell, among) for cell in cells)


def _span(cell: DrawnCell, edges: Sequence[float]) -> CellSpan:
    first, behind = place_of(cell.left, edges), place_of(cell.right, edges)
    return CellSpan(max(behind - first, 1), int(not cell.goes_on), cell.indent, first)
