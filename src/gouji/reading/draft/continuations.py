"""Figures that continue one another (由A增加到B，增长C), and values of several subjects (分别增长3%、5%)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, RATIO
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table import columns as c
from gouji.reading.draft.clauses import Mention
from gouji.reading.draft.indicators import cleaned_phrase
from gouji.reading.draft.measures import years_since

Cells = dict[str, str]
WHOLE_NAME = "of"
"""A temporary cell with the name of a share's total, until that is looked up; not a column."""

_VERBS = "增加|增长|提高|提升|上升|扩大|发展|上调|增|升|下降|降低|减少|回落|缩小|缩减|压减|压缩|收窄|降|减"
_TO = re.compile(f"(?:{_VERBS})(?:到|至|为)")
_FROM = re.compile("[由从](?:上年|去年|今年|本年|目前|年初|年末|年底|预计|计划|末|底)*的?$")
_YEARLY = re.compile("年均|平均每年|每年平均|年平均")
_FILLER = re.compile(
    "[ 、，,（(比较\u3000]|(?:上年|去年)(?:同期|预算(?:赤字)?|执行数)?[末底]?|年初|同比|平均每年"
    "|每年平均|年均|年平均|即|又|净|实际|名义|(?:按)?(?:可比|不变)(?:价格?|口径)(?:计算)?|扣除价格因素后?|同口径"
    "|(?:[三四五]|十)年间?来?"
)
_CONVERTED = re.compile("^[、，,（(]*(?:约?折?合(?:人民币)?|相当于|即)约?$")
_SHARE_OF_WHOLE = re.compile(
    "^[、，,（(]*占(?P<whole>[^，。；：、0-9]{2,16}?)的?(?:比重|比例|比率|份额)?(?:为|已|约|由|从|达)*$"
)
_REAL = re.compile("实际|可比价|不变价|扣除")
_COMPARABLE = re.compile("同口径|可比口径")
_SUBJECT = re.compile(
    "(?:^|[，。；：！？,;:\n])(?P<subject>[^，。；：！？,;:\n0-9]{3,20})[，,][由从][^，。；,]*$"
)
_LOOKBACK = 60
_UNKNOWN = "?"
"""Base of a yearly mean over an unknown number of years."""


class _Anchor(NamedTuple):
    """What later figures of a sentence continue.

    Attributes:
        main: Index of the level that they describe.
        last: Index of the last figure that described it.
        origin: Index of the level that it started from; None where none is stated.
    """

    main: int
    last: int
    origin: int | None = None


Years = tuple[str, str]
"""Periods of the first and the last level of a pair; empty where not stated."""


def fill_continuations(
    text: str, mentions: Sequence[Mention], rows: Sequence[Cells], period: str, years: Years
) -> Years:
    """Fill in the cells of figures that continue others of their sentence.

    Args:
        text: The text.
        mentions: The figures of a sentence.
        rows: The cells of each figure; filled in here.
        period: The period of the passage: a year, or a term of years.
        years: The years of the levels in the sentence before, where this one continues it.

    Returns:
        The years of the levels in this sentence.
    """
    anchor: _Anchor | None = None
    years = _compared_years(text, mentions, rows) or years
    for index in range(len(mentions)):
        if not _is_value(mentions[index], rows[index]):
            continue
        origin = _origin_of(text, mentions, rows, index)
        gap = _gap(text, mentions, anchor.last, index) if anchor else ""
        if anchor and _continues(gap, mentions[index], rows[index], origin):
            _fill_continuation(gap, rows, index, anchor, period)
            anchor = anchor._replace(last=index)
        elif anchor and _fill_share(gap, rows, index, anchor, origin):
            anchor = anchor._replace(last=index)
        elif origin is not None:
            date = _date_of(text, mentions, origin)
            if date is not None:
                years = date.figure.period, rows[index][c.PERIOD].rpartition("/")[2]
            years = years if years[0] else _years_of_term(period)
            _fill_pair(text, mentions, rows, origin, index, years)
            anchor = _Anchor(index, index, origin)
        elif rows[index][c.MEASURE] == "level" and rows[index][c.FORM] in {COUNT, AMOUNT, RATIO}:
            _fill_reached_level(text, mentions, rows, index)
            anchor = _Anchor(index, index)
    _fill_bases(rows, _compared_years(text, mentions, rows))
    return years


def _fill_reached_level(text: str, mentions: Sequence[Mention], rows: Sequence[Cells], index: int) -> None:
    """Name a level after the growth that led to it, or the threshold that it passed.

    进出口总额增长8%、居第3位，总量达到8512亿美元; 地区生产总值迈上6万亿元台阶，达到62661亿元.
    """
    if not index or rows[index][c.INDICATOR] or not _REACHED.match(mentions[index].span.quote):
        return
    first = index - 1
    while first and rows[first].get(c.MEASURE) == "rank":
        first -= 1
    earlier, passed = rows[first], _PASSED.match(mentions[first].span.quote)
    between = _BETWEEN.fullmatch(text, mentions[index - 1].span.end, mentions[index].span.start)
    grown = earlier.get(c.MEASURE) == "growth" and not earlier[c.BASE]
    if between and (grown or (passed and earlier[c.UNIT] == rows[index][c.UNIT])):
        rows[index][c.INDICATOR] = earlier[c.INDICATOR]


_REACHED = re.compile("达|突破|超")
_PASSED = re.compile("(?:首次)?(?:迈上|突破|跨上|跨越|站上|跨过)")
_BETWEEN = re.compile("(?:大?台阶|大关)?[，,、]?(?:总量|总额|规模)?")


def _fill_bases(rows: Sequence[Cells], years: Years | None) -> None:
    """Set the base of each change in a sentence that compares two years to the first of them."""
    if years is None:
        return
    for cells in rows:
        changes = cells.get(c.MEASURE) in {"growth", "change"}
        if changes and not cells[c.BASE] and cells[c.PERIOD] == years[1] and years[0] != years[1]:
            cells[c.BASE] = years[0]


def _compared_years(text: str, mentions: Sequence[Mention], rows: Sequence[Cells]) -> Years | None:
    """Return the years that a sentence compares as a whole: 2024年同2020年相比，…"""
    for mention in mentions:
        span = mention.span
        is_base = text[span.start - 1 : span.start] in {"同", "与", "和"}
        if (
            span.figure.form == DATE
            and is_base
            and text[span.end : span.end + 2] in {"相比", "比较", "比，", "比,"}
        ):
            last = next((row[c.PERIOD] for row in rows[mention.index + 1 :] if row[c.FORM] != DATE), "")
            return span.figure.period, last
    return None


def _is_value(mention: Mention, cells: Cells) -> bool:
    return mention.span.figure.form not in {DATE, ORDINAL} and cells[c.UNIT] not in TIME_UNITS


def _gap(text: str, mentions: Sequence[Mention], first: int, last: int) -> str:
    """Return the text between two figures, without the dates in it."""
    spans = [mentions[index].span for index in range(first, last + 1)]
    kept = [*spans[:1], *(span for span in spans[1:-1] if span.figure.form == DATE), spans[-1]]
    return "".join(text[left.end : right.start] for left, right in pairwise(kept))


def _origin_of(text: str, mentions: Sequence[Mention], rows: Sequence[Cells], index: int) -> int | None:
    """Return the index of A in 由A增加到B; None where B has no starting level."""
    first = next((at for at in range(index - 1, -1, -1) if _is_value(mentions[at], rows[at])), None)
    if first is None or rows[first][c.UNIT] != rows[index][c.UNIT]:
        return None
    between = text[mentions[first].span.end : mentions[index].span.start] + mentions[index].span.quote
    found = _TO.match(between)
    if not found or any(mark in between for mark in "，。；,;"):
        return None
    begin = (_date_of(text, mentions, first) or mentions[first].span).start
    return first if _FROM.search(text[max(0, begin - 8) : begin]) else None


def _date_of(text: str, mentions: Sequence[Mention], index: int) -> Span | None:
    """Return the date of a figure, right before it: 2020年的A."""
    date = mentions[index - 1].span if index else None
    if date is None or date.figure.form != DATE:
        return None
    return date if text[date.end : mentions[index].span.start] in {"", "的", "末的", "底的"} else None


def _years_of_term(period: str) -> Years:
    """Return the year before a term and the last year of it."""
    begin, _, end = period.partition("/")
    return (f"{int(begin) - 1:04d}", end) if end and begin.isdigit() else ("", "")


def _fill_pair(
    text: str, mentions: Sequence[Mention], rows: Sequence[Cells], first: int, last: int, years: Years
) -> None:
    before, now = rows[first], rows[last]
    indicator = max(before[c.INDICATOR], now[c.INDICATOR], key=len) or _subject(text, mentions[first])
    before[c.INDICATOR] = now[c.INDICATOR] = indicator
    level = "mean" if "人均" in indicator else "level"
    before[c.MEASURE] = now[c.MEASURE] = (
        before[c.MEASURE] if before[c.MEASURE] not in {"change", "level"} else level
    )
    before[c.PERIOD] = years[0]
    now[c.PERIOD] = years[1] or now[c.PERIOD]


def _subject(text: str, mention: Mention) -> str:
    """Return the subject in a clause of its own before 从: 研究与试验开发经费，从…"""
    found = _SUBJECT.search(text[max(0, mention.span.start - _LOOKBACK) : mention.span.start])
    return cleaned_phrase(found["subject"]) if found else ""


def _continues(gap: str, mention: Mention, cells: Cells, origin: int | None) -> bool:
    """Whether a figure states the change of the level before it, or that level in another unit."""
    if origin is not None:
        return False
    if _CONVERTED.match(gap) and mention.span.figure.form == AMOUNT:
        return True
    return cells[c.MEASURE] in {"growth", "change"} and not _FILLER.sub("", gap)


def _fill_continuation(gap: str, rows: Sequence[Cells], index: int, anchor: _Anchor, period: str) -> None:
    cells, main = rows[index], rows[anchor.main]
    cells[c.INDICATOR], cells[c.PERIOD] = main[c.INDICATOR], main[c.PERIOD]
    if cells[c.MEASURE] not in {"growth", "change"}:
        cells[c.MEASURE] = main[c.MEASURE]
        return
    if _REAL.search(gap) or _COMPARABLE.search(gap):
        cells[c.SCOPE] = "可比价" if _REAL.search(gap) else "同口径"
    cells[c.BASE] = _base(gap, cells[c.BASE], rows, anchor, period)
    if cells[c.BASE] == _UNKNOWN:
        cells[c.BASE] = cells[c.PERIOD] = ""


def _base(gap: str, base: str, rows: Sequence[Cells], anchor: _Anchor, period: str) -> str:
    """Return the base of a change: the period it started from, or the years that a yearly mean covers."""
    now, is_mean = rows[anchor.main][c.PERIOD], _YEARLY.search(gap)
    if anchor.origin is None:
        before, end = _years_of_term(period)
        mean = years_since(rows[anchor.last][c.BASE], now) or _UNKNOWN
        return base or (mean if is_mean else "") or (before if now == end else "")
    before = rows[anchor.origin][c.PERIOD]
    if before.isdigit() and now.isdigit():
        year_before = int(before) == int(now) - 1
        return years_since(before, now) or _UNKNOWN if is_mean else "" if year_before else before
    if is_mean:
        return base or _UNKNOWN
    if not before and now.isdigit():
        # No starting year is stated: the level changed within the year reviewed.
        rows[anchor.origin][c.PERIOD] = f"{int(now) - 1:04d}"
    return base


def _fill_share(gap: str, rows: Sequence[Cells], index: int, anchor: _Anchor, origin: int | None) -> bool:
    """Fill in a share of the level described; the second share of 从a提高到b is for its last year.

    Returns:
        Whether the figure is such a share.
    """
    cells, main = rows[index], rows[anchor.main]
    found = _SHARE_OF_WHOLE.match(gap) if cells[c.MEASURE] == "share" else None
    if found:
        cells[WHOLE_NAME] = cleaned_phrase(found["whole"])
        first = anchor.origin if _FROM.search(gap) else None
        cells[c.PERIOD] = (main if first is None else rows[first])[c.PERIOD]
    elif cells[c.MEASURE] == "share" and origin is not None and WHOLE_NAME in rows[origin]:
        cells[WHOLE_NAME], cells[c.PERIOD] = rows[origin][WHOLE_NAME], main[c.PERIOD]
    else:
        return False
    cells[c.INDICATOR] = main[c.INDICATOR]
    return True


_EACH = re.compile("(?P<who>[^，。；：]+?)(?:分别|依次|各自)(?P<what>[^，。；：]{0,12})$")
_PARTS = re.compile("、|(?<=[^、])(?:以及|和|及|与)(?=[^、])")
_COMMON = re.compile("(?P<head>(?:[^、]*?[的省市区])?)(?P<first>[^、]+)")


def aligned(mentions: Sequence[Mention]) -> Mapping[int, tuple[str, Mention]]:
    """Return, by index, the indicator of each figure in a series after 分别 and the first of the series.

    Indicators are empty where a series has more or fewer subjects than values.
    """
    found: dict[int, tuple[str, Mention]] = {}
    for index, first in enumerate(mentions):
        each = _EACH.search(first.before) if index not in found else None
        if not each:
            continue
        series = [first]
        for mention in mentions[index + 1 :]:
            if not mention.joined:
                break
            series.append(mention)
        names = _names(each["who"].rpartition(" ")[2], len(series))
        for name, mention in zip(names or [""] * len(series), series, strict=True):
            found[mention.index] = (name, first)
    return found


def _names(who: str, count: int) -> list[str] | None:
    """Split the subjects into as many as there are values: at 、 alone, or at 和 and 及 too."""
    for parts in (who.split("、"), _PARTS.split(who), _last_split(who), _urban_and_rural(who)):
        if len(parts) == count:
            return [cleaned_phrase(name) for name in _with_common_end([part.strip() for part in parts])]
    return None


def _urban_and_rural(who: str) -> list[str]:
    """Split 城乡居民收入 into those of 城镇 and of 农村."""
    return [who.replace("城乡", "城镇"), who.replace("城乡", "农村")] if who.count("城乡") == 1 else [who]


def _last_split(who: str) -> list[str]:
    """Split at 、 and at one 和 in the last part; nested 和 stay."""
    *head, last = who.split("、")
    left, joiner, right = last.rpartition("和")
    return [*head, left, right] if joiner else [*head, last]


_ENDINGS = re.compile(
    "(?:居民人均可支配收入|增加值|产量|总额|人均可支配收入|可支配收入|收入|投资|消费|出口|进口|吞吐量|营收|覆盖率|入学率|率|比重|价格|面积|销量)$"
)


def _with_common_end(parts: list[str]) -> list[str]:
    """Give each subject the ending that only the last one states: 优势产业、高技术制造业增加值."""
    ending = _ENDINGS.search(parts[-1])
    if ending is None or len(parts) < 2 or len(parts[-1]) <= len(ending[0]):
        return parts
    return [part if _ENDINGS.search(part) else _lengthened(part, ending[0]) for part in parts]


def _lengthened(part: str, ending: str) -> str:
    """Return a part with the common ending, without repeating an overlap (城镇居民, 居民人均可支配收入)."""
    size = next((size for size in (3, 2) if part.endswith(ending[:size])), 0)
    return part + ending[size:]
