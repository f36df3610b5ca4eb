r"""Cells of plain text that the width of their column has broken off: they go on in lines of their own.

    \t归属于上市公\t17,009\t15,282
    \t司股东的净资
    \t产

As many tabs stand before the rest as before the cell. In a row with figures a heading of the rows below may
stand so too; the rest of a cell stands only below those that fill their column.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from gouji.reading.documents.model import PARAGRAPH, ROW
from gouji.reading.lexicon.wording import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.reading.documents.model import Block, Document

_LONGEST = 24
"""Characters of the rest of a cell in one line."""
_SLACK = 1
"""A line is full that has so many characters less than the longest of its column."""
_ALONE = 10
"""Where only one cell is broken off, it has at least so many characters before."""


class _Rest(NamedTuple):
    """The rest of a cell.

    Attributes:
        block: The number of its block.
        row: The number of the block of the row that it belongs to.
        column: The column.
        text: What it says.
    """

    block: int
    row: int
    column: int
    text: str


def broken_off(document: Document) -> Mapping[int, int]:
    """Return the blocks that are the rest of a cell, by their numbers, each with that of its row."""
    if "\n\t" not in document.text:
        return {}
    found: dict[int, int] = {}
    for rows, rests in _stretches(document):
        by_column: dict[int, list[_Rest]] = defaultdict(list)
        for rest in rests:
            if _has_figures(rows[rest.row]):
                by_column[rest.column].append(rest)
        sure: set[int] = set()
        apart: set[int] = set()
        for column, some in by_column.items():
            lines = _lines(column, rows, some)
            (apart if not _fill(column, rows, lines) else sure if _is_sure(lines) else set()).update(lines)
        headed = {rest.row for rest in rests if not _has_figures(rows[rest.row])}
        found |= {rest.block: rest.row for rest in rests if rest.row in (sure | headed) - apart}
    return found


_Lines = dict[int, list[str]]
"""The lines of the cells of a column that go on below, by the number of their row's block."""


def _lines(column: int, rows: _Rows, rests: Sequence[_Rest]) -> _Lines:
    found = {rest.row: [rows[rest.row][column]] for rest in rests}
    for rest in rests:
        found[rest.row].append(rest.text)
    return found


def cells_in(line: str) -> list[tuple[int, str]]:
    r"""Return the columns and the texts of the cells of a line that have any.

    >>> cells_in("\t\t年同期增减"), cells_in("总资产\t\t12")
    ([(2, '年同期增减')], [(0, '总资产'), (2, '12')])
    """
    return [(column, text) for column, cell in enumerate(line.split("\t")) if (text := cell.strip())]


_Rows = dict[int, list[str]]
"""The cells of rows, by the number of their block."""


def _stretches(document: Document) -> Iterator[tuple[_Rows, list[_Rest]]]:
    """Yield adjacent rows of plain text with what stands below their cells."""
    rows: _Rows = {}
    rests: list[_Rest] = []
    for number, block in enumerate(document.blocks):
        line = document.text[block.start : block.end]
        found = _rests(number, block, line, rows, rests)
        if found:
            rests += found
        elif block.kind == ROW and not block.cells and "\t" in line:
            rows[number] = [cell.strip() for cell in line.split("\t")]
        elif rows:
            if rests:
                yield rows, rests
            rows, rests = {}, []
    if rests:
        yield rows, rests


def _rests(number: int, block: Block, line: str, rows: _Rows, rests: Sequence[_Rest]) -> list[_Rest]:
    """Return what a line is the rest of: cells with words in the row right above, and its other rests.

    A line of several cells is none below a row without figures: a header may have several rows.
    """
    if not rows or block.cells or not line.startswith("\t"):
        return []
    row = max(rows)
    above, begun = rows[row], {rest.block for rest in rests if rest.row == row}
    if any(one not in begun for one in range(row + 1, number)):
        return []
    cells = cells_in(line)
    if block.kind != PARAGRAPH and (len(cells) == 1 or not _has_figures(above)):
        return []
    return (
        [_Rest(number, row, column, text) for column, text in cells]
        if all(column < len(above) and _may_go_on(above[column], text) for column, text in cells)
        else []
    )


def _may_go_on(cell: str, text: str) -> bool:
    """Whether a cell with words may go on with a text below it."""
    words = cell and not _is_figure(cell) and not _is_figure(text)
    return bool(words) and len(text) <= _LONGEST and not _says_itself(text)


def _says_itself(text: str) -> bool:
    """Whether a line is one that begins or ends as names of rows, headings and sentences do."""
    ended = pattern("total_row").fullmatch(text) or pattern("names_a_group").search(text)
    begun = pattern("enumerated").match(text) or pattern("among_them").match(text)
    return bool(ended or begun or pattern("ends_a_line").search(text))


def _is_figure(text: str) -> bool:
    return any(one.fullmatch(text) for one in map(pattern, _OF_FIGURES))


_OF_FIGURES = ("bare_number", "figure_cell", "blank_cell")


def _has_figures(cells: Iterable[str]) -> bool:
    return any(pattern("bare_number").fullmatch(cell) for cell in cells)


def _is_full(line: str, rest: str, longest: int) -> bool:
    """Whether what begins the next line had no room in this one; brackets are not torn."""
    aside = pattern("aside").match(rest)
    return len(line) + (len(aside[0]) if aside else 1) > longest - _SLACK


def _fill(column: int, rows: _Rows, lines: _Lines) -> bool:
    """Whether every cell of a column that goes on below fills it, up to its last line."""
    cells = [row[column] for row in rows.values() if column < len(row)]
    longest = max(map(len, [*cells, *chain.from_iterable(lines.values())]))
    return all(_is_full(line, rest, longest) for some in lines.values() for line, rest in pairwise(some))


def _is_sure(lines: _Lines) -> bool:
    """Whether cells surely go on: several do, or one goes on twice, within a word, or behind no quantity."""
    (first, *others) = next(iter(lines.values()))
    if len(lines) > 1 or len(others) > 1 or pattern("rest_of_a_word").match(others[-1]):
        return True
    return len(first) >= _ALONE and pattern("names_quantity").search(first) is None
