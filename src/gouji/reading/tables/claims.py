"""What the cells of a table claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from gouji.facts.figures.model import POINT
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.told import Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import Sentence
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.about import About, about_of
from gouji.reading.tables.balances import EQUAL, equal_totals
from gouji.reading.tables.cell_claims import PERCENT, THOUSANDS, read_cell_claim
from gouji.reading.tables.computed import amounts_moved, changes_in
from gouji.reading.tables.grid import Table
from gouji.reading.tables.headings import (
    CHANGE,
    GROWTH,
    Heading,
    is_unit,
)
from gouji.reading.tables.layout import Band, Layout, Side
from gouji.reading.tables.rows import RowOf, rows_of
from gouji.reading.tables.silence import told_of
from gouji.reading.tables.sums import CellClaim, Cells, Place, why_untied
from gouji.reading.tables.ties import tied, with_total


def claims_of(
    table: Table, layout: Layout, sentence: Sentence | None, info: DocumentInfo
) -> tuple[list[Claim], Told | None]:
    """Return the claims of a table's cells, in the order of the text, and how the table is told.

    Args:
        table: The table.
        layout: How it is read.
        sentence: The one before it, with the section and the period that it stands in; None at the start.
        info: What the document is.
    """
    about = about_of(table, layout.captions, sentence, info)
    found: dict[int, Claim] = {}
    reasons: list[str] = []
    for band in layout.bands:
        claims: dict[Place, Claim] = {}
        for side in band.sides:
            claims |= _of_side(table, band, side, about, reasons)
        for income, expense in equal_totals(table, band.sides):
            if income in claims and expense in claims:
                claims[expense] = with_total(claims[expense], claims[income], "+", EQUAL)
        for claim in claims.values():
            found.setdefault(claim.start, claim)
    claims_found = sorted(found.values(), key=lambda claim: claim.start)
    return claims_found, told_of(table, claims_found, reasons)


def _of_side(table: Table, band: Band, side: Side, about: About, reasons: list[str]) -> Mapping[Place, Claim]:
    about = _by_its_headings(about, band, side)
    told = side.unit is not None or all(band.headings[column].unit for column in side.values)
    rows = rows_of(table, side, band.rows, bare=told)
    if not side.stubs:
        rows = [RowOf(row, Heading(), 0, among=False, total=False) for row in band.rows]
    cells = {
        (row.row, column): read
        for row in rows
        for column in side.values
        if (read := read_cell_claim(table, band, side, row, column, about)) is not None
    }
    cells = {**cells, **_in_amounts(table, band, side, rows, cells, about)}
    cells = _without_misread(table, cells, {row.row for row in rows if row.heading.measure})
    claims = {place: read.claim for place, read in cells.items()} | _points(cells)
    unknown = [
        (row.row, column)
        for row in rows
        for column in side.values
        if (cell := table.rows[row.row][column]) and pattern("not_told").fullmatch(cell.text)
    ]
    found = tied(band, side, rows, cells, claims, unknown, captions=[about.caption])
    if not any(claim.totals for claim in found.values()):
        reasons.append(why_untied(band, side, rows, cells))
    return found


def _in_amounts(
    table: Table, band: Band, side: Side, rows: Sequence[RowOf], cells: Cells, about: About
) -> Cells:
    """Return the cells of columns of changes without a unit in that of the levels: 增减 under 单位：万吨."""
    found: dict[Place, CellClaim] = {}
    levels = (band.headings[column] for column in side.values)
    units = {heading.unit for heading in levels if not heading.measure}
    for column in side.values:
        heading = band.headings[column]
        texts = [cell.text for row in rows if (cell := table.rows[row.row][column])]
        if (
            heading.measure not in {GROWTH, CHANGE}
            or heading.unit
            or pattern("percent").search("".join(texts))
        ):
            continue
        unit = "".join(units - {"%"}) if len(units) == 1 else ""
        headings = list(band.headings)
        headings[column] = heading._replace(measure=CHANGE, unit=unit)
        amounts = band._replace(headings=tuple(headings))
        read = {
            (row.row, column): told
            for row in rows
            if (told := read_cell_claim(table, amounts, side, row, column, about)) is not None
        }
        if (heading.measure == CHANGE and unit) or amounts_moved(cells, read, column):
            found |= read
    return found


def _by_its_headings(about: About, band: Band, side: Side) -> About:
    """Return what is said of all cells, with what headers say: a unit in the corner, the later of two years.

    A table of two years and a growth is of the later one, whatever year its document is of, if
    nothing in it is planned.
    """
    corner = band.headings[side.stubs[-1]].unit if side.stubs else ""
    headings = [band.headings[column] for column in side.values]
    owners = _owners({one.name for one in headings})
    about = about._replace(unit=corner if is_unit(corner) else about.unit, owners=owners)
    years = sorted({int(one.when) for one in headings if one.when.isdigit()})
    grows = any(one.measure in {GROWTH, CHANGE} and not one.when for one in headings)
    planned = any(one.planned for one in headings) or pattern("of_plans").search(about.caption)
    if len(years) == 2 and years[0] + 1 == years[1] and grows and not planned:
        return about._replace(year=years[1], latest=max(years[1], about.latest or 0))
    return about


def _owners(names: Collection[str]) -> frozenset[str]:
    """Return the names of columns that say whose something is; 实缴职工 beside no other one is counted."""
    found = {name for name in names if pattern("owner_header").search(name)}
    alone = len(found) == 1 < len(names)
    return frozenset(name for name in found if not (alone and pattern("owner_among_others").search(name)))


def _without_misread(table: Table, cells: Cells, stated: Collection[int]) -> Cells:
    """Return cells without percentages of columns that are not in percent: 本期增加 over 12,696,500.

    Rows that are *stated* to be of a rate have some.
    """
    texts = {(row, column): cell.text for row, column in cells if (cell := table.rows[row][column])}
    amounts = {column for (_, column), text in texts.items() if THOUSANDS.search(text)}
    return {
        place: read
        for place, read in cells.items()
        if not (read.claim.measure in PERCENT and place[1] in amounts and place[0] not in stated)
        or pattern("percent").search(texts[place])
    }


def _points(cells: Cells) -> dict[Place, Claim]:
    """Return the growths in rows of percentages as changes in points: rates differ by points.

    Beside levels and shares 增减 may be of either, and is of nothing, but 增长 in percent is of levels; of a
    loss there is no rate of growth.
    """
    growths = {place: read.claim for place, read in cells.items() if read.claim.measure == GROWTH}
    shares = {place for place, read in cells.items() if read.claim.measure == "share"}
    units: defaultdict[int, set[str]] = defaultdict(set)
    for (row, _), read in cells.items():
        if not read.claim.changes:
            units[row].add(read.claim.unit)
    columns = {column for _, column in growths} if shares else set()
    told = {place: what for column in columns for place, what in changes_in(cells, column).items()}
    mixed = {place for place in shares if len(units[place[0]]) > 1}
    losses = _of_losses(growths, cells)
    found = {}
    for place, claim in growths.items():
        is_rate = units[place[0]] == {"%"} or pattern("is_a_rate").search(claim.indicator)
        unknown = told.get(place) == "" and not pattern("plainly_grows").search(claim.place)
        if place in losses or (unknown and _is_behind_a_share(place, mixed, cells)):
            found[place] = claim._replace(indicator="")
        elif is_rate or told.get(place) == CHANGE:
            found[place] = claim._replace(measure=CHANGE, unit=POINTS, form=POINT)
    return found


def _of_losses(growths: Mapping[Place, Claim], cells: Cells) -> set[Place]:
    """Return the growths of rows with losses, but for what was gained before, and is lost now: -140 %."""
    levels: defaultdict[int, list[CellClaim]] = defaultdict(list)
    for (row, _), read in cells.items():
        if read.claim.is_level:
            levels[row].append(read)
    found = set()
    for place, claim in growths.items():
        lost = [read for read in levels[place[0]] if _is_negative(read.interval)]
        before = [read for read in levels[place[0]] if read.claim.period < claim.period]
        if lost and (not before or any(read in lost for read in before)):
            found.add(place)
    return found


def _is_behind_a_share(place: Place, shares: Collection[Place], cells: Cells) -> bool:
    """Whether a change may be of a share: the nearest column before it with anything else has shares."""
    row, column = place
    before = [at for line, at in cells if line == row and at < column]
    kept = [at for at in before if not cells[row, at].claim.changes]
    return (row, max(kept, default=-1)) in shares


def _is_negative(interval: Interval) -> bool:
    return interval.high is not None and interval.high < 0
