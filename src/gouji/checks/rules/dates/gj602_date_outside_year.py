"""GJ602: dates outside the year that is reviewed, and targets whose year has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ602", name="date-outside-year", level="warning", scope="summary")
def date_outside_year(facts: Facts) -> Iterator[Verdict]:
    """A review tells days of its own year, and a target is for a year that is still to come.

    Why: a day is copied from last year's text, or the year of a target was not raised.

    Compared are the days that a review tells (facts of form `date` with a day, section `review`) with the
    years in the column `year`: one outside is a note, for a beginning or a background may be meant. A target
    or plan whose period ends before the year that is reviewed is a warning; an announcement of the year
    itself may well tell its targets. Dates of drafts say nothing of what they are of, and are left alone.

    Example:
        到2020年底基本建成 among the targets of a summary of 2024.

    Source: the order of time.
    """
    for fact in facts:
        if fact.trouble and (fact.ahead or fact.form == "date"):
            yield unchecked(fact, reason="bad-row", line=fact.line)
        elif fact.period is not None and not facts.drafted and (fact.ahead or _is_day(fact)):
            yield _verdict(facts, fact)


def _is_day(fact: Fact) -> bool:
    return fact.form == "date" and fact.section == "review" and fact.key.period.count("-") == _DAY


_DAY = 2
"""A day has two dashes: 2024-11-13."""


def _verdict(facts: Facts, fact: Fact) -> Verdict:
    summary = facts.summary_of(fact)
    first, _, last = summary.year.partition("/") if summary else ("", "", "")
    if fact.period is None or not first[:4].isdigit():
        return unchecked(fact, reason="no-year-reviewed")
    begin, end = int(first[:4]), int((last or first)[:4])
    passed = fact.ahead and fact.period.end.year < begin
    inside = begin <= fact.period.end.year <= end
    if not passed if fact.ahead else inside:
        return consistent(fact)
    return inconsistent(
        fact,
        message="target-passed" if passed else "date-outside-year",
        level="warning" if passed else "note",
        algebra=f"{fact.key.period} {'<' if passed else '∉'} {summary.year if summary else ''}",
        quote=fact.quote,
        period=fact.key.period,
        year=summary.year if summary else "",
    )
