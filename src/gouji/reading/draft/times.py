"""When a figure is of: a time that is said, several years, the end of a term, or the time of its passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.figures.model import AMOUNT, COUNT, ORDINAL
from gouji.facts.table import columns as c
from gouji.reading.alignment.known_indicators import known_as
from gouji.reading.draft.sections import REVIEW, TERM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.reading.draft.clauses import Around
    from gouji.reading.draft.sections import Sentence

COLLECTIVES = frozenset(f"{count}{kind}" for count in "双两三四" for kind in "方地核城边")
"""What says how many take part (两地, 三方), and is of no time."""


def time_of(text: str, said: str, one: Around, sentence: Sentence) -> str:
    """Return when a figure is of: as is said, the years that it is told over, or as its passage is."""
    spent = sentence.section == TERM and _SPENT.search(text[sentence.start : one.span.start])
    if spent and not said:
        return sentence.period
    return (not said and _over_years(text, one, sentence)) or _period(said, one, sentence)


_SPENT = re.compile("[一-鿿]年[来间]?[^，。；,;0-9]*(?:投入|支出|投资|补贴|资金)$")
"""五年财政投入达到N: what is spent adds up over the years that are named right before it."""


def _over_years(text: str, one: Around, sentence: Sentence) -> str:
    """The years of 近三年累计 and 前四年累计 in a year's review, whose last is the one reviewed."""
    last = sentence.period
    if sentence.section != REVIEW or not last.isdigit():
        return ""
    words = text[sentence.start : one.span.start]
    found = _YEARS_TOGETHER.search(words)
    if found is None or _OF_ONE_YEAR.search(words, found.end()):
        return ""
    return f"{int(last) - _FEW.index(found['count']) - 1:04d}/{last}"


_FEW = "二三四五六七八九"
_YEARS_TOGETHER = re.compile(f"(?:[近前过去最]|^)(?P<count>[{_FEW}])年来?累计")
_OF_ONE_YEAR = re.compile("[上去今本当]年|同比|环比|(?:19|20)[0-9]{2}年|[。；;]")


def _period(said: str, one: Around, sentence: Sentence) -> str:
    """The time of a figure; empty where what is counted has one of its own, or the passage leaves it open."""
    figure = one.span.figure
    if (figure.form == ORDINAL and figure.unit in _CONGRESSES) or one.span.quote in COLLECTIVES:
        return ""
    if said:
        return said
    if _PART_OF_YEAR.search(one.before):
        return ""
    if sentence.section == REVIEW and "累计" in one.before and sentence.period:
        return f"../{sentence.period}"
    if sentence.section == TERM and (_REACHED.match(one.span.quote) or _is_stock(one)):
        # Where something came to by the end of the term, and what has gone on until then.
        return sentence.period.rpartition("/")[2]
    levels = sentence.section == TERM and figure.form in {COUNT, AMOUNT}
    return "" if levels and not _FLOWS.search(one.before + one.span.quote) else sentence.period


_PART_OF_YEAR = re.compile("[上下]半年|[一二三四前]季度|头[一二三四五六七八九十]+个月|[0-9]+月份")
"""Of which year is not certain: 今年上半年 is said of the year after the one reviewed, too."""
_REACHED = re.compile("达|连续|增至|跃?升[至到]|降至|(?:增加|提高|提升|扩大|上升|下降|降低|减少)[到至]")
_STOCKS = re.compile(
    "(?:保有量|存量|余额|库存|储量|里程|人口|总数|拥有量|装机|装机容量|总装机|户数|家数|主体|人才|人才资源|上市公司)(?:总量|规模|总规模)?$"
)
"""What there is at one time, and not over years: at the end of the term."""


def _is_stock(one: Around) -> bool:
    """Whether a figure of a term is of what there is at its end, or of what goes on until then (17连增)."""
    if one.span.figure.unit == "连":
        return True
    # In 新增里程 and 引进人才 the noun names what was added.
    return bool(_STOCKS.search(one.before)) and not _FLOWS.search(one.before + one.span.quote)


def is_yearly_total(cells: Mapping[str, str], one: Around, sentence: Sentence) -> bool:
    """Say whether a review of years tells a total that every report tells of one; of all it says 累计."""
    if sentence.section != TERM or cells[c.PERIOD] or cells[c.MEASURE] != "level":
        return False
    known = known_as(cells[c.INDICATOR])
    total = known is not None and bool(known.price) and not one.after.startswith("的")
    return total and not _FLOWS.search(one.before + one.span.quote)


_FLOWS = re.compile(
    "累计|新增|净增|新建|建成|建设|完成|实施|投入|投资|改造|培育|开工|发放|举办|吸引|开行|开展|引进|创造|年均|共有?|新设|增加"
)
_CONGRESSES = frozenset({"大", "届", "中全会"})
