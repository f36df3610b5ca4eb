"""What a target demands: at least its figure, or at most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.context import clause_of, words_before
from gouji.facts.figures.parse import parse
from gouji.facts.intervals import Interval
from gouji.facts.values import Value, value_of

if TYPE_CHECKING:
    from gouji.facts.figures.model import Figure
    from gouji.facts.table import Fact, Facts
    from gouji.facts.values import Comparison

_AT_MOST = re.compile(
    "以内|以下|之内|不超过|不高于|(?<!不)低于|控制在|(?:[降减压]|减少|降低|下降|压减|压缩|缩减|缩短)[至到]"
)
_AT_LEAST = re.compile("以上|达到|超|突破|不低于|不少于|至少|提高|增长|提升|上升")
_LESS_IS_BETTER = re.compile("价格|失业率|能耗|(?<!投入)强度|死亡率|浓度|排放|赤字|事故|流失率|贫困")
_MORE_IS_BETTER = re.compile(
    "生产总值|收入|就业|产量|投资|零售|进出口|增加值|财政收入|覆盖率|入学率|优良|普及率|城镇化率|收集率|处理率|利用率|(?:水质|换乘|天数)比例|投入"
)
_NEAR = 4


def demand_of(facts: Facts, target: Fact) -> Comparison | None:
    """Return how an outcome has to compare with a target; None where its direction is not certain.

    The words of the target decide; where it has none (5%左右, 4.5%) what is counted does.
    """
    said = words_before(facts, target, _NEAR) + target.quote
    if target.hard is not None and target.hard.high is not None and target.hard.high < 0:
        return "<="
    if _AT_MOST.search(said):
        return "<="
    indicator = facts.indicator_of(target)
    if indicator is not None and indicator.better:
        return ">=" if indicator.better == "up" else "<="
    if _LESS_IS_BETTER.search(facts.name_of(target)):
        return "<="
    bare = target.form in {"count", "amount"} or target.measure == "growth"
    if bare or _AT_LEAST.search(said) or _MORE_IS_BETTER.search(facts.name_of(target)):
        return ">="
    return None


def is_hoped(facts: Facts, target: Fact) -> bool:
    """Say whether a summary only strives for a target (力争, 争取): to fail it breaks no promise."""
    return bool(_STRIVEN.search(clause_of(facts, target) + target.quote))


_STRIVEN = re.compile("力争|争取|努力|奋力|冲刺")


def aim_of(target: Fact, how: Comparison) -> Value:
    """Return what an outcome has to reach, or not to exceed.

    A target is meant as it is printed: 1.5 % is less than a growth of 2 %. Where it has decimals, an outcome
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
    """How its figure reads, without 达到, which says no more than a target does; none of set bounds."""
    if target.reading is None or target.reading.hard != target.hard:
        return None
    reached = _REACH.match(target.quote)
    return parse(target.quote[reached.end() :], section=target.section) if reached else target.reading


_REACH = re.compile("达到?(?=[0-9])")
