"""What was added in a year, where only all that there is is told: 7家 this year, 6家 the year before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gouji.checks.bindings.quantities import ReportedValue
from gouji.checks.bindings.target_kinds import is_added, is_of_new
from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.values import Value
from gouji.facts.table.facts import Fact, Facts


class Added(NamedTuple):
    """What was added in a year.

    Attributes:
        value: The difference, told by the level of the year.
        before: The level of the year before.
    """

    value: ReportedValue
    before: Fact


def added_since(facts: Facts, target: Fact, told: Sequence[Fact], earlier: Sequence[Fact]) -> Added | None:
    """Return what was added to the level of the year before, where a draft's target is only of what is new.

    Args:
        facts: The fact table.
        target: The target: 新增2—3家.
        told: What the next summary tells in its words.
        earlier: What its own summary tells in them of the year before.

    None where one of both levels is not told once and exactly, or there are fewer now.
    """
    if target.coded or not is_classifier(target.unit) or not is_added(facts, target):
        return None
    now, before = (_only(facts, target, rows) for rows in (told, earlier))
    if now is None or before is None or now.hard is None or before.hard is None:
        return None
    high, low = now.hard.low, before.hard.low
    if high is None or low is None or high < low:
        return None
    return Added(ReportedValue((now,), Value.exactly(high - low)), before)


def _only(facts: Facts, target: Fact, rows: Sequence[Fact]) -> Fact | None:
    """Return the one exact level in a target's unit; None where there are several or none, or it is new."""
    levels = [
        fact for fact in rows if fact.unit == target.unit and "/" not in fact.key.period and fact.settled
    ]
    exact = [fact for fact in levels if fact.hard is not None and fact.hard.is_point]
    return exact[0] if len(levels) == len(exact) == 1 and not is_of_new(facts, exact[0]) else None
