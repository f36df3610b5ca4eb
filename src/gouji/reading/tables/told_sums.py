"""Rows that are totals by more than one sign: by their words, by lists that come again, by nesting."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.facts.numbers.digits import middle, significant
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.known_families import known_families
from gouji.reading.tables.headings import LEVEL, MEAN
from gouji.reading.tables.layout import Side
from gouji.reading.tables.row_sums import TOTAL, sums_of
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import Cells, Link, adds_up, has_a_slip, may_be_a_sum

KINDS, COMPOSED, REPEATED, NESTED = "table.kinds", "table.composed", "table.repeated", "table.nested"
_ENOUGH = 5
"""Significant digits of sums that hold, by which rows are parted without a word."""
_MOST_ROWS = 60
Rows = tuple[RowOf, ...]
_Candidate = tuple[RowOf, Rows, str]
"""A total, its parts and the construct."""


def told_sums(side: Side, rows: Sequence[RowOf], cells: Cells, captions: Sequence[str]) -> list[Link]:
    """Return totals with all their parts, which the words of a table, or two signs together, tell.

    Each adds up in a column at least, but for a slip of the pen.
    """
    levels = [row for row in rows if row.heading.measure in {"", LEVEL} and not row.sign]
    if len(levels) <= 2 or len(levels) > _MOST_ROWS:
        return []
    found = [*_nested(side, levels, cells)]
    told = [*_kinds(levels), *_composed(levels, side, cells, captions), *_repeated(levels, side, cells)]
    for whole, parts, via in told:
        found += _links(whole, parts, via, side, cells)
    return found


def _links(whole: RowOf, parts: Rows, via: str, side: Side, cells: Cells) -> list[Link]:
    """Return a total with its parts in the columns where it adds up, or where a slip keeps it from that."""
    found = list(_columns(whole, parts, via, side, cells))
    fine = [link for link in found if adds_up(cells, link.whole, link.parts)]
    slips = [link for link in found if link not in fine and has_a_slip(link, cells)]
    return [*fine, *slips] if len(fine) + len(slips) == len(found) else []


def _columns(whole: RowOf, parts: Rows, via: str, side: Side, cells: Cells) -> Iterator[Link]:
    for column in side.values:
        total = (whole.row, column)
        some = tuple((row.row, column) for row in parts if (row.row, column) in cells)
        if total in cells and len(some) >= 2 and may_be_a_sum(cells, total, some):
            yield Link(total, some, via, complete=True)


def _digits(links: Sequence[Link], cells: Cells) -> int:
    """Return by how many significant digits totals are told that add up."""
    told = (middle(cells[link.whole].interval) for link in links if adds_up(cells, link.whole, link.parts))
    return sum(len(significant(number)) for number in told if number is not None)


def _kinds(rows: Sequence[RowOf]) -> Iterator[_Candidate]:
    """Yield totals with the members of a family that is known to be complete: 进出口总额, 出口额, 进口额.

    They stand anywhere below it, each with parts of its own, up to another row that is such a total; or right
    below it, where only the first is marked by 其中.
    """
    for at, row in enumerate(rows):
        name = row.heading.name
        for family in known_families("listed", "rows"):
            if not family.whole.search(name) or family.has(name):
                continue
            below, size = rows[at + 1 :], len(family.members)
            alike = [one for one in below if one.among == below[0].among and family.has(one.heading.name)]
            for parts in (alike[:size], below[:size]):
                names = [one.heading.name for one in parts]
                if family.are_told_by(names) and len({name[-1:] for name in names}) == 1:
                    yield row, tuple(parts), KINDS
                    break


def _composed(
    rows: Sequence[RowOf], side: Side, cells: Cells, captions: Sequence[str]
) -> Iterator[_Candidate]:
    """Yield rows that say that they are totals, with all below them up to the next such row.

    The first row of a table whose caption says 构成 is one, and 货物运输总量.
    """
    composed = any(pattern("names_composition").search(line) for line in captions)
    heads = [
        at
        for at, row in enumerate(rows)
        if (not at and composed) or pattern("names_whole_of_rows").search(row.heading.name)
    ]
    for at, end in pairwise([*heads, len(rows)]):
        unit = _unit_of(rows[at], side, cells)
        parts: list[RowOf] = []
        for row in rows[at + 1 : end]:
            if _unit_of(row, side, cells) not in {unit, ""}:
                break
            parts.append(row)
        plain = tuple(row for row in parts if row.depth == parts[0].depth)
        if len(plain) > 2 and not rows[at].total and not rows[at].among:
            yield rows[at], plain, COMPOSED


def _unit_of(row: RowOf, side: Side, cells: Cells) -> str:
    """Return the unit of the first level of a row; empty where it has none."""
    told = (cells[row.row, column].claim for column in side.values if (row.row, column) in cells)
    return next((claim.unit for claim in told if claim.measure in {LEVEL, MEAN}), "")


def _repeated(rows: Sequence[RowOf], side: Side, cells: Cells) -> Iterator[_Candidate]:
    """Yield totals with rows below them that come again below another row, where one of the two adds up."""
    names = ["".join(filter(str.isalnum, row.heading.name)) for row in rows]
    stubs = [_own_name(names, at) for at in range(len(rows))]
    for one in range(len(rows)):
        for two in range(one + 3, len(rows)):
            size = 0
            while (
                one + 1 + size < two
                and two + 1 + size < len(rows)
                and stubs[one + 1 + size] == stubs[two + 1 + size]
            ):
                size += 1
            pair = [(rows[at], tuple(rows[at + 1 : at + 1 + size])) for at in (one, two)]
            if size <= 2 or stubs[one] == stubs[two]:
                continue
            told = [list(_columns(whole, parts, REPEATED, side, cells)) for whole, parts in pair]
            if max(_digits(links, cells) for links in told) >= _ENOUGH:
                yield from ((whole, parts, REPEATED) for whole, parts in pair)


def _own_name(names: Sequence[str], at: int) -> str:
    """Return the name of a row without that of the row above all those like it, which it may begin with."""
    above = (name for name in names[:at] if name and names[at].startswith(name) and names[at] != name)
    longest = max(above, key=len, default="")
    return names[at][len(longest) :]


def _nested(side: Side, rows: Sequence[RowOf], cells: Cells) -> Iterator[Link]:
    """Yield the total of all rows and those of some, where the rows of these stand unmarked behind each.

    By the sums of its groups every total is told at once: 合计, 养老机构, 社会福利院 …, 福利医院 ….
    """
    by_row = {row.row: row for row in rows}
    for one in sums_of(rows):
        if one.via != TOTAL or len(one.parts) <= 2 or one.whole not in by_row:
            continue
        whole, parts = by_row[one.whole], tuple(by_row[row] for row in one.parts if row in by_row)
        flat = list(_columns(whole, parts, NESTED, side, cells))
        if not flat or any(adds_up(cells, link.whole, link.parts) for link in flat):
            continue
        top, inner = _parted(parts, side, cells)
        links = list(_columns(whole, tuple(top), NESTED, side, cells))
        if not inner or len(top) < 2 or _digits(links, cells) < _ENOUGH:
            continue
        yield from _links(whole, tuple(top), NESTED, side, cells)
        for head, some in inner:
            yield from _links(head, some, NESTED, side, cells)


def _parted(rows: Rows, side: Side, cells: Cells) -> tuple[list[RowOf], list[tuple[RowOf, Rows]]]:
    """Return the rows that are in no other, and those that have some, with these."""
    top: list[RowOf] = []
    inner: list[tuple[RowOf, Rows]] = []
    at = 0
    while at < len(rows):
        runs = (rows[at + 1 : end] for end in range(at + 2, len(rows) + 1))
        run = next((run for run in runs if _is_of(rows[at], run, side, cells)), ())
        top.append(rows[at])
        if run:
            inner.append((rows[at], run))
        at += 1 + len(run)
    return top, inner


def _is_of(head: RowOf, run: Rows, side: Side, cells: Cells) -> bool:
    """Whether a row is the sum of those behind it in all columns, but for a slip in one of several."""
    found = []
    for column in side.values:
        total = (head.row, column)
        some = tuple((row.row, column) for row in run if (row.row, column) in cells)
        if total in cells and cells[total].claim.measure == LEVEL and some:
            found.append(Link(total, some, NESTED, complete=True))
    fine = [adds_up(cells, link.whole, link.parts) for link in found]
    slips = [has_a_slip(link, cells) for link, right in zip(found, fine, strict=True) if not right]
    return any(fine) and all(slips) and len(slips) <= 1 and (len(run) > 1 or len(found) > 1)
