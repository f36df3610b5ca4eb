"""GJ412: indicators no longer reported after several years; below the rule, how they are found."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.checks.bindings.quantities import is_total
from gouji.checks.bindings.report_series import ReportSeries, report_series
from gouji.checks.rule import Bound, MessageValue, Verdict, consistent, rule
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern


@rule("GJ412", name="vanished-indicator", level="note", scope="workspace", covers=lambda *_: True)
def vanished_indicator(facts: Facts) -> Iterator[Verdict]:
    """An indicator that is reported year after year is reported this year too, or said to be discontinued."""
    doubtful = {fact.summary for fact in facts.faulty}
    lost = [one for one in _discontinued(facts) if one.summary not in doubtful]
    yield from (_verdict(facts, one) for one in lost if one.rows[0].coded)
    read = grouped((one for one in lost if not one.rows[0].coded), lambda one: one.summary)
    for summary, found in read.items():
        yield _summary_verdict(facts, summary, [one.rows[0] for one in found])
    if not lost and facts.rows:
        yield from (
            consistent(facts.by_summary[ids[-1]][0]) for ids in _series(facts) if ids[-1] not in doubtful
        )


def _series(facts: Facts) -> Iterator[Sequence[str]]:
    """The summaries of each series of which several years are available."""
    return (series.summaries for series in facts.derive(report_series) if len(series.years) > 1)


class Discontinued(NamedTuple):
    """The newest summary of a series, and the facts that reported what it does not, the last year first."""

    summary: str
    rows: Sequence[Fact]


def _verdict(facts: Facts, lost: Discontinued) -> Verdict:
    bound = tuple(Bound(fact, "before", witness=fact is not lost.rows[0]) for fact in lost.rows)
    return Verdict("inconsistent", bound, "vanished-indicator", {"now_by": _source(facts, lost.summary)})


def _summary_verdict(facts: Facts, summary: str, last: list[Fact]) -> Verdict:
    """One finding for a whole summary, with the same identity however many indicators it lists."""
    bound = tuple(Bound(fact, "before", witness=True) for fact in last)
    values: dict[str, MessageValue] = {
        "indicators": tuple(map(facts.name_of, last)),
        "now_by": _source(facts, summary),
    }
    return Verdict("inconsistent", bound, "vanished-indicators", values, key=summary)


def _source(facts: Facts, summary: str) -> str:
    return facts.source_of(facts.by_summary[summary][0])


_MIN_YEARS = 2
_MIN_YEARS_READ = 3
_MIN_NAME = 4


def _discontinued(facts: Facts) -> Iterator[Discontinued]:
    """What each series reported year after year up to the year before its newest summary."""
    for series in facts.derive(report_series):
        if series.publisher and series.series:
            yield from _of_series(facts, series)


def _of_series(facts: Facts, series: ReportSeries) -> Iterator[Discontinued]:
    newest = max(series.years)
    reported = {year: _first_figures(facts, ids) for year, ids in series.years.items()}
    present = {fact.indicator for summary in series.years[newest] for fact in facts.by_summary[summary]}
    texts = [_SPACES.sub("", facts.texts.get(summary, "")) for summary in series.years[newest]]
    for indicator in sorted(reported.get(newest - 1, ())):
        needed = _MIN_YEARS if reported[newest - 1][indicator].coded else _MIN_YEARS_READ
        years = [reported.get(newest - back, {}).get(indicator) for back in range(1, needed + 1)]
        earlier = tuple(fact for fact in years if fact is not None)
        gone = indicator not in present and not _mentioned(facts, indicator, texts)
        if len(earlier) == needed and gone and _is_permanent(facts, earlier[0]):
            yield Discontinued(series.years[newest][0], earlier)


_SPACES = re.compile(r"\s+")


def _first_figures(facts: Facts, summaries: tuple[str, ...]) -> dict[str, Fact]:
    """The first figure of each indicator in the reviews of a year."""
    found: dict[str, Fact] = {}
    for summary in summaries:
        for fact in facts.by_summary[summary]:
            if fact.indicator and fact.is_figure and fact.settled and fact.section == "review":
                found.setdefault(fact.indicator, fact)
    return found


def _is_permanent(facts: Facts, fact: Fact) -> bool:
    """Whether an indicator should be reported every year; of those read from texts only totals surely."""
    if not fact.coded:
        return is_total(fact) and len(fact.indicator) >= _MIN_NAME
    indicator = facts.indicator_of(fact)
    return indicator is None or not indicator.removable


def _mentioned(facts: Facts, indicator: str, texts: list[str]) -> bool:
    """Whether a text mentions the indicator, with or without the place in its name."""
    row = facts.dimensions.indicators.get(indicator)
    names = row.names if row else (indicator,)
    shorter = [pattern("whole_place").sub("", name) or name for name in names]
    return any(name in text for text in texts for name in shorter)
