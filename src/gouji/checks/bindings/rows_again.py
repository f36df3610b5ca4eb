"""Rows that another table tells by another name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from gouji.checks.bindings.cells_again import (
    Cell,
    Pair,
    cells_of,
    compared,
    digits_of,
    is_slip,
    pairs_by_words,
    same_captions,
    told_otherwise,
)
from gouji.checks.rule import Binding, Verdict, consistent
from gouji.facts.table.facts import Facts, grouped
from gouji.reading.lexicon.wording import pattern

Row = tuple[str, str]
_TELLING, _FEWEST, _MOST = 3, 3, 8
"""Digits of a value that no other is by chance; such values of a row told again; cells that may have one."""


def rows_again(facts: Facts) -> Iterator[Binding | Verdict]:
    """Yield what holds of two rows that have the same figures under the same headers, but for one."""
    for rows in grouped(cells_of(facts), lambda cell: cell.fact.summary).values():
        named = {(pair.first.row, pair.again.row) for pair in pairs_by_words(rows)}
        by_row = grouped(rows, lambda cell: cell.row)
        for first, again in _same_rows(rows):
            if (first, again) not in named:
                yield from _told(facts, by_row[first], by_row[again])


def _same_rows(cells: Iterable[Cell]) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of rows of two tables that share enough telling values under the same headers."""
    shared: defaultdict[tuple[Row, Row], set[str]] = defaultdict(set)
    telling = (cell for cell in cells if len(digits_of(cell.fact)) >= _TELLING)
    for (digits, *_), same in grouped(telling, lambda cell: (digits_of(cell.fact), *_header(cell))).items():
        for one, two in combinations(same if len(same) <= _MOST else (), 2):
            if one.table != two.table:
                shared[one.row, two.row].add(digits)
    return (rows for rows, values in shared.items() if len(values) >= _FEWEST)


def _header(cell: Cell) -> tuple[str, ...]:
    """Return the words of the header of a cell, and what they say is stated, and of when."""
    fact = cell.fact
    name = pattern("marks_of_header").sub("", cell.header)
    return name, fact.measure, fact.base, fact.key.period, fact.section, fact.stage


def _told(facts: Facts, first: Sequence[Cell], again: Sequence[Cell]) -> Iterator[Binding | Verdict]:
    pairs = [pair for pair in _under_one_header(first, again) if pair.agrees or _has_unit(pair)]
    yield from (consistent(pair.first.fact, pair.again.fact) for pair in pairs if pair.agrees)
    differing = [pair for pair in pairs if not pair.agrees]
    if len(differing) == 1 and is_slip(differing[0]) and same_captions(facts, differing[0]):
        yield told_otherwise(differing[0])


def _under_one_header(first: Sequence[Cell], again: Sequence[Cell]) -> Iterator[Pair]:
    headers: Mapping[tuple[str, ...], Sequence[Cell]] = grouped(first, _header)
    for header, cells in grouped(again, _header).items():
        before: Collection[Cell] = headers.get(header, ())
        if len(before) == len(cells) == 1:
            (one,), (two,) = before, cells
            agreement = compared(one, two)
            if agreement:
                yield Pair(one, two, agreement)


def _has_unit(pair: Pair) -> bool:
    """Whether both cells have a unit; else one may be in 万元."""
    return pair.first.fact.unit == pair.again.fact.unit != ""
