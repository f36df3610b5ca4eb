"""Growth and change between two levels; means over several years, and of a total over a count."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from gouji.checks.bindings.means import is_of_days, total_over_count, total_over_days
from gouji.checks.bindings.quantities import clause_of, same_quantity, words_before, words_behind
from gouji.checks.bindings.recompute import PERCENT, Recomputation, recompute
from gouji.checks.bindings.restated import corrected
from gouji.checks.decide import fails
from gouji.facts.figures.units import POINTS, is_money
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, ONE, Agreement, Value, formatted
from gouji.facts.table.columns import AHEAD, OF_ROW
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.facts.table.periods import Period, shifted
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern, words

Price = Literal["physical", "nominal", "real", "unsaid"]


def price_of(facts: Facts, level: Fact) -> Price:
    """Say at which prices the growth of a level is stated.

    Source: practice of the statistics bureaus: GDP, value added and gross output grow at constant prices.
    """
    if not is_money(level.unit):
        return "physical"
    indicator = facts.indicator_of(level)
    if indicator and indicator.growth_price:
        return "real" if indicator.growth_price == "real" else "nominal"
    return kind_of(facts.name_of(level)).price or "unsaid"


Way = tuple[Callable[[Mapping[str, Value]], Value], str]
"""How a figure is computed from values by role, and the same as a formula."""
_DIFFERENCE: Way = (lambda v: v["now"] - v["before"], "{now} - {before}")
_GROWTH: Way = (lambda v: (v["now"] / v["before"] - ONE) * HUNDRED, "{now} / {before} - 1")
# Each value is used once, or the interval would be wider than what the figures allow.
_FROM_NOW: Way = (lambda v: HUNDRED / (v["now"] / v["change"] - ONE), "{change} / ({now} - {change})")
_FROM_BEFORE: Way = (lambda v: v["change"] / v["before"] * HUNDRED, "{change} / {before}")


class Growth(NamedTuple):
    """A growth or change, and whether % and 百分点 were mixed up.

    Attributes:
        recomputed: The figure, recomputed from the levels that it lies between.
        swapped: Whether it holds in the other of the two units, and not in its own.
        of_rates: Whether the levels are percentages themselves.
    """

    recomputed: Recomputation
    swapped: bool = False
    of_rates: bool = False


def growths(facts: Facts) -> tuple[Growth, ...]:
    """Return every growth and change since one earlier period, compared with levels of its summary."""
    return tuple(found for fact in facts if is_checked(fact) for found in _growths_of(facts, fact))


def is_checked(fact: Fact) -> bool:
    """Say whether a fact is a growth or change since one earlier period."""
    return (
        (fact.is_figure or fact.fault is not None)
        and bool(fact.indicator)
        and fact.measure in {"growth", "change"}
        and fact.period is not None
        # 决算比2024年预算增加: one year's budget and accounts are no levels before and after.
        and fact.base != fact.key.period
        and ("/" not in fact.base or _is_in_one_year(fact.base))
    )


def between_levels(fact: Fact) -> Way:
    """Return how a growth or change is computed from two levels."""
    return _DIFFERENCE if fact.measure == "change" else _GROWTH


def base_period(fact: Fact) -> str:
    """Return the period that a growth or change is measured against; empty where unclear."""
    if fact.base not in {"", "mom"}:
        return fact.base
    before = fact.period.previous() if fact.period else None
    if before is None or (fact.base == "mom") != ("-" in before.text):
        # 环比 is against the month before; otherwise a month is against that of the year before.
        return _same_part_last_year(fact) if fact.base == "" else ""
    return before.text


def _same_part_last_year(fact: Fact) -> str:
    """Return the same part of the year before: of a half-year, of a school year; empty for what is longer."""
    text, period = fact.key.period, fact.period
    if "-" not in text or period is None or period.start is None or period.end - period.start > _YEAR:
        return ""
    return shifted(text, -1)


_YEAR = timedelta(days=366)


def _is_in_one_year(period: str) -> bool:
    """Whether a period is a year or a part of one: a month, a half-year."""
    years = {end[:4] for end in period.split("/")}
    return len(years) == 1 and years.pop().isdigit()


def _growths_of(facts: Facts, fact: Fact) -> Iterator[Growth]:
    period, base = fact.key.period, base_period(fact)
    now = _levels(facts, fact, period)
    before = [corrected(facts, fact.summary, one) for one in _levels(facts, fact, base)]
    if before and before[0].measure == "mean":  # 均值由36降至33，优于34的目标
        now = same_quantity(facts, fact, "mean", period) or now
    changes = same_quantity(facts, fact, "change", period, fact.base)
    levels = now or before
    rates = bool(levels) and levels[0].unit == PERCENT
    of_places = fact.unit == "位" or (rates and fact.unit not in {POINTS, PERCENT})
    if fact.measure == "change" and (of_places or not levels):
        yield from _between_ranks(facts, fact, period, base)
        return
    if rates:
        yield from _between_rates(fact, now, before)
    elif fact.measure == "change":
        if now and before:
            yield _recomputed(fact, {"now": now, "before": before}, _DIFFERENCE)
    elif fact.unit == PERCENT:
        yield _of_levels(facts, fact, now, before, changes)


def _between_ranks(facts: Facts, fact: Fact, period: str, base: str) -> Iterator[Growth]:
    """Compare places moved with the ranks before and after: a smaller number is a better place."""
    now, before = (same_quantity(facts, fact, "rank", one) for one in (period, base))
    if now and before and (fact.unit in words("units_of_places") or not fact.unit):
        roles = {"before": before, "now": now}
        yield Growth(recompute(fact, roles, lambda v: v["before"] - v["now"], "{before} - {now}"))


def _levels(facts: Facts, fact: Fact, period: str) -> list[Fact]:
    """The levels in a period, or the shares where it is a share that grows, as it does in points."""
    measures = ("share", "level", "mean") if fact.unit == POINTS else ("level", "share", "mean")
    found = (same_quantity(facts, fact, measure, period) for measure in measures)
    levels = next((levels for levels in found if levels), [])
    if fact.unit == POINTS:
        levels = [one for one in levels if one.unit == PERCENT]  # two provinces (两省) have no points
    if fact.stage in AHEAD and not fact.ahead:
        return [one for one in levels if one.stage == fact.stage]  # 完成了下降5%的目标
    # 超过年初600万人次的计划 stands beside what was reached, and is no level that grew.
    return [one for one in levels if one.settled == fact.settled] or levels


def _recomputed(fact: Fact, roles: dict[str, list[Fact]], way: Way) -> Growth:
    classes = {other.unit_class for facts in roles.values() for other in facts}
    expected = {fact.unit_class} if fact.measure == "change" else classes
    if len(classes) > 1 or classes != expected:
        return Growth(Recomputation(fact, obstacle="units-differ"))
    return Growth(recompute(fact, roles, *way))


def _of_levels(facts: Facts, fact: Fact, now: list[Fact], before: list[Fact], changes: list[Fact]) -> Growth:
    if now and before:
        found = _recomputed(fact, {"now": now, "before": before}, _GROWTH)
    elif now and changes:
        found = _recomputed(fact, {"now": now, "change": changes}, _FROM_NOW)
    elif before and changes:
        found = _recomputed(fact, {"before": before, "change": changes}, _FROM_BEFORE)
    else:
        return Growth(Recomputation(fact, obstacle="no-levels"))
    return found._replace(recomputed=with_price_basis(facts, found.recomputed, (now or before)[0]))


def with_price_basis(facts: Facts, derived: Recomputation, level: Fact) -> Recomputation:
    """Return a growth with what its price basis allows to conclude.

    A real rate says nothing about nominal levels; without a stated price basis for money, a gap is not firm.
    """
    price = price_of(facts, level)
    if price not in {"physical", "real"} and _is_told_as_real(facts, derived.stated, level):
        price = "real"
    if price != "real" or derived.computed is None:
        return replace(derived, firm=price != "unsaid" and derived.stated.via != OF_ROW)
    values = {"deflator": _deflator(derived)}
    return replace(derived, firm=True, agreement=None, obstacle="real-rate", values=values)


def _is_told_as_real(facts: Facts, growth: Fact, level: Fact) -> bool:
    """Whether the words around a growth say so, or a note of its text where its level is an output."""
    if pattern("at_current_prices").search(clause_of(facts, growth)):
        return False
    statement = pattern("ends_a_statement").split(words_before(facts, growth, _AROUND))[-1]
    told = pattern("at_constant_prices").search(statement)
    told = told or pattern("constant_prices_behind").match(words_behind(facts, growth, _AROUND))
    if not told and pattern("is_output").search(facts.name_of(level)):
        told = pattern("note_of_real_growth").search(facts.texts.get(growth.summary, ""))
    return told is not None


_AROUND = 80


def _deflator(derived: Recomputation) -> str:
    """The rise in prices, in percent, if both the levels and the real rate are right."""
    stated = value_of(derived.stated)
    nominal = derived.computed.printed if derived.computed else None
    if nominal is None or stated is None or stated.printed is None or stated.printed <= -100:
        return "?"
    deflator = (100 + nominal) / (100 + stated.printed) * 100 - 100
    return formatted(Fraction(round(deflator * 10), 10), PERCENT)


def _between_rates(fact: Fact, now: list[Fact], before: list[Fact]) -> Iterator[Growth]:
    """Compare levels that are rates themselves: points are their difference, percent their growth."""
    shares = [one.start or 0 for one in (*now, *before) if one.measure == "share"]
    of_amount = fact.unit == PERCENT and (fact.start or 0) < min(shares, default=0)
    if of_amount or not (now and before):
        return  # 出口增长18.5%，占比重由21.3%升至23.6%
    roles = {"now": now, "before": before}
    points = replace(recompute(fact, roles, *_DIFFERENCE), unit=POINTS)
    growth = replace(recompute(fact, roles, *_GROWTH), unit=PERCENT)
    own, other = (points, growth) if fact.unit == POINTS else (growth, points)
    swapped = not _as_printed(own) and _as_printed(other) and not fails(other)
    # A percentage that fits neither way usually stands for the difference.
    chosen = other if swapped or (fails(own) and fact.unit != POINTS) else own
    yield Growth(chosen, swapped, of_rates=True)


def _as_printed(derived: Recomputation) -> bool:
    """Whether the levels as printed yield the stated figure: unrounded they could yield many."""
    computed = derived.computed.printed if derived.computed else None
    hard = derived.stated.hard
    return derived.agreement is not None and (computed is None or hard is None or computed in hard)


_ROOT_PRECISION = Fraction(1, 10**6)
_MAX_SPAN = 100


def yearly_averages(facts: Facts) -> tuple[Recomputation, ...]:
    """Return every mean, recomputed from what it is the mean of.

    A growth or change whose ``base`` is a span of years is the yearly mean over them (年均). A mean with
    such a ``base`` is the yearly mean of the span's total; one that names a total and a count in
    ``whole`` is the total divided by the count.
    """
    return tuple(found for fact in facts for found in _means_of(facts, fact))


def _means_of(facts: Facts, fact: Fact) -> Iterator[Recomputation]:
    if not fact.is_figure or fact.measure not in {"growth", "change", "mean"}:
        return
    if fact.measure == "mean" and (len(fact.whole) == 2 or fact.via == "mean.of"):
        yield total_over_count(facts, fact)
    if is_of_days(fact):
        yield total_over_days(facts, fact)
    years = _years(fact.base)
    if years and fact.indicator:
        over_years = _mean_of_total if fact.measure == "mean" else _mean_over_years
        yield over_years(facts, fact, years)


def _years(base: str) -> range | None:
    """The years of a span of several; None for any other base."""
    if "/" not in base:
        return None
    period = Period.read(base)
    if period.start is None or not 0 < period.end.year - period.start.year < _MAX_SPAN:
        return None
    return range(period.start.year, period.end.year + 1)


def _mean_of_total(facts: Facts, fact: Fact, years: range) -> Recomputation:
    totals, count = same_quantity(facts, fact, "level", fact.base), len(years)
    if not totals:
        return Recomputation(fact, obstacle="no-total")
    divisor = Value.exactly(Fraction(count))
    return recompute(fact, {"total": totals}, lambda v: v["total"] / divisor, f"{{total}} / {count}")


def _mean_over_years(facts: Facts, fact: Fact, years: range) -> Recomputation:
    now = same_quantity(facts, fact, "level", f"{years[-1]:04d}")
    before = same_quantity(facts, fact, "level", f"{years[0] - 1:04d}")
    roles, count = {"now": now, "before": before}, len(years)
    if fact.measure == "growth" and fact.unit != PERCENT:
        return Recomputation(fact, obstacle="units-differ")
    if fact.measure == "growth":
        found = _compounded_levels(facts, fact, roles, count) if now and before else None
        return found or _compounded_growth(facts, fact, years)
    if not (now and before):
        return Recomputation(fact, obstacle="no-levels")
    divisor, form = Value.exactly(Fraction(count)), f"({{now}} - {{before}}) / {count}"
    return recompute(fact, roles, lambda v: (v["now"] - v["before"]) / divisor, form)


def _compounded_levels(
    facts: Facts, fact: Fact, roles: Mapping[str, Sequence[Fact]], count: int
) -> Recomputation:
    form = f"({{now}} / {{before}})^(1/{count}) - 1"
    found = recompute(_compounded(fact, count), roles, lambda v: v["now"] / v["before"], form)
    price = price_of(facts, roles["now"][0])
    found = replace(_per_year(found, fact, count), firm=price != "unsaid")
    if price == "real" and found.computed is not None:
        return replace(found, agreement=None, obstacle="real-mean-rate")
    return found


def _compounded_growth(facts: Facts, fact: Fact, years: range) -> Recomputation:
    """Compare with the growth over all the years, which is stated at the same prices."""
    base, count = f"{years[0] - 1:04d}", len(years)
    periods = dict.fromkeys((f"{years[-1]:04d}", fact.key.period))
    rows = [row for period in periods for row in same_quantity(facts, fact, "growth", period, base)]
    if not rows:
        return Recomputation(fact, obstacle="no-levels")
    form = f"(1 + {{growth}})^(1/{count}) - 1"
    found = recompute(_compounded(fact, count), {"growth": rows}, lambda v: ONE + v["growth"] / HUNDRED, form)
    return _per_year(found, fact, count)


def _compounded(fact: Fact, count: int) -> Fact:
    """The fact with its yearly rate compounded over *count* years, so that no root is ever taken."""
    if fact.hard is None or fact.soft is None:
        return fact
    hard, soft = (_compound(interval, count) for interval in (fact.hard, fact.soft))
    return replace(fact, hard=hard, soft=soft, given=hard, reading=None)


def _compound(interval: Interval, count: int) -> Interval:
    factor = interval / 100 + 1
    low = None if factor.low is None or factor.low < 0 else factor.low**count
    high = None if factor.high is None else max(factor.high, Fraction(0)) ** count
    return Interval(low if low is not None else Fraction(0), high, factor.low_open, factor.high_open)


def _per_year(found: Recomputation, fact: Fact, count: int) -> Recomputation:
    """The comparison restated for the yearly rate; the root is for display only."""
    if found.computed is None:
        return replace(found, stated=fact)
    stated = value_of(fact)
    root = None if found.computed.printed is None else _root(found.computed.printed, count)
    printed = None if root is None else (root - 1) * 100
    computed = replace(found.computed, printed=printed, widths=None)
    agreement = found.agreement
    if agreement is not None and agreement.outcome != "inconsistent" and stated is not None:
        agreement = Agreement("consistent")
    return replace(found, stated=fact, computed=computed, agreement=agreement)


def _root(number: Fraction, count: int) -> Fraction | None:
    """The *count*-th root to six places, for display; by bisection over fractions."""
    if number < 0:
        return None
    low, high = Fraction(0), max(Fraction(1), number)
    while high - low > _ROOT_PRECISION:
        middle = (low + high) / 2
        middle = Fraction(round(middle * 10**8), 10**8)
        low, high = (middle, high) if middle**count <= number else (low, middle)
    return low
