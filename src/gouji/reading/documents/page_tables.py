"""Tables of a page: which of its characters stand in which cell, by rules that are drawn or thought of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

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
_TORN, _TOUCHING = 0.25, 0.2
"""Most texts for a cell that rules cut, if they are no picture; the gap within a text, in font sizes."""
_SAME = 3.0
"""In points: how far the sides of one table on two pages lie apart at most."""
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
    """A table, or the part of one that stands on a page: where its columns begin and end, and its rows."""

    left: float
    right: float
    middle: float
    edges: list[float]
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
    torn, last = 0, None
    for char in chars:
        row = place_of(-(char.bottom + char.top) / 2, grid.down)
        place = owners.get((row, place_of((char.left + char.right) / 2, grid.across)))
        if place is None:
            outside.append(char)
        else:
            torn += last is not None and last[0] != place and _touch(last[1], char)
            inside[place].append(char)
            last = place, char
    lines = {place: rows_of(runs_of(found)) for place, found in inside.items()}
    whole = torn <= _TORN * len(lines)
    return ({place: found for place, found in lines.items() if found} if whole else {}), outside


def _touch(one: Character, two: Character) -> bool:
    """Whether two characters are side by side on a line."""
    return abs(two.left - one.right) < _TOUCHING * one.size and abs(two.bottom - one.bottom) < one.size / 2


def _between_figures(grid: Grid, lines: Lines) -> Iterator[Rule]:
    """Yield rules between the lines of rows that none part: two cells or more have figures in all lines."""
    listed = defaultdict(list)
    for (row, _), found in lines.items():
        figures = list(takewhile(lambda line: is_figure(row_text(line)), reversed(found)))
        if len(figures) >= _LISTED:
            listed[row].append([-line[0].middle for line in found[::-1][: len(figures) + 1]])
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
    middle = -(grid.down[0] + grid.down[-1]) / 2
    return PageTable(grid.across[0], grid.across[-1], middle, grid.across, rows)


def _text(lines: list[list[Run]]) -> str:
    return join_texts(row_text(line).replace("\t", " ") for line in lines)


def _indents(grid: Grid, lines: Lines) -> Iterator[tuple[Place, int]]:
    """Yield how far texts are indented beyond the leftmost of their column; those in the middle are not."""
    columns = defaultdict(list)
    for (row, column), found in lines.items():
        behind = next(behind for first, behind in grid.cells[row] if first == column)
        right = grid.across[behind] - max(run.right for line in found for run in line)
        size, left = found[0][0].size, _left(found)
        centred = abs(left - grid.across[column] - right) < _CENTRED * size
        if not is_figure(_text(found)):
            columns[column].append((row, round(_left(found[:1])), size, centred))
    for column, stubs in columns.items():
        least = min(left for _, left, _, _ in stubs)
        others = {left + off for _, left, _, centred in stubs if not centred for off in (-1, 0, 1)}
        for row, left, size, centred in stubs:
            if not centred or left in others:
                yield (row, column), int((left - least) / size + _CENTRED)


def _left(lines: list[list[Run]]) -> float:
    """Return where the first character of lines stands that is no blank."""
    return min(char.left for line in lines for run in line for char in run.chars if not char.text.isspace())


def are_same_columns(one: Sequence[float], two: Sequence[float]) -> bool:
    """Whether columns on two pages are those of one table: as many, or those of one among the other."""
    near = abs(one[0] - two[0]) < _SAME and abs(one[-1] - two[-1]) < _SAME
    return near and (len(one) == len(two) or len(places([*one, *two])) == max(len(one), len(two)))


def spans_of(
    cells: Sequence[DrawnCell], edges: Sequence[float], before: Sequence[CellSpan]
) -> tuple[CellSpan, ...]:
    """Return how the cells of a row lie; without text, those go on that do in the page *before*."""
    merged = {(span.column, span.columns) for span in before if not span.rows}
    spans = []
    for cell in cells:
        first = place_of(cell.left, edges)
        columns = max(place_of(cell.right, edges) - first, 1)
        goes_on = cell.goes_on or (not cell.text and (first, columns) in merged)
        spans.append(CellSpan(columns, int(not goes_on), cell.indent, first))
    return tuple(spans)
