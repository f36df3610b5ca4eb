"""What each column of the tables must hold: the schema as data, without pandera.

A ``CellCheck`` is one demand on one column. It is vectorised: the column, or for a wide check
the whole frame, goes in; a boolean column comes out, True where the demand is met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from gouji.checks.rules.gj001_bad_cell import bad_cell
from gouji.checks.rules.gj002_duplicate_id import duplicate_id
from gouji.checks.rules.gj003_unknown_entity import unknown_entity
from gouji.checks.rules.gj004_unknown_indicator import unknown_indicator
from gouji.checks.rules.gj005_unknown_summary import unknown_summary
from gouji.checks.rules.gj006_dangling_whole import dangling_whole
from gouji.checks.rules.gj007_bounds_reversed import bounds_reversed
from gouji.checks.rules.gj008_unit_not_the_indicators import unit_not_the_indicators
from gouji.checks.rules.gj009_parts_disagree_on_complete import parts_disagree_on_complete
from gouji.facts import table as t
from gouji.facts import vocabulary as v
from gouji.facts.dimensions import ids_by_name
from gouji.facts.editions import read_edition
from gouji.facts.figures import FigureError, parse
from gouji.facts.intervals import exact
from gouji.facts.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import pandas as pd

    from gouji.checks.rule import Rule
    from gouji.checks.verdict import Value
    from gouji.facts.load import Tables


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
    values: dict[str, Value] = field(default_factory=dict)


def fact_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on the fact table, given the other tables."""
    return (*_fact_cells(), *_fact_references(tables), *_fact_rows(tables))


def summary_checks() -> tuple[CellCheck, ...]:
    """Return all demands on ``summaries.csv``."""
    return (
        *_key(),
        _cell(t.YEAR, "cell-year", _matches(r"([0-9]{4}(/[0-9]{4})?)?")),
        _cell(t.PUBLISHED, "cell-period", _or_empty(Period.read)),
        _one_of(t.STANDING, v.STANDINGS),
        _cell(t.SHA256, "cell-sha256", _matches(r"([0-9a-f]{64})?")),
    )


def entity_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on ``entities.csv``."""
    return (
        *_key(),
        *(_cell(column, "cell-list", _is_list) for column in (t.ALIASES, t.COUNTERPART)),
        *(_cell(column, "cell-period", _or_empty(Period.read)) for column in (t.SINCE, t.UNTIL)),
        _one_of(t.KIND, v.KINDS),
        _known(unknown_entity, t.COUNTERPART, tables.entities),
    )


def indicator_checks(tables: Tables) -> tuple[CellCheck, ...]:
    """Return all demands on ``indicators.csv``."""
    return (
        *_key(),
        *(_cell(column, "cell-list", _is_list) for column in (t.ALIASES, t.UNIT)),
        *(_cell(column, "cell-true", _is_flag) for column in (t.REMOVABLE, t.REVISABLE, t.BOUNDED)),
        _cell(t.EDITION, "cell-edition", _or_empty(read_edition)),
        _one_of(t.BASIS, v.BASES),
        _one_of(t.GROWTH_PRICE, v.GROWTH_PRICES),
        _one_of(t.BETTER, v.BETTERS),
        _known(unknown_entity, t.AREA, tables.entities),
        _known(unknown_indicator, t.ADDS_TO, tables.indicators),
    )


def waiver_checks() -> tuple[CellCheck, ...]:
    """Return all demands on ``waivers.csv``; what it promises is looked at behind the audit (GJ901)."""
    return (
        _cell(t.FINGERPRINT, "cell-fingerprint", _matches("[0-9a-f]{16}")),
        _cell(t.RULE, "cell-empty", bool),
        _cell(t.UNTIL, "cell-period", _or_empty(Period.read)),
    )


def _fact_cells() -> Iterable[CellCheck]:
    yield from _key()
    yield _cell(t.PERIOD, "cell-period", _or_empty(Period.read))
    yield _cell(t.BASE, "cell-base", _or_empty(Period.read, "mom"))
    yield _cell(t.QUOTE, "cell-empty", bool)
    yield from (_cell(column, "cell-offset", _matches("[0-9]{0,12}")) for column in (t.START, t.END))
    yield from (_cell(column, "cell-bound", _or_empty(exact)) for column in (t.LOW, t.HIGH))
    yield from (_cell(column, "cell-true", _is_flag) for column in (t.LOW_OPEN, t.HIGH_OPEN, t.COMPLETE))
    yield from (_cell(column, "cell-list", _is_list) for column in (t.SUBJECT, t.PARTNER, t.MEMBERS))
    yield _cell(t.WHOLE, "cell-whole", _matches(r"([^\s;#]+(#[^\s;#]+)?(;(?!$)|$))*"))
    yield _one_of(t.SECTION, v.SECTIONS)
    yield _one_of(t.FORM, v.FORMS)
    yield _one_of(t.ALONE, v.ALONES)
    yield _one_of(t.MEASURE, v.MEASURES)
    yield _one_of(t.STAGE, v.STAGES)


def _fact_references(tables: Tables) -> Iterable[CellCheck]:
    """Demands on cells that name rows; of a table that is in no file they must at least be fit for ids."""
    if "summaries" not in tables.made_up:
        yield _known(unknown_summary, t.SUMMARY, tables.summaries)
    if "indicators" in tables.made_up:
        yield _cell(t.INDICATOR, "cell-id", _matches(r"[^\s;#]*"))
    else:
        yield _named(unknown_indicator, t.INDICATOR, frozenset(_indicator_ids(tables)))
    for column in (t.SUBJECT, t.PARTNER):
        if "entities" in tables.made_up:
            yield _cell(column, "cell-id", _matches(r"[^\s;#]*(;[^\s;#]+)*"))
        else:
            yield _known(unknown_entity, column, tables.entities)
    yield _known(dangling_whole, t.WHOLE, tables.facts)


def _fact_rows(tables: Tables) -> Iterable[CellCheck]:
    """Demands that more than one cell of a row, or more than one row, must meet together."""
    own = dict(zip(tables.indicators[t.ID], tables.indicators[t.UNIT].map(t.items), strict=True))
    units = {called: own[one] for called, one in _indicator_ids(tables).items()}
    yield _wide(bad_cell, t.END, "cell-offsets", _offsets_in_order)
    yield _wide(bad_cell, t.ALONE, "cell-alone", lambda rows: (rows[t.ALONE] == "") | (rows[t.PARTNER] == ""))
    yield _wide(
        bad_cell,
        t.SUBJECT,
        "cell-pairing",
        lambda rows: (rows[t.FORM] != "pairing") | (rows[t.SUBJECT] != ""),
    )
    yield _wide(bad_cell, t.INDICATOR, "cell-indicator", partial(_filled_for_figures, column=t.INDICATOR))
    yield _wide(bad_cell, t.PERIOD, "cell-no-period", partial(_filled_for_figures, column=t.PERIOD))
    yield _wide(bounds_reversed, t.LOW, "bounds-reversed", _bounds_in_order)
    yield _wide(
        unit_not_the_indicators, t.UNIT, "unit-not-the-indicators", partial(_unit_allowed, allowed=units)
    )
    yield _wide(
        parts_disagree_on_complete,
        t.COMPLETE,
        "parts-disagree-on-complete",
        lambda rows: parts_disagree_on_complete.check(rows[t.WHOLE], rows[t.COMPLETE]),
    )


def _offsets_in_order(rows: pd.DataFrame) -> pd.Series[bool]:
    pairs = rows[t.START] + "\n" + rows[t.END]
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
    return (rows[column] != "") | ~rows[t.FORM].isin(v.FIGURE_FORMS)


def _bounds_in_order(rows: pd.DataFrame) -> pd.Series[bool]:
    readable = _readable_bound(rows[t.LOW]) & _readable_bound(rows[t.HIGH])
    opened = rows[t.LOW_OPEN].map(t.flag) | rows[t.HIGH_OPEN].map(t.flag)
    low, high = rows[t.LOW].where(readable, ""), rows[t.HIGH].where(readable, "")
    sound: pd.Series[bool] = bounds_reversed.check(low, high, opened)
    return sound


def _readable_bound(cells: pd.Series[str]) -> pd.Series[bool]:
    return cells.map(_or_empty(exact)).astype(bool)


def _unit_allowed(rows: pd.DataFrame, allowed: Mapping[str, tuple[str, ...]]) -> pd.Series[bool]:
    bound = rows[t.INDICATOR].isin({name for name, units in allowed.items() if units})
    some = rows[bound & (rows[t.MEASURE] == t.DEFAULTS[t.MEASURE])]
    unit = some[t.UNIT].mask((some[list(t.BOUND_COLUMNS)] == "").all(axis=1), some[t.QUOTE].map(_unit_of))
    sound: pd.Series[bool] = unit_not_the_indicators.check(unit, some[t.INDICATOR], allowed)
    return sound.reindex(rows.index, fill_value=True)


def _unit_of(quote: str) -> str:
    try:
        return parse(quote).unit
    except FigureError:
        return ""


def _key() -> tuple[CellCheck, ...]:
    return (
        _cell(t.ID, "cell-id", _matches(r"[^\s;#]+")),
        CellCheck(duplicate_id, t.ID, "duplicate-id", duplicate_id.check),
    )


def _cell(column: str, message: str, sound: Callable[[str], object]) -> CellCheck:
    return CellCheck(bad_cell, column, message, lambda cells: bad_cell.check(cells, sound), apart=True)


def _one_of(column: str, allowed: Sequence[str]) -> CellCheck:
    check = _cell(column, "cell-one-of", lambda cell: not cell or cell in allowed)
    return replace(check, values={"allowed": " ".join(allowed)})


def _indicator_ids(tables: Tables) -> Mapping[str, str]:
    """Ids of indicators by every name that a fact may call them by."""
    rows = zip(*(tables.indicators[column] for column in (t.ID, t.NAME, t.ALIASES)), strict=True)
    return ids_by_name(
        (one, (name, *t.items(aliases)) if name or aliases else ()) for one, name, aliases in rows
    )


def _known(rule: Rule, column: str, tables: pd.DataFrame) -> CellCheck:
    return _named(rule, column, frozenset(tables[t.ID]))


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
    return cell == "" or t.flag(cell)
