"""What the tables must hold, as Pandera schemas: `FACTS` for fact files, one for each dimension table.

    gouji.FACTS.validate(pd.read_csv("facts/a.csv", dtype=str, keep_default_na=False), lazy=True)

Cells are text, and empty where nothing is stated. A check's ``error`` says what is expected, its ``title`` is
the code of the rule that it belongs to, its ``name`` the key of gouji's message, filled from ``statistics``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pandera.pandas as pa

from gouji.checks.rules.house.gj001_to_gj009_cells import (
    bad_cell,
    bounds_reversed,
    dangling_whole,
    duplicate_id,
    parts_disagree_on_complete,
    unit_not_the_indicators,
    unknown_entity,
    unknown_indicator,
    unknown_summary,
)
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import ids_in
from gouji.facts.table.dimensions import read_edition
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from gouji.checks.rule import Rule
    from gouji.facts.table.assemble import Tables

    Sound = Callable[..., pd.Series[bool]]


def _check(rule: Rule, error: str, sound: Sound, name: str = "", **values: str) -> pa.Check:
    """Return a check of *rule*; most have the message that is called like the rule."""
    name = name or rule.name
    return pa.Check(sound, name=name, title=rule.code, error=error, ignore_na=False, statistics=values)


def _cell(name: str, error: str, sound: Callable[[str], object], **values: str) -> pa.Check:
    """Return a check of each cell of a column by itself."""
    return _check(bad_cell, error, partial(bad_cell.check, sound=sound), name, **values)


def _one_of(words: Sequence[str]) -> pa.Check:
    allowed = " ".join(words)
    return _cell("cell-one-of", f"empty or one of: {allowed}", ("", *words).__contains__, allowed=allowed)


def _like(pattern: str) -> Callable[[str], object]:
    """Return a function that says whether a whole cell matches."""
    return re.compile(pattern).fullmatch


def _read_by(read: Callable[[str], object], *words: str) -> Callable[[str], bool]:
    """Return whether a cell is empty, one of *words*, or something that *read* reads."""

    def sound(cell: str) -> bool:
        if cell and cell not in words:
            try:
                read(cell)
            except ValueError:
                return False
        return True

    return sound


def _is_list(cell: str) -> bool:
    return all(item == item.strip() != "" for item in c.items(cell))


TEXT = _cell("text", "text", lambda _: True)
ANY_ID = _cell("cell-id", "empty or an id", _like(r"[^\s;#]*"))
IDS = _cell("cell-id", "empty or ids, several with ;", _like(r"[^\s;#]*(;[^\s;#]+)*"))
FILLED = _cell("cell-empty", "text that is not empty", bool)
ID = _cell("cell-id", 'an id without blanks, ";" or "#"', _like(r"[^\s;#]+"))
UNIQUE = _check(duplicate_id, "each id once", duplicate_id.check)
PERIOD = _cell("cell-period", "an ISO 8601 date or interval: 2025, 2025-06, 2021/2025", _read_by(Period.read))
BASE = _cell("cell-base", "empty, mom or a period: 2020", _read_by(Period.read, "mom"))
OFFSET = _cell("cell-offset", "a whole number as text, counted from 0", _like("[0-9]{0,12}"))
BOUND = _cell("cell-bound", "a plain decimal as text: 340.4, -1.2", _read_by(exact))
FLAG = _cell("cell-true", "true or empty", lambda cell: not cell or c.flag(cell))
LIST = _cell("cell-list", "items with semicolons between: A;B", _is_list)
WHOLE = _cell("cell-whole", "ID or ID#BREAKDOWN, several with ;", _like(r"([^\s;#]+(#[^\s;#]+)?(;(?!$)|$))*"))
YEAR = _cell("cell-year", "the year reviewed: 2024, 2021/2025", _like("([0-9]{4}(/[0-9]{4})?)?"))
SHA256 = _cell("cell-sha256", "64 hexadecimal digits in lower case", _like("([0-9a-f]{64})?"))
EDITION = _cell("cell-edition", "FIRST/STEP: 2017/P1Y, 2022-06/P6M=5", _read_by(read_edition))
FINGERPRINT = _cell("cell-fingerprint", "16 hexadecimal digits in lower case", _like("[0-9a-f]{16}"))


def _rows(rule: Rule, error: str, *columns: str, name: str = "", **options: object) -> pa.Check:
    """Return a check of rows by their cells in *columns*; a bad row is reported in the first of them."""

    def sound(frame: pd.DataFrame) -> pd.Series[bool]:
        cells = frame.reindex(columns=list(columns), fill_value="").fillna("")  # some may be absent
        found: pd.Series[bool] = rule.check(*(cells[column] for column in columns), **options)
        return found

    return _check(rule, f"{columns[0]}: {error}", sound, name, column=columns[0])


def _row(name: str, error: str, sound: Callable[..., object], *columns: str) -> pa.Check:
    """Return a check of each row by itself."""
    return _rows(bad_cell, error, *columns, name=name, sound=sound)


_offset = _like("[0-9]{1,12}")


def _in_order(end: str, start: str) -> bool:
    """Say whether offsets are in order, or neither is given; a bad one is reported as a cell."""
    if _offset(start) and _offset(end):
        return int(start) < int(end)
    return start == end == "" or any(cell and not _offset(cell) for cell in (start, end))


def _filled_for_figures(cell: str, form: str, certainty: str) -> bool:
    """Say whether a figure's cell is filled; a gap of a row that was read from a text is no fault."""
    return cell != "" or form not in c.FIGURE_FORMS or certainty != ""


def _optional(check: pa.Check, description: str) -> pa.Column:
    """Return a column that a table may lack."""
    return pa.Column(checks=check, required=False, description=description)


FACTS = pa.DataFrameSchema(
    {
        c.SUMMARY: _optional(TEXT, "its id; empty: the file's name"),
        c.ID: pa.Column(checks=[ID, UNIQUE], description="unique in the workspace, stable: cy2024-017"),
        c.SECTION: _optional(_one_of(c.SECTIONS), "kind of passage; empty: review"),
        c.FORM: _optional(_one_of(c.FORMS), "what the quote is; empty: read from it"),
        c.SUBJECT: _optional(LIST, "who acts; several share one value"),
        c.PARTNER: _optional(LIST, "all others of a joint act"),
        c.ALONE: _optional(_one_of(c.ALONES), "why a body acts without a counterpart"),
        c.INDICATOR: pa.Column(checks=TEXT, description="id of what is counted or measured"),
        c.MEASURE: _optional(_one_of(c.MEASURES), "what of it is stated; empty: its level"),
        c.BASE: _optional(BASE, "of a change; empty: the year before"),
        c.PERIOD: pa.Column(checks=PERIOD, description="2024, 2024-11-13, 2021/2024, ../2024 (both ends in)"),
        c.SCOPE: _optional(TEXT, "what the figure covers, a short key"),
        c.STAGE: _optional(_one_of(c.STAGES), "how settled the value is; empty: actual"),
        c.QUOTE: pa.Column(checks=FILLED, description="the figure as printed, with the words that bound it"),
        c.START: _optional(OFFSET, "where the quote begins in the text"),
        c.END: _optional(OFFSET, "where it ends, exclusive"),
        c.LOW: _optional(BOUND, "lower bound, in the base unit"),
        c.HIGH: _optional(BOUND, "upper bound, in the base unit"),
        c.LOW_OPEN: _optional(FLAG, "whether low itself is left out"),
        c.HIGH_OPEN: _optional(FLAG, "whether high itself is left out"),
        c.UNIT: _optional(TEXT, "base unit; empty: read from the quote"),
        c.WHOLE: _optional(WHOLE, "totals that this is a part of"),
        c.PLACE: _optional(TEXT, "where in a table: 表2!B5; empty: offsets"),
        c.CERTAINTY: _optional(_one_of(c.CERTAINTIES), "of a row read from a text"),
        c.VIA: _optional(TEXT, "what construct tied it to its whole"),
        c.COMPLETE: _optional(FLAG, "whether nothing is left out"),
        c.MEMBERS: _optional(LIST, "what a list names, in text order"),
        c.NOTE: _optional(TEXT, "for people; no rule reads it"),
    },
    checks=[
        _row("cell-offsets", "after start, both or neither", _in_order, c.END, c.START),
        _row("cell-alone", "empty beside a partner", lambda *cells: "" in cells, c.ALONE, c.PARTNER),
        _row("cell-pairing", "filled for pairings", lambda *row: row != ("", "pairing"), c.SUBJECT, c.FORM),
        _row("cell-indicator", "filled for figures", _filled_for_figures, c.INDICATOR, c.FORM, c.CERTAINTY),
        _row("cell-no-period", "filled for figures", _filled_for_figures, c.PERIOD, c.FORM, c.CERTAINTY),
        _rows(bounds_reversed, "leaves a value below high", c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN),
        _rows(
            parts_disagree_on_complete, "alike in all parts of a breakdown", c.COMPLETE, c.WHOLE, c.MEASURE
        ),
    ],
    name="facts",
)

SUMMARIES = pa.DataFrameSchema(
    {
        c.ID: pa.Column(checks=[ID, UNIQUE], description="what facts call it"),
        c.SERIES: _optional(TEXT, "its series, over the years"),
        c.YEAR: _optional(YEAR, "the year reviewed"),
        c.TITLE: _optional(TEXT, "its title"),
        c.PUBLISHER: _optional(TEXT, "who published it"),
        c.PUBLISHED: _optional(PERIOD, "when: a year, month or day"),
        c.URL: _optional(TEXT, "where it stands"),
        c.STANDING: _optional(_one_of(c.STANDINGS), "whether it retells another source"),
        c.SHA256: _optional(SHA256, "hash of the source file's bytes"),
        c.READER: _optional(TEXT, "what read the file, with its version"),
    },
    name="summaries",
)

ENTITIES = pa.DataFrameSchema(
    {
        c.ID: pa.Column(checks=[ID, UNIQUE], description="what facts call it"),
        c.NAME: _optional(TEXT, "its name; empty: the id"),
        c.ALIASES: _optional(LIST, "its other names"),
        c.KIND: _optional(_one_of(c.KINDS), "body, place or joint body"),
        c.SIDE: _optional(TEXT, "party of a joint programme"),
        c.LEVEL: _optional(TEXT, "province, city or county"),
        c.FUNCTION: _optional(TEXT, "what a body is in charge of"),
        c.COUNTERPART: _optional(LIST, "those of the other sides"),
        c.SINCE: _optional(PERIOD, "first year, month or day of the name"),
        c.UNTIL: _optional(PERIOD, "last year, month or day of the name"),
    },
    name="entities",
)

INDICATORS = pa.DataFrameSchema(
    {
        c.ID: pa.Column(checks=[ID, UNIQUE], description="what facts call it"),
        c.NAME: _optional(TEXT, "its name; empty: the id"),
        c.ALIASES: _optional(LIST, "its other names"),
        c.UNIT: _optional(LIST, "units that it may be stated in"),
        c.BASIS: _optional(_one_of(c.BASES), "what its values add up to"),
        c.AREA: _optional(TEXT, "entity that it is about"),
        c.ADDS_TO: _optional(TEXT, "running total that a flow feeds"),
        c.GROWTH_PRICE: _optional(_one_of(c.GROWTH_PRICES), "prices that its growth is in"),
        c.REMOVABLE: _optional(FLAG, "whether items may be dropped"),
        c.EDITION: _optional(EDITION, "of an event: the first, the step"),
        c.REVISABLE: _optional(FLAG, "whether it is revised later"),
        c.BOUNDED: _optional(FLAG, "whether a share is 100 at most"),
        c.BETTER: _optional(_one_of(c.BETTERS), "which way is better"),
    },
    name="indicators",
)

WAIVERS = pa.DataFrameSchema(
    {
        c.FINGERPRINT: pa.Column(checks=FINGERPRINT, description="of the accepted finding"),
        c.RULE: pa.Column(checks=FILLED, description="code of its rule"),
        c.REASON: pa.Column(checks=TEXT, description="why it stays; without one it counts for nothing"),
        c.WHO: _optional(TEXT, "who accepted it"),
        c.UNTIL: _optional(PERIOD, "how long; empty: for ever"),
    },
    name="waivers",
)


def schemas(tables: Tables) -> dict[str, pa.DataFrameSchema]:
    """Return the schemas of the tables that are in files, with what each demands of the others."""
    entity = _known(unknown_entity, "entities", tables.entities[c.ID])
    indicator = _known(unknown_indicator, "indicators", tables.indicators[c.ID])
    found = {
        "facts": facts_schema(tables),
        "summaries": SUMMARIES,
        "entities": _with(ENTITIES, {c.COUNTERPART: entity}),
        "indicators": _with(INDICATORS, {c.AREA: entity, c.ADDS_TO: indicator}),
        "waivers": WAIVERS,
    }
    return {table: schema for table, schema in found.items() if table not in tables.made_up}


def facts_schema(tables: Tables) -> pa.DataFrameSchema:
    """Return `FACTS` with what it demands of the other tables; for one in no file names need only be ids."""
    ids, made_up = ids_in(tables.indicators), tables.made_up
    summary = TEXT if "summaries" in made_up else _known(unknown_summary, "summaries", tables.summaries[c.ID])
    entity = IDS if "entities" in made_up else _known(unknown_entity, "entities", tables.entities[c.ID])
    indicator = ANY_ID if "indicators" in made_up else _known(unknown_indicator, "indicators", ids)
    whole = _known(dangling_whole, "facts", tables.facts[c.ID])
    cells = {c.SUMMARY: summary, c.SUBJECT: entity, c.PARTNER: entity, c.INDICATOR: indicator, c.WHOLE: whole}
    units = dict(zip(tables.indicators[c.ID], tables.indicators[c.UNIT].map(c.items), strict=True))
    allowed = {name: units[one] for name, one in ids.items() if units[one]}
    sound = partial(_units_allowed, allowed=allowed)
    unit = _check(unit_not_the_indicators, "unit: one of those of its indicator", sound, column=c.UNIT)
    return _with(FACTS, cells, unit)


def _with(schema: pa.DataFrameSchema, cells: Mapping[str, pa.Check], *rows: pa.Check) -> pa.DataFrameSchema:
    """Return a schema with one more check of each of these columns, and of rows."""
    found = schema.update_columns(
        {name: {"checks": [*schema.columns[name].checks, check]} for name, check in cells.items()}
    )
    found.checks = [*schema.checks, *rows]
    return found


def _known(rule: Rule, table: str, ids: Iterable[str]) -> pa.Check:
    return _check(rule, f"known to the table of {table}", partial(rule.check, known=frozenset(ids)))


def _units_allowed(facts: pd.DataFrame, allowed: Mapping[str, tuple[str, ...]]) -> pd.Series[bool]:
    """Say which levels have a unit of their indicator, as given or as the quote states it."""
    bound = facts[c.INDICATOR].isin(frozenset(allowed)) & (facts[c.MEASURE] == c.DEFAULTS[c.MEASURE])
    levels = facts.loc[bound, [c.INDICATOR, c.QUOTE, *c.BOUND_COLUMNS]]
    quoted = (levels[list(c.BOUND_COLUMNS)] == "").all(axis=1)
    unit = levels[c.UNIT].mask(quoted, levels[c.QUOTE].map(_unit_of))
    sound: pd.Series[bool] = unit_not_the_indicators.check(unit, levels[c.INDICATOR], allowed)
    return sound.reindex(facts.index, fill_value=True)


def _unit_of(quote: str) -> str:
    try:
        return parse(quote).unit
    except FigureError:
        return ""
