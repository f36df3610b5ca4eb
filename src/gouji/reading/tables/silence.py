"""Tables with the figures in them, and why no cell of one is tied to others."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.facts.table.told import TABLE, Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.tables.grid import Table
from gouji.reading.tables.layout import is_number

TABLE_UNREAD = "table-unread"
NO_TOTAL = "table-without-total"
NOT_ADDED = "table-not-added"
NOT_BORNE_OUT = "table-not-borne-out"
_MOST_TELLING = (NOT_BORNE_OUT, NOT_ADDED, NO_TOTAL)


def told_of(table: Table, claims: Sequence[Claim], reasons: Sequence[str]) -> Told | None:
    """Return a table as it is told; None where it has no figures.

    Args:
        table: The table.
        claims: The claims of its cells.
        reasons: Why no cells are tied, for each of its sides where none are.
    """
    figures = [(claim.start, claim.end) for claim in claims] or [
        (cell.start, cell.end)
        for cell in dict.fromkeys(cell for row in table.rows for cell in row)
        if cell is not None and is_number(cell.text)
    ]
    if not figures:
        return None
    units = {claim.unit for claim in claims}
    tied = any(claim.totals or claim.whole is not None for claim in claims)
    said = next((one for one in _MOST_TELLING if one in reasons), NO_TOTAL) if claims else TABLE_UNREAD
    unit = units.pop() if len(units) == 1 else ""
    return Told(TABLE, table.start, table.end, unit, tuple(figures), "" if tied else said)
