"""Tables of a page that no rules part: rows of texts with figures that stand below one another."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from gouji.reading.documents.page_runs import Run, is_figure, join_texts, pieces_of, row_text
from gouji.reading.documents.page_tables import DrawnCell, PageTable

_FAR = 4.0
"""In font sizes: how far rows of one table lie apart at most."""
_LONG = 24
"""Characters: a text alone in its row that is longer is none of a table."""
_MOST_BETWEEN, _MOST_HEADERS, _MOST_COLUMNS = 3, 5, 40
_INDENT = 0.3
_BROKEN = 0.75
"""Of the usual distance of rows: one nearer to that above it is the rest of that one."""
_MIDDLE = 9.0
"""In points: how far a header may be off the middle of its columns."""


class _Text(NamedTuple):
    """A text of a row: where it begins and ends, how high its middle is, and its size, in points."""

    text: str
    left: float
    right: float
    middle: float
    size: float


_Row = Sequence[_Text]
_Span = tuple[float, float]
_Owners = list[int | None]
"""For each column which text of a row is in it."""


def aligned_tables(rows: Sequence[list[Run]]) -> tuple[list[PageTable], list[Run]]:
    """Return the tables among the rows of a page, and the runs that stand in none."""
    lines = [[_text(piece) for piece in pieces_of(row)] for row in rows]
    tables: list[PageTable] = []
    inside: set[int] = set()
    for first, body, behind in _blocks(lines):
        columns = _columns([row for row in lines[body:behind] if len(row) > 2])
        if 2 < len(columns) <= _MOST_COLUMNS:
            tables.append(_table(lines[first:body], _unbroken(lines[body:behind], columns), columns))
            inside |= set(range(first, behind))
    return tables, [run for at, row in enumerate(rows) if at not in inside for run in row]


def _text(piece: list[Run]) -> _Text:
    right = max(run.right for run in piece)
    return _Text(row_text(piece), piece[0].left, right, piece[0].middle, piece[0].size)


def _blocks(rows: Sequence[_Row]) -> Iterator[tuple[int, int, int]]:
    """Yield the first header, the first row and the one behind the last of what may be tables."""
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
        yield _first_header(rows, group[0]), group[0], behind


def _first_header(rows: Sequence[_Row], body: int) -> int:
    """Return the uppermost of the rows right above the first with figures that has texts side by side."""
    first = body
    for at in range(body - 1, max(0, body - _MOST_HEADERS) - 1, -1):
        if not _go_on(rows[at : first + 1]):
            break
        first = at if len(rows[at]) > 1 else first
    return first


def _figures(row: _Row) -> int:
    """Return how many figures stand behind the first text of a row, or behind a year."""
    named = [not is_figure(one.text) for one in row]
    year = len(row[0].text) == 4 and row[0].text[:2] in {"19", "20"}
    first = named.index(True) if True in named else 0 if year else len(row)
    return named[first + 1 :].count(False)


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


def _table(headers: Sequence[_Row], rows: Sequence[_Row], columns: Sequence[_Span]) -> PageTable:
    edges = [columns[0][0], *((one[1] + two[0]) / 2 for one, two in pairwise(columns)), columns[-1][1]]
    owners = [_owners(row, columns, header=not any(is_figure(one.text) for one in row)) for row in rows]
    placed = zip([*headers, *rows], [*_headers(headers, columns), *owners], strict=True)
    cells = [tuple(_cells(row, own, columns, edges)) for row, own in placed]
    middle = (rows[0][0].middle + rows[-1][0].middle) / 2
    return PageTable(edges[0], edges[-1], middle, edges, cells)


def _cells(
    row: _Row, owners: _Owners, columns: Sequence[_Span], edges: Sequence[float]
) -> Iterator[DrawnCell]:
    """Yield the cells of a row; a text that is in no column stands behind that of the nearest one."""
    texts = [one.text for one in row]
    for number in sorted(set(range(len(row))) - set(owners)):
        texts[owners[_nearest(columns, row[number][1:3])] or 0] += f" {texts[number]}"
    keys = [-1 - at if owner is None else owner for at, owner in enumerate(owners)]
    for owner, group in groupby(range(len(owners)), key=lambda at: keys[at]):
        first, *others = group
        indent = int((row[0].left - edges[0]) / row[0].size + _INDENT) if owner == first == 0 else 0
        sides = edges[first], edges[first + len(others) + 1]
        yield DrawnCell(texts[owner] if owner >= 0 else "", *sides, indent)


def _headers(rows: Sequence[_Row], columns: Sequence[_Span]) -> list[_Owners]:
    """Return which headers are over each column: the upper ones over several in whose middle they stand."""
    found: list[_Owners] = []
    below: dict[int, _Span] = {}
    for row in reversed(rows):
        owners = _owners(row, columns, header=True)
        for number, text in enumerate(row):
            own = [column for column, owner in enumerate(owners) if owner == number]
            free = {at: reach for at, reach in below.items() if owners[at] in {None, number}}
            if own and free.keys() >= set(own):
                own = _in_the_middle(text[1:3], own, free)
            owners = [number if column in own else owner for column, owner in enumerate(owners)]
        for at, owner in enumerate(owners):
            if owner is not None:
                left, right = below.get(at, row[owner][1:3])
                below[at] = min(left, row[owner].left), max(right, row[owner].right)
        found.append(owners)
    return found[::-1]


def _in_the_middle(span: _Span, own: list[int], free: Mapping[int, _Span]) -> list[int]:
    """Return the most free columns around its own that a text stands in the middle of."""
    best = own
    for first in range(own[0], -1, -1):
        for last in range(own[-1], max(free) + 1):
            inside = range(first, last + 1)
            if len(inside) > len(best) and free.keys() >= set(inside):
                off = free[first][0] + free[last][1] - sum(span)
                best = list(inside) if abs(off) < 2 * _MIDDLE else best
    return best


def _owners(row: _Row, columns: Sequence[_Span], *, header: bool) -> _Owners:
    """Return which text is in each column; headers are in their turn over those whose middle is near."""
    spans = [one[1:3] for one in row]
    nearest = [_nearest(spans, column) for column in columns]
    owners: _Owners = [
        at if _overlap(spans[at], column) else None for at, column in zip(nearest, columns, strict=True)
    ]
    if header and len(row) <= len(columns):
        for number, at in enumerate(_in_turn(spans, columns)):
            owners[at] = number
        return owners
    for number in sorted(set(range(len(row))) - set(owners)):
        at = _nearest(columns, spans[number])
        owners[at] = number if owners[at] is None else owners[at]
    return owners


def _in_turn(spans: Sequence[_Span], columns: Sequence[_Span]) -> tuple[int, ...]:
    """Return a column for each text, in their order, so that the middles of both lie near one another."""
    ways: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (len(columns) + 1)
    for span in spans:
        further: list[tuple[float, tuple[int, ...]]] = [(float("inf"), ())]
        for at, column in enumerate(columns):
            off, taken = ways[at]
            way = off + abs(sum(column) - sum(span)), (*taken, at)
            further.append(min(further[-1], way))
        ways = further
    return ways[-1][1]
