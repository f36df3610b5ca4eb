"""GJ411: parts of a period that exceed the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.nested_periods import parts
from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.nested_periods import Part
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ411", name="part-exceeds-period", level="error", scope="matter")
def part_exceeds_period(facts: Facts) -> Iterator[Verdict]:
    """What happened in a part of a period is never more than what happened in all of it.

    Why: half a year stands beside the year, one year beside the five that hold it; where one was updated
    and the other was not, the part outgrows the whole.

    Compared are levels of one indicator, each with the shortest period told that holds its own (month,
    half-year, year, term), and a flow with the running total that it names in `adds_to`. Stocks, rates,
    means and what can be negative (净增, 利润, 差额) are left alone, and so is what `basis` calls no flow;
    where it says nothing, name and unit decide. In different summaries, and where one of them names a
    scope and the other none (*restated scope*), it is a warning. Of drafts, what last year's report counted
    is held against what this year's tells of several years, or says has grown to so much (增至): less than
    that is a note. So is a growth or fall over the first years of a term that exceeds the one over more of
    them.

    Example:
        上半年新增就业66万人 in a year of which 新增就业60万人 is told.

    Source: the definition of a flow; intervals as in XBRL Calculations 1.1.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and (row := facts.indicator_of(fact)) and row.basis == "flow"
    )
    yield from (_verdict(facts, one) for one in facts.derive(parts))


def _verdict(facts: Facts, one: Part) -> Verdict:
    bound = (*tell(one.part, "part"), *tell(one.whole, "whole"))
    if one.agreement is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    part, whole = one.part.first, one.whole.first
    kind, level = _class(one)
    told: dict[str, MessageValue] = {
        "indicator": facts.name_of(part),
        "part": part.quote,
        "part_period": part.key.period,
        "whole": whole.quote,
        "whole_period": whole.key.period,
        "gap": one.gap,
        "explain": Phrase(f"part-{kind}", {"scope": part.scope or whole.scope}),
        "algebra": f"{part.quote} > {whole.quote}",
    }
    details = {"class": "restated scope"} if one.how == "scope" else {}
    return judged(one.agreement, bound, level, "part-exceeds-period", told, details=details)


def _class(one: Part) -> tuple[str, Level]:
    if one.how:
        return one.how, "note" if one.how in {"grown", "deepened"} else "warning"
    return ("plain", "error") if one.part.first.summary == one.whole.first.summary else ("across", "warning")
