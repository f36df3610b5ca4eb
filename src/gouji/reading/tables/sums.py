"""Which cells of a table are totals of which others, and shares of which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby, pairwise, takewhile
from math import ceil, floor
from operator import add

from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle, significant
from gouji.facts.numbers.intervals import Interval, plain
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.headings import LEVEL, MEAN, NOW, SHARE
from gouji.reading.tables.layout import Band, Side
from gouji.reading.tables.row_sums import AMONG, FAMILY, GROUP, TOTAL, Sum, sums_of
from gouji.reading.tables.rows import RowOf

ROW_TOTAL, SHARE_OF = "table.row", "table.share"

Place = tuple[int, int]
"""Row and column."""
Link = tuple[Place, tuple[Place, ...], str, bool]
"""A total, its parts, the construct that says so, and whether no part is left out."""


@dataclass(frozen=True, slots=True)
class CellClaim:
    """What a cell claims, and the interval of its figure."""

    claim: Claim
    interval: Interval


Cells = dict[Place, CellClaim]
"""The claims of a side by row and column."""


def links(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> list[Link]:
    """Return which cells are totals of others: each construct only where it holds in the table at large."""
    found = [*_down(side, rows, cells), *_across(band, side, rows, cells)]
    trusted = borne_out(found, cells)
    sums = [
        adds_up(cells, whole, parts) for whole, parts, via, _ in found if via == ROW_TOTAL and len(parts) > 1
    ]
    # Where all rows add up, what is left blank in one is nothing.
    surely = len(sums) > 1 and all(sums)
    kept = [(*link[:3], link[3] or (surely and link[2] == ROW_TOTAL)) for link in found if link[2] in trusted]
    return [(*link[:3], link[3] and not _leaves_a_rest(link, cells)) for link in kept]


def _leaves_a_rest(link: Link, cells: Cells) -> bool:
    """Whether a total may have a part that is not listed: what is left is less than each of its parts.

    Of the three industries there is none; nor where one digit keeps the sum from adding up.
    """
    whole, parts, via, _ = link
    if via == FAMILY or adds_up(cells, whole, parts) or _has_a_slip(whole, parts, cells):
        return False
    rest = cells[whole].interval - reduce(add, (cells[part].interval for part in parts))
    if len(parts) == 1:
        return rest.exceeds(Interval.of(0))
    return rest.exceeds(Interval.of(0)) and all(cells[part].interval.exceeds(rest) for part in parts)


def is_across(link: Link) -> bool:
    """Whether the parts of a total stand in its row, not in its column."""
    return link[0][0] == link[1][0][0]


def without_twice(found: Iterable[Link]) -> list[Link]:
    """Return links, of each total one complete sum across and one down, but for lists that divide it anew.

    Of what is known to be complete nothing is left open: neither its parts nor others.
    """
    kept: dict[tuple[Place, str], Link] = {}
    opened: list[Link] = []
    for link in found:
        if link[3]:
            kept.setdefault((link[0], kind_of_list(link)), link)
        else:
            opened.append(link)
    parts = {part for link in kept.values() for part in link[1]}
    return [
        *kept.values(),
        *(link for link in opened if (link[0], kind_of_list(link)) not in kept and parts.isdisjoint(link[1])),
    ]


def kind_of_list(link: Link) -> str:
    """Return what tells lists of all parts of one total apart: that they stand in its row (行), or begin."""
    if is_across(link):
        return "行"
    return f"{link[1][0][0] + 1}" if link[2] == GROUP else ""


def shares(side: Side, found: Sequence[Link], cells: Cells) -> dict[Place, Place]:
    """Return shares with what they are shares of: the total of their levels where that is the 100 %."""
    wholes: dict[Place, Place] = {}
    for whole, parts, via, _ in found:
        behind = [(whole[0], one) for one in side.values[side.values.index(whole[1]) + 1 :]]
        own = takewhile(lambda place: place not in cells or not cells[place].claim.is_level, behind)
        column = next((place[1] for place in own if _is_share(cells.get(place))), None)
        if via == ROW_TOTAL or column is None or 100 not in cells[whole[0], column].interval:
            continue
        for row, _ in parts:
            if _is_share(cells.get((row, column))):
                wholes.setdefault((row, column), whole)
    return wholes


def _is_share(read: CellClaim | None) -> bool:
    return read is not None and read.claim.measure == SHARE


def borne_out(found: Sequence[Link], cells: Cells) -> set[str]:
    """Return the constructs of links that hold in the table at large."""
    return {via for via in {via for _, _, via, _ in found} if _is_borne_out(via, found, cells)}


def _is_borne_out(via: str, found: Sequence[Link], cells: Cells) -> bool:
    """Whether at least as many sums of a construct hold in the table as do not; those of noughts say nothing.

    A misread structure adds up nowhere. A total row that stands alone is trusted by its own word.
    """
    sums = [(whole, parts) for whole, parts, one, complete in found if one == via and complete]
    failing = [one for one in sums if not adds_up(cells, *one)]
    fine = sum(0 not in cells[whole].interval for whole, parts in sums if (whole, parts) not in failing)
    bad = len(failing) - _by_one_cell(failing, cells)
    opened = [
        (whole, part)
        for whole, parts, one, complete in found
        if one == via and not complete
        for part in parts
    ]
    over = sum(cells[part].interval.exceeds(cells[whole].interval) for whole, part in opened)
    if over > 1 and _MOST * over > len(opened):
        return False
    return fine >= bad or (via in _BY_WORD and len(sums) == 1)


_BY_WORD = frozenset({TOTAL, FAMILY})
"""Constructs whose words are sure: 合计, and the three industries."""


def _by_one_cell(failing: Sequence[tuple[Place, tuple[Place, ...]]], cells: Cells) -> int:
    """Return how many sums one wrong cell keeps from adding up: two and more that ask for one value there."""
    asked: dict[Place, list[Interval]] = {}
    for whole, parts in failing:
        for place in (whole, *parts):
            asked.setdefault(place, []).append(_right(place, whole, parts, cells))
    explained = [len(some) for some in asked.values() if all(one.meets(two) for one, two in pairwise(some))]
    most = max(explained, default=0)
    return most if most > 1 else 0


_FAR = 10
"""Digits that are swapped make so many times as much as rounding leaves open."""
_MOST = 4
"""Of so many parts of open breakdowns at most one exceeds its total, where they are read right."""


def adds_up(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether the figures of the parts can be those that the whole is the sum of."""
    return reduce(add, (cells[part].interval for part in parts)).meets(cells[whole].interval)


def _down(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    for _, readings in groupby(sums_of(rows), key=lambda one: (one.whole, one.via, _list_of(one))):
        one = _reading(list(readings), side, cells)
        if one is None:
            continue
        for whole, parts in _columns(one, side, cells):
            yield whole, parts, one.via, one.complete and (len(parts) > 1 or len(one.parts) == 1)


def _list_of(one: Sum) -> int:
    """Return with which row a list of all parts of a whole begins, where there may be several; else 0."""
    return one.parts[0] if one.via == GROUP else 0


def _columns(one: Sum, side: Side, cells: Cells) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    """Yield a total with its parts in each column where they can be added up."""
    fits = can_be_added if not one.complete else is_told_by_digits if one.via == GROUP else may_be_a_sum
    for column in side.values:
        whole = (one.whole, column)
        parts = tuple((row, column) for row in one.parts if (row, column) in cells)
        if whole in cells and parts and fits(cells, whole, parts):
            yield whole, parts


def _reading(readings: Sequence[Sum], side: Side, cells: Cells) -> Sum | None:
    """Return the reading of a total row that adds up.

    Where none does, it is the first whose word is sure, or that a slip of the pen keeps from adding up.
    """
    for one in readings:
        flat = _without_subtotals(one, side, cells) if one.complete else one
        sums = [
            adds_up(cells, whole, parts)
            for whole, parts in _columns(flat, side, cells)
            if 0 not in cells[whole].interval
        ]
        if sums and 2 * sum(sums) >= len(sums):
            return flat
    slips = (one for one in readings if one.sure or _is_kept_by_a_slip(one, side, cells))
    return next(slips, None)


def _is_kept_by_a_slip(one: Sum, side: Side, cells: Cells) -> bool:
    sums = _columns(one, side, cells)
    return any(len(parts) > 1 and _has_a_slip(whole, parts, cells) for whole, parts in sums)


def _has_a_slip(whole: Place, parts: Sequence[Place], cells: Cells) -> bool:
    """Whether one digit, or two that are swapped, in the total or a part keep a sum from adding up."""
    return any(
        _is_slip(cells[place].interval, _right(place, whole, parts, cells)) for place in (whole, *parts)
    )


def _right(place: Place, whole: Place, parts: Sequence[Place], cells: Cells) -> Interval:
    """Return what a cell of a sum has to be by all the others."""
    others = reduce(add, (cells[part].interval for part in parts if part != place), Interval.of(0))
    return others if place == whole else cells[whole].interval - others


def _is_slip(printed: Interval, right: Interval) -> bool:
    """Whether two numbers differ by one digit or by two swapped ones (by far more than rounding)."""
    if is_one_slip(_digits(printed), _digits(right)):
        return True
    number, exact, least, most = middle(printed), middle(right), right.low, right.high
    if number is None or exact is None or least is None or most is None:
        return False
    width = (printed.high or 0) - (printed.low or 0)
    if not width or abs(number - exact) < _FAR * (most - least):
        return False
    steps = range(ceil((least - number) / width), floor((most - number) / width) + 1)
    return any(are_swapped(plain(number), plain(number + step * width)) for step in steps)


def _digits(number: Interval) -> str:
    """Return the number in the middle of an interval as written; empty where it has none."""
    found = middle(number)
    return "" if found is None else plain(found)


def _without_subtotals(one: Sum, side: Side, cells: Cells) -> Sum:
    """Return a total without parts whose own parts stand unmarked behind them.

    3年以上 before 3至4年 and 5年以上 is such a part: it is the sum of those; without it the total adds up.
    """
    for whole, parts in _columns(one, side, cells):
        if adds_up(cells, whole, parts):
            continue
        for at, part in enumerate(parts):
            rest = (*parts[:at], *parts[at + 1 :])
            runs = (parts[at + 1 : end] for end in range(at + 2, len(parts) + 1))
            if rest and adds_up(cells, whole, rest) and any(adds_up(cells, part, run) for run in runs):
                return replace(one, parts=tuple(row for row in one.parts if row != part[0]))
    return one


def _across(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield the cells of a total column with those of the columns that it adds up."""
    for total, columns in _total_columns(band, side):
        for row in rows:
            whole = (row.row, total)
            parts = tuple((row.row, column) for column in columns if (row.row, column) in cells)
            if whole in cells and parts and may_be_a_sum(cells, whole, parts):
                yield whole, parts, ROW_TOTAL, len(parts) > 1
    for total, column in _columns_among(band, side):
        for row in rows:
            whole, part = (row.row, total), (row.row, column)
            if whole in cells and part in cells and can_be_added(cells, whole, (part,)):
                yield whole, (part,), AMONG, False


def _total_columns(band: Band, side: Side) -> Iterator[tuple[int, list[int]]]:
    """Yield total columns (合计) with those that they add up: on one side of them, of the same time.

    A total below a header is of the columns below that; of a group that has a total, only that is added up.
    """
    levels = _columns_of_levels(band, side)
    totals = [column for column in levels if band.headings[column].total]
    for column in totals:
        group = band.groups[column]
        inside = [other for other in levels if band.groups[other][: len(group)] == group]
        at = inside.index(column)
        first = at == 0 or inside[at - 1] in totals
        nested = {band.groups[other] for other in totals if len(band.groups[other]) > len(group)}
        parts = [
            other
            for other in (inside[at + 1 :] if first else inside[:at])
            if (other in totals) == (band.groups[other] in nested)
            and _when(band, other) == _when(band, column)
        ]
        if len(parts) > 1:
            yield column, parts


def _columns_of_levels(band: Band, side: Side) -> list[int]:
    """Return the columns of levels that are not among others (其中)."""
    headings = band.headings
    return [one for one in side.values if headings[one].measure in {"", LEVEL} and not headings[one].among]


def _columns_among(band: Band, side: Side) -> Iterator[tuple[int, int]]:
    """Yield columns that are among the others of the one before them, and that one."""
    levels = _columns_of_levels(band, side)
    for column in side.values:
        before = [one for one in levels if one < column]
        if before and band.headings[column].among and band.headings[column].measure in {"", LEVEL}:
            yield before[-1], column


def _when(band: Band, column: int) -> str:
    when = band.headings[column].when
    return "" if when == NOW else when


def may_be_a_sum(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether a cell may be the sum of others: they can be added up, and it does not lie among them.

    What a total row gives of rates, means and peaks is a rate, a mean or a peak again.
    """
    if not can_be_added(cells, whole, parts):
        return False
    total = cells[whole].interval
    greater = [cells[part].interval.exceeds(total) for part in parts]
    among = not all(total.exceeds(cells[part].interval) for part in parts) and not all(greater)
    return not among or len(parts) == 1 or adds_up(cells, whole, parts) or _has_a_slip(whole, parts, cells)


def is_told_by_digits(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether a cell may be the sum of others by so many digits that chance would not make it."""
    total = middle(cells[whole].interval)
    telling = total is not None and len(significant(total)) >= _TELLING
    return telling and may_be_a_sum(cells, whole, parts)


_TELLING = 5


def can_be_added(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether values of these cells can be added up: levels of one unit, no rates or means.

    What a head has is the sum of what it has of each kind.
    """
    total = cells[whole].claim
    per_head = bool(parts) and pattern("of_one_head").search(total.indicator) is not None
    return all(
        (claim.measure == LEVEL or (claim is total and per_head and claim.measure == MEAN))
        and claim.unit == total.unit
        and claim.unit not in {"%", POINTS}
        and claim.unit not in TIME_UNITS
        and "/" not in claim.unit
        and not pattern("no_summand").search(pattern("of_one_head").sub("", claim.indicator))
        for claim in (total, *(cells[part].claim for part in parts))
    )
