"""A figure of a finding, in words: what cards and what the script draws are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.messages import Language

ZH: Mapping[Language, str] = {"zh": "", "en": ' lang="zh-CN"'}
"""The attribute of Chinese words where the page is not Chinese."""
NAME, PERIOD = 1, 2
"""What of a figure stands below the sentence that it is in."""
_COMPARES = frozenset("=≠<>≤≥≈")


class Shown(NamedTuple):
    """A figure of a finding, in words.

    Attributes:
        quote: As printed.
        summary: The id of its summary; empty for none.
        file: Its file; empty for the cell of a table.
        line: Its line there.
        name: What it is of.
        role: What a figure without a name is called.
        period: Of when.
        before: Its column, or its place in a table.
        noted: Which of name and period stand below its sentence: `NAME` and `PERIOD`, added.
        scope: Its scope.
        year: Its year, or that of its summary; 0 for none.
        at: The place that names it in its text; -1 where it has no name.
        level: ``odd`` for one that is suspect, ``beside`` for one that only repeats another.
    """

    quote: str
    summary: str
    file: str
    line: int
    name: str
    role: str
    period: str
    before: tuple[str, ...]
    noted: int
    scope: str
    year: int
    at: int
    level: str

    @property
    def notes(self) -> Iterator[str]:
        """What stands below its sentence."""
        yield from self.before
        yield self.name if self.noted & NAME else ""
        yield self.period if self.noted & PERIOD else ""
        yield self.scope


def whole(algebra: str) -> str:
    """Return an equation, unless it only has one side."""
    return "" if algebra.strip()[-1:] in _COMPARES else algebra


def years_of(shown: Iterable[Shown]) -> Sequence[int]:
    """Return the years of a finding."""
    return sorted({one.year for one in shown if one.year})
