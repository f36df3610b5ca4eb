"""What the cells of a table claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from gouji.facts.figures.cell import read_cell
from gouji.facts.figures.model import ORDINAL, POINT, Figure, FigureError
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import REVIEW, TARGET, Sentence
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import is_mean
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import (
    AT_BEGINNING,
    AT_END,
    BEFORE,
    GROWTH,
    LEVEL,
    NOW,
    SHARE,
    Heading,
    head_of_caption,
    is_readable,
    is_unit,
    of_caption,
    unit_in,
    unit_of_noun,
)
from gouji.reading.tables.layout import Band, Side, is_blank, is_number, layout_of
from gouji.reading.tables.rows import TOTAL, RowOf, rows_of, sums_of

ROW_TOTAL, SHARE_OF = "table.row", "table.share"
_THOUSANDS = re.compile("[0-9][,，][0-9]{3}")
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
        stage: How settled its figures are.
        section: The part of the document that it stands in.
        period: The period of that part.
    """

    number: int
    topic: str
    unit: str
    money: str
    grows: bool
    year: int | None
    stage: str
    section: str
    period: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A cell with the claim that it makes."""

    cell: Cell
    claim: Claim
    interval: Interval


Cells = dict[tuple[int, int], _Read]
"""The claims of a side by row and column."""


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
    for line in captions:
        stated = pattern("unit_line").search(line)
        unit = unit or (stated["unit"].strip("（()） ") if stated else unit_in(line))
        rest = line[: stated.start()] + line[stated.end() :] if stated else line
        says = rest.strip("（()） ")
        if not topic and not pattern("blank_cell").fullmatch(says) and not pattern("no_topic").search(says):
            topic, grows = (
                of_caption(rest).removeprefix(info.publisher),
                bool(pattern("caption_of_growth").search(pattern("aside").sub("", says))),
            )
            years = [int(found["year"]) for found in pattern("year_of_title").finditer(rest)]
            year = max(years, default=year)
    stage = "preliminary" if info.preliminary else "actual"
    section, period = (before.section, before.period) if before else (REVIEW, str(info.year or ""))
    return _About(table.number, topic, unit, _money(table, info), grows, year, stage, section, period)


def _money(table: Table, info: DocumentInfo) -> str:
    """Return 元 for the tables of budgets and accounts in whole numbers of seven digits and more."""
    if info.kind not in words("kinds_in_money"):
        return ""
    figures = [cell.text for row in table.rows for cell in row if cell is not None and is_number(cell.text)]
    return "元" if all("." not in text for text in figures) and max(map(len, figures)) > _MILLION else ""


_MILLION = len("999,999")


def _of_side(table: Table, band: Band, side: Side, about: _About) -> Iterator[Claim]:
    rows = rows_of(table, side, band.rows)
    if not side.stubs:
        rows = [RowOf(row, Heading(), 0, among=False, total=False) for row in band.rows]
    cells = {
        (row.row, column): read
        for row in rows
        for column in side.values
        if (read := _read(table, band, side, row, column, about)) is not None
    }
    claims = {place: read.claim for place, read in cells.items()} | _points(cells)
    links = _links(band, side, rows, cells)
    for whole, parts, via, complete in links:
        total = claims[whole].start
        for part in parts:
            kind = "行" if via == ROW_TOTAL else ""
            claim = claims[part]
            claims[part] = claim._replace(
                totals=(*claim.totals, (total, kind)),
                via=claim.via or via,
                complete=complete,
            )
    for share, whole in _shares(side, links, cells).items():
        claims[share] = claims[share]._replace(totals=((claims[whole].start, ""),), via=SHARE_OF)
    return iter(claims.values())


def _shares(side: Side, links: Sequence[Link], cells: Cells) -> dict[Place, Place]:
    """Return shares with what they are shares of: the total of their levels where that is the 100 %."""
    found: dict[Place, Place] = {}
    for whole, parts, via, _ in links:
        behind = side.values[side.values.index(whole[1]) + 1 :]
        column = next((one for one in behind if _is_share(cells.get((whole[0], one)))), None)
        if via == ROW_TOTAL or column is None or 100 not in cells[whole[0], column].interval:
            continue
        for row, _ in parts:
            if _is_share(cells.get((row, column))):
                found.setdefault((row, column), whole)
    return found


def _is_share(read: _Read | None) -> bool:
    return read is not None and read.claim.measure == SHARE


def _points(cells: Cells) -> dict[Place, Claim]:
    """Return the growths in rows of percentages as changes in points: rates differ by points."""
    shares = any(read.claim.measure == "share" for read in cells.values())
    levels: dict[int, set[str]] = {}
    for (row, _), read in cells.items():
        if read.claim.measure not in {GROWTH, "change"}:
            levels.setdefault(row, set()).add(read.claim.unit)
    losses = {row for (row, _), read in cells.items() if read.claim.is_level and _is_negative(read.interval)}
    return {
        (row, column): read.claim._replace(measure="change", unit="百分点", form=POINT)
        for (row, column), read in cells.items()
        if read.claim.measure == GROWTH
        and (levels.get(row) == {"%"} or pattern("is_a_rate").search(read.claim.indicator))
    } | {
        # Beside levels and shares 增减 may be of either; of a loss there is no rate of growth.
        place: read.claim._replace(indicator="")
        for place, read in cells.items()
        if read.claim.measure == GROWTH
        and ((shares and len(levels.get(place[0], ())) > 1) or place[0] in losses)
    }


Place = tuple[int, int]
Link = tuple[Place, tuple[Place, ...], str, bool]
"""A total, its parts, the construct that says so, and whether no part is left out."""


def _links(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> list[Link]:
    """Return which cells are totals of others: each construct only where it holds in the table at large."""
    found = [*_down(side, rows, cells), *_across(band, side, rows, cells)]
    trusted = {via for via in {via for _, _, via, _ in found} if _is_borne_out(via, found, cells)}
    kept = [link for link in found if link[2] in trusted]
    # Of what is known to be complete nothing is left open: neither its total nor its parts.
    closed = {place for whole, parts, _, complete in kept if complete for place in (whole, *parts)}
    return [link for link in kept if link[3] or closed.isdisjoint((link[0], *link[1]))]


def _is_borne_out(via: str, links: Sequence[Link], cells: Cells) -> bool:
    """Whether at least as many sums of a construct hold in the table as do not.

    A misread structure adds up nowhere. A total row that stands alone is trusted by its own word.
    """
    sums = [(whole, parts) for whole, parts, one, complete in links if one == via and complete]
    fine = sum(
        reduce(add, (cells[part].interval for part in parts)).meets(cells[whole].interval)
        for whole, parts in sums
    )
    opened = [
        (whole, part)
        for whole, parts, one, complete in links
        if one == via and not complete
        for part in parts
    ]
    over = sum(_exceeds(cells[part].interval, cells[whole].interval) for whole, part in opened)
    if over > 1 and _MOST * over > len(opened):
        return False
    return 2 * fine >= len(sums) or (via == TOTAL and len(sums) == 1)


_MOST = 4
"""Of so many parts of open breakdowns at most one exceeds its total, where they are read right."""


def _exceeds(part: Interval, whole: Interval) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _is_negative(interval: Interval) -> bool:
    return interval.high is not None and interval.high < 0


def _down(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    for one in sums_of(rows):
        for column in side.values:
            whole = (one.whole, column)
            parts = tuple((row, column) for row in one.parts if (row, column) in cells)
            if whole in cells and parts and _add_up(cells, whole, parts):
                yield whole, parts, one.via, one.complete and len(parts) > 1


def _across(band: Band, side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield the cells of a total column with those of the columns that it adds up."""
    for total, columns in _total_columns(band, side):
        for row in rows:
            whole = (row.row, total)
            parts = tuple((row.row, column) for column in columns if (row.row, column) in cells)
            if whole in cells and parts and _add_up(cells, whole, parts):
                yield whole, parts, ROW_TOTAL, len(parts) > 1


def _total_columns(band: Band, side: Side) -> Iterator[tuple[int, list[int]]]:
    """Yield total columns (合计) with those that they add up: on one side of them, of the same time."""
    levels = [column for column in side.values if band.headings[column].measure in {"", LEVEL}]
    for at, column in enumerate(levels):
        heading = band.headings[column]
        if not heading.total:
            continue
        behind = [
            other
            for other in (levels[at + 1 :] if at == 0 or band.headings[levels[at - 1]].total else levels[:at])
            if not band.headings[other].total and band.headings[other].when == heading.when
        ]
        if len(behind) > 1:
            yield column, behind


def _add_up(cells: Cells, whole: Place, parts: Sequence[Place]) -> bool:
    """Whether values of these cells can be added up: levels of one unit, no rates or means."""
    total = cells[whole].claim
    return all(
        claim.measure == LEVEL
        and claim.unit == total.unit
        and claim.unit not in {"%", "百分点"}
        and claim.unit not in TIME_UNITS
        and "/" not in claim.unit
        and not pattern("no_summand").search(claim.indicator)
        for claim in (total, *(cells[part].claim for part in parts))
    )


def _read(table: Table, band: Band, side: Side, row: RowOf, column: int, about: _About) -> _Read | None:
    """Return the claim of a cell; None where it has no figure."""
    cell = table.rows[row.row][column]
    if cell is None or is_blank(cell) or cell.row != row.row or not is_number(cell.text):
        return None
    heading = _with_row(band.headings[column], row.heading)
    figure = _figure(cell.text, _unit(table, side, row, heading, about), heading)
    if figure is None or figure.hard is None:
        return None
    measure = _measure(heading, figure, about)
    if measure in _PERCENT and _THOUSANDS.search(cell.text):
        # A header of another column.
        return None
    name = _name(row, band.headings[column], about, side)
    ahead = heading.planned
    claim = Claim(
        start=cell.start,
        end=cell.end,
        form=figure.form,
        section=TARGET if ahead else about.section,
        period=_period(heading.when, about),
        indicator=name,
        measure="mean" if measure == LEVEL and is_mean(name) else measure,
        stage=TARGET if ahead else about.stage,
        unit=figure.unit,
        interval=figure.hard,
        place=f"表{about.number}!{cell.place}",
    )
    return _Read(cell, claim, figure.hard)


def _with_row(column: Heading, row: Heading) -> Heading:
    """Return what the header and the stub say together: the header goes first."""
    return column._replace(
        unit=column.unit or row.unit, measure=column.measure or row.measure, when=row.when or column.when
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
    of_noun = "" if heading.measure else unit_of_noun(row.heading.name, heading.name, about.topic)
    units = [one for one in pattern("between_units").split(about.unit) if is_unit(one)]
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
    if when.isdigit():
        return when
    if when.startswith("-"):
        return "" if year is None else "/".join(f"{year}{part}" for part in when.split("/"))
    if year is None or not when or when in {NOW, AT_END}:
        return str(year) if year is not None else about.period
    return str(year - 1) if when in {BEFORE, AT_BEGINNING} else str(year)


def _name(row: RowOf, column: Heading, about: _About, side: Side) -> str:
    """Return the name of what a cell is of: the stub, then what the header adds to it."""
    own, header = row.heading.name, column.name
    if pattern("total_row").fullmatch(own):
        own = "".join(own.split())
        return header or f"{about.topic}{own}"
    header = header or (column.whole if pattern("owner_header").search(own) else "")
    if own and header:
        return _together(header, own) if pattern("owner_header").search(header) else _together(own, header)
    own = own or header
    head = head_of_caption(about.topic) if not header and side.stubs else ""
    if head and len(own) <= _SHORT and not pattern("names_quantity").search(own):
        return _together(own, head)
    return own


def _together(one: str, two: str) -> str:
    """Return two names as one, without repeating what the first ends and the second begins with."""
    if two in one:
        return one
    size = next((size for size in range(min(len(one), len(two)), 1, -1) if one.endswith(two[:size])), 0)
    return one + two[size:]


_SHORT = 12
