"""What number a target sets, and how the figure that answers it compares with that."""

import re
from fractions import Fraction

from gouji.checks.bindings.quantities import sentence_of, words_before, words_behind
from gouji.facts.figures.model import Figure
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.digits import significant
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Comparison, Value
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern

_MOST, _MOST_OF_ONE, _LEAST = 5, 10, Fraction(1, 5)
"""A figure so many times its target, or less than so much of it, is rather of another thing; of what is new,
and in the very words of the target, it may be more."""


def is_far(target: Fact, outcome: Fact, *, of_one: bool = False) -> bool:
    """Say whether a figure is so far from the target that it is rather of another thing."""
    share = share_of(target, outcome)
    return share is not None and not _LEAST <= share <= (_MOST_OF_ONE if of_one else _MOST)


def share_of(target: Fact, outcome: Fact) -> Fraction | None:
    """Return how much of a target was reached; None where that is meaningless."""
    aim, came = number_of(target), number_of(outcome)
    if target.measure in {"growth", "change"} or not aim or not came or aim < 0 or came < 0:
        return None
    return came / aim


def number_of(fact: Fact) -> Fraction | None:
    """Return a figure's number: as printed, or else the one that its quote names (4500万千瓦以上, 5%左右)."""
    value = value_of(fact)
    if value is None:
        return None
    if value.printed is not None:
        return value.printed
    low, high = value.hard.low, value.hard.high
    ends = [end for end in (low, high, value.soft.high) if end is not None]
    middle = [] if low is None or high is None else [(low + high) / 2]
    digits = _NUMBER.search(fact.quote)
    said = digits[0].replace(".", "").strip("0") if digits else ""
    named = [number for number in (*ends, *middle) if _is_said(number, said)]
    return named[0] if named else value.soft.high if low in {None, 0} else low


def _is_said(number: Fraction, digits: str) -> bool:
    """Whether a number has these digits, wherever its point stands."""
    return not 10**12 % number.denominator and significant(number) == digits


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def may_be_multi_year(facts: Facts, target: Fact, aim: Value, came: Fraction | None) -> bool:
    """Whether a drafted target is rather for several years: its sentence says so, and it is far off."""
    number = aim.hard.low if aim.printed is None else aim.printed
    if target.coded or number is None or came is None or abs(number) <= 3 * abs(came):
        return False
    return bool(pattern("several_years").search(sentence_of(facts, target)))


def is_bounded(facts: Facts, target: Fact) -> bool:
    """Say whether a target is no exact one: 达60%以上; 下降3分/千瓦时以上, whose unit hides that."""
    behind = pattern("bound_behind").match(words_behind(facts, target, _BOUND))
    return bool(behind or pattern("ends_bounded").search(target.quote))


_BOUND = 12
"""So many characters behind a target may hold a unit and its bound."""


def as_printed(outcome: Fact, value: Value) -> Value:
    """Return an outcome's value; a whole number is meant as printed: 4 % does not reach 5 % 左右."""
    reading = outcome.own_reading
    if reading is None or reading.printed is None or "." in outcome.quote:
        return value
    return Value.exactly(reading.printed)


def is_below_a_price(facts: Facts, target: Fact, came: Value) -> bool:
    """Whether prices rose by less than a target that is neither least nor most: 0.1% of 2%左右."""
    about = pattern("neither_least_nor_most").search(target.quote)
    if not (about and pattern("prices").search(facts.name_of(target))):
        return False
    low, high = target.hard.low if target.hard else None, came.hard.high
    return low is not None and high is not None and high < low


def only_equals(target: Fact, came: Value) -> bool:
    """Whether an outcome is the very number that a target wants to be exceeded: 60% of 超过60%.

    Only the digits behind those printed could tell.
    """
    return bool(pattern("more_than").search(target.quote)) and came.printed == number_of(target)


def demand_of(facts: Facts, target: Fact) -> Comparison | None:
    """Return how an outcome must compare with a target; None where the direction is uncertain.

    The words of the target decide; where it has none (5%左右, 4.5%) its indicator does.
    """
    wording = words_before(facts, target, 4) + target.quote
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
