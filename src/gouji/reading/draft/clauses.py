"""The words around a figure, within its clause, and the time that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures.model import DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.facts.figures.scan import Span
    from gouji.reading.draft.sections import Sentence

_BORDER = frozenset("，。；：！？!?;:,\n")
_OPEN, _SHUT = "（(《", "）)》"
_LONGEST = 60
"""So many characters before and behind a figure are looked at; a clause of prose is shorter."""


@dataclass(frozen=True, slots=True)
class Around:
    """A figure and the words of its clause.

    Attributes:
        span: The figure.
        place: Its place among the figures of its sentence, from 0.
        before: The words between the clause's beginning and the figure; other figures in them are
            replaced by a blank each.
        after: The words from the figure to the clause's end or the next figure.
        joined: The sign between this figure and the last one, where nothing else stands there (、 和 及);
            empty otherwise.
        next_follows: No sign stands between it and the next figure.
    """

    span: Span
    place: int
    before: str
    after: str
    joined: str
    next_follows: bool = False


def around(text: str, sentence: Sentence, spans: Sequence[Span], actors: Sequence[int]) -> list[Around]:
    """Return the figures of a sentence with the words around them.

    Args:
        text: The text.
        sentence: The sentence.
        spans: Its figures.
        actors: Where the names of those who act end; what is said begins behind them.
    """
    return [_around(text, sentence, spans, place, actors) for place in range(len(spans))]


def _around(
    text: str, sentence: Sentence, spans: Sequence[Span], place: int, actors: Sequence[int]
) -> Around:
    span = spans[place]
    start = _clause_start(text, max(sentence.start, span.start - _LONGEST), span.start)
    start = max((start, *(end for end in actors if end <= span.start)))
    earlier = [other for other in spans[:place] if other.end > start and not _is_base(text, other)]
    before, at = [], start
    for other in earlier:
        before += [text[at : max(at, other.start)], " "]
        at = other.end
    before.append(text[at : span.start])
    limit = spans[place + 1].start if place + 1 < len(spans) else sentence.end
    bracket = _OTHER_UNIT.match(text, span.end, limit)
    behind = bracket.end() if bracket else span.end
    after = _clause_rest(text, behind, min(limit, behind + _LONGEST))
    gap = text[spans[place - 1].end : span.start] if place else None
    joined = gap if gap is not None and gap in {"、", "和", "及", "以及", "与"} else ""
    follows = place + 1 < len(spans) and behind + len(after) == limit
    return Around(span, place, "".join(before), after, joined, follows)


_OTHER_UNIT = re.compile("（[间套户人座]）")
"""Another unit for what is counted: 7万套（间）."""


def _clause_start(text: str, low: int, at: int) -> int:
    """Where the clause begins; signs within brackets that are closed again part nothing."""
    depth = 0
    for place in range(at - 1, low - 1, -1):
        sign = text[place]
        if sign in _SHUT:
            depth += 1
        elif sign in _OPEN:
            if not depth:
                return place + 1
            depth -= 1
        elif sign in _BORDER and not depth and not _within_number(text, place):
            return place + 1
    return low


def _within_number(text: str, place: int) -> bool:
    """Whether a comma parts thousands, or a colon a ratio."""
    return text[place] in ",:" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _clause_rest(text: str, start: int, high: int) -> str:
    depth = 0
    for place in range(start, high):
        sign = text[place]
        if (sign in _BORDER and not _within_number(text, place)) or (sign in _SHUT and not depth):
            return text[start:place]
        depth += (sign in _OPEN) - (sign in _SHUT)
    return text[start:high]


_COMPARING = re.compile("(?:比|较|与|同|按|从|由|相比|以|低于|高于|占)$")
_SINCE = re.compile("(?:以来|之后|后|相比|水平|价格|不变价|版|度?末?(?:增长|提高|下降|增加|减少))")


def _is_base(text: str, span: Span) -> bool:
    """Whether a date says what a change is measured against; the words around a figure keep it."""
    return span.figure.form == DATE and text[span.start - 1 : span.start] in {"比", "较", "与"}


def _in_title(text: str, start: int, span: Span) -> bool:
    """Whether a date is part of the title of a document: 《2024—2027年合作协议》."""
    return text.rfind("《", start, span.start) > text.rfind("》", start, span.start)


def time_said(text: str, around: Around, spans: Sequence[Span], start: int) -> str:
    """The period that the words before a figure name, in its clause or an earlier one of its sentence.

    Args:
        text: The text.
        around: The figure.
        spans: The figures of its sentence; dates are among them.
        start: Where the sentence begins.

    Returns:
        ISO 8601; empty where no time is named, or only one that the figure is compared with.
    """
    for other in reversed(spans[: around.place]):
        if other.figure.form != DATE or not other.figure.period:
            continue
        if other.start < start:
            break
        before, behind = text[max(start, other.start - 2) : other.start], text[other.end : other.end + 4]
        beside = text[other.end : around.span.start]
        if beside == "的" or (not beside and not _is_base(text, other)):
            # 由1997年的7.4万亿元增加到…: the figure is of that year.
            return other.figure.period
        if _COMPARING.search(before) or _SINCE.match(behind) or _in_title(text, start, other):
            continue
        return other.figure.period
    return ""
