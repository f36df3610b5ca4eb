"""GJ412: indicators that were told every year, and are told no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, Verdict, consistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.verdict import Value
    from gouji.facts.table import Fact, Facts
    from gouji.facts.years.vanished import Vanished


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
    lost = [one for one in facts.years.vanished if one.summary not in doubtful]
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
    return (chain.summaries for chain in facts.years.chains if len(chain.years) > 1)


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
    told: dict[str, Value] = {
        "indicators": tuple(facts.name_of(fact) for fact in firsts),
        "now_by": _called(facts, summary),
    }
    return Verdict("inconsistent", bound, "vanished-indicators", told, key=summary)


def _called(facts: Facts, summary: str) -> str:
    return facts.told_by(facts.by_summary[summary][0])
