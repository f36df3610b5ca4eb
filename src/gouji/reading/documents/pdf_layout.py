"""Lines and paragraphs from characters that only know where they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gouji.reading.documents.superscripts import raised

_HYPHENS = "\x02\ufffe\u00ad-\u2010"
_EDGE = 0.11
"""Headers and page numbers stand within so much of a page's height from its edge."""
_NUMBER = re.compile(
    r"[-–—－ .]*(?:第?\s*[0-9]{1,4}\s*页?(?:\s*[,，/]?\s*共?\s*[0-9]{1,4}\s*页?)?)[-–—－ .]*"
)
_DIGITS = re.compile("[0-9]+")
_INDENT, _SHORT, _APART, _OTHER_SIZE = 1.2, 1.9, 1.75, 1.18
"""In units of the letters' size: an indented line, one that ends early; of the usual distance of two lines;
and how much larger another size of letters is."""
_GUTTER = 0.6
_IN_ONE_COLUMN = 0.25


class Sign(NamedTuple):
    """A character and its box in points, from the page's lower left corner; and the size of its font."""

    sign: str
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
        right: Where it ends.
        base: Height of its middle above the page's lower edge.
        size: Of its letters.
        column: 0, or 1 in the right of two columns; -1 across both.
        page: From 1.
        edge: It stands at the upper or lower edge of its page.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    column: int
    page: int
    edge: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines, and the page on which the first of them stands."""

    text: str
    page: int


@dataclass(slots=True)
class _Run:
    """Characters that stand side by side."""

    signs: list[Sign]

    @property
    def left(self) -> float:
        return self.signs[0].left

    @property
    def right(self) -> float:
        return max(sign.right for sign in self.signs)

    @property
    def base(self) -> float:
        return median((sign.bottom + sign.top) / 2 for sign in self.signs)

    @property
    def size(self) -> float:
        return median(_size(sign) for sign in self.signs)


def _size(sign: Sign) -> float:
    return max(sign.size, sign.top - sign.bottom, 1.0) if sign.size < 2 else sign.size


def lines_of(signs: list[Sign], page: int, height: float) -> list[Line]:
    """Return a page's lines in the order in which they are read.

    Args:
        signs: Its characters, as they stand in the file.
        page: Its number.
        height: Its height in points.
    """
    runs = [run for run in _runs(signs) if any(not sign.sign.isspace() for sign in run.signs)]
    gutter = _gutter(runs)
    lines: list[Line] = []
    for column, some in _in_columns(runs, gutter):
        for row in _rows(some):
            text = _text(row)
            base, size = median(run.base for run in row), median(run.size for run in row)
            edge = not _EDGE * height < base < (1 - _EDGE) * height
            left, right = min(run.left for run in row), max(run.right for run in row)
            lines.append(Line(text, left, right, base, size, column, page, edge))
    return [line for line in lines if line.text]


def _runs(signs: list[Sign]) -> list[_Run]:
    runs: list[_Run] = []
    for sign in signs:
        last = runs[-1].signs[-1] if runs else None
        if last is None or _parts(last, sign):
            runs.append(_Run([sign]))
        else:
            runs[-1].signs.append(sign)
    return runs


def _parts(one: Sign, two: Sign) -> bool:
    size = max(_size(one), _size(two))
    if two.sign.isspace() or one.sign.isspace():
        return two.left < one.left - size or two.left - one.right > 2 * size
    apart = abs((one.bottom + one.top) / 2 - (two.bottom + two.top) / 2)
    return apart > 0.6 * size or two.left < one.left - 0.5 * size or two.left - one.right > 1.5 * size


def _gutter(runs: list[_Run]) -> float | None:
    """Where the blank between two columns is; None on a page with one."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    total = sum(len(run.signs) for run in runs)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        at = left + (right - left) * step / 100
        crossing = sum(len(run.signs) for run in runs if run.left < at < run.right)
        one = sum(len(run.signs) for run in runs if run.right <= at)
        two = sum(len(run.signs) for run in runs if run.left >= at)
        sides = min(one, two) > _IN_ONE_COLUMN * total and crossing < 0.15 * total
        if sides and _both_full(runs, at) and (best is None or crossing < best[0]):
            best = crossing, at
    return None if best is None else best[1]


def _both_full(runs: list[_Run], at: float) -> bool:
    """Whether lines on both sides stand at the same heights: else short lines only leave a blank."""
    right = [run.base for run in runs if run.left >= at]
    left = [run for run in runs if run.right <= at]
    beside = sum(any(abs(run.base - base) < run.size for base in right) for run in left)
    return bool(left) and beside >= _GUTTER * len(left)


def _in_columns(runs: list[_Run], gutter: float | None) -> list[tuple[int, list[_Run]]]:
    """Runs by column, in reading order: what stands across both columns parts them."""
    if gutter is None:
        return [(0, runs)]
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda run: -run.base)
    found: list[tuple[int, list[_Run]]] = []
    above = float("inf")
    for border in (*across, None):
        below = border.base if border else float("-inf")
        part = [run for run in runs if below < run.base < above and run not in across]
        found.append((0, [run for run in part if run.right <= gutter]))
        found.append((1, [run for run in part if run.left >= gutter]))
        if border:
            found.append((-1, [border]))
        above = below
    return [(column, some) for column, some in found if some]


def _rows(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that stand at one height, from the left."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: -run.base):
        if rows and abs(rows[-1][0].base - run.base) < 0.5 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _text(row: list[_Run]) -> str:
    parts, before = [], None
    for run in row:
        gap = run.left - before.right if before else 0.0
        parts += ["\t" if gap > 1.5 * run.size else "", _characters(run, before)]
        before = run
    return "".join(parts).strip()


def _characters(run: _Run, before: _Run | None) -> str:
    """The characters of a run; small raised digits keep what they are (10 and a raised 18 are no 1018)."""
    signs, last = [], before.signs[-1] if before else None
    for sign in run.signs:
        signs.append(raised(sign.sign) if last and _is_raised(sign, last) else sign.sign)
        last = last if last and _is_raised(sign, last) else sign
    return "".join(signs)


def _is_raised(sign: Sign, beside: Sign) -> bool:
    return (
        sign.sign in "0123456789"
        and sign.size < 0.8 * beside.size
        and sign.bottom > beside.bottom + 0.2 * (beside.top - beside.bottom)
    )


def paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """Join the lines of all pages into paragraphs."""
    repeated = _repeated(pages)
    lines = [line for page in pages for line in _without_edges(page, repeated)]
    if not lines:
        return []
    usual = _usual_distance(lines)
    ends = _ends(lines)
    found = [[lines[0]]]
    for one, two in pairwise(lines):
        if _new_paragraph(one, two, ends, usual):
            found.append([two])
        else:
            found[-1].append(two)
    return [Paragraph(_joined(some), some[0].page) for some in found]


_OUTER = 2
"""So many lines at each end of a page can be its header or footer."""


def _outer(page: list[Line]) -> list[Line]:
    """The outermost lines of a page that stand at its edge."""
    rows = sorted(page, key=lambda line: line.base)
    return [line for line in (*rows[:_OUTER], *rows[max(_OUTER, len(rows) - _OUTER) :]) if line.edge]


def _repeated(pages: list[list[Line]]) -> frozenset[str]:
    """Lines at an edge that at least two pages, and a third of them, have; digits count alike."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    return frozenset(key for key, count in seen.items() if count >= 2 and 3 * count >= len(pages))


def _key(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _without_edges(page: list[Line], repeated: frozenset[str]) -> list[Line]:
    """A page's lines without its header, footer and number."""
    outer = _outer(page)
    return [
        line
        for line in page
        if not (line in outer and (_NUMBER.fullmatch(line.text) or _key(line) in repeated))
    ]


def _usual_distance(lines: list[Line]) -> float:
    gaps = [
        one.base - two.base for one, two in pairwise(lines) if one.page == two.page and one.base > two.base
    ]
    return median(gaps) if gaps else 0.0


def _ends(lines: list[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where most lines of a page's column begin, and where the longest end."""
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
    return near and usual > 0 and one.base - two.base > _APART * usual


def _joined(lines: list[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = _put_together(text, line.text)
    return text.replace("\x02", "-").replace("\ufffe", "-").strip("\u3000 ")


def _put_together(one: str, two: str) -> str:
    """Join what a line's end has cut: a word at its hyphen, two words with a blank, all else as it is."""
    if one[-1] in _HYPHENS and one[-2:-1].isascii() and one[-2:-1].islower() and two[:1].islower():
        return one[:-1] + two
    latin = one[-1].isascii() and one[-1].isalpha() and two[0].isascii() and two[0].isalpha()
    return (
        f"{one} {two}"
        if latin or (one[-1] in ",.;:" and two[0].isascii() and two[0].isalpha())
        else one + two
    )
