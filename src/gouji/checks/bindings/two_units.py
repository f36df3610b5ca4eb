"""Figures that state one quantity in two units of a kind: 18万亩（1.2万公顷）."""

import re

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import BIG, DIGITS, PLACES
from gouji.facts.figures.qualifiers import BEFORE, SUFFIX
from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import words

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
