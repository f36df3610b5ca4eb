"""The equation of a finding, with a caption under each number that a fact states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FIGURE = re.compile("第?[0-9].*")
"""A figure without the words before it: 提高到3.6%."""


class Term(NamedTuple):
    """Words of an equation; a number that a fact states has a caption."""

    text: str
    caption: str = ""


def equation(algebra: str, quotes: Iterable[str], captions: Iterable[str]) -> Iterator[Term]:
    """Yield the terms of an equation in their order; a quote that does not stand in it has none."""
    taken: list[tuple[int, int, str]] = []
    for told, caption in zip(quotes, captions, strict=True):
        quote = told.strip()
        at = _free(algebra, quote, taken) if quote else -1
        if at < 0 and (figure := _FIGURE.search(quote)):
            quote = figure[0]
            at = _free(algebra, quote, taken)
        if at >= 0:
            taken.append((at, at + len(quote), caption))
    end = 0
    for start, stop, words in sorted(taken):
        if start > end:
            yield Term(algebra[end:start])
        yield Term(algebra[start:stop], words)
        end = stop
    if end < len(algebra):
        yield Term(algebra[end:])


def _free(algebra: str, quote: str, taken: Iterable[tuple[int, int, str]]) -> int:
    """Return where a quote stands as a whole number that no other fact has taken; -1 for nowhere."""
    at = algebra.find(quote)
    while at >= 0:
        end = at + len(quote)
        goes_on = _is_digit(quote[-1]) and _is_digit(algebra[end : end + 1])
        is_whole = not goes_on and not _is_digit(algebra[at - 1 : at])
        if is_whole and all(end <= start or at >= stop for start, stop, _ in taken):
            return at
        at = algebra.find(quote, at + 1)
    return -1


def _is_digit(char: str) -> bool:
    return char.isdecimal() or (bool(char) and char in ".,")
