"""GJ414: what was left last year, and is told otherwise this year."""

from collections.abc import Iterator

from gouji.checks.bindings.carried_over import Rolled, carried_over, rolled_over
from gouji.checks.rule import Binding, Bound, MessageValue, bind, rule
from gouji.facts.numbers.values import formatted
from gouji.facts.table.facts import Facts, value_of


@rule("GJ414", name="carried-over", level="warning", scope="workspace")
def carried_over_from_last_year(facts: Facts) -> Iterator[Binding]:
    """A year begins with what the year before ended with.

    Why: what was carried over to the next year stands in two summaries, a year apart, and nobody has both
    at hand when the second is written.

    The rule compares what a summary says was carried over from last year (上年结转) with what last year's
    summary of the same series says was carried over to the next (结转下年度): in tables in the columns of
    one name, in prose of one noun, and only where each summary tells it once. And where a row of a table
    tells what there is, what came and what went (现行有效, 制发, 废止), what there is must be that of last
    year's row, more what came, less what went; one that falls short is a note, since something may have
    ended by itself.

    Example:
        结转下年度继续办理 7件, and a year later 上年结转 9件.

    Source: opening and closing balances; intervals as in XBRL Calculations 1.1.
    """
    for found in carried_over(facts):
        bound = (Bound(found.opening, "opening"), Bound(found.closing, "closing"))
        yield Binding(
            bound, found.agreement, "carried-over", "{opening} ≠ {closing}", obstacle="no-one-value"
        )
    yield from map(_rolled, rolled_over(facts))


def _rolled(found: Rolled) -> Binding:
    def words() -> dict[str, MessageValue]:
        unit, value = found.now.unit, value_of(found.now)
        gap = formatted(abs(value.gap_to(found.sum)), unit) if value else ""
        return {"sum": found.sum.formatted(unit), "gap": gap}

    bound = (
        *bind(found.now, role="now"),
        *bind(found.before, role="before"),
        *bind(found.came, role="came"),
        *bind(found.went, role="went"),
    )
    return Binding(
        bound,
        found.agreement,
        "rolled-over",
        "{before} + {came} - {went} ≠ {now}",
        words,
        level="note" if found.short else "warning",
    )
