"""One indicator in consecutive summaries, in another unit or another scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gouji.facts.kin import is_total, of_measure
from gouji.facts.years.own import pairs

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gouji.facts.table import Fact, Facts
    from gouji.facts.years.own import Pair

_SHORTEST = 5
_OF_KINDS = frozenset({"种", "类", "批", "次", "批次", "人次"})
"""Words that count kinds or times, not things: 300种 are no 300项."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """What was told in consecutive years.

    Attributes:
        now: This year's.
        before: Last year's.
        what: What changed; empty where both can be compared.
        compared: The later summary says how it grew, or to what.
    """

    now: Fact
    before: Fact
    what: Literal["", "unit", "classifier", "scope"]
    compared: bool


def restatements(facts: Facts) -> tuple[Restatement, ...]:
    """Return what consecutive summaries tell of one indicator, with what changed in how it is told."""
    return tuple(_restatement(facts, pair) for pair in pairs(facts, _thing) if _clear(facts, pair))


def _thing(fact: Fact) -> Hashable:
    return fact.key._replace(unit="", scope="", period="")


def _clear(facts: Facts, pair: Pair) -> bool:
    """Whether both tell one thing; in a draft only a total of a place is surely the same thing."""
    one = pair.now[0]
    if facts.drafted and not (is_total(one) and len(one.indicator) >= _SHORTEST):
        return False
    return one.measure == "level" and all(fact.unit for fact in (*pair.now, *pair.before))


def _restatement(facts: Facts, pair: Pair) -> Restatement:
    now, before = pair.now[0], pair.before[0]
    return Restatement(now, before, _changed(pair), _compared(facts, now))


def _changed(pair: Pair) -> Literal["", "unit", "classifier", "scope"]:
    classes = [{fact.unit_class for fact in rows} for rows in (pair.now, pair.before)]
    if not classes[0] & classes[1]:
        return "unit"
    units = [{fact.unit for fact in rows} for rows in (pair.now, pair.before)]
    if not units[0] & units[1] and len({_counts_kinds(some) for some in units}) > 1:
        return "classifier"
    scopes = [{fact.scope for fact in rows} for rows in (pair.now, pair.before)]
    if len(scopes[0]) == len(scopes[1]) == 1 and scopes[0] != scopes[1]:
        return "scope"
    return ""


def _counts_kinds(units: set[str]) -> bool:
    return units <= _OF_KINDS


def _compared(facts: Facts, now: Fact) -> bool:
    """Whether a growth or a change against the year before is told of the later figure."""
    period = now.key.period
    return any(of_measure(facts, now, measure, period) for measure in ("growth", "change"))
