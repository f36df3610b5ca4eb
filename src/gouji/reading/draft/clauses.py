"""Clauses: where the one of a figure begins and ends, and what its words say of its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from gouji.reading.lexicon.wording import pattern

OPEN, CLOSE = "（(《", "）)》"
_MARK = re.compile(f"[，。；：！？!?;:,\n{OPEN}{CLOSE}]")
"""What ends a clause, or opens and closes brackets in it."""


def holding(places: Iterable[int], starts: Sequence[int]) -> frozenset[int]:
    """Return the starts of the sentences that places of a text are in, or right behind."""
    return frozenset({starts[max(0, bisect_right(starts, at) - 1)] for at in places} if starts else ())


def marks(text: str, start: int, end: int) -> Sequence[int]:
    """Return where a sentence has marks that may bound a clause."""
    found = _MARK.finditer(text, start, end)
    return [at for one in found if text[at := one.start()] not in ",:" or not _within_number(text, at)]


def clause_start(text: str, marks: Sequence[int], low: int, at: int) -> int:
    """Return where the clause begins; punctuation within closed brackets does not end a clause."""
    depth = 0
    for index in range(bisect_left(marks, at) - 1, -1, -1):
        mark = marks[index]
        if mark < low:
            break
        char = text[mark]
        if char in CLOSE:
            depth += 1
        elif not depth:
            return mark + 1
        elif char in OPEN:
            depth -= 1
    return low


def _within_number(text: str, index: int) -> bool:
    """Whether a comma separates thousands, or a colon the terms of a ratio."""
    return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


def clause_rest(text: str, marks: Sequence[int], start: int, high: int) -> str:
    """Return the rest of a clause from a place on; the brackets that it opens belong to it."""
    depth = 0
    for index in range(bisect_left(marks, start), len(marks)):
        mark = marks[index]
        if mark >= high:
            break
        char = text[mark]
        if char in OPEN:
            depth += 1
        elif not depth or char not in CLOSE:
            return text[start:mark]
        else:
            depth -= 1
    return text[start:high]


def is_circumstance(after: str) -> bool:
    """Whether the words behind a figure tell what it is of as what happened meanwhile: 的情况下."""
    return ("下" in after or "上" in after) and pattern("circumstance").match(after) is not None


def opens_parts(words: str) -> re.Match[str] | None:
    """Return how words open the parts of something named before them: 其中, 分行业看."""
    may = "其中" in words or "看" in words or "分" in words or "来" in words
    return pattern("opens_parts").match(words) if may else None
