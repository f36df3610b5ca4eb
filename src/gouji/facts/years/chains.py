"""Summaries of one publisher and one series, year by year; the order of files does not matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.facts.dimensions import Summary
    from gouji.facts.table import Facts


@dataclass(frozen=True, slots=True)
class Chain:
    """The summaries of one publisher and series.

    Attributes:
        publisher: Who publishes them; empty where nobody is named.
        series: Their series; empty where none is named.
        years: Ids of summaries by the year that they review, the first year in front; a year may have
            several, and years may be missing in between.
    """

    publisher: str
    series: str
    years: Mapping[int, tuple[str, ...]]

    @property
    def summaries(self) -> tuple[str, ...]:
        """All summaries, by year."""
        return tuple(summary for some in self.years.values() for summary in some)

    def year_of(self, summary: str) -> int:
        """Return the year that one of the summaries reviews."""
        return next(year for year, some in self.years.items() if summary in some)

    def after(self, summary: str) -> tuple[str, ...]:
        """Return the summaries of the year right after that of one of them."""
        return self.years.get(self.year_of(summary) + 1, ())

    def before(self, summary: str) -> tuple[str, ...]:
        """Return the summaries of the year right before that of one of them."""
        return self.years.get(self.year_of(summary) - 1, ())


def chains(facts: Facts) -> tuple[Chain, ...]:
    """Return the chains of all summaries that have facts and name the year that they review."""
    found: dict[tuple[str, str], dict[int, list[str]]] = {}
    for name in facts.by_summary:
        summary = facts.dimensions.summaries.get(name)
        year = _reviewed(summary) if summary else None
        if summary is not None and year is not None:
            found.setdefault((summary.publisher, summary.series), {}).setdefault(year, []).append(name)
    return tuple(
        Chain(publisher, series, {year: tuple(sorted(years[year])) for year in sorted(years)})
        for (publisher, series), years in sorted(found.items())
    )


def _reviewed(summary: Summary) -> int | None:
    """The year that a summary reviews, of several the last; a summary of years has a year as well."""
    last = summary.year.rpartition("/")[2][:4]
    return int(last) if last.isdigit() else None
