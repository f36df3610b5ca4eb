"""Headers over the columns that they are of: where those of plain text belong, and how they are named."""

from collections.abc import Mapping, Sequence
from itertools import dropwhile, takewhile

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import Heading, head_of_caption, is_counted_by, joined, together, within

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
    rows = [row for row in header if _cells(table, row)][-2:]
    stands = [_stands(_cells(table, row), values) for row in rows]
    if len(rows) < 2 or not all(stands):
        return {}
    upper, lower = stands
    moved = any(cell.column != column for column, cell in lower.items())
    if not moved or len(lower) < 2 or set(upper) | set(lower) != set(values):
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
    if not table.plain or len(header) < 2:
        return False
    above, lowest = (_cells(table, row) for row in header[-2:])
    size, rest = divmod(len(lowest), len(above)) if above else (0, 0)
    texts = [cell.text for cell in lowest]
    again = len(above) > 1 and size > 1 and not rest and texts == texts[:size] * len(above)
    side_by_side = [cell.column - above[0].column for cell in above] == list(range(len(above)))
    return again and side_by_side and len(lowest) == len(values)


def _cells(table: Table, row: int) -> list[Cell]:
    """Return the cells of a header row from the left, without those over stubs."""
    cells = [cell for cell in table.rows[row] if cell is not None and cell.text]
    first = next((at for at, cell in enumerate(cells) if not _over_stubs(cell.text)), len(cells))
    return cells[first:]


def _over_stubs(text: str) -> bool:
    return any(pattern(name).search(text) for name in ("stub_header", "serial_header", "code_header"))


CHANGES = frozenset({"growth", "change", "share"})
"""What is stated of the column before it, where nothing else is said."""


def named(columns: Sequence[Sequence[Heading]]) -> list[Heading]:
    """Return what the headings over each column of values say, with names that tell columns apart."""
    found = [joined(column) for column in columns]
    uppers = [_upper(heading, column) for heading, column in zip(found, columns, strict=True)]
    names = [(heading.name, heading.when, heading.measure) for heading in found]
    for at, upper in enumerate(uppers):
        repeated = any(
            name == names[at] and other != upper and (found[at].name or other)
            for name, other in zip(names, uppers, strict=True)
        )
        lacks = bool(found[at].name) and is_counted_by(upper, found[at].name)
        if upper and (repeated or lacks):
            found[at] = found[at]._replace(name=within(upper, found[at].name))
    for at in range(len(found)):
        found[at] = _of_the_column_before(found[at], found[:at])
    return _with_units_of_parts(_as_changes(found))


def _with_units_of_parts(columns: Sequence[Heading]) -> list[Heading]:
    """Return headings; a total without a unit has that of the other levels, if these have one.

    What is among those of the column before it has the unit of that.
    """
    units = {one.unit for one in columns if not one.measure and not one.total}
    unit, found = units.pop() if len(units) == 1 else "", list(columns)
    for at, one in enumerate(columns):
        if not (one.unit or one.measure):
            before = next((two.unit for two in reversed(found[:at]) if not two.measure), "")
            found[at] = one._replace(unit=unit if one.total else before if one.among else "")
    return found


def _as_changes(columns: Sequence[Heading]) -> list[Heading]:
    """Return headings; a growth beside one of the same thing in percent is the change in units."""
    in_percent = {(one.name, one.when) for one in columns if one.measure == "growth" and one.unit == "%"}
    return [
        one._replace(measure="change")
        if one.measure == "growth" and not one.unit and (one.name, one.when) in in_percent
        else one
        for one in columns
    ]


def _upper(heading: Heading, column: Sequence[Heading]) -> str:
    """Return the nearest name above the lowest that a heading does not have in its own; empty for none."""
    above = (one.name for one in reversed(column[:-1]))
    named = bool(heading.name) or heading.total
    return next((name for name in above if name and named and name not in heading.name), "")


def _of_the_column_before(heading: Heading, before: Sequence[Heading]) -> Heading:
    """Return a growth without a name with that of the levels before it; one of a division with their noun.

    Behind a total it is of what that is the total of.
    """
    behind = list(dropwhile(lambda one: one.measure in CHANGES, reversed(before)))
    levels = [one.name for one in takewhile(lambda one: not one.measure, behind)]
    if behind and behind[0].whole:
        levels = [behind[0].whole]
    if levels[1:] and behind[0].when != behind[1].when and levels[0] == levels[1]:
        # It is between two years of one thing.
        levels = levels[:1]
    if not heading.name and heading.measure in CHANGES and len(set(levels)) == 1:
        return heading._replace(name=levels[0])
    heads = (head_of_caption(name) for name in levels) if heading.divides and heading.name else ()
    return heading._replace(name=together(heading.name, next(filter(None, heads), "")))
