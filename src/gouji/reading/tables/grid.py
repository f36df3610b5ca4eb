r"""The tables of a document, each as a grid in which a merged cell stands at all its places.

Cells of plain text that the width of their column has broken off go on in lines of their own:

    \t归属于上市公\t17,009\t15,282
    \t司股东的净资
    \t产

As many tabs stand before the rest as before the cell. In a row with figures a heading of the rows below may
stand so too; the rest of a cell stands only below those that fill their column.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from gouji.reading.documents.cells import CellSpan, indent_of
from gouji.reading.documents.model import PARAGRAPH, ROW, Block, Document
from gouji.reading.documents.text_rows import cells_of
from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.plain_rows import Piece, in_rows

_MOST_COLUMNS = 200
_BOLD = len("****")
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_SHORT = 24
"""A line between two rows that is no longer is part of a cell that a page or a column has broken off."""
_ABOVE = 3
"""Lines above a table that may say what it is about."""
_ENOUGH = 2
"""So many lines between rows part their tables."""


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        start: Offset of the first in the document's text.
        row: Its uppermost row, from 0.
        column: Its leftmost column, from 0.
        indent: How far its text is indented, in characters.
    """

    text: str
    start: int
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    indent: int = 0

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @property
    def place(self) -> str:
        """Its column and row as spreadsheets write them: ``B5``."""
        number, letters = self.column + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row + 1}"


Row = tuple[Cell | None, ...]


class Table(NamedTuple):
    """A table.

    Attributes:
        rows: Its rows, all of one length; None where there is no cell.
        start: Offset of its first row.
        above: The lines above it, the nearest first.
        plain: Nothing says which of its cells are merged.
        told: The text that these and a sentence above them stand in.
    """

    number: int
    rows: tuple[Row, ...]
    start: int
    end: int
    above: tuple[str, ...]
    plain: bool = False
    told: str = ""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0])


def tables_in(document: Document) -> tuple[Table, ...]:
    """Return the tables of a document, in the order of its text."""
    broken = broken_off(document)
    rests = frozenset(document.blocks[number].start for number in broken)
    return tuple(
        Table(
            number,
            _grid(document.text, rows, rests, free=not document.reader),
            rows[0].start,
            rows[-1].end,
            tuple(_above(document, first)),
            plain=not any(row.cells for row in rows),
            told=document.text[document.blocks[max(0, first - _ABOVE)].start : rows[0].start],
        )
        for number, (first, rows) in enumerate(_groups(document, broken), start=1)
    )


def _groups(document: Document, broken: Collection[int]) -> Iterator[tuple[int, list[Block]]]:
    """Yield the rows of each table, and which block is the first; adjacent lines of rows are one table."""
    group: list[Block] = []
    first = between = 0
    for index, block in enumerate(document.blocks):
        if index in broken:
            group.append(block)
        elif block.kind == ROW and not _is_caption(document, block):
            if group and (block.opens or between >= _ENOUGH):
                yield first, group
                group = []
            first = first if group else index
            group.append(block)
            between = 0
        elif group:
            between += _parting(document, index, group)
    if group:
        yield first, group


def _parting(document: Document, index: int, group: Sequence[Block]) -> int:
    """Return how much a block parts the rows before it from those behind; `_ENOUGH` parts tables."""
    block = document.blocks[index]
    behind = document.blocks[index + 1 : index + 1 + _ABOVE]
    if block.kind == ROW or group[0].opens or not _may_be_broken_off(document, block, behind[:1]):
        return _ENOUGH
    return 0 if _is_left_blank(document, block, [*group, *behind]) else 1


def _is_caption(document: Document, block: Block) -> bool:
    """Whether a row of plain text is only the number of a table or a figure, and what that shows."""
    return not block.cells and pattern("numbered_caption").fullmatch(block_text(document, block)) is not None


def _may_be_broken_off(document: Document, block: Block, behind: Sequence[Block]) -> bool:
    """Whether a line between rows may be part of a cell: it is short, and no header stands behind it."""
    text = block_text(document, block)
    if len(text) > _SHORT or "。" in text:
        return False
    cells = [cell for one in behind for cell in block_text(document, one).split("\t") if cell.strip()]
    heads = len(cells) > 1 and not any(map(str.isdigit, "".join(cells)))
    return not heads or pattern("goes_on_below").search(text) is not None


def _is_left_blank(document: Document, block: Block, beside: Sequence[Block]) -> bool:
    """Whether a line is a row that has only a number and a name, beside rows with numbers."""
    number = pattern("enumerated")
    cells = (cell for one in beside if one.kind == ROW for cell in block_text(document, one).split("\t"))
    numbered = (number.match(cell) is not None for cell in cells)
    return number.match(block_text(document, block).strip()) is not None and any(numbered)


def block_text(document: Document, block: Block) -> str:
    """Return the characters of a block."""
    return document.text[block.start : block.end]


def _above(document: Document, first: int) -> Iterator[str]:
    for block in reversed(document.blocks[max(0, first - _ABOVE) : first]):
        text = block_text(document, block).strip()
        row = block.kind == ROW and not _is_caption(document, block)
        if row or len(text) > 60 or "。" in text:
            return
        yield " ".join(text.split("\t"))


def _grid(text: str, blocks: Sequence[Block], rests: Collection[int], *, free: bool) -> tuple[Row, ...]:
    """Return rows of cells; a merged cell stands at all its places; *free* text has come from no reader."""
    placed: dict[tuple[int, int], Cell] = {}
    # The line below the headers in Markdown is no row: nobody counts it.
    blocks = [one for one in blocks if not _RULE.fullmatch(text, one.start, one.end)] or blocks
    lines = [list(_cells(text, block, free=free)) for block in blocks]
    if not any(block.cells for block in blocks):
        lines = list(_in_rows(_with_rests(text, blocks, rests, lines)))
    for row, line in enumerate(lines):
        column = 0
        for start, content, span in line:
            column = column if span.column is None else span.column
            while span.rows and (row, column) in placed:
                column += 1
            above = placed.get((row - 1, column)) if not span.rows else None
            cell = above or Cell(content, start, row, column, span.columns, span.rows, span.indent)
            _place(placed, cell, min(column + span.columns, _MOST_COLUMNS), len(lines), row)
            column += span.columns
    width = 1 + max((column for _, column in placed), default=0)
    return tuple(tuple(placed.get((row, column)) for column in range(width)) for row in range(len(lines)))


_Cell = tuple[int, str, CellSpan]
"""Where the text of a cell begins, its text, and how it lies."""


def _with_rests(
    text: str, blocks: Sequence[Block], rests: Collection[int], lines: Sequence[list[_Cell]]
) -> list[list[_Cell]]:
    """Return the lines of rows; the *rests* of cells, by where they begin, go into these cells."""
    found: list[list[_Cell]] = []
    for block, line in zip(blocks, lines, strict=True):
        if block.start not in rests:
            found.append(line)
            continue
        for column, words in cells_in(text[block.start : block.end]):
            start, said, span = found[-1][column]
            found[-1][column] = (start, said + words, span)
    return found


def _in_rows(lines: Sequence[Sequence[_Cell]]) -> Iterator[list[_Cell]]:
    """Yield the rows of a table of plain text, those apart that stand in one line."""
    spans = {start: span for line in lines for start, _, span in line}
    for row in in_rows([[Piece(text, start) for start, text, _ in line] for line in lines]):
        yield [(one.start, one.text, spans.get(one.start, CellSpan())) for one in row]


def _place(placed: dict[tuple[int, int], Cell], cell: Cell, right: int, below: int, row: int) -> None:
    """Put a cell at all its places from *row* on that no other one has."""
    for column in range(cell.column, right):
        for at in range(row, min(row + max(cell.rows, 1), below)):
            if (at, column) in placed:
                break
            placed[at, column] = cell


def _cells(text: str, block: Block, *, free: bool) -> Iterator[_Cell]:
    """Yield the cells of a row: where the text of each begins, its text, and how it lies.

    Of text itself, *free* from a reader, rows without tabs and bars are parted otherwise.
    """
    line = text[block.start : block.end]
    barred = line.startswith("|") and "\t" not in line
    told = cells_of(line) if free or barred or "\t" in line else [(0, line)]
    for index, (begin, part) in enumerate(told):
        at = block.start + begin
        content, marks = part.strip(), 0
        if len(content) > _BOLD and content.startswith("**") and content.endswith("**"):
            content, marks = content[2:-2], 2
        known = index < len(block.cells)
        span = block.cells[index] if known else CellSpan(indent=indent_of(part))
        rule = barred and not content.strip("-: ")
        yield at + len(part) - len(part.lstrip()) + marks, "" if rule else content, span
    # Cells at the end of a row that have no text.
    for span in block.cells[len(told) :]:
        yield block.end, "", span


_LONGEST = 24
"""Characters of the rest of a cell in one line."""
_SLACK = 1
"""A line is full that has so many characters less than the longest of its column."""
_ALONE = 10
"""Where only one cell is broken off, it has at least so many characters before."""


class _Rest(NamedTuple):
    """The rest of a cell."""

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


_Rows = dict[int, list[str]]
"""The cells of rows, by the number of their block."""
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
