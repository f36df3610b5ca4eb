"""Characters of a page put together by their positions: runs side by side, rows of runs, lines joined."""

import re
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gouji.reading.documents.model import superscript

_FIGURE = re.compile(r"[-+−－]?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:[.．][0-9]+)?[%％‰]?|[-—－–/…]+")
_HYPHENS = "\x02\ufffe\u00ad-\u2010"


class Character(NamedTuple):
    """A character, its box in points from the page's lower left corner, and its font size."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


class Run(NamedTuple):
    """Characters side by side: where they begin and end, the height of their middle, and their font size."""

    chars: list[Character]
    left: float
    right: float
    middle: float
    size: float


def runs_of(chars: list[Character]) -> list[Run]:
    """Return characters, given in the order of the file, as runs; those of blanks alone are left out."""
    groups: list[list[Character]] = []
    for char in chars:
        if groups and not _are_apart(groups[-1][-1], char):
            groups[-1].append(char)
        else:
            groups.append([char])
    return [_run(group) for group in groups if not all(char.text.isspace() for char in group)]


def _run(chars: list[Character]) -> Run:
    middle = median((char.bottom + char.top) / 2 for char in chars)
    size = median(char.size for char in chars)
    return Run(chars, chars[0].left, max(char.right for char in chars), middle, size)


def _are_apart(one: Character, two: Character) -> bool:
    size = max(one.size, two.size)
    if two.text.isspace() or one.text.isspace():
        return two.left < one.left - size or two.left - one.right > 2 * size
    apart = abs((one.bottom + one.top) / 2 - (two.bottom + two.top) / 2)
    return apart > 0.6 * size or two.left < one.left - 0.5 * size or two.left - one.right > 1.5 * size


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Return runs at the same height, from the left."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows and abs(rows[-1][0].middle - run.middle) < 0.5 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def pieces_of(row: list[Run]) -> list[list[Run]]:
    """Return the runs of a row in groups that are far apart."""
    pieces = [row[:1]]
    for one, two in pairwise(row):
        if two.left - one.right > 1.5 * two.size:
            pieces.append([])
        pieces[-1].append(two)
    return pieces


def row_text(row: list[Run]) -> str:
    """Return the text of a row, with tabs between its pieces."""
    return "\t".join(_text(piece) for piece in pieces_of(row)).strip()


def is_figure(text: str) -> bool:
    """Whether a text is one figure, or what stands for none."""
    return _FIGURE.fullmatch(text) is not None


def _text(piece: list[Run]) -> str:
    befores = [None, *piece]
    return "".join(_run_text(run, before) for run, before in zip(piece, befores, strict=False))


def _run_text(run: Run, before: Run | None) -> str:
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


def join_texts(texts: Iterable[str]) -> str:
    """Return the texts of lines as one: what a line break splits is joined again."""
    found = [text for text in texts if text]
    text = reduce(_join_two, found) if found else ""
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
