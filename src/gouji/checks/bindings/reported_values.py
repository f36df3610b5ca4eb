"""The different values that summaries report of one quantity, each with the facts that report it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gouji.checks.decide import MOST, Compared, choose
from gouji.checks.rule import Bound
from gouji.facts.figures.ordinals import streak_words
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Comparison, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of

_Compared = TypeVar("_Compared", bound=Compared)


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """One value, and the facts that report it.

    Attributes:
        facts: The one reported first in front: it stands for all of them, so that a summary added
            later changes nothing.
        value: The value of the first.
        ambiguous: Whether they report several values, and which is meant is unknown; nothing is decided then.
    """

    facts: tuple[Fact, ...]
    value: Value
    ambiguous: bool = False

    @property
    def first(self) -> Fact:
        """The fact that was reported first."""
        return self.facts[0]

    @property
    def streak_words(self) -> str:
        """Of a streak (连续N年), the words for what went on."""
        return streak_words(self.first.quote)

    def compare(self, other: ReportedValue, how: Comparison = "==") -> Agreement:
        """Compare two values."""
        return compare(self.value, other.value, how)


def reported_values(facts: Facts, rows: Iterable[Fact]) -> tuple[ReportedValue, ...]:
    """Return the different values that *rows* report, in order of publication; ambiguous ones as one.

    A row joins the first value that it agrees with: 5332亿元 reports the same value as 5332.42亿元.
    """
    found: list[tuple[Value, list[Fact]]] = []
    indices: dict[Interval, int] = {}
    known = [
        (fact, value) for fact in facts.in_published_order(rows) if (value := value_of(fact)) is not None
    ]
    for fact, value in known:
        index = indices.get(value.hard)
        if index is None:
            index = _index_of(found, value)
            indices[value.hard] = index
        if index == len(found):
            found.append((value, []))
        if len(found) > MOST:
            break
        found[index][1].append(fact)
    if len(found) > MOST or _is_ambiguous(found):
        return (ReportedValue(tuple(one for one, _ in known), known[0][1], ambiguous=True),)
    return tuple(ReportedValue(tuple(some), value) for value, some in found)


def _is_ambiguous(found: list[tuple[Value, list[Fact]]]) -> bool:
    """Whether one summary reports several values: parts, or kinds that the key does not distinguish."""
    sources = [{fact.summary for fact in rows} for _, rows in found]
    return sum(map(len, sources)) > len(set().union(*sources))


def _index_of(found: list[tuple[Value, list[Fact]]], value: Value) -> int:
    """The index of the first value that agrees with *value*; past the last where none does."""
    agreeing = (index for index, (known, _) in enumerate(found) if _agree(known, value))
    return next(agreeing, len(found))


def _agree(one: Value, two: Value) -> bool:
    return compare(one, two).outcome != "inconsistent"


def choose_values(
    candidates: Sequence[Sequence[ReportedValue]], compare: Callable[..., _Compared]
) -> _Compared | None:
    """Choose among reported values; None where it is unknown which are meant."""
    if any(value.ambiguous for some in candidates for value in some):
        return None
    return choose(candidates, compare)


def bind_value(reported: ReportedValue, role: str) -> tuple[Bound, ...]:
    """Bind the fact that reported a value first; the others that report it are its witnesses."""
    first, *others = reported.facts
    return (Bound(first, role), *(Bound(fact, role, witness=True) for fact in others))
