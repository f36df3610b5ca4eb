"""Tables of a page: which of its characters stand in which cell, by rules that are drawn or thought of.

Where no rules part them, rows of texts with figures stand below one another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.page_runs import (
    Character,
    Run,
    is_figure,
    join_texts,
    pieces_of,
    row_text,
    rows_of,
    runs_of,
)
from gouji.reading.documents.ruled_grids import Grid, Place, Rule, grid_of, grids_of, place_of, places

_FAR = 4.0
"""In font sizes: how far rows of one table lie apart at most."""
_LONG = 24
"""Characters: a text alone in its row that is longer is none of a table."""
_MOST_BETWEEN, _MOST_COLUMNS = 3, 40
_INDENT = 0.3
_BROKEN = 0.75
"""Of the usual distance of rows: one nearer to that above it is the rest of that one."""


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


class _Text(NamedTuple):
    """A text of a row: where it begins and ends, how high its middle is, and its size, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float


_YEAR = re.compile("(?:19|20)[0-9]{2}")
_Row = Sequence[_Text]
_Span = tuple[float, float]
_Owners = list[int | None]
"""For each column which text of a row is in it."""


def aligned_tables(rows: Sequence[list[Run]]) -> tuple[list[PageTable], list[Run]]:
    """Return the tables among the rows of a page, and the runs that stand in none.

    Each has one row of headers, as many as it has columns: over which columns others are would be a guess.
    """
    lines = [[_text(piece) for piece in pieces_of(row)] for row in rows]
    tables: list[PageTable] = []
    inside: set[int] = set()
    for body, behind in _blocks(lines):
        columns = _columns([row for row in lines[body:behind] if len(row) > 2])
        headed = _is_headed(lines[max(0, body - 2) : body + 1], columns)
        if headed and 2 < len(columns) <= _MOST_COLUMNS:
            tables.append(_table(lines[body - 1], _unbroken(lines[body:behind], columns), columns))
            inside |= set(range(body - 1, behind))
    return tables, [run for at, row in enumerate(rows) if at not in inside for run in row]


def _text(piece: list[Run]) -> _Text:
    right = max(run.right for run in piece)
    return _Text(row_text(piece), piece[0].left, right, piece[0].middle, piece[0].size)


def _blocks(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Yield the first row with figures and the one behind the last of what may be tables."""
    groups: list[list[int]] = []
    for at in (at for at, row in enumerate(rows) if _figures(row) > 1):
        last = groups[-1][-1] if groups else -1
        if groups and at - last <= _MOST_BETWEEN + 1 and _go_on(rows[last : at + 1]):
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in (one for one in groups if len(one) > 1):
        behind = group[-1] + 1
        while behind < len(rows) and _figures(rows[behind]) and _go_on(rows[behind - 1 : behind + 1]):
            behind += 1
        yield group[0], behind


def _figures(row: _Row) -> int:
    """Return how many figures stand behind the first text of a row; a year is a text."""
    named = [not is_figure(one.text) or _YEAR.fullmatch(one.text) is not None for one in row]
    return named[named.index(True) :].count(False) if True in named else 0


def _is_headed(rows: Sequence[_Row], columns: Sequence[_Span]) -> bool:
    """Whether the row above the last has a header for each column, and no other row above it has any."""
    if len(rows) < 2:
        return False
    *above, header, first = rows
    missing = len(columns) - len(header)
    alone = not above or len(above[0]) == 1 or not _go_on([above[0], header])
    whole = missing == 0 or (missing == 1 and header[0].left > columns[0][1])
    return whole and alone and _go_on([header, first])


def _go_on(rows: Sequence[_Row]) -> bool:
    """Whether rows may be of one table: near one another, and none between the first and last is prose."""
    near = all(one[0].middle - two[0].middle < _FAR * two[0].size for one, two in pairwise(rows))
    alone = [row[0].text for row in rows[1:-1] if len(row) == 1]
    return near and not any(len(text) > _LONG or "。" in text for text in alone)


def _columns(rows: Sequence[_Row]) -> list[_Span]:
    """Return from where to where columns reach; none where two texts of a row are in one.

    Strokes that stand for no figure may lie elsewhere.
    """
    told = [[one[1:3] for one in row if any(map(str.isalnum, one.text))] for row in rows]
    columns: list[_Span] = []
    for left, right in sorted(span for row in told for span in row):
        if columns and left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(right, columns[-1][1])
        else:
            columns.append((left, right))
    apart = all(len({_nearest(columns, span) for span in row}) == len(row) for row in told)
    return columns if apart else []


def _nearest(spans: Sequence[_Span], other: _Span) -> int:
    """Return which of some spans overlaps another one most, or else lies nearest."""
    return min(range(len(spans)), key=lambda at: max(spans[at][0] - other[1], other[0] - spans[at][1]))


def _overlap(one: _Span, two: _Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _unbroken(rows: Sequence[_Row], columns: Sequence[_Span]) -> list[_Row]:
    """Return rows, with that which is only the rest of a text joined to the row above it."""
    usual = median(one[0].middle - two[0].middle for one, two in pairwise(rows))
    whole = [rows[0]]
    for before, row in pairwise(rows):
        near = before[0].middle - row[0].middle < _BROKEN * usual
        at = _broken(whole[-1], row[0], columns, near) if len(row) == 1 else None
        if at is None:
            whole.append(row)
        else:
            text = join_texts([whole[-1][at].text, row[0].text])
            whole[-1] = [*whole[-1][:at], row[0]._replace(text=text), *whole[-1][at + 1 :]]
    return whole


def _broken(above: _Row, rest: _Text, columns: Sequence[_Span], near: bool) -> int | None:
    """Return which text above another one it is the rest of: it is near, or that fills its column."""
    at = min(range(len(above)), key=lambda number: abs(above[number].left - rest.left))
    span, column = above[at][1:3], columns[_nearest(columns, rest[1:3])]
    fills = near or span[1] > column[1] - rest.size
    below = abs(span[0] - rest.left) < rest.size and _overlap(span, column)
    return at if len(above) > 1 and fills and below else None


def _table(header: _Row, rows: Sequence[_Row], columns: Sequence[_Span]) -> PageTable:
    edges = [columns[0][0], *((one[1] + two[0]) / 2 for one, two in pairwise(columns)), columns[-1][1]]
    placed: list[_Owners] = [[*[None] * (len(columns) - len(header)), *range(len(header))]]
    placed += [_owners(row, columns) for row in rows]
    cells = [tuple(_cells(row, own, edges)) for row, own in zip([header, *rows], placed, strict=True)]
    return PageTable(edges[0], edges[-1], (header[0].middle + rows[-1][0].middle) / 2, edges, cells)


def _owners(row: _Row, columns: Sequence[_Span]) -> _Owners:
    """Return which text is in each column: what overlaps it, or is nearest to it."""
    spans = [one[1:3] for one in row]
    nearest = [_nearest(spans, column) for column in columns]
    owners: _Owners = [
        at if _overlap(spans[at], column) else None for at, column in zip(nearest, columns, strict=True)
    ]
    for number in sorted(set(range(len(row))) - set(owners)):
        at = _nearest(columns, spans[number])
        owners[at] = number if owners[at] is None else owners[at]
    return owners


def _cells(row: _Row, owners: _Owners, edges: Sequence[float]) -> Iterator[DrawnCell]:
    """Yield the cells of a row; a text that is in no column stands behind that before it."""
    texts = [one.text for one in row]
    for number in sorted(set(range(1, len(row))) - set(owners), reverse=True):
        texts[number - 1] += f" {texts[number]}"
    keys = [-1 - at if owner is None else owner for at, owner in enumerate(owners)]
    for owner, group in groupby(range(len(owners)), key=lambda at: keys[at]):
        first, *others = group
        indent = int((row[0].left - edges[0]) / row[0].size + _INDENT) if owner == first == 0 else 0
        sides = edges[first], edges[first + len(others) + 1]
        yield DrawnCell(texts[owner] if owner >= 0 else "", *sides, indent)


_MOST_GRIDS = 50
_LISTED = 3
"""Lines in a cell, each a figure, that are no single one that line ends break."""
_TORN, _TOUCHING = 0.25, 0.2
"""Most texts for a cell that rules cut, if they are no picture; the gap within a text, in font sizes."""
_SAME = 3.0
"""In points: how far the sides of one table on two pages lie apart at most."""
_CENTRED = 0.3
"""In font sizes: how much the blanks at both sides of a text in the middle of its cell differ at most."""


Lines = dict[Place, list[list[Run]]]
"""The lines in each cell that has text, each a row of runs."""


def ruled_tables(chars: list[Character], rules: Sequence[Rule]) -> tuple[list[PageTable], list[Character]]:
    """Return the tables that rules make (of grids in one another the inner), and what characters are left."""
    tables: list[PageTable] = []
    for grid in sorted(grids_of(rules), key=_area)[:_MOST_GRIDS]:
        lines, others = _parted(chars, grid)
        if max(Counter(row for row, _ in lines).values(), default=0) > 1:
            finer = grid_of([*grid.rules, *_between_figures(grid, lines)]) or grid
            tables.append(_drawn_table(finer, _parted(chars, finer)[0]))
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


def _drawn_table(grid: Grid, lines: Lines) -> PageTable:
    indents = dict(_indents(grid, lines))
    rows = []
    for row, cells in enumerate(grid.cells):
        drawn = []
        for (first, behind), top in cells.items():
            text = _text_of_cell(lines.get((row, first), []))
            sides = grid.across[first], grid.across[behind]
            drawn.append(DrawnCell(text, *sides, indents.get((row, first), 0), top < row))
        rows.append(tuple(drawn))
    middle = -(grid.down[0] + grid.down[-1]) / 2
    return PageTable(grid.across[0], grid.across[-1], middle, grid.across, rows)


def _text_of_cell(lines: list[list[Run]]) -> str:
    return join_texts(row_text(line).replace("\t", " ") for line in lines)


def _indents(grid: Grid, lines: Lines) -> Iterator[tuple[Place, int]]:
    """Yield how far texts are indented beyond the leftmost of their column; those in the middle are not."""
    columns = defaultdict(list)
    for (row, column), found in lines.items():
        behind = next(behind for first, behind in grid.cells[row] if first == column)
        right = grid.across[behind] - max(run.right for line in found for run in line)
        size, left = found[0][0].size, _left(found)
        centred = abs(left - grid.across[column] - right) < _CENTRED * size
        if not is_figure(_text_of_cell(found)):
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
