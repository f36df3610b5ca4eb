"""Shares that name what they are of, and margins: tied by their names where figures alone cannot."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import CELL_PLACE, RATE
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.told import is_untied_share
from gouji.reading.tables.computed import significant
from gouji.reading.tables.headings import LEVEL, SHARE
from gouji.reading.tables.layout import Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import Cells, Place

NAMED, BY_NAME = "table.named", "table.by-name"
"""Constructs of shares of a total told elsewhere: of a column, and of a row that names its part too."""
_FEWEST, _DIGITS, _DIGITS_OF_SCALE = 2, 6, 12
"""So many shares of a column, with so many digits, have to be those of a total for that to be no chance.

More are asked for where they tell of what scale the amounts are too, whose unit their table leaves out.
"""
SCALES = (1, 1_000, 10_000, 1_000_000, 100_000_000)


class _Cell(NamedTuple):
    """The claim of a cell, and where it stands.

    Attributes:
        column: Its column, as spreadsheets write it, behind its length: so that Z is before AA.
        names: The names of its row and its column.
    """

    claim: Claim
    table: int
    row: int
    column: tuple[int, str]
    names: tuple[str, str]


def margins(rows: Sequence[RowOf], side: Side, cells: Cells) -> Iterator[tuple[Place, Place, Place]]:
    """Yield margins (毛利率) with the income and the costs in their row, where these give them."""
    for row in rows:
        read = {
            (row.row, column): cells[row.row, column] for column in side.values if (row.row, column) in cells
        }
        levels = {place: one for place, one in read.items() if one.claim.measure == LEVEL}
        names = (pattern("margin"), pattern("of_income"), pattern("of_costs"))
        named = [[place for place, one in levels.items() if of.search(one.claim.indicator)] for of in names]
        if all(len(places) == 1 for places in named):
            (margin,), (income,), (costs,) = named
            part, whole = cells[costs].interval, cells[income].interval
            if 0 not in whole and (Interval.of(100) - part / whole * 100).meets(cells[margin].interval):
                yield margin, costs, income


def of_named_totals(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; shares with the total that they name (占营业收入).

    The total is told elsewhere, once or with equal values. The part is the amount before the share in its
    row. Where there is none, and in sentences, it has the name of the share: such a tie is as sure as a rate
    by its noun.
    """
    cells = [cell for claim in claims if claim.place and (cell := _cell(claim)) is not None]
    shares = [one for one in cells if one.claim.measure == SHARE and _is_open(one.claim)]
    stated = [claim for claim in claims if is_untied_share(claim)] if cells else []
    if not shares and not stated:
        return list(claims)
    told = _Told(claims, cells)
    tied: dict[int, Claim] = {}
    columns: defaultdict[tuple[int, tuple[int, str]], list[_Cell]] = defaultdict(list)
    for share in shares:
        columns[share.table, share.column].append(share)
    for some in columns.values():
        tied |= _of_a_column(some, told)
    for share in shares:
        if share.claim.start not in tied and (claim := _by_name(share, told)) is not None:
            tied[share.claim.start] = claim
    for claim in stated:
        if (told_of := _of_a_sentence(text, claim, told)) is not None:
            tied[claim.start] = told_of
    return [tied.get(claim.start, claim) for claim in claims]


class _Told:
    """The levels that a document tells, by their names, and those of its tables by their rows."""

    def __init__(self, claims: Sequence[Claim], cells: Sequence[_Cell]) -> None:
        self.levels: defaultdict[str, list[Claim]] = defaultdict(list)
        self.levels_by_core: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.measure == LEVEL and claim.interval is not None and claim.unit != "%":
                self.levels[_bare(claim.indicator)].append(claim)
                self.levels_by_core[_core(claim.indicator)].append(claim)
        self.rows: Mapping[tuple[int, int], list[_Cell]] = defaultdict(list)
        for cell in cells:
            if cell.claim.measure == LEVEL and cell.claim.unit != "%":
                self.rows[cell.table, cell.row].append(cell)

    def amounts(self, share: _Cell) -> list[_Cell]:
        """Return the amounts before a share in its row, of the same time."""
        found = self.rows[share.table, share.row]
        return [one for one in found if one.column < share.column and one.claim.period == share.claim.period]

    def scaled(self, table: int, unit: str, scale: int) -> dict[int, Claim]:
        """Return the amounts of money of a table without units, in one with its scale."""
        cells = [one for (number, _), row in self.rows.items() if number == table for one in row]
        money = Counter(one.column for one in cells if kind_of(one.claim.indicator).money)
        columns = Counter(one.column for one in cells)
        return {
            one.claim.start: one.claim._replace(unit=unit, interval=one.claim.interval * scale)
            for one in cells
            if not one.claim.unit and one.claim.interval and 2 * money[one.column] > columns[one.column]
        }

    def whole(self, share: _Cell) -> Claim | None:
        """Return the total that the heading of a share names; None where several values are told of it."""
        of = next(filter(None, map(pattern("share_in_heading").search, share.names)), None)
        return self.one(_bare(of["of"]), share.claim) if of else None

    def one(self, name: str, share: Claim) -> Claim | None:
        """Return the level of a name, of the time of a share; None where there is none, or no one value."""
        found = [one for one in self.levels[name] if one.period == share.period and one.stage == share.stage]
        known = sorted(found, key=_width)
        alike = all(
            two.interval and one.interval and one.interval.meets(two.interval) for one, two in pairwise(known)
        )
        return known[0] if known and alike and len({one.unit for one in known}) == 1 else None


def _of_a_sentence(text: str, share: Claim, told: _Told) -> Claim | None:
    """Return a share of a sentence, tied to a total and a part in tables: 国内业务收入占营业收入的98.96%."""
    said = text[max(0, share.start - 24) : share.start]
    of = pattern("share_said_of").search(said)
    whole = told.one(_bare(of["of"]), share) if of and share.indicator else None
    found = [
        one for one in told.levels_by_core[_core(share.indicator)] if one.place and one.period == share.period
    ]
    known = {one.interval: one for one in reversed(found)}
    if whole is None or len(known) != 1:
        return None
    (part,) = known.values()
    if not whole.unit or part.unit != whole.unit or part.start == whole.start:
        return None
    return share._replace(totals=((whole.start, RATE), (part.start, RATE)), via=BY_NAME)


def _core(name: str) -> str:
    """Return a name without words for what a business does as a whole: 国内业务收入, 国内营业收入."""
    return pattern("of_business").sub("", name)


def _is_open(claim: Claim) -> bool:
    """Whether a share is tied to no total: it has none, or only its siblings."""
    return claim.unit == "%" and (not claim.totals or claim.via == "table.siblings")


def _cell(claim: Claim) -> _Cell | None:
    at = CELL_PLACE.fullmatch(claim.place)
    if at is None:
        return None
    column, names = (len(at["column"]), at["column"]), (at["row"] or "", at["heading"] or "")
    return _Cell(claim, int(at["table"]), int(at["number"]), column, names)


def _bare(name: str) -> str:
    """Return a name without words that say only that it is all of it, or whose it is: 公司研发投入总额."""
    return pattern("says_only_all").sub("", name) or name


def _width(claim: Claim) -> float:
    found = claim.interval
    return float((found.high or 0) - (found.low or 0)) if found else 0.0


def _of_a_column(shares: Sequence[_Cell], told: _Told) -> dict[int, Claim]:
    """Return the shares of a column, tied to their parts and the total that most of them are of."""
    wholes = [told.whole(share) for share in shares]
    named = {whole.start: whole for whole in wholes if whole is not None}
    if len(named) != 1:
        return {}
    (whole,) = named.values()
    ways: defaultdict[tuple[str, tuple[int, str]], list[tuple[Claim, Claim]]] = defaultdict(list)
    for share in shares:
        for part in told.amounts(share):
            if part.claim.unit in {whole.unit, ""} and part.claim.start != whole.start:
                ways[part.claim.unit, part.column].append((share.claim, part.claim))
    tried = (
        _Way(whole, pairs, scale) for (unit, _), pairs in ways.items() for scale in ((1,) if unit else SCALES)
    )
    way = max(tried, key=lambda one: len(one.fine), default=None)
    if way is None or not way.is_no_chance:
        return {}
    found = {
        share.start: share._replace(
            totals=((whole.start, share.place.rpartition("!")[2]), (part.start, "")), via=NAMED
        )
        for share, part in way.pairs
    }
    return found | (told.scaled(shares[0].table, whole.unit, way.scale) if way.tells_scale else {})


class _Way(NamedTuple):
    """A way in which the shares of a column may be of a total.

    Attributes:
        scale: What the parts are to be multiplied by.
    """

    whole: Claim
    pairs: list[tuple[Claim, Claim]]
    scale: int

    @property
    def tells_scale(self) -> bool:
        """Whether the parts have no unit."""
        return not all(part.unit for _, part in self.pairs)

    @property
    def fine(self) -> list[Interval]:
        """The shares that their parts and the total give."""
        whole = self.whole.interval
        if whole is None or 0 in whole:
            return []
        told = ((share.interval, part.interval) for share, part in self.pairs)
        known = ((share, part) for share, part in told if share is not None and part is not None)
        return [share for share, part in known if (part / whole * (100 * self.scale)).meets(share)]

    @property
    def is_no_chance(self) -> bool:
        """Whether most shares are given, by so many digits that it is no chance."""
        digits = sum(map(significant, self.fine))
        most = len(self.fine) >= _FEWEST and 3 * len(self.fine) >= 2 * len(self.pairs)
        return most and digits >= (_DIGITS_OF_SCALE if self.tells_scale else _DIGITS)


def _by_name(share: _Cell, told: _Told) -> Claim | None:
    """Return a share tied to the total and the part that it names, if nothing but words stands before it."""
    whole = None if told.amounts(share) or not share.claim.indicator else told.whole(share)
    part = told.one(_bare(share.claim.indicator), share.claim) if whole else None
    if whole is None or part is None or part.start == whole.start or part.unit != whole.unit:
        return None
    return share.claim._replace(totals=((whole.start, RATE), (part.start, RATE)), via=BY_NAME)
