"""What one summary tells more than once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.kin import worded_alike
from gouji.facts.slips import slip_between
from gouji.facts.values import compare, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.values import Agreement

_COMPARED = frozenset({"count", "amount", "ratio", "point"})


@dataclass(frozen=True, slots=True)
class Repeat:
    """A figure that a summary tells twice.

    Attributes:
        one: As told first.
        two: As told again.
        agreement: How they go together; None where more than two values are told.
        slip: Whether a slip of the pen parts them, which other rules tell.
    """

    one: Fact
    two: Fact
    agreement: Agreement | None = None
    slip: bool = False


def repeats(facts: Facts) -> tuple[Repeat, ...]:
    """Return every figure that one summary tells more than once, each later telling with the first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if _asked(fact):
            groups.setdefault((fact.summary, fact.key, fact.section, fact.stage), []).append(fact)
    return tuple(found for rows in groups.values() for found in _among(facts, rows))


def _asked(fact: Fact) -> bool:
    told = fact.form in _COMPARED and bool(fact.indicator) and fact.period is not None
    return told and fact.hard is not None and not fact.whole and not fact.members


def _among(facts: Facts, rows: list[Fact]) -> Iterator[Repeat]:
    if len(rows) < 2:
        return
    rows = sorted(rows, key=lambda fact: (fact.start or 0, fact.line))
    first = rows[0]
    others = [fact for fact in rows[1:] if worded_alike(facts, first, fact)]
    if others and len({fact.hard for fact in (first, *others)}) > 2:
        yield Repeat(first, others[0])
        return
    yield from (_repeat(first, other) for other in others)


def _repeat(one: Fact, two: Fact) -> Repeat:
    left, right = value_of(one), value_of(two)
    if left is None or right is None:
        return Repeat(one, two)
    return Repeat(one, two, compare(left, right), bool(slip_between(one, two).kind))
