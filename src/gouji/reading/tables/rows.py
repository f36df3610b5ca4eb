"""What the rows of a table are of, and which rows are parts of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import Heading, Stub, joined, stub_heading
from gouji.reading.tables.layout import Side, is_blank
from gouji.reading.tables.names import within

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
        begins: How far to the right its name stands, behind 其中：, # and among the rows of its rank.
        under: The stubs before its last.
    """

    row: int
    heading: Heading
    depth: int
    among: bool
    total: bool
    named: bool = False
    subtracted: bool = False
    begins: int = 0
    under: tuple[Cell, ...] = ()


def rows_of(table: Table, side: Side, rows: Sequence[int], *, bare: bool = False) -> list[RowOf]:
    """Return the rows of one side that have a stub, in order; *bare* stubs give no units."""
    found: list[RowOf] = []
    ranks: list[int] = []
    group = kind = ""
    lowest = [table.rows[row][side.stubs[-1]] for row in rows] if side.stubs else []
    names = (stub_heading(cell.text, bare=bare).heading.name for cell in lowest if cell is not None)
    repeated = Counter(name for name, _ in groupby(names))
    last_of: dict[int, Cell] = {}
    hangs = 0
    for row in rows:
        cells = _stub_cells(table, side, row, last_of)
        cells = [cell for cell in dict.fromkeys(cells) if not is_blank(cell)] or _total_among_codes(
            table, side, row
        )
        if not cells:
            continue
        stubs = [stub_heading(cell.text, bare=bare) for cell in cells]
        last = stubs[-1]
        if all(is_blank(cell := table.rows[row][column]) or cell in cells for column in side.values):
            told = pattern("enumerated").sub("", "".join(cells[-1].text.split()), count=1)
            group = told if pattern("names_a_group").search(told) else ""
            by = pattern("names_a_kind").fullmatch(told)
            kind = by["kind"] if by else ""
        headings = [stub.heading for stub in stubs]
        heading = joined(headings)
        if len(stubs) > 1 and repeated[last.heading.name] > 1 and heading.name == last.heading.name:
            heading = heading._replace(name=f"{headings[-2].name}{heading.name}")
        if last.rank and last.rank not in ranks:
            ranks.append(last.rank)
        depth = _depth(table, side, row, cells, last, ranks)
        among, begins = bool(last.among), depth
        if among and not last.rank:
            begins = last.among + max(
                depth, next((one.begins for one in reversed(found) if not one.among), 0)
            )
            hangs = depth + last.among if last.among > 1 else 0
        elif hangs and depth == hangs:
            # Of those behind 其中： only the first has the mark, the others stand below its name.
            among, begins = True, found[-1].begins
        else:
            hangs = 0
        little = repeated[last.heading.name] > 1 or pattern("says_little_alone").fullmatch(heading.name)
        upper = next((one for one in reversed(found) if one.begins < begins), None)
        if not heading.name and found and not heading.when:
            # 增速 below a name is of that.
            heading = heading._replace(name=found[-1].heading.name)
        elif group and heading.name and not last.heading.total:
            heading = heading._replace(name=f"{group}{heading.name}")
        elif kind and pattern("says_little_alone").fullmatch(heading.name):
            heading = heading._replace(name=f"{kind}{heading.name}")
        elif little and upper and not (upper.total or last.heading.total) and _differ(upper.heading, heading):
            heading = heading._replace(name=within(upper.heading.name, heading.name))
        plain = bool(pattern("total_row").fullmatch(cells[-1].text))
        total = (plain or last.heading.total) and not among
        off = pattern("subtracted").match(cells[-1].text) is not None
        found.append(
            RowOf(row, heading, depth, among, total, total and not plain, off, begins, tuple(cells[:-1]))
        )
    return found


def _stub_cells(table: Table, side: Side, row: int, last_of: dict[int, Cell]) -> list[Cell]:
    """Return the stubs of a row; in plain text one that is left out goes on beside the next of its rows."""
    found = [(column, cell) for column in side.stubs if (cell := table.rows[row][column]) is not None]
    lowest = max((at for at, (_, cell) in enumerate(found) if not is_blank(cell)), default=-1)
    for at, (column, cell) in enumerate(found):
        if not is_blank(cell):
            last_of[column] = cell
            if at < len(found) - 1 and at == lowest:
                last_of.clear()
        elif table.plain and at < lowest and column in last_of:
            found[at] = (column, last_of[column])
    return [cell for _, cell in found]


def _differ(upper: Heading, heading: Heading) -> bool:
    """Whether the upper of two names tells what the other is of: no place, and not as little as that."""
    says = pattern("says_little_alone").fullmatch(upper.name) or pattern("owner_header").search(upper.name)
    return bool(heading.name) and says is None


def _total_among_codes(table: Table, side: Side, row: int) -> list[Cell]:
    """Return the word for a total that stands where other rows have their serial numbers."""
    cells = (table.rows[row][column] for column in side.codes)
    return [cell for cell in cells if cell is not None and stub_heading(cell.text).heading.total]


def _depth(
    table: Table, side: Side, row: int, cells: Sequence[Cell], stub: Stub, ranks: Sequence[int]
) -> int:
    codes = [cell.text for column in side.codes if not is_blank(cell := table.rows[row][column]) and cell]
    digits = [code for code in codes if code.isdigit()]
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
        inner = [row for row in listed[1:] if _is_subtotal(row)]
        behind = next((at for at, row in enumerate(listed[1:], start=1) if row.total), len(listed))
        depth = min((row.depth for row in listed[1:behind]), default=0)
        direct = inner or [row for row in listed[1:behind] if row.depth == depth]
        if len(direct) > 1:
            yield Sum(first.row, tuple(row.row for row in direct), TOTAL, complete=True)
        if not inner:
            return
        listed = listed[1:]
    since: list[RowOf] = []
    subtotals: list[RowOf] = []
    for row in listed:
        if not row.total:
            since.append(row)
            continue
        sub = _is_subtotal(row) or (row.depth > least)
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


def _is_subtotal(row: RowOf) -> bool:
    return row.total and pattern("subtotal").search(row.heading.name) is not None


def _by_depth(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with all rows right below them that are one step deeper."""
    for at, row in enumerate(rows):
        parts: list[RowOf] = []
        for other in rows[at + 1 :]:
            if other.depth <= row.depth or other.total or other.under != row.under:
                break
            if not other.among and (not parts or other.depth == parts[0].depth):
                parts.append(other)
        if len(parts) > 1 and not row.total and not row.among:
            yield Sum(row.row, tuple(one.row for one in parts), DEPTH, complete=True)


def _among(rows: Sequence[RowOf]) -> Iterator[Sum]:
    """Yield rows with those that are among them.

    A row behind 其中 that is as deep as it may be another one, since often only the first has the mark; then
    only what has its name is part of it: 新能源汽车 of 汽车.
    """
    whole: RowOf | None = None
    unsure = False
    parts: list[RowOf] = []
    for row in (*rows, None):
        if row is not None and row.among:
            parts.append(row)
            continue
        named = tuple(one.row for one in parts if not unsure or _has_name_of(whole, one))
        if whole and named:
            yield Sum(whole.row, named, AMONG, complete=False)
        if row is not None:
            unsure = bool(parts or unsure) and not row.total
            unsure = unsure and row.depth >= (parts[0].depth if parts else 0)
        whole, parts = row, []


def _has_name_of(whole: RowOf | None, part: RowOf) -> bool:
    return whole is not None and part.heading.name.endswith(whole.heading.name)
