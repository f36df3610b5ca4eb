"""Means: of growth, change or total over several years, and of a total over a count."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.checks.bindings.growth import HUNDRED, ONE, PERCENT, price_of
from gouji.checks.bindings.recompute import Derived, of_measure, settle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Value
from gouji.facts.table.fact import value_of
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

_ROOT = Fraction(1, 10**6)
_LONGEST = 100


def averages(facts: Facts) -> tuple[Derived, ...]:
    """Return every yearly mean with what it is the mean of.

    A growth or change whose ``base`` is a stretch of years is the mean a year over them (年均). A mean with
    that ``base`` is the yearly mean of the stretch's total; one that names a total and a count in
    ``whole`` is the one over the other.
    """
    return tuple(found for fact in facts for found in _of(facts, fact))


def _of(facts: Facts, fact: Fact) -> Iterator[Derived]:
    if not fact.is_figure or fact.measure not in {"growth", "change", "mean"}:
        return
    if fact.measure == "mean" and len(fact.whole) == 2:
        yield _over_count(facts, fact)
    years = _years(fact.base)
    if years is None or not fact.indicator:
        return
    count = years[1] - years[0] + 1
    if fact.measure == "mean":
        yield _of_total(facts, fact, count)
    else:
        yield _over_years(facts, fact, years)


def _years(base: str) -> tuple[int, int] | None:
    """The first and last year of a stretch of several years."""
    if "/" not in base:
        return None
    period = Period.read(base)
    if period.start is None or not 0 < period.end.year - period.start.year < _LONGEST:
        return None
    return period.start.year, period.end.year


def _over_count(facts: Facts, fact: Fact) -> Derived:
    named = [facts.by_id.get(whole.total) for whole in fact.whole]
    total, count = named
    if total is None or count is None:
        return Derived(fact, obstacle="missing-value")
    if total.unit_class != fact.unit_class:
        return Derived(fact, ((total, "total"), (count, "count")), obstacle="units-differ")
    return settle(
        fact, {"total": [total], "count": [count]}, lambda v: v["total"] / v["count"], "{total} / {count}"
    )


def _of_total(facts: Facts, fact: Fact, count: int) -> Derived:
    totals = of_measure(facts, fact, "level", fact.base)
    if not totals:
        return Derived(fact, obstacle="no-total")
    years = Value.exactly(Fraction(count))
    return settle(fact, {"total": totals}, lambda v: v["total"] / years, f"{{total}} / {count}")


def _over_years(facts: Facts, fact: Fact, years: tuple[int, int]) -> Derived:
    first, last = years
    now = of_measure(facts, fact, "level", f"{last:04d}")
    before = of_measure(facts, fact, "level", f"{first - 1:04d}")
    count = last - first + 1
    if fact.measure == "change":
        if not (now and before):
            return Derived(fact, obstacle="no-levels")
        step = Value.exactly(Fraction(count))
        form = f"({{now}} - {{before}}) / {count}"
        return settle(fact, {"now": now, "before": before}, lambda v: (v["now"] - v["before"]) / step, form)
    if fact.unit != PERCENT:
        return Derived(fact, obstacle="units-differ")
    if now and before:
        return _compounded_levels(facts, fact, now, before, count)
    return _compounded_growth(facts, fact, years)


def _compounded_levels(
    facts: Facts, fact: Fact, now: Sequence[Fact], before: Sequence[Fact], count: int
) -> Derived:
    found = settle(
        _powered(fact, count),
        {"now": now, "before": before},
        _ratio,
        f"({{now}} / {{before}})^(1/{count}) - 1",
    )
    price = price_of(facts, now[0])
    found = replace(_unpowered(found, fact, count), firm=price != "unsaid")
    if price == "real" and found.computed is not None:
        return replace(found, agreement=None, obstacle="real-mean-rate")
    return found


def _compounded_growth(facts: Facts, fact: Fact, years: tuple[int, int]) -> Derived:
    """Growth over all the years, which both are told in the same prices."""
    first, last = years
    count = last - first + 1
    periods = dict.fromkeys((f"{last:04d}", fact.key.period))
    bases = (f"{first - 1:04d}",)
    total = [
        one for period in periods for base in bases for one in of_measure(facts, fact, "growth", period, base)
    ]
    if not total:
        return Derived(fact, obstacle="no-levels")
    form = f"(1 + {{growth}})^(1/{count}) - 1"
    found = settle(_powered(fact, count), {"growth": total}, lambda v: ONE + v["growth"] / HUNDRED, form)
    return _unpowered(found, fact, count)


def _ratio(values: Mapping[str, Value]) -> Value:
    return values["now"] / values["before"]


def _powered(fact: Fact, count: int) -> Fact:
    """The fact with the growth over *count* years that its yearly rate makes: no root is ever taken."""
    if fact.hard is None or fact.soft is None:
        return fact
    hard, soft = (_power(interval, count) for interval in (fact.hard, fact.soft))
    return replace(fact, hard=hard, soft=soft, given=hard, reading=None)


def _power(interval: Interval, count: int) -> Interval:
    made = interval / 100 + 1
    low = None if made.low is None or made.low < 0 else made.low**count
    high = None if made.high is None else max(made.high, Fraction(0)) ** count
    return Interval(low if low is not None else Fraction(0), high, made.low_open, made.high_open)


def _unpowered(found: Derived, fact: Fact, count: int) -> Derived:
    """The comparison told of the yearly rate; the root is for reading alone."""
    if found.computed is None:
        return replace(found, stated=fact)
    told = value_of(fact)
    root = None if found.computed.printed is None else _root(found.computed.printed, count)
    printed = None if root is None else (root - 1) * 100
    computed = replace(found.computed, printed=printed, widths=None)
    agreement = found.agreement
    if agreement is not None and agreement.outcome != "inconsistent" and told is not None:
        agreement = Agreement("consistent")
    return replace(found, stated=fact, computed=computed, agreement=agreement)


def _root(number: Fraction, count: int) -> Fraction | None:
    """The *count*-th root to six places, for people to read; by bisection over fractions."""
    if number < 0:
        return None
    low, high = Fraction(0), max(Fraction(1), number)
    while high - low > _ROOT:
        middle = (low + high) / 2
        middle = Fraction(round(middle * 10**8), 10**8)
        low, high = (middle, high) if middle**count <= number else (low, middle)
    return low
