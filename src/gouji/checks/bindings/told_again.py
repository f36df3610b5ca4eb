"""Figures that a row tells once more, by the link that reading made of them."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.checks.rule import Binding, Level, bind
from gouji.facts.numbers.values import compare
from gouji.facts.table.columns import LIKE
from gouji.facts.table.facts import Fact, Facts, value_of


def pairs_told_again(facts: Facts) -> tuple[tuple[Fact, Fact, Level], ...]:
    """Return the figures that are told twice, in text order, and how severe it is if they differ."""
    return tuple(_pairs(facts))


def _pairs(facts: Facts) -> Iterator[tuple[Fact, Fact, Level]]:
    for fact in facts:
        first = facts.by_id.get(fact.again.total) if fact.again else None
        if fact.again and first is not None:
            one, two = sorted((first, fact), key=lambda told: told.start or 0)
            # Both are read by name: decide lowers them by one.
            yield one, two, "warning" if fact.again.breakdown == LIKE else "error"


def compared_again(one: Fact, two: Fact, message: str, level: Level) -> Binding:
    """Return what must hold of two figures that are the same."""
    left, right = value_of(one), value_of(two)
    found = compare(left, right) if left and right and one.unit_class == two.unit_class else None
    return Binding(
        bind(one, two, role="told"), found, message, "{told} ≠ {told_2}", obstacle="units-differ", level=level
    )
