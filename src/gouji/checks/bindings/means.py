"""Means of a total over a count."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gouji.checks.bindings.recompute import Recomputation, recompute
from gouji.facts.figures.units import unit_class
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact, Facts

_HALF = Fraction(1, 2)
_TURNS = "次"
"""What the unit of a total ends with that counts how often: 96.75万册次, of which 4.5册 each."""


def total_over_count(facts: Facts, fact: Fact) -> Recomputation:
    """Return a mean, recomputed from the total and the count that it names in ``whole``."""
    total, count = (facts.by_id.get(whole.total) for whole in fact.whole)
    if total is None or count is None:
        return Recomputation(fact, obstacle="missing-value")
    if len({unit_class(one.unit.partition("/")[0].removesuffix(_TURNS)) for one in (total, fact)}) > 1:
        return Recomputation(fact, ((total, "total"), (count, "count")), obstacle="units-differ")
    stated, bounds = fact, bounds_of(fact)
    if bounds != fact.hard:
        stated = replace(fact, hard=bounds, soft=bounds, given=bounds, reading=None)
    roles, form = {"total": [total], "count": [count]}, "{total} / {count}"
    found = recompute(stated, roles, lambda v: v["total"] / v["count"], form)
    # What a mean is of is told by the words around it, if it was read.
    return replace(found, stated=fact, firm=fact.coded)


def bounds_of(fact: Fact) -> Interval:
    """Return what a figure stands for: of what is counted a mean is rounded to one, too."""
    bounds = fact.hard if fact.hard is not None else Interval(None, None)
    return bounds + Interval.closed(-_HALF, _HALF) if fact.measure == "mean" and bounds.is_point else bounds
