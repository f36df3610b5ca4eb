"""GJ001: cells that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    from collections.abc import Callable

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
