"""What the cells of a table claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gouji.facts.figures.cell import read_cell
from gouji.facts.figures.model import ORDINAL, POINT, Figure, FigureError
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import REVIEW, TARGET, Sentence
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import is_mean, unit_of_noun
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.tables.computed import ALIKE, ROW_ALIKE, changes_in, shares_alike, sums_alike
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import (
    AT_BEGINNING,
    AT_END,
    BEFORE,
    GROWTH,
    LEVEL,
    NOW,
    Heading,
    column_heading,
    head_of_caption,
    is_readable,
    is_unit,
    months_in,
    of_caption,
    unit_in,
)
from gouji.reading.tables.layout import Band, Side, is_blank, is_number, layout_of
from gouji.reading.tables.names import together
from gouji.reading.tables.rows import RowOf, rows_of
from gouji.reading.tables.sums import ROW_TOTAL, SHARE_OF, CellClaim, Cells, Place, links, shares

_THOUSANDS = re.compile("[0-9][,，][0-9]{3}")
GROWN = "table.growth"
"""The construct of growths: a column that fits its levels nowhere is of another basis."""
_PERCENT = frozenset({"growth", "share", "completion", "contribution"})
"""Measures whose cells are percentages where nothing else is said."""


@dataclass(frozen=True, slots=True)
class _About:
    """What a table says of all its cells.

    Attributes:
        number: The number of the table.
        topic: What its caption says it is about.
        unit: The unit above it, as printed.
        money: The unit of its amounts where nothing tells one: 元, of accounts in whole numbers.
        grows: Its caption is of growth alone: 居民消费价格涨跌幅度.
        year: The year that it is for; None where unknown.
        latest: The latest year of which the document can give outcomes; None where unknown.
        stage: How settled its figures are.
        section: The part of the document that it stands in.
        period: The period of that part.
        day: The day or the year at whose end all was so.
        months: The months of one year that it is for; empty for all.
    """

    number: int
    topic: str
    unit: str
    money: str
    grows: bool
    year: int | None
    latest: int | None
    stage: str
    section: str
    period: str
    day: str = ""
    months: str = ""


def claims_of(table: Table, sentence: Sentence | None, info: DocumentInfo) -> list[Claim]:
    """Return the claims of a table's cells, in the order of the text.

    Args:
        table: The table.
        sentence: The one before it, with the section and the period that it stands in; None at the start.
        info: What the document is.
    """
    layout = layout_of(table)
    if layout is None:
        return []
    about = _about(table, layout.captions, sentence, info)
    found: dict[int, Claim] = {}
    for band in layout.bands:
        for side in band.sides:
            for claim in _of_side(table, band, side, about):
                found.setdefault(claim.start, claim)
    return sorted(found.values(), key=lambda claim: claim.start)


def _about(table: Table, captions: Sequence[str], before: Sentence | None, info: DocumentInfo) -> _About:
    unit, topic, grows, year = "", "", False, info.year
    days = [day for line in captions if (day := _as_of(line))]
    for line in (pattern("currency").sub("", line) for line in captions):
        stated = pattern("unit_line").search(line)
        unit = unit or (stated["unit"].strip("（()） ") if stated else _unit_above(line))
        rest = line[: stated.start()] + line[stated.end() :] if stated else line
        says = rest.strip("（()） ")
        if not topic and not pattern("blank_cell").fullmatch(says) and not pattern("no_topic").search(says):
            topic, grows = (
                of_caption(rest).removeprefix(info.publisher),
                bool(pattern("caption_of_growth").search(pattern("aside").sub("", says))),
            )
            years = [int(found["year"]) for found in pattern("year_of_title").finditer(rest)]
            year = max(years, default=year)
    months = _months(table, captions, info, year)
    year = int(months[:4]) if months else year
    latest = max(filter(None, (info.year, year)), default=None)
    stage = "preliminary" if info.preliminary else "actual"
    section, period = (before.section, before.period) if before else (REVIEW, str(info.year or ""))
    money, day = _money(table, info), next(iter(days), "")
    return _About(table.number, topic, unit, money, grows, year, latest, stage, section, period, day, months)


def _unit_above(line: str) -> str:
    """Return the unit that a line above a table gives in brackets, alone or not: 元，百分比除外."""
    asides = (found["unit"] for found in pattern("in_brackets").finditer(line))
    words = (word for aside in asides for word in pattern("between_units").split(aside))
    return unit_in(line) or next(filter(is_unit, words), "")


def _months(table: Table, captions: Sequence[str], info: DocumentInfo, year: int | None) -> str:
    """Return the months that a caption, the title, or a sentence above with the year says a table is for."""
    titles = (*captions, info.title) if year == info.year else captions
    said = next((months for line in titles if (months := months_in(line, year))), "")
    told = months_in(table.told, None) if info.year is None else ""
    until = pattern("until_month").search(table.told)
    if until and any(cell and pattern("in_total").search(cell.text) for cell in table.rows[0]):
        told = f"{until['year']}-01/{until['year']}-{int(until['month']):02}"
    return said or told


def _as_of(line: str) -> str:
    """Return the day up to which a line above a table says that it tells; a year's last one as the year."""
    found = pattern("as_of_day").search(line)
    if not found:
        return ""
    day = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return day.removesuffix("-12-31")


def _money(table: Table, info: DocumentInfo) -> str:
    """Return 元 for the tables of budgets and accounts in whole numbers of seven digits and more."""
    if info.kind not in words("kinds_in_money"):
        return ""
    figures = [cell.text for row in table.rows for cell in row if cell is not None and is_number(cell.text)]
    longest = max(map(len, figures), default=0)
    return "元" if all("." not in text for text in figures) and longest > _MILLION else ""


_MILLION = len("999,999")


def _of_side(table: Table, band: Band, side: Side, about: _About) -> Iterator[Claim]:
    told = side.unit is not None or all(band.headings[column].unit for column in side.values)
    rows = rows_of(table, side, band.rows, bare=told)
    if not side.stubs:
        rows = [RowOf(row, Heading(), 0, among=False, total=False) for row in band.rows]
    cells = {
        (row.row, column): read
        for row in rows
        for column in side.values
        if (read := _read(table, band, side, row, column, about)) is not None
    }
    cells = _without_misread(table, cells)
    claims = {place: read.claim for place, read in cells.items()} | _points(cells)
    found = links(band, side, rows, cells)
    found += sums_alike(side, rows, cells, found)
    for whole, parts, via, complete in found:
        total = claims[whole].start
        for part in parts:
            kind = "行" if via in {ROW_TOTAL, ROW_ALIKE} else ""
            claim = claims[part]
            claims[part] = claim._replace(
                totals=(*claim.totals, (total, kind)),
                via=claim.via or via,
                complete=complete,
            )
    for share, whole in shares(side, found, cells).items():
        claims[share] = claims[share]._replace(totals=((claims[whole].start, ""),), via=SHARE_OF)
    for share, part, whole in shares_alike(side, cells):
        # Each by itself: shares of several kinds of parts are not added up.
        terms = ((claims[whole].start, f"第{share[0] + 1}行"), (claims[part].start, ""))
        claims[share] = claims[share]._replace(totals=terms, via=ALIKE)
    return iter(claims.values())


def _without_misread(table: Table, cells: Cells) -> Cells:
    """Return cells without percentages of columns that are not in percent: 本期增加 over 12,696,500."""
    texts = {(row, column): cell.text for row, column in cells if (cell := table.rows[row][column])}
    amounts = {column for (_, column), text in texts.items() if _THOUSANDS.search(text)}
    return {
        place: read
        for place, read in cells.items()
        if not (read.claim.measure in _PERCENT and place[1] in amounts)
        or pattern("percent").search(texts[place])
    }


def _points(cells: Cells) -> dict[Place, Claim]:
    """Return the growths in rows of percentages as changes in points: rates differ by points."""
    shares = {place for place, read in cells.items() if read.claim.measure == "share"}
    levels: dict[int, set[str]] = {}
    for (row, _), read in cells.items():
        if read.claim.measure not in {GROWTH, "change"}:
            levels.setdefault(row, set()).add(read.claim.unit)
    growths = (
        {column for (_, column), read in cells.items() if read.claim.measure == GROWTH} if shares else ()
    )
    told = {place: what for column in growths for place, what in changes_in(cells, column).items()}
    mixed = {place for place in shares if len(levels.get(place[0], ())) > 1}
    losses = {row for (row, _), read in cells.items() if read.claim.is_level and _is_negative(read.interval)}
    return {
        (row, column): read.claim._replace(measure="change", unit=POINTS, form=POINT)
        for (row, column), read in cells.items()
        if read.claim.measure == GROWTH
        and (
            levels.get(row) == {"%"}
            or pattern("is_a_rate").search(read.claim.indicator)
            or told.get((row, column)) == "change"
        )
    } | {
        # Beside levels and shares 增减 may be of either; of a loss there is no rate of growth.
        place: read.claim._replace(indicator="")
        for place, read in cells.items()
        if read.claim.measure == GROWTH
        and ((told.get(place) == "" and _is_behind_a_share(place, mixed, cells)) or place[0] in losses)
    }


def _is_behind_a_share(place: Place, shares: Collection[Place], cells: Cells) -> bool:
    """Whether a change may be of a share: the nearest column before it with anything else has shares."""
    row, column = place
    before = [at for line, at in cells if line == row and at < column]
    kept = [at for at in before if cells[row, at].claim.measure not in {GROWTH, "change"}]
    return (row, max(kept, default=-1)) in shares


def _is_negative(interval: Interval) -> bool:
    return interval.high is not None and interval.high < 0


def _read(table: Table, band: Band, side: Side, row: RowOf, column: int, about: _About) -> CellClaim | None:
    """Return the claim of a cell; None where it has no figure."""
    cell = table.rows[row.row][column]
    if (
        cell is None
        or is_blank(cell)
        or (cell.row, cell.column) != (row.row, column)
        or not is_number(cell.text)
    ):
        return None
    if _is_torn(table.rows[row.row], column):
        return None
    heading = _with_row(band.headings[column], row.heading)
    figure = _figure(cell.text, _unit(table, side, row, heading, about), heading)
    if figure is None or figure.hard is None:
        return None
    measure = _measure(heading, figure, about)
    name = _name(row, band.headings[column], about, side)
    period = _period(heading.when, about)
    ahead = heading.planned or (
        about.latest is not None and period[:4].isdigit() and int(period[:4]) > about.latest
    )
    claim = Claim(
        start=cell.start,
        end=cell.end,
        form=figure.form,
        section=TARGET if ahead else about.section,
        period=period,
        indicator=name,
        measure="mean" if measure == LEVEL and is_mean(name) else measure,
        base="" if heading.base == _year_before(period) else heading.base,
        stage=TARGET if ahead else about.stage,
        unit=figure.unit,
        via=GROWN if measure in {GROWTH, "change"} else "",
        interval=figure.hard,
        place=f"表{about.number}!{cell.place}",
    )
    return CellClaim(claim, figure.hard)


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


def _unit(table: Table, side: Side, row: RowOf, heading: Heading, about: _About) -> str:
    """Return the unit of a cell as printed: of header or stub, a column of units, or above the table."""
    if heading.unit:
        return heading.unit
    if heading.measure in _PERCENT:
        return "%"
    if heading.measure == "rank":
        return "位"
    stated = table.rows[row.row][side.unit] if side.unit is not None else None
    if stated is not None and not is_blank(stated):
        unit = pattern("aside").sub("", stated.text).strip()
        return unit if is_unit(unit) or is_readable(unit) else ""
    units = [one for one in pattern("between_units").split(about.unit) if is_unit(one) or is_readable(one)]
    name = heading.name or row.heading.name
    if pattern("is_a_rate").search(name) or ("%" in units and pattern("is_a_relation").search(name)):
        return "%" if "%" in units else ""
    column = "" if heading.total else heading.name
    of_noun = "" if heading.measure else unit_of_noun(row.heading.name, column, about.topic)
    units = [one for one in units if one != "%"] or units
    return units[0] if units else of_noun or ("" if heading.measure else about.money)


def _figure(text: str, unit: str, heading: Heading) -> Figure | None:
    for word in dict.fromkeys((unit, "")):
        try:
            figure = read_cell(text, word)
        except FigureError:
            continue
        return replace(figure, form=ORDINAL) if heading.measure == "rank" else figure
    return None


def _measure(heading: Heading, figure: Figure, about: _About) -> str:
    """Return what a cell states: 增减 in percent is a growth, in units a change."""
    if heading.measure in {GROWTH, "change"}:
        return GROWTH if figure.unit == "%" else "change"
    if not heading.measure and figure.unit == "%" and about.grows:
        return GROWTH
    return heading.measure or LEVEL


def _period(when: str, about: _About) -> str:
    """Return the period of a cell in ISO 8601."""
    year = about.year
    if when[:1].isdigit():
        return when
    if when in {"", NOW} and (about.day or about.months):
        return about.day or about.months
    if when.startswith("-"):
        return "" if year is None else "/".join(f"{year}{part}" for part in when.split("/"))
    if about.months and when == BEFORE:
        return about.months.replace(about.months[:4], str(int(about.months[:4]) - 1))
    if year is None or not when or when in {NOW, AT_END}:
        return str(year) if year is not None else about.period
    return str(year - 1) if when in {BEFORE, AT_BEGINNING} else str(year)


def _year_before(period: str) -> str:
    return str(int(period[:4]) - 1) if period[:4].isdigit() else ""


def _name(row: RowOf, column: Heading, about: _About, side: Side) -> str:
    """Return the name of what a cell is of: the stub, then what the header adds to it."""
    own, header = row.heading.name, column.name or column_heading(side.title).name
    if pattern("total_row").fullmatch(own):
        own = "".join(own.split())
        return column.name or f"{header or column.whole or about.topic}{own}"
    header = header or (column.whole if not own or pattern("owner_header").search(own) else "")
    if own and header and header in words("caption_heads") and own[-1] == header[-1]:
        return own
    if own and header:
        return together(header, own) if pattern("owner_header").search(header) else together(own, header)
    own = own or header
    head = head_of_caption(about.topic) if not header and side.stubs else ""
    if head and len(own) <= _SHORT and not pattern("names_quantity").search(own):
        return together(own, head)
    return own


_SHORT = 12
