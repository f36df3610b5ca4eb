"""Tables with the figures in them, and why no cell of one is tied to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.table.told import TABLE, Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.tables.grid import Table
from gouji.reading.tables.layout import ascends, is_number

TABLE_UNREAD = "table-unread"
NO_TOTAL = "table-without-total"
NOT_ADDED = "table-not-added"
NOT_BORNE_OUT = "table-not-borne-out"
_FEWEST = 2
_MOST_TELLING = (NOT_BORNE_OUT, NOT_ADDED, NO_TOTAL)


def told_of(table: Table, claims: Sequence[Claim], reasons: Sequence[str]) -> Told | None:
    """Return a table as it is told; None where it has no figures, or one.

    Args:
        table: The table.
        claims: The claims of its cells.
        reasons: Why no cells are tied, for each of its sides where none are.
    """
    figures = [(claim.start, claim.end) for claim in claims] or list(_numbers(table))
    if len(figures) < _FEWEST:
        return None
    units = {claim.unit for claim in claims}
    tied = any(not claim.stands_alone for claim in claims)
    named = any(claim.indicator for claim in claims)
    said = next((one for one in _MOST_TELLING if one in reasons), NO_TOTAL) if named else TABLE_UNREAD
    unit = units.pop() if len(units) == 1 else ""
    return Told(TABLE, table.start, table.end, unit, tuple(figures), "" if tied else said)


def _numbers(table: Table) -> Iterator[tuple[int, int]]:
    """Yield where the cells with figures begin and end; those that number rows or columns are none."""
    across = [[cell for cell in dict.fromkeys(row) if cell and is_number(cell.text)] for row in table.rows]
    down = [[row[column] for row in table.rows] for column in range(table.width)]
    numbered = [[cell for cell in dict.fromkeys(line) if cell and is_number(cell.text)] for line in down]
    counts = {cell for line in (*across, *numbered) if len(line) > 1 and ascends(line) for cell in line}
    found = dict.fromkeys(cell for line in across for cell in line if cell not in counts)
    yield from ((cell.start, cell.end) for cell in found)
