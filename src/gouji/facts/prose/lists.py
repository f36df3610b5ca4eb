"""Lists that state their count: 甲、乙、丙三地, 甲、乙等十项行动."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.facts.figures.scan import Span

_LONGEST = 120
_CLAUSE = re.compile("[，。；：！？:;,\n]")
_IN_WORDS = re.compile("[一二两三四五六七八九十]{1,3}")
_LONGEST_MEMBER = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """The members that stand right before a stated count.

    Attributes:
        members: What is named, in text order.
        complete: Nothing is left out: no 等, or as many named as stated.
    """

    members: tuple[str, ...]
    complete: bool


def listed(text: str, span: Span) -> Listed | None:
    """Return what is named right before a count in words; None where that is not certain.

    Source: FIGURES.md on 分别, 和 and 及 before the last, 等.
    """
    stated = span.figure.printed
    if stated is None or not _IN_WORDS.match(span.quote):
        return None
    phrase = _phrase_before(text, span.start)
    opened = phrase.endswith("等")
    phrase = phrase.removesuffix("等")
    if "、" not in phrase:
        return None
    members = _members(phrase, int(stated))
    if members is None:
        return None
    return Listed(members, not opened or len(members) == stated)


def _phrase_before(text: str, at: int) -> str:
    phrase = text[max(0, at - _LONGEST) : at].rstrip("“‘")
    return _CLAUSE.split(phrase)[-1]


def _members(phrase: str, stated: int) -> tuple[str, ...] | None:
    parts = phrase.split("、")
    if any(not part or len(part) > _LONGEST_MEMBER for part in parts[1:]):
        return None
    head, joined, last = parts[-1].rpartition("和")
    split = (*parts[:-1], head, last) if joined and head and last else ()
    for members in (tuple(parts), split):
        if len(members) == stated:
            return members
    # Fewer or more than stated: where the list begins, or what it parts, is not certain.
    return None
