"""GJ604: streaks that do not grow by one a year; below the rule, how streaks are paired."""

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.quantities import words_behind
from gouji.checks.bindings.successive import Step, restated_pairs, successive_values
from gouji.checks.rule import Binding, MessageValue, Phrase, rule
from gouji.facts.figures.ordinals import is_streak
from gouji.facts.numbers.values import Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.alignment.rarity import pairs_in


@rule(
    "GJ604",
    name="running-years",
    level="warning",
    scope="matter",
    covers=lambda _, fact: fact.quote.startswith("连续"),
)
def running_years(facts: Facts) -> Iterator[Binding]:
    """连续N年 grows by one from year to year."""
    # 连续8年 and 9连优 count the same years.
    same = grouped(
        filter(_is_streak, facts), lambda fact: (fact.key.quantity._replace(unit="年"), facts.owner_of(fact))
    )
    for rows in same.values():
        yield from (_binding(step) for step in _steps(facts, rows) if _is_of_one_matter(facts, step))


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


def _is_of_one_matter(facts: Facts, step: Step) -> bool:
    """Whether the same may go on: where subjects are worded differently, a word of what goes on is common.

    考核连续6年获A级 is not 连续4年位列第一方阵.
    """
    rows = (step.now.first, step.before.first)
    if not any(fact.id in facts.joined for fact in rows):
        return True
    now, before = ({*pairs_in(_CLAUSE_END.split(words_behind(facts, fact, _REACH))[0])} for fact in rows)
    return not (now and before) or not now.isdisjoint(before)


_CLAUSE_END = re.compile("[，。；：！？、,;:\n（(]")
_REACH = 16
"""So many characters behind a streak tell what goes on."""


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
