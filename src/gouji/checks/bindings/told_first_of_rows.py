"""Ranks in a column of a table, held against the column that they rank: 比重18.8%，位次1."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, grouped, value_of

_FEWEST = 5
"""Rows whose order two columns have by chance once in a hundred."""


class _Cell(NamedTuple):
    """A cell with one number, and the row that it stands in."""

    fact: Fact
    row: str
    number: Fraction


def ranked_rows(facts: Facts) -> Iterator[Verdict]:
    """Yield the ranks of columns, each with the figure that it ranks.

    A column is ranked by the nearest before it, of its time, that all rows but one have the order of; a rank
    that is not the place of its row is the odd one. Equal figures may have their ranks in any order.
    """
    columns: dict[tuple[str, str, str], list[_Cell]] = {}
    for fact in facts:
        at, value = CELL_PLACE.fullmatch(fact.place), value_of(fact)
        if at is not None and value is not None and value.printed is not None:
            column = (fact.summary, at["table"], at["column"])
            columns.setdefault(column, []).append(_Cell(fact, at["number"], value.printed))
    for tables in grouped(columns.items(), lambda one: one[0][:2]).values():
        cells = [some for _, some in sorted(tables, key=lambda one: (len(one[0][2]), one[0][2]))]
        for place, ranks in enumerate(cells):
            if ranks[0].fact.measure == "rank" and len(ranks) >= _FEWEST:
                yield from _of_column(ranks, cells[:place])


def _of_column(ranks: Sequence[_Cell], before: Sequence[Sequence[_Cell]]) -> Iterator[Verdict]:
    for column in reversed(before):
        first = column[0].fact
        told = {cell.row: cell for cell in column}
        pairs = [(rank, told[rank.row]) for rank in ranks if rank.row in told]
        if first.measure == "rank" or first.key.period != ranks[0].fact.key.period or len(pairs) < len(ranks):
            continue
        for sign in (1, -1):
            ordered = sorted(pairs, key=lambda pair: pair[0].number)
            odd = [pair for pair in pairs if _are_in_order([one for one in ordered if one is not pair], sign)]
            if _are_in_order(ordered, sign) or odd:
                yield from _told(pairs, odd, sign)
                return


def _are_in_order(pairs: Sequence[tuple[_Cell, _Cell]], sign: int) -> bool:
    """Whether figures fall (or rise) as their ranks do."""
    numbers = [sign * value.number for _, value in pairs]
    return numbers == sorted(numbers, reverse=True)


def _told(
    pairs: Sequence[tuple[_Cell, _Cell]], odd: Sequence[tuple[_Cell, _Cell]], sign: int
) -> Iterator[Verdict]:
    for pair in pairs:
        rank, value = pair
        better = sum(sign * other.number > sign * value.number for _, other in pairs)
        alike = sum(other.number == value.number for _, other in pairs)
        if better < rank.number <= better + alike:
            yield consistent(rank.fact, value.fact)
        elif pair in odd:
            yield inconsistent(
                rank.fact, value.fact, message="rank-of-row", rank=rank.fact.quote, value=value.fact.quote,
                place=str(better + 1), algebra=f"{better + 1} ≠ {rank.fact.quote}",
            )  # fmt: skip
