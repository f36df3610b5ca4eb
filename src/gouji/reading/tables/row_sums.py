"""Which rows of a table are parts of which, by what they say."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.headings import LEVEL
from gouji.reading.tables.rows import RowOf

TOTAL, DEPTH, AMONG, FAMILY = "table.total", "table.depth", "table.qizhong", "table.family"
GROUP = "table.group"


class Sum(NamedTuple):
    """A row that is the total of others.

    Attributes:
        complete: No part is left out.
        sure: It is the total of these rows even where they do not add up.
    """

    whole: int
    parts: tuple[int, ...]
    via: str
    complete: bool
    sure: bool = True


def sums_of(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield which rows are the totals of others, by total rows, by depth, and by 其中.

    A row may come with several readings of what it is the total of, one behind the other.
    """
    subtracted = {row.row for row in rows if row.sign < 0}
    rows = [row for row in rows if row.heading.measure in {"", LEVEL}]
    found = (*_families(rows), *_totals(rows), *_by_depth(rows), *_among(rows), *_groups(rows))
    return (one for one in found if subtracted.isdisjoint(one.parts))


def _families(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with the three industries right behind them, which are all there are."""
    for at, (above, first) in enumerate(pairwise(rows), start=1):
        three = list(islice(_beside(rows[at:]), 3))
        named = [pattern("family").match(row.heading.name) is not None for row in (above, *three)]
        if named == [False, True, True, True] and not first.depth > above.depth:
            yield Sum(above.row, tuple(row.row for row in three), FAMILY, complete=True)


def _beside(rows: Sequence[RowOf]) -> Iterator[RowOf]:
    """Yield the first row and those as deep as it, up to one that is less deep."""
    return (
        row for row in takewhile(lambda row: row.depth >= rows[0].depth, rows) if row.depth == rows[0].depth
    )


def _totals(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield total rows: of all before them since the last, or of all behind the first row.

    A subtotal (小计) has the rows since the last subtotal; a total all subtotals, and rows of its own.
    """
    listed = [row for row in rows if not row.among]
    if len(listed) > 2 and listed[0].total:
        first, *listed = listed
        direct = _behind(listed)
        if len(direct) > 1:
            parts = tuple(row.row for row in direct)
            yield Sum(first.row, parts, TOTAL, complete=True, sure=not first.named)
        if not _is_subtotal(direct[0]):
            return
    least = min((row.depth for row in listed), default=0)
    since: list[RowOf] = []
    subtotals: list[RowOf] = []
    for row in listed:
        if not row.total:
            since.append(row)
            continue
        sub = _is_subtotal(row) or row.depth > least
        if row.is_numbered_below:
            # （七）总计 is of （一） to （六）, or of what these have, and not of the row before （一）.
            since = _within_rank(since, row.depth)
        depth = min((one.depth for one in since), default=0)
        listed_parts = [one for one in since if one.depth == depth]
        other = since if row.is_numbered_below else [*subtotals, *listed_parts]
        yield from _read_as(row, [listed_parts] if sub or row.named else [], other)
        subtotals = [*subtotals, row] if sub or row.named else []
        since = [] if sub or row.named else [row]


def _within_rank(rows: Sequence[RowOf], depth: int) -> list[RowOf]:
    """Return the last rows that are all so deep at least."""
    return list(takewhile(lambda row: row.depth >= depth, reversed(rows)))[::-1]


def _read_as(row: RowOf, first: Sequence[Sequence[RowOf]], other: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield the readings of a total row; the other one where it is the only, or where it is a named total."""
    for reading in [*first, other] if row.named or not first else first:
        if len(reading) > 1:
            yield Sum(row.row, tuple(one.row for one in reading), TOTAL, complete=True, sure=not row.named)


def _behind(rows: Sequence[RowOf]) -> Sequence[RowOf]:
    """Return the rows that a total before them is of: subtotals, or else those up to the next total."""
    inner = [row for row in rows if _is_subtotal(row)]
    listed = list(takewhile(lambda row: not row.total, rows))
    depth = min((row.depth for row in listed), default=0)
    return inner or [row for row in listed if row.depth == depth] or rows[:1]


def _is_subtotal(row: RowOf) -> bool:
    return row.total and pattern("subtotal").search(row.heading.name) is not None


def _by_depth(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with all rows right below them that are one step deeper; none that share another cell.

    A code may have one code below it, which is all there is of it.
    """
    for at, row in enumerate(rows):
        parts: list[RowOf] = []
        for other in rows[at + 1 :]:
            if other.among:
                continue
            if other.depth <= row.depth or other.total or other.under != row.under:
                break
            if not parts or other.depth == parts[0].depth:
                parts.append(other)
        enough = len(parts) > 1 or (row.coded and len(parts) == 1)
        if enough and not row.total and not row.among:
            yield Sum(row.row, tuple(one.row for one in parts), DEPTH, complete=True)


def _among(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with those that are among them.

    A row behind 其中 that is as deep as it may be another one, since often only the first has the mark; then
    only what has its name is part of it: 新能源汽车 of 汽车.
    """
    whole: RowOf | None = None
    unsure, least = False, 0
    parts: list[RowOf] = []
    for row in (*rows, None):
        if row is not None and row.among:
            parts.append(row)
            continue
        named = tuple(
            one.row
            for one in parts
            if not unsure or (whole is not None and one.heading.name.endswith(whole.heading.name))
        )
        if whole and named:
            yield Sum(whole.row, named, AMONG, complete=False)
        if row is not None:
            least = max(whole.depth, parts[0].depth) if whole and parts else least
            unsure = bool(parts or unsure) and not row.total and row.depth >= least
        whole, parts = row, []


def _groups(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with what may be all of their parts: a row behind #, and those up to any before the next #.

    The whole is the row before the mark, or before one of the marks above it: #城镇, 乡村, #男, 女 of 人口.
    """
    marked = [at for at, row in enumerate(rows) if at and row.among and row.begins == row.depth + 1]
    wholes: list[int] = []
    for at, end in pairwise([*marked, len(rows)]):
        wholes = [at - 1, *wholes][:3]
        for whole in wholes:
            for last in range(at + 2, end + 1):
                parts = tuple(row.row for row in rows[at:last])
                yield Sum(rows[whole].row, parts, GROUP, complete=True, sure=False)
