"""GJ413: figures of single years that do not add up to the figure for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.multi_year import multi_year_sums
from gouji.checks.bindings.reported_values import bind_value
from gouji.checks.rule import Phrase, Verdict, judged, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.multi_year import MultiYearSum
    from gouji.checks.rule import Level, MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ413", name="years-of-term", level="warning", scope="matter")
def years_of_term(facts: Facts) -> Iterator[Verdict]:
    """The figures of single years add up to what a review of several years reports for all of them.

    Why: 五年累计 is computed anew at the end of the term; a reader adds up what was reported year by year.

    The rule compares figures of one indicator, publisher and scope, in the same summary or in several. For a
    flow (and a change) the years add up to the term (`2021/2025`, or a change with `base` 2020); growths
    multiply; a yearly mean (a `base` of several years) is the sum over the number of years, a yearly mean
    rate is raised to its power. Where a year is missing it is `unchecked`, unless the others already exceed
    the total of a flow. The class is *revision* (a note) where a stage, `revisable`, a census in between, or
    the kind of figure (GDP, energy, research) indicates that first-published figures are revised.

    Example:
        -1.2 %, -3.27 % and -4.59 % in three years compound to -8.82 %, not 三年累计下降10.08%.

    Source: products and sums of XBRL Calculations 1.1 intervals; no root is taken.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.fault and fact.period and "/" in fact.period.text and fact.period.start
    )
    yield from (_verdict(facts, term) for term in facts.derive(multi_year_sums))


def _verdict(facts: Facts, term: MultiYearSum) -> Verdict:
    bound = (
        *bind_value(term.total, "term"),
        *(bound for year in term.years for bound in bind_value(year, "year")),
    )
    missing = "、".join(map(str, term.missing))
    if term.agreement is None:
        missing_years = {"missing": missing} if term.obstacle == "years-missing" else {}
        return Verdict("unchecked", bound, reason=term.obstacle, values=missing_years)
    grown = term.over_all()
    values: dict[str, MessageValue] = {
        **term.message_values(),
        "told_by": facts.source_of(term.total.first),
        "period": f"{term.span.first}-{term.span.last}",
        "over": Phrase("term-mean", {"grown": grown, "count": term.span.length}) if grown else "",
        "missing": missing,
        "explain": Phrase(f"chain-{term.revision or 'silent'}"),
    }
    level: Level = "note" if term.revision else "warning"
    details = {"class": "revision" if term.revision else "silent change"}
    message = "years-exceed-term" if term.missing else "years-of-term"
    return judged(term.agreement, bound, level, message, values, details=details)
