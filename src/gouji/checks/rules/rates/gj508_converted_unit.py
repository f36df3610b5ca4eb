"""GJ508: one figure in two units that differ; below the rule, conversions and exchange rates."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from gouji.checks.bindings.printed_like import in_two_units, may_be_converted
from gouji.checks.bindings.quantities import by_quantity
from gouji.checks.rule import Binding, MessageValue, Phrase, bind, rule
from gouji.facts.figures.units import is_money
from gouji.facts.numbers.intervals import Interval, plain
from gouji.facts.numbers.values import Value, compare, truncated_decimal
from gouji.facts.table.facts import Fact, Facts, grouped, value_of


@rule("GJ508", name="converted-unit", level="error", scope="summary")
def converted_unit(facts: Facts) -> Iterator[Binding]:
    """A figure that is reported in two units has one value."""
    for rows in facts.derive(by_quantity).values():
        yield from _in_group(rows)


YUAN = "元"
RATES: Mapping[str, Mapping[int, tuple[str, str]]] = {
    "美元": {
        1978: ("1.4", "1.9"), 1981: ("1.5", "2.9"), 1985: ("2.7", "3.8"), 1987: ("3.6", "4.8"),
        1990: ("4.7", "5.9"), 1994: ("8.2", "8.8"), 2005: ("7.9", "8.4"), 2006: ("7.7", "8.2"),
        2007: ("7.2", "7.9"), 2008: ("6.7", "7.4"), 2009: ("6.7", "6.9"), 2010: ("6.5", "6.9"),
        2011: ("6.2", "6.7"), 2013: ("6.0", "6.4"), 2015: ("6.0", "6.6"), 2016: ("6.4", "7.0"),
        2018: ("6.2", "7.0"), 2019: ("6.6", "7.2"), 2020: ("6.5", "7.2"), 2021: ("6.3", "6.6"),
        2022: ("6.3", "7.3"), 2023: ("6.7", "7.4"), 2024: ("6.9", "7.4"), 2025: ("6.9", "7.4"),
    },
}  # fmt: skip
"""Yuan per unit of a currency: the range of daily central parities from a year on (State Administration of
Foreign Exchange), widened by the deviation of yearly and year-end rates."""
_MAX_GAP = 4
_WIDEST = (Fraction(3, 2), Fraction(9))


def _in_group(rows: list[Fact]) -> Iterator[Binding]:
    """Compare the levels of a quantity that a summary reports in two units."""
    levels = [fact for fact in rows if may_be_converted(fact)]
    for some in grouped(levels, lambda fact: fact.key.period).values():
        for one, two in combinations(some, 2):
            if not (one.coded or _adjacent(one, two)):
                continue
            if in_two_units(one, two):
                yield _same_kind(one, two)
            elif one.unit != two.unit and is_money(one.unit) and is_money(two.unit):
                yield _currencies(one, two)


def _adjacent(one: Fact, two: Fact) -> bool:
    """Whether the two figures follow each other in the text: 175亿美元、约合1243亿元."""
    first, second = sorted((one, two), key=lambda fact: fact.start or 0)
    return first.end is not None and second.start is not None and 0 <= second.start - first.end <= _MAX_GAP


def _same_kind(one: Fact, two: Fact) -> Binding:
    left, right = value_of(one), value_of(two)
    agreement = compare(left, right) if left and right else None
    bound = bind(one, two, role="told")

    def words() -> dict[str, MessageValue]:
        number = _converted(left, right, two.quote) if left and right else ""
        return {"computed": Phrase("converted-as", {"number": number}) if number else ""}

    return Binding(bound, agreement, "converted-unit", "{told} ≠ {told_2}", words, obstacle="missing-value")


def _converted(value: Value, other: Value, quote: str) -> str:
    """Return a value in the words of another's quote, with as many decimals; empty where it has no number."""
    found = re.search(r"[0-9]+(?:\.([0-9]+))?", quote)
    if found is None or value.printed is None or not other.printed:
        return ""
    number = round(Fraction(found[0]) * value.printed / other.printed, len(found[1] or ""))
    return f"{quote[: found.start()]}{plain(number)}{quote[found.end() :]}"


def _currencies(one: Fact, two: Fact) -> Binding:
    """Compare the price in yuan of one unit of a currency that two figures imply with what is plausible."""
    bound = bind(one, two, role="told")
    yuan, other = (one, two) if one.unit == YUAN else (two, one)
    if yuan.unit != YUAN or other.unit not in RATES:
        return Binding(bound, None, obstacle="no-rate")
    left, right = value_of(yuan), value_of(other)
    if left is None or right is None:
        return Binding(bound, None, obstacle="missing-value")
    try:
        rate = left / right
    except ValueError:
        return Binding(bound, None, obstacle="divisor-may-be-zero")
    band = band_of(other.unit, other)

    def words() -> dict[str, MessageValue]:
        low, high = (truncated_decimal(end or Fraction(0)) for end in (band.low, band.high))
        return {"rate": truncated_decimal(_to_cents(rate)), "band": f"{low}—{high}"}

    agreement = compare(rate, Value(band, band, None))
    algebra = "{told} / {told_2} = {rate} ∉ {band}"
    return Binding(bound, agreement, "converted-money", algebra, words, level="warning")


def _to_cents(rate: Value) -> Fraction:
    number = rate.printed if rate.printed is not None else rate.hard.low
    return Fraction(round((number or Fraction(0)) * 100), 100)


def band_of(currency: str, fact: Fact) -> Interval:
    """Return the plausible price in yuan of one unit of a currency in the years of a fact's period."""
    if fact.period is None or fact.period.start is None:
        return Interval(*_WIDEST)
    years = range(fact.period.start.year, fact.period.end.year + 1)
    bands = [_band(RATES[currency], year) for year in years]
    found = bands[0]
    for band in bands[1:]:
        found = found.hull(band)
    return found


def _band(rates: Mapping[int, tuple[str, str]], year: int) -> Interval:
    known = [start for start in rates if start <= year]
    return Interval.closed(*rates[max(known)]) if known else Interval(*_WIDEST)
