"""Columns of many rows: each value once, and for each row which, as the script takes them apart."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from operator import sub

Column = tuple[Sequence[Hashable], Sequence[int]]
"""The values that differ, and for each row how far its value stands behind that of the row before."""

_FIRST, _LAST = "\ue000", "\uf8ff"
"""Of the characters that stand for figures in a sentence; they are for private use."""
_TAKEN = re.compile(f"[{_FIRST}-{_LAST}]")
_MOST = 64


def column(values: Iterable[Hashable]) -> Column:
    """Return a column.

    >>> column(["甲", "乙", "乙", "甲"])
    (['甲', '乙'], [0, 1, 0, -1])
    """
    rows = list(values)
    differing = list(dict.fromkeys(rows))
    places = {value: place for place, value in enumerate(differing)}
    return differing, steps([places[value] for value in rows])


def steps(numbers: Sequence[int]) -> Sequence[int]:
    """Return by how much each number is more than the one before it, the first one from nought.

    >>> steps([4, 5, 3])
    [4, 1, -2]
    """
    return list(map(sub, numbers, chain((0,), numbers)))


def without_figures(sentences: Sequence[str], quotes: Sequence[str]) -> Sequence[str]:
    r"""Return sentences with a mark for each of their figures, so that those of one rule are alike.

    The mark of the n-th quote is the n-th character for private use. Where one of these stands already,
    sentences are left as they are, behind the last of them.

    >>> [told] = without_figures(["共95个，差5个"], ["95个", "5个"])
    >>> told == "共\ue000，差\ue001"
    True
    """
    if _TAKEN.search("".join((*sentences, *quotes))):
        return [_LAST + sentence for sentence in sentences]
    longest_first = sorted([(-len(quote), at) for at, quote in enumerate(quotes[:_MOST])])
    marks = [(quotes[at], chr(ord(_FIRST) + at)) for length, at in longest_first if length < -1]
    marked = []
    for sentence in sentences:
        told = sentence
        for quote, mark in marks:
            told = told.replace(quote, mark)
        marked.append(told)
    return marked
