"""GJ602: dates outside the year under review, and targets whose year has passed."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts


@rule(
    "GJ602",
    name="date-outside-year",
    level="warning",
    scope="summary",
    covers=lambda _, fact: fact.ahead or fact.form == "date",
)
def date_outside_year(facts: Facts) -> Iterator[Verdict]:
    """A review reports days of its own year, and a target is for a year that is still to come."""
    for fact in facts:
        if fact.coded and fact.fault is None and fact.period is not None and (fact.ahead or _is_day(fact)):
            yield _verdict(facts, fact)


def _is_day(fact: Fact) -> bool:
    return fact.form == "date" and fact.section == "review" and fact.key.period.count("-") == 2


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
        fact, message="target-passed" if passed else "date-outside-year",
        level="warning" if passed else "note",
        algebra=f"{fact.key.period} {'<' if passed else '∉'} {summary.year if summary else ''}",
        period=fact.key.period, year=summary.year if summary else "",
    )  # fmt: skip
