"""GJ604: streaks that do not grow by one a year; below the rule, how streaks are paired."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from gouji.checks.bindings.reported_values import ReportedValue, bind_value
from gouji.checks.bindings.successive import Restated, SuccessiveValues, restated_pairs, successive_values
from gouji.checks.rule import Binding, MessageValue, Phrase, rule
from gouji.facts.figures.ordinals import is_streak
from gouji.facts.numbers.values import Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, Key


@rule(
    "GJ604",
    name="running-years",
    level="warning",
    scope="matter",
    covers=lambda _, fact: fact.quote.startswith("连续"),
)
def running_years(facts: Facts) -> Iterator[Binding]:
    """连续N年 grows by one from year to year.

    Why: a streak was copied from last year's text and raised by two, or not at all; or what continues was
    quietly reworded.

    The rule compares figures of one indicator whose quote begins with 连续 and counts years, or reads 15连丰,
    each with the one reported before it; over N years the streak grows by N. One that restarted in between
    is consistent. The finding mentions a change of wording (下降, 只减不增).

    Example:
        连续11年下降 reported for 2024, 连续13年只减不增 for 2025: twelve were expected.

    Source: arithmetic of years.
    """
    yield from (_binding(step) for step in facts.derive(streaks))


def _binding(step: SuccessiveValues) -> Binding:
    bound = (*bind_value(step.now, "now"), *bind_value(step.before, "before"))
    details = {"class": "restated scope"} if step.restated else {}
    words = partial(_words, step)
    return Binding(
        bound, step.agreement, "running-years", "{now} ≠ {expected}", words, "no-one-value", details=details
    )


def _words(step: SuccessiveValues) -> dict[str, MessageValue]:
    new, old, unit = step.now.streak_words, step.before.streak_words, step.now.first.unit
    expected = step.expected.formatted(unit) if step.expected else ""
    return {
        "expected": f"连续{expected}" if unit == "年" else expected,
        "reworded": Phrase("streak-reworded", {"old": old, "new": new}) if new != old and new and old else "",
    }


_STREAK_UNITS = ("年", "连")
"""Units of streaks that grow by one a year: 连续11年, 15连丰."""


def streaks(facts: Facts) -> tuple[SuccessiveValues, ...]:
    """Return every 连续N年 with the one reported before it, compared: it grows by one a year."""
    quantities: dict[tuple[Key, str], list[Fact]] = {}
    for fact in facts:
        if _is_streak(fact):
            # 连续8年 and 9连优 count the same years.
            quantities.setdefault((fact.key.quantity._replace(unit="年"), facts.owner_of(fact)), []).append(
                fact
            )
    return tuple(step for rows in quantities.values() for step in _of_one_quantity(facts, rows))


def _is_streak(fact: Fact) -> bool:
    return bool(
        fact.is_figure
        and fact.indicator
        and fact.settled
        and fact.unit in _STREAK_UNITS
        and fact.period is not None
        and (fact.unit == "连" or is_streak(fact.quote))
    )


def _of_one_quantity(facts: Facts, rows: list[Fact]) -> Iterator[SuccessiveValues]:
    scopes: dict[str, list[Fact]] = {}
    for fact in rows:
        scopes.setdefault(fact.scope, []).append(fact)
    for some in scopes.values():
        yield from (_step(now, before, "") for now, before in successive_values(facts, some))
    yield from (_step(now, before, how) for now, before, how in restated_pairs(facts, rows) if how == "scope")


def _step(now: ReportedValue, before: ReportedValue, restated: Restated) -> SuccessiveValues:
    if now.ambiguous or before.ambiguous:
        return SuccessiveValues(now, before, None, restated)
    years = _end_year(now.first) - _end_year(before.first)
    expected = before.value + Value.exactly(Fraction(years))
    if now.value.hard.high is not None and now.value.hard.high <= years:
        # It restarted after the earlier year.
        return SuccessiveValues(now, before, Agreement("consistent"), restated, expected)
    return SuccessiveValues(now, before, compare(now.value, expected), restated, expected)


def _end_year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0
