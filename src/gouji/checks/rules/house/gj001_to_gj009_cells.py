"""GJ001–GJ009: cells that cannot be read, ids that name nothing, rows that contradict themselves.

The checks of ``gouji.checks.schema`` call these functions: columns in, True where a cell or row is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule
from gouji.facts.numbers.intervals import exact
from gouji.facts.table.assemble import flag, items
from gouji.facts.table.columns import NO_PARTS, NO_SUMMANDS

if TYPE_CHECKING:
    import pandas as pd


@table_rule("GJ001", name="bad-cell")
def bad_cell(*columns: pd.Series[str], sound: Callable[..., object]) -> pd.Series[bool]:
    """Every cell can be read as what its column holds."""
    return _each_row(sound, *columns) if columns[1:] else _each_cell(sound, *columns)


@table_rule("GJ002", name="duplicate-id")
def duplicate_id(ids: pd.Series[str]) -> pd.Series[bool]:
    """An id is used once: a fact's in all fact files together, a row's in its dimension table."""
    return ~ids.duplicated(keep=False) | (ids == "")


@table_rule("GJ003", name="unknown-entity")
def unknown_entity(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """Every subject, partner, counterpart and area has a row in `entities.csv`."""
    return _each_cell(lambda cell: all(name in known for name in cell.split(";") if name), cells)


@table_rule("GJ004", name="unknown-indicator")
def unknown_indicator(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """Every indicator that a row names has a row in `indicators.csv`, by its id, its name or an alias."""
    return cells.isin(known) | (cells == "")


@table_rule("GJ005", name="unknown-summary")
def unknown_summary(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """The summary of every fact has a row in `summaries.csv`."""
    return cells.isin(known)


@table_rule("GJ006", name="dangling-whole")
def dangling_whole(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """The total that a part names in `whole` is a fact."""
    return _each_cell(
        lambda cell: all(part.partition("#")[0] in known for part in cell.split(";") if part), cells
    )


@table_rule("GJ007", name="bounds-reversed")
def bounds_reversed(
    low: pd.Series[str], high: pd.Series[str], low_open: pd.Series[str], high_open: pd.Series[str]
) -> pd.Series[bool]:
    """The lower bound is not above the upper one, and some value lies between them."""
    return _each_row(_hold_a_value, low, high, low_open, high_open)


@table_rule("GJ008", name="unit-not-the-indicators")
def unit_not_the_indicators(
    unit: pd.Series[str], indicator: pd.Series[str], allowed: Mapping[str, tuple[str, ...]]
) -> pd.Series[bool]:
    """The unit of a level is one that `indicators.csv` allows for its indicator."""
    return _each_row(lambda unit, name: not unit or unit in (allowed.get(name) or (unit,)), unit, indicator)


@table_rule("GJ009", name="parts-disagree-on-complete")
def parts_disagree_on_complete(
    complete: pd.Series[str], whole: pd.Series[str], measure: pd.Series[str]
) -> pd.Series[bool]:
    """All parts of one breakdown state alike whether the breakdown is complete."""
    answers: dict[str, set[str]] = {}
    whole = whole.mask(measure.isin(NO_SUMMANDS), "")
    for cell, answer in set(zip(whole, complete, strict=True)):
        for part in items(cell):
            if part.rpartition("#")[2] not in NO_PARTS:  # terms of a balance are no parts
                answers.setdefault(part, set()).add(answer.lower())
    torn = {part for part, given in answers.items() if part and len(given) > 1}
    return _each_cell(lambda cell: torn.isdisjoint(cell.split(";")), whole)


def _each_cell(sound: Callable[[str], object], cells: pd.Series[str]) -> pd.Series[bool]:
    """Say which cells are text and sound; equal ones are judged once."""
    return ~cells.isin([cell for cell in cells.unique() if not (isinstance(cell, str) and sound(cell))])


def _each_row(sound: Callable[..., object], *columns: pd.Series[str]) -> pd.Series[bool]:
    """Say which rows are sound by their cells in *columns*; equal ones are judged once."""
    import pandas as pd  # noqa: PLC0415  rules are imported without a table to validate, too

    rows = list(zip(*columns, strict=True))
    bad = {row for row in set(rows) if not sound(*row)}
    return pd.Series([row not in bad for row in rows], columns[0].index, dtype=bool)


def _hold_a_value(low: str, high: str, low_open: str, high_open: str) -> bool:
    """Say whether an interval holds a value; a bound that cannot be read is a bad cell, and no bound here."""
    if not (low and high):
        return True
    try:
        least, most = exact(low), exact(high)
    except ValueError:
        return True
    return least < most or (least == most and not flag(low_open) and not flag(high_open))
