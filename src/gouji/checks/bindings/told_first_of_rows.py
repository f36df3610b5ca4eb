"""Ranks in a column of a table, held against the column that they rank: 比重18.8%，位次1."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, value_of

_FEWEST = 5
"""Rows whose order two columns have by chance once in a hundred."""
_Column = Mapping[str, tuple[Fact, Fraction]]
"""The cells of a column with their numbers, by their rows."""


def ranked_rows(facts: Facts) -> Iterator[Verdict]:
    """Yield the ranks of columns, each with the figure that it ranks.

    A column is ranked by the nearest before it, of its time, that falls as they rise in all rows but one; a
    rank of that row which is not its place is the odd one. Equal figures may have their ranks in any order.
    """
    tables: dict[tuple[str, str], dict[str, dict[str, tuple[Fact, Fraction]]]] = {}
    for fact in facts:
        at, value = CELL_PLACE.fullmatch(fact.place), value_of(fact)
        if at is not None and value is not None and value.printed is not None:
            columns = tables.setdefault((fact.summary, at["table"]), {})
            columns.setdefault(at["column"], {})[at["number"]] = fact, value.printed
    for columns in tables.values():
        ordered = [columns[letters] for letters in sorted(columns, key=lambda one: (len(one), one))]
        for place, ranks in enumerate(ordered):
            if len(ranks) >= _FEWEST and _first(ranks).measure == "rank":
                yield from _of_column(ranks, ordered[:place])


def _first(column: _Column) -> Fact:
    return next(iter(column.values()))[0]


def _of_column(ranks: _Column, before: Sequence[_Column]) -> Iterator[Verdict]:
    for column in reversed(before):
        alike = _first(column).key.period == _first(ranks).key.period and column.keys() >= ranks.keys()
        if not alike or _first(column).measure == "rank":
            continue
        rows = sorted(ranks, key=lambda row: ranks[row][1])
        falling = [[column[one][1] for one in rows if one != row] for row in rows]
        odd = [row for row, some in zip(rows, falling, strict=True) if some == sorted(some, reverse=True)]
        for row in rows if odd else ():
            (rank, number), (fact, value) = ranks[row], column[row]
            better = sum(column[other][1] > value for other in rows)
            if better < number <= better + sum(column[other][1] == value for other in rows):
                yield consistent(rank, fact)
            elif row in odd:
                yield inconsistent(
                    rank, fact, message="rank-of-row", algebra=f"{better + 1} ≠ {rank.quote}",
                    rank=rank.quote, value=fact.quote, place=str(better + 1),
                )  # fmt: skip
        if odd:
            return
