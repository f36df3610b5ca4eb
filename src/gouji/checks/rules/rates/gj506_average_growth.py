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
    """An average rate of growth, compounded, gives the growth over all the years."""
    for found in facts.derive(yearly_averages):
        if found.stated.measure == "growth":
            yield found.binding("rate", "average-growth")
