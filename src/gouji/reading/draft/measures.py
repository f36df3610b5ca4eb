"""What a figure states: its measure and base, how settled it is, and the period that it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gouji.facts.figures.model import AMOUNT, COUNT, DATE, ORDINAL, POINT, RATIO
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import TIME_UNITS, is_classifier
from gouji.facts.table import columns as c
from gouji.reading.alignment.normal_form import known_as
from gouji.reading.draft.clauses import Mention
from gouji.reading.draft.sections import REVIEW, TERM, Sentence

_LEVELS = re.compile(
    "(?:增至|增加[到至]|提高[到至]|提升[到至为]|增长[到至]|上升[到至]|跃?升[到至]|扩大[到至]|降至|降到|下降[到至]|降低[到至]"
    "|减少[到至]|减至|回落[到至]|压减[到至]|缩[减小][到至]|收窄[到至]|稳定在|保持在|控制在|达到?|为|是)"
)
_RISE = "增长|增加|提高|提升|上升|上涨|多增|扩大|递增|增幅|增速|涨幅|快于|高于|高出|增|升|涨"
_FALL = "下降|减少|降低|回落|下滑|缩减|压减|下跌|萎缩|削减|收窄|缩小|降幅|低于|慢于|少于|减|降|跌"
_CHANGED = re.compile(f"^(?:{_RISE}|{_FALL}|压降|[正负零]增长|持平|基本持平|[两个]位数|翻)")
_RATE_BEFORE = re.compile(
    "(?:增速|增长率|涨幅|降幅|增幅|增长目标|增长(?:速度)?的?(?:预期|调控)目标)(?:为|是|达|均|都|约|预计|控制在|保持在|目标|定)*$"
)
_CHANGE_BEFORE = re.compile(
    "(?:增长|增加|提高|提升|上升|上涨|多增|扩大|下降|减少|降低|回落|下滑|缩减|压减|压降|下跌|削减|收窄|缩小)(?:了|约|近|超过?|了约)?$"
)
_DISTANCE = re.compile("(?:高于|低于|快于|慢于|高出|好于|优于)[^，。；]{0,10}$")
_SHARE = re.compile(
    "占(?:[^，。；]{0,16}?)的?(?:比重|比例|比)?(?:为|已|的|达|约|超过?|提高|上升|下降|均|分别)*$|(?:比重|占比|比例)(?:为|已|约|均|分别)*$"
)
_CONTRIBUTION = re.compile("贡献(?:率|度)?[^，。；]{0,4}$")
_COMPLETION = re.compile(
    "完成(?:全年|年度|年|计划|预算|目标|任务|进度)[^，。；]{0,8}的?$|(?:完成率|达产率|目标的|计划的|预算的|任务的)[^，。；]{0,2}$"
)
_MEAN = re.compile(
    "(?:人均(?!预期|寿命)|户均|亩均|日均|月均|年均|平均|均价|每(?:人|户|亩|平方公里|万人|百人|千人))[^，。；]{0,16}$"
)
_COMPARED_WITH = re.compile("(?:比|较|与)(?P<year>(?:19|20)[0-9]{2})年")
_YEARLY = re.compile("年均|年平均|平均每年|每年平均|每年(?:递增|增长)")
_EXPECTED = re.compile("预计|预期|有望|可望")
_STAGES = (
    (re.compile("初步核算|初步统计|初步测算|快报"), "preliminary"),
    (re.compile("最终核实|最终核算"), "final"),
    (re.compile("修订后|调整后"), "revised"),
)


def measure_of(mention: Mention, term: str) -> tuple[str, str]:
    """Return what a figure states by its own words and those before it.

    Args:
        mention: The figure.
        term: The term of the passage, which 年均 covers; empty in a year's review.

    Returns:
        The measure (``level`` ``change`` ``growth`` ``share`` ``rank`` ``completion`` ``contribution``
        ``mean``), and what a change or growth is relative to, as in the column ``base``.
    """
    figure, quote, before = mention.span.figure, mention.span.quote, mention.before
    if figure.form == ORDINAL:
        return "rank" if figure.unit in _RANKED else "level", ""
    if figure.unit in TIME_UNITS:
        return "change" if _CHANGED.match(quote) and not _LEVELS.match(quote) else "level", ""
    changed = _is_change(quote, before)
    if figure.form == RATIO:
        measure = _measure_of_ratio(mention, changed=changed)
    elif figure.form == POINT:
        measure = "change" if changed or _DISTANCE.search(before) else "level"
    elif changed and not (is_classifier(figure.unit) and _ACTION.search(before)):
        measure = "change"
    else:
        measure = "mean" if _MEAN.search(before) else "level"
    return measure, _base(before, term) if measure in {"change", "growth"} else ""


_ACTION = re.compile("(?:提升|提高|扩大|降低|压减|缩小)$")
"""Verbs for what is done to the items counted after them: 整体提升100所学校."""
_RANKED = frozenset({"", "位", "名", "强"})


def _is_change(quote: str, before: str) -> bool:
    """Whether the figure states by how much something changed, not the level reached."""
    words = quote.lstrip("了")
    if _LEVELS.match(words):
        return bool(_RATE_BEFORE.search(before))
    return bool(_CHANGED.match(words) or _RATE_BEFORE.search(before) or _CHANGE_BEFORE.search(before))


_SHARE_AFTER = re.compile("的(?!增|预期|目标|速|水平|经济增)[一-鿿]|投向|用于|来自|属于|集中在")


def _measure_of_ratio(mention: Mention, *, changed: bool) -> str:
    before = mention.before
    if _CONTRIBUTION.search(before):
        return "contribution"
    if changed:
        return "growth"
    if _COMPLETION.search(before):
        return "completion"
    return "share" if _SHARE.search(before) or _SHARE_AFTER.match(mention.after) else "level"


def _base(before: str, term: str) -> str:
    if "环比" in before:
        return "mom"
    against = _COMPARED_WITH.search(before)
    if against:
        return against["year"]
    return term if term and _YEARLY.search(before) else ""


def stated_base(text: str, mention: Mention, spans: Sequence[Span], base: str, period: str) -> str:
    """Return the base of a change, where the year is right before it, or the years that a mean covers.

    Args:
        text: The text.
        mention: The figure.
        spans: The figures of its sentence, dates included.
        base: The base stated in its clause.
        period: Its own period.
    """
    dates = [span for span in spans[: mention.index] if span.figure.form == DATE]
    if dates and not base:
        date = dates[-1]
        near = text[date.end : mention.span.start] in {"", "年均", "，", ",", "相比", "平均每年", "，年均"}
        if near and text[date.start - 1 : date.start] in {"比", "较"} and date.figure.period.isdigit():
            base = date.figure.period
    yearly = _YEARLY.search(mention.before[-6:])
    return (yearly and years_since(base, period)) or base


def years_since(base: str, last: str) -> str:
    """Return the years from the one after *base* to *last*, several; empty where they are not years."""
    several = base.isdigit() and last.isdigit() and int(base) + 1 < int(last)
    return f"{int(base) + 1:04d}/{last}" if several else ""


def stage_of(before: str, sentence: str, section: str) -> str:
    """Return how settled a figure is; in targets and plans the section itself.

    Args:
        before: The words of its clause before it.
        sentence: Those of its sentence: 初步核算 once applies to all that follows.
        section: That of the passage.
    """
    if section in {"target", "plan"}:
        return section
    otherwise = "expected" if _EXPECTED.search(before) else "actual"
    return next((stage for pattern, stage in _STAGES if pattern.search(sentence)), otherwise)


PARTICIPANT_COUNTS = frozenset(f"{count}{kind}" for count in "双两三四" for kind in "方地核城边")
"""Numbers of participants (两地, 三方), which have no period."""


def period_of(before: str, stated: str, mention: Mention, sentence: Sentence) -> str:
    """Return the period of a figure: as stated, the years that it adds up, or that of its passage.

    *before* are the words of its sentence before it.
    """
    if not stated and sentence.section == TERM and _SPENT.search(before):
        return sentence.period
    return (not stated and _years_added_up(before, sentence)) or _period(stated, mention, sentence)


_SPENT = re.compile("[一-鿿]年[来间]?[^，。；,;0-9]*(?:投入|支出|投资|补贴|资金)$")
"""五年财政投入达到N: spending adds up over the years named right before it."""


def _years_added_up(before: str, sentence: Sentence) -> str:
    """Return the years of 近三年累计 and 前四年累计 in a year's review, up to the year reviewed."""
    last = sentence.period
    if sentence.section != REVIEW or not last.isdigit():
        return ""
    found = _MULTI_YEAR.search(before)
    if found is None or _SINGLE_YEAR.search(before, found.end()):
        return ""
    return f"{int(last) - _YEAR_COUNTS.index(found['count']) - 1:04d}/{last}"


_YEAR_COUNTS = "二三四五六七八九"
_MULTI_YEAR = re.compile(f"(?:[近前过去最]|^)(?P<count>[{_YEAR_COUNTS}])年来?累计")
_SINGLE_YEAR = re.compile("[上去今本当]年|同比|环比|(?:19|20)[0-9]{2}年|[。；;]")


def _period(stated: str, mention: Mention, sentence: Sentence) -> str:
    """Return a figure's period; empty where what it counts has its own, or the passage leaves it open."""
    figure = mention.span.figure
    if (figure.form == ORDINAL and figure.unit in _CONGRESSES) or mention.span.quote in PARTICIPANT_COUNTS:
        return ""
    if stated:
        return stated
    if _PART_OF_YEAR.search(mention.before):
        return ""
    if sentence.section == REVIEW and "累计" in mention.before and sentence.period:
        return f"../{sentence.period}"
    if sentence.section == TERM and (_REACHED.match(mention.span.quote) or _is_stock(mention)):
        # A level reached by the end of the term, or a streak that lasted until then.
        return sentence.period.rpartition("/")[2]
    levels = sentence.section == TERM and figure.form in {COUNT, AMOUNT}
    return "" if levels and not _FLOWS.search(mention.before + mention.span.quote) else sentence.period


_PART_OF_YEAR = re.compile("[上下]半年|[一二三四前]季度|头[一二三四五六七八九十]+个月|[0-9]+月份")
"""The year is not certain: 今年上半年 may also be in the year after the one reviewed."""
_REACHED = re.compile("达|连续|增至|跃?升[至到]|降至|(?:增加|提高|提升|扩大|上升|下降|降低|减少)[到至]")
_STOCKS = re.compile(
    "(?:保有量|存量|余额|库存|储量|里程|人口|总数|拥有量|装机|装机容量|总装机|户数|家数|主体|人才|人才资源|上市公司)(?:总量|规模|总规模)?$"
)
"""Nouns for a stock, as of the end of the term, not a flow over its years."""


def _is_stock(mention: Mention) -> bool:
    """Whether a figure of a term is a stock at its end, or a streak up to then (17连增)."""
    if mention.span.figure.unit == "连":
        return True
    # In 新增里程 and 引进人才 the noun names what was added.
    return bool(_STOCKS.search(mention.before)) and not _FLOWS.search(mention.before + mention.span.quote)


def is_yearly_total(cells: Mapping[str, str], mention: Mention, sentence: Sentence) -> bool:
    """Return whether a review of years states a total of one year; a total of all years says 累计."""
    if sentence.section != TERM or cells[c.PERIOD] or cells[c.MEASURE] != "level":
        return False
    known = known_as(cells[c.INDICATOR])
    is_total = known is not None and bool(known.price) and not mention.after.startswith("的")
    return is_total and not _FLOWS.search(mention.before + mention.span.quote)


_FLOWS = re.compile(
    "累计|新增|净增|新建|建成|建设|完成|实施|投入|投资|改造|培育|开工|发放|举办|吸引|开行|开展|引进|创造|年均|共有?|新设|增加"
)
_CONGRESSES = frozenset({"大", "届", "中全会"})
