"""GJ005: facts of a summary that is in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pandas as pd


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
