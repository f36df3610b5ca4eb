"""GJ002: ids that stand twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    import pandas as pd


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
