"""PDF: lines are assembled from the positions of characters, and paragraphs from lines.

Of two columns the left is read first. Page numbers, and lines at a page's edge that other pages repeat,
are left out. Words and figures that a line break splits are joined again.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from importlib.metadata import version
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.model import Piece, ReadResult, join_pieces, superscript

VERSION = 1
"""Of this reader: incremented whenever the same file yields a different text."""
_KIND = guards.Kind("PDF", ".pdf")
_PAGES = "gouji.reading.documents.pdf_pages"
_HYPHENS = "\x02\ufffe\u00ad-\u2010"
_EDGE_SHARE = 0.11
"""Headers and page numbers stand within this share of a page's height from its edge."""
_PAGE_NUMBER = re.compile(
    r"[-–—－ .]*(?:第?\s*[0-9]{1,4}\s*页?(?:\s*[,，/]?\s*共?\s*[0-9]{1,4}\s*页?)?)[-–—－ .]*"
)
_DIGITS = re.compile("[0-9]+")
_INDENT, _SHORT = 1.2, 1.9
"""In font sizes: least indent of a paragraph's first line, and least blank after its last."""
_APART, _OTHER_SIZE = 1.75, 1.18
"""Least gap between paragraphs, in usual distances of lines; least ratio of two font sizes that differ."""
_BESIDE = 0.6
"""Least share of the left column's runs that have one beside them in the right."""
_COLUMN_SHARE = 0.25
"""Least share of a page's characters in each of two columns."""


class Character(NamedTuple):
    """A character, its box in points from the page's lower left corner, and its font size."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


class Line(NamedTuple):
    """A line of a column.

    Attributes:
        text: Its characters.
        left: Where it begins, in points.
        right: Where it ends, in points.
        middle: Height of its middle above the page's lower edge, in points.
        size: Font size.
        column: 0; 1 in the right of two columns; -1 across both.
        page: From 1.
        edge: Whether it stands at the upper or lower edge of its page.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float
    column: int
    page: int
    edge: bool


def read(data: bytes, called: str) -> ReadResult:
    """Read a PDF; the lines of its pages come from a process of its own.

    Raises:
        InputError: It is empty, broken, locked, too long, takes too much time or memory, or holds no text.
    """
    if not data:
        raise InputError(called, "empty-file", kind=_KIND)
    written = guards.run_reader(_PAGES, data, called, _KIND)
    pages = [[Line(*line) for line in page] for page in json.loads(written)]
    text, blocks = join_pieces(_paragraphs(pages))
    if not text.strip():
        raise InputError(called, "no-text-in-pdf")
    return ReadResult(text, blocks, f"gouji-pdf/{VERSION} pypdfium2 {version('pypdfium2')}")


@dataclass(slots=True)
class _Run:
    """Characters side by side."""

    chars: list[Character]

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return max(char.right for char in self.chars)

    @property
    def middle(self) -> float:
        return median((char.bottom + char.top) / 2 for char in self.chars)

    @property
    def size(self) -> float:
        return median(_font_size(char) for char in self.chars)


def _font_size(char: Character) -> float:
    return max(char.size, char.top - char.bottom, 1.0) if char.size < 2 else char.size


def page_lines(chars: list[Character], page: int, height: float) -> list[Line]:
    """Return a page's lines in reading order.

    Args:
        chars: Its characters, in the order of the file.
        page: Its number, from 1.
        height: Its height in points.
    """
    runs = [run for run in _runs(chars) if any(not char.text.isspace() for char in run.chars)]
    gutter = _gutter(runs)
    lines: list[Line] = []
    for column, inside in _by_column(runs, gutter):
        for row in _rows(inside):
            text = _row_text(row)
            middle, size = median(run.middle for run in row), median(run.size for run in row)
            edge = not _EDGE_SHARE * height < middle < (1 - _EDGE_SHARE) * height
            left, right = min(run.left for run in row), max(run.right for run in row)
            lines.append(Line(text, left, right, middle, size, column, page, edge))
    return [line for line in lines if line.text]


def _runs(chars: list[Character]) -> list[_Run]:
    runs: list[_Run] = []
    for char in chars:
        last = runs[-1].chars[-1] if runs else None
        if last is None or _are_apart(last, char):
            runs.append(_Run([char]))
        else:
            runs[-1].chars.append(char)
    return runs


def _are_apart(one: Character, two: Character) -> bool:
    size = max(_font_size(one), _font_size(two))
    if two.text.isspace() or one.text.isspace():
        return two.left < one.left - size or two.left - one.right > 2 * size
    apart = abs((one.bottom + one.top) / 2 - (two.bottom + two.top) / 2)
    return apart > 0.6 * size or two.left < one.left - 0.5 * size or two.left - one.right > 1.5 * size


def _gutter(runs: list[_Run]) -> float | None:
    """Return where the blank between two columns is; None on a page with one column."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    total = sum(len(run.chars) for run in runs)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        at = left + (right - left) * step / 100
        crossing = sum(len(run.chars) for run in runs if run.left < at < run.right)
        one = sum(len(run.chars) for run in runs if run.right <= at)
        two = sum(len(run.chars) for run in runs if run.left >= at)
        sides = min(one, two) > _COLUMN_SHARE * total and crossing < 0.15 * total
        if sides and _side_by_side(runs, at) and (best is None or crossing < best[0]):
            best = crossing, at
    return None if best is None else best[1]


def _side_by_side(runs: list[_Run], at: float) -> bool:
    """Whether both sides have runs at the same heights; if not, the blank is only beside short lines."""
    right = [run.middle for run in runs if run.left >= at]
    left = [run for run in runs if run.right <= at]
    beside = sum(any(abs(run.middle - middle) < run.size for middle in right) for run in left)
    return bool(left) and beside >= _BESIDE * len(left)


def _by_column(runs: list[_Run], gutter: float | None) -> list[tuple[int, list[_Run]]]:
    """Return runs by column, in reading order; a run across both columns ends those above it."""
    if gutter is None:
        return [(0, runs)]
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda run: -run.middle)
    found: list[tuple[int, list[_Run]]] = []
    above = float("inf")
    for border in (*across, None):
        below = border.middle if border else float("-inf")
        part = [run for run in runs if below < run.middle < above and run not in across]
        found.append((0, [run for run in part if run.right <= gutter]))
        found.append((1, [run for run in part if run.left >= gutter]))
        if border:
            found.append((-1, [border]))
        above = below
    return [(column, inside) for column, inside in found if inside]


def _rows(runs: list[_Run]) -> list[list[_Run]]:
    """Return runs at the same height, from the left."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows and abs(rows[-1][0].middle - run.middle) < 0.5 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _row_text(row: list[_Run]) -> str:
    parts, before = [], None
    for run in row:
        gap = run.left - before.right if before else 0.0
        parts += ["\t" if gap > 1.5 * run.size else "", _run_text(run, before)]
        before = run
    return "".join(parts).strip()


def _run_text(run: _Run, before: _Run | None) -> str:
    """Return the characters of a run; small raised digits become superscripts."""
    chars, last = [], before.chars[-1] if before else None
    for char in run.chars:
        chars.append(superscript(char.text) if last and _is_raised(char, last) else char.text)
        last = last if last and _is_raised(char, last) else char
    return "".join(chars)


def _is_raised(char: Character, beside: Character) -> bool:
    return (
        char.text in "0123456789"
        and char.size < 0.8 * beside.size
        and char.bottom > beside.bottom + 0.2 * (beside.top - beside.bottom)
    )


def _paragraphs(pages: list[list[Line]]) -> list[Piece]:
    """Join the lines of all pages into paragraphs, each on the page of its first line."""
    repeated = _repeated(pages)
    lines = [line for page in pages for line in _without_edges(page, repeated)]
    if not lines:
        return []
    usual = _usual_distance(lines)
    ends = _column_ends(lines)
    found = [[lines[0]]]
    for one, two in pairwise(lines):
        if _new_paragraph(one, two, ends, usual):
            found.append([two])
        else:
            found[-1].append(two)
    return [Piece(_join_lines(group), page=group[0].page) for group in found]


_OUTER = 2
"""Most lines at each end of a page that can be its header or footer."""


def _outer(page: list[Line]) -> list[Line]:
    """Return the outermost lines of a page that stand at its edge."""
    rows = sorted(page, key=lambda line: line.middle)
    return [line for line in (*rows[:_OUTER], *rows[max(_OUTER, len(rows) - _OUTER) :]) if line.edge]


def _repeated(pages: list[list[Line]]) -> frozenset[str]:
    """Return the lines at an edge that two pages, and a third of all, have; digits are not compared."""
    seen = Counter(key for page in pages for key in {_digits_as_zeros(line) for line in _outer(page)})
    return frozenset(key for key, count in seen.items() if count >= 2 and 3 * count >= len(pages))


def _digits_as_zeros(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _without_edges(page: list[Line], repeated: frozenset[str]) -> list[Line]:
    """Return a page's lines without its header, footer and number."""
    outer = _outer(page)
    return [
        line
        for line in page
        if not (line in outer and (_PAGE_NUMBER.fullmatch(line.text) or _digits_as_zeros(line) in repeated))
    ]


def _usual_distance(lines: list[Line]) -> float:
    gaps = [
        one.middle - two.middle
        for one, two in pairwise(lines)
        if one.page == two.page and one.middle > two.middle
    ]
    return median(gaps) if gaps else 0.0


def _column_ends(lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Return where the lines of each page's columns begin at the left, and end at the right."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        left, right = found.get((line.page, line.column), (line.left, line.right))
        found[line.page, line.column] = min(left, line.left), max(right, line.right)
    return found


def _new_paragraph(
    one: Line, two: Line, ends: dict[tuple[int, int], tuple[float, float]], usual: float
) -> bool:
    if max(one.size, two.size) > _OTHER_SIZE * min(one.size, two.size) or "\t" in one.text + two.text:
        return True
    if -1 in {one.column, two.column} and one.column != two.column:
        return True
    left, right = ends[two.page, two.column][0], ends[one.page, one.column][1]
    if two.left > left + _INDENT * two.size or one.right < right - _SHORT * one.size:
        return True
    near = one.page == two.page and one.column == two.column
    return near and usual > 0 and one.middle - two.middle > _APART * usual


def _join_lines(lines: list[Line]) -> str:
    text = reduce(_join_two, (line.text for line in lines))
    return text.replace("\x02", "-").replace("\ufffe", "-").strip("\u3000 ")


def _join_two(one: str, two: str) -> str:
    """Join two lines: a split word at its hyphen, two Latin words with a blank, all else directly."""
    if one[-1] in _HYPHENS and one[-2:-1].isascii() and one[-2:-1].islower() and two[:1].islower():
        return one[:-1] + two
    latin = one[-1].isascii() and one[-1].isalpha() and two[0].isascii() and two[0].isalpha()
    return (
        f"{one} {two}"
        if latin or (one[-1] in ",.;:" and two[0].isascii() and two[0].isalpha())
        else one + two
    )
