"""Headers of plain text over the columns that they are of: what lost its merged cells stands too far left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Cell, Table

Headers = Mapping[tuple[int, int], Cell]
"""Header cells by their row and the column that they are over."""


def aligned(table: Table, header: Sequence[int], values: Sequence[int]) -> Headers:
    """Return where the headers of a plain table belong, if they do not stand over its values; else nothing.

    The lowest row has one cell for each column of values, or fewer, where cells of the row above it take the
    last columns. Cells of the row above stand over as many columns each as repeat in the lowest.
    """
    if not table.plain or not header or not values:
        return {}
    if moved := _one_to_the_right(table, header, values):
        return moved
    *_, above, lowest = [[], *(_cells(table, row) for row in header)]
    while above and pattern("no_stub").search(above[-1].text):
        above.pop()
    missing = len(values) - len(lowest)
    if missing < 0 or missing > len(above) or not lowest:
        return {}
    found = {(header[-1], column): cell for column, cell in zip(values, lowest, strict=False)}
    behind = above[len(above) - missing :] if missing else []
    found |= {(header[-1], column): cell for column, cell in zip(values[len(lowest) :], behind, strict=True)}
    starts = [at for at, cell in enumerate(lowest) if cell.text == lowest[0].text]
    # Those behind have no values here.
    over = above[: len(above) - missing][: len(starts)]
    if len(header) > 1 and len(over) == len(starts):
        for begin, end, cell in zip(starts, [*starts[1:], len(lowest)], over, strict=True):
            found |= {(header[-2], column): cell for column in values[begin:end]}
    return found


def _one_to_the_right(table: Table, header: Sequence[int], values: Sequence[int]) -> Headers:
    """Return two rows of headers that stand over their values or one column to the right; else nothing.

    Those of the upper row go on over the columns of the lower one up to the next; over some columns only the
    upper row has one: 2023年, then 2022年 over 调整前 and 调整后.
    """
    rows = [row for row in header if _cells(table, row)][-_TWO:]
    stands = [_stands(_cells(table, row), values) for row in rows]
    if len(rows) < _TWO or not all(stands):
        return {}
    upper, lower = stands
    moved = any(cell.column != column for column, cell in lower.items())
    if not moved or len(lower) < _TWO or set(upper) | set(lower) != set(values):
        return {}
    found = {(rows[1], column): cell for column, cell in lower.items()}
    over: Cell | None = None
    for column in values:
        over = upper.get(column, over)
        if over is not None:
            found[rows[0], column] = over
    return found


def _stands(cells: Sequence[Cell], values: Sequence[int]) -> dict[int, Cell]:
    """Return headers by the column of values that each stands over, or right beside; else nothing."""
    columns = (cell.column if cell.column in values else cell.column - 1 for cell in cells)
    found = {column: cell for column, cell in zip(columns, cells, strict=True) if column in values}
    return found if len(found) == len(cells) else {}


def is_packed(table: Table, header: Sequence[int], values: Sequence[int]) -> bool:
    """Whether the headers above the lowest stand side by side, and the lowest come again under each."""
    if not table.plain or len(header) < _TWO:
        return False
    above, lowest = (_cells(table, row) for row in header[-2:])
    size, rest = divmod(len(lowest), len(above)) if above else (0, 0)
    texts = [cell.text for cell in lowest]
    again = len(above) > 1 and size > 1 and not rest and texts == texts[:size] * len(above)
    side_by_side = [cell.column - above[0].column for cell in above] == list(range(len(above)))
    return again and side_by_side and len(lowest) == len(values)


_TWO = 2


def _cells(table: Table, row: int) -> list[Cell]:
    """Return the cells of a header row from the left, without those over stubs."""
    cells = [cell for cell in table.rows[row] if cell is not None and cell.text]
    first = next((at for at, cell in enumerate(cells) if not _over_stubs(cell.text)), len(cells))
    return cells[first:]


def _over_stubs(text: str) -> bool:
    return any(pattern(name).search(text) for name in ("stub_header", "serial_header", "code_header"))
