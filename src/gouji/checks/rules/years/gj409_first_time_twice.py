"""GJ409: thresholds reported as passed two years in a row; below the rule, how they are found."""

from collections.abc import Hashable, Iterator

from gouji.checks.bindings.quantities import words_before
from gouji.checks.bindings.report_series import year_over_year
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule(
    "GJ409",
    name="first-time-twice",
    level="warning",
    scope="workspace",
    by_name=True,
    covers=lambda _, fact: "突破" in fact.quote,
)
def first_time_twice(facts: Facts) -> Iterator[Verdict]:
    """A threshold that was passed last year (突破, 首次超过) is not passed again this year."""
    for pair in year_over_year(facts, _quantity):
        now, before = (
            next((fact for fact in rows if _is_passed(facts, fact)), None) for rows in (pair.now, pair.before)
        )
        if now is None or before is None:
            continue
        if now.hard != before.hard:
            yield consistent(now, before)
        else:
            yield inconsistent(
                now, before, message="first-time-twice", algebra=f"{now.quote} = {before.quote}"
            )


def _quantity(fact: Fact) -> Hashable:
    return fact.indicator, fact.measure, fact.base, fact.scope, fact.unit_class


def _is_passed(facts: Facts, fact: Fact) -> bool:
    """Whether a figure is worded as a threshold that was passed."""
    return any(map(pattern("first_passed").search, (fact.quote, words_before(facts, fact, 4))))
