"""GJ401: what several summaries report differently; below the rule, which figures are compared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from gouji.checks.bindings import quantities
from gouji.checks.bindings.restated import in_two_scopes, is_of_budget, is_restated, told_then
from gouji.checks.bindings.slips import is_slip
from gouji.checks.rule import Binding, Decidable, Level, MessageValue, Phrase, Verdict, bind, rule
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.wording import pattern


@rule(
    "GJ401",
    name="told-differently",
    level="warning",
    scope="matter",
    covers=lambda _, fact: fact.form in {"count", "amount", "ratio", "point"},
)
def told_differently(facts: Facts) -> Iterator[Decidable]:
    """Summaries that report the same quantity for the same period report the same figure."""
    found = [
        one
        for rows in _same_quantity(facts).values()
        if _summaries(rows) > 1
        for one in _of_one_key(facts, rows)
    ]
    yield from found
    known = {_principals(one) for one in found}
    steps = (_pair(facts, *ends) for ends in repeated_from_to(facts))
    yield from (step for step in steps if _principals(step) not in known)


def _principals(found: Decidable) -> tuple[str, ...]:
    return tuple(bound.fact.id for bound in found.bound if not bound.witness)


_FROM = re.compile("[从由]$")
_BETWEEN = re.compile("[^，。；、0-9]{0,6}")


class FromTo(NamedTuple):
    """Two figures that are reported as one step: from a base to what was reached."""

    base: Fact
    reached: Fact


def repeated_from_to(facts: Facts) -> Iterator[tuple[quantities.ReportedValue, quantities.ReportedValue]]:
    """Return ends of steps that two drafts report for one quantity, where the other ends are equal.

    Only steps without a year of their own: 由2020年的40个 and 由2015年的30个 are two steps. From an equal
    base, a later report may have come further.
    """
    found = (step for rows in facts.by_summary.values() for step in _steps(facts, rows))
    same = grouped(found, lambda step: (step.base.indicator, facts.owner_of(step.base), step.base.unit_class))
    for steps in same.values():
        for one, two in combinations(steps, 2):
            ends = _ends(one, two) if one.base.summary != two.base.summary else None
            if ends is not None:
                yield (
                    quantities.reported_values(facts, [ends[0]])[0],
                    quantities.reported_values(facts, [ends[1]])[0],
                )


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


def _steps(facts: Facts, rows: Sequence[Fact]) -> Iterator[FromTo]:
    """The steps of a summary: figures after 从 or 由, each with the one reached right after it."""
    read = (fact for fact in rows if not fact.coded)
    for base, reached in pairwise(sorted(read, key=lambda fact: fact.start or 0)):
        words = quantities.clause_of(facts, base)
        moved = _FROM.search(words) and pattern("moved_to").match(reached.quote)
        if not moved or pattern("at_a_time").search(words):
            continue
        gap = facts.texts[base.summary][base.end or 0 : reached.start or 0]
        alike = (base.indicator, base.unit_class) == (reached.indicator, reached.unit_class)
        if alike and base.indicator and base.is_figure and reached.is_figure and _BETWEEN.fullmatch(gap):
            yield FromTo(base, reached)


_COMPARED = ("count", "amount", "ratio", "point")


def _same_quantity(facts: Facts) -> Mapping[tuple[object, ...], list[Fact]]:
    """Figures with one key but for the scope, settled or all expected, targets set by reports of one year."""
    figures = (
        fact
        for fact in facts.of_form(*_COMPARED)
        if fact.is_figure and fact.indicator and (fact.period or _is_of_region(facts, fact))
    )
    return grouped(figures, lambda fact: (fact.key.any_scope, *_tense_and_year(facts, fact)))


def _tense_and_year(facts: Facts, fact: Fact) -> tuple[str, str]:
    """What must be equal beside the key: settled, expected or meant; for a target the year reviewed."""
    summary = facts.summary_of(fact)
    tense = "budget" if is_of_budget(facts, fact) else "settled" if fact.settled else fact.stage
    return tense, summary.year if summary and (fact.ahead or not fact.period) else ""


def _is_of_region(facts: Facts, fact: Fact) -> bool:
    """Whether a drafted review of several years reports on its place together with another (川渝)."""
    return not fact.coded and fact.section == "term" and fact.key.about != facts.publisher_of(fact)


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Decidable]:
    """Compare rows with one key; those that do not say whose figures they are only within one publisher."""
    owners = grouped(rows, facts.owner_of)
    if len(owners) > 1:
        yield Binding(bind(*(some[0] for some in owners.values())), None, obstacle="whose-unknown")
    for some in owners.values():
        if _summaries(some) > 1:
            yield from _of_one_owner(facts, some)


def _of_one_owner(facts: Facts, rows: list[Fact]) -> Iterator[Decidable]:
    scopes = grouped(rows, lambda fact: fact.scope)
    values = {scope: quantities.reported_values(facts, some) for scope, some in scopes.items()}
    for same in values.values():
        for one in same:
            if one.ambiguous:
                yield Binding(quantities.bind_value(one, "told"), None, obstacle="no-one-value")
            elif _summaries(one.facts) > 1:
                yield Verdict("consistent", quantities.bind_value(one, "told"), details={"class": "same"})
        for one, two in combinations(same, 2):
            if _summaries((*one.facts, *two.facts)) > 1:
                yield _pair(facts, one, two)
    yield from (_pair(facts, *two) for two in told_then(facts, scopes))
    yield from (_pair(facts, *two) for two in in_two_scopes(rows, values))


def _pair(facts: Facts, one: quantities.ReportedValue, two: quantities.ReportedValue) -> Binding:
    left, right = one.first, two.first
    explanation = _explanation(facts, left, right)
    kind, level = _CLASSES[explanation]

    def words() -> dict[str, MessageValue]:
        told = {"scope": left.scope or right.scope, "census": quantities.census(facts, (left, right))}
        return {
            "explain": Phrase(f"told-{explanation}", told),
            "counted": quantities.counted_otherwise(left, right),
            "swapped": quantities.digits_swapped(left, right),
        }

    return Binding(
        (*quantities.bind_value(one, "told"), *quantities.bind_value(two, "told")),
        one.compare(two),
        "told-differently",
        "{told} ≠ {told_2}",
        words,
        "no-one-value",
        level=level,
        details={"class": kind},
        # Slips of the pen are reported by GJ701 and GJ702.
        silent=is_slip(facts, left, right),
    )


_CLASSES: dict[str, tuple[str, Level]] = {
    "revision": ("revision", "note"),
    "benchmark": ("known benchmark year", "note"),
    "restated": ("restated scope", "warning"),
    "silent": ("silent change", "warning"),
}
"""Class and level by why two values differ: a revision, a census between, a scope that one names, nothing."""


def _explanation(facts: Facts, one: Fact, two: Fact) -> str:
    if one.scope != two.scope and not is_restated(one.scope + two.scope):
        return "restated"
    if one.ahead and one.stage == two.stage:
        return "silent"
    return {"": "silent", "census": "benchmark"}.get(quantities.revision(facts, (one, two)), "revision")


def _summaries(rows: Iterable[Fact]) -> int:
    return len({fact.summary for fact in rows})
