"""What the rows of a table are of."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple, Self

from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.grid import Cell, Table
from gouji.reading.tables.headings import BEFORE, Heading, Stub, joined, stub_heading, unit_in, within
from gouji.reading.tables.layout import Side, is_filled


class RowOf(NamedTuple):
    """A row with what its stubs say.

    Attributes:
        depth: How deep it is among the rows of its table; more is deeper.
        among: It is one of those in a row before it, which has others too.
        total: It is the total of rows before or behind it.
        named: It is a total of what it names: 资产合计.
        sign: 1 where a mark adds it to what stands before it (加：), -1 where it is taken off (减：); else 0.
        under_mark: It is as deep as the marked row before it, and unmarked.
        begins: How far to the right its name stands, behind 其中：, # and among the rows of its rank.
        under: The stubs before its last.
        coded: How deep it is, its code says.
        hangs: How deep those stand that are among others with it, without a mark.
    """

    row: int
    heading: Heading
    depth: int
    among: bool = False
    total: bool = False
    named: bool = False
    sign: int = 0
    under_mark: bool = False
    begins: int = 0
    under: tuple[Cell, ...] = ()
    coded: bool = False
    hangs: int = 0

    @property
    def is_numbered_first(self) -> bool:
        """Whether it has a number of the first kind: 一、."""
        return self.depth // _OF_A_RANK == 1

    @property
    def is_numbered_below(self) -> bool:
        """Whether it has a number of a second kind or a further one: 1. below 一、."""
        return self.depth // _OF_A_RANK > 1

    def told(self, **says: Any) -> Self:
        """Return the row with a heading that says something else."""
        return self._replace(heading=self.heading._replace(**says))


_OF_A_RANK = 100
"""How much deeper the rows of each kind of numbers are."""


def rows_of(table: Table, side: Side, rows: Sequence[int], *, bare: bool = False) -> list[RowOf]:
    """Return the rows of one side that have a stub, in order; *bare* stubs give no units."""
    found: list[RowOf] = []
    ranks: list[int] = []
    group, group_cell = _Group(), None
    last_of: dict[int, Cell] = {}
    repeated = _repeated(table, side, rows, bare=bare)
    for row in rows:
        cells = _stub_cells(table, side, row, last_of)
        if not cells:
            continue
        stubs = [stub_heading(cell.text, bare=bare) for cell in cells]
        own, last = stubs[-1], cells[-1]
        if not any(
            is_filled(cell := table.rows[row][column]) and cell not in cells for column in side.values
        ):
            group, group_cell = _group(last.text), last
        if own.rank and own.rank not in ranks:
            ranks.append(own.rank)
        coded = _depth_of_code(table, side, row)
        depth = coded or _depth(cells, own, ranks)
        one = RowOf(
            row, joined(stub.heading for stub in stubs), depth, coded=coded > 0, under=tuple(cells[:-1])
        )
        one = _placed(one, own, found)
        upper = next((above for above in reversed(found) if above.begins < one.begins), None)
        again = own.heading.name in repeated
        if len(stubs) > 1 and again and one.heading.name == own.heading.name:
            one = one.told(name=f"{stubs[-2].heading.name}{one.heading.name}")
        valued = _Group() if group.unit else group
        one = _named(one, own.heading, found, upper, valued, again=again)
        if one.among and upper and not one.heading.unit:
            one = one.told(unit=upper.heading.unit)
        if group.unit and last is not group_cell:
            one = _in_group(one, own, group)
        plain = bool(pattern("total_row").fullmatch(last.text))
        of_all = pattern("whole_of_all").fullmatch(own.heading.name) is not None
        total = (plain or of_all or own.heading.total) and not one.among
        sign = _sign(last.text)
        goes_on = not (sign or total or own.rank) and bool(found and (found[-1].sign or found[-1].under_mark))
        found.append(one._replace(total=total, named=total and not plain, sign=sign, under_mark=goes_on))
    return _over_years(_between_numbers(found))


def _sign(text: str) -> int:
    """Return whether a mark adds a row to what stands before it (1) or takes it off (-1); 0 without one."""
    if pattern("subtracted").match(text):
        return -1
    return 1 if pattern("marked_as_added").match(text) else 0


def _between_numbers(rows: Sequence[RowOf]) -> list[RowOf]:
    """Return rows; those without a number between two numbered ones are among others if the first is.

    Of （一）税收 其中：增值税, 所得税, （二）罚没 only the first one behind 其中 has the mark.
    """
    found = list(rows)
    numbers = [row.depth // _OF_A_RANK for row in rows]
    for at, row in enumerate(found[1:], start=1):
        number = next((one for one in reversed(numbers[:at]) if one), 0)
        behind = next((one for one in numbers[at:] if one), 0)
        plain = not (numbers[at] or row.among or row.total)
        if plain and found[at - 1].among and number and number == behind:
            found[at] = row._replace(among=True, begins=found[at - 1].begins)
    return found


def _over_years(rows: Sequence[RowOf]) -> list[RowOf]:
    """Return rows, their last one with the years that it is the total of, where all others are years."""
    years = sorted({row.heading.when for row in rows[:-1]})
    last = rows[-1] if years[1:] and all(map(str.isdigit, years)) else None
    if last is None or not last.total or last.heading.when:
        return list(rows)
    return [*rows[:-1], last.told(when=f"{years[0]}/{years[-1]}")]


def _repeated(table: Table, side: Side, rows: Sequence[int], *, bare: bool) -> set[str]:
    """Return the names that several rows have; one right below another of its name is that again."""
    lowest = [table.rows[row][side.stubs[-1]] for row in rows] if side.stubs else []
    headings = (stub_heading(cell.text, bare=bare).heading for cell in lowest if cell is not None)
    names = ((one.name, one.measure) for one in headings)
    return {name for (name, _), count in Counter(one for one, _ in groupby(names)).items() if count > 1}


class _Group(NamedTuple):
    """What a row without values says of those below it: a name before theirs, or what they are kinds of."""

    name: str = ""
    kind: str = ""
    unit: str = ""
    rank: int = 0


def _group(text: str) -> _Group:
    told = pattern("enumerated").sub("", "".join(text.split()), count=1)
    if unit := unit_in(text):
        # 一、业务量（万件） is the quantity of them all.
        return _Group(stub_heading(text).heading.name, "", unit, stub_heading(text).rank)
    kind = pattern("names_a_kind").fullmatch(told)
    return _Group(told if pattern("names_a_group").search(told) else "", kind["kind"] if kind else "")


def _in_group(row: RowOf, stub: Stub, group: _Group) -> RowOf:
    """Return a row with the unit and the name of the quantity that its group is of."""
    if stub.heading.unit or (stub.rank and stub.rank <= group.rank):
        return row
    name = within(group.name, row.heading.name)
    return row.told(name=name, unit=row.heading.unit or group.unit)


def _placed(row: RowOf, stub: Stub, above: Sequence[RowOf]) -> RowOf:
    """Return a row with where its name begins, and whether it is among others.

    Of those behind 其中： often only the first has the mark, and the others stand below its name.
    """
    if stub.among and not stub.rank:
        whole = next((one.begins for one in reversed(above) if not one.among), 0)
        hangs = row.depth + stub.among if stub.among > 1 else 0
        return row._replace(among=True, begins=stub.among + max(row.depth, whole), hangs=hangs)
    hangs = above[-1].hangs if above else 0
    if 0 < hangs <= row.depth and hangs // _OF_A_RANK == row.depth // _OF_A_RANK:
        return row._replace(among=True, begins=above[-1].begins, hangs=hangs)
    return row._replace(among=bool(stub.among), begins=row.depth)


def _named(
    row: RowOf, own: Heading, above: Sequence[RowOf], upper: RowOf | None, group: _Group, *, again: bool
) -> RowOf:
    """Return a row with what those above it add to a name that says little, or that others have too."""
    name, little = row.heading.name, pattern("says_little_alone").fullmatch(row.heading.name)
    if not name and above and row.heading.when in {"", BEFORE} and not own.total:
        # 增速 below a name is of that; below all rows, of their total.
        again = any(one.heading.name == two.heading.name for one, two in pairwise(above[:-1]))
        total = next((one for one in reversed(above) if one.total and not again), above[-1])
        return row.told(name=total.heading.name)
    if not name or own.total:
        return row
    if group.name or (group.kind and little and again):
        return row.told(name=f"{group.name or group.kind}{name}")
    if (again or little) and upper and not upper.total and _tells(upper.heading):
        return row.told(name=within(upper.heading.name, name))
    return row


def _tells(upper: Heading) -> bool:
    """Whether a name tells what those below it are of: no place, and not as little as they."""
    little = pattern("says_little_alone").fullmatch(upper.name)
    return little is None and pattern("owner_header").search(upper.name) is None


def _stub_cells(table: Table, side: Side, row: int, last_of: dict[int, Cell]) -> list[Cell]:
    """Return the stubs of a row; in plain text one that is left out goes on beside the next of its rows.

    A word for a total may stand where other rows have their numbers.
    """
    found = {column: cell for column in side.stubs if (cell := table.rows[row][column]) and cell.text}
    lowest = max(found, default=-1)
    left_out = [column for column in side.stubs if column < lowest and column in last_of]
    if table.plain:
        found |= {column: last_of[column] for column in left_out if column not in found}
    last_of.clear() if lowest in side.stubs[:-1] else last_of.update(found)
    cells = [cell for _, cell in sorted(found.items()) if is_filled(cell)]
    numbers = (table.rows[row][column] for column in side.codes)
    return list(dict.fromkeys(cells)) or [
        cell for cell in numbers if cell is not None and stub_heading(cell.text).heading.total
    ]


def _depth_of_code(table: Table, side: Side, row: int) -> int:
    """Return the length of the code of an account; 0 where there is none."""
    codes = [cell.text for column in side.codes if is_filled(cell := table.rows[row][column])]
    code = "".join(code.zfill(2) for code in codes if code.isdigit())
    return len(code) if pattern("code_of_account").fullmatch(code) else 0


def _depth(cells: Sequence[Cell], stub: Stub, ranks: Sequence[int]) -> int:
    numbered = 1 + ranks.index(stub.rank) if stub.rank else 0
    return _OF_A_RANK * numbered + max(cell.indent for cell in cells)
