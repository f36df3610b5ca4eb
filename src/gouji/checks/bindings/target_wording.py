"""The wording of targets: what they demand, and what reaches them."""

from gouji.checks.bindings.quantities import clause_of, words_before
from gouji.facts.figures.model import Figure
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Comparison, Value
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern

_WORDS_BEFORE = 4


def demand_of(facts: Facts, target: Fact) -> Comparison | None:
    """Return how an outcome must compare with a target; None where the direction is uncertain.

    The words of the target decide; where it has none (5%左右, 4.5%) its indicator does.
    """
    wording = words_before(facts, target, _WORDS_BEFORE) + target.quote
    if target.hard is not None and target.hard.high is not None and target.hard.high < 0:
        return "<="
    if pattern("at_most").search(wording):
        return "<="
    indicator = facts.indicator_of(target)
    if indicator is not None and indicator.better:
        return ">=" if indicator.better == "up" else "<="
    better = kind_of(facts.name_of(target)).better
    if better == "down":
        return "<="
    bare = target.form in {"count", "amount"} or target.measure == "growth"
    if bare or better == "up" or pattern("at_least").search(wording):
        return ">="
    return None


def is_hoped(facts: Facts, target: Fact) -> bool:
    """Say whether a summary only strives for a target (力争, 争取): missing it breaks no promise."""
    return bool(pattern("hoped").search(clause_of(facts, target) + target.quote))


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
    reached = pattern("reaches").match(target.quote)
    return parse(target.quote[reached.end() :], section=target.section) if reached else target.reading
