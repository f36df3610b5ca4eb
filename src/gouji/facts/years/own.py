"""What a summary tells of the year that it reviews, beside what the summary before told of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from gouji.facts.table import Fact, Facts


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
            for last in facts.years.last_of(summary):
                if last in by_summary:
                    yield Pair(tuple(now), tuple(by_summary[last]))
