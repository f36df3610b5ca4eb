"""GJ401: what several summaries tell differently."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling

COMPARED = ("count", "amount", "ratio", "point")


@rule("GJ401", name="told-differently", level="warning", scope="matter")
def told_differently(facts: Facts) -> Iterator[Verdict]:
    """Summaries that tell the same thing of the same period tell the same figure.

    Why: of two figures for one thing one at least is out of date, of another scope, or wrong; a
    reader who holds both reports cannot know which.

    Compared are figures with one comparison key (indicator, measure, base, area or subjects, period,
    scope, unit class, told or aimed at) in different summaries. The class says what explains them:
    *revision* (a stage or `revisable` announces it; a note), *restated scope* (one of them names a
    scope and the other none), *silent change* (nothing is said). What is expected is not held
    against what came, nor last year's target against this year's. Where one summary tells several
    values (parts under one indicator), and where nobody says whose figures they are, nothing is decided.
    Ordinals and dates are other rules' business, magnitudes and transposed digits GJ701's and GJ702's.

    Example:
        95项 in one announcement and 97项 in another, of the same first batch.

    Source: the practice of comparing vintages of a statistic; intervals as in XBRL Calculations 1.1.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts.of_form(*COMPARED):
        if fact.trouble:
            yield unchecked(fact, reason="bad-row", line=fact.line)
        elif fact.is_figure and fact.period and fact.indicator:
            groups.setdefault((fact.key.whatever_scope, *_told_as(facts, fact)), []).append(fact)
    for rows in groups.values():
        if _summaries(rows) > 1:
            yield from _of_one_key(facts, rows)


def _told_as(facts: Facts, fact: Fact) -> tuple[str, str]:
    """What must be equal beside the key: settled or expected, and the year of a target."""
    summary = facts.summary_of(fact)
    tense = "settled" if fact.settled else fact.stage
    return tense, summary.year if summary and fact.ahead else ""


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Verdict]:
    """Compare rows; those that do not say whose figures they are only within one publisher."""
    whose: dict[str, list[Fact]] = {}
    for fact in rows:
        whose.setdefault(facts.whose(fact), []).append(fact)
    if len(whose) > 1:
        yield unchecked(*(some[0] for some in whose.values()), reason="whose-unknown")
    for some in whose.values():
        if _summaries(some) > 1:
            yield from _verdicts(facts, some)


def _verdicts(facts: Facts, rows: list[Fact]) -> Iterator[Verdict]:
    scopes: dict[str, list[Fact]] = {}
    for fact in rows:
        scopes.setdefault(fact.scope, []).append(fact)
    told = {scope: facts.tellings(some) for scope, some in scopes.items()}
    for same in told.values():
        yield from (_alone(one) for one in same if one.crowded or _summaries(one.facts) > 1)
        yield from (_verdict(facts, one, two) for one, two in combinations(same, 2) if _apart(one, two))
    if not _both_told_by_one(rows):
        scoped = [one for scope, some in told.items() if scope for one in some]
        yield from (_verdict(facts, one, two) for one, two in product(told.get("", ()), scoped))


def _alone(one: Telling) -> Verdict:
    if one.crowded:
        return Verdict("unchecked", tell(one, "told"), reason="no-one-value")
    return Verdict("consistent", tell(one, "told"), details={"class": "same"})


def _summaries(rows: Iterable[Fact]) -> int:
    return len({fact.summary for fact in rows})


def _apart(one: Telling, two: Telling) -> bool:
    """Whether more than one summary tells them."""
    return _summaries((*one.facts, *two.facts)) > 1


def _both_told_by_one(rows: list[Fact]) -> bool:
    """Whether a summary tells the figure in two scopes: then it knows that they are two."""
    return len({(fact.summary, fact.scope) for fact in rows}) > _summaries(rows)


def _verdict(facts: Facts, one: Telling, two: Telling) -> Verdict:
    if one.crowded or two.crowded:
        return Verdict("unchecked", (*tell(one, "told"), *tell(two, "told")), reason="no-one-value")
    agreement = one.compare(two)
    kind, level = _class(facts, one.first, two.first)
    told: dict[str, Value] = {
        "indicator": facts.name_of(one.first),
        "period": one.first.key.period,
        "one": one.first.quote,
        "two": two.first.quote,
        "one_by": facts.told_by(one.first),
        "two_by": facts.told_by(two.first),
        "explain": Phrase(f"told-{kind}", {"scope": one.first.scope or two.first.scope}),
        "counted": Phrase("counted-otherwise") if one.first.unit != two.first.unit else "",
        "algebra": f"{one.first.quote} ≠ {two.first.quote}",
    }
    bound = (*tell(one, "told"), *tell(two, "told"))
    details = {"class": _CLASSES[kind]}
    found = judged(agreement, bound, level, "told-differently", told, details=details)
    # Of a slip of the pen GJ701 and GJ702 tell.
    return replace(found, message="") if facts.slip(one.first, two.first) else found


_CLASSES = {"revision": "revision", "restated": "restated scope", "silent": "silent change"}


def _class(facts: Facts, one: Fact, two: Fact) -> tuple[str, Level]:
    if one.scope != two.scope:
        return "restated", "warning"
    indicator = facts.indicator_of(one)
    if one.stage != two.stage or (indicator and indicator.revisable):
        return "revision", "note"
    return "silent", "warning"
