"""Claims in the making: the words around a figure, within its clause, and the period that they state."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gouji.facts.figures.model import DATE
from gouji.facts.figures.scan import Span
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.sections import Sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text claims in one place: a future row of the fact table.

    Attributes:
        start: Offset of the quote.
        end: Offset just past its end.
        cells: The cells that are certain, by column; all others are left empty.
        whole: The claim that this one is a part of; None for a total.
        interval: What the figure can stand for, with the sign given by the words around it.
        whole_name: The stated name of the total that a share is a share of.
    """

    start: int
    end: int
    cells: Mapping[str, str]
    whole: Claim | None = None
    interval: Interval | None = None
    whole_name: str = ""


_CLAUSE_BREAKS = frozenset("，。；：！？!?;:,\n")
_OPEN, _CLOSE = "（(《", "）)》"
_LOOKAROUND = 60
"""Characters examined before and after a figure; a clause of prose is shorter."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure and the words of its clause.

    Attributes:
        span: The figure.
        index: Its position among the figures of its sentence, from 0.
        before: The words from the start of the clause to the figure; each other figure in them is
            replaced by a space.
        after: The words from the figure to the end of the clause or the next figure.
        joined: The separator between the previous figure and this one, where nothing else is between
            them (、 和 及); empty otherwise.
        next_follows: No punctuation separates it from the next figure.
    """

    span: Span
    index: int
    before: str
    after: str
    joined: str
    next_follows: bool = False


def mentions_in(text: str, sentence: Sentence, spans: Sequence[Span], actors: Sequence[int]) -> list[Mention]:
    """Return the figures of a sentence with the words around them.

    Args:
        text: The text.
        sentence: The sentence.
        spans: Its figures.
        actors: End offsets of the names of those who act; the words of a figure start after them.
    """
    mentions = []
    for index, span in enumerate(spans):
        start = _clause_start(text, max(sentence.start, span.start - _LOOKAROUND), span.start)
        start = max((start, *(name_end for name_end in actors if name_end <= span.start)))
        before = _words_before(text, start, span, spans[:index])
        gap = text[spans[index - 1].end : span.start] if index else ""
        joined = gap if gap in {"、", "和", "及", "以及", "与"} else ""
        next_start = spans[index + 1].start if index + 1 < len(spans) else sentence.end
        bracket = _OTHER_UNIT.match(text, span.end, next_start)
        after_start = bracket.end() if bracket else span.end
        after = _clause_rest(text, after_start, min(next_start, after_start + _LOOKAROUND))
        follows = index + 1 < len(spans) and after_start + len(after) == next_start
        mentions.append(Mention(span, index, before, after, joined, follows))
    return mentions


def _words_before(text: str, start: int, span: Span, earlier: Sequence[Span]) -> str:
    words = []
    for other in earlier:
        if other.end > start and not _is_base(text, other):
            words.append(text[start : max(start, other.start)])
            start = other.end
    return " ".join([*words, text[start : span.start]])


_OTHER_UNIT = re.compile("（[间套户人座]）")
"""An alternative unit in brackets: 7万套（间）."""


def _clause_start(text: str, low: int, at: int) -> int:
    """Return where the clause begins; punctuation within closed brackets does not end a clause."""
    depth = 0
    for index in range(at - 1, low - 1, -1):
        char = text[index]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if not depth:
                return index + 1
            depth -= 1
        elif char in _CLAUSE_BREAKS and not depth and not _within_number(text, index):
            return index + 1
    return low


def _within_number(text: str, index: int) -> bool:
    """Whether a comma separates thousands, or a colon the terms of a ratio."""
    return text[index] in ",:" and text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


def _clause_rest(text: str, start: int, high: int) -> str:
    depth = 0
    for index in range(start, high):
        char = text[index]
        if (char in _CLAUSE_BREAKS and not _within_number(text, index)) or (char in _CLOSE and not depth):
            return text[start:index]
        depth += (char in _OPEN) - (char in _CLOSE)
    return text[start:high]


_COMPARING = re.compile("(?:比|较|与|同|按|从|由|相比|以|低于|高于|占)$")
_SINCE = re.compile("(?:以来|之后|后|相比|水平|价格|不变价|版|度?末?(?:增长|提高|下降|增加|减少))")


def _is_base(text: str, span: Span) -> bool:
    """Whether a date is the base period of a change; it stays among the words around a figure."""
    return span.figure.form == DATE and text[span.start - 1 : span.start] in {"比", "较", "与"}


def stated_period(text: str, mention: Mention, spans: Sequence[Span], start: int) -> str:
    """Return the period stated before a figure, in its clause or an earlier one of its sentence.

    Args:
        text: The text.
        mention: The figure.
        spans: The figures of its sentence, dates included.
        start: Where the sentence begins.

    Returns:
        ISO 8601; empty where no period is stated, or only one that the figure is compared with.
    """
    for date in reversed(spans[: mention.index]):
        if date.figure.form != DATE or not date.figure.period:
            continue
        before, after = text[max(start, date.start - 2) : date.start], text[date.end : date.end + 4]
        between = text[date.end : mention.span.start]
        if between == "的" or (not between and not _is_base(text, date)):
            # 由1997年的7.4万亿元增加到…: the figure is for that year.
            return date.figure.period
        # Within 《2024—2027年合作协议》 it belongs to a title.
        in_title = text.rfind("《", start, date.start) > text.rfind("》", start, date.start)
        if not (in_title or _COMPARING.search(before) or _SINCE.match(after)):
            return date.figure.period
    return ""
