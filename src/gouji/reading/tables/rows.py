"""What the rows of a table are of, and which rows are parts of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import LEVEL, Heading, Stub, joined, stub_heading
from gouji.reading.tables.layout import Side, is_blank

TOTAL, DEPTH, AMONG, FAMILY = "table.total", "table.depth", "table.qizhong", "table.family"


@dataclass(frozen=True, slots=True)
class RowOf:
    """A row with what its stubs say.

    Attributes:
        row: Its number.
        heading: What its stubs say together.
        depth: How deep it is among the rows of its table; more is deeper.
        among: It is one of those in a row before it, which has others too.
        total: It is the total of rows before or behind it.
        named: It is a total of what it names: 资产合计.
        subtracted: It is taken off in the total (减：).
        since: First row of the cells that it shares with the rows around it.
    """

    row: int
    heading: Heading
    depth: int
    among: bool
    total: bool
    named: bool = False
    subtracted: bool = False
    since: int = 0


def rows_of(table: Table, side: Side, rows: Sequence[int]) -> list[RowOf]:
    """Return the rows of one side that have a stub, in order."""
    found: list[RowOf] = []
    ranks: list[int] = []
    group = ""
    repeated = Counter(
        stub_heading(cell.text).heading.name
        for row in rows
        if side.stubs and (cell := table.rows[row][side.stubs[-1]]) is not None
    )
    for row in rows:
        cells = [cell for column in side.stubs if (cell := table.rows[row][column]) is not None]
        cells = [cell for cell in dict.fromkeys(cells) if not is_blank(cell)]
        if not cells:
            continue
        stubs = [stub_heading(cell.text) for cell in cells]
        last = stubs[-1]
        if all(is_blank(table.rows[row][column]) for column in side.values):
            group = last.heading.name if pattern("names_a_group").search(last.heading.name) else ""
        headings = [stub.heading for stub in stubs]
        heading = joined(headings)
        if len(stubs) > 1 and repeated[last.heading.name] > 1 and heading.name == last.heading.name:
            heading = heading._replace(name=f"{headings[-2].name}{heading.name}")
        if not heading.name and found and not heading.when:
            # 增速 below a name is of that.
            heading = heading._replace(name=found[-1].heading.name)
        elif group and heading.name and not last.heading.total:
            heading = heading._replace(name=f"{group}{heading.name}")
        if last.rank and last.rank not in ranks:
            ranks.append(last.rank)
        depth = _depth(table, side, row, cells, last, ranks)
        plain = bool(pattern("total_row").fullmatch(cells[-1].text))
        total = (plain or last.heading.total) and not last.among
        off = pattern("subtracted").match(cells[-1].text) is not None
        since = max((cell.row for cell in cells[:-1]), default=0)
        found.append(RowOf(row, heading, depth, last.among, total, total and not plain, off, since))
    return found


def _depth(
    table: Table, side: Side, row: int, cells: Sequence[Cell], stub: Stub, ranks: Sequence[int]
) -> int:
    codes = [cell.text for column in side.codes if not is_blank(cell := table.rows[row][column]) and cell]
    digits = [code.zfill(2) for code in codes if code.isdigit()]
    if digits and pattern("code_of_account").fullmatch("".join(digits)):
        return len("".join(digits))
    numbered = 1 + ranks.index(stub.rank) if stub.rank else 0
    return 100 * numbered + max(cell.indent for cell in cells)


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the total of others.

    Attributes:
        whole: Number of its row.
        parts: Numbers of the rows of its parts.
        via: The construct that says so.
        complete: No part is left out.
        sure: It is the total of these rows even where they do not add up.
    """

    whole: int
    parts: tuple[int, ...]
    via: str
    complete: bool
    sure: bool = True


def sums_of(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield which rows are the totals of others, by total rows, by depth, and by 其中.

    A row may come with several readings of what it is the total of, one behind the other.
    """
    subtracted = {row.row for row in rows if row.subtracted}
    found = (*_families(rows), *_totals(rows), *_by_depth(rows), *_among(rows))
    return (one for one in found if subtracted.isdisjoint(one.parts))


def _families(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with the three industries right behind them, which are all there are."""
    named = [bool(pattern("family").match(row.heading.name)) for row in rows]
    for at in range(1, len(rows) - 2):
        if all(named[at : at + 3]) and not named[at - 1] and not rows[at].depth > rows[at - 1].depth:
            yield Sum(rows[at - 1].row, tuple(row.row for row in rows[at : at + 3]), FAMILY, complete=True)


def _totals(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield total rows: of all before them since the last, or of all behind the first row.

    A subtotal (小计) has the rows since the last subtotal; a total all subtotals, and rows of its own.
    """
    listed = [row for row in rows if not row.among]
    if not listed:
        return
    first, least = listed[0], min(row.depth for row in listed)
    if first.total and len(listed) > 2:
        behind = next((at for at, row in enumerate(listed[1:], start=1) if row.total), len(listed))
        depth = min((row.depth for row in listed[1:behind]), default=0)
        direct = tuple(row.row for row in listed[1:behind] if row.depth == depth)
        if len(direct) > 1:
            yield Sum(first.row, direct, TOTAL, complete=True)
        return
    since: list[RowOf] = []
    subtotals: list[RowOf] = []
    for row in listed:
        if not row.total:
            since.append(row)
            continue
        sub = "小" in row.heading.name or (row.depth > least)
        depth = min((one.depth for one in since), default=0)
        parts = [one for one in since if one.depth == depth]
        readings = [parts] if sub else [[*subtotals, *parts]]
        readings = [parts, [*subtotals, *parts]] if row.named else readings
        for reading in readings:
            if len(reading) > 1:
                yield Sum(
                    row.row, tuple(one.row for one in reading), TOTAL, complete=True, sure=not row.named
                )
        subtotals = [*subtotals, row] if sub or row.named else []
        since = [] if sub or row.named else [row]


def _by_depth(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with all rows right below them that are one step deeper; none that share another cell."""
    for at, row in enumerate(rows):
        parts: list[RowOf] = []
        for other in rows[at + 1 :]:
            if other.depth <= row.depth or other.total or other.since > row.row:
                break
            if not other.among and (not parts or other.depth == parts[0].depth):
                parts.append(other)
        if len(parts) > 1 and not row.total and not row.among:
            yield Sum(row.row, tuple(one.row for one in parts), DEPTH, complete=True)


def _among(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with those that are among them; a row behind 其中 that is as deep as it is another one."""
    whole: RowOf | None = None
    parts: list[RowOf] = []
    marked = False
    for row in rows:
        if row.among:
            parts.append(row)
            continue
        if whole and parts:
            yield Sum(whole.row, tuple(one.row for one in parts), AMONG, complete=False)
        # A row as deep as those marked before it may be one of them, of which only the first has a mark.
        unsure = bool(parts or marked) and not row.total and row.depth >= (parts[0].depth if parts else 0)
        marked = unsure
        whole, parts = (None if unsure else row), []
    if whole and parts:
        yield Sum(whole.row, tuple(one.row for one in parts), AMONG, complete=False)


def is_level(heading: Heading) -> bool:
    """Return whether a heading says how much there is of something, so that its cells may add up."""
    return heading.measure in {"", LEVEL}
