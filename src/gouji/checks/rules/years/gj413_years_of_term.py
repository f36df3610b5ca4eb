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
    """The figures of single years add up to what a review of several years reports for all of them."""
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
