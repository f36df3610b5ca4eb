"""GJ401: what several summaries tell differently."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.checks.rule import Phrase, Verdict, bind, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.table import Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.years.vintages import Vintage


@rule("GJ401", name="told-differently", level="warning", scope="matter")
def told_differently(facts: Facts) -> Iterator[Verdict]:
    """Summaries that tell the same thing of the same period tell the same figure.

    Why: of two figures for one thing one at least is out of date, of another scope, or wrong; a
    reader who holds both reports cannot know which.

    Compared are figures with one comparison key (indicator, measure, base, area or subjects, period,
    scope, unit class, told or aimed at) in different summaries. The class says what explains them:
    *revision* (a stage or `revisable` announces it, or it is one that is adjusted every year; a note), *known
    benchmark year* (a census that revises it was counted in between; a note), *restated scope* (one of them
    names a scope and the other none), *silent change* (nothing is said). What is expected is not held
    against what came, nor last year's target against this year's. Where one summary tells several
    values (parts under one indicator), and where nobody says whose figures they are, nothing is decided.
    Ordinals and dates are other rules' business, magnitudes and transposed digits GJ701's and GJ702's.

    Example:
        95项 in one announcement and 97项 in another, of the same first batch.

    Source: the practice of comparing vintages of a statistic; intervals as in XBRL Calculations 1.1.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts.of_form("count", "amount", "ratio", "point")
        if fact.trouble
    )
    yield from (_verdict(facts, vintage) for vintage in facts.years.vintages)


def _verdict(facts: Facts, vintage: Vintage) -> Verdict:
    one, two, agreement = vintage.one, vintage.two, vintage.agreement
    bound = (*tell(one, "told"), *(tell(two, "told") if two else ()))
    if vintage.obstacle:
        return Verdict("unchecked", bind(*vintage.others) or bound, reason=vintage.obstacle)
    if two is None or agreement is None:
        return Verdict("consistent", bound, details={"class": "same"})
    kind, level = _CLASSES[vintage.explained]
    told = _told(facts, vintage, two)
    found = judged(agreement, bound, level, "told-differently", told, details={"class": kind})
    # Of a slip of the pen GJ701 and GJ702 tell.
    return replace(found, message="") if facts.is_slip(one.first, two.first) else found


def _told(facts: Facts, vintage: Vintage, other: Telling) -> dict[str, Value]:
    one, two = vintage.one.first, other.first
    return {
        "indicator": facts.name_of(one),
        "period": one.key.period,
        "one": one.quote,
        "two": two.quote,
        "one_by": facts.told_by(one),
        "two_by": facts.told_by(two),
        "explain": Phrase(
            f"told-{vintage.explained}",
            {"scope": one.scope or two.scope, "census": vintage.census},
        ),
        "counted": Phrase("counted-otherwise") if one.unit != two.unit else "",
        "algebra": f"{one.quote} ≠ {two.quote}",
    }


_CLASSES: dict[str, tuple[str, Level]] = {
    "revision": ("revision", "note"),
    "benchmark": ("known benchmark year", "note"),
    "restated": ("restated scope", "warning"),
    "silent": ("silent change", "warning"),
}
