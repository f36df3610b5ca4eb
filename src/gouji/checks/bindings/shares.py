"""Shares: of a level, of a count, and those that must add up to 100."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import PERCENT, Recomputation, recompute
from gouji.checks.bindings.ways_of_shares import as_set, near_fraction, roles_of, way_of
from gouji.checks.rule import MessageValue
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.facts.numbers.values import HUNDRED, Agreement, Value, formatted
from gouji.facts.table.columns import AT_MOST, OF_100, RATE, REST
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import words


class Share(NamedTuple):
    """A share of a total.

    Attributes:
        recomputed: The share compared with part and total; obstacle ``no-part`` where no part is reported.
        total: What it is a share of; None where it names none that exists.
        at_most: It may be less, of a total that is not told: with cases of the year before.
    """

    recomputed: Recomputation
    total: Fact | None = None
    at_most: bool = False


_OF_RATES = frozenset({REST, RATE, AT_MOST})


def shares(facts: Facts) -> tuple[Share, ...]:
    """Return every share in percent, compared with its part and its total.

    A share names its total in ``whole``; the part is the level of the same quantity in the same period, or a
    second one that it names.
    """
    return tuple(_share(facts, fact) for fact in facts if _is_share(fact))


def _is_share(fact: Fact) -> bool:
    sound = fact.is_figure and fact.unit == PERCENT
    named = len(fact.whole) > 1 and (fact.measure == "completion" or fact.whole[1].breakdown in _OF_RATES)
    return (fact.measure == "share" or named) and (sound or fact.fault is not None)


def _share(facts: Facts, fact: Fact) -> Share:
    total = next((facts.by_id[one.total] for one in fact.whole if one.total in facts.by_id), None)
    # Shares of a total that nobody tells name the first of them.
    if total is None or total.measure == "share":
        return Share(Recomputation(fact, obstacle="no-total"))
    told = (one.total for one in fact.whole[1:] if one.breakdown != OF_100)
    named = [facts.by_id[one] for one in told if one in facts.by_id]
    parts = named or (same_quantity(facts, fact, "level", fact.key.period) if fact.indicator else [])
    parts, kinds = [part for part in parts if part is not total], {*words("units_of_kinds")} - {total.unit}
    if not parts:
        return Share(Recomputation(fact, ((total, "total"),), obstacle="no-part"), total)
    # 三类占商品类的60.9%: what counts kinds is no part of what counts cases.
    alike = named or [
        part for part in parts if part.unit_class == total.unit_class and part.unit not in kinds
    ]
    if not alike:
        terms = ((parts[0], "part"), (total, "total"))
        return Share(Recomputation(fact, terms, obstacle="units-differ"), total)
    kind = fact.whole[1].breakdown if named else ""
    roles = roles_of(kind, total, alike)
    make, form = way_of(kind)
    found = recompute(fact, roles, make, form)
    if named and found.agreement and (found.agreement.vague or found.agreement.outcome != "inconsistent"):
        # Beside its part a round count is exact, and a plan as it was set; a person must look all the same.
        make = as_set(make, planned=fact.measure == "completion")
        found = replace(recompute(fact, roles, make, form), firm=False)
    if found.agreement and near_fraction(fact.quote, value_of(fact), found.computed):
        found = replace(found, agreement=Agreement("rounding"))
    return Share(replace(found, firm=found.firm and kind not in _OF_RATES), total, kind == AT_MOST)


def sum_in_words(summed: Value, written: str, sign: str) -> dict[str, MessageValue]:
    """Return the sum of shares and its gap to 100 % in words for a message, and the sum as a formula."""
    shown, gap = summed.formatted(PERCENT), formatted(abs(summed.gap_to(HUNDRED)), f"个{POINTS}")
    return {"sum": shown, "gap": gap, "algebra": f"{written} = {shown} {sign} 100%"}


class PossibleCounts(NamedTuple):
    """Which percentages a count allows.

    Attributes:
        below: Greatest count whose share is less than the stated one, with its percentage; None if none is.
        above: Least count whose share is more, likewise.
        possible: Whether some count yields the stated percentage.
        informative: Whether some percentage of that precision would be impossible.
    """

    possible: bool
    informative: bool
    below: tuple[int, Fraction] | None = None
    above: tuple[int, Fraction] | None = None


def possible_counts(percent: Interval, places: int, count: int) -> PossibleCounts:
    """Say whether a whole number out of *count* yields a percentage, printed with so many *places*.

    Source: GRIM (Brown and Heathers 2017), over exact fractions; a half may be rounded either way.
    """
    informative = count < 10 ** (places + 2)
    low = Fraction(0) if percent.low is None else percent.low
    high = Fraction(100) if percent.high is None else percent.high
    first = ceil(low * count / 100)
    if percent.low_open and first == low * count / 100:
        first += 1
    last = floor(high * count / 100)
    if percent.high_open and last == high * count / 100:
        last -= 1
    possible = max(first, 0) <= min(last, count)
    below, above = min(first, count + 1) - 1, max(last, -1) + 1
    return PossibleCounts(
        possible, informative, _percentage(below, places, count), _percentage(above, places, count)
    )


def _percentage(part: int, places: int, count: int) -> tuple[int, Fraction] | None:
    if not 0 <= part <= count:
        return None
    scale = 10**places
    # A half is rounded up, as people do.
    return part, Fraction(floor(Fraction(part * 100 * scale, count) + Fraction(1, 2)), scale)


def places_of(fact: Fact) -> int | None:
    """Return the number of decimals of a bare percentage; None for any other figure."""
    reading = fact.own_reading
    bare = reading is not None and reading.printed is not None and 0 < reading.width <= 1
    return decimals(reading.width) if reading and bare else None
