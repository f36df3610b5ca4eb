"""Whether a rate of growth can be held against levels: prices change between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from gouji.facts.figures import is_money

if TYPE_CHECKING:
    from gouji.facts.table import Fact, Facts

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
