"""A text in which figures are looked for: full width made narrow, blanks and line ends in them left out."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from gouji.facts.figures.model import words
from gouji.facts.figures.numerals import HAN

# Folded one to one: digits, letters and symbols of figures; a full-width comma between such digits separates
# thousands, any other clauses; a full-width colon or a middle dot between digits belongs to a number.
_WIDE = re.compile(
    "[０-９Ａ-Ｚａ-ｚ％．＋－～／〇○−﹣﹪⺀-⿕，：·•・](?:(?<![，：·•・])|(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))"
    "|(?<=[0-9０-９][：·•・])(?=[0-9０-９]))"
)
_FULL_WIDTH, _FULL_WIDTH_BEGINS = 0xFEE0, "\uff00"
"""How far a full-width character lies above its half-width one, and where they begin."""
_ODD = {"〇": "零", "○": "零", "−": "-", "﹣": "-", "﹪": "%", "·": ".", "•": ".", "・": "."}
_ODD |= {pair[0]: pair[1] for pair in words("radicals")}
"""Pages print some characters as the radicals that look like them: 增⻓, ⽉."""
_BLANKS = " \u00a0\u2002\u2003\u2009"
SOFT_END = "\u2028"
"""Stands for a line end inside a sentence."""
_GAPS = re.compile(
    # All that is left out begins with one class of characters, for speed. 1 9 9 3 年 is letter-spaced.
    f"[12{SOFT_END}{_BLANKS}](?:"
    f"(?P<spaced>(?<=[12])(?<![0-9 ].)(?:[{_BLANKS}][0-9]){{3}}(?=[{_BLANKS}]?年))"
    f"|(?P<number>(?<={HAN}[{_BLANKS}])[{_BLANKS}]?(?=[-+]?[0-9]|[A-Za-z]))"
    f"|(?P<unit>(?<=[0-9A-Za-z%‰][{_BLANKS}])[{_BLANKS}]?(?={HAN}|[%‰]))"
    f"|(?P<soft>(?:(?<={SOFT_END})|(?<=[{_BLANKS}])[{_BLANKS}]{{0,3}}{SOFT_END})[{SOFT_END}{_BLANKS}]{{0,8}}))"
)
_ITEM = re.compile(r"[ \u3000]*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}")
"""Digits that open a line and have a blank behind them number it."""
_LONGEST_ITEM = 12
_CAPTION = re.compile(f"(?:[图表]|附[件表录]|[Tt]op|TOP)[{_BLANKS}]?[0-9]{{1,2}}(?:[.-][0-9]{{1,2}})?$")
"""What numbers a figure or a table, or says how many are the first: 图 5.6, Top 10."""


class Folded(NamedTuple):
    """A folded text.

    Attributes:
        text: The text.
        cuts: Where characters were left out, as offsets in it.
        shifts: How many were left out up to there.
    """

    text: str
    cuts: Sequence[int] = ()
    shifts: Sequence[int] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a part that is not empty."""
        return (self._original(start), self._original(end - 1) + 1) if self.cuts else (start, end)

    def _original(self, at: int) -> int:
        cut = bisect_right(self.cuts, at)
        return at + self.shifts[cut - 1] if cut else at


def fold(text: str) -> Folded:
    """Return *text* folded; in time that grows with its length."""
    text = _WIDE.sub(_narrow, text)
    kept: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    at = out = 0
    for found in _GAPS.finditer(text):
        for start, end in _left_out(text, found):
            kept.append(text[at:start])
            cuts.append(start - out)
            out += end - start
            shifts.append(out)
            at = end
    return Folded("".join([*kept, text[at:]]), cuts, shifts) if at else Folded(text)


def _narrow(found: re.Match[str]) -> str:
    char = found[0]
    if char < _FULL_WIDTH_BEGINS:
        return _ODD.get(char) or unicodedata.normalize("NFKC", char)
    return _ODD.get(char) or chr(ord(char) - _FULL_WIDTH)


def _left_out(text: str, found: re.Match[str]) -> list[tuple[int, int]]:
    """Return what is left out of a match."""
    start, end = found.span()
    if found.lastgroup == "spaced":
        return [(at, at + 1) for at in range(start + 1, end, 2)]
    if found.lastgroup == "unit":
        line = text.rfind("\n", max(0, start - _LONGEST_ITEM), start) + 1
        if (line or start <= _LONGEST_ITEM) and _ITEM.fullmatch(text, line, start):
            return []
        if _CAPTION.search(text, max(0, start - _LONGEST_ITEM), start):
            return []
    return [(start, end)]
