"""Cells that are computed from others of their table: told by their figures where no words tell.

A column or a row is a sum, a share or a growth of others only if that holds in most of the rows or columns,
with so many digits that chance cannot do it; then the one where it does not hold is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from gouji.facts.numbers.intervals import Interval
from gouji.reading.tables.headings import CHANGE, GROWTH, LEVEL, SHARE
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import CellClaim, Cells, Link, Place, adds_up, can_be_added

ALIKE, ROW_ALIKE = "table.alike", "table.row-alike"
"""Constructs of shares and of sums down and across that other rows or columns bear witness of."""
Formula = Callable[[Interval, Interval], Interval]
Line = Sequence[Place]
_FEWEST = 2
"""In so many rows a growth has to hold, and in most of all, to be one of amounts or of shares."""
_OF_ALL = Fraction(3, 2)
_DIGITS = 8
"""So many digits that agree are no chance; for each line that does not agree as many again are asked for."""
_LONGEST = 40
"""Most lines that a sum without words has."""
_ROWS = 3
"""In so many rows a share has to hold."""


def changes_in(cells: Cells, column: int) -> dict[Place, str]:
    """Return what a column of growths has: those of amounts, or changes of shares in points; else unknown.

    It is what most rows say, where they do not say both; a row that says only the other is unknown.
    """
    held = {GROWTH: _holding(cells, column, LEVEL, _growth), CHANGE: _holding(cells, column, SHARE, _points)}
    rows = [row for row, at in cells if at == column]
    said = [what for what, found in held.items() if len(found) >= _FEWEST and _OF_ALL * len(found) >= len(rows)]
    if len(said) != 1:
        return {(row, column): "" for row in rows}
    (what,) = said
    other = held[GROWTH if what == CHANGE else CHANGE] - held[what]
    return {(row, column): "" if row in other else what for row in rows}


def _holding(cells: Cells, column: int, measure: str, formula: Formula) -> set[int]:
    """Return the rows in which two columns of a measure give the figure of another one: of the best two."""
    columns = sorted({at for (_, at), read in cells.items() if read.claim.measure == measure})
    rows = [row for row, at in cells if at == column]
    found = (
        {row for row in rows if _holds(cells, [(row, at) for at in (column, now, before)], formula)}
        for now, before in permutations(columns, 2)
    )
    return max(found, key=len, default=set())


def _holds(cells: Cells, places: Line, formula: Formula) -> bool:
    """Whether a formula gives the first of three cells from the others, whose last is no nought."""
    known = [cells[place].interval for place in places if place in cells]
    return len(known) == len(places) and 0 not in known[-1] and formula(known[1], known[2]).meets(known[0])


def _growth(now: Interval, before: Interval) -> Interval:
    return (now / before - 1) * 100


def _points(now: Interval, before: Interval) -> Interval:
    return now - before


def _share(part: Interval, whole: Interval) -> Interval:
    return part / whole * 100


def sums_alike(side: Side, rows: Sequence[RowOf], cells: Cells, found: Sequence[Link]) -> Iterator[Link]:
    """Yield sums of neighbouring rows, and of neighbouring columns, that the other columns or rows have too."""
    across = [[(row.row, column) for column in side.values] for row in rows]
    down = [[(row.row, column) for row in rows] for column in side.values]
    tied = {whole for whole, _, _, _ in found}
    opened = {part for _, parts, _, complete in found if not complete for part in parts}
    for via, lines in ((ALIKE, across), (ROW_ALIKE, down)):
        for at, line in enumerate(lines):
            free = [index for index, place in enumerate(line) if place in cells and place not in tied]
            runs = [run for run in _runs(lines, at) if _is_borne_out(line, run, lines, cells)] if free else []
            for index in free if len(runs) == 1 else ():
                parts = _parts(line, runs[0], index, cells)
                if parts and opened.isdisjoint(parts):
                    yield line[index], parts, via, True


def _runs(lines: Sequence[Line], at: int) -> Iterator[Sequence[Line]]:
    """Yield the runs of two and more lines right before and right behind one."""
    for size in range(2, _LONGEST):
        if at + size < len(lines):
            yield lines[at + 1 : at + 1 + size]
        if at - size >= 0:
            yield lines[at - size : at]


def _parts(line: Line, run: Sequence[Line], index: int, cells: Cells) -> tuple[Place, ...]:
    """Return the cells of a run that a cell of a line may add up; none where they are of another kind."""
    parts = tuple(other[index] for other in run)
    period = cells[line[index]].claim.period
    known = all(part in cells and cells[part].claim.period == period for part in parts)
    return parts if known and can_be_added(cells, line[index], parts) else ()


def _is_borne_out(line: Line, run: Sequence[Line], lines: Sequence[Line], cells: Cells) -> bool:
    """Whether a line is the sum of a run by so many digits that it is no chance, and in most of its cells.

    Where it is not, the same lines have figures as where it is: 增加 is what is left and what was used only
    where there was nothing before.
    """
    digits = misses = 0
    fine, bad = set(), set()
    for index, place in enumerate(line):
        parts = _parts(line, run, index, cells) if place in cells else ()
        if not parts:
            continue
        told = frozenset(at for at, other in enumerate(lines) if other[index] in cells)
        if adds_up(cells, place, parts):
            digits += _digits([cells[one].interval for one in (place, *parts)])
            fine.add(told)
        else:
            misses += 1
            bad.add(told)
    return digits >= _DIGITS * max(1, misses) and bad <= fine


def _digits(numbers: Sequence[Interval]) -> int:
    """Return how many digits of a total agree with its parts; none where only one part is no nought."""
    ends = [(one.low, one.high) for one in numbers if one.low is not None and one.high is not None]
    if len(ends) < len(numbers) or sum(0 not in one for one in numbers[1:]) < _FEWEST:
        return 0
    width = sum(high - low for low, high in ends) or 1
    return len(str(int(abs(sum(ends[0])) / 2 / width)))


Way = tuple[int, int, int | None]
"""How a share is computed: column of the part, column of the whole, and its row; None for the share's own."""


def shares_alike(side: Side, cells: Cells) -> Iterator[tuple[Place, Place, Place]]:
    """Yield shares with their parts and wholes: of one column in another, or in the greatest cell of its own.

    Where several ways give most of a column, nothing is told.
    """
    for column in side.values:
        shares = [place for place, read in cells.items() if place[1] == column and _is_share(read)]
        ways = [way for way in _ways(side, cells) if _gives(way, shares, cells)]
        for share in shares if len(ways) == 1 else ():
            terms = _terms(ways[0], share)
            if all(place in cells for place in terms) and terms[1] != terms[2]:
                yield terms


def _is_share(read: CellClaim) -> bool:
    return read.claim.measure in {SHARE, "completion"} and read.claim.unit == "%"


def _ways(side: Side, cells: Cells) -> Iterator[Way]:
    levels = {column for (_, column), read in cells.items() if read.claim.is_level and read.claim.unit != "%"}
    columns = [column for column in side.values if column in levels]
    yield from ((part, whole, None) for part, whole in permutations(columns, 2))
    for column in columns:
        lows = {row: read.interval.low or 0 for (row, at), read in cells.items() if at == column}
        yield column, column, max(lows, key=lambda row: lows[row])


def _terms(way: Way, share: Place) -> tuple[Place, Place, Place]:
    """Return a share, its part and its whole."""
    part, whole, row = way
    return share, (share[0], part), (share[0] if row is None else row, whole)


def _gives(way: Way, shares: Sequence[Place], cells: Cells) -> bool:
    """Whether a way gives three shares at least, and two of three."""
    terms = [_terms(way, share) for share in shares if 0 not in cells[share].interval]
    terms = [one for one in terms if one[1] != one[2]]
    held = [one for one in terms if _holds(cells, one, _share)]
    told = sum(100 not in cells[share].interval for share, _, _ in held)
    return told >= _FEWEST and len(held) >= _ROWS and _OF_ALL * len(held) >= len(terms)
