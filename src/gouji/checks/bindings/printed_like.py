"""Numbers as they would stand beside a figure: in its unit and magnitude, so that digits can be compared."""

from __future__ import annotations

from fractions import Fraction

from gouji.facts.numbers.digits import number_in
from gouji.facts.numbers.intervals import decimals
from gouji.facts.numbers.values import formatted, truncated_decimal
from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import pattern

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
