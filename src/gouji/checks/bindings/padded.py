"""Growths with noughts that only fill up: 8.20 % beside -1.30 % is rounded to the digit before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact

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
