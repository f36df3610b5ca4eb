"""连续N年 from year to year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.facts.figures import is_streak
from gouji.facts.values import Agreement, Value, compare
from gouji.facts.years.steps import Step, in_a_row, restated_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.keys import Key
    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.years.steps import Restated

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
    years = _year(now.first) - _year(before.first)
    expected = before.value + Value.exactly(Fraction(years))
    if now.value.hard.high is not None and now.value.hard.high <= years:
        # It began anew after the earlier year.
        return Step(now, before, Agreement("consistent"), how, expected)
    return Step(now, before, compare(now.value, expected), how, expected)


def _year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0
