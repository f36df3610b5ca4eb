"""Claims of cells tied to one another: totals, balances and shares.

Shares that leave nothing out too: lines that make 100 %, where no total says so; and sums over time.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import OF_100, REST, SIBLING, TAKEN_OFF
from gouji.facts.table.periods import Period
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.siblings import Told, are_mostly_of_one, are_of_one
from gouji.reading.links.slips import NEAR_HUNDRED
from gouji.reading.tables.balances import Balance, balances
from gouji.reading.tables.computed import ALIKE, Triple, means_alike, shares_alike, sums_alike
from gouji.reading.tables.headings import COMPLETION, LEVEL, MEAN, SHARE
from gouji.reading.tables.layout import Band, Side
from gouji.reading.tables.named import margins
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import (
    SHARE_OF,
    CellClaim,
    Cells,
    Line,
    Link,
    Place,
    borne_out,
    lines_of,
    links,
    may_be_a_sum,
    shares,
    without_twice,
)
from gouji.reading.tables.told_sums import told_sums

_Claims = Mapping[Place, Claim]


def tied(
    band: Band,
    side: Side,
    rows: Sequence[RowOf],
    cells: Cells,
    claims: _Claims,
    unknown: Collection[Place],
    *,
    captions: Sequence[str] = (),
) -> _Claims:
    """Return the claims of a side with what they are parts, terms and shares of.

    *cells* are what they claim without ties, *claims* the same with what their columns say of them; *unknown*
    are those with a figure that is not told (…), *captions* the lines above the table.
    """
    found = [
        link._replace(complete=link.complete and not _misses(link, unknown))
        for link in _sums(band, side, rows, cells, captions)
    ]
    claims = _with_balances(_with_totals(claims, found), balances(side, rows, cells, found))
    kept = dict(_with_shares(side, rows, cells, claims, found))
    for line in of_lines(band, side, rows, kept, captions):
        kind = "行" if line[0][0] == line[-1][0] else ""
        for place in line:
            totals = ((kept[line[0]].start, kind),)
            kept[place] = kept[place]._replace(measure=SHARE, totals=totals, complete=True, via=HUNDRED)
    return kept


def _misses(link: Link, unknown: Collection[Place]) -> bool:
    """Whether a part of a total may be a figure that is not told: one in its column, or in its row."""
    along = 0 if link.is_across else 1
    return any(place[along] == link.whole[along] for place in unknown)


def _sums(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells, captions: Sequence[str]) -> list[Link]:
    over_time = list(sums_over_time(side, rows, cells))
    told = [*told_sums(side, rows, cells, captions), *links(band, side, rows, cells)]
    found = without_twice([*told, *(over_time if borne_out(over_time, cells) else ())])
    return without_twice([*found, *sums_alike(side, rows, cells, found)])


def _with_totals(claims: _Claims, found: Sequence[Link]) -> _Claims:
    kept = dict(claims)
    for link in found:
        for part in link.parts:
            claim = with_total(kept[part], claims[link.whole], link.listed, link.via)
            # 工资性收入 below 人均可支配收入 is a part of what a head has, no mean of it.
            measure = LEVEL if claim.measure == MEAN else claim.measure
            kept[part] = claim._replace(complete=link.complete, measure=measure)
    return kept


def _with_balances(claims: _Claims, found: Iterable[Balance]) -> _Claims:
    kept = dict(claims)
    for balance in found:
        # A header may leave out the unit that others have.
        unit = max(kept[place].unit for place in balance.places)
        kept |= {place: kept[place]._replace(unit=unit) for place in balance.places}
        for sign, part in balance.terms:
            mark = "+" if sign > 0 else TAKEN_OFF
            kept[part] = with_total(kept[part], kept[balance.whole], mark, balance.via)
    return kept


def with_total(claim: Claim, whole: Claim, kind: str, via: str) -> Claim:
    """Return a claim that is part or term of another one too, as a construct says."""
    return claim._replace(totals=(*claim.totals, (whole.start, kind)), via=claim.via or via)


def _with_shares(
    side: Side, rows: Sequence[RowOf], cells: Cells, claims: _Claims, found: Sequence[Link]
) -> _Claims:
    kept = dict(claims)
    for share, whole in shares(side, found, cells).items():
        kept[share] = kept[share]._replace(totals=((kept[whole].start, ""),), via=SHARE_OF)
    told = shares_alike(side, rows, cells)
    over = {place[1] for (place, _, _), _ in told if cells[place].interval.exceeds(Interval.of(100))}
    for one, rest in told:
        kept[one[0]] = _left_of(one, kept) if rest else _share_of(one, kept, over=one[0][1] in over)
    for one in margins(rows, side, cells):
        if not kept[one[0]].totals:
            kept[one[0]] = _left_of(one, kept)
    for mean, total, count in means_alike(side, rows, cells):
        terms = ((kept[total].start, ""), (kept[count].start, ""))
        kept[mean] = kept[mean]._replace(totals=terms, via=ALIKE)
    return _with_siblings(side, rows, cells, kept, found)


def _left_of(one: Triple, claims: _Claims) -> Claim:
    """Return a margin as what a part leaves of its whole."""
    margin, part, whole = (claims[place] for place in one)
    return margin._replace(totals=((whole.start, REST), (part.start, REST)), via=ALIKE)


def _share_of(one: Triple, claims: _Claims, *, over: bool) -> Claim:
    """Return a share with its whole and its part; *over* = those of its column may exceed 100 %."""
    share, part, whole = (claims[place] for place in one)
    # Each by itself: shares of several kinds of parts are not added up.
    terms = ((whole.start, share.place.rpartition("!")[2]), (part.start, ""))
    # What may exceed 100 % is no share: 为上年%.
    measure = COMPLETION if over else SHARE if share.measure == LEVEL else share.measure
    # 占全市 behind several columns is of the one that gives it.
    of, own = part.indicator, share.indicator
    name = of if own in of and measure == SHARE else own
    return share._replace(totals=terms, via=ALIKE, measure=measure, indicator=name)


def _with_siblings(
    side: Side, rows: Sequence[RowOf], cells: Cells, claims: _Claims, found: Sequence[Link]
) -> _Claims:
    """Return claims with shares of totals that are not told, and with those that make 100 %."""
    kept = dict(claims)
    for share, first, amount in siblings(side, rows, cells):
        if not kept[share].totals:
            of = ((kept[first].start, SIBLING), (kept[amount].start, SIBLING))
            kept[share] = kept[share]._replace(totals=of, via=SIBLINGS)
    for total, parts in of_100(side, found, cells):
        for part in parts:
            claim = kept[part]
            kept[part] = claim._replace(totals=(*claim.totals, (kept[total].start, OF_100)))
    return kept


HUNDRED = "table.hundred"
"""The construct of lines that make 100 %."""
Claims = Mapping[Place, Claim]


def of_lines(
    band: Band, side: Side, rows: Sequence[RowOf], claims: Claims, captions: Sequence[str]
) -> Iterator[Line]:
    """Yield the shares of each column, or of each row, that are all there are.

    They end in what is left (其他), or are all of their line. Two lines of the same cells make 100, and twice
    as many as do not; or one that words tell to be of a structure.
    """
    across, down = lines_of(side, rows)
    names = {row.row: row.heading.name for row in rows}
    heads = {column: "".join(band.headers[column]) for column in side.values}
    told = any(pattern("names_composition").search(line) for line in captions)
    levels = [row for row in rows if not row.among and not row.total and row.heading.measure != SHARE]
    first = {(row.row, column) for row in levels for column in side.values}
    yield from _closed([[one for one in line if one in first] for line in down], 0, names, claims, told=told)
    yield from _closed(across, 1, heads, claims, told=told)


def _closed(
    lines: Sequence[Line], along: int, names: Mapping[int, str], claims: Claims, *, told: bool
) -> Iterator[Line]:
    """Yield the shares of lines up to what is left, or all of them, where the lines make 100 so.

    *along*: which of the two numbers of a place tells it apart from the others of its line; *names*: what
    each of these is called; *told*: the caption says that the table is of a structure.
    """
    places = max(lines, key=len, default=[])
    rest = [at for at, place in enumerate(places) if pattern("names_the_rest").search(names[place[along]])]
    ends = dict.fromkeys([*(at + 1 for at in rest[:1]), len(places)])
    for end in ends:
        last = {place[along] for place in places[:end]}
        found = [_shares([one for one in line if one[along] in last], claims) for line in lines]
        read = [line for line in found if len(line) >= 3 or len(line) == len(last) > 1]
        fine = [line for line in read if 100 in _sum(line, claims)]
        near = [line for line in read if not _sum(line, claims).gap(NEAR_HUNDRED)]
        enough = len(fine) > 1 or (told and len(fine) == 1 == len(near) and end - 1 in rest)
        if enough and len(fine) >= 2 * (len(near) - len(fine)):
            yield from near
            return


def _shares(line: Line, claims: Claims) -> Line:
    """Return the shares of a line: percentages against nothing; none where one is a share of a told total."""
    found = [place for place in line if place in claims]
    fits = all(
        claims[place].unit == "%" and claims[place].measure in {SHARE, LEVEL} and not claims[place].totals
        for place in found
    )
    return found if fits else []


def _sum(line: Line, claims: Claims) -> Interval:
    known = [one for place in line if (one := claims[place].interval) is not None]
    return Interval.total(known)


SIBLINGS = "table.siblings"
"""The construct of shares of one total that is not told."""


def siblings(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[tuple[Place, Place, Place]]:
    """Yield shares with the first share of their column, and the amount right before them in their row.

    What is among others (其中) may be a share of these, and totals are no parts. Most of a column tell one
    total, or all but one that a slip of the pen explains.
    """
    listed = [row.row for row in rows if not row.among and not row.total]
    for column in side.values:
        shares = [(row, column) for row in listed if _is_share(cells.get((row, column)))]
        amounts = [_amount_before(share, side, cells) for share in shares]
        told = [(share, amount) for share, amount in zip(shares, amounts, strict=True) if amount]
        made = [_told(cells[amount], cells[share]) for share, amount in told]
        of_one = len({amount[1] for _, amount in told}) == 1 and (are_mostly_of_one(made) or are_of_one(made))
        for share, amount in told if of_one else ():
            yield share, told[0][0], amount


def _told(amount: CellClaim, share: CellClaim) -> Told:
    low, high = share.interval.low, share.interval.high
    return Told(amount.interval, share.interval, Fraction(1) if low is None or high is None else high - low)


def _is_share(read: CellClaim | None) -> bool:
    return read is not None and read.claim.measure == SHARE and read.claim.unit == "%"


def _amount_before(share: Place, side: Side, cells: Cells) -> Place | None:
    """Return the nearest cell with an amount of the same time before a share; None where it is no amount."""
    row, column = share
    before = [(row, at) for at in side.values if at < column and (row, at) in cells]
    levels = [place for place in before if cells[place].claim.is_level]
    nearest = levels[-1] if levels else None
    if nearest is None or cells[nearest].claim.unit in {"%", POINTS}:
        return None
    return nearest if cells[nearest].claim.period == cells[share].claim.period else None


def of_100(side: Side, found: Sequence[Link], cells: Cells) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    """Yield cells of 100 % with the shares that make them: in the rows of a total and all of its parts.

    What is divided in several ways has no one list of them.
    """
    down = [link for link in found if not link.is_across and link.complete]
    lists = Counter(link.whole for link in down)
    for link in (link for link in down if lists[link.whole] == 1):
        at = side.values.index(link.whole[1])
        for column in side.values[at + 1 :]:
            if (link.whole[0], column) in cells and cells[link.whole[0], column].claim.is_level:
                break
            total = (link.whole[0], column)
            parts = tuple((row, column) for row, _ in link.parts if _is_share(cells.get((row, column))))
            if (
                _is_share(cells.get(total))
                and 100 in cells[total].interval
                and len(parts) == len(link.parts) > 1
            ):
                yield total, parts


SPANS = "table.spans"
Span = tuple[int, int]
"""The first month and the last one, counted from the year 0."""


def sums_over_time(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield cells with those of one thing in the same row or column whose periods make up theirs.

    A stock or a mean over a longer time lies among those of its parts, and is no sum.
    """
    across, down = lines_of(side, rows)
    for line in (*across, *down):
        things: dict[tuple[str, str, str], dict[Span, Place]] = {}
        for place in line:
            claim = cells[place].claim if place in cells else None
            span = _months(claim.period) if claim else None
            if claim and span:
                told = things.setdefault((claim.indicator, claim.unit, claim.section), {})
                told.setdefault(span, place)
        for told in things.values():
            for span, whole in told.items():
                parts = _parts(span, told)
                if len(parts) > 1 and may_be_a_sum(cells, whole, parts):
                    yield Link(whole, parts, SPANS, complete=True)


def _parts(span: Span, told: Mapping[Span, Place]) -> tuple[Place, ...]:
    """Return the places of the shortest periods that make up one, without a gap; nothing where none do."""
    at, last = span
    found: list[Place] = []
    while at <= last:
        ends = [end for begin, end in told if begin == at and end <= last and (begin, end) != span]
        if not ends:
            return ()
        found.append(told[at, min(ends)])
        at = min(ends) + 1
    return tuple(found)


def _months(period: str) -> Span | None:
    """Return the months of a period; None for days, and where it has no beginning.

    >>> _months("2024-Q1"), _months("2024-01/2024-03"), _months("2024-05-13")
    (None, (24288, 24290), None)
    """
    try:
        read = Period.read(period)
    except ValueError:
        return None
    if read.start is None or any(len(end) > len("2024-01") for end in period.split("/")):
        return None
    first, last = (day.year * 12 + day.month - 1 for day in (read.start, read.end))
    return first, last
