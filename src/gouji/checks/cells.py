"""What each column of the tables must hold: the schema as data, without pandera.

A ``CellCheck`` is one demand on one column. It is vectorised: the column, or for a wide check
the whole frame, goes in; a boolean column comes out, True where the demand is met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from gouji.checks.rules.table.cells import (
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
from gouji.facts.table import vocabulary as v
from gouji.facts.table.dimensions import ids_by_name, read_edition
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from gouji.checks.rule import Rule
    from gouji.checks.verdict import MessageValue
    from gouji.facts.files.load import Tables


@dataclass(frozen=True, slots=True)
class CellCheck:
    """One demand on a column.

    Attributes:
        rule: The GJ0 rule that a failing cell is reported under.
        column: Where a failing cell stands.
        message: Key of the message.
        sound: The column (wide: the frame) in, True where the demand is met out.
        wide: Whether *sound* takes the whole frame.
        apart: Whether each cell is judged by itself, so that equal cells need to be judged only once.
        values: What the message is filled with, beside column and cell.
    """

    rule: Rule
    column: str
    message: str
    sound: Callable[..., pd.Series[bool]]
    wide: bool = False
    apart: bool = False
    values: dict[str, MessageValue] = field(default_factory=dict)


def fact_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on the fact table, given the other tables."""
    return (*_fact_cells(), *_fact_references(tables), *_fact_rows(tables))


def summary_checks() -> tuple[CellCheck, ...]:
    """Return all demands on ``summaries.csv``."""
    return (
        *_key(),
        _cell(c.YEAR, "cell-year", _matches(r"([0-9]{4}(/[0-9]{4})?)?")),
        _cell(c.PUBLISHED, "cell-period", _or_empty(Period.read)),
        _one_of(c.STANDING, v.STANDINGS),
        _cell(c.SHA256, "cell-sha256", _matches(r"([0-9a-f]{64})?")),
    )


def entity_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on ``entities.csv``."""
    return (
        *_key(),
        *(_cell(column, "cell-list", _is_list) for column in (c.ALIASES, c.COUNTERPART)),
        *(_cell(column, "cell-period", _or_empty(Period.read)) for column in (c.SINCE, c.UNTIL)),
        _one_of(c.KIND, v.KINDS),
        _known(unknown_entity, c.COUNTERPART, tables.entities),
    )


def indicator_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on ``indicators.csv``."""
    return (
        *_key(),
        *(_cell(column, "cell-list", _is_list) for column in (c.ALIASES, c.UNIT)),
        *(_cell(column, "cell-true", _is_flag) for column in (c.REMOVABLE, c.REVISABLE, c.BOUNDED)),
        _cell(c.EDITION, "cell-edition", _or_empty(read_edition)),
        _one_of(c.BASIS, v.BASES),
        _one_of(c.GROWTH_PRICE, v.GROWTH_PRICES),
        _one_of(c.BETTER, v.BETTERS),
        _known(unknown_entity, c.AREA, tables.entities),
        _known(unknown_indicator, c.ADDS_TO, tables.indicators),
    )


def waiver_checks() -> tuple[CellCheck, ...]:
    """Return all demands on ``waivers.csv``; what it promises is looked at behind the audit (GJ901)."""
    return (
        _cell(c.FINGERPRINT, "cell-fingerprint", _matches("[0-9a-f]{16}")),
        _cell(c.RULE, "cell-empty", bool),
        _cell(c.UNTIL, "cell-period", _or_empty(Period.read)),
    )


def _fact_cells() -> Iterable[CellCheck]:
    yield from _key()
    yield _cell(c.PERIOD, "cell-period", _or_empty(Period.read))
    yield _cell(c.BASE, "cell-base", _or_empty(Period.read, "mom"))
    yield _cell(c.QUOTE, "cell-empty", bool)
    yield from (_cell(column, "cell-offset", _matches("[0-9]{0,12}")) for column in (c.START, c.END))
    yield from (_cell(column, "cell-bound", _or_empty(exact)) for column in (c.LOW, c.HIGH))
    yield from (_cell(column, "cell-true", _is_flag) for column in (c.LOW_OPEN, c.HIGH_OPEN, c.COMPLETE))
    yield from (_cell(column, "cell-list", _is_list) for column in (c.SUBJECT, c.PARTNER, c.MEMBERS))
    yield _cell(c.WHOLE, "cell-whole", _matches(r"([^\s;#]+(#[^\s;#]+)?(;(?!$)|$))*"))
    yield _one_of(c.SECTION, v.SECTIONS)
    yield _one_of(c.FORM, v.FORMS)
    yield _one_of(c.ALONE, v.ALONES)
    yield _one_of(c.MEASURE, v.MEASURES)
    yield _one_of(c.STAGE, v.STAGES)


def _fact_references(tables: Tables) -> Iterable[CellCheck]:
    """Demands on cells that name rows; of a table that is in no file they must at least be fit for ids."""
    if "summaries" not in tables.made_up:
        yield _known(unknown_summary, c.SUMMARY, tables.summaries)
    if "indicators" in tables.made_up:
        yield _cell(c.INDICATOR, "cell-id", _matches(r"[^\s;#]*"))
    else:
        yield _named(unknown_indicator, c.INDICATOR, frozenset(_indicator_ids(tables)))
    for column in (c.SUBJECT, c.PARTNER):
        if "entities" in tables.made_up:
            yield _cell(column, "cell-id", _matches(r"[^\s;#]*(;[^\s;#]+)*"))
        else:
            yield _known(unknown_entity, column, tables.entities)
    yield _known(dangling_whole, c.WHOLE, tables.facts)


def _fact_rows(tables: Tables) -> Iterable[CellCheck]:
    """Demands that more than one cell of a row, or more than one row, must meet together."""
    own = dict(zip(tables.indicators[c.ID], tables.indicators[c.UNIT].map(c.items), strict=True))
    units = {called: own[one] for called, one in _indicator_ids(tables).items()}
    yield _wide(bad_cell, c.END, "cell-offsets", _offsets_in_order)
    yield _wide(bad_cell, c.ALONE, "cell-alone", lambda rows: (rows[c.ALONE] == "") | (rows[c.PARTNER] == ""))
    yield _wide(
        bad_cell,
        c.SUBJECT,
        "cell-pairing",
        lambda rows: (rows[c.FORM] != "pairing") | (rows[c.SUBJECT] != ""),
    )
    yield _wide(bad_cell, c.INDICATOR, "cell-indicator", partial(_filled_for_figures, column=c.INDICATOR))
    yield _wide(bad_cell, c.PERIOD, "cell-no-period", partial(_filled_for_figures, column=c.PERIOD))
    yield _wide(bounds_reversed, c.LOW, "bounds-reversed", _bounds_in_order)
    yield _wide(
        unit_not_the_indicators, c.UNIT, "unit-not-the-indicators", partial(_unit_allowed, allowed=units)
    )
    yield _wide(
        parts_disagree_on_complete,
        c.COMPLETE,
        "parts-disagree-on-complete",
        lambda rows: parts_disagree_on_complete.check(rows[c.WHOLE], rows[c.COMPLETE]),
    )


def _offsets_in_order(rows: pd.DataFrame) -> pd.Series[bool]:
    pairs = rows[c.START] + "\n" + rows[c.END]
    verdict = {pair: _in_order(pair) for pair in pairs.unique()}
    return pairs.map(verdict).astype(bool)


def _in_order(pair: str) -> bool:
    """Say whether offsets are two and in order; of one that is no offset that is told of the cell itself."""
    start, _, end = pair.partition("\n")
    read = _OFFSET.fullmatch
    if start == end == "":
        return True
    if read(start) and read(end):
        return int(start) < int(end)
    return any(cell and not read(cell) for cell in (start, end))


_OFFSET = re.compile("[0-9]{1,12}")


def _filled_for_figures(rows: pd.DataFrame, column: str) -> pd.Series[bool]:
    return (rows[column] != "") | ~rows[c.FORM].isin(v.FIGURE_FORMS)


def _bounds_in_order(rows: pd.DataFrame) -> pd.Series[bool]:
    readable = _readable_bound(rows[c.LOW]) & _readable_bound(rows[c.HIGH])
    opened = rows[c.LOW_OPEN].map(c.flag) | rows[c.HIGH_OPEN].map(c.flag)
    low, high = rows[c.LOW].where(readable, ""), rows[c.HIGH].where(readable, "")
    sound: pd.Series[bool] = bounds_reversed.check(low, high, opened)
    return sound


def _readable_bound(cells: pd.Series[str]) -> pd.Series[bool]:
    return cells.map(_or_empty(exact)).astype(bool)


def _unit_allowed(rows: pd.DataFrame, allowed: Mapping[str, tuple[str, ...]]) -> pd.Series[bool]:
    bound = rows[c.INDICATOR].isin({name for name, units in allowed.items() if units})
    some = rows[bound & (rows[c.MEASURE] == c.DEFAULTS[c.MEASURE])]
    unit = some[c.UNIT].mask((some[list(c.BOUND_COLUMNS)] == "").all(axis=1), some[c.QUOTE].map(_unit_of))
    sound: pd.Series[bool] = unit_not_the_indicators.check(unit, some[c.INDICATOR], allowed)
    return sound.reindex(rows.index, fill_value=True)


def _unit_of(quote: str) -> str:
    try:
        return parse(quote).unit
    except FigureError:
        return ""


def _key() -> tuple[CellCheck, ...]:
    return (
        _cell(c.ID, "cell-id", _matches(r"[^\s;#]+")),
        CellCheck(duplicate_id, c.ID, "duplicate-id", duplicate_id.check),
    )


def _cell(column: str, message: str, sound: Callable[[str], object]) -> CellCheck:
    return CellCheck(bad_cell, column, message, lambda cells: bad_cell.check(cells, sound), apart=True)


def _one_of(column: str, allowed: Sequence[str]) -> CellCheck:
    check = _cell(column, "cell-one-of", lambda cell: not cell or cell in allowed)
    return replace(check, values={"allowed": " ".join(allowed)})


def _indicator_ids(tables: Tables) -> Mapping[str, str]:
    """Ids of indicators by every name that a fact may call them by."""
    rows = zip(*(tables.indicators[column] for column in (c.ID, c.NAME, c.ALIASES)), strict=True)
    return ids_by_name(
        (one, (name, *c.items(aliases)) if name or aliases else ()) for one, name, aliases in rows
    )


def _known(rule: Rule, column: str, tables: pd.DataFrame) -> CellCheck:
    return _named(rule, column, frozenset(tables[c.ID]))


def _named(rule: Rule, column: str, known: AbstractSet[str]) -> CellCheck:
    return CellCheck(rule, column, rule.name, lambda cells: rule.check(cells, known), apart=True)


def _wide(
    rule: Rule, column: str, message: str, sound: Callable[[pd.DataFrame], pd.Series[bool]]
) -> CellCheck:
    return CellCheck(rule, column, message, sound, wide=True)


def _matches(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).fullmatch


def _or_empty(read: Callable[[str], object], *words: str) -> Callable[[str], bool]:
    """Return whether a cell is empty, one of *words*, or something that *read* reads."""

    def sound(cell: str) -> bool:
        if not cell or cell in words:
            return True
        try:
            read(cell)
        except ValueError:
            return False
        return True

    return sound


def _is_list(cell: str) -> bool:
    return not cell or all(item == item.strip() != "" for item in cell.split(";"))


def _is_flag(cell: str) -> bool:
    return cell == "" or c.flag(cell)
