"""GJ408: indicators in another unit or scope than last year; below the rule, how they are compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Literal

from gouji.checks.bindings.quantity_key import is_one_of_a_kind, same_quantity
from gouji.checks.bindings.report_series import YearOverYear, year_over_year
from gouji.checks.rule import Bound, Level, Verdict, rule
from gouji.facts.table.facts import Fact, Facts


@rule("GJ408", name="changed-unit-or-scope", level="warning", scope="matter", covers=lambda *_: True)
def changed_unit_or_scope(facts: Facts) -> Iterator[Verdict]:
    """An indicator is reported in the unit and the scope in which last year's summary reported it.

    Why: of 300种 and 420项, or of 全省 and 省级, no reader can say what grew.

    The rule compares levels of one indicator in consecutive summaries, each of its own year: base units (万户
    and 户 are one), counting words only where one counts kinds or times (种, 类, 批, 次) and the other items,
    and the scope where each year has only one. A difference is a note, or a warning where a growth or change
    is reported beside another unit or scope. A year that also reports the old unit or scope is fine. In bare
    documents only totals of a place are compared.

    Example:
        货运量 in 吨 in one year and in 吨公里 in the next.

    Source: the comparability principle of official statistics.
    """
    yield from (_verdict(change) for change in facts.derive(unit_or_scope_changes))


def _verdict(change: UnitOrScopeChange) -> Verdict:
    bound = (Bound(change.now, "now"), Bound(change.before, "before"))
    if not change.what:
        return Verdict("consistent", bound)
    values = {"now_scope": change.now.scope or "-", "before_scope": change.before.scope or "-"}
    level: Level = "warning" if change.has_growth and change.what != "classifier" else "note"
    return Verdict("inconsistent", bound, f"changed-{change.what}", values, "", level)


_KIND_COUNTERS = frozenset({"种", "类", "批", "次", "批次", "人次"})
"""Words that count kinds or times, not items: 300种 are not 300项."""


@dataclass(frozen=True, slots=True)
class UnitOrScopeChange:
    """Levels of one indicator in consecutive years.

    Attributes:
        now: This year's level.
        before: Last year's level.
        what: What changed; empty where the two are comparable.
        has_growth: The later summary reports a growth or change as well.
    """

    now: Fact
    before: Fact
    what: Literal["", "unit", "classifier", "scope"]
    has_growth: bool


def unit_or_scope_changes(facts: Facts) -> tuple[UnitOrScopeChange, ...]:
    """Return the levels of one indicator in consecutive summaries, and whether unit or scope changed."""
    return tuple(_compare(facts, pair) for pair in year_over_year(facts, _quantity) if _usable(pair))


def _quantity(fact: Fact) -> Hashable:
    return fact.key._replace(unit="", scope="", period="")


def _usable(pair: YearOverYear) -> bool:
    """Whether both measure one quantity; in a draft only a total of a place certainly does."""
    one = pair.now[0]
    if not is_one_of_a_kind(one):
        return False
    return one.measure == "level" and all(fact.unit for fact in (*pair.now, *pair.before))


def _compare(facts: Facts, pair: YearOverYear) -> UnitOrScopeChange:
    now, before = pair.now[0], pair.before[0]
    return UnitOrScopeChange(now, before, _changed(pair), _has_growth(facts, now))


def _changed(pair: YearOverYear) -> Literal["", "unit", "classifier", "scope"]:
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
    return units <= _KIND_COUNTERS


def _has_growth(facts: Facts, now: Fact) -> bool:
    """Whether a growth or a change against the year before is reported for the later figure."""
    period = now.key.period
    return any(same_quantity(facts, now, measure, period) for measure in ("growth", "change"))
