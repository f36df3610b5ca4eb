"""Rows of plain text that lost how their cells were parted: several rows in one, a unit beside its name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.figures.units import may_be_scaled
from gouji.reading.lexicon.wording import pattern

_FEWEST_ROWS = 3
"""Rows that one line holds at least: two words beside two numbers may be one name and a number in groups."""
_MOST_GLUED = 4
"""Names that are printed without a blank between them, at most."""
_MOST_COLUMNS = 40
_WORD = re.compile(r"[^\s\u00a0\u3000]+")
_GROUP = re.compile("[0-9]{3}")


class Piece(NamedTuple):
    """The text of a cell, or of a part of one, and where it begins in its document."""

    text: str
    start: int


Line = list[Piece]


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the rows of a table of plain text.

    A line whose cells hold the names, and the figures, of several rows becomes these; figures of several
    columns in one cell go row by row. A unit behind a name goes to the column of units that has none.
    """
    lines = _with_units(lines)
    found: list[Line] = []
    for number, line in enumerate(lines):
        width = max((len(one) for one in lines[:number]), default=0)
        several = len(line) > 1 and any(len(_numbers(piece)) >= _FEWEST_ROWS for piece in line)
        rows = _several(line, width) if several else []
        found += rows or [line]
    return found


def _words(piece: Piece) -> Line:
    """Return the words of a cell, which blanks part."""
    return [Piece(one[0], piece.start + one.start()) for one in _WORD.finditer(piece.text)]


def _numbers(piece: Piece) -> Line:
    """Return the words of a cell if all are numbers, or marks for none; else nothing."""
    found = _words(piece)
    told = [pattern("bare_number").fullmatch(one.text) for one in found]
    fits = all(
        one or pattern("blank_cell").fullmatch(word.text) for one, word in zip(told, found, strict=True)
    )
    groups = sum(_GROUP.fullmatch(one.text) is not None for one in found[1:])
    grouped = 0 < groups == len(found) - 1 and len(found[0].text) <= 3
    return found if fits and any(told) and not grouped else []


class _Part(NamedTuple):
    """Cells of a line that belong to the same rows: their names, and what stands beside them."""

    names: Piece
    beside: tuple[Piece, ...]


def _several(line: Line, width: int) -> list[Line]:
    """Return the rows that a line holds; none where it holds one, or where that would be a guess.

    *width*: how many cells the longest line above it has, the header.
    """
    parts = list(_parts(line))
    missing = width - len(line)
    columns = [_columns(part, missing) for part in parts]
    read = [rows for rows in columns if rows]
    told = sum(len(rows[0]) for rows in read) + sum(
        1 + len(part.beside) for part, rows in zip(parts, columns, strict=True) if not rows
    )
    if not read or (width and told != width) or told > _MOST_COLUMNS:
        return []
    found: list[Line] = []
    for number in range(max(map(len, read))):
        row: Line = []
        for part, rows in zip(parts, columns, strict=True):
            blank = Piece("", part.names.start)
            row += (
                rows[number]
                if number < len(rows)
                else [blank] * (len(rows[0]) if rows else 1 + len(part.beside))
            )
        found.append(row)
    return found


def _parts(line: Line) -> Iterator[_Part]:
    """Yield names with the cells beside them, up to the next names."""
    begin = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or (at > begin + 1 and not _numbers(line[at]) and not _repeated(line[at].text)):
            yield _Part(line[begin], tuple(line[begin + 1 : at]))
            begin = at


def _columns(part: _Part, missing: int) -> list[Line]:
    """Return the rows of a part: its names, and the figures beside each; none where their numbers differ."""
    for names in _names(part.names):
        found = [list(column) for piece in part.beside for column in _beside(piece, len(names), missing)]
        if found and all(found) and all(len(column) == len(names) for column in found):
            return [list(row) for row in zip(names, *found, strict=True)]
    return []


def _beside(piece: Piece, rows: int, missing: int) -> Iterator[Line]:
    """Yield the columns that a cell holds: units, one for each row, or figures, row by row."""
    numbers = _numbers(piece)
    if not numbers:
        unit = _repeated(piece.text, rows)
        yield [Piece(unit, piece.start + at * len(unit)) for at in range(rows)] if unit else []
        return
    columns, rest = divmod(len(numbers), rows)
    if rest or not 0 < columns <= 1 + max(missing, 0):
        yield []
        return
    yield from (numbers[at::columns] for at in range(columns))


def _names(piece: Piece) -> Iterator[Line]:
    """Yield the names that a cell may hold: its words, and those with one that is several with one end."""
    words = _words(piece)
    if len(words) >= _FEWEST_ROWS:
        yield words
    for number in range(2, _MOST_GLUED + 1):
        parted = [_parted(word, number) for word in words]
        if sum(map(bool, parted)) == 1 and len(words) + number > _FEWEST_ROWS:
            yield [one for word, some in zip(words, parted, strict=True) for one in some or [word]]


def _parted(word: Piece, number: int) -> Line:
    """Return so many names of one length and one end as a word is made of; none where it is not."""
    length, rest = divmod(len(word.text), number)
    if rest or length <= 2:
        return []
    found = [Piece(word.text[at : at + length], word.start + at) for at in range(0, len(word.text), length)]
    ends = {one.text[-2:] for one in found}
    return found if len(ends) == 1 and len({one.text for one in found}) == number else []


def _repeated(text: str, times: int = 0) -> str:
    """Return the unit that a text repeats, so many times, or thrice and more; empty where it does not."""
    text = "".join(text.split())
    counts = [times] if times else range(len(text), _FEWEST_ROWS - 1, -1)
    for count in counts:
        length, rest = divmod(len(text), count) if count else (0, 1)
        unit = text[:length]
        if unit and not rest and unit * count == text and length <= 6:
            return unit
    return ""


def _with_units(lines: Sequence[Line]) -> list[Line]:
    """Return lines; below a header with units where all rows lack a cell, these end their names."""
    header = next((line for line in lines if len(line) > 1), [])
    at = next((at for at, one in enumerate(header) if pattern("unit_header").fullmatch(one.text.strip())), 0)
    below = [line for line in lines if line is not header and len(line) > 1]
    if at != 1 or len(below) < _FEWEST_ROWS or any(len(line) != len(header) - 1 for line in below):
        return list(lines)
    parted = {id(line): _unit_behind(line[0]) for line in below}
    if not all(parted.values()):
        return list(lines)
    return [[*parted[id(line)], *line[1:]] if parted.get(id(line)) else line for line in lines]


def _unit_behind(piece: Piece) -> Line:
    """Return a name and the unit that ends it; none where it ends in none."""
    words = _words(piece)
    if len(words) < 2 or not may_be_scaled(words[-1].text):
        return []
    last = words[-1]
    return [Piece(piece.text[: last.start - piece.start].rstrip(), piece.start), last]
