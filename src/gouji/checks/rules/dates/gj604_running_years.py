"""GJ604: streaks that do not grow by one a year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.checks.bindings.successive import Step, in_a_row, restated_pairs
from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked
from gouji.facts.figures.streaks import is_streak
from gouji.facts.numbers.values import Agreement, Value, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.bindings.successive import Restated
    from gouji.checks.verdict import MessageValue
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.keys import Key


@rule("GJ604", name="running-years", level="warning", scope="matter")
def running_years(facts: Facts) -> Iterator[Verdict]:
    """连续N年 grows by one from year to year.

    Why: a streak is copied from last year's text and raised by two, or not at all; or what goes on was
    quietly put in other words.

    Compared are figures of one indicator whose quote begins with 连续 and counts years, or reads 15连丰,
    each with the one told before it; between N years the streak grows by N. One that began anew in
    between is sound. Another wording (下降, 只减不增) is told in the finding.

    Example:
        连续11年下降 said of 2024, 连续13年只减不增 said of 2025: twelve were expected.

    Source: arithmetic of years.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and fact.quote.startswith("连续")
    )
    yield from (_verdict(facts, step) for step in facts.derive(streaks))


def _verdict(facts: Facts, step: Step) -> Verdict:
    if step.agreement is None:
        return Verdict(
            "unchecked", (*tell(step.now, "now"), *tell(step.before, "before")), reason="no-one-value"
        )
    now, before = step.now.first, step.before.first
    words, old_words = step.now.streak_words, step.before.streak_words
    expected = step.expected.spoken(now.unit) if step.expected else ""
    expected = f"连续{expected}" if now.unit == "年" else expected
    told: dict[str, MessageValue] = {
        "indicator": facts.name_of(now),
        "now": now.quote,
        "now_by": facts.told_by(now),
        "year": _year(step.now.first.key.period),
        "before": before.quote,
        "before_by": facts.told_by(before),
        "before_year": _year(before.key.period),
        "expected": expected,
        "reworded": Phrase("streak-reworded", {"old": old_words, "new": words})
        if words != old_words and words and old_words
        else "",
        "algebra": f"{now.quote} ≠ {expected}",
    }
    bound = (*tell(step.now, "now"), *tell(step.before, "before"))
    details = {"class": "restated scope"} if step.restated else {}
    return judged(step.agreement, bound, "warning", "running-years", told, details=details)


def _year(period: str) -> str:
    return period.rpartition("/")[2][:4]


_YEARLY = ("年", "连")
"""Units of a streak that grows by one a year: 连续11年, 15连丰."""


def streaks(facts: Facts) -> tuple[Step, ...]:
    """Return every 连续N年 with the one told before it; from year to year it grows by one."""
    things: dict[tuple[Key, str], list[Fact]] = {}
    for fact in facts:
        if _is_streak(fact):
            # 连续8年 and 9连优 count the same years.
            things.setdefault((fact.key.thing._replace(unit="年"), facts.whose(fact)), []).append(fact)
    return tuple(step for some in things.values() for step in _streaks(facts, some))


def _is_streak(fact: Fact) -> bool:
    return bool(
        fact.is_figure
        and fact.indicator
        and fact.settled
        and fact.unit in _YEARLY
        and fact.period is not None
        and (fact.unit == "连" or is_streak(fact.quote))
    )


def _streaks(facts: Facts, rows: list[Fact]) -> Iterator[Step]:
    scopes: dict[str, list[Fact]] = {}
    for fact in rows:
        scopes.setdefault(fact.scope, []).append(fact)
    for some in scopes.values():
        yield from (_streak(now, before, "") for now, before in in_a_row(facts, some))
    yield from (
        _streak(now, before, how) for now, before, how in restated_pairs(facts, rows) if how == "scope"
    )


def _streak(now: Telling, before: Telling, how: Restated) -> Step:
    if now.crowded or before.crowded:
        return Step(now, before, None, how)
    years = _year_running(now.first) - _year_running(before.first)
    expected = before.value + Value.exactly(Fraction(years))
    if now.value.hard.high is not None and now.value.hard.high <= years:
        # It began anew after the earlier year.
        return Step(now, before, Agreement("consistent"), how, expected)
    return Step(now, before, compare(now.value, expected), how, expected)


def _year_running(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0
