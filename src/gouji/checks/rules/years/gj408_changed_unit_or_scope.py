"""GJ408: an indicator told in another unit or scope than last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gouji.checks.bindings.recompute import is_total, of_measure
from gouji.checks.bindings.report_series import pairs
from gouji.checks.rule import Bound, Verdict, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gouji.checks.bindings.report_series import Pair
    from gouji.checks.verdict import Level
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ408", name="changed-unit-or-scope", level="warning", scope="matter")
def changed_unit_or_scope(facts: Facts) -> Iterator[Verdict]:
    """An indicator is told in the unit and the scope in which last year's summary told it.

    Why: of 300种 and 420项, or of 全省 and 省级, no reader can say what grew.

    Compared are levels of one indicator in consecutive summaries, each of its own year: base units (万户 and
    户 are one), counting words only where one counts kinds or times (种, 类, 批, 次) and the other things,
    and the scope where each year tells one. It is a note, and a warning where another unit or scope
    stands beside a growth or a change. A year that also tells the old unit or scope is left alone. In drafts
    only totals of a place are compared.

    Example:
        货运量 in 吨 in one year and in 吨公里 in the next.

    Source: the comparability principle of official statistics.
    """
    yield from (unchecked(fact, reason="bad-row", line=fact.line) for fact in facts if fact.trouble)
    yield from (_verdict(facts, one) for one in facts.derive(restatements))


def _verdict(facts: Facts, one: Restatement) -> Verdict:
    bound = (Bound(one.now, "now"), Bound(one.before, "before"))
    if not one.what:
        return Verdict("consistent", bound)
    told = {
        "indicator": facts.name_of(one.now),
        "now": one.now.quote,
        "now_by": facts.told_by(one.now),
        "before": one.before.quote,
        "before_by": facts.told_by(one.before),
    }
    if one.what == "scope":
        told |= {"now_scope": one.now.scope or "-", "before_scope": one.before.scope or "-"}
    level: Level = "warning" if one.compared and one.what != "classifier" else "note"
    return Verdict("inconsistent", bound, f"changed-{one.what}", told, "", level)


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
