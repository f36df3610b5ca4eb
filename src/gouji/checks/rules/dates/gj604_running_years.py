"""GJ604: streaks that do not grow by one a year; below the rule, how streaks are paired."""

from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.successive import Step, restated_pairs, successive_values
from gouji.checks.rule import Binding, MessageValue, Phrase, rule
from gouji.facts.figures.ordinals import is_streak
from gouji.facts.numbers.values import Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, grouped


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
    # 连续8年 and 9连优 count the same years.
    same = grouped(
        filter(_is_streak, facts), lambda fact: (fact.key.quantity._replace(unit="年"), facts.owner_of(fact))
    )
    for rows in same.values():
        yield from map(_binding, _steps(facts, rows))


_STREAK_UNITS = ("年", "连")
"""Units of streaks that grow by one a year: 连续11年, 15连丰."""


def _is_streak(fact: Fact) -> bool:
    return bool(
        fact.is_figure
        and fact.indicator
        and fact.settled
        and fact.unit in _STREAK_UNITS
        and fact.period is not None
        and (fact.unit == "连" or is_streak(fact.quote))
    )


def _steps(facts: Facts, rows: list[Fact]) -> Iterator[Step]:
    """Each streak with the one reported before it."""
    for some in grouped(rows, lambda fact: fact.scope).values():
        yield from successive_values(facts, some)
    yield from (step for step in restated_pairs(facts, rows) if step.restated == "scope")


def _binding(step: Step) -> Binding:
    now, before = step.now, step.before
    years = _end_year(now.first) - _end_year(before.first)
    expected = before.value + Value.exactly(Fraction(years))

    def words() -> dict[str, MessageValue]:
        new, old, unit = now.streak_words, before.streak_words, now.first.unit
        reworded = new != old and new and old
        return {
            "expected": f"{'连续' if unit == '年' else ''}{expected.formatted(unit)}",
            "reworded": Phrase("streak-reworded", {"old": old, "new": new}) if reworded else "",
        }

    agreement = None if now.ambiguous or before.ambiguous else compare(now.value, expected)
    if agreement and now.value.hard.high is not None and now.value.hard.high <= years:
        # It restarted after the earlier year.
        agreement = Agreement("consistent")
    return Binding(
        step.bound("now"), agreement, "running-years", "{now} ≠ {expected}", words, "no-one-value",
        details=step.details,
    )  # fmt: skip


def _end_year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0
