"""Cells that are computed from others of their table: told by their figures where no words tell.

A column or a row is a sum, a share or a growth of others only if that holds in most of the rows or columns,
with so many digits that chance cannot do it; then the one where it does not hold is a finding.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.tables.headings import CHANGE, COMPLETION, GROWTH, LEVEL, MEAN, SHARE
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import (
    CellClaim,
    Cells,
    Line,
    Link,
    Place,
    can_be_added,
    lines_of,
    may_be_a_sum,
)

ALIKE, ROW_ALIKE = "table.alike", "table.row-alike"
"""Constructs of shares and of sums down and across that other rows or columns bear witness of."""
Formula = Callable[[Interval, Interval], Interval]
Triple = tuple[Place, Place, Place]
"""A cell, and two from which a formula may give it."""
_FEWEST = 2
"""In so many rows a growth has to hold, and in most of all, to be one of amounts or of shares."""
_DIGITS = 8
"""So many digits that agree are no chance; for each line that does not agree as many again are asked for."""
_MOST = 4
"""So many of the sums with blanks hold for each that does not."""
_LONGEST = 40
"""Most lines that a sum without words has."""


def changes_in(cells: Cells, column: int) -> dict[Place, str]:
    """Return what a column of growths has: those of amounts, or changes of shares in points; else unknown.

    It is what most rows say, where they do not say both; a row that says only the other is unknown.
    """
    places = [place for place in cells if place[1] == column]
    held = {
        GROWTH: _held_by_two(places, LEVEL, cells, _growth),
        CHANGE: _held_by_two(places, SHARE, cells, lambda now, before: now - before),
    }
    said = [what for what, found in held.items() if _are_most(found, places)]
    if len(said) != 1:
        return dict.fromkeys(places, "")
    (what,) = said
    other = held[GROWTH if what == CHANGE else CHANGE] - held[what]
    return {place: "" if place in other else what for place in places}


def amounts_moved(cells: Cells, amounts: Cells, column: int) -> bool:
    """Whether a column that tells no unit has by how much levels differ, in their unit: 增减 under 万吨.

    The *cells* have the column read as percentages, *amounts* in the unit of the levels of their rows.
    """
    places = [place for place in amounts if place[1] == column and place in cells]
    both = {**cells, **{place: amounts[place] for place in places}}
    differ, grow = (
        max(len(_held_by_two(places, measure, some, formula)) for measure in (LEVEL, MEAN))
        for some, formula in ((both, lambda now, before: now - before), (cells, _growth))
    )
    return differ > grow and 2 * differ > len(places)


def _growth(now: Interval, before: Interval) -> Interval:
    return (now / before - 1) * 100


def _held_by_two(places: Line, measure: str, cells: Cells, formula: Formula) -> set[Place]:
    """Return the cells of a column that two columns of a measure give: the best two."""
    columns = sorted({at for (_, at), read in cells.items() if read.claim.measure == measure})
    found = (
        _held([((row, at), (row, now), (row, before)) for row, at in places], cells, formula)
        for now, before in permutations(columns, 2)
    )
    return max(found, key=len, default=set())


def _held(triples: Iterable[Triple], cells: Cells, formula: Formula) -> set[Place]:
    """Return the cells that a formula gives from two others, whose last is no nought."""
    return {
        one
        for one, two, three in triples
        if {one, two, three} <= cells.keys()
        and 0 not in cells[three].interval
        and formula(cells[two].interval, cells[three].interval).meets(cells[one].interval)
    }


def _are_most(held: Collection[Place], places: Collection[object]) -> bool:
    return len(held) >= _FEWEST and 3 * len(held) >= 2 * len(places)


class _Sum(NamedTuple):
    """A run of cells added up.

    Attributes:
        telling: How many of them are not zero.
    """

    parts: tuple[Place, ...]
    total: Interval
    telling: int


def sums_alike(side: Side, rows: Sequence[RowOf], cells: Cells, found: Sequence[Link]) -> Iterator[Link]:
    """Yield sums of neighbouring rows, and of columns, that the other columns or rows have too."""
    across, down = lines_of(side, rows)
    summands = {place: read for place, read in cells.items() if can_be_added(cells, place, ())}
    wholes = {place: read for place, read in cells.items() if can_be_added(cells, place, (place,))}
    for via, lines in ((ALIKE, across), (ROW_ALIKE, down)):
        along = [link for link in found if link.is_across == (via == ROW_ALIKE)]
        tied = {link.whole for link in along if link.complete}
        opened = {part for link in along if not link.complete for part in link.parts}
        for at, line in enumerate(lines):
            untied = [place for place in line if place in wholes and place not in tied]
            if not untied:
                continue
            beside = (lines[at + 1 :], lines[:at][::-1])
            runs = [run for some in beside for run in _runs(line, some, summands, wholes)]
            runs = [run for run in runs if _is_borne_out(line, run, lines, cells)]
            if len(runs) != 1:
                continue
            told = [(line[index], one.parts) for index, one in runs[0].items()]
            for whole, parts in (*told, *_with_blanks(line, runs[0], lines, summands, wholes)):
                if may_be_a_sum(cells, whole, parts) and whole not in tied and opened.isdisjoint(parts):
                    yield Link(whole, parts, via, complete=True)


def _with_blanks(
    line: Line, run: Mapping[int, _Sum], lines: Sequence[Line], summands: Cells, wholes: Cells
) -> list[tuple[Place, tuple[Place, ...]]]:
    """Return the other sums of a run, in which some of its cells are blank; none unless nearly all hold."""
    first, one = next(iter(run.items()))
    added = [other for other in lines if other[first] in one.parts]
    found = []
    for index in set(range(len(line))) - run.keys():
        parts = tuple(other[index] for other in added if other[index] in summands)
        if line[index] in wholes and parts:
            total = sum((summands[part].interval for part in parts), Interval.of(0))
            found.append((line[index], parts, total.meets(wholes[line[index]].interval)))
    fine = sum(holds for _, _, holds in found)
    return [one[:2] for one in found] if fine >= _MOST * (len(found) - fine) else []


def _runs(line: Line, beside: Sequence[Line], summands: Cells, wholes: Cells) -> Iterator[dict[int, _Sum]]:
    """Yield the runs of two lines and more beside one, each added up in the cells where that can be done."""
    nothing = _Sum((), Interval.of(0), 0)
    run = {index: nothing for index, place in enumerate(line) if place in wholes}
    for size, other in enumerate(beside[:_LONGEST], start=1):
        run = {
            index: _Sum((*one.parts, part), one.total + number, one.telling + (0 not in number))
            for index, one in run.items()
            if (part := other[index]) in summands and _are_of_one_kind(wholes[line[index]], summands[part])
            for number in (summands[part].interval,)
        }
        if not run:
            return
        if size > 1:
            yield run


def _are_of_one_kind(one: CellClaim, two: CellClaim) -> bool:
    return (one.claim.unit, one.claim.period) == (two.claim.unit, two.claim.period)


def _is_borne_out(line: Line, run: Mapping[int, _Sum], lines: Sequence[Line], cells: Cells) -> bool:
    """Whether a line is the sum of a run by so many digits that it is no chance, and in most of its cells.

    Where it is not, the same lines have figures as where it is: 增加 is what is left and what was used only
    where there was nothing before.
    """
    fine = {index for index, one in run.items() if one.total.meets(cells[line[index]].interval)}
    bad = run.keys() - fine
    # A single part that is no nought is alike, not added up.
    told = (index for index in fine if run[index].telling >= _FEWEST)
    digits = sum(agreeing(cells[line[index]].interval, run[index].total) for index in told)
    return digits >= _DIGITS * max(1, len(bad)) and are_told_alike(fine, bad, lines, cells)


def are_told_alike(fine: Iterable[int], bad: Iterable[int], lines: Sequence[Line], cells: Cells) -> bool:
    """Whether the same *lines* have figures at places where something does not hold as where it does."""
    told = [{tuple(line[at] in cells for line in lines) for at in places} for places in (bad, fine)]
    return told[0] <= told[1]


def _each(
    side: Side, rows: Sequence[RowOf], cells: Cells, kind: Callable[[Claim], bool]
) -> Iterator[tuple[Line, list[int], Sequence[Line]]]:
    """Yield each column and row with several cells of a *kind*, where these are, and all columns or rows."""
    across, down = lines_of(side, rows)
    for lines in (down, across):
        for line in lines:
            places = [
                index for index, place in enumerate(line) if place in cells and kind(cells[place].claim)
            ]
            if len(places) >= _FEWEST:
                yield line, places, lines


def shares_alike(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterable[tuple[Triple, bool]]:
    """Return shares with parts and wholes: of a column or row in another, or in the greatest cell there.

    With each, whether it is what the part leaves of the whole (a margin). Where several ways give most of a
    column, nothing is told.
    """
    found: dict[Place, tuple[Triple, bool]] = {}
    for line, shares, lines in _each(side, rows, cells, _is_share):
        tried = list(_ways(line, shares, lines, cells))
        ways = [(way, False) for way in tried if _gives_shares(way, cells, _percent)]
        # What one of two parts leaves is the other one, and its share.
        ways = ways or [(way, True) for way in tried if _gives_shares(way, cells, _percent_left)]
        for way, rest in ways if len(ways) == 1 else ():
            for one in _told(way, cells):
                found.setdefault(one[0], (one, rest))
    return found.values()


def means_alike(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Triple]:
    """Yield means with their totals and counts: what two columns, or two rows, give in most cells."""
    for line, means, lines in _each(side, rows, cells, lambda claim: claim.measure == MEAN):
        tried = permutations(lines, 2)
        ways = [[(line[index], total[index], count[index]) for index in means] for total, count in tried]
        ways = [way for way in ways if _gives_means(way, cells)]
        yield from _told(ways[0], cells) if len(ways) == 1 else ()


def _told(way: Sequence[Triple], cells: Cells) -> list[Triple]:
    return [one for one in way if set(one) <= cells.keys()]


def _gives_means(way: Sequence[Triple], cells: Cells) -> bool:
    """Whether totals of the unit of the means, over counts of another, give most of them by enough digits."""
    told = _told(way, cells)
    units = {tuple(cells[place].claim.unit for place in one) for one in told}
    amounts = all(_is_amount(cells[place].claim) for one in told for place in one[1:])
    if not amounts or not all(mean == total != count for mean, total, count in units):
        return False
    held = _held(told, cells, lambda total, count: total / count)
    digits = sum(significant(cells[mean].interval) for mean in held)
    named = all(_is_per(cells[mean].claim, cells[count].claim) for mean, _, count in told)
    return digits >= (_DIGITS_OF_NAMED if named else _DIGITS_OF_SHARES) and _are_most(held, told)


def _is_per(mean: Claim, count: Claim) -> bool:
    """Whether the name of a mean says that it is per the unit of a count: 户均."""
    return bool(count.unit) and f"{count.unit}均" in mean.indicator


def _is_share(claim: Claim) -> bool:
    return claim.unit == "%" and claim.measure in {LEVEL, SHARE, COMPLETION}


def _ways(line: Line, shares: Sequence[int], lines: Sequence[Line], cells: Cells) -> Iterator[list[Triple]]:
    """Yield each way in which shares may be computed: every share with its part and its whole."""
    amounts = {place: read for place, read in cells.items() if _is_amount(read.claim)}
    levels = [one for one in lines if not amounts.keys().isdisjoint(one)]
    for part, whole in permutations(levels, 2):
        yield [(line[index], part[index], whole[index]) for index in shares]
    periods = {cells[line[index]].claim.period for index in shares}
    for one in levels:
        alike = [place for place in one if place in amounts and amounts[place].claim.period in periods]
        greatest = max(alike, key=lambda place: amounts[place].interval.low or 0, default=None)
        if greatest is not None:
            yield [(line[index], one[index], greatest) for index in shares if one[index] != greatest]


def _is_amount(claim: Claim) -> bool:
    return claim.measure in {LEVEL, MEAN} and claim.unit != "%"


def _gives_shares(way: Sequence[Triple], cells: Cells, formula: Formula) -> bool:
    """Whether a way gives most shares that are not zero, and not only ones of 100 %, by enough digits."""
    told = [one for one in way if one[0] in cells and 0 not in cells[one[0]].interval]
    held = _held(told, cells, formula)
    partial = [share for share in held if 100 not in cells[share].interval]
    digits = sum(significant(cells[share].interval) for share in partial)
    return digits >= _DIGITS_OF_SHARES and _are_most(held, told)


def _percent(part: Interval, whole: Interval) -> Interval:
    return part / whole * 100


def _percent_left(part: Interval, whole: Interval) -> Interval:
    return Interval.of(100) - _percent(part, whole)


_DIGITS_OF_SHARES, _DIGITS_OF_NAMED = 6, 4
"""So many digits of shares or means that two columns give are no chance; fewer where a name tells one."""


def agreeing(one: Interval, two: Interval) -> int:
    """Return how many digits of two numbers agree."""
    if not one.meets(two) or None in (one.low, one.high, two.low, two.high):
        return 0
    width = (one.high or 0) - (one.low or 0) + (two.high or 0) - (two.low or 0)
    return significant(one, Fraction(width))


def significant(number: Interval, width: Fraction | None = None) -> int:
    """Return how many digits of a number are known, by how wide it is, or by how wide another is."""
    if number.low is None or number.high is None:
        return 0
    low, high = Fraction(number.low), Fraction(number.high)
    return len(str(int(abs(low + high) / 2 / ((high - low if width is None else width) or 1))))
