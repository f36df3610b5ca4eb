"""What of an indicator a figure states: its level, growth, change, share …, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures.model import DATE, ORDINAL, POINT, RATIO
from gouji.facts.figures.units import TIME_UNITS, is_classifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.facts.figures.scan import Span
    from gouji.reading.draft.clauses import Around

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
_APART = re.compile("(?:高于|低于|快于|慢于|高出|好于|优于)[^，。；]{0,10}$")
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
_MONTH = re.compile("环比")
_AGAINST = re.compile("(?:比|较|与)(?P<year>(?:19|20)[0-9]{2})年")
_YEARLY = re.compile("年均|年平均|平均每年|每年平均|每年(?:递增|增长)")
_EXPECTED = re.compile("预计|预期|有望|可望")
_PRELIMINARY = re.compile("初步核算|初步统计|初步测算|快报")
_FINAL = re.compile("最终核实|最终核算")
_REVISED = re.compile("修订后|调整后")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure states.

    Attributes:
        name: ``level`` ``change`` ``growth`` ``share`` ``rank`` ``completion`` ``contribution`` ``mean``.
        base: What a change or growth is against, as the column ``base`` has it.
    """

    name: str = "level"
    base: str = ""


def measure_of(around: Around, term: str) -> Measure:
    """Read what a figure states from its own words and those before it.

    Args:
        around: The figure.
        term: The term that the passage speaks of, which 年均 is over; empty in a year's review.
    """
    figure, before = around.span.figure, around.before
    if figure.form == ORDINAL:
        return Measure("rank") if figure.unit in _RANKED else Measure()
    if figure.unit in TIME_UNITS:
        quote = around.span.quote
        return Measure("change" if _CHANGED.match(quote) and not _LEVELS.match(quote) else "level")
    base = _base(before, term)
    changed = _changes(around.span.quote, before)
    if figure.form == POINT:
        return Measure("change", base) if changed or _APART.search(before) else Measure()
    if figure.form == RATIO:
        return _of_ratio(around, base, changed=changed)
    if changed and not (is_classifier(figure.unit) and _DONE_TO.search(before)):
        return Measure("change", base)
    return Measure("mean") if _MEAN.search(before) else Measure()


_DONE_TO = re.compile("(?:提升|提高|扩大|降低|压减|缩小)$")
"""What is done to things that are counted behind it: 整体提升100所学校."""
_RANKED = frozenset({"", "位", "名", "强"})


def _changes(quote: str, before: str) -> bool:
    """Whether the figure says by how much something changed, not where it came to."""
    words = quote.lstrip("了")
    if _LEVELS.match(words):
        return bool(_RATE_BEFORE.search(before))
    return bool(_CHANGED.match(words) or _RATE_BEFORE.search(before) or _CHANGE_BEFORE.search(before))


_OF_WHOLE = re.compile("的(?!增|预期|目标|速|水平|经济增)[一-鿿]|投向|用于|来自|属于|集中在")


def _of_ratio(around: Around, base: str, *, changed: bool) -> Measure:
    before = around.before
    if _CONTRIBUTION.search(before):
        return Measure("contribution")
    if changed:
        return Measure("growth", base)
    if _COMPLETION.search(before):
        return Measure("completion")
    return Measure("share") if _SHARE.search(before) or _OF_WHOLE.match(around.after) else Measure()


def _base(before: str, term: str) -> str:
    if _MONTH.search(before):
        return "mom"
    against = _AGAINST.search(before)
    if against:
        return against["year"]
    return term if term and _YEARLY.search(before) else ""


def base_said(text: str, around: Around, spans: Sequence[Span], base: str, period: str) -> str:
    """Return what a change is against, where the year stands right before it, and over which years a mean is.

    Args:
        text: The text.
        around: The figure.
        spans: The figures of its sentence; dates are among them.
        base: As its clause says it.
        period: Its own period.
    """
    dates = [span for span in spans[: around.place] if span.figure.form == DATE]
    if dates and not base:
        date = dates[-1]
        beside = text[date.end : around.span.start] in {"", "年均", "，", ",", "相比", "平均每年", "，年均"}
        if beside and text[date.start - 1 : date.start] in {"比", "较"} and date.figure.period.isdigit():
            base = date.figure.period
    yearly = _YEARLY.search(around.before[-6:])
    if yearly and base.isdigit() and period.isdigit() and int(base) + 1 < int(period):
        return f"{int(base) + 1:04d}/{period}"
    return base


def stage_of(before: str, sentence: str, section: str) -> str:
    """How settled a figure is; in targets and plans they themselves.

    Args:
        before: The words of its clause before it.
        sentence: Those of its sentence: who says 初步核算 once says it of all that follows.
        section: Of the passage.
    """
    if section in {"target", "plan"}:
        return section
    for pattern, stage in _STAGES:
        if pattern.search(sentence):
            return stage
    return "expected" if _EXPECTED.search(before) else "actual"


_STAGES = ((_PRELIMINARY, "preliminary"), (_FINAL, "final"), (_REVISED, "revised"))
