"""GJ412: indicators that were told every year, and are told no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.bindings.recompute import is_total
from gouji.checks.bindings.report_series import chains
from gouji.checks.rule import Bound, Verdict, consistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.bindings.report_series import Chain
    from gouji.checks.verdict import MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ412", name="vanished-indicator", level="note", scope="workspace")
def vanished_indicator(facts: Facts) -> Iterator[Verdict]:
    """What was told year after year is told this year too, or said to be told no more.

    Why: a figure that is dropped in silence is often the one that went wrong; a reader who follows
    it must be told where it went.

    Compared are the indicators of the reviews of one publisher and one series, both named, two years in a
    row, with all that the newest summary tells, in whatever section. One that the newest text names by any
    of its names is not lost, nor is one of which items are dropped (`removable`). In drafts one note a
    summary lists the totals of a place that three reviews in a row told.

    Example:
        常住人口 told of 2022 and 2023, and nowhere in the summary of 2024.

    Source: the continuity principle of official statistics.
    """
    faulty = [fact for fact in facts if fact.trouble]
    yield from (unchecked(fact, reason="bad-row", line=fact.line) for fact in faulty)
    doubtful = {fact.summary for fact in faulty}
    lost = [one for one in facts.derive(vanished) if one.summary not in doubtful]
    if facts.drafted:
        for summary in dict.fromkeys(one.summary for one in lost):
            yield _listed(facts, summary, [one for one in lost if one.summary == summary])
    else:
        yield from (_lost(facts, one) for one in lost)
    if not lost and facts.rows:
        yield from (
            consistent(facts.by_summary[some[-1]][0]) for some in _newest(facts) if some[-1] not in doubtful
        )


def _newest(facts: Facts) -> Iterator[Sequence[str]]:
    """The summaries of chains of which several years are at hand."""
    return (chain.summaries for chain in facts.derive(chains) if len(chain.years) > 1)


def _lost(facts: Facts, one: Vanished) -> Verdict:
    last, *earlier = one.told
    bound = (Bound(last, "before"), *(Bound(fact, "before", witness=True) for fact in earlier))
    told = {
        "indicator": facts.name_of(last),
        "before": last.quote,
        "before_by": facts.told_by(last),
        "now_by": _called(facts, one.summary),
    }
    return Verdict("inconsistent", bound, "vanished-indicator", told)


def _listed(facts: Facts, summary: str, lost: list[Vanished]) -> Verdict:
    """All of a summary in one finding, which stays the same finding however many they are."""
    firsts: list[Fact] = [one.told[0] for one in lost]
    bound = tuple(Bound(fact, "before", witness=True) for fact in firsts)
    told: dict[str, MessageValue] = {
        "indicators": tuple(facts.name_of(fact) for fact in firsts),
        "now_by": _called(facts, summary),
    }
    return Verdict("inconsistent", bound, "vanished-indicators", told, key=summary)


def _called(facts: Facts, summary: str) -> str:
    return facts.told_by(facts.by_summary[summary][0])


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
        for chain in facts.derive(chains)
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
