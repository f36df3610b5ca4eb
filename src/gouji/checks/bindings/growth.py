"""Growth and change held against the levels that they lie between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gouji.checks.bindings.recompute import Derived, of_measure, settle
from gouji.facts.figures.units import is_money
from gouji.facts.numbers.values import Value
from gouji.facts.numbers.wording import spoken
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


Price = Literal["physical", "nominal", "real", "unsaid"]

_REAL = re.compile(
    "生产总值|增加值|总产值|国民收入|GDP|经济总量|农林牧渔|国民经济|经济增长|工业生产|产业产值"
)
"""What is told in the prices of the year and grows in constant ones."""


def price_of(facts: Facts, level: Fact) -> Price:
    """Say in which prices the growth of a level is told.

    Source: practice of the statistics bureaus: GDP, value added and gross output grow at constant prices.
    """
    if not is_money(level.unit):
        return "physical"
    indicator = facts.indicator_of(level)
    if indicator and indicator.growth_price:
        return "real" if indicator.growth_price == "real" else "nominal"
    return "real" if _REAL.search(facts.name_of(level)) else "unsaid"


HUNDRED, ONE = Value.exactly(Fraction(100)), Value.exactly(Fraction(1))
PERCENT, POINTS = "%", "百分点"


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth or change, and whether % and 百分点 were taken for each other.

    Attributes:
        derived: The figure with the levels that it lies between.
        swapped: It holds in the other of the two units, and not in its own.
        of_rates: The levels are percentages themselves.
    """

    derived: Derived
    swapped: bool = False
    of_rates: bool = False


def growths(facts: Facts) -> tuple[Growth, ...]:
    """Return every growth and change since one earlier period, held against levels of its summary."""
    return tuple(found for fact in facts if asked(fact) for found in _of(facts, fact))


def asked(fact: Fact) -> bool:
    """Say whether a fact is a growth or change since one earlier period."""
    return (
        (fact.is_figure or fact.trouble is not None)
        and bool(fact.indicator)
        and fact.measure in {"growth", "change"}
        and fact.period is not None
        and "/" not in fact.base
    )


def between_levels(fact: Fact) -> tuple[Callable[[Mapping[str, Value]], Value], str]:
    """Return how two levels make a growth or change, and the computation in signs."""
    if fact.measure == "change":
        return _difference, "{now} - {before}"
    return _growth, "{now} / {before} - 1"


def base_period(fact: Fact) -> str:
    """Return the period that a growth or change is against; empty where it is not plain."""
    if fact.base not in {"", "mom"}:
        return fact.base
    before = fact.period.previous() if fact.period else None
    if before is None or (fact.base == "mom") != ("-" in before.text):
        # 环比 is against the month before; else a month is held against that of the year before.
        return _year_before(fact) if fact.base == "" else ""
    return before.text


def _year_before(fact: Fact) -> str:
    text = fact.key.period
    if "/" in text or "-" not in text:
        return ""
    year, _, rest = text.partition("-")
    return f"{int(year) - 1:04d}-{rest}"


def _of(facts: Facts, fact: Fact) -> Iterator[Growth]:
    period, base = fact.key.period, base_period(fact)
    now, before = _levels(facts, fact, period), _levels(facts, fact, base)
    changes = of_measure(facts, fact, "change", period, fact.base)
    levels = now or before
    rates = bool(levels) and levels[0].unit == PERCENT
    if rates:
        yield from _between_rates(fact, now, before)
    elif fact.measure == "change":
        if now and before:
            yield _plain(fact, {"now": now, "before": before}, _difference, "{now} - {before}")
    elif fact.unit == PERCENT:
        yield _of_levels(facts, fact, now, before, changes)


def _levels(facts: Facts, fact: Fact, period: str) -> list[Fact]:
    """The levels of a period; of a share that rises it is the shares that it lies between."""
    return of_measure(facts, fact, "level", period) or of_measure(facts, fact, "share", period)


def _plain(
    fact: Fact, roles: dict[str, list[Fact]], make: Callable[[Mapping[str, Value]], Value], form: str
) -> Growth:
    alike = {other.unit_class for some in roles.values() for other in some}
    wanted = {fact.unit_class} if fact.measure == "change" and fact.unit != POINTS else alike
    if len(alike) > 1 or alike != wanted:
        return Growth(Derived(fact, obstacle="units-differ"))
    return Growth(settle(fact, roles, make, form))


def _of_levels(facts: Facts, fact: Fact, now: list[Fact], before: list[Fact], changes: list[Fact]) -> Growth:
    if now and before:
        found = _plain(fact, {"now": now, "before": before}, _growth, "{now} / {before} - 1")
    elif now and changes:
        found = _plain(fact, {"now": now, "change": changes}, _by_change, "{change} / ({now} - {change})")
    elif before and changes:
        found = _plain(fact, {"before": before, "change": changes}, _over_before, "{change} / {before}")
    else:
        return Growth(Derived(fact, obstacle="no-levels"))
    return replace(found, derived=in_prices(facts, found.derived, (now or before)[0]))


def in_prices(facts: Facts, derived: Derived, level: Fact) -> Derived:
    """Return a growth with what prices allow to say of it.

    A real rate says nothing of nominal levels; of money with no price basis said, little.
    """
    price = price_of(facts, level)
    if price != "real" or derived.computed is None:
        return replace(derived, firm=price != "unsaid")
    values = {"deflator": _deflator(derived)}
    return replace(derived, firm=True, agreement=None, obstacle="real-rate", values=values)


def _deflator(derived: Derived) -> str:
    """By how much prices rose if both the levels and the real rate are right, in percent."""
    stated = value_of(derived.stated)
    nominal = derived.computed.printed if derived.computed else None
    if nominal is None or stated is None or stated.printed is None or stated.printed <= -100:
        return "?"
    made = (100 + nominal) / (100 + stated.printed) * 100 - 100
    return spoken(Fraction(round(made * 10), 10), PERCENT)


def _between_rates(fact: Fact, now: list[Fact], before: list[Fact]) -> Iterator[Growth]:
    """Of levels that are rates themselves: points are their difference, percents their growth."""
    if not (now and before):
        return
    roles = {"now": now, "before": before}
    points = replace(settle(fact, roles, _difference, "{now} - {before}"), unit=POINTS)
    growth = replace(settle(fact, roles, _growth, "{now} / {before} - 1"), unit=PERCENT)
    own, other = (points, growth) if fact.unit == POINTS else (growth, points)
    swapped = not _as_printed(own) and _as_printed(other) and not other.fails
    # Of a percentage that fits neither way, the difference is mostly what is meant.
    chosen = other if swapped or (own.fails and fact.unit != POINTS) else own
    yield Growth(chosen, swapped, of_rates=True)


def _as_printed(derived: Derived) -> bool:
    """Whether the printed levels make the stated figure: what they round from may make many."""
    made = derived.computed.printed if derived.computed else None
    hard = derived.stated.hard
    return derived.agreement is not None and (made is None or hard is None or made in hard)


def _difference(values: Mapping[str, Value]) -> Value:
    return values["now"] - values["before"]


def _growth(values: Mapping[str, Value]) -> Value:
    return (values["now"] / values["before"] - ONE) * HUNDRED


def _by_change(values: Mapping[str, Value]) -> Value:
    # Each value stands once, or the interval would be wider than what the figures allow.
    return HUNDRED / (values["now"] / values["change"] - ONE)


def _over_before(values: Mapping[str, Value]) -> Value:
    return values["change"] / values["before"] * HUNDRED
