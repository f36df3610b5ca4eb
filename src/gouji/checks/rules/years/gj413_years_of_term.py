"""GJ413: single years that do not make what is told of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.multi_year import terms
from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.multi_year import Term
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ413", name="years-of-term", level="warning", scope="matter")
def years_of_term(facts: Facts) -> Iterator[Verdict]:
    """What single years tell makes what a review of several years tells of them all.

    Why: 五年累计 is computed anew at the end of the term; a reader adds up what was told year by year.

    Compared are figures of one indicator, publisher and scope, in the same summary or in several. Of a flow
    (and of a change) the years add up to the term (`2021/2025`, or a change with `base` 2020); growths
    multiply; a yearly mean (a `base` of several years) is the sum over their number, a yearly mean rate is
    raised to it. Where a year is missing it is `unchecked`, unless those that are told exceed the total of
    a flow already. The class is *revision* (a note) where a stage, `revisable`, a census in between, or the
    kind of figure (GDP, energy, research) says that first-published figures are revised.

    Example:
        -1.2 %, -3.27 % and -4.59 % in three years make -8.82 %, not 三年累计下降10.08%.

    Source: products and sums of XBRL Calculations 1.1 intervals; no root is taken.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and fact.period and "/" in fact.period.text and fact.period.start
    )
    yield from (_verdict(facts, term) for term in facts.derive(terms))


def _verdict(facts: Facts, term: Term) -> Verdict:
    bound = (*tell(term.told, "term"), *(one for year in term.years for one in tell(year, "year")))
    missing = "、".join(map(str, term.missing))
    if term.agreement is None:
        values = {"missing": missing} if term.obstacle == "years-missing" else {}
        return Verdict("unchecked", bound, reason=term.obstacle, values=values)
    grown = term.over_all()
    told: dict[str, MessageValue] = {
        **term.words(),
        "told_by": facts.told_by(term.told.first),
        "period": f"{term.stretch.first}-{term.stretch.last}",
        "over": Phrase("term-mean", {"grown": grown, "count": term.stretch.length}) if grown else "",
        "missing": missing,
        "explain": Phrase(f"chain-{term.revision or 'silent'}"),
    }
    level: Level = "note" if term.revision else "warning"
    details = {"class": "revision" if term.revision else "silent change"}
    message = "years-exceed-term" if term.missing else "years-of-term"
    return judged(term.agreement, bound, level, message, told, details=details)
