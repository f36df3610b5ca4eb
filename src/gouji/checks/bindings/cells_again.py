"""Figures that two tables of one summary tell: equal ones, and the odd one of a row or column told again.

That two cells are of one thing is said by their words: name of header and stub, measure, period, scope,
section, stage. Words may leave out whose figure it is, or of which fund: where values differ, a witness
must say that the rows, or the columns, are the same: all else that both have. Another table may tell rows by
another name, and the text one as the extreme one: 产量最高的是第三季度.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages_read, whole_number
from gouji.checks.bindings.slips import POWERS
from gouji.checks.rule import Binding, Verdict, bind, consistent, inconsistent
from gouji.facts.numbers.digits import are_swapped, is_one_slip, significant
from gouji.facts.numbers.values import Agreement, compare
from gouji.facts.table.assemble import TABLE
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.wording import pattern

_FORMS = frozenset({"count", "amount", "ratio", "point"})
_SHORTEST = 2
"""Characters of a name that is one."""
_MOST = 60
"""Cells of the same words; what has more says too little."""
_TELLING = 3
"""Digits of a value that no other is by chance."""
_IN_ROW, _IN_COLUMN = 2, 3
"""Telling values that two rows, or two columns, must share to be the same."""


class Cell(NamedTuple):
    """A cell: its fact, and the lines that it stands in, a row and a column of a table with its header."""

    fact: Fact
    table: str
    row: tuple[str, str]
    column: tuple[str, str]
    header: str


class Pair(NamedTuple):
    """A cell, and the one of a table before it that has all its words."""

    first: Cell
    again: Cell
    agreement: Agreement

    @property
    def agrees(self) -> bool:
        """Whether both have one value."""
        return self.agreement.outcome != "inconsistent"

    @property
    def lines(self) -> Iterator[tuple[object, object]]:
        """The two rows, and the two columns, that the pair stands in."""
        return iter(((self.first.row, self.again.row), (self.first.column, self.again.column)))


class Lines:
    """How two rows, or two columns, agree: their telling values, and the pairs that differ."""

    def __init__(self) -> None:
        """Begin with none."""
        self.telling: set[str] = set()
        self.differing = 0

    def add(self, pair: Pair) -> None:
        """Take one more pair of cells."""
        self.differing += not pair.agrees
        digits = digits_of(pair.again.fact) if pair.agrees else ""
        if len(digits) >= _TELLING:
            self.telling.add(digits)

    def is_one(self, least: int) -> bool:
        """Whether the lines are the same but for one cell."""
        return self.differing == 1 and len(self.telling) >= least


def cells_again(facts: Facts, message: str) -> Iterator[Binding | Verdict]:
    """Yield what holds of cells of two tables that have the same words."""
    for rows in grouped(cells_of(facts), lambda cell: cell.fact.summary).values():
        groups = _of_same_words(rows)
        yield from (told for some in groups if _are_of_one_unit(some) for told in _equal(some))
        odd = _differing(pairs_by_words(rows))
        yield from (told_otherwise(pair, message) for pair in odd if same_captions(facts, pair))
        for one, two, *_ in (some for some in groups if not _are_of_one_unit(some)):
            yield Binding(bind(one.fact, two.fact, role="told"), None, obstacle="units-differ")


def pairs_by_words(cells: Sequence[Cell]) -> Iterator[Pair]:
    """Yield the cells of a summary, each with one of another table that has its words."""
    groups = _of_same_words(cells)
    return chain.from_iterable(_pairs(some) for some in groups if _are_of_one_unit(some))


def _of_same_words(cells: Sequence[Cell]) -> list[list[Cell]]:
    same = [some for some in grouped(cells, _words).values() if 1 < len(some) <= _MOST]
    return [some for some in same if len({one.table for one in some}) > 1]


def _are_of_one_unit(cells: Iterable[Cell]) -> bool:
    """Whether cells have one unit, as far as it is told."""
    return len({cell.fact.unit for cell in cells} - {""}) <= 1


def cells_of(facts: Facts) -> Iterator[Cell]:
    """Yield the cells of tables that state a figure of a period."""
    for fact in facts:
        if not fact.place.startswith(TABLE) or not fact.is_figure or fact.form not in _FORMS:
            continue
        found = CELL_PLACE.fullmatch(fact.place)
        if found and fact.period is not None:
            table, _, header, column, row = found.groups()
            yield Cell(fact, table, (table, row), (table, column), header or "")


def _words(cell: Cell) -> tuple[object, ...]:
    """Return the words that say what a cell is of; its unit may be left out. One without a name is alone."""
    fact = cell.fact
    bare = pattern("around_cell_told").sub("", fact.indicator)
    name = bare if len(bare) >= _SHORTEST else fact.indicator
    key = fact.key._replace(indicator=name, unit="")
    own = "" if len(name) >= _SHORTEST else fact.id
    return own, key, fact.section, fact.stage, fact.form


def compared(one: Cell, two: Cell) -> Agreement | None:
    """Return how two cells compare; None where one has no value."""
    left, right = value_of(one.fact), value_of(two.fact)
    return compare(left, right) if left and right else None


def _meets(one: Cell, two: Cell) -> bool:
    agreement = compared(one, two)
    return agreement is not None and agreement.outcome != "inconsistent"


def _by_value(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return cells of the same words by their value, each with the first of its value."""
    found: dict[str, list[list[Cell]]] = {}
    for cell in cells:
        near = found.setdefault(digits_of(cell.fact)[:1], [])
        same = next((some for some in near if _meets(some[0], cell)), None)
        if same is None:
            near.append([cell])
        else:
            same.append(cell)
    return list(chain.from_iterable(found.values()))


def _equal(cells: Sequence[Cell]) -> Iterator[Verdict]:
    """Yield that cells of the same words agree, those of each value for themselves."""
    for some in _by_value(cells):
        if len({one.table for one in some}) > 1:
            yield consistent(*[one.fact for one in some])


def _pairs(cells: Sequence[Cell]) -> Iterator[Pair]:
    """Yield each cell with one before it: of its value, else the last; none where a table has two values."""
    by_table = grouped(cells, lambda cell: cell.table).values()
    if any(not _meets(some[0], one) for some in by_table for one in some[1:]):
        return
    told: list[Cell] = []
    for cell, *_ in by_table:
        before = next((one for one in told if _meets(one, cell)), told[-1] if told else None)
        agreement = compared(before, cell) if before else None
        if before and agreement:
            yield Pair(before, cell, agreement)
        if before is None or not (agreement and agreement.outcome != "inconsistent"):
            told.append(cell)


def _differing(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs that differ where all else in their rows, or their columns, is the same."""
    pairs = list(pairs)
    known: dict[object, Lines] = {}
    for pair in pairs:
        for lines in pair.lines:
            known.setdefault(lines, Lines()).add(pair)
    for pair in pairs:
        if not pair.agrees:
            rows, columns = (known[lines] for lines in pair.lines)
            if rows.is_one(_IN_ROW) or (columns.is_one(_IN_COLUMN) and is_slip(pair)):
                yield pair


def same_captions(facts: Facts, pair: Pair) -> bool:
    """Whether the words above two tables leave it open that both are of one fund, body and time."""
    one, two = (_signs(facts, cell) for cell in (pair.first, pair.again))
    return one == two


def _signs(facts: Facts, cell: Cell) -> frozenset[str]:
    """Return the words above the table of a cell, behind the table before, that keep it from others."""
    begin, before = facts.derive(_begins)[cell.fact.summary, cell.table]
    above = facts.texts.get(cell.fact.summary, "")[max(before, begin - _REACH) : begin]
    return frozenset(pattern("keeps_tables_apart").findall(above))


_REACH = 160
"""Characters before the first figure of a table in which its caption and its headers stand."""


def _begins(facts: Facts) -> dict[tuple[str, str], tuple[int, int]]:
    """Return where the figures of each table begin, and where those of the table before it end."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    last: dict[str, Fact] = {}
    cells = sorted(cells_of(facts), key=lambda cell: cell.fact.start or 0)
    for cell in cells:
        before = last.get(cell.fact.summary)
        end = before.end if before else None
        found.setdefault((cell.fact.summary, cell.table), (cell.fact.start or 0, end or 0))
        last[cell.fact.summary] = cell.fact
    return found


def told_otherwise(pair: Pair, message: str) -> Binding:
    """Return that the cells of a pair must be equal."""
    bound = bind(pair.first.fact, pair.again.fact, role="told")
    return Binding(bound, pair.agreement, message, "{told} ≠ {told_2}")


def is_slip(pair: Pair) -> bool:
    """Whether the values of two cells differ by a digit, two swapped ones, or the decimal point."""
    one, two = (digits_of(cell.fact) for cell in (pair.first, pair.again))
    return (
        (min(len(one), len(two)) >= _TELLING and is_one_slip(one, two))
        or are_swapped(one, two)
        or _is_shifted(pair)
    )


def _is_shifted(pair: Pair) -> bool:
    one, two = (value_of(cell.fact) for cell in (pair.first, pair.again))
    if not (one and two and one.printed and two.printed):
        return False
    return one.printed / two.printed in POWERS or two.printed / one.printed in POWERS


def digits_of(fact: Fact) -> str:
    """Return the digits that a value is told by; empty where it has none."""
    value = value_of(fact)
    return "" if value is None or value.printed is None else significant(value.printed)


Row = tuple[str, str]
_FEWEST, _MOST_ROWS = 3, 8
"""Such values of a row told again, at least; cells that may have one, at most."""


def rows_again(facts: Facts, message: str) -> Iterator[Binding | Verdict]:
    """Yield what holds of two rows that have the same figures under the same headers, but for one."""
    for rows in grouped(cells_of(facts), lambda cell: cell.fact.summary).values():
        named = {(pair.first.row, pair.again.row) for pair in pairs_by_words(rows)}
        by_row = grouped(rows, lambda cell: cell.row)
        for first, again in _same_rows(rows):
            if (first, again) not in named:
                yield from _told(facts, by_row[first], by_row[again], message)


def _same_rows(cells: Iterable[Cell]) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of rows of two tables that share enough telling values under the same headers."""
    shared: defaultdict[tuple[Row, Row], set[str]] = defaultdict(set)
    telling = (cell for cell in cells if len(digits_of(cell.fact)) >= _TELLING)
    for (digits, *_), same in grouped(telling, lambda cell: (digits_of(cell.fact), *_header(cell))).items():
        for one, two in combinations(same if len(same) <= _MOST_ROWS else (), 2):
            if one.table != two.table:
                shared[one.row, two.row].add(digits)
    return (rows for rows, values in shared.items() if len(values) >= _FEWEST)


def _header(cell: Cell) -> tuple[str, ...]:
    """Return the words of the header of a cell, and what they say is stated, and of when."""
    fact = cell.fact
    name = pattern("marks_of_header").sub("", cell.header)
    return name, fact.measure, fact.base, fact.key.period, fact.section, fact.stage


def _told(
    facts: Facts, first: Sequence[Cell], again: Sequence[Cell], message: str
) -> Iterator[Binding | Verdict]:
    pairs = [pair for pair in _under_one_header(first, again) if pair.agrees or _has_unit(pair)]
    yield from (consistent(pair.first.fact, pair.again.fact) for pair in pairs if pair.agrees)
    differing = [pair for pair in pairs if not pair.agrees]
    if len(differing) == 1 and is_slip(differing[0]) and same_captions(facts, differing[0]):
        yield told_otherwise(differing[0], message)


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
