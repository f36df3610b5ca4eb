"""What one cell of a table claims: its figure, measure, unit, period and name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gouji.facts.figures.cell import read_cell
from gouji.facts.figures.model import ORDINAL, Figure, FigureError
from gouji.facts.figures.units import is_money, without_scale
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import TARGET
from gouji.reading.lexicon.nouns import is_mean, kind_of, unit_of_noun
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.tables.about import About
from gouji.reading.tables.compounds import together
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
)
from gouji.reading.tables.layout import Band, Side, is_filled, is_number
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import CellClaim

THOUSANDS = re.compile("[0-9][,，][0-9]{3}")
"""Digits in groups of three."""
GROWN = "table.growth"
"""The construct of growths: a column that fits its levels nowhere is of another basis."""
PERCENT = frozenset({"growth", "share", "completion", "contribution"})
"""Measures whose cells are percentages where nothing else is said."""
_WITHIN_QUOTES = str.maketrans({"“": "‘", "”": "’", "!": "！", ";": "；"})
_SHORT = 12


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
    if head and len(own) <= _SHORT and not pattern("names_quantity").search(own):
        return together(own, head)
    return own


def _is_stock(name: str) -> bool:
    """Whether something is what there was or what is left: neither income nor expense."""
    return any(pattern(word).search(name) for word in ("opening", "closing"))
