"""What the cells of a table claim: each its figure, measure, unit, period and name."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from gouji.facts.figures.cell import read_cell
from gouji.facts.figures.model import ORDINAL, POINT, Figure, FigureError
from gouji.facts.figures.units import POINTS, is_money, without_scale
from gouji.facts.table.told import Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import TARGET, Sentence
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import is_mean, kind_of, unit_of_noun
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.tables.about import About, about_of
from gouji.reading.tables.balances import EQUAL, equal_totals
from gouji.reading.tables.computed import amounts_moved, changes_in
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import (
    AT_BEGINNING,
    AT_END,
    BEFORE,
    CHANGE,
    GROWTH,
    LEVEL,
    NOW,
    Heading,
    column_heading,
    head_of_caption,
    is_readable,
    is_unit,
    together,
)
from gouji.reading.tables.layout import Band, Layout, Side, is_filled, is_number
from gouji.reading.tables.rows import RowOf, rows_of
from gouji.reading.tables.sums import CellClaim, Cells, Place, told_of, why_untied
from gouji.reading.tables.ties import tied, with_total


def claims_of(
    table: Table, layout: Layout, sentence: Sentence | None, info: DocumentInfo
) -> tuple[list[Claim], Told | None]:
    """Return the claims of a table's cells, in the order of the text, and how the table is told.

    The *sentence* before it has the section and the period that it stands in.
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
        lost = [
            read for read in levels[place[0]] if read.interval.high is not None and read.interval.high < 0
        ]
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


THOUSANDS = re.compile("[0-9][,，][0-9]{3}")
"""Digits in groups of three."""
GROWN = "table.growth"
"""The construct of growths: a column that fits its levels nowhere is of another basis."""
PERCENT = frozenset({"growth", "share", "completion", "contribution"})
"""Measures whose cells are percentages where nothing else is said."""
_WITHIN_QUOTES = str.maketrans({"“": "‘", "”": "’", "!": "！", ";": "；"})


def read_cell_claim(
    table: Table, band: Band, side: Side, row: RowOf, column: int, about: About
) -> CellClaim | None:
    """Return the claim of a cell; None where it has no figure."""
    cell = table.rows[row.row][column]
    if cell is None or (cell.row, cell.column) != (row.row, column) or not is_number(cell.text):
        return None
    if _is_torn(table.rows[row.row], column):
        return None
    heading = _with_row(band.headings[column], row.heading)
    if heading.measure not in {GROWTH, CHANGE} and pattern("worded_change").fullmatch(cell.text):
        return None
    figure = _figure(cell.text, _unit(table, side, row, heading, about), heading)
    if figure is None or figure.hard is None:
        return None
    measure = _measure(heading, figure, about)
    name = _name(row, band.headings[column], about, side)
    period = _period(heading.when, about)
    planned = heading.planned and not (about.budget and period == str(about.year))
    ahead = planned or (about.latest is not None and period[:4].isdigit() and int(period[:4]) > about.latest)
    claim = Claim(
        start=cell.start,
        end=cell.end,
        form=figure.form,
        section=TARGET if ahead else about.section,
        period=period,
        indicator=name,
        measure="mean" if measure == LEVEL and is_mean(name) else measure,
        base=_base(heading, period),
        scope=heading.scope,
        stage=TARGET if ahead else about.stage,
        unit=figure.unit,
        via=GROWN if measure in {GROWTH, CHANGE} else "",
        interval=figure.hard,
        place=_place(table, band, side, cell, about),
    )
    return CellClaim(claim, figure.hard)


def _place(table: Table, band: Band, side: Side, cell: Cell, about: About) -> str:
    """Return where a cell stands: its table, the names of its row and its column, and as spreadsheets do."""
    stubs = filter(is_filled, (table.rows[cell.row][column] for column in reversed(side.stubs)))
    row = _called(next((stub.text for stub in stubs), ""))
    column = _called(" ".join(band.headers[cell.column]))
    names = (f"“{name}”{line}" for name, line in ((row, "行"), (column, "列")) if name)
    return f"表{about.number}{''.join(names)}!{cell.place}"


def _called(name: str) -> str:
    """Return the name of a row or a column as others can quote it."""
    return "".join(name.translate(_WITHIN_QUOTES).split())


def _is_torn(row: Sequence[Cell | None], column: int) -> bool:
    """Whether the next cell goes on with the digits of this one: 6 and ,554,259.99."""
    behind = row[column + 1] if column + 1 < len(row) else None
    return behind is not None and pattern("torn_off").match(behind.text) is not None


def _with_row(column: Heading, row: Heading) -> Heading:
    """Return what the header and the stub say together: the header goes first."""
    return column._replace(
        unit=(row.unit if row.measure else "") or column.unit or row.unit,
        measure=column.measure or row.measure,
        when=row.when or column.when,
    )


def _unit(table: Table, side: Side, row: RowOf, heading: Heading, about: About) -> str:
    """Return the unit of a cell as printed: of header or stub, a column of units, or above the table."""
    if heading.unit:
        return heading.unit
    if heading.measure in PERCENT:
        return "%"
    if heading.measure == "rank":
        return "位"
    stated = table.rows[row.row][side.unit] if side.unit is not None else None
    if is_filled(stated):
        unit = stated.text if is_unit(stated.text) else pattern("aside").sub("", stated.text).strip()
        return unit if is_unit(unit) or is_readable(unit) else ""
    units = [one for one in pattern("between_units").split(about.unit) if is_unit(one) or is_readable(one)]
    name = heading.name or row.heading.name
    if pattern("is_a_rate").search(name) or ("%" in units and pattern("is_a_relation").search(name)):
        return "%" if "%" in units else ""
    column = "" if heading.total else heading.name
    of_noun = "" if heading.measure else unit_of_noun(row.heading.name, column, about.topic)
    units = [one for one in units if one != "%"] or units
    return _fitting(units, name, of_noun) or of_noun or ("" if heading.measure else about.money)


def _fitting(units: Sequence[str], name: str, of_noun: str) -> str:
    """Return the unit of those above a table that fits what is counted, else the first; empty for none."""
    fit = of_noun in units or not kind_of(name).money
    money = () if fit else (one for one in units if is_money(without_scale(one)))
    return of_noun if of_noun in units else next(iter(money), units[0] if units else "")


def _figure(text: str, unit: str, heading: Heading) -> Figure | None:
    for word in dict.fromkeys((unit, "")):
        try:
            figure = read_cell(text, word)
        except FigureError:
            continue
        return replace(figure, form=ORDINAL) if heading.measure == "rank" else figure
    return None


def _measure(heading: Heading, figure: Figure, about: About) -> str:
    """Return what a cell states: 增减 in percent is a growth, in units a change."""
    if heading.measure in {GROWTH, CHANGE}:
        return GROWTH if figure.unit == "%" else CHANGE
    if not heading.measure and figure.unit == "%" and about.grows:
        return GROWTH
    return heading.measure or LEVEL


def _period(when: str, about: About) -> str:
    """Return the period of a cell in ISO 8601."""
    year = about.year
    if when[:1].isdigit():
        return when
    if when in {"", NOW} and (about.day or about.months):
        return about.day or about.months
    if when.startswith("-"):
        return "" if year is None else "/".join(f"{year}{part}" for part in when.split("/"))
    if about.months and when == BEFORE:
        return "/".join(f"{int(month[:4]) - 1}{month[4:]}" for month in about.months.split("/"))
    if year is None or not when or when in {NOW, AT_END}:
        ended = about.months.rpartition("/")[2].removesuffix("-12") if when == AT_END else ""
        return ended or (str(year) if year is not None else about.period)
    return str(year - 1) if when in {BEFORE, AT_BEGINNING} else str(year)


def _base(heading: Heading, period: str) -> str:
    """Return what a change is against, where that is not the same time of the year before."""
    before = str(int(period[:4]) - 1) if period[:4].isdigit() else ""
    if heading.base == AT_BEGINNING:
        return before if "-" in period else ""
    return "" if heading.base == before else heading.base


def _name(row: RowOf, column: Heading, about: About, side: Side) -> str:
    """Return the name of what a cell is of: the stub, then what the header adds to it."""
    own = row.heading.name
    title = "" if _is_stock(own) or row.is_numbered_below else column_heading(side.title).name
    header = column.name or title
    if pattern("total_row").fullmatch(own):
        own = "".join(own.split())
        return column.name or f"{header or column.whole or about.topic}{own}"
    header = header or (column.whole if not own or pattern("owner_header").search(own) else "")
    if own and header and header in words("caption_heads") and own[-1] == header[-1]:
        return own
    if own and header:
        behind = own[0].isdigit() and pattern("owner_by_sex").fullmatch(header)
        return together(header, own) if header in about.owners and not behind else together(own, header)
    own = own or header or (about.topic if column.total else "")
    head = head_of_caption(about.topic) if not header and side.stubs else ""
    if head and len(own) <= 12 and not pattern("names_quantity").search(own):
        return together(own, head)
    return own


def _is_stock(name: str) -> bool:
    """Whether something is what there was or what is left: neither income nor expense."""
    return any(pattern(word).search(name) for word in ("opening", "closing"))
