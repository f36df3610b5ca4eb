"""Columns that are computed from others of their table: told by their figures where no words tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


def changes_of(claims: Claims, column: int) -> str:
    """Return what a column of growths is: those of amounts, or changes of shares in points; or unknown.

    It is what most rows say, where they do not say both.
    """
    of_amounts = _holds(claims, column, LEVEL, lambda now, before: (now / before - 1) * 100)
    of_shares = _holds(claims, column, SHARE, lambda now, before: now - before)
    return "" if of_amounts == of_shares else GROWTH if of_amounts else CHANGE


def _holds(claims: Claims, column: int, measure: str, formula: Formula) -> bool:
    """Whether two columns of a measure give the figures of another one in most of its rows."""
    columns = sorted({at for (_, at), claim in claims.items() if claim.measure == measure})
    rows = [row for row, at in claims if at == column]
    return any(
        _fits(_triples(claims, rows, (column, now, before)), formula)
        for now, before in permutations(columns, 2)
    )


def _triples(claims: Claims, rows: Iterable[int], columns: Sequence[int]) -> Iterator[list[Interval]]:
    """Yield the intervals of rows in three columns, where all are known and the last is above zero."""
    for row in rows:
        found = [claims[row, column].interval for column in columns if (row, column) in claims]
        known = [one for one in found if one is not None]
        if len(known) == len(columns) and known[-1].low is not None and known[-1].low > 0:
            yield known


def _fits(triples: Iterable[Sequence[Interval]], formula: Formula) -> bool:
    """Whether a formula holds in two rows at least, and in two of three."""
    held = [formula(one, two).meets(stated) for stated, one, two in triples]
    return sum(held) >= _FEWEST and _OF_ALL * sum(held) >= len(held)


_OF_ALL = Fraction(3, 2)
