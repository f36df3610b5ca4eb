"""Which rows of a table are headers, which columns stubs, and what each cell's headings say."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from gouji.facts.figures.cell import read_cell
from gouji.facts.figures.model import FigureError
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.lexicon.wording import pattern, patterns
from gouji.reading.tables.align import Headers, aligned, is_packed, named
from gouji.reading.tables.grid import Cell, Row, Table, tables_in
from gouji.reading.tables.headings import CHANGE, GROWTH, Heading, column_heading, is_unit, joined

STUB, CODE, UNIT, VALUE, OTHER = "stub", "code", "unit", "value", "other"


class Side(NamedTuple):
    """Columns of values with the stubs that name their rows; accounts have income beside expenses.

    Attributes:
        stubs: The columns that name the rows, from the left.
        codes: Columns of codes, whose number of digits says how deep a row is.
        title: What a header over all of them says: 收入, 支出.
    """

    stubs: tuple[int, ...]
    codes: tuple[int, ...]
    unit: int | None
    values: tuple[int, ...]
    title: str = ""


class Band(NamedTuple):
    """Rows under one header.

    Attributes:
        headings: What the header says, by column.
        headers: The headers as printed, from top to bottom, by column.
    """

    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    sides: tuple[Side, ...]
    headers: tuple[tuple[str, ...], ...] = ()

    def group(self, column: int) -> tuple[str, ...]:
        """Return the headers above the lowest one of a column."""
        return self.headers[column][:-1]


class Layout(NamedTuple):
    """How a table is read.

    Attributes:
        captions: Lines above it, and rows at its top that have one cell, the nearest first.
        body: Its rows of values, in bands: a header within a table begins a new one.
    """

    captions: tuple[str, ...]
    bands: tuple[Band, ...]


@lru_cache(maxsize=65_536)
def is_number(text: str) -> bool:
    """Return whether the text of a cell is a figure, with or without a unit; a year is none."""
    forms = (pattern("figure_cell"), pattern("broken_figure"), pattern("worded_change"))
    if not any(form.fullmatch(text) for form in forms):
        return False
    try:
        read_cell(text, "")
    except FigureError:
        return False
    return True


def is_filled(cell: Cell | None) -> TypeGuard[Cell]:
    """Return whether a place of a table has a value: more than no cell, a dash, dots."""
    return cell is not None and pattern("blank_cell").fullmatch(cell.text) is None


def filled(table: Table, rows: Iterable[int], column: int) -> list[Cell]:
    """Return the cells with values that some rows have in a column."""
    return [cell for row in rows if is_filled(cell := table.rows[row][column])]


def laid_out(document: Document) -> list[tuple[Table, Layout]]:
    """Return the tables of a document that can be read, each with its layout."""
    return [(table, layout) for table in tables_in(document) if (layout := layout_of(table)) is not None]


def layout_of(table: Table) -> Layout | None:
    """Return how a table is read; None where no cells with figures stand beside or below words.

    A list in columns has none.
    """
    if table.width == 1:
        return None
    captions, at = list(table.above), 0
    while at < len(table.rows):
        texts = _texts(table.rows[at])
        if len(texts) > 1 or any(map(is_number, texts)):
            break
        captions = [*texts, *captions]
        at += 1
    bands = tuple(_bands(table, at))
    has_values = any(side.values for band in bands for side in band.sides)
    return Layout(tuple(captions), bands) if has_values else None


_SENTENCE = 15
"""Characters from which a cell with punctuation is prose."""


def without_cells(text: str, tables: Sequence[Table]) -> str:
    """Return *text*, as long as it was, with blanks for the rows of tables; cells with sentences stay."""
    kept, at = [], 0
    for table in tables:
        kept += [text[at : table.start], _blanked(text, table)]
        at = table.end
    return "".join([*kept, text[at:]])


def _blanked(text: str, table: Table) -> str:
    blank = [char if char == "\n" else " " for char in text[table.start : table.end]]
    for cell in {cell.start: cell for row in table.rows for cell in row if cell is not None}.values():
        if len(cell.text) >= _SENTENCE and not _PUNCTUATION.isdisjoint(cell.text):
            begin = cell.start - table.start
            blank[begin : begin + len(cell.text)] = cell.text
            if begin:
                blank[begin - 1] = "\n"
    return "".join(blank)


_PUNCTUATION = frozenset("，。；")


def _texts(row: Row) -> list[str]:
    """Return the texts of a row, a merged cell once."""
    return [cell.text for cell in dict.fromkeys(row) if is_filled(cell)]


def _bands(table: Table, first: int) -> Iterator[Band]:
    """Yield the parts of a table, each with a header of its own; where one comes again, its part goes on."""
    at = first
    header: list[int] = []
    rows: list[int] = []
    while at < len(table.rows):
        begin = at
        while at < len(table.rows) and _is_header(table, at):
            at += 1
        again = [_texts(table.rows[row]) for row in header] == [_texts(row) for row in table.rows[begin:at]]
        if rows and not again:
            yield _band(table, header, rows)
            rows = []
        header = header if again else list(range(begin, at)) or header
        while at < len(table.rows) and not (rows and _heads_values(table, at, rows)):
            rows.append(at)
            at += 1
    if rows:
        yield _band(table, header, rows)


def _is_header(table: Table, at: int) -> bool:
    """Whether a row has no values: only words, years, or the numbers of columns."""
    cells = [cell for cell in dict.fromkeys(table.rows[at]) if is_filled(cell)]
    numbers = [cell for cell in cells if is_number(cell.text)]
    if not numbers:
        return len(cells) > 1 or (at == 0 and bool(cells))
    if all(pattern("year_cell").fullmatch(cell.text) for cell in numbers):
        return len(numbers) > 1 or len(cells) > len(numbers) + 1
    counts = [cell for cell in cells if pattern("counted_cell").fullmatch(cell.text)]
    return len(numbers) > 2 and len(counts) >= len(cells) - 1 and ascends(numbers)


def ascends(cells: Sequence[Cell]) -> bool:
    """Whether numbers are those of columns: 1, 2, 3 …"""
    numbers = [int(digits) for cell in cells if (digits := cell.text.strip("()（）")).isdecimal()]
    return all(two == one + 1 for one, two in pairwise(numbers))


def _heads_values(table: Table, at: int, rows: Sequence[int]) -> bool:
    """Whether a row without values has words over columns that had values in the rows before.

    Over one column that is a header again if the row begins as the header did.
    """
    if not _is_header(table, at):
        return False
    above = {cell.text for row in table.rows[: rows[0]] if (cell := row[0]) is not None and cell.text}
    first = table.rows[at][0]
    again = table.plain and first is not None and first.text in above
    words = [
        column
        for column, cell in enumerate(table.rows[at])
        if is_filled(cell) and not pattern("vague_cell").fullmatch(cell.text)
    ]
    return sum(_heads_numbers(table, rows, column) for column in words) > (0 if again else 1)


def _heads_numbers(table: Table, rows: Sequence[int], column: int) -> bool:
    """Whether a column has numbers; in plain text that may be the next on the left, if itself has nothing."""
    cells = filled(table, rows, column)
    if not cells and table.plain and column:
        cells = filled(table, rows, column - 1)
    return any(is_number(cell.text) for cell in cells)


def _band(table: Table, header: Sequence[int], rows: Sequence[int]) -> Band:
    columns = [filled(table, rows, column) for column in range(table.width)]
    values = [
        column
        for column, cells in enumerate(columns)
        if any(is_number(cell.text) and not _names_row(cell, column) for cell in cells)
        and not any(pattern("serial_header").search(cell.text) for cell in filled(table, header, column))
    ]
    texts = [_header_texts(table, header, column, {}) for column in range(table.width)]
    unsure = not all(texts[column] for column in values) or is_packed(table, header, values)
    if unsure and (moved := aligned(table, header, values)):
        texts = [_header_texts(table, header, column, moved) for column in range(table.width)]
    headers = ["".join(column) for column in texts]
    kinds = [_kind(cells, column, headers[column]) for column, cells in enumerate(columns)]
    kinds = _with_codes(columns, kinds, headers)
    kinds = _with_attributes(table, rows, kinds)
    sides = tuple(_with_title(side, texts) for side in _sides(kinds))
    headings: list[Heading] = [joined(map(column_heading, column)) for column in texts]
    for side in sides:
        below = 1 if side.title else 0
        over = [tuple(map(column_heading, texts[column][below:])) for column in side.values]
        for column, heading in zip(side.values, named(over), strict=True):
            headings[column] = heading
    return Band(tuple(_on_terms(headings)), tuple(rows), sides, tuple(map(tuple, texts)))


def _on_terms(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Yield headings; changes are on the terms on which the year before is told anew."""
    anew = (one.scope for one in headings if one.scope and not pattern("as_told_then").search(one.scope))
    scope = next(anew, "")
    for one in headings:
        changes = one.measure in {GROWTH, CHANGE} and not one.scope
        yield one._replace(scope=scope) if changes else one


def _with_title(side: Side, texts: Sequence[Sequence[str]]) -> Side:
    """Return a side with the header that stands over its stubs and its values."""
    over = {tuple(texts[column][:1]) for column in (*side.stubs[-1:], *side.values)}
    return side._replace(title="".join(*over)) if side.stubs and len(over) == 1 else side


def _header_texts(table: Table, header: Sequence[int], column: int, moved: Headers) -> list[str]:
    """Return the headers over a column from top to bottom; one over the whole table says nothing of it."""
    cells: dict[Cell | None, None] = dict.fromkeys(
        moved.get((row, column)) if moved else _header_cell(table, header, row, column) for row in header
    )
    texts = [
        cell.text
        for cell in cells
        if is_filled(cell)
        and not pattern("counted_cell").fullmatch(cell.text)
        and not (cell.columns >= table.width and cell.rows == 1)
    ]
    return _unbroken(texts)


def _header_cell(table: Table, header: Sequence[int], row: int, column: int) -> Cell | None:
    """Return the header at a place; one that plain text gives only its first column goes on to the right.

    It does not over what is stated of others (2023年, 2024年, 增长), unless it goes on behind that.
    """
    cell = table.rows[row][column]
    last = _lowest_header(table, header, row, column)
    if is_filled(cell) or last is None or not table.plain:
        return cell
    if column_heading(last.text).measure in {"growth", "change"}:
        last_column = column + 1 == table.width or is_filled(table.rows[row][column + 1])
        if last_column or _lowest_header(table, header, row, column + 1) is None:
            return cell
    return next(filter(is_filled, reversed(table.rows[row][:column])), cell)


def _lowest_header(table: Table, header: Sequence[int], row: int, column: int) -> Cell | None:
    """Return the lowest header with text over a column, below a row; None where there is none."""
    below = filled(table, (at for at in header if at > row), column)
    return below[-1] if below else None


def _unbroken(texts: Sequence[str]) -> list[str]:
    """Return headers, those joined that a line end has broken within a word: 营业收入比上, 年同期增减."""
    found: list[str] = []
    for text in texts:
        if found and (pattern("broken_header").search(found[-1]) or len(text) == 1):
            found[-1] += text
        else:
            found.append(text)
    return found


def _kind(cells: Sequence[Cell], column: int, header: str) -> str:
    """Return what a column has: stubs, codes, units, values, or what is not read."""
    if pattern("serial_header").search(header) or pattern("code_header").search(header):
        return CODE
    # 单位 over 甲分会, 乙分会 has names.
    if pattern("unit_header").fullmatch(header) and (column or any(is_unit(cell.text) for cell in cells)):
        return UNIT
    dates = sum(pattern("date_cell").fullmatch(cell.text) is not None for cell in cells)
    if pattern("no_stub").search(header) or (column and 2 * dates > len(cells)):
        return OTHER
    if not cells:
        return VALUE if header else OTHER
    numbers = sum(
        (is_number(cell.text) or pattern("vague_cell").fullmatch(cell.text) is not None)
        and not _names_row(cell, column)
        for cell in cells
    )
    return VALUE if 2 * numbers >= len(cells) else STUB


def _names_row(cell: Cell, column: int) -> bool:
    """Whether a cell of the first column names its row: a year, or a number before no unit (1号线)."""
    named = pattern("numbered_name").fullmatch(cell.text)
    numbered = named is not None and not is_unit(named["noun"])
    return column == 0 and (numbered or pattern("year_cell").fullmatch(cell.text) is not None)


def _with_codes(columns: Sequence[list[Cell]], kinds: Sequence[str], headers: Sequence[str]) -> list[str]:
    """Return the kinds of columns; bare digits left of the first stub are codes or serial numbers."""
    first = kinds.index(STUB) if STUB in kinds else 0
    found = list(kinds)
    for column, cells in enumerate(columns[:first]):
        digits = sum(cell.text.isdigit() for cell in cells)
        ranks = patterns("measures")["rank"].search(headers[column])
        if kinds[column] == VALUE and not ranks and cells and 0.8 * len(cells) <= digits:
            found[column] = CODE
    return found


def _with_attributes(table: Table, rows: Sequence[int], kinds: Sequence[str]) -> list[str]:
    """Return the kinds of columns; words beside distinct names, or few behind values, are attributes.

    Rows without any value may have notes and other names.
    """
    values = [column for column, kind in enumerate(kinds) if kind == VALUE]
    valued = [
        row
        for row in rows
        if any(is_filled(cell := table.rows[row][column]) and is_number(cell.text) for column in values)
    ]
    found, named = list(kinds), False
    for column, (kind, behind) in enumerate(pairwise(kinds)):
        names = [cell.text for cell in filled(table, valued, column)]
        if kind in {VALUE, UNIT}:
            named = False
        if (
            kind == STUB
            and VALUE in kinds[:column]
            and STUB in kinds[:column]
            and len(names) > 3
            and 2 * len(set(names)) <= len(names)
        ):
            found[column] = OTHER
        if kind == STUB and not named and found[column] == STUB:
            named = len(names) == len(valued) > 1 and len(set(names)) == len(names)
        if named and behind == STUB:
            found[column + 1] = OTHER
    return found


def _sides(kinds: Sequence[str]) -> Iterator[Side]:
    stubs: list[int] = []
    codes: list[int] = []
    values: list[int] = []
    unit: int | None = None
    for column, kind in enumerate([*kinds, STUB]):
        if kind in {STUB, CODE} and values and (stubs or codes or column == len(kinds)):
            yield Side(tuple(stubs), tuple(codes), unit, tuple(values))
            stubs, codes, values, unit = [], [], [], None
        if kind == UNIT:
            unit = column
        elif kind != OTHER:
            {STUB: stubs, CODE: codes, VALUE: values}[kind].append(column)


def prose_and_values(text: str) -> tuple[str, list[Cell]]:
    """Return a text with blanks for its tables, and the cells with figures below their headers.

    Rows of tables are lines with tabs or bars.
    """
    read = laid_out(Document("", text, blocks_of(text), "", ""))
    prose = without_cells(text, [table for table, _ in read])
    return prose, [cell for table, layout in read for cell in _values(table, layout)]


def _values(table: Table, layout: Layout) -> list[Cell]:
    cells = dict.fromkeys(
        table.rows[row][column]
        for band in layout.bands
        for side in band.sides
        for row in band.rows
        for column in side.values
    )
    return [cell for cell in cells if cell is not None and is_number(cell.text)]
