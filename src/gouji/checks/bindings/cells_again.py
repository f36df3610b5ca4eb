"""Figures that two tables of one summary tell: equal ones, and the odd one of a row or column told again.

That two cells are of one thing is said by their words: name of header and stub, measure, period, scope,
section, stage. Words may leave out whose figure it is, or of which fund: where values differ, a witness
must say that the rows, or the columns, are the same: all else that both have.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from gouji.checks.bindings.slips import POWERS
from gouji.checks.rule import Binding, Verdict, bind, consistent
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


def cells_again(facts: Facts) -> Iterator[Binding | Verdict]:
    """Yield what holds of cells of two tables that have the same words."""
    for rows in grouped(cells_of(facts), lambda cell: cell.fact.summary).values():
        groups = _of_same_words(rows)
        yield from (told for some in groups if _are_of_one_unit(some) for told in _equal(some))
        odd = _differing(pairs_by_words(rows))
        yield from (told_otherwise(pair) for pair in odd if same_captions(facts, pair))
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


def cells_of(facts: Iterable[Fact]) -> Iterator[Cell]:
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


def told_otherwise(pair: Pair) -> Binding:
    """Return that the cells of a pair must be equal."""
    bound = bind(pair.first.fact, pair.again.fact, role="told")
    return Binding(bound, pair.agreement, "table-against-table", "{told} ≠ {told_2}")


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
