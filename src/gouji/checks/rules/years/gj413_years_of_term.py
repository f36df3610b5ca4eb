"""GJ413: figures of single years that do not add up to the figure for all of them."""

from collections.abc import Iterator
from functools import partial

from gouji.checks.bindings.multi_year import MultiYearSum, multi_year_sums
from gouji.checks.bindings.quantities import bind_value
from gouji.checks.rule import Binding, MessageValue, Phrase, rule
from gouji.facts.table.facts import Facts


@rule(
    "GJ413",
    name="years-of-term",
    level="warning",
    scope="matter",
    covers=lambda _, fact: (
        fact.period is not None and "/" in fact.period.text and fact.period.start is not None
    ),
)
def years_of_term(facts: Facts) -> Iterator[Binding]:
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
    yield from (_binding(term) for term in facts.derive(multi_year_sums))


def _binding(term: MultiYearSum) -> Binding:
    years = [bound for year in term.years for bound in bind_value(year, "year")]
    reason = {"missing": _missing(term)} if term.obstacle == "years-missing" else {}
    return Binding(
        (*bind_value(term.total, "term"), *years),
        term.agreement,
        "years-exceed-term" if term.missing else "years-of-term",
        words=partial(_words, term),
        obstacle=term.obstacle,
        reason=reason,
        level="note" if term.revision else "warning",
        details={"class": "revision" if term.revision else "silent change"},
    )


def _words(term: MultiYearSum) -> dict[str, MessageValue]:
    grown = term.over_all()
    return {
        **term.message_values(),
        "period": f"{term.span.first}-{term.span.last}",
        "over": Phrase("term-mean", {"grown": grown, "count": term.span.length}) if grown else "",
        "missing": _missing(term),
        "explain": Phrase(f"chain-{term.revision or 'silent'}"),
    }


def _missing(term: MultiYearSum) -> str:
    return "、".join(map(str, term.missing))
