"""GJ518: changes of a rate in points that do not follow from the growths of what it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from gouji.checks.bindings.printed_like import as_rounded
from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import PERCENT, compared
from gouji.checks.rule import Binding, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, ONE, Value
from gouji.facts.table.columns import PRICES, REST
from gouji.facts.table.facts import Fact, Facts


@rule("GJ518", name="points-of-rate", level="warning", scope="summary")
def points_of_rate(facts: Facts) -> Iterator[Binding]:
    """The change of a rate in points is what the growths of its part and its total make it."""
    for change in facts:
        if change.measure == "change" and change.unit == POINTS and change.indicator:
            yield from _bindings(facts, change)
        named = [facts.by_id.get(one.total) for one in change.whole if one.breakdown == PRICES]
        if len(named) == 2 and named[0] and named[1]:
            found = compared(change, {"nominal": named[0], "prices": named[1]}, _real, _REAL)
            yield replace(found, firm=False).binding("stated", "real-growth")


def _bindings(facts: Facts, change: Fact) -> Iterator[Binding]:
    for rate in _rates(facts, change):
        named = [facts.by_id[one.total] for one in rate.whole[:2] if one.total in facts.by_id]
        growths = [_growth(facts, one) for one in named]
        chosen = [growth for growth in growths if growth is not None]
        if len(chosen) == 2:
            roles = ("total", "part", "total_growth", "part_growth", "rate")
            told = (*named, *chosen, rate)
            terms = dict(zip(roles, (*named, *as_rounded(chosen), rate), strict=True))
            rest = rate.whole[1].breakdown == REST
            found = compared(change, terms, _points_left if rest else _points, _LEFT if rest else _FORM)
            found = replace(found, terms=tuple(zip(told, roles, strict=True)), firm=False)
            yield found.binding("stated", "points-of-rate")
            return


_FORM = "{part} / {total} - ({part} / (1 + {part_growth})) / ({total} / (1 + {total_growth}))"
_LEFT = "({part} / (1 + {part_growth})) / ({total} / (1 + {total_growth})) - {part} / {total}"


_REAL = "(1 + {nominal}) / (1 + {prices}) - 1"
_AROUND = Interval.closed(Fraction(-1, 2), Fraction(1, 2))
"""By how many points prices of some people may rise otherwise than those of all."""


def _real(values: Mapping[str, Value]) -> Value:
    """Return by how much what grew nominally grew in fact; an index of prices is one of 100."""
    prices = values["prices"]
    prices -= HUNDRED if (prices.hard.low or 0) > 80 else Value.exactly(Fraction(0))
    grown = (ONE + values["nominal"] / HUNDRED) / (ONE + prices / HUNDRED) - ONE
    return grown * HUNDRED + Value(_AROUND, _AROUND, Fraction(0))


def _rates(facts: Facts, change: Fact) -> list[Fact]:
    """Return the rates of a quantity that name what they are made of."""
    found = [
        one
        for measure in ("share", "level")
        for one in same_quantity(facts, change, measure, change.key.period)
    ]
    return [one for one in found if one.unit == PERCENT and len(one.whole) > 1]


def _growth(facts: Facts, level: Fact) -> Fact | None:
    """Return the growth of a level since the year before; None where none, or several, are told."""
    found = [
        one for one in same_quantity(facts, level, "growth", level.key.period)
        if one.unit == PERCENT and one.base == ""
    ]  # fmt: skip
    return found[0] if len({one.hard for one in found}) == 1 else None


def _points(values: Mapping[str, Value]) -> Value:
    """Return by how many points a share rose."""
    share = values["part"] / values["total"] * HUNDRED
    grown = (ONE + values["total_growth"] / HUNDRED) / (ONE + values["part_growth"] / HUNDRED)
    return share * (ONE - grown)


def _points_left(values: Mapping[str, Value]) -> Value:
    """Return by how many points a margin rose: what a share lost."""
    return -_points(values)
