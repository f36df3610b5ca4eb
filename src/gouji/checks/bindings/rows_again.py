"""Rows that another table tells by another name, or the text as the extreme one: 产量最高的是第三季度."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

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
from gouji.checks.bindings.passages import Passage, passages_read, whole_number
from gouji.checks.rule import Binding, Verdict, bind, consistent, inconsistent
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Facts, grouped, value_of
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


class _Row(NamedTuple):
    """A row of a column: its name as texts say it, its value, and its cell."""

    name: str
    value: Fraction
    cell: Cell


class _Column(NamedTuple):
    """What a column counts, and its rows without sums; where its figures begin and end."""

    noun: str
    rows: Sequence[_Row]
    start: int
    end: int
    alone: bool


def named_extremes(facts: Facts) -> Iterator[Verdict]:
    """Yield whether the row that a sentence names as the highest or lowest is that of the table beside it.

    产量最高的是第三季度; 龙泉村人均收入居首. The words name the column, or there is one only; they speak of
    all rows. Sums, rows 其他 and columns of which parts are told are left alone.
    """
    known: dict[str, Sequence[_Column]] = {}
    for passage in passages_read(facts):
        said = list(_extremes(passage)) if pattern("sign_of_extreme_row").search(passage.text) else ()
        if said and passage.summary not in known:
            known.update(_columns(facts))
            known.setdefault(passage.summary, ())
        for one in said:
            yield from _of_extreme(facts, passage, one, known[passage.summary])


def _extremes(passage: Passage) -> Iterator[re.Match[str]]:
    yield from pattern("extreme_then_row").finditer(passage.text)
    yield from pattern("row_then_extreme").finditer(passage.text)


def _columns(facts: Facts) -> Mapping[str, Sequence[_Column]]:
    """Return the columns of each summary whose rows are of one whole, with three and more values."""
    found: defaultdict[str, list[_Column]] = defaultdict(list)
    for summary, cells in grouped(cells_of(facts), lambda cell: cell.fact.summary).items():
        columns = grouped(cells, lambda cell: cell.column).values()
        in_table = grouped(columns, lambda some: some[0].table)
        for some in columns:
            rows = [row for cell in some if (row := _row(cell)) is not None]
            spans = [cell.fact.start or 0 for cell in some]
            if _are_of_one_whole(rows):
                noun = pattern("marks_of_header").sub("", pattern("aside_of_header").sub("", some[0].header))
                alone = len(in_table[some[0].table]) == 1
                found[summary].append(_Column(noun, rows, min(spans), max(spans), alone))
    return found


def _row(cell: Cell) -> _Row | None:
    value, place = value_of(cell.fact), CELL_PLACE.fullmatch(cell.fact.place)
    name = pattern("before_name_of_row").sub("", place["row"] or "") if place else ""
    if value is None or value.printed is None or not name or pattern("no_row_of_all").search(name):
        return None
    return _Row(name, value.printed, cell)


def _are_of_one_whole(rows: Sequence[_Row]) -> bool:
    """Whether rows are apart from one another: one unit, one whole, names of their own, none a sum."""
    facts = [row.cell.fact for row in rows]
    apart = len({row.name for row in rows}) == len(rows) >= _FEWEST
    alike = len({fact.unit for fact in facts}) == len({tuple(fact.whole) for fact in facts}) == 1
    values = sorted(row.value for row in rows)
    known = alike and bool(facts[0].whole)
    return apart and alike and values[0] >= 0 and (known or values[-1] < sum(values[:-1]))


def _of_extreme(
    facts: Facts, passage: Passage, found: re.Match[str], columns: Sequence[_Column]
) -> Iterator[Verdict]:
    """Yield whether the row that is named is the extreme one of the one column that the words are of."""
    at, _ = passage.place(*found.span("row"))
    near = [one for one in columns if at - one.end >= -_BEHIND and one.start - at <= _BEFORE]
    of = [(one, row) for one in near for row in one.rows if _names(found, one, row)]
    if len(of) != 1 or not _speaks_of_all(passage, found, of[0][0]):
        return
    column, named = of[0]
    values = [row.value for row in column.rows]
    value = max(values) if found["high"] else min(values)
    if named.value == value:
        yield consistent(named.cell.fact)
        return
    (best,) = [row for row in column.rows if row.value == value][:1]
    quoted = passage.quoted(facts, *found.span())
    verdict = inconsistent(
        quoted, message="not-the-extreme",
        algebra=f"{best.cell.fact.quote} {'>' if found['high'] else '<'} {named.cell.fact.quote}",
        quoted=quoted.quote, row=best.name, value=best.cell.fact.quote, named=named.cell.fact.quote,
    )  # fmt: skip
    # That both are parts of a sum of their table bears neither out.
    cells = bind(best.cell.fact, named.cell.fact, role="told")
    yield replace(verdict, bound=(*verdict.bound, *cells))


_BEFORE, _BEHIND = 400, 400
"""Characters between a sentence and the table behind it, or before it."""


def _names(found: re.Match[str], column: _Column, row: _Row) -> bool:
    """Whether words name a row, and then or before the noun of its column."""
    name, said = found["row"].removeprefix("第"), found["said"]
    if found.start("said") < found.start("row"):
        return name == row.name and _is_of_column(column, said)
    of = (name + said).removeprefix(row.name)
    return of != name + said and _is_of_column(column, of.removeprefix("的"))


def _is_of_column(column: _Column, said: str) -> bool:
    """Whether words end with the noun of a column, or name none where there is only one."""
    bare = pattern("names_no_column").fullmatch(said) is not None
    return column.alone if bare else len(column.noun) > 1 and said.endswith((column.noun, column.noun[:-1]))


def _speaks_of_all(passage: Passage, found: re.Match[str], column: _Column) -> bool:
    """Whether nothing before an extreme speaks of some rows, another time or how they grew."""
    before = passage.text[: found.start("row")].replace(column.noun, "")
    counted = pattern("counts_the_rows").search(before)
    if counted and counted["count"] and whole_number(counted["count"]) != len(column.rows):
        return False
    return pattern("of_some_rows").search(pattern("counts_the_rows").sub("", before)) is None
