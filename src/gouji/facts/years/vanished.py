"""Indicators that were told year after year, and that the newest summary does not tell any more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.kin import is_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.years.chains import Chain

IN_A_ROW = 2
IN_A_ROW_DRAFTED = 3
_SHORTEST = 4
_WHOLE_PLACE = re.compile("^(?:全[国省市区]|全自治区|地区|全社会)")


@dataclass(frozen=True, slots=True)
class Vanished:
    """An indicator that is told no more.

    Attributes:
        summary: The newest summary, which does not tell it.
        told: Who told it, the last year in front.
    """

    summary: str
    told: tuple[Fact, ...]


def vanished(facts: Facts) -> tuple[Vanished, ...]:
    """Return what every chain told year after year up to the year before its newest summary."""
    return tuple(
        one
        for chain in facts.years.chains
        if chain.publisher and chain.series
        for one in _of_chain(facts, chain)
    )


def _of_chain(facts: Facts, chain: Chain) -> Iterator[Vanished]:
    newest = max(chain.years)
    told = {year: _told(facts, some) for year, some in chain.years.items()}
    row = IN_A_ROW_DRAFTED if facts.drafted else IN_A_ROW
    still = {fact.indicator for summary in chain.years[newest] for fact in facts.by_summary[summary]}
    texts = [_SPACES.sub("", facts.texts.get(summary, "")) for summary in chain.years[newest]]
    for indicator in sorted(told.get(newest - 1, ())):
        years = [told.get(newest - back, {}).get(indicator) for back in range(1, row + 1)]
        facts_told = tuple(fact for fact in years if fact is not None)
        gone = indicator not in still and not _named(facts, indicator, texts)
        if len(facts_told) == row and gone and _lasting(facts, facts_told[0]):
            yield Vanished(chain.years[newest][0], facts_told)


_SPACES = re.compile(r"\s+")


def _told(facts: Facts, summaries: tuple[str, ...]) -> dict[str, Fact]:
    """The first figure of each indicator that the reviews of a year tell."""
    found: dict[str, Fact] = {}
    for summary in summaries:
        for fact in facts.by_summary[summary]:
            if fact.indicator and fact.is_figure and fact.settled and fact.section == "review":
                found.setdefault(fact.indicator, fact)
    return found


def _lasting(facts: Facts, fact: Fact) -> bool:
    """Whether an indicator is one to be told every year; of a draft's phrases only totals surely are."""
    if facts.drafted:
        return is_total(fact) and len(fact.indicator) >= _SHORTEST
    indicator = facts.indicator_of(fact)
    return indicator is None or not indicator.removable


def _named(facts: Facts, indicator: str, texts: list[str]) -> bool:
    """Whether a text names the indicator, with or without the place that it is of."""
    row = facts.dimensions.indicators.get(indicator)
    names = row.names if row else (indicator,)
    shorter = [_WHOLE_PLACE.sub("", name) or name for name in names]
    return any(name in text for text in texts for name in shorter)
