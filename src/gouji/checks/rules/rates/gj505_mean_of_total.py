"""GJ505: means that differ from total over count."""

from collections.abc import Iterator

from gouji.checks.bindings.growth import yearly_averages
from gouji.checks.rule import Binding, rule
from gouji.facts.table.facts import Facts


@rule(
    "GJ505",
    name="mean-of-total",
    level="error",
    scope="summary",
    covers=lambda _, fact: fact.measure == "mean" or (fact.measure == "change" and "/" in fact.base),
)
def mean_of_total(facts: Facts) -> Iterator[Binding]:
    """A mean is the total over the count; a yearly change is the whole change over the number of years."""
    for found in facts.derive(yearly_averages):
        if found.stated.measure != "growth":
            yield found.binding("mean", "mean-of-total")
