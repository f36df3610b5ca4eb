"""How figures are printed: numbers as they would stand beside one, in its unit and magnitude.

One quantity in two units of a kind: 18万亩（1.2万公顷）. Growths with noughts that only fill up: 8.20 %
beside -1.30 % is rounded to the digit before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import BIG, DIGITS, PLACES
from gouji.facts.figures.qualifiers import BEFORE, SUFFIX
from gouji.facts.numbers.digits import number_in
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.facts.numbers.values import formatted, truncated_decimal
from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import pattern, words

_MOST_DECIMALS = 4


def printed_like(number: Fraction, fact: Fact) -> str:
    """Return a number as a figure prints its own: 18630 beside 18360, 1.8亿元 beside 1.6亿元.

    Where the figure is more than a number with its unit, in whatever magnitude is shortest.
    """
    told, reading = pattern("printed_number").fullmatch(fact.quote), fact.own_reading
    printed = reading.printed if reading is not None else None
    if told is None or not printed or not (shown := number_in(told["number"])):
        return formatted(number, fact.unit)
    scaled = number * shown / printed
    if 10**_MOST_DECIMALS % scaled.denominator or decimals(scaled) > _MOST_DECIMALS:
        return formatted(number, fact.unit)
    return f"{truncated_decimal(scaled)}{told['unit']}"


_MAGNITUDES = re.compile(f"^(?:{any_of(BEFORE)})?[{''.join((*DIGITS, *PLACES, *BIG))}]+")


def may_be_converted(fact: Fact) -> bool:
    """Say whether a figure may stand beside itself in another unit: a measured level, no part of anything."""
    return fact.measure == "level" and fact.form == "amount" and not fact.whole


def in_two_units(one: Fact, two: Fact) -> bool:
    """Say whether two such figures are printed in different units that convert exactly."""
    printed = {printed_unit(one), printed_unit(two)}  # "" for 1.2 of 分别为1.2、3.4亿元
    return one.unit == two.unit and len(printed) > 1 and "" not in printed


def printed_unit(fact: Fact) -> str:
    """Return the unit as printed, without magnitude and qualifier."""
    apart = "".join(words("beside_units"))
    found = re.search(f"([^0-9０-９.．,，()（）{apart}]+?)(?:{SUFFIX})?$", fact.quote)
    return _MAGNITUDES.sub("", found[1]) if found else ""


_LAST_NOUGHT = re.compile("[.][0-9]+0[^0-9]*$")
_MORE = Fraction(9, 2)
"""Of the width of its last digit, what a figure that is rounded to the digit before it may be off more."""


def as_rounded(growths: Sequence[Fact]) -> list[Fact]:
    """Return growths; several that all end in a nought as rounded to the digit before it."""
    if len(growths) < 2 or not all(_LAST_NOUGHT.search(one.quote) for one in growths):
        return list(growths)
    return [_widened(one) for one in growths]


def _widened(fact: Fact) -> Fact:
    width = fact.own_reading.width if fact.own_reading else Fraction(0)
    if fact.hard is None or fact.reading is None:
        return fact
    wider = fact.hard + Interval.closed(-_MORE * width, _MORE * width)
    reading = replace(fact.reading, hard=wider, soft=wider)
    return replace(fact, hard=wider, soft=wider, given=wider, reading=reading)
