"""GJ403: running totals that differ from the total before plus what was added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial, reduce
from operator import add
from typing import NamedTuple

from gouji.checks.bindings.added_since import added_up
from gouji.checks.bindings.quantities import ReportedValue, bind_value, reported_values
from gouji.checks.bindings.successive import cumulative_figures, since_beginning
from gouji.checks.bindings.told_again import borne_out, unclear
from gouji.checks.rule import Binding, Bound, Level, MessageValue, Phrase, rule
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern


@rule("GJ403", name="running-total", level="error", scope="matter")
def running_total(facts: Facts) -> Iterator[Binding]:
    """A running total is last period's total plus what was added since."""
    for rows in cumulative_figures(facts):
        totals = grouped(filter(since_beginning, rows), lambda fact: (fact.key.period, fact.scope))
        for (_, scope), later in totals.items():
            period = later[0].period
            previous = period.previous() if period else None
            earlier = totals.get((previous.text, scope)) if previous else None
            if earlier:
                yield from _rolled_between(facts, later, earlier)
            else:
                yield from added_up(facts, later, partial(_flows, facts, later[0]))


def _rolled_between(facts: Facts, later: list[Fact], earlier: list[Fact]) -> Iterator[Binding]:
    """Compare each total of a period with those of the period before, and what was added since."""
    flows = _flows(facts, later[0], later[0].key.period)
    faulty = [Bound(fact, "added") for some in flows for fact in some if fact.fault]
    before, added = reported_values(facts, earlier), [reported_values(facts, some) for some in flows]
    for now in reported_values(facts, later):
        if faulty or not flows:
            yield Binding((*bind_value(now, "total"), *faulty), None, obstacle="no-addition")
            continue
        roll = borne_out(((now,), before), _rolled, added)
        why = unclear(((now,), before), added)
        yield roll.binding(facts) if roll else Binding(bind_value(now, "total"), None, obstacle=why)


def _rolled(now: ReportedValue, before: ReportedValue, *added: ReportedValue) -> RollForward:
    summed = reduce(add, (one.value for one in added), before.value)
    return RollForward(now, before, added, summed, compare(now.value, summed))


class RollForward(NamedTuple):
    """A running total, and the sum of the one before and what was added since; removals are negative."""

    now: ReportedValue
    before: ReportedValue
    added: tuple[ReportedValue, ...]
    sum: Value
    agreement: Agreement

    def binding(self, facts: Facts) -> Binding:
        """Bind the total, the one before, and what was added."""
        values = (self.now, self.before, *self.added)
        roles = ("total", "before", *("added" for _ in self.added))
        bound = tuple(one for pair in zip(values, roles, strict=True) for one in bind_value(*pair))
        one_publisher = all(facts.same_publisher(self.now.first, value.first) for value in values)
        dropped = self.short and not any(map(_is_negative, self.added))
        because = ("dropped",) if dropped else () if one_publisher else ("publishers",)
        level: Level = "warning" if because else "error"
        return Binding(bound, self.agreement, "running-total", "", self.words, level=level, because=because)

    @property
    def short(self) -> bool:
        """Whether this period's total falls short of the sum."""
        return self.now.value.gap_to(self.sum) < 0

    def words(self) -> dict[str, MessageValue]:
        """Return the sum and the gap in words for a message, and the computation as a formula."""
        unit = self.now.first.unit
        summed, gap = self.sum.formatted(unit), formatted(abs(self.now.value.gap_to(self.sum)), unit)
        # Messages have their own word that marks an addition as one.
        added = [pattern("added").sub("", one.first.quote) for one in self.added if not _is_negative(one)]
        removed = [(-one.value).formatted(one.first.unit) for one in self.added if _is_negative(one)]
        terms = [self.before.first.quote, *(f"+ {one}" for one in added), *(f"- {one}" for one in removed)]
        return {
            "sum": summed,
            "added": Phrase("running-added", {"added": "＋".join(added)}) if added else "",
            "removed": Phrase("running-removed", {"removed": "－".join(removed)}) if removed else "",
            "gap": Phrase("running-short" if self.short else "running-over", {"gap": gap}),
            "algebra": f"{' '.join(terms)} = {summed} ≠ {self.now.first.quote}",
        }


def _is_negative(one: ReportedValue) -> bool:
    return one.value.hard.high is not None and one.value.hard.high < 0


def _flows(facts: Facts, total: Fact, period: str) -> list[list[Fact]]:
    """What was added to a total in a period: indicators that feed it, or else its own changes."""
    feeders = facts.dimensions.feeders.get(total.indicator, ())
    fed = [_added(facts, indicator, "level", total, period) for indicator in feeders]
    own = _added(facts, total.indicator, "change", total, period)
    return [some for some in fed if some] or ([own] if own else [])


def _added(facts: Facts, indicator: str, measure: str, total: Fact, period: str) -> list[Fact]:
    """Rows of an indicator that add to a total; faulty ones of its owner or publisher, as they might."""
    added, period = facts.derive(_additions), period.removeprefix("../")
    names = dict.fromkeys((facts.owner_of(total), facts.publisher_of(total)))
    key = (indicator, measure, period, facts.owner_of(total), total.key.unit, total.scope)
    faulty = (fact for name in names for fact in added.get((indicator, measure, name), ()))
    return [*added.get(key, ()), *dict.fromkeys(faulty)]


def _additions(facts: Facts) -> Mapping[tuple[str, ...], list[Fact]]:
    """Figures that may add to a total, by what must be equal; faulty rows by owner and by publisher alone."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        kind, key = (fact.indicator, fact.measure), fact.key
        if fact.fault:
            for name in {facts.owner_of(fact), facts.publisher_of(fact)}:
                found.setdefault((*kind, name), []).append(fact)
        elif fact.is_figure and fact.settled and not fact.base:
            owner = facts.owner_of(fact)
            found.setdefault((*kind, key.period, owner, key.unit, fact.scope), []).append(fact)
    return found
