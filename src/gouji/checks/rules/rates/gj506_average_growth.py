"""GJ506: average rates of growth that do not compound to the growth over all years."""

from collections.abc import Iterator

from gouji.checks.bindings.growth import yearly_averages
from gouji.checks.rule import Binding, rule
from gouji.facts.table.facts import Facts


@rule(
    "GJ506",
    name="average-growth",
    level="error",
    scope="summary",
    covers=lambda _, fact: fact.measure == "growth" and "/" in fact.base,
)
def average_growth(facts: Facts) -> Iterator[Binding]:
    """An average rate of growth, compounded, gives the growth over all the years.

    Why: 年均 is geometric; the arithmetic mean, or one year too many, is the usual slip.

    The rule compares figures of measure `growth` whose `base` is a span of years, with the levels before and
    at the end of it, or with the growth over all of it. The printed rate is raised to the power of the
    number of years, so no root is ever rounded. Real rates (`growth_price` real; GDP, value added, gross
    output in money) are not compared with nominal levels; money without a price basis is a warning at most.

    Example:
        32.6 % in four years is 7.3 % a year, not 8.2 %.

    Source: compound growth; intervals as in XBRL Calculations 1.1.
    """
    for found in facts.derive(yearly_averages):
        if found.stated.measure == "growth":
            yield found.binding("rate", "average-growth")
