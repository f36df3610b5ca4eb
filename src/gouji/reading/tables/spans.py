"""Sums over time: the quarters of a row, or the months of a column, make its year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.facts.table.periods import Period
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import Cells, Link, Place, lines_of, may_be_a_sum

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
