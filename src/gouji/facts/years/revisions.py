"""Whether a figure that was told earlier may have been revised since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gouji.facts.years.benchmarks import adjusted, benchmark_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.facts.table import Fact, Facts

Revision = Literal["", "stage", "revisable", "census"]
"""What announces a revision: nothing; stages that differ; the indicator; a census in between."""


def revision(facts: Facts, rows: Sequence[Fact]) -> Revision:
    """Return what announces that figures of one thing, told in several summaries, were revised in between."""
    indicator = facts.indicator_of(rows[0])
    if len({fact.stage for fact in rows}) > 1:
        return "stage"
    # What is adjusted every year is told alike by those who tell it in one year.
    later = len(set(_known(facts, rows))) > 1
    if (indicator is not None and indicator.revisable) or (later and adjusted(facts.name_of(rows[0]))):
        return "revisable"
    return "census" if census(facts, rows) else ""


def census(facts: Facts, rows: Sequence[Fact]) -> str:
    """Return what the census is called that was counted between summaries; empty where there was none."""
    years = sorted(_known(facts, rows))
    found = benchmark_between(facts.name_of(rows[0]), years[0], years[-1]) if len(years) > 1 else None
    return found.name if found else ""


def _known(facts: Facts, rows: Iterable[Fact]) -> Iterable[int]:
    """For each figure the year that its summary reviews, or where that is not said its own."""
    for fact in rows:
        summary = facts.summary_of(fact)
        year = summary.year.rpartition("/")[2][:4] if summary else ""
        own = fact.period.end.year if fact.period else None
        if year.isdigit():
            yield int(year)
        elif own is not None:
            yield own
