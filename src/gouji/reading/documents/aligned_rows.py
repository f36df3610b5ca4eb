"""Tables without rules: the rules that would part their rows and columns, by the gaps between texts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from gouji.reading.documents.page_runs import Run, is_figure, pieces_of, row_text
from gouji.reading.documents.ruled_grids import Rule

_FAR = 3.0
"""In font sizes: how far rows of one table lie apart at most."""
_LONG = 24
"""Characters: a text without figures beside it that is longer is no row."""
_MOST_BETWEEN, _MOST_HEADERS = 3, 4
_BROKEN = 0.75
"""A row this much nearer to the one above it than others are is the rest of that one."""
_Span = tuple[float, float]


def rules_between(rows: Sequence[list[Run]]) -> list[Rule]:
    """Return the rules of the tables among a page's rows: two rows or more of texts with aligned figures."""
    return [
        rule for first, body, behind in _blocks(rows) for rule in _rules(rows[first:behind], body - first)
    ]


def _blocks(rows: Sequence[list[Run]]) -> Iterator[tuple[int, int, int]]:
    """Yield the first header, the first row and the one behind the last of what may be tables."""
    full = [at for at, row in enumerate(rows) if _figures(row) > 1]
    groups: list[list[int]] = []
    for at in full:
        if groups and at - groups[-1][-1] <= _MOST_BETWEEN + 1 and _go_on(rows[groups[-1][-1] : at + 1]):
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        first, behind = group[0], group[-1] + 1
        least = max(0, first - _MOST_HEADERS)
        while first > least and len(pieces_of(rows[first - 1])) > 1 and _go_on(rows[first - 1 : first + 1]):
            first -= 1
        while behind < len(rows) and _figures(rows[behind]) and _go_on(rows[behind - 1 : behind + 1]):
            behind += 1
        if len(group) > 1:
            yield first, group[0], behind


def _figures(row: list[Run]) -> int:
    """Return how many figures stand behind the first text of a row."""
    texts = [is_figure(row_text(piece)) for piece in pieces_of(row)]
    return sum(texts[texts.index(False) :]) if False in texts else 0


def _go_on(rows: Sequence[list[Run]]) -> bool:
    """Whether rows may be of one table: near one another, and between the first and last no prose."""
    near = all(_distance(one, two) < _FAR * max(one[0].size, two[0].size) for one, two in pairwise(rows))
    return near and not any(len(text) > _LONG or "。" in text for text in map(row_text, rows[1:-1]))


def _distance(one: list[Run], two: list[Run]) -> float:
    return one[0].middle - two[0].middle


def _rules(rows: Sequence[list[Run]], body: int) -> Iterator[Rule]:
    """Yield the rules between rows, and between columns but where a header is over both."""
    spans = [[_span(piece) for piece in pieces_of(row)] for row in rows]
    columns = _columns([row for at, row in enumerate(spans) if at >= body and len(row) > 2])
    if len(columns) < 3:
        return
    left = min(row[0][0] for row in spans) - 1
    right = max(row[-1][1] for row in spans) + 1
    edges = [left, *((one[1] + two[0]) / 2 for one, two in pairwise(columns)), right]
    heights = [(-one[0].middle - two[0].middle) / 2 for one, two in pairwise(rows)]
    heights = [-rows[0][0].middle - rows[0][0].size, *heights, rows[-1][0].size - rows[-1][0].middle]
    usual = median(_distance(one, two) for one, two in pairwise(rows))
    for at, (above, below) in enumerate(pairwise(heights)):
        broken = at > body and len(spans[at]) == 1 and _distance(rows[at - 1], rows[at]) < _BROKEN * usual
        if not broken:
            yield Rule(False, above, left, right)
        nearest = at < body - 1
        owners = [_owner(spans[at], column, nearest and column != columns[0]) for column in columns]
        for edge, (one, two) in zip(edges[1:], pairwise([*owners, None]), strict=True):
            if one is None or one != two:
                yield Rule(True, edge, above, below)
        yield Rule(True, left, above, below)
    yield Rule(False, heights[-1], left, right)


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
    apart = all(len({_owner(columns, span) for span in row}) == len(row) for row in rows)
    return columns if apart else []


def _owner(spans: Sequence[_Span], column: _Span, nearest: bool = False) -> _Span | None:
    """Return the first span that overlaps a column; where none does, the nearest if that is asked for."""
    found = next((span for span in spans if span[0] < column[1] and column[0] < span[1]), None)
    return found or (min(spans, key=lambda span: abs(sum(span) - sum(column))) if nearest else None)
