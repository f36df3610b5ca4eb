"""What was added in a year, where only all that there is is told: 7家 this year, 6家 the year before.

And what was added year by year, where a total tells all of it: 126公里 and 86公里 are 212公里.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import NamedTuple

from gouji.checks.bindings.quantities import ReportedValue, bind_value, reported_values
from gouji.checks.bindings.target_kinds import is_added, is_of_new, row_before
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, MessageValue
from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.values import Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts, value_of


class Added(NamedTuple):
    """What was added in a year.

    Attributes:
        value: The difference, told by the level of the year.
        before: The level of the year before.
    """

    value: ReportedValue
    before: Fact


def added_since(facts: Facts, target: Fact, told: Sequence[Fact], earlier: Sequence[Fact]) -> Added | None:
    """Return what was added to the level of the year before, where a draft's target is only of what is new.

    *told* is what the next summary tells in the words of the target (新增2—3家), *earlier* what its own one
    tells in them of the year before. None where one of both levels is not told once and exactly, or there are
    fewer now.
    """
    if target.coded or not is_classifier(target.unit) or not is_added(facts, target):
        return None
    now, before = (_only(facts, target, rows) for rows in (told, earlier))
    if now is None or before is None or now.hard is None or before.hard is None:
        return None
    high, low = now.hard.low, before.hard.low
    if high is None or low is None or high < low:
        return None
    return Added(ReportedValue((now,), Value.exactly(high - low)), before)


def counted_on(facts: Facts, target: Fact, came: ReportedValue, earlier: Sequence[Fact]) -> Added | None:
    """Return what was added where an outcome seems to count all that there is, though it does not say so.

    13项上线运行, a target of 21 more, and 35项上线运行: so many are those before and the target together, and
    the 35 are rather all. None where an act makes what is told, or the figures do not fit so.
    """
    before = _only(facts, target, earlier)
    now, aim = came.first, value_of(target)
    if target.coded or not is_classifier(target.unit) or before is None or before.hard is None or aim is None:
        return None
    low, number, printed = before.hard.low, aim.hard.low, came.value.printed
    if low is None or number is None or printed is None or number <= 0 or low <= 0:
        return None
    added = printed - low
    fits = printed > number and abs(added - number) <= max(Fraction(1), number * _FITS)
    stands = not any(row_before(facts, one).strip() for one in (now, before))
    return Added(ReportedValue((now,), Value.exactly(added)), before) if fits and stands else None


_FITS = Fraction(1, 10)
"""So far, in parts of a target, may what was added be from it."""


def _only(facts: Facts, target: Fact, rows: Sequence[Fact]) -> Fact | None:
    """Return the one exact level in a target's unit; None where there are several or none, or it is new."""
    levels = [
        fact for fact in rows if fact.unit == target.unit and "/" not in fact.key.period and fact.settled
    ]
    exact = [fact for fact in levels if fact.hard is not None and fact.hard.is_point]
    return exact[0] if len(levels) == len(exact) == 1 and not is_of_new(facts, exact[0]) else None


Flows = Callable[[str], Sequence[Sequence[Fact]]]
"""Returns what was added in a period: of each indicator that adds to a total the figures that tell it."""
_FEWEST, _MOST = 2, 30
"""Years that are added up; one alone may not exceed the total, which GJ411 tells."""


def added_up(facts: Facts, totals: Sequence[Fact], flows: Flows) -> Iterator[Binding]:
    """Yield running totals that what was added year by year makes, or exceeds.

    Where it makes less, years before may be untold: nothing is said of it then. Nor is it of more where items
    can be dropped (`removable`), or first figures are revised.
    """
    period, indicator = totals[0].period, facts.indicator_of(totals[0])
    firm = not (indicator and (indicator.removable or indicator.revisable))
    added: list[ReportedValue] = []
    years = 0
    while period is not None and years < _MOST and (told := _year_of(facts, flows(period.text))):
        added[:0] = told
        period, years = period.previous(), years + 1
    for total in reported_values(facts, totals) if years >= _FEWEST else ():
        binding = None if total.ambiguous else _as_sum(total, added)
        if binding is not None and (firm or not fails(binding)):
            yield binding


def _year_of(facts: Facts, flows: Sequence[Sequence[Fact]]) -> Sequence[ReportedValue]:
    """Return what was added in a year, by each indicator; none where one is not known for sure."""
    told = [reported_values(facts, [fact for fact in some if not fact.fault]) for some in flows]
    faulty = any(fact.fault for some in flows for fact in some)
    known = not faulty and all(len(values) == 1 and not values[0].ambiguous for values in told)
    return [values[0] for values in told] if known else []


def _as_sum(total: ReportedValue, added: Sequence[ReportedValue]) -> Binding | None:
    summed = reduce(add, (one.value for one in added))
    agreement = compare(total.value, summed)
    if not agreement.plain and total.value.gap_to(summed) >= 0:
        return None

    def words() -> Mapping[str, MessageValue]:
        unit = total.first.unit
        each = "＋".join(one.first.quote for one in added).replace("＋-", "－")
        gap = formatted(abs(total.value.gap_to(summed)), unit)
        return {"algebra": f"{each}＝{summed.formatted(unit)} > {total.first.quote}", "gap": gap}

    bound = (*bind_value(total, "total"), *(one for some in added for one in bind_value(some, "added")))
    return Binding(bound, agreement, "added-exceeds", words=words, level="warning", because=("dropped",))
