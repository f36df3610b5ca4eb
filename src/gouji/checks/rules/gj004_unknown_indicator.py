"""GJ004: indicators that are in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pandas as pd


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
