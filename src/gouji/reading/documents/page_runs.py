"""Characters of a page put together by their positions: runs side by side, rows of runs, lines joined."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from statistics import median
from typing import NamedTuple, Protocol, TypeVar

from gouji.reading.documents.model import superscript

_HYPHENS = "\x02\ufffe\u00ad-\u2010"


class Character(NamedTuple):
    """A character, its box in points from the page's lower left corner, and its font size."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(slots=True)
class Run:
    """Characters side by side."""

    chars: list[Character]

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.chars[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(char.right for char in self.chars)

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return median((char.bottom + char.top) / 2 for char in self.chars)

    @property
    def size(self) -> float:
        """Font size of most of it."""
        return median(char.size for char in self.chars)


def runs_of(chars: list[Character]) -> list[Run]:
    """Return characters, given in the order of the file, as runs; those of blanks alone are left out."""
    runs: list[Run] = []
    for char in chars:
        last = runs[-1].chars[-1] if runs else None
        if last is None or _are_apart(last, char):
            runs.append(Run([char]))
        else:
            runs[-1].chars.append(char)
    return [run for run in runs if any(not char.text.isspace() for char in run.chars)]


def _are_apart(one: Character, two: Character) -> bool:
    size = max(one.size, two.size)
    if two.text.isspace() or one.text.isspace():
        return two.left < one.left - size or two.left - one.right > 2 * size
    apart = abs((one.bottom + one.top) / 2 - (two.bottom + two.top) / 2)
    return apart > 0.6 * size or two.left < one.left - 0.5 * size or two.left - one.right > 1.5 * size


class _Placed(Protocol):
    @property
    def left(self) -> float: ...

    @property
    def middle(self) -> float: ...

    @property
    def size(self) -> float: ...


_Piece = TypeVar("_Piece", bound=_Placed)


def rows_of(runs: Iterable[_Piece]) -> list[list[_Piece]]:
    """Return runs at the same height, from the left."""
    rows: list[list[_Piece]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows and abs(rows[-1][0].middle - run.middle) < 0.5 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def row_text(row: list[Run]) -> str:
    """Return the text of a row, with a tab where two runs are far apart."""
    parts, before = [], None
    for run in row:
        gap = run.left - before.right if before else 0.0
        parts += ["\t" if gap > 1.5 * run.size else "", _run_text(run, before)]
        before = run
    return "".join(parts).strip()


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
    text = reduce(_join_two, texts)
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
