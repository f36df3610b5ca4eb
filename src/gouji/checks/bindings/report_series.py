"""Series of yearly summaries, and what consecutive ones state of the years that they review."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.table.facts import Fact, Facts, grouped


class ReportSeries(NamedTuple):
    """The summaries of one publisher and series.

    Attributes:
        publisher: Who publishes them; empty where unnamed.
        series: Their series; empty where unnamed.
        years: Ids of summaries by the year that they review, in ascending order; a year may have
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


def report_series(facts: Facts) -> tuple[ReportSeries, ...]:
    """Return the series of all summaries that have facts and state the year that they review.

    Documents whose publisher is unknown are no series: they may be those of any two bodies.
    """
    found: dict[tuple[str, str], dict[int, list[str]]] = {}
    for name in facts.by_summary:
        summary = facts.dimensions.summaries.get(name)
        year = summary.year_reviewed if summary else None
        known = summary is not None and (summary.publisher or facts.by_summary[name][0].coded)
        if summary is not None and known and year is not None:
            found.setdefault((summary.publisher, summary.series), {}).setdefault(year, []).append(name)
    return tuple(
        ReportSeries(publisher, series, {year: tuple(sorted(years[year])) for year in sorted(years)})
        for (publisher, series), years in sorted(found.items())
    )


def series_of(facts: Facts) -> Mapping[str, ReportSeries]:
    """Return the series that each summary belongs to, by the summary's id."""
    return {summary: series for series in facts.derive(report_series) for summary in series.summaries}


def next_reports(facts: Facts, summary: str) -> tuple[str, ...]:
    """Return the summaries of the year after, in the same series; empty where there is none."""
    series = facts.derive(series_of).get(summary)
    return series.after(summary) if series else ()


def previous_reports(facts: Facts, summary: str) -> tuple[str, ...]:
    """Return the summaries of the year before, in the same series; empty where there is none."""
    series = facts.derive(series_of).get(summary)
    return series.before(summary) if series else ()


class YearOverYear(NamedTuple):
    """What two consecutive summaries of one series state of one quantity, each of its own year."""

    now: Sequence[Fact]
    before: Sequence[Fact]


def is_about_own_year(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure of a review is of the year reviewed: not of another year, nor of several."""
    summary = facts.summary_of(fact)
    return (
        fact.is_figure
        and fact.settled
        and fact.section == "review"
        and bool(fact.indicator)
        and summary is not None
        and fact.key.period == summary.year
    )


def year_over_year(facts: Facts, key: Callable[[Fact], Hashable]) -> Iterator[YearOverYear]:
    """Yield pairs of what consecutive summaries state of one quantity."""
    told = (fact for fact in facts if is_about_own_year(facts, fact))
    for rows in grouped(told, lambda fact: (key(fact), facts.owner_of(fact))).values():
        by_summary = grouped(rows, lambda fact: fact.summary)
        for summary, now in by_summary.items():
            for previous in previous_reports(facts, summary):
                if previous in by_summary:
                    yield YearOverYear(now, by_summary[previous])
