"""GJ003: subjects and partners that are in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pandas as pd


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
