"""Tables of a page that no rules part: rows of texts with figures that stand below one another."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median

from gouji.reading.documents.page_runs import Run, is_figure, join_texts, pieces_of, row_text
from gouji.reading.documents.page_tables import DrawnCell, PageTable

_FAR = 4.0
"""In font sizes: how far rows of one table lie apart at most."""
_LONG = 24
"""Characters: a text alone in its row that is longer is none of a table."""
_MOST_BETWEEN, _MOST_HEADERS = 3, 5
_MOST_COLUMNS = 40
_INDENT = 0.3
_BROKEN = 0.75
"""Of the usual distance of rows: one nearer to that above it is the rest of that one."""
_MIDDLE = 9.0
"""In points: how far a header may be off the middle of its columns."""
_Span = tuple[float, float]


def aligned_tables(rows: Sequence[list[Run]]) -> tuple[list[PageTable], list[Run]]:
    """Return the tables among the rows of a page, and the runs that stand in none."""
    tables: list[PageTable] = []
    inside: set[int] = set()
    for first, body, behind in _blocks(rows):
        pieces = [pieces_of(row) for row in rows[first:behind]]
        columns = _columns(
            [[_span(piece) for piece in row] for row in pieces[body - first :] if len(row) > 2]
        )
        if len(columns) > 2:
            tables.append(_table(pieces, body - first, columns))
            inside |= set(range(first, behind))
    return tables, [run for at, row in enumerate(rows) if at not in inside for run in row]


def _blocks(rows: Sequence[list[Run]]) -> Iterator[tuple[int, int, int]]:
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


def _first_header(rows: Sequence[list[Run]], body: int) -> int:
    """Return the uppermost of the rows right above the first with figures that has texts side by side."""
    first = body
    for at in range(body - 1, max(0, body - _MOST_HEADERS) - 1, -1):
        if not _go_on(rows[at : first + 1]):
            break
        first = at if len(pieces_of(rows[at])) > 1 else first
    return first


def _figures(row: list[Run]) -> int:
    """Return how many figures stand behind the first text of a row, or behind a year."""
    texts = [row_text(piece) for piece in pieces_of(row)]
    named = [not is_figure(text) for text in texts]
    year = len(texts[0]) == 4 and texts[0][:2] in {"19", "20"}
    first = named.index(True) if True in named else 0 if year else len(texts)
    return named[first + 1 :].count(False)


def _go_on(rows: Sequence[list[Run]]) -> bool:
    """Whether rows may be of one table: near one another, and none between the first and last is prose."""
    between = [row_text(row) for row in rows[1:-1]]
    return all(
        one[0].middle - two[0].middle < _FAR * max(one[0].size, two[0].size) for one, two in pairwise(rows)
    ) and all("\t" in text or (len(text) <= _LONG and "。" not in text) for text in between)


def _told(row: Sequence[list[Run]]) -> list[_Span]:
    """Return where the texts of a row lie, without strokes that stand for no figure."""
    return [_span(piece) for piece in row if any(char.isalnum() for char in row_text(piece))]


def _span(piece: list[Run]) -> _Span:
    return piece[0].left, max(run.right for run in piece)


def _columns(rows: Sequence[list[_Span]]) -> list[_Span]:
    """Return from where to where columns reach; none where two texts of a row are in one."""
    columns: list[_Span] = []
    for left, right in sorted(span for row in rows for span in row):
        if columns and left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(right, columns[-1][1])
        else:
            columns.append((left, right))
    apart = all(len({_nearest(columns, span) for span in row}) == len(row) for row in rows)
    return columns if apart else []


def _nearest(spans: Sequence[_Span], other: _Span) -> int:
    """Return which of some spans overlaps another one, or else lies nearest."""
    return min(range(len(spans)), key=lambda at: max(spans[at][0] - other[1], other[0] - spans[at][1]))


def _table(pieces: Sequence[list[list[Run]]], body: int, columns: Sequence[_Span]) -> PageTable:
    edges = [columns[0][0], *((one[1] + two[0]) / 2 for one, two in pairwise(columns)), columns[-1][1]]
    above = _headers([[_span(piece) for piece in row] for row in pieces[:body]], columns)
    near = _BROKEN * median(one[0][0].middle - two[0][0].middle for one, two in pairwise(pieces))
    rows: list[list[DrawnCell]] = []
    for at, row in enumerate(pieces):
        texts, spans = [row_text(piece) for piece in row], [_span(piece) for piece in row]
        if at > body and (column := _rest_of(pieces[at - 1], row, columns, near)) is not None:
            rows[-1] = [_joined(cell, texts) if cell.left == edges[column] else cell for cell in rows[-1]]
            continue
        owners = above[at] if at < body else _owners(spans, columns, not any(map(is_figure, texts)))
        for number in sorted(set(range(len(spans))) - set(owners)):
            texts[owners[_nearest(columns, spans[number])] or 0] += f" {texts[number]}"
        rows.append([])
        for inside in _together(owners):
            owner = owners[inside[0]]
            first = owner == inside[0] == 0 and at >= body
            blank = (spans[0][0] - edges[0]) / row[0][0].size if first else 0.0
            text = "" if owner is None else texts[owner]
            rows[-1].append(DrawnCell(text, edges[inside[0]], edges[inside[-1] + 1], int(blank + _INDENT)))
    middle = (pieces[0][0][0].middle + pieces[-1][0][0].middle) / 2
    return PageTable(edges, middle, [tuple(row) for row in rows])


def _joined(cell: DrawnCell, texts: list[str]) -> DrawnCell:
    return cell._replace(text=join_texts([cell.text, *texts]))


_Owners = list[int | None]
"""For each column which text of a row is in it."""


def _together(owners: _Owners) -> Iterator[list[int]]:
    """Yield the columns that one text is in, and those with none."""
    for _, group in groupby(
        range(len(owners)), key=lambda at: -1 - at if (own := owners[at]) is None else own
    ):
        yield list(group)


def _headers(rows: Sequence[list[_Span]], columns: Sequence[_Span]) -> list[_Owners]:
    """Return which headers are over each column: the upper ones over several in whose middle they stand."""
    found: list[_Owners] = []
    below: dict[int, _Span] = {}
    for spans in reversed(rows):
        owners = _owners(spans, columns, not found)
        for number, span in enumerate(spans):
            own = [column for column, owner in enumerate(owners) if owner == number]
            free = {at: reach for at, reach in below.items() if owners[at] in {None, number}}
            if own and free.keys() >= set(own):
                own = _in_the_middle(span, own, free)
            owners = [number if column in own else owner for column, owner in enumerate(owners)]
        below |= {
            at: spans[owner] for at, owner in enumerate(owners) if owner is not None and at not in below
        }
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


def _owners(spans: Sequence[_Span], columns: Sequence[_Span], in_order: bool) -> _Owners:
    """Return which text overlaps each column, or is nearest to it; as many headers are in their order."""
    missing = len(columns) - len(spans)
    if in_order and (missing == 0 or (missing == 1 and spans[0][0] > columns[0][1])):
        return [*[None] * missing, *range(len(spans))]
    owners: _Owners = []
    for left, right in columns:
        at = _nearest(spans, (left, right))
        owners.append(at if spans[at][0] < right and left < spans[at][1] else None)
    for number in sorted(set(range(len(spans))) - set(owners)):
        at = _nearest(columns, spans[number])
        owners[at] = number if owners[at] is None else owners[at]
    return owners


def _rest_of(
    above: list[list[Run]], row: list[list[Run]], columns: Sequence[_Span], near: float
) -> int | None:
    """Return the column in which a row has only the rest of a text that is near or fills this column."""
    span, size = _span(row[0]), row[0][0].size
    column = _nearest(columns, span)
    left, right = min(map(_span, above), key=lambda one: abs(one[0] - span[0]))
    fills = right > columns[column][1] - size or above[0][0].middle - row[0][0].middle < near
    same = abs(left - span[0]) < size and left < columns[column][1] and columns[column][0] < right
    return column if len(row) == 1 < len(above) and same and fills else None
