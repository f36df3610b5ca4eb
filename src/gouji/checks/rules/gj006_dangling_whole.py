"""GJ006: parts of a total that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pandas as pd


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
