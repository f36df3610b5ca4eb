"""Figures that go on from one another: 由A增加到B，增长C，年均增长D，占E的比重…, 约合F."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, RATIO
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table import columns as c
from gouji.reading.draft.indicators import cleaned_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.reading.draft.clauses import Around

Cells = dict[str, str]
OF = "of"
"""What a share is said to be a share of: no column, only until its total is looked up."""

_MOVES = "增加|增长|提高|提升|上升|扩大|发展|上调|增|升|下降|降低|减少|回落|缩小|缩减|压减|压缩|收窄|降|减"
_TO = re.compile(f"(?:{_MOVES})(?:到|至|为)")
_FROM = re.compile("[由从](?:上年|去年|今年|本年|目前|年初|年末|年底|预计|计划|末|底)*的?$")
_YEARLY = re.compile("年均|平均每年|每年平均|年平均")
_NOTHING = re.compile(
    "[ 、，,（(比较\u3000]|(?:上年|去年)(?:同期|预算(?:赤字)?|执行数)?[末底]?|年初|同比|平均每年"
    "|每年平均|年均|年平均|即|又|净|实际|名义|(?:按)?(?:可比|不变)(?:价格?|口径)(?:计算)?|扣除价格因素后?|同口径"
    "|(?:[三四五]|十)年间?来?"
)
_CONVERTED = re.compile("^[、，,（(]*(?:约?折?合(?:人民币)?|相当于|即)约?$")
_SHARE_OF = re.compile(
    "^[、，,（(]*占(?P<whole>[^，。；：、0-9]{2,16}?)的?(?:比重|比例|比率|份额)?(?:为|已|约|由|从|达)*$"
)
_REAL = re.compile("实际|可比价|不变价|扣除")
_ALIKE = re.compile("同口径|可比口径")
_SUBJECT = re.compile(
    "(?:^|[，。；：！？,;:\n])(?P<subject>[^，。；：！？,;:\n0-9]{3,20})[，,][由从][^，。；,]*$"
)
_BACK = 60
_UNKNOWN = "?"
"""A mean over nobody knows how many years."""


@dataclass(frozen=True, slots=True)
class _Strand:
    """What figures go on from.

    Attributes:
        main: Place of the level that is spoken of.
        last: Place of the last figure that spoke of it.
        first: Place of the level that it came from; None where none is told.
    """

    main: int
    last: int
    first: int | None = None


Years = tuple[str, str]
"""Periods of the first and the last level of a pair; empty where they are not said."""


def join(
    text: str, words: Sequence[Around], rows: Sequence[Cells], period: str, years: Years = ("", "")
) -> Years:
    """Fill in the cells of figures that go on from others of their sentence.

    Args:
        text: The text.
        words: The figures of a sentence.
        rows: Their cells, one each; filled in here.
        period: The time that the passage is about: a year, or a term of years.
        years: What the sentence before says of the years that levels lie between, where it goes on.

    Returns:
        What this one says of them.
    """
    strand: _Strand | None = None
    years = _compared(text, words, rows) or years
    for place in range(len(words)):
        if not _speaks(words[place], rows[place]):
            continue
        came_from = _came_from(text, words, rows, place)
        gap = _gap(text, words, strand.last, place) if strand else ""
        if strand and _goes_on(gap, words[place], rows[place], came_from):
            _follow(gap, rows, place, strand, period)
            strand = _Strand(strand.main, place, strand.first)
        elif strand and _is_share(gap, rows, place, came_from):
            _share(text, words, rows, place, strand)
            strand = _Strand(strand.main, place, strand.first)
        elif came_from is not None:
            years = _dated(text, words, rows, came_from, place) or years
            years = years if years[0] else _of_term(period)
            _pair(text, words, rows, came_from, place, years)
            strand = _Strand(place, place, came_from)
        elif rows[place][c.MEASURE] == "level" and rows[place][c.FORM] in {COUNT, AMOUNT, RATIO}:
            _reach(text, words, rows, place)
            strand = _Strand(place, place)
    _against(rows, _compared(text, words, rows))
    return years


def _reach(text: str, words: Sequence[Around], rows: Sequence[Cells], place: int) -> None:
    """Name a level after the growth that came to it, or the mark that it passed.

    进出口总额增长8%、居第3位，总量达到8512亿美元; 地区生产总值迈上6万亿元台阶，达到62661亿元.
    """
    if not place or rows[place][c.INDICATOR] or not _CAME_TO.match(words[place].span.quote):
        return
    first = place - 1
    while first and rows[first].get(c.MEASURE) == "rank":
        first -= 1
    before, passed = rows[first], _PASSED.match(words[first].span.quote)
    beside = _BESIDE.fullmatch(text, words[place - 1].span.end, words[place].span.start)
    grown = before.get(c.MEASURE) == "growth" and not before[c.BASE]
    if beside and (grown or (passed and before[c.UNIT] == rows[place][c.UNIT])):
        rows[place][c.INDICATOR] = before[c.INDICATOR]


_CAME_TO = re.compile("达|突破|超")
_PASSED = re.compile("(?:首次)?(?:迈上|突破|跨上|跨越|站上|跨过)")
_BESIDE = re.compile("(?:大?台阶|大关)?[，,、]?(?:总量|总额|规模)?")


def _against(rows: Sequence[Cells], years: Years | None) -> None:
    """Hold every change of a sentence that compares two years against the first of them."""
    if years is None:
        return
    for cells in rows:
        changes = cells.get(c.MEASURE) in {"growth", "change"}
        if changes and not cells[c.BASE] and cells[c.PERIOD] == years[1] and years[0] != years[1]:
            cells[c.BASE] = years[0]


def _compared(text: str, words: Sequence[Around], rows: Sequence[Cells]) -> Years | None:
    """The years that a sentence compares as a whole: 2024年同2020年相比，…"""
    for one in words:
        span = one.span
        with_it = text[span.start - 1 : span.start] in {"同", "与", "和"}
        if (
            span.figure.form == DATE
            and with_it
            and text[span.end : span.end + 2] in {"相比", "比较", "比，", "比,"}
        ):
            last = next((row[c.PERIOD] for row in rows[one.place + 1 :] if row[c.FORM] != DATE), "")
            return span.figure.period, last
    return None


def _speaks(one: Around, cells: Cells) -> bool:
    return one.span.figure.form not in {DATE, ORDINAL} and cells[c.UNIT] not in TIME_UNITS


def _gap(text: str, words: Sequence[Around], one: int, two: int) -> str:
    """What stands between two figures, without the dates in it."""
    spans = [words[place].span for place in range(one, two + 1)]
    kept = [*spans[:1], *(span for span in spans[1:-1] if span.figure.form == DATE), spans[-1]]
    return "".join(text[left.end : right.start] for left, right in pairwise(kept))


def _came_from(text: str, words: Sequence[Around], rows: Sequence[Cells], place: int) -> int | None:
    """The place of A in 由A增加到B; None where B came from nowhere."""
    first = next((one for one in range(place - 1, -1, -1) if _speaks(words[one], rows[one])), None)
    if first is None or rows[first][c.UNIT] != rows[place][c.UNIT]:
        return None
    between = text[words[first].span.end : words[place].span.start] + words[place].span.quote
    found = _TO.match(between)
    if not found or any(sign in between for sign in "，。；,;"):
        return None
    begin = words[first].span.start
    date = words[first - 1].span if first and words[first - 1].span.figure.form == DATE else None
    if date is not None and text[date.end : begin] in {"", "的", "末的", "底的"}:
        begin = date.start
    return first if _FROM.search(text[max(0, begin - 8) : begin]) else None


def _dated(text: str, words: Sequence[Around], rows: Sequence[Cells], first: int, last: int) -> Years | None:
    """The periods of A and of B, where the text dates A."""
    date = words[first - 1].span if first else None
    if date is None or date.figure.form != DATE:
        return None
    if text[date.end : words[first].span.start] not in {"", "的", "末的", "底的"}:
        return None
    return date.figure.period, rows[last][c.PERIOD].rpartition("/")[2]


def _of_term(period: str) -> Years:
    """Of a term the year before it, and its last."""
    begin, _, end = period.partition("/")
    return (f"{int(begin) - 1:04d}", end) if end and begin.isdigit() else ("", "")


def _pair(
    text: str, words: Sequence[Around], rows: Sequence[Cells], first: int, last: int, years: Years
) -> None:
    before, now = rows[first], rows[last]
    indicator = _longest(before[c.INDICATOR], now[c.INDICATOR]) or _subject(text, words[first])
    before[c.INDICATOR] = now[c.INDICATOR] = indicator
    level = "mean" if "人均" in indicator else "level"
    before[c.MEASURE] = now[c.MEASURE] = (
        before[c.MEASURE] if before[c.MEASURE] not in {"change", "level"} else level
    )
    before[c.PERIOD] = years[0]
    now[c.PERIOD] = years[1] or now[c.PERIOD]


def _longest(one: str, two: str) -> str:
    return one if len(one) >= len(two) else two


def _subject(text: str, one: Around) -> str:
    """The subject that stands in a clause of its own before 从: 研究与试验开发经费，从…"""
    found = _SUBJECT.search(text[max(0, one.span.start - _BACK) : one.span.start])
    return cleaned_phrase(found["subject"]) if found else ""


def _goes_on(gap: str, one: Around, cells: Cells, came_from: int | None) -> bool:
    """Whether a figure tells by how much the level before it changed, or tells it in another unit."""
    if came_from is not None:
        return False
    if _CONVERTED.match(gap) and one.span.figure.form == AMOUNT:
        return True
    return cells[c.MEASURE] in {"growth", "change"} and not _NOTHING.sub("", gap)


def _follow(gap: str, rows: Sequence[Cells], place: int, strand: _Strand, period: str) -> None:
    cells, main = rows[place], rows[strand.main]
    cells[c.INDICATOR], cells[c.PERIOD] = main[c.INDICATOR], main[c.PERIOD]
    if cells[c.MEASURE] not in {"growth", "change"}:
        cells[c.MEASURE] = main[c.MEASURE]
        return
    if _REAL.search(gap) or _ALIKE.search(gap):
        cells[c.SCOPE] = "可比价" if _REAL.search(gap) else "同口径"
    cells[c.BASE] = _base(gap, cells[c.BASE], rows, strand, period)
    if cells[c.BASE] == _UNKNOWN:
        cells[c.BASE] = cells[c.PERIOD] = ""


def _base(gap: str, base: str, rows: Sequence[Cells], strand: _Strand, period: str) -> str:
    """What a change is against: the level it came from, or the years that a yearly mean is over."""
    now = rows[strand.main][c.PERIOD]
    if strand.first is None:
        begin, _, end = period.partition("/")
        in_term = end and now == end and not base and begin.isdigit()
        unknown = _mean_since(rows[strand.last][c.BASE], now) if _YEARLY.search(gap) else ""
        return base or unknown or (f"{int(begin) - 1:04d}" if in_term else "")
    before = rows[strand.first][c.PERIOD]
    if not (before.isdigit() and now.isdigit()):
        # By when it rose is not said: within the year that is reviewed.
        if not before and now.isdigit() and not _YEARLY.search(gap):
            rows[strand.first][c.PERIOD] = f"{int(now) - 1:04d}"
        return base or (_UNKNOWN if _YEARLY.search(gap) else "")
    if _YEARLY.search(gap):
        return f"{int(before) + 1:04d}/{now}" if int(before) + 1 < int(now) else _UNKNOWN
    return "" if int(before) == int(now) - 1 else before


def _mean_since(base: str, now: str) -> str:
    """The years of a yearly mean that goes on from a growth since *base*."""
    if base.isdigit() and now.isdigit() and int(base) + 1 < int(now):
        return f"{int(base) + 1:04d}/{now}"
    return _UNKNOWN


def _is_share(gap: str, rows: Sequence[Cells], place: int, came_from: int | None) -> bool:
    if rows[place][c.MEASURE] != "share":
        return False
    return bool(_SHARE_OF.match(gap)) or (came_from is not None and OF in rows[came_from])


def _share(text: str, words: Sequence[Around], rows: Sequence[Cells], place: int, strand: _Strand) -> None:
    """A share of the level that is spoken of; the second of 从a提高到b is that of its last year."""
    cells, main = rows[place], rows[strand.main]
    found = _SHARE_OF.match(_gap(text, words, strand.last, place))
    came_from = _came_from(text, words, rows, place)
    if found:
        cells[OF] = cleaned_phrase(found["whole"])
        first = strand.first if _FROM.search(_gap(text, words, strand.last, place)) else None
        cells[c.PERIOD] = (main if first is None else rows[first])[c.PERIOD]
    elif came_from is not None:
        cells[OF], cells[c.PERIOD] = rows[came_from][OF], main[c.PERIOD]
    cells[c.INDICATOR] = main[c.INDICATOR]
