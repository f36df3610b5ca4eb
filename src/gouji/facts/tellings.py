"""What several summaries tell of one thing: the different values, each with all who tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures import streak_words
from gouji.facts.values import compare, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.table import Fact, Facts
    from gouji.facts.values import Agreement, Comparison, Value


@dataclass(frozen=True, slots=True)
class Telling:
    """One value, and the facts that tell it.

    Attributes:
        facts: The one told first in front: it stands for all of them, so that another summary
            that joins in later changes nothing.
        value: What the first stands for.
    """

    facts: tuple[Fact, ...]
    value: Value

    @property
    def first(self) -> Fact:
        """The fact that was told first."""
        return self.facts[0]

    @property
    def streak_words(self) -> str:
        """Of a 连续N年, what went on."""
        return streak_words(self.first.quote)

    def compare(self, other: Telling, how: Comparison = "==") -> Agreement:
        """Compare two values."""
        return compare(self.value, other.value, how)


def tellings(facts: Facts, rows: Iterable[Fact]) -> tuple[Telling, ...]:
    """Return the different values that *rows* tell, in the order told.

    A row joins the first value that it agrees with: 5332亿元 tells what 5332.42亿元 tells.
    """
    found: list[tuple[Value, list[Fact]]] = []
    for fact in facts.in_order_told(rows):
        value = value_of(fact)
        if value is None:
            continue
        same = next((some for known, some in found if _agree(known, value)), None)
        if same is None:
            found.append((value, [fact]))
        else:
            same.append(fact)
    return tuple(Telling(tuple(some), value) for value, some in found)


def _agree(one: Value, two: Value) -> bool:
    return compare(one, two).outcome != "inconsistent"
