"""GJ001: cells that cannot be read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    import pandas as pd


@table_rule("GJ001", name="bad-cell")
def bad_cell(cells: pd.Series[str], sound: Callable[[str], bool]) -> pd.Series[bool]:
    """Every cell can be read as what its column holds.

    Why: a cell that is skipped in silence takes its figure out of every sum; the sums then
    look wrong, or worse, right.

    A period is an ISO 8601 date or interval, a bound a plain decimal, a section one of a few words.
    No binding uses the row until the cell is mended: they are told as *unchecked*, with the line.

    Example:
        period `2025年`: expected `2025`, `2025-06` or `2021/2025`.

    Source: the columns of the fact table and of the dimension tables.
    """
    verdict = {cell: sound(cell) for cell in cells.unique()}
    return cells.map(verdict).astype(bool)


@table_rule("GJ002", name="duplicate-id")
def duplicate_id(ids: pd.Series[str]) -> pd.Series[bool]:
    """An id stands once: a fact's in all fact files together, a row's in its dimension table.

    Why: parts name their total by its id, and waivers and baselines name findings by the ids of
    their facts. With two rows of one id nobody knows which is meant.

    Example:
        `cy2024-017` in line 18 of one file and in line 3 of another.

    Source: entity integrity of the relational model (Codd 1970).
    """
    return ~ids.duplicated(keep=False) | (ids == "")


@table_rule("GJ003", name="unknown-entity")
def unknown_entity(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """Every subject, partner, counterpart and area has a row in `entities.csv`.

    Why: sides and counterparts are looked up there. A misspelled body would be a body of no side,
    and its missing counterpart would go unseen.

    Example:
        `四川省残联会` where the table has `四川省残联`.

    Source: referential integrity of the relational model (Codd 1970).
    """
    verdict = {cell: all(name in known for name in cell.split(";") if name) for cell in cells.unique()}
    return cells.map(verdict).astype(bool)


@table_rule("GJ004", name="unknown-indicator")
def unknown_indicator(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """Every indicator that a row names has a row in `indicators.csv`, by its id, its name or an alias.

    Why: facts are compared when they speak of one indicator. A second spelling makes a second
    indicator, and the two are never compared again. A name that two rows share is none's.

    Example:
        `川渝通办 事项` with a blank, where the table has `川渝通办事项`.

    Source: referential integrity of the relational model (Codd 1970).
    """
    return cells.isin(known) | (cells == "")


@table_rule("GJ005", name="unknown-summary")
def unknown_summary(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """The summary of every fact has a row in `summaries.csv`.

    Why: year, publisher and standing of a fact are its summary's. Where the column `summary` is
    empty the summary is the file's name, so a renamed file can cause this too.

    Example:
        A file `chuanyu-2025.csv` without a row `chuanyu-2025` in `summaries.csv`.

    Source: referential integrity of the relational model (Codd 1970).
    """
    return cells.isin(known)


@table_rule("GJ006", name="dangling-whole")
def dangling_whole(cells: pd.Series[str], known: AbstractSet[str]) -> pd.Series[bool]:
    """The total that a part names in `whole` is a fact.

    Why: a part that misses its total leaves a sum too small. Until it is mended, no sum of this
    summary and unit is taken for checked.

    Example:
        `whole` says `b-O1` (a letter), the total's id is `b-01`.

    Source: referential integrity of the relational model (Codd 1970).
    """
    totals = {cell: [item.partition("#")[0] for item in cell.split(";") if item] for cell in cells.unique()}
    return cells.map({cell: all(name in known for name in names) for cell, names in totals.items()}).astype(
        bool
    )


@table_rule("GJ007", name="bounds-reversed")
def bounds_reversed(low: pd.Series[str], high: pd.Series[str], opened: pd.Series[bool]) -> pd.Series[bool]:
    """The lower bound is not above the upper one, and some value lies between them.

    Why: an interval without a value agrees with nothing; every comparison with it would be a
    finding, and the true cause would not be among them.

    Example:
        low `360`, high `355`; or low and high `355` and `low_open` true.

    Source: intervals as in XBRL Calculations 1.1.
    """
    both = (low != "") & (high != "")
    least, most = low[both].map(Decimal), high[both].map(Decimal)
    return ~both | ((least < most) | ((least == most) & ~opened[both])).reindex(low.index, fill_value=False)


@table_rule("GJ008", name="unit-not-the-indicators")
def unit_not_the_indicators(
    unit: pd.Series[str], indicator: pd.Series[str], allowed: Mapping[str, tuple[str, ...]]
) -> pd.Series[bool]:
    """The unit of a level is one that `indicators.csv` allows for its indicator.

    Why: 项 and 种, 人 and 人次, 元 and 美元 count different things. An indicator says which units
    it may be told in; an empty cell there allows every unit.

    Example:
        `159种` under an indicator whose unit is `项`.

    Source: unit checks of XBRL's Units Registry.
    """
    pairs = indicator + "\n" + unit
    verdict = {pair: _sound(pair, allowed) for pair in pairs.unique()}
    return pairs.map(verdict).astype(bool)


def _sound(pair: str, allowed: Mapping[str, tuple[str, ...]]) -> bool:
    indicator, _, unit = pair.partition("\n")
    return not unit or unit in (allowed.get(indicator) or (unit,))


@table_rule("GJ009", name="parts-disagree-on-complete")
def parts_disagree_on_complete(whole: pd.Series[str], complete: pd.Series[str]) -> pd.Series[bool]:
    """All parts of one breakdown say alike whether the breakdown is complete.

    Why: complete parts must make the total, open ones (其中) must not exceed it. With both
    answers in one breakdown neither can be asked.

    Example:
        Three parts of `b-01`, two with `complete` true and one without.

    Source: 分别为, 包括, 共 close a breakdown; 其中 opens one.
    """
    answers: dict[str, set[str]] = {}
    for cell, answer in set(zip(whole, complete.str.lower(), strict=True)):
        for part in filter(None, cell.split(";")):
            answers.setdefault(part, set()).add(answer)
    torn = {part for part, given in answers.items() if len(given) > 1}
    sound = {cell: torn.isdisjoint(cell.split(";")) for cell in whole.unique()}
    return whole.map(sound).astype(bool)
