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
    """A mean is the total over the count; a yearly change is the whole change over the number of years.

    Why: a mean is computed by hand, and the number of years is more often than not off by one.

    The rule compares figures of measure `mean` that name a total and a count in `whole`, or whose `base` is a
    span of years, with the total of that span; and figures of measure `change` with such a `base`, with
    the levels before and at the end of it. In a draft, 每千名老人 is per thousand, and a mean
    of a day behind the total of a year is no less than that over its days, nor much more of what goes on
    daily (客流, 供水); 月均, 周均 and 季均 are the total before them over 12, 52 or 4, or a slip away.
    Other words for all of the total are held likewise (业务量, 日均处理), where a slip may part them.
    Means of what is counted are rounded; in a draft it is a warning.

    Example:
        From 8651亿元 in 1997 to 18914亿元 in 2002 the change is 2053亿元 a year, not 2566亿元.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    for found in facts.derive(yearly_averages):
        if found.stated.measure != "growth":
            yield found.binding("mean", "mean-of-total")
