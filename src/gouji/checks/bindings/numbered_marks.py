"""Where the parts of a numbered list begin, as facts that a verdict binds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.checks.bindings.passages import placed
from gouji.checks.rule import Bound, bind
from gouji.facts.table.facts import Facts
from gouji.reading.numbered import NumberedList


def in_order(facts: Facts, summary: str, parts: NumberedList) -> tuple[Bound, ...]:
    """Bind the parts of a list that is in order, and the count stated before it."""
    places = [(part.start, part.end) for part in parts.parts] + [parts.place] * (parts.stated is not None)
    return bind(*(placed(facts, summary, *place) for place in places), role="part")


def wrong_marks(facts: Facts, summary: str, parts: NumberedList, numbers: Sequence[int]) -> Iterator[Bound]:
    """Yield the marks where something is wrong: repeated ones, the next one behind each left out."""
    for number in numbers:
        same = [part for part in parts.parts if part.number == number][1:]
        behind = [part for part in parts.parts if part.number > number][:1]
        for part in same or behind:
            yield Bound(facts.at(summary, part.start, part.end), "mark", witness=True)
