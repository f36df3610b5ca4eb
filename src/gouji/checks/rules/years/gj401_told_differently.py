"""GJ401: what several summaries report differently; below the rule, which figures are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise, product
from typing import Literal, NamedTuple

from gouji.checks.bindings.quantity_key import clause_of
from gouji.checks.bindings.reported_values import ReportedValue, bind_value, reported_values
from gouji.checks.bindings.revisions import census, revision
from gouji.checks.bindings.slips import is_slip
from gouji.checks.rule import Binding, Decidable, Level, MessageValue, Phrase, Verdict, bind, rule
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.facts import Fact, Facts, value_of


@rule(
    "GJ401",
    name="told-differently",
    level="warning",
    scope="matter",
    covers=lambda _, fact: fact.form in {"count", "amount", "ratio", "point"},
)
def told_differently(facts: Facts) -> Iterator[Decidable]:
    """Summaries that report the same quantity for the same period report the same figure.

    Why: of two figures for one quantity at least one is out of date, of another scope, or wrong; a
    reader who has both reports cannot know which.

    The rule compares figures with one comparison key (indicator, measure, base, area or subjects, period,
    scope, unit class, outcome or target) in different summaries. The class says what explains a difference:
    *revision* (a stage or `revisable` announces it, or the figure is adjusted every year; a note), *known
    benchmark year* (a census that revises it was taken in between; a note), *restated scope* (one of them
    names a scope and the other none), *silent change* (nothing is said). Expected figures are not compared
    with outcomes, nor last year's targets with this year's. Where one summary reports several values
    (parts under one indicator), and where it is unknown whose figures they are, nothing is decided.
    Ordinals and dates are left to other rules, magnitudes and transposed digits to GJ701 and GJ702.

    Example:
        95项 in one announcement and 97项 in another, of the same first batch.

    Source: the practice of comparing vintages of a statistic; intervals as in XBRL Calculations 1.1.
    """
    yield from (_decidable(facts, vintage) for vintage in facts.derive(vintages))


def _decidable(facts: Facts, vintage: Vintage) -> Decidable:
    one, two = vintage.one, vintage.two
    bound = bind(*vintage.others) or (*bind_value(one, "told"), *(bind_value(two, "told") if two else ()))
    if two is None and not vintage.obstacle:
        return Verdict("consistent", bound, details={"class": "same"})
    kind, level = _CLASSES[vintage.explanation or "silent"]
    return Binding(
        bound,
        vintage.agreement,
        "told-differently",
        "{told} ≠ {told_2}",
        partial(_words, vintage),
        vintage.obstacle,
        level=level,
        details={"class": kind},
        # Slips of the pen are reported by GJ701 and GJ702.
        silent=two is not None and is_slip(facts, one.first, two.first),
    )


def _words(vintage: Vintage) -> dict[str, MessageValue]:
    one, two = (value.first if value else vintage.one.first for value in (vintage.one, vintage.two))
    return {
        "explain": Phrase(
            f"told-{vintage.explanation}",
            {"scope": one.scope or two.scope, "census": vintage.census},
        ),
        "counted": Phrase("counted-otherwise") if one.unit != two.unit else "",
    }


_CLASSES: dict[str, tuple[str, Level]] = {
    "revision": ("revision", "note"),
    "benchmark": ("known benchmark year", "note"),
    "restated": ("restated scope", "warning"),
    "silent": ("silent change", "warning"),
}


_FROM = re.compile("[从由]$")
_DATED = re.compile("[0-9]年|年初|上年|去年|期末|时期|以来")
_TO = re.compile("(?:[增减提降上下扩缩压回跃][加少高低升降大减小落]?|发展)[到至]")
_BETWEEN = re.compile("[^，。；、0-9]{0,6}")


class FromTo(NamedTuple):
    """Two figures that are reported as one step: from a base to what was reached."""

    base: Fact
    reached: Fact


def repeated_from_to(facts: Facts) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Return ends of steps that two drafts report for one quantity, where the other ends are equal.

    Only steps without a year of their own: 由2020年的40个 and 由2015年的30个 are two steps. From an equal
    base, a later report may have come further.
    """
    groups: dict[tuple[str, str, str], list[FromTo]] = {}
    for rows in facts.by_summary.values():
        read = (fact for fact in rows if not fact.coded)
        for step in _steps(facts, sorted(read, key=lambda fact: fact.start or 0)):
            quantity = (step.base.indicator, facts.owner_of(step.base), step.base.unit_class)
            groups.setdefault(quantity, []).append(step)
    for steps in groups.values():
        for one, two in combinations(steps, 2):
            ends = _ends(one, two) if one.base.summary != two.base.summary else None
            if ends is not None:
                yield reported_values(facts, [ends[0]])[0], reported_values(facts, [ends[1]])[0]


def _ends(one: FromTo, two: FromTo) -> tuple[Fact, Fact] | None:
    """The ends to compare, where the other ends are equal; None where they may be different steps."""
    if one.reached.hard == two.reached.hard:
        return one.base, two.base
    if one.base.hard != two.base.hard or one.reached.quote[0] != two.reached.quote[0]:
        return None
    values = value_of(one.reached), value_of(two.reached), value_of(one.base)
    early, late, base = (value.printed if value else None for value in values)
    if early is None or late is None or base is None:
        return None
    further = (late - base) * (early - base) > 0 and abs(late - base) > abs(early - base)
    return None if further else (one.reached, two.reached)


def _steps(facts: Facts, rows: list[Fact]) -> Iterator[FromTo]:
    """The steps of a summary: figures after 从 or 由, each with the one reached right after it."""
    for base, reached in pairwise(rows):
        words = clause_of(facts, base)
        if not (_FROM.search(words) and _TO.match(reached.quote)) or _DATED.search(words):
            continue
        gap = facts.texts[base.summary][base.end or 0 : reached.start or 0]
        alike = (base.indicator, base.unit_class) == (reached.indicator, reached.unit_class)
        if alike and base.indicator and base.is_figure and reached.is_figure and _BETWEEN.fullmatch(gap):
            yield FromTo(base, reached)


Explanation = Literal["", "revision", "benchmark", "restated", "silent"]
"""Why two reported values differ: they do not; a revision is announced or usual; a known benchmark year (a
census) lies between; one of them names a scope; nothing is said."""
_COMPARED = ("count", "amount", "ratio", "point")


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure as one or two groups of summaries report it.

    Attributes:
        one: The value reported first.
        two: Another value; None where all summaries agree, or where nothing was compared.
        agreement: How the two agree; None where nothing was compared.
        explanation: What explains a difference.
        obstacle: Key of the reason why nothing was compared.
        census: For a benchmark year, the name of the census that lies between.
        others: Where it is unknown whose figures they are, the first of each publisher.
    """

    one: ReportedValue
    two: ReportedValue | None = None
    agreement: Agreement | None = None
    explanation: Explanation = ""
    obstacle: str = ""
    census: str = ""
    others: tuple[Fact, ...] = ()


def vintages(facts: Facts) -> tuple[Vintage, ...]:
    """Return every figure that several summaries report, compared.

    It is the same figure where the key is the same but for the scope, all of them are settled or all are
    expected, and, for targets, the reports review the same year. In drafts, so is the base of a step
    (从40个减少到29个) where two drafts report that it reached the same.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts.of_form(*_COMPARED):
        if fact.is_figure and (fact.period or _is_of_region(facts, fact)) and fact.indicator:
            groups.setdefault((fact.key.any_scope, *_tense_and_year(facts, fact)), []).append(fact)
    found = [one for rows in groups.values() if _summaries(rows) > 1 for one in _of_one_key(facts, rows)]
    known = {(pair.one.first.id, pair.two.first.id) for pair in found if pair.two}
    steps = (_pair(facts, one, two) for one, two in repeated_from_to(facts))
    return (*found, *(new for new in steps if new.two and (new.one.first.id, new.two.first.id) not in known))


def _tense_and_year(facts: Facts, fact: Fact) -> tuple[str, str]:
    """What must be equal beside the key: settled or expected, and for a target the year under review."""
    summary = facts.summary_of(fact)
    tense = "settled" if fact.settled else fact.stage
    return tense, summary.year if summary and (fact.ahead or not fact.period) else ""


def _is_of_region(facts: Facts, fact: Fact) -> bool:
    """Whether a drafted review of several years reports on its place together with another (川渝)."""
    return not fact.coded and fact.section == "term" and fact.key.about != facts.publisher_of(fact)


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Vintage]:
    """Compare rows with one key; those that do not say whose figures they are only within one publisher."""
    owners: dict[str, list[Fact]] = {}
    for fact in rows:
        owners.setdefault(facts.owner_of(fact), []).append(fact)
    if len(owners) > 1:
        first = tuple(some[0] for some in owners.values())
        yield Vintage(reported_values(facts, first[:1])[0], obstacle="whose-unknown", others=first)
    for some in owners.values():
        if _summaries(some) > 1:
            yield from _of_one_owner(facts, some)


def _of_one_owner(facts: Facts, rows: list[Fact]) -> Iterator[Vintage]:
    scopes: dict[str, list[Fact]] = {}
    for fact in rows:
        scopes.setdefault(fact.scope, []).append(fact)
    values = {scope: reported_values(facts, some) for scope, some in scopes.items()}
    for same in values.values():
        yield from (_unpaired(one) for one in same if one.ambiguous or _summaries(one.facts) > 1)
        yield from (_pair(facts, one, two) for one, two in combinations(same, 2) if _in_several(one, two))
    if not _one_reports_both(rows):
        scoped = [one for scope, some in values.items() if scope for one in some]
        yield from (_pair(facts, one, two) for one, two in product(values.get("", ()), scoped))


def _unpaired(one: ReportedValue) -> Vintage:
    if one.ambiguous:
        return Vintage(one, obstacle="no-one-value")
    return Vintage(one, agreement=Agreement("consistent"))


def _pair(facts: Facts, one: ReportedValue, two: ReportedValue) -> Vintage:
    if one.ambiguous or two.ambiguous:
        return Vintage(one, two, obstacle="no-one-value")
    explanation = _explanation(facts, one.first, two.first)
    between = census(facts, (one.first, two.first)) if explanation == "benchmark" else ""
    return Vintage(one, two, one.compare(two), explanation, census=between)


def _explanation(facts: Facts, one: Fact, two: Fact) -> Explanation:
    if one.scope != two.scope:
        return "restated"
    if one.ahead and one.stage == two.stage:
        return "silent"
    how = revision(facts, (one, two))
    return "benchmark" if how == "census" else "revision" if how else "silent"


def _summaries(rows: Iterable[Fact]) -> int:
    return len({fact.summary for fact in rows})


def _in_several(one: ReportedValue, two: ReportedValue) -> bool:
    """Whether more than one summary reports them."""
    return _summaries((*one.facts, *two.facts)) > 1


def _one_reports_both(rows: list[Fact]) -> bool:
    """Whether a summary reports the figure in two scopes: then the two are meant to differ."""
    return len({(fact.summary, fact.scope) for fact in rows}) > _summaries(rows)
