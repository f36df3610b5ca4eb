"""Means of a total over a count."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import truediv

from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import Recomputation, recompute, without_change_words
from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.facts.table.periods import months_of_span

_HALF = Fraction(1, 2)
_TURNS = "次"
"""What the unit of a total ends with that counts how often: 96.75万册次, of which 4.5册 each."""


def total_over_count(facts: Facts, fact: Fact) -> Recomputation:
    """Return a mean, recomputed from the total and the counts in its ``whole``: 每人每月 has two."""
    total, *counts = (facts.by_id.get(whole.total) for whole in fact.whole)
    told = [one for one in counts if one is not None]
    if total is None or not told or len(told) < len(counts):
        return Recomputation(fact, obstacle="missing-value")
    count, *times = told
    if len({unit_class(one.unit.partition("/")[0].removesuffix(_TURNS)) for one in (total, fact)}) > 1:
        return Recomputation(fact, ((total, "total"), (count, "count")), obstacle="units-differ")
    stated = _rounded(fact)
    scale = fact.via.rpartition(".")[2]
    by = Value.exactly(Fraction(int(scale) if scale.isdigit() else 1))
    if fact.via.startswith(_HEADS):
        by *= _over_the_year(facts, count)
    roles = {"total": [total], "count": [count]} | ({"times": times} if times else {})
    form = " / ".join(f"{{{role}}}" for role in roles) + (f" × {scale}" if scale.isdigit() else "")
    found = recompute(stated, roles, lambda v: reduce(truediv, (v[role] for role in roles)) * by, form)
    # What a mean is of is told by the words around it, if it was read.
    return replace(found, stated=fact, firm=fact.coded)


def _over_the_year(facts: Facts, count: Fact) -> Value:
    """Return by what a mean per head may be more than over all who are there at the end of its year.

    It may be told over those in its middle; where no words say how many came, a hundredth off.
    """
    changes = [count, *same_quantity(facts, count, "change", count.key.period)]
    end, *moved = [value.printed or Fraction(1) for one in changes if (value := value_of(one)) is not None]
    ends = [Fraction(1), end / (end - moved[0])] if moved else [Fraction(99, 100), Fraction(101, 100)]
    around = Interval.closed(min(ends) * Fraction(998, 1000), max(ends) * Fraction(1002, 1000))
    return Value(around, around, None)


_HEADS = "mean.heads"


def is_of_days(fact: Fact) -> bool:
    """Whether a mean is one of the days of a year, whose total it names."""
    return fact.measure == "mean" and len(fact.whole) == 1 and fact.via in _PARTS


def total_over_days(facts: Facts, fact: Fact) -> Recomputation:
    """Return a mean of a day, a week, a month or a quarter, recomputed from the total of its year.

    It is no less than over all days of the year, and of what goes on every day not over much fewer. A year
    has 52 weeks or 53.
    """
    total, period = facts.by_id.get(fact.whole[0].total), fact.period
    whole, stated = value_of(total) if total is not None else None, value_of(_rounded(fact))
    if total is None or whole is None or stated is None or period is None:
        return Recomputation(fact, obstacle="missing-value")
    terms = ((total, "total"),)
    if unit_class(total.unit) != unit_class(fact.unit):
        return Recomputation(fact, terms, obstacle="units-differ")
    parts, most, fewest = _PARTS[fact.via]
    if months := months_of_span(fact.key.period):
        parts = most = fewest = parts * months // _MONTHS
    if fact.via in {_BY_DAY, _EVERY_DAY}:
        parts = most = parts + isleap(period.end.year)
    made = whole / Value.exactly(Fraction(parts))
    agreement = compare(stated, whole / Value.exactly(Fraction(most)), ">=")
    if fewest and agreement.outcome != "inconsistent":
        agreement = compare(stated, whole / Value.exactly(Fraction(fewest)), "<=" if fewest < most else "==")
    formula = f"{without_change_words(total.quote)} / {parts}"
    return Recomputation(fact, terms, made, agreement, formula=formula, firm=fact.coded)


_MONTHS = 12
_BY_DAY, _EVERY_DAY = "mean.day", "mean.every_day"
_PARTS = {
    _BY_DAY: (365, 365, 0),
    _EVERY_DAY: (365, 365, 345),
    "mean.week": (52, 53, 52),
    "mean.month": (12, 12, 12),
    "mean.quarter": (4, 4, 4),
}
"""How many parts a year has, how many at most, how many at least; 0 where fewer of them may be meant."""


def _rounded(fact: Fact) -> Fact:
    """Return a mean with the bounds of what it stands for."""
    bounds = bounds_of(fact)
    return (
        fact if bounds == fact.hard else replace(fact, hard=bounds, soft=bounds, given=bounds, reading=None)
    )


def bounds_of(fact: Fact) -> Interval:
    """Return what a figure stands for: of what is counted a mean is rounded to one, too."""
    bounds = fact.hard if fact.hard is not None else Interval(None, None)
    return bounds + Interval.closed(-_HALF, _HALF) if fact.measure == "mean" and bounds.is_point else bounds


Valued = tuple[Fact, Value]
"""A fact and its value."""


def beyond_parts(mean: Value, parts: Sequence[Valued]) -> tuple[Fact, Agreement, str]:
    """Return how a weighted mean keeps between its parts, whatever their weights are.

    Returns:
        The lowest part, where the mean is less, else the highest; how both compare; ``below`` or ``above``.
    """
    ordered = sorted(parts, key=lambda part: (part[1].hard.low or 0, part[1].hard.high or 0))
    (low, lowest), (high, highest) = ordered[0], ordered[-1]
    below = compare(mean, lowest, ">=")
    if below.outcome == "inconsistent":
        return low, below, "below"
    return high, compare(mean, highest, "<="), "above"
