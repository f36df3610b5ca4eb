"""Cells that are left of others: what there was, and came, less what went; a stock by its flows.

Rows say so by 加 and 减. Where nothing says so, figures do: columns or rows balance in most cells, with so
many digits that chance cannot do it, fewer where their names are those of what there was and what is left.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations, product
from math import lcm
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.lexicon.wording import pattern, patterns
from gouji.reading.links.slips import slipped
from gouji.reading.tables.computed import agreeing, are_told_alike
from gouji.reading.tables.grid import Table
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import Cells, Line, Link, Place, asked_of_one, can_be_added, lines_of

BALANCE, RUNNING, MARKED = "table.balance", "table.running", "table.marked"
CARRIED, TOLD, EQUAL = "table.carried", "table.told", "table.equal"
_LONGEST = 4
"""Most terms that a balance without words has."""
_NEAR = 4
"""A flow stands in one of so many columns or rows beside the stock that it changes."""
_DIGITS, _DIGITS_OF_TWO = 8, 5
"""So many digits that agree are no chance; fewer suffice for two terms right before what is left of them."""
_DIGITS_OF_CLOSING, _DIGITS_OF_BOTH = 5, 3
"""Fewer suffice where the name is of what is left, and fewer still where one is of what there was."""


class Balance(NamedTuple):
    """A cell and those that it is left of.

    Attributes:
        terms: The others, each with 1 where it is added and -1 where it is taken off.
    """

    whole: Place
    terms: tuple[tuple[int, Place], ...]
    via: str

    @property
    def places(self) -> frozenset[Place]:
        """All its cells."""
        return frozenset({self.whole, *(place for _, place in self.terms)})

    def asks(self, place: Place, cells: Cells) -> Interval:
        """Return what a cell has to be by all the others."""
        signed = [(-1, self.whole), *self.terms]
        own = next(sign for sign, one in signed if one == place)
        others = [(-own * sign, cells[one].interval) for sign, one in signed if one != place]
        return Interval.total([told if sign > 0 else -told for sign, told in others])


_OPEN = 16
"""Parts of a unit, of which an open end lies one inside: fewer cells are added."""


class _Figure(NamedTuple):
    """A figure, its ends as multiples of one unit: fractions take ten times as long to add."""

    low: int
    high: int
    may_be_nought: bool
    unit: str


class _Figures:
    """The figures of a side."""

    def __init__(self, cells: Cells) -> None:
        intervals = {place: read.interval for place, read in cells.items()}
        unit = _OPEN * lcm(
            *(end.denominator for one in intervals.values() for end in (one.low, one.high) if end is not None)
        )
        self.cells = cells
        self.bounded = {
            place: _Figure(
                int(one.low * unit) + one.low_open,
                int(one.high * unit) - one.high_open,
                0 in one,
                cells[place].claim.unit,
            )
            for place, one in intervals.items()
            if one.low is not None and one.high is not None
        }
        self.noughts = {place for place, one in intervals.items() if 0 in one}
        """Cells that may be nothing."""

    def holds(self, balance: Balance) -> bool:
        """Whether it balances."""
        signed = ((-1, balance.whole), *balance.terms)
        off = _off([(sign, self.bounded.get(place)) for sign, place in signed])
        if off is None:
            return balance.asks(balance.whole, self.cells).meets(self.cells[balance.whole].interval)
        return off[0] <= 0 <= off[1]


def balances(side: Side, rows: Sequence[RowOf], cells: Cells, found: Sequence[Link]) -> Iterator[Balance]:
    """Yield the balances of a side, none that says the same as a sum that is *found* already."""
    summed = {frozenset(link.places) for link in found if link.complete}
    marked = [one for one in _marked(side, rows, cells) if one.places not in summed]
    carried = list(_carried_over(side, rows, cells))
    figures = _Figures(cells)
    for named in (marked, carried):
        fine = sum(map(figures.holds, named))
        yield from named if 2 * fine >= len(named) else ()
    worded = [one for one in _told_by_words(side, rows, figures) if one.places not in summed]
    yield from worded
    told = {one.whole for one in (*marked, *carried, *worded)}
    units = {place: read.claim.unit for place, read in cells.items() if can_be_added(cells, place, ())}
    unbounded = len(figures.bounded) < len(cells)
    across, down = lines_of(side, rows)
    for lines in (down, across):
        bounded = [
            [figures.bounded.get(place) if place in units else None for place in line] for line in lines
        ]
        for at in range(len(lines)):
            ways = (way for way in _ways(at, len(lines)) if unbounded or _may_balance(bounded, at, way))
            for one in _told_by_figures(lines, (_instances(lines, at, way, units) for way in ways), figures):
                if one.whole not in told and one.places not in summed:
                    told.add(one.whole)
                    summed.add(one.places)
                    yield one


def equal_totals(table: Table, sides: Sequence[Side]) -> Iterator[tuple[Place, Place]]:
    """Yield the totals of both sides of an account (总计), which stand in one row and are equal."""
    if len(sides) != _BOTH or not all(side.stubs for side in sides):
        return
    one, two = sides
    columns = list(zip(one.values, two.values, strict=False))
    pairs = columns if len(one.values) == len(two.values) else columns[:1]
    for row, cells in enumerate(table.rows):
        stubs = [cells[side.stubs[-1]] for side in sides]
        if all(cell is not None and pattern("total_of_account").search(cell.text) for cell in stubs):
            yield from (((row, left), (row, right)) for left, right in pairs)


_BOTH = 2


def _marked(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Balance]:
    """Yield what rows with 加 and 减 lead to: the next row of the rank of the one that they begin with."""
    for at, first in enumerate(rows):
        terms = [(1, first)]
        for row in rows[at + 1 :]:
            if row.sign:
                terms.append((row.sign, row))
            elif len(terms) == 1 or not row.under_mark:
                break
            else:
                terms.append((terms[-1][0], row))
        else:
            continue
        if len(terms) < 2 or first.sign or first.under_mark or first.among:
            continue
        yield from _by_column(row, terms, MARKED, side, cells)


def _carried_over(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Balance]:
    """Yield what is carried over to the next year: what came and was there, less the total of what was done.

    Numbered rows say so: 一、新收, 二、上年结转, 三、办理结果 with a total of its own, 四、结转下年.
    """
    numbered = [row for row in rows if row.is_numbered_first]
    for new, before in pairwise(numbered):
        behind = [row for row in numbered if row.row > before.row]
        ends = (row for row in behind if pattern("left_to_next").search(row.heading.name))
        after = next(ends, None) if pattern("left_from_before").search(before.heading.name) else None
        inner = [row for row in rows if after and before.row < row.row < after.row]
        done = next((row for row in reversed(inner) if row.total and row.is_numbered_below), None)
        if after is None or done is None:
            continue
        terms = [(1, new), (1, before), (-1, done)]
        found = _by_column(after, terms, CARRIED, side, cells)
        yield from (one for one in found if len(one.terms) == len(terms))


def _told_by_words(side: Side, rows: Sequence[RowOf], figures: _Figures) -> Iterator[Balance]:
    """Yield what four rows side by side say: 上年结余, 本年收入, 本年支出, 年末结余.

    They balance, or would but for a slip of the pen.
    """
    cells = figures.cells
    for column in side.values:
        for at in range(len(rows) - len(_TOLD_WHOLE) + 1):
            some = rows[at : at + len(_TOLD_WHOLE)]
            places = [(row.row, column) for row in some]
            if any(row.total or row.among for row in some) or not all(place in cells for place in places):
                continue
            parts = [_part_told(cells[place].claim.indicator) for place in places]
            if sorted(parts) != _TOLD_WHOLE or not can_be_added(cells, places[-1], places[:-1]):
                continue
            whole = places[parts.index("closing")]
            terms = [
                (_SIGN_OF[part], place) for part, place in zip(parts, places, strict=True) if place != whole
            ]
            one = Balance(whole, tuple(terms), TOLD)
            if figures.holds(one) or any(_is_slip(one, place, cells) for place in one.places):
                yield one


_SIGN_OF = {"opening": 1, "came": 1, "went": -1}
_TOLD_WHOLE = sorted([*_SIGN_OF, "closing"])


def _part_told(name: str) -> str:
    """Return what part of a balance a name says that a row is; empty where it says none."""
    return next((part for part, word in patterns("parts_of_stocks").items() if word.search(f"{name}§")), "")


def _is_slip(one: Balance, place: Place, cells: Cells) -> bool:
    """Whether a slip of the pen in one cell keeps a balance from holding."""
    printed, meant = middle(cells[place].interval), middle(one.asks(place, cells))
    return printed is not None and meant is not None and slipped(printed, meant)


def _by_column(
    whole: RowOf, terms: Sequence[tuple[int, RowOf]], via: str, side: Side, cells: Cells
) -> Iterator[Balance]:
    """Yield what a row is left of in each column that has the first term; what is left blank is nothing."""
    (_, first), *_ = terms
    for column in side.values:
        signed = tuple((sign, (row.row, column)) for sign, row in terms if (row.row, column) in cells)
        one = Balance((whole.row, column), signed, via)
        parts = [place for _, place in signed]
        if one.whole in cells and (first.row, column) in parts and can_be_added(cells, one.whole, parts):
            yield one


def _told_by_figures(
    lines: Sequence[Line], found: Iterable[Sequence[Balance]], figures: _Figures
) -> Sequence[Balance]:
    """Return the balances of a line that its figures tell; none where two of as few terms hold alike."""
    tried = ((_borne(ways, figures), ways) for ways in found if ways)
    borne_out = [
        (borne.fine, ways)
        for borne, ways in tried
        if borne.fine and _is_borne_out(ways, borne, figures) and _are_alike(ways, lines, figures)
    ]
    best = max((fine for fine, _ in borne_out), default=0)
    kept = [ways for fine, ways in borne_out if fine == best]
    fewest = min((len(ways[0].terms) for ways in kept), default=0)
    shortest = [ways for ways in kept if len(ways[0].terms) == fewest]
    return shortest[0] if len(shortest) == 1 else []


class _Way(NamedTuple):
    """How a line may be left of others: their signs, numbers, and how many cells before theirs stand."""

    via: str
    terms: tuple[tuple[int, int, int], ...]


def _ways(at: int, lines: int) -> Iterator[_Way]:
    """Yield each way in which a line may be left of others: of those right before it, or of itself before."""
    for size in range(2, min(_LONGEST, at) + 1):
        for signs in product((1, -1), repeat=size - 1):
            if -1 in signs:
                run = zip((1, *signs), range(at - size, at), strict=True)
                yield _Way(BALANCE, tuple((sign, one, 0) for sign, one in run))
    beside = [one for one in range(max(0, at - _NEAR), min(lines, at + _NEAR + 1)) if one != at]
    for one in beside:
        yield _Way(RUNNING, ((1, at, 1), (1, one, 0)))
    for one, two in permutations(beside, 2):
        yield _Way(RUNNING, ((1, at, 1), (1, one, 0), (-1, two, 0)))


def _may_balance(figures: Sequence[Sequence[_Figure | None]], at: int, way: _Way) -> bool:
    """Whether a line balances in so many cells that more is to be asked: whole numbers tell it of most ways.

    A wrong cell of a running line keeps two from balancing, which are off by as much to either side.
    """
    telling = failing = explained = 0
    signed = [(-1, figures[at], 0), *((sign, figures[line], back) for sign, line, back in way.terms)]
    before = None
    for index in range(way.terms[0][-1], len(figures[at])):
        off, before = before, _off([(sign, line[index - back]) for sign, line, back in signed])
        if before is None:
            continue
        low, high, tells = before
        if low <= 0 <= high:
            telling, before = telling + tells, None
            continue
        failing += 1
        if off is not None and way.via == RUNNING and low + off[0] <= 0 <= high + off[1]:
            explained = 1
    fine, bad = telling + explained, failing - 2 * explained
    return 0 < fine >= bad and failing - telling <= _BOTH


def _off(signed: Sequence[tuple[int, _Figure | None]]) -> tuple[int, int, bool] | None:
    """Return what figures are off by, from and to, and whether more than two are no noughts."""
    low = high = noughts = 0
    unit = ""
    for sign, one in signed:
        if one is None or (unit and one.unit and one.unit != unit):
            return None
        unit = unit or one.unit
        low += one.low if sign > 0 else -one.high
        high += one.high if sign > 0 else -one.low
        noughts += one.may_be_nought
    return low, high, len(signed) - noughts > _BOTH


def _instances(lines: Sequence[Line], at: int, way: _Way, units: Mapping[Place, str]) -> list[Balance]:
    """Return the balances of a line cell by cell."""
    found = []
    for index in range(way.terms[0][-1], len(lines[at])):
        whole, signed = (
            lines[at][index],
            tuple((sign, lines[one][index - back]) for sign, one, back in way.terms),
        )
        told = [units.get(place) for place in (whole, *(place for _, place in signed))]
        # A header may leave out a unit that others have.
        if None not in told and len({*told, ""}) <= _BOTH:
            found.append(Balance(whole, signed, way.via))
    return found


def _are_alike(ways: Sequence[Balance], lines: Sequence[Line], figures: _Figures) -> bool:
    """Whether the same lines have figures where it does not balance as where it does.

    增加 less 使用 is what is left only where there was nothing before.
    """
    index = {place: at for line in lines for at, place in enumerate(line)}
    fine = [index[one.whole] for one in ways if figures.holds(one)]
    bad = [index[one.whole] for one in ways if not figures.holds(one)]
    return not fine or are_told_alike(fine, bad, lines, figures.cells)


class _Borne(NamedTuple):
    """How a way is borne out: cells where it holds, digits that agree there, and cells where it does not."""

    fine: int
    digits: int
    bad: int


def _borne(ways: Sequence[Balance], figures: _Figures) -> _Borne:
    """Return how a way is borne out by cells where two terms and more are not zero.

    Where one wrong cell keeps several from balancing, they bear one another out: all ask for one value there.
    """
    failing: list[Balance] = []
    telling: list[Balance] = []
    for one in ways:
        if not figures.holds(one):
            failing.append(one)
        elif len(one.places - figures.noughts) > _BOTH:
            telling.append(one)
    cells = figures.cells
    digits = sum(agreeing(cells[one.whole].interval, one.asks(one.whole, cells)) for one in telling)
    # Only a running line has a cell in two of its balances.
    counted = Counter(place for one in failing for place in one.places)
    shared = ((place, one) for one in failing for place in one.places if counted[place] > 1)
    again = asked_of_one((place, one.asks(place, cells)) for place, one in shared)
    digits += sum(agreeing(one, two) for one, two in pairwise(again))
    return _Borne(len(telling) + max(0, len(again) - 1), digits, len(failing) - len(again))


def _is_borne_out(ways: Sequence[Balance], borne: _Borne, figures: _Figures) -> bool:
    """Whether a line balances by so many digits that it is no chance, and in most of its cells.

    Every term has to tell somewhere: of a line of noughts it cannot be known how it counts.
    """
    weighed = [one for one in ways if borne.fine < 2 or figures.holds(one)]
    for at in range(len(ways[0].terms)):
        if all(one.terms[at][1] in figures.noughts for one in weighed):
            return False
    closing, opening = _names(ways[0], figures.cells)
    needed = _DIGITS_OF_TWO if ways[0].via == BALANCE and len(ways[0].terms) == 2 else _DIGITS
    if closing:
        needed = _DIGITS_OF_BOTH if opening else _DIGITS_OF_CLOSING
    most = borne.fine >= borne.bad if closing and opening else borne.fine >= 2 * borne.bad
    return most and borne.digits >= needed * max(1, borne.bad)


def _names(one: Balance, cells: Cells) -> tuple[bool, bool]:
    """Return whether a cell is named as what is left, and its first term as what there was."""
    named = cells[one.whole].claim.indicator
    first = cells[one.terms[0][1]].claim
    before = one.via == BALANCE and first.period < cells[one.whole].claim.period
    return (
        before or pattern("closing").search(named) is not None,
        before or pattern("opening").search(first.indicator) is not None,
    )
