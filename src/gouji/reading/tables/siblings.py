"""Columns of shares: what they are of where no total is told, which make 100 %; and sums over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from gouji.facts.figures.units import POINTS
from gouji.facts.table.periods import Period
from gouji.reading.links.siblings import Told, are_mostly_of_one, are_of_one
from gouji.reading.tables.headings import SHARE
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import CellClaim, Cells, Link, Place, lines_of, may_be_a_sum

SIBLINGS = "table.siblings"
"""The construct of shares of one total that is not told."""


def siblings(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[tuple[Place, Place, Place]]:
    """Yield shares with the first share of their column, and the amount right before them in their row.

    What is among others (其中) may be a share of these, and totals are no parts. Most of a column tell one
    total, or all but one that a slip of the pen explains.
    """
    listed = [row.row for row in rows if not row.among and not row.total]
    for column in side.values:
        shares = [(row, column) for row in listed if _is_share(cells.get((row, column)))]
        amounts = [_amount_before(share, side, cells) for share in shares]
        told = [(share, amount) for share, amount in zip(shares, amounts, strict=True) if amount]
        made = [_told(cells[amount], cells[share]) for share, amount in told]
        of_one = len({amount[1] for _, amount in told}) == 1 and (are_mostly_of_one(made) or are_of_one(made))
        for share, amount in told if of_one else ():
            yield share, told[0][0], amount


def _told(amount: CellClaim, share: CellClaim) -> Told:
    low, high = share.interval.low, share.interval.high
    return Told(amount.interval, share.interval, Fraction(1) if low is None or high is None else high - low)


def _is_share(read: CellClaim | None) -> bool:
    return read is not None and read.claim.measure == SHARE and read.claim.unit == "%"


def _amount_before(share: Place, side: Side, cells: Cells) -> Place | None:
    """Return the nearest cell with an amount of the same time before a share; None where it is no amount."""
    row, column = share
    before = [(row, at) for at in side.values if at < column and (row, at) in cells]
    levels = [place for place in before if cells[place].claim.is_level]
    nearest = levels[-1] if levels else None
    if nearest is None or cells[nearest].claim.unit in {"%", POINTS}:
        return None
    return nearest if cells[nearest].claim.period == cells[share].claim.period else None


def of_100(side: Side, found: Sequence[Link], cells: Cells) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    """Yield cells of 100 % with the shares that make them: in the rows of a total and all of its parts.

    What is divided in several ways has no one list of them.
    """
    down = [link for link in found if not link.is_across and link.complete]
    lists = Counter(link.whole for link in down)
    for link in (link for link in down if lists[link.whole] == 1):
        at = side.values.index(link.whole[1])
        for column in side.values[at + 1 :]:
            if (link.whole[0], column) in cells and cells[link.whole[0], column].claim.is_level:
                break
            total = (link.whole[0], column)
            parts = tuple((row, column) for row, _ in link.parts if _is_share(cells.get((row, column))))
            if (
                _is_share(cells.get(total))
                and 100 in cells[total].interval
                and len(parts) == len(link.parts) > 1
            ):
                yield total, parts


SPANS = "table.spans"
_MONTHS = 12
Span = tuple[int, int]
"""The first month and the last one, counted from the year 0."""


def sums_over_time(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield cells with those of one thing in the same row or column whose periods make up theirs.

    A stock or a mean over a longer time lies among those of its parts, and is no sum.
    """
    across, down = lines_of(side, rows)
    for line in (*across, *down):
        things: dict[tuple[str, str, str], dict[Span, Place]] = {}
        for place in line:
            claim = cells[place].claim if place in cells else None
            span = _months(claim.period) if claim else None
            if claim and span:
                told = things.setdefault((claim.indicator, claim.unit, claim.section), {})
                told.setdefault(span, place)
        for told in things.values():
            for span, whole in told.items():
                parts = _parts(span, told)
                if len(parts) > 1 and may_be_a_sum(cells, whole, parts):
                    yield Link(whole, parts, SPANS, complete=True)


def _parts(span: Span, told: Mapping[Span, Place]) -> tuple[Place, ...]:
    """Return the places of the shortest periods that make up one, without a gap; nothing where none do."""
    at, last = span
    found: list[Place] = []
    while at <= last:
        ends = [end for begin, end in told if begin == at and end <= last and (begin, end) != span]
        if not ends:
            return ()
        found.append(told[at, min(ends)])
        at = min(ends) + 1
    return tuple(found)


def _months(period: str) -> Span | None:
    """Return the months of a period; None for days, and where it has no beginning.

    >>> _months("2024-Q1"), _months("2024-01/2024-03"), _months("2024-05-13")
    (None, (24288, 24290), None)
    """
    try:
        read = Period.read(period)
    except ValueError:
        return None
    if read.start is None or any(len(end) > len("2024-01") for end in period.split("/")):
        return None
    first, last = (day.year * _MONTHS + day.month - 1 for day in (read.start, read.end))
    return first, last
