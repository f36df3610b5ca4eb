"""What a summary tells of the year that it reviews, beside what the summary before told of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from gouji.facts.table.dimensions import Summary
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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


def chain_of(facts: Facts) -> Mapping[str, Chain]:
    """Return the chain that each summary is a link of, by the summary's id."""
    return {summary: chain for chain in facts.derive(chains) for summary in chain.summaries}


def next_of(facts: Facts, summary: str) -> tuple[str, ...]:
    """Return the summaries of the year after, in the same chain; empty where there is none."""
    chain = facts.derive(chain_of).get(summary)
    return chain.after(summary) if chain else ()


def last_of(facts: Facts, summary: str) -> tuple[str, ...]:
    """Return the summaries of the year before, in the same chain; empty where there is none."""
    chain = facts.derive(chain_of).get(summary)
    return chain.before(summary) if chain else ()


def _reviewed(summary: Summary) -> int | None:
    """The year that a summary reviews, of several the last; a summary of years has a year as well."""
    last = summary.year.rpartition("/")[2][:4]
    return int(last) if last.isdigit() else None


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in two consecutive summaries of one chain.

    Attributes:
        now: What the later summary tells of its year.
        before: What the earlier one tells of the year before.
    """

    now: tuple[Fact, ...]
    before: tuple[Fact, ...]


def told_of_own_year(facts: Facts, fact: Fact) -> bool:
    """Say whether a review tells a figure of its own year: not of another year, nor of several."""
    summary = facts.summary_of(fact)
    return (
        fact.is_figure
        and fact.settled
        and fact.section == "review"
        and bool(fact.indicator)
        and summary is not None
        and fact.key.period == summary.year
    )


def pairs(facts: Facts, thing: Callable[[Fact], Hashable]) -> Iterator[Pair]:
    """Pairs of what consecutive summaries tell of one thing, each of its own year."""
    told: dict[Hashable, dict[str, list[Fact]]] = {}
    for fact in facts:
        if told_of_own_year(facts, fact):
            told.setdefault((thing(fact), facts.whose(fact)), {}).setdefault(fact.summary, []).append(fact)
    for by_summary in told.values():
        for summary, now in by_summary.items():
            for last in last_of(facts, summary):
                if last in by_summary:
                    yield Pair(tuple(now), tuple(by_summary[last]))
