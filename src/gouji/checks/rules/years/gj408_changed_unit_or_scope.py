"""GJ408: indicators in another unit or scope than last year; below the rule, how they are compared."""

from collections.abc import Hashable, Iterator

from gouji.checks.bindings.quantities import has_growth, is_one_of_a_kind
from gouji.checks.bindings.report_series import YearOverYear, year_over_year
from gouji.checks.rule import Bound, Level, Verdict, rule
from gouji.facts.table.facts import Fact, Facts


@rule(
    "GJ408",
    name="changed-unit-or-scope",
    level="warning",
    scope="matter",
    of_size=True,
    covers=lambda *_: True,
)
def changed_unit_or_scope(facts: Facts) -> Iterator[Verdict]:
    """An indicator is reported in the unit and the scope in which last year's summary reported it."""
    yield from (_verdict(facts, pair) for pair in year_over_year(facts, _quantity) if _usable(pair))


def _verdict(facts: Facts, pair: YearOverYear) -> Verdict:
    now, before, what = pair.now[0], pair.before[0], _changed(pair)
    bound = (Bound(now, "now"), Bound(before, "before"))
    if not what:
        return Verdict("consistent", bound)
    values = {"now_scope": now.scope or "-", "before_scope": before.scope or "-"}
    level: Level = "warning" if what != "classifier" and has_growth(facts, now) else "note"
    return Verdict("inconsistent", bound, f"changed-{what}", values, "", level)


_KIND_COUNTERS = frozenset({"种", "类", "批", "次", "批次", "人次"})
"""Words that count kinds or times, not items: 300种 are not 300项."""


def _quantity(fact: Fact) -> Hashable:
    return fact.key._replace(unit="", scope="", period="")


def _usable(pair: YearOverYear) -> bool:
    """Whether both measure one quantity; in a draft only a total of a place certainly does."""
    one = pair.now[0]
    if not is_one_of_a_kind(one):
        return False
    return one.measure == "level" and all(fact.unit for fact in (*pair.now, *pair.before))


def _changed(pair: YearOverYear) -> str:
    """What changed: unit, classifier or scope; empty where the two are comparable."""
    both = (pair.now, pair.before)
    now, before = ({fact.unit_class for fact in rows} for rows in both)
    if not now & before:
        return "unit"
    now, before = ({fact.unit for fact in rows} for rows in both)
    if not now & before and (now <= _KIND_COUNTERS) != (before <= _KIND_COUNTERS):
        return "classifier"
    now, before = ({fact.scope for fact in rows} for rows in both)
    return "scope" if len(now) == len(before) == 1 and now != before else ""
