"""What the tables must hold, as Pandera schemas: `FACTS` for fact files, one for each dimension table.

    gouji.FACTS.validate(pd.read_csv("facts/a.csv", dtype=str, keep_default_na=False), lazy=True)

Cells are text, and empty where nothing is stated. A check's ``error`` says what is expected, its ``title`` is
the code of the rule that it belongs to, its ``name`` the key of gouji's message, filled from ``statistics``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import pandas as pd
import pandera.pandas as pa

from gouji.checks.rule import Rule
from gouji.checks.rules.house import gj001_to_gj009_cells as cells
from gouji.checks.table_schema import PATTERNS, WORDS, table_columns
from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import exact
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Tables, flag, ids_in, items
from gouji.facts.table.dimensions import read_edition
from gouji.facts.table.periods import Period

Sound = Callable[..., "pd.Series[bool]"]


def _check(rule: Rule, error: str, sound: Sound, name: str = "", **values: str) -> pa.Check:
    """Return a check of *rule*; most have the message that is called like the rule."""
    name = name or rule.name
    return pa.Check(sound, name=name, title=rule.code, error=error, ignore_na=False, statistics=values)


def _cell(name: str, error: str, sound: Callable[[str], object], **values: str) -> pa.Check:
    """Return a check of each cell of a column by itself."""
    return _check(cells.bad_cell, error, partial(cells.bad_cell.check, sound=sound), name, **values)


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
    return all(item == item.strip() != "" for item in items(cell))


TEXT = _cell("text", "text", lambda _: True)
ANY_ID = _cell("cell-id", "empty or an id", _like(r"[^\s;#]*"))
IDS = _cell("cell-id", "empty or ids, several with ;", _like(r"[^\s;#]*(;[^\s;#]+)*"))
_CHECKS: dict[str, pa.Check | list[pa.Check]] = {
    "filled": _cell("cell-empty", "text that is not empty", bool),
    "id": [
        _cell("cell-id", 'an id without blanks, ";" or "#"', _like(PATTERNS["id"])),
        _check(cells.duplicate_id, "each id once", cells.duplicate_id.check),
    ],
    "period": _cell(
        "cell-period", "an ISO 8601 date or interval: 2025, 2025-06, 2021/2025", _read_by(Period.read)
    ),
    "base": _cell("cell-base", "empty, mom or a period: 2020", _read_by(Period.read, "mom")),
    "offset": _cell("cell-offset", "a whole number as text, counted from 0", _like(PATTERNS["offset"])),
    "bound": _cell("cell-bound", "a plain decimal as text: 340.4, -1.2", _read_by(exact)),
    "flag": _cell("cell-true", "true or empty", lambda cell: not cell or flag(cell)),
    "list": _cell("cell-list", "items with semicolons between: A;B", _is_list),
    "whole": _cell("cell-whole", "ID or ID#BREAKDOWN, several with ;", _like(PATTERNS["whole"])),
    "year": _cell("cell-year", "the year reviewed: 2024, 2021/2025", _like(PATTERNS["year"])),
    "sha256": _cell("cell-sha256", "64 hexadecimal digits in lower case", _like(PATTERNS["sha256"])),
    "edition": _cell("cell-edition", "FIRST/STEP: 2017/P1Y, 2022-06/P6M=5", _read_by(read_edition)),
    "fingerprint": _cell(
        "cell-fingerprint", "16 hexadecimal digits in lower case", _like(PATTERNS["fingerprint"])
    ),
    "text": TEXT,
    **{column: _one_of(words) for column, words in WORDS.items()},
}
"""What a cell must be, by the name for it in ``schema.toml``."""


def _rows(rule: Rule, error: str, *columns: str, name: str = "", **options: object) -> pa.Check:
    """Return a check of rows by their cells in *columns*; a bad row is reported in the first of them."""

    def sound(frame: pd.DataFrame) -> pd.Series[bool]:
        given = frame.reindex(columns=list(columns), fill_value="").fillna("")  # some may be absent
        found: pd.Series[bool] = rule.check(*(given[column] for column in columns), **options)
        return found

    return _check(rule, f"{columns[0]}: {error}", sound, name, column=columns[0])


def _row(name: str, error: str, sound: Callable[..., object], *columns: str) -> pa.Check:
    """Return a check of each row by itself."""
    return _rows(cells.bad_cell, error, *columns, name=name, sound=sound)


_offset = _like("[0-9]{1,12}")


def _in_order(end: str, start: str) -> bool:
    """Say whether offsets are in order, or neither is given; a bad one is reported as a cell."""
    if _offset(start) and _offset(end):
        return int(start) < int(end)
    return start == end == "" or any(cell and not _offset(cell) for cell in (start, end))


def _filled_for_figures(cell: str, form: str, certainty: str) -> bool:
    """Say whether a figure's cell is filled; a gap of a row that was read from a text is no fault."""
    return cell != "" or form not in c.FIGURE_FORMS or certainty != ""


def _schema(table: str, required: Iterable[str] = (c.ID,), *rows: pa.Check) -> pa.DataFrameSchema:
    """Return the schema of a table in ``schema.toml``, which may lack all columns but those *required*."""
    columns = {
        name: pa.Column(checks=_CHECKS[check], required=name in required, description=said)
        for name, (check, said) in table_columns()[table].items()
    }
    return pa.DataFrameSchema(columns, checks=list(rows), name=table)


FACTS = _schema(
    "facts",
    c.REQUIRED_FACT_COLUMNS,
    _row("cell-offsets", "after start, both or neither", _in_order, c.END, c.START),
    _row("cell-alone", "empty beside a partner", lambda *row: "" in row, c.ALONE, c.PARTNER),
    _row("cell-pairing", "filled for pairings", lambda *row: row != ("", "pairing"), c.SUBJECT, c.FORM),
    _row("cell-indicator", "filled for figures", _filled_for_figures, c.INDICATOR, c.FORM, c.CERTAINTY),
    _row("cell-no-period", "filled for figures", _filled_for_figures, c.PERIOD, c.FORM, c.CERTAINTY),
    _rows(cells.bounds_reversed, "leaves a value below high", c.LOW, c.HIGH, c.LOW_OPEN, c.HIGH_OPEN),
    _rows(
        cells.parts_disagree_on_complete, "alike in all parts of a breakdown", c.COMPLETE, c.WHOLE, c.MEASURE
    ),
)
SUMMARIES, ENTITIES, INDICATORS = map(_schema, ("summaries", "entities", "indicators"))
WAIVERS = _schema("waivers", c.REQUIRED_WAIVER_COLUMNS)


def schemas(tables: Tables) -> dict[str, pa.DataFrameSchema]:
    """Return the schemas of the tables that are in files, with what each demands of the others."""
    entity = _known(cells.unknown_entity, "entities", tables.entities[c.ID])
    indicator = _known(cells.unknown_indicator, "indicators", tables.indicators[c.ID])
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
    summary, entity, indicator = TEXT, IDS, ANY_ID
    if "summaries" not in made_up:
        summary = _known(cells.unknown_summary, "summaries", tables.summaries[c.ID])
    if "entities" not in made_up:
        entity = _known(cells.unknown_entity, "entities", tables.entities[c.ID])
    if "indicators" not in made_up:
        indicator = _known(cells.unknown_indicator, "indicators", ids)
    whole = _known(cells.dangling_whole, "facts", tables.facts[c.ID])
    known = {c.SUMMARY: summary, c.SUBJECT: entity, c.PARTNER: entity, c.INDICATOR: indicator, c.WHOLE: whole}
    units = dict(zip(tables.indicators[c.ID], map(items, tables.indicators[c.UNIT]), strict=True))
    allowed = {name: units[one] for name, one in ids.items() if units[one]}
    sound = partial(_units_allowed, allowed=allowed)
    unit = _check(cells.unit_not_the_indicators, "unit: one of those of its indicator", sound, column=c.UNIT)
    return _with(FACTS, known, unit)


def _with(schema: pa.DataFrameSchema, known: Mapping[str, pa.Check], *rows: pa.Check) -> pa.DataFrameSchema:
    """Return a schema with one more check of each of these columns, and of rows."""
    found = schema.update_columns(
        {name: {"checks": [*schema.columns[name].checks, check]} for name, check in known.items()}
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
    sound: pd.Series[bool] = cells.unit_not_the_indicators.check(unit, levels[c.INDICATOR], allowed)
    return sound.reindex(facts.index, fill_value=True)


def _unit_of(quote: str) -> str:
    try:
        return parse(quote).unit
    except FigureError:
        return ""
