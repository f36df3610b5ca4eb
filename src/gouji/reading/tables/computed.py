"""Columns that are computed from others of their table: told by their figures where no words tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import permutations

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.tables.headings import CHANGE, GROWTH, LEVEL, SHARE

Place = tuple[int, int]
Claims = dict[Place, Claim]
Formula = Callable[[Interval, Interval], Interval]
_FEWEST = 2
"""In so many rows a formula has to hold, and in most of all, to be what a column is computed by."""


def changes_in(claims: Claims, column: int) -> dict[Place, str]:
    """Return what a column of growths has: those of amounts, or changes of shares in points; else unknown.

    It is what most rows say, where they do not say both; a row that says only the other is unknown.
    """
    held = {GROWTH: _holding(claims, column, LEVEL, _growth), CHANGE: _holding(claims, column, SHARE, _points)}
    rows = [row for row, at in claims if at == column]
    said = [what for what, found in held.items() if len(found) >= _FEWEST and _OF_ALL * len(found) >= len(rows)]
    if len(said) != 1:
        return {(row, column): "" for row in rows}
    (what,) = said
    other = held[GROWTH if what == CHANGE else CHANGE] - held[what]
    return {(row, column): "" if row in other else what for row in rows}


def _holding(claims: Claims, column: int, measure: str, formula: Formula) -> set[int]:
    """Return the rows in which two columns of a measure give the figure of another one: of the best two."""
    columns = sorted({at for (_, at), claim in claims.items() if claim.measure == measure})
    rows = [row for row, at in claims if at == column]
    found = (
        _rows_that_hold(claims, rows, (column, now, before), formula)
        for now, before in permutations(columns, 2)
    )
    return max(found, key=len, default=set())


def _rows_that_hold(
    claims: Claims, rows: Iterable[int], columns: Sequence[int], formula: Formula
) -> set[int]:
    triples = ((row, _intervals(claims, row, columns)) for row in rows)
    return {row for row, known in triples if known and formula(known[1], known[2]).meets(known[0])}


def _growth(now: Interval, before: Interval) -> Interval:
    return (now / before - 1) * 100


def _points(now: Interval, before: Interval) -> Interval:
    return now - before


def _intervals(claims: Claims, row: int, columns: Sequence[int]) -> list[Interval]:
    """Return the intervals of a row in columns; none where one is missing, or the last not above zero."""
    found = [claims[row, column].interval for column in columns if (row, column) in claims]
    known = [one for one in found if one is not None]
    sound = len(known) == len(columns) and known[-1].low is not None and known[-1].low > 0
    return known if sound else []


_OF_ALL = Fraction(3, 2)
