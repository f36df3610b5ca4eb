"""Which cells of a table are totals of which others, and shares of which; why no cell is tied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from math import ceil, floor
from typing import NamedTuple

from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle, significant
from gouji.facts.numbers.intervals import Interval, plain
from gouji.facts.table.told import TABLE, Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Table
from gouji.reading.tables.headings import LEVEL, MEAN, NOW, SHARE
from gouji.reading.tables.layout import Band, Side, ascends, is_number
from gouji.reading.tables.row_sums import AMONG, DEPTH, FAMILY, GROUP, TOTAL, Sum, sums_of
from gouji.reading.tables.rows import RowOf

ROW_TOTAL, SHARE_OF = "table.row", "table.share"

Place = tuple[int, int]
"""Row and column."""
Line = Sequence[Place]
"""The places of a row, or those of a column."""


class Link(NamedTuple):
    """A total with its parts, which stand in its row or in its column."""

    whole: Place
    parts: tuple[Place, ...]
    via: str
    complete: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """All its cells."""
        return (self.whole, *self.parts)

    @property
    def is_across(self) -> bool:
        """Whether the parts stand in the row of the total, not in its column."""
        return self.whole[0] == self.parts[0][0]

    @property
    def listed(self) -> str:
        """What tells lists of all parts of one total apart: that they stand in its row (行), or begin."""
        if self.is_across:
            return "行"
        return f"{self.parts[0][0] + 1}" if self.via == GROUP else ""


class CellClaim(NamedTuple):
    """What a cell claims, and the interval of its figure."""

    claim: Claim
    interval: Interval


Cells = dict[Place, CellClaim]
"""The claims of a side by row and column."""


def lines_of(side: Side, rows: Sequence[RowOf]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the places of a side by row, and by column."""
    across = [[(row.row, column) for column in side.values] for row in rows]
    return across, list(zip(*across, strict=True))


def links(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> list[Link]:
    """Return which cells are totals of others: each construct only where it holds in the table at large."""
    found = [*_down(side, rows, cells), *_across(band, side, rows, cells)]
    trusted = borne_out(found, cells, {row.row for row in rows if row.coded})
    across = [link for link in found if link.via == ROW_TOTAL]
    sums = [adds_up(cells, link.whole, link.parts) for link in across if link.complete]
    alone = _alone([link for link in across if not link.complete], cells)
    # Where all rows add up, what is left blank in one is nothing.
    surely = len(sums) > 1 and all(sums)
    kept = [
        link._replace(complete=link.complete or (link.via == ROW_TOTAL and (surely or link in alone)))
        for link in found
        if link.via in trusted
    ]
    return [link._replace(complete=link.complete and not _leaves_a_rest(link, cells)) for link in kept]


def _alone(found: Sequence[Link], cells: Cells) -> list[Link]:
    """Return totals of rows with a single part each, where nearly all of them are equal to it.

    What the other columns leave blank is nothing: of 合计 and 财政拨款 beside empty 事业收入.
    """
    fine = [link for link in found if adds_up(cells, link.whole, link.parts)]
    telling = sum(0 not in cells[link.whole].interval for link in fine)
    bad = len(found) - len(fine)
    return list(found) if telling > 1 and telling >= _MOST * bad else []


def why_untied(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> str:
    """Return the key of the reason why no cells of a side are totals of others."""
    if [*_down(side, rows, cells), *_across(band, side, rows, cells)]:
        return NOT_BORNE_OUT
    named = (*sums_of(rows), *_total_columns(band, side), *_columns_among(band, side))
    return NOT_ADDED if named else NO_TOTAL


def _leaves_a_rest(link: Link, cells: Cells) -> bool:
    """Whether a total may have a part that is not listed: what is left is less than each of its parts.

    Of the three industries there is none; nor where one digit keeps the sum from adding up.
    """
    whole, parts, via, _ = link
    if via == FAMILY or adds_up(cells, whole, parts) or has_a_slip(link, cells):
        return False
    rest = cells[whole].interval - _sum(parts, cells)
    least = len(parts) == 1 or all(cells[part].interval.exceeds(rest) for part in parts)
    return least and rest.exceeds(Interval.of(0))


def without_twice(found: Iterable[Link]) -> list[Link]:
    """Return links, of each total one complete sum across and one down, but for lists that divide it anew.

    Of what is known to be complete nothing is left open: neither its parts nor others.
    """
    kept: dict[tuple[Place, str], Link] = {}
    opened: list[Link] = []
    for link in found:
        if link.complete:
            kept.setdefault((link.whole, link.listed), link)
        else:
            opened.append(link)
    parts = {part for link in kept.values() for part in link.parts}
    opened = [link for link in opened if (link.whole, link.listed) not in kept]
    return [*kept.values(), *(link for link in opened if parts.isdisjoint(link.parts))]


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


def borne_out(found: Sequence[Link], cells: Cells, coded: Collection[int] = ()) -> set[str]:
    """Return the constructs of links that hold in the table at large; codes tell of rows *coded*."""
    by_construct: defaultdict[str, list[Link]] = defaultdict(list)
    for link in found:
        by_construct[link.via].append(link)
    return {via for via, some in by_construct.items() if _is_borne_out(some, cells, coded)}


def _is_borne_out(found: Sequence[Link], cells: Cells, coded: Collection[int]) -> bool:
    """Whether at least as many sums of a construct hold in the table as do not; those of noughts say nothing.

    A misread structure adds up nowhere. A total row that stands alone is trusted by its own word.
    """
    sums = [link for link in found if link.complete]
    failing = [link for link in sums if not adds_up(cells, link.whole, link.parts)]
    fine = sum(0 not in cells[link.whole].interval for link in sums if link not in failing)
    asked = ((place, _right(place, link, cells)) for link in failing for place in link.places)
    bad = len(failing) - len(asked_of_one(asked))
    opened = [(link.whole, part) for link in found if not link.complete for part in link.parts]
    over = sum(cells[part].interval.exceeds(cells[whole].interval) for whole, part in opened)
    if over > 1 and _MOST * over > len(opened):
        return False
    alone = sums[0] if len(sums) == 1 else None
    told = alone is not None and (alone.via in _BY_WORD or _is_coded(alone, cells, coded))
    return fine >= bad or told


def _is_coded(link: Link, cells: Cells, coded: Collection[int]) -> bool:
    """Whether codes say that many rows are all of a total, which one wrong figure keeps from adding up."""
    by_code = link.via == DEPTH and link.whole[0] in coded and len(link.parts) > _MOST
    total, made = cells[link.whole].interval, _sum(link.parts, cells)
    near = not ((total * 2).exceeds(made * 3) or (made * 2).exceeds(total * 3))
    return by_code and (near or has_a_slip(link, cells))


_BY_WORD = frozenset({TOTAL, FAMILY})
"""Constructs whose words are sure: 合计, and the three industries."""


def asked_of_one(asked: Iterable[tuple[Place, Interval]]) -> list[Interval]:
    """Return what is *asked* of one wrong cell by several sums, or balances, that it keeps from holding.

    These are two and more that ask for one value there; nothing where there are no such.
    """
    by_place: defaultdict[Place, list[Interval]] = defaultdict(list)
    for place, right in asked:
        by_place[place].append(right)
    agreed = [some for some in by_place.values() if all(one.meets(two) for one, two in pairwise(some))]
    most = max(agreed, key=len, default=[])
    return most if len(most) > 1 else []


_FAR = 10
"""Digits that are swapped make so many times as much as rounding leaves open."""
_MOST = 4
"""Of so many parts of open breakdowns at most one exceeds its total, where they are read right."""


def _sum(parts: Iterable[Place], cells: Cells) -> Interval:
    return sum((cells[part].interval for part in parts), Interval.of(0))


def adds_up(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether the figures of the parts can be those that the whole is the sum of."""
    return _sum(parts, cells).meets(cells[whole].interval)


def _down(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    # Lists that divide a whole anew begin with other rows, and are no readings of one another.
    for _, readings in groupby(
        sums_of(rows), key=lambda one: (one.whole, one.via, one.via == GROUP and one.parts[0])
    ):
        one = _reading(list(readings), side, cells)
        yield from _columns(one, side, cells) if one else ()


def _columns(one: Sum, side: Side, cells: Cells) -> Iterator[Link]:
    """Yield a total with its parts in each column where they can be added up."""
    fits = can_be_added if not one.complete else is_told_by_digits if one.via == GROUP else may_be_a_sum
    for column in side.values:
        whole = (one.whole, column)
        parts = tuple((row, column) for row in one.parts if (row, column) in cells)
        if whole in cells and parts and fits(cells, whole, parts):
            yield Link(whole, parts, one.via, one.complete and (len(parts) > 1 or len(one.parts) == 1))


def _reading(readings: Sequence[Sum], side: Side, cells: Cells) -> Sum | None:
    """Return the reading of a total row that adds up.

    Where none does, it is the first whose word is sure, or that a slip of the pen keeps from adding up.
    """
    for one in readings:
        flat = _without_subtotals(one, side, cells) if one.complete else one
        told = [link for link in _columns(flat, side, cells) if 0 not in cells[link.whole].interval]
        fine = sum(adds_up(cells, link.whole, link.parts) for link in told)
        if told and 2 * fine >= len(told):
            return flat
    slips = (one for one in readings if one.sure or _is_kept_by_a_slip(one, side, cells))
    return next(slips, None)


def _is_kept_by_a_slip(one: Sum, side: Side, cells: Cells) -> bool:
    return any(len(link.parts) > 1 and has_a_slip(link, cells) for link in _columns(one, side, cells))


def has_a_slip(link: Link, cells: Cells) -> bool:
    """Whether one digit, or two that are swapped, in the total or a part keep a sum from adding up."""
    return any(_is_slip(cells[place].interval, _right(place, link, cells)) for place in link.places)


def _right(place: Place, link: Link, cells: Cells) -> Interval:
    """Return what a cell of a sum has to be by all the others."""
    others = _sum((part for part in link.parts if part != place), cells)
    return others if place == link.whole else cells[link.whole].interval - others


def _is_slip(printed: Interval, right: Interval) -> bool:
    """Whether two numbers differ by one digit or by two swapped ones (by far more than rounding)."""
    number, exact, least, most = middle(printed), middle(right), right.low, right.high
    if number is None or exact is None or least is None or most is None:
        return False
    if is_one_slip(plain(number), plain(exact)):
        return True
    width = (printed.high or 0) - (printed.low or 0)
    if not width or abs(number - exact) < _FAR * (most - least):
        return False
    steps = range(ceil((least - number) / width), floor((most - number) / width) + 1)
    return any(are_swapped(plain(number), plain(number + step * width)) for step in steps)


def _without_subtotals(one: Sum, side: Side, cells: Cells) -> Sum:
    """Return a total without parts whose own parts stand unmarked behind them.

    3年以上 before 3至4年 and 5年以上 is such a part: it is the sum of those; without it the total adds up.
    """
    for whole, parts, *_ in _columns(one, side, cells):
        if adds_up(cells, whole, parts):
            continue
        for at, part in enumerate(parts):
            rest = (*parts[:at], *parts[at + 1 :])
            runs = (parts[at + 1 : end] for end in range(at + 2, len(parts) + 1))
            if rest and adds_up(cells, whole, rest) and any(adds_up(cells, part, run) for run in runs):
                return one._replace(parts=tuple(row for row in one.parts if row != part[0]))
    return one


def _across(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield the cells of a total column with those of the columns that it adds up, or that are among it."""
    totals = [(ROW_TOTAL, may_be_a_sum, *one) for one in _total_columns(band, side)]
    among = [(AMONG, can_be_added, *one) for one in _columns_among(band, side)]
    for via, fits, total, columns in (*totals, *among):
        for row in rows:
            whole = (row.row, total)
            parts = tuple((row.row, column) for column in columns if (row.row, column) in cells)
            if whole in cells and parts and fits(cells, whole, parts):
                yield Link(whole, parts, via, len(parts) > 1)


def _total_columns(band: Band, side: Side) -> Iterator[tuple[int, list[int]]]:
    """Yield total columns (合计) with those that they add up: on one side of them, of the same time.

    A total below a header is of the columns below that; of a group that has a total, only that is added up.
    """
    levels = _columns_of_levels(band, side)
    totals = [column for column in levels if band.headings[column].total]
    for column in totals:
        group = band.group(column)
        inside = [other for other in levels if band.group(other)[: len(group)] == group]
        at = inside.index(column)
        first = at == 0 or inside[at - 1] in totals
        nested = {band.group(other) for other in totals if len(band.group(other)) > len(group)}
        parts = [
            other
            for other in (inside[at + 1 :] if first else inside[:at])
            if (other in totals) == (band.group(other) in nested)
            and _when(band, other) == _when(band, column)
        ]
        if len(parts) > 1:
            yield column, parts


def _columns_of_levels(band: Band, side: Side) -> list[int]:
    """Return the columns of levels that are not among others (其中)."""
    headings = band.headings
    return [one for one in side.values if headings[one].measure in {"", LEVEL} and not headings[one].among]


def _columns_among(band: Band, side: Side) -> Iterator[tuple[int, list[int]]]:
    """Yield columns with the one behind them that is among others of theirs."""
    levels = _columns_of_levels(band, side)
    for column in side.values:
        before = [one for one in levels if one < column]
        if before and band.headings[column].among and band.headings[column].measure in {"", LEVEL}:
            yield before[-1], [column]


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
    link = Link(whole, tuple(parts), "", complete=True)
    return not among or len(parts) == 1 or adds_up(cells, whole, parts) or has_a_slip(link, cells)


def is_told_by_digits(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether a cell may be the sum of others by so many digits that chance would not make it."""
    total = middle(cells[whole].interval)
    telling = total is not None and len(significant(total)) >= 5
    return telling and may_be_a_sum(cells, whole, parts)


def can_be_added(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether values of these cells can be added up: levels of one unit, no rates or means.

    What a head has is the sum of what it has of each kind.
    """
    total = cells[whole].claim
    per_head = bool(parts) and pattern("of_one_head").search(total.indicator) is not None
    return all(
        (
            claim.measure == LEVEL
            or (claim.measure == MEAN and per_head and claim.indicator.startswith(total.indicator))
        )
        and claim.unit == total.unit
        and claim.unit not in {"%", POINTS}
        and claim.unit not in TIME_UNITS
        and "/" not in claim.unit
        and not pattern("no_summand").search(pattern("of_one_head").sub("", claim.indicator))
        for claim in (total, *(cells[part].claim for part in parts))
    )


TABLE_UNREAD = "table-unread"
NO_TOTAL = "table-without-total"
NOT_ADDED = "table-not-added"
NOT_BORNE_OUT = "table-not-borne-out"
_MOST_TELLING = (NOT_BORNE_OUT, NOT_ADDED, NO_TOTAL)


def told_of(table: Table, claims: Sequence[Claim], reasons: Sequence[str]) -> Told | None:
    """Return a table as it is told; None where it has no figures, or one.

    *reasons*: why no cells are tied, for each of its sides where none are.
    """
    figures = [(claim.start, claim.end) for claim in claims] or list(_numbers(table))
    if len(figures) < 2:
        return None
    units = {claim.unit for claim in claims}
    tied = any(not claim.stands_alone for claim in claims)
    named = any(claim.indicator for claim in claims)
    said = next((one for one in _MOST_TELLING if one in reasons), NO_TOTAL) if named else TABLE_UNREAD
    unit = units.pop() if len(units) == 1 else ""
    return Told(TABLE, table.start, table.end, unit, tuple(figures), "" if tied else said)


def _numbers(table: Table) -> Iterator[tuple[int, int]]:
    """Yield where the cells with figures begin and end; those that number rows or columns are none."""
    across = [[cell for cell in dict.fromkeys(row) if cell and is_number(cell.text)] for row in table.rows]
    down = [[row[column] for row in table.rows] for column in range(table.width)]
    numbered = [[cell for cell in dict.fromkeys(line) if cell and is_number(cell.text)] for line in down]
    counts = {cell for line in (*across, *numbered) if len(line) > 1 and ascends(line) for cell in line}
    found = dict.fromkeys(cell for line in across for cell in line if cell not in counts)
    yield from ((cell.start, cell.end) for cell in found)
