"""The wording of targets: what they demand, what reaches them, and claims that they were reached."""

from __future__ import annotations

import re

from gouji.checks.bindings.quantities import clause_of, words_before
from gouji.facts.figures.model import Figure
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Comparison, Value
from gouji.facts.table.facts import Fact, Facts, value_of

_AT_MOST = re.compile(
    "以内|以下|之内|不超过|不高于|(?<!不)低于|控制在|(?:[降减压]|减少|降低|下降|压减|压缩|缩减|缩短)[至到]"
)
_AT_LEAST = re.compile("以上|达到|超|突破|不低于|不少于|至少|提高|增长|提升|上升")
_LESS_IS_BETTER = re.compile("价格|失业率|能耗|(?<!投入)强度|死亡率|浓度|排放|赤字|事故|流失率|贫困")
_MORE_IS_BETTER = re.compile(
    "生产总值|收入|就业|产量|投资|零售|进出口|增加值|财政收入|覆盖率|入学率|优良|普及率|城镇化率|收集率|处理率|利用率|(?:水质|换乘|天数)比例|投入"
)
_WORDS_BEFORE = 4


def demand_of(facts: Facts, target: Fact) -> Comparison | None:
    """Return how an outcome must compare with a target; None where the direction is uncertain.

    The words of the target decide; where it has none (5%左右, 4.5%) its indicator does.
    """
    wording = words_before(facts, target, _WORDS_BEFORE) + target.quote
    if target.hard is not None and target.hard.high is not None and target.hard.high < 0:
        return "<="
    if _AT_MOST.search(wording):
        return "<="
    indicator = facts.indicator_of(target)
    if indicator is not None and indicator.better:
        return ">=" if indicator.better == "up" else "<="
    if _LESS_IS_BETTER.search(facts.name_of(target)):
        return "<="
    bare = target.form in {"count", "amount"} or target.measure == "growth"
    if bare or _AT_LEAST.search(wording) or _MORE_IS_BETTER.search(facts.name_of(target)):
        return ">="
    return None


def is_hoped(facts: Facts, target: Fact) -> bool:
    """Say whether a summary only strives for a target (力争, 争取): missing it breaks no promise."""
    return bool(_STRIVEN.search(clause_of(facts, target) + target.quote))


_STRIVEN = re.compile("力争|争取|努力|奋力|冲刺")


def aim_of(target: Fact, how: Comparison) -> Value:
    """Return the value that an outcome must reach, or must not exceed.

    A target is taken as printed: 1.5 % is less than a growth of 2 %. Where it has decimals, an outcome
    that rounds to it reaches it: 58.08 % of a target of 58.1 %. 左右 and 以上 keep what they allow.

    Raises:
        ValueError: The target has no bounds.
    """
    value = value_of(target)
    if value is None or target.hard is None:
        raise ValueError("a target without bounds")
    reading = _reading(target)
    printed = reading.printed if reading else None
    if printed is None or reading is None or not reading.width:
        return value
    slack = reading.width / 2 if "." in target.quote else 0
    ends = (printed - slack, None) if how == ">=" else (None, printed + slack)
    bound = Interval(*ends)
    return Value(bound, bound, printed)


def _reading(target: Fact) -> Figure | None:
    """How a target's figure reads without 达到, which adds nothing; None where its bounds are given."""
    if target.reading is None or target.reading.hard != target.hard:
        return None
    reached = _REACHING.match(target.quote)
    return parse(target.quote[reached.end() :], section=target.section) if reached else target.reading


_REACHING = re.compile("达到?(?=[0-9])")


_CLAIM = re.compile("(?:超额|圆满|全面|如期|顺利)(?:完成|实现)了?[^。；，！\n]{0,24}")
_OF_THE_YEAR = re.compile(
    "(?:完成|实现)了?(?:[^。；，]{0,16}(?:会议|人大|代表大会)[^。；，]{0,6})?(?:(?:年初|预期|全年|年度|去年|上年|各项|主要"
    "|经济|社会|发展|改革|稳定|确定|提出|的|和|目标|任务|工作)(?![^。；，]{0,2}(?:账款|项目)))*?(?:目标|任务)"
)
"""Refers to the year's targets as a whole; 超额完成清欠年度目标 refers to one."""
_MULTI_YEAR = re.compile("十[一二三四]五|五年|规划|本届")
_INTENTION = re.compile("确保|力争|努力|争取|必须|推动")


def success_claimed(facts: Facts, outcome: Fact) -> str:
    """Return the words in which an outcome's summary claims that the year's targets were reached.

    Only what stands before the targets for the next year is a claim; 较好完成 and 基本完成 hedge. A
    summary that itself says that this target was missed claims nothing about it.
    """
    text = facts.texts.get(outcome.summary, "")
    if _is_admitted(text, facts.name_of(outcome)):
        return ""
    aims = (fact.start for fact in facts.by_summary[outcome.summary] if fact.section == "target")
    end = min((start for start in aims if start is not None and start > (outcome.start or 0)), default=None)
    for found in _CLAIM.finditer(text, 0, len(text) if end is None else end):
        opening = re.split("[。；！\n]", text[max(0, found.start() - 40) : found.start()])[-1]
        claim = found[0]
        if _INTENTION.search(opening) or _MULTI_YEAR.search(opening[-16:] + claim):
            continue
        if _OF_THE_YEAR.search(claim[2:]) or _is_about(text, found.end(), outcome, claim):
            return claim
    return ""


_ADMITTED = re.compile(
    "[^。；\n]*?(?:未达|没有达到|未能?完成|没有完成|低于预期|不及预期|未实现|没有实现)[^。；\n]*"
)
_NAME_PART = 6
"""This many consecutive characters of its name identify an indicator in a sentence."""


def _is_admitted(text: str, name: str) -> bool:
    """Whether a sentence says that the indicator of this name fell short of what was expected."""
    parts = {name[place : place + _NAME_PART] for place in range(max(1, len(name) - _NAME_PART + 1))}
    return any(part in found[0] for found in _ADMITTED.finditer(text) for part in parts)


def _is_about(text: str, end: int, outcome: Fact, claim: str) -> bool:
    """Whether a claim is in the clause of the outcome itself."""
    if outcome.start is None or outcome.end is None:
        return False
    begins = end - len(claim)
    return begins <= outcome.start < end or (
        outcome.end <= begins and not re.search("[。；，\n]", text[outcome.end : begins])
    )
