"""Figures that state nothing: of names, congresses, slogans, clock times; and dates that only say when."""

from collections.abc import Sequence
from itertools import pairwise

from gouji.facts.figures.fold import Folded
from gouji.facts.figures.model import COUNT, DATE, ORDINAL
from gouji.facts.figures.numerals import DIGITS
from gouji.facts.figures.scan import Span, scan
from gouji.facts.numbers.digits import middle
from gouji.reading.lexicon.wording import pattern, words


def figures_in(text: str | Folded) -> list[Span]:
    """Return the figures of a text, without numerals that state nothing.

    Left out are those in quoted names (“千名医师下基层”), congresses (二十大, 七次全会), spans of time
    that say when (五年来, 三年行动), counts in names (五位一体, 十大工程), numbers of a line (二组112户、
    三组97户) and clock times; a span of time that something takes stays (工期3年).
    """
    content = text.text if isinstance(text, Folded) else text
    found = [span for span in scan(text) if not _states_nothing(content, span)]
    numbers = _numbers_of_line(found)
    return [span for span in found if span.start not in numbers]


def _numbers_of_line(spans: Sequence[Span]) -> set[int]:
    """Return where counts start that number what the figures right behind them are of: each is one more."""
    before = [one for one, two in pairwise(spans) if one.end == two.start and one.figure.form == COUNT]
    told = [(one, middle(one.figure.hard), one.figure.unit) for one in before]
    lines = [
        (one.start, two.start)
        for (one, first, unit), (two, second, other) in pairwise(told)
        if unit == other and first is not None and second == first + 1
    ]
    return {start for pair in lines for start in pair}


def claims_in(text: str) -> list[Span]:
    """Return the figures of a text that a fact table may keep, dates of a day among them."""
    return [span for span in figures_in(text) if not says_when(text, span)]


def says_when(text: str, span: Span) -> bool:
    """Return whether a date only says when: it has no day, or is one as of which something is told."""
    if span.figure.form != DATE:
        return False
    as_of = pattern("as_of").search(text, max(0, span.start - 2), span.start)
    return len(span.figure.period) != 10 or as_of is not None


def is_no_claim(text: str, span: Span) -> bool:
    """Return whether a date only says when, or an ordinal ranks and numbers nothing: 首个, 放在首位."""
    if span.figure.form != ORDINAL:
        return says_when(text, span)
    if span.figure.unit in words("ordinary") and len(span.quote) < _LONG_ORDINAL:
        # 第三轮行动, 第十年, 第一项: neither ranks nor editions.
        return True
    first = pattern("put_first").search(text, max(0, span.start - 12), span.start)
    return bool(first or pattern("names_only").match(text, span.start, span.end + 12))


_LONG_ORDINAL = 6
"""The 10,000th car is a claim, the third is none."""


def _states_nothing(text: str, span: Span) -> bool:
    start, end, quote, figure = span
    low, high = max(0, start - 12), end + 12
    in_words = quote[0] in DIGITS
    if (
        pattern("no_figure").match(text, start, high)
        or (figure.form == ORDINAL and pattern("congress").match(text, start, high))
        or (text.startswith("会议", end) and pattern("board_before").search(text, low, start))
        or figure.unit == "点"
        or (figure.unit == "分" and pattern("clock_before").search(text, low, start))
        or (in_words and _is_pointed_at(text, span))
        or (text[start - 1 : start] in _CODE_MARKS and pattern("within_code").search(text, low, start))
        or (not (in_words or quote[0].isdigit()) and _is_denied(text, span))
    ):
        return True
    in_a_name = figure.form == COUNT and pattern("sign_of_no_count").search(text, start, end + 2)
    if in_a_name and pattern("counts_nothing").match(text, start, end + 2):
        listed = pattern("list_before").search(text, max(0, start - _LONGEST_NAME), start)
        listed = listed or pattern("opens_list").match(text, end)
        return not (figure.unit == "大" and listed)
    idea = in_words and pattern("named_idea").match(text, start, high)
    if idea and not pattern("list_before").search(text[low:start]):
        return True
    if figure.unit in _YEARS and figure.form == COUNT and "连" not in quote:
        return not pattern("lasting").search(text, low, end)
    return _in_a_name(text, span)


_CODE_MARKS = ('"', "'")


def _is_pointed_at(text: str, span: Span) -> bool:
    """Whether a numeral only points back: 这两项, 上述三类, 上一学年."""
    counts, start = span.figure.form == COUNT, span.start
    pointed_at = counts and pattern("pointed_at").search(text, max(0, start - 12), start)
    return bool(pointed_at or pattern("term_pointed_at").fullmatch(text, max(0, start - 1), span.end))


def _is_denied(text: str, span: Span) -> bool:
    """Whether a mark was not reached, which is no value: 尚未突破百亿元."""
    denied = pattern("passes_a_mark").match(span.quote) and pattern("denied_before").search(
        text, max(0, span.start - 12), span.start
    )
    return bool(denied)


_YEARS = frozenset({"年", "周年"})
_LONGEST_NAME = 25


def _in_a_name(text: str, span: Span) -> bool:
    """Whether a figure stands in quotation marks; what is a streak and fills them is a claim: “17连增”."""
    behind = text[span.end : span.end + _LONGEST_NAME]
    if not ("”" in behind or "》" in behind) or not pattern("quoted_behind").match(behind):
        return False
    opened = pattern("quoted_before").search(text, max(0, span.start - _LONGEST_NAME), span.start)
    return opened is not None and not (opened.end() - opened.start() == 1 and "连" in span.quote)
