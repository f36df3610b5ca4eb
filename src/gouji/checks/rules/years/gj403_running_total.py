"""GJ403: running totals that differ from the total before plus what was added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial, reduce
from operator import add

from gouji.checks.bindings.reported_values import ReportedValue, bind_value, choose_values, reported_values
from gouji.checks.bindings.successive import (
    cumulative_figures,
    since_beginning,
)
from gouji.checks.rule import Binding, Bound, Level, MessageValue, Phrase, rule
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts


@rule("GJ403", name="running-total", level="error", scope="matter")
def running_total(facts: Facts) -> Iterator[Binding]:
    """A running total is last period's total plus what was added since.

    Why: a reader who adds this year's batch to last year's total must arrive at this year's total.

    The rule compares figures of a `cumulative` indicator in consecutive periods (`../2023`, `../2024`), and
    those of the flows that name it in `adds_to` (or its own measure `change`); a negative flow (减少7项) is
    subtracted. Where no removals are reported, a total that falls short is a warning at most (items may
    have been dropped); one that is too large is an error, or a warning where publishers differ.

    Example:
        311项 and a fourth batch of 51项 add up to 362项, not 355项.

    Source: XBRL US data-quality practice on roll-forwards; interval sums as in Calculations 1.1.
    """
    yield from (_binding(facts, roll) for roll in facts.derive(roll_forwards))


def _binding(facts: Facts, roll: RollForward) -> Binding:
    bound = bind_value(roll.now, "total")
    if roll.before is None:
        bound += tuple(Bound(fact, "added") for fact in roll.faulty)
        return Binding(bound, None, obstacle=_REASONS[roll.missing])
    bound += bind_value(roll.before, "before")
    bound += tuple(one for added in roll.added for one in bind_value(added, "added"))
    return Binding(
        bound, roll.agreement, "running-total", words=partial(_words, roll), level=_level(facts, roll)
    )


_REASONS = {"added": "no-addition", "too-many": "no-one-value"}


def _level(facts: Facts, roll: RollForward) -> Level:
    used = [value.first for value in (roll.now, roll.before, *roll.added) if value is not None]
    if roll.short and not roll.removals:
        return "warning"
    return "error" if all(facts.same_publisher(used[0], fact) for fact in used) else "warning"


def _words(roll: RollForward) -> dict[str, MessageValue]:
    computed = roll.message_values()
    added, removed = computed.get("added", ""), computed.get("removed", "")
    return {
        **computed,
        "added": Phrase("running-added", {"added": added}) if added else "",
        "removed": Phrase("running-removed", {"removed": removed}) if removed else "",
        "gap": Phrase("running-short" if roll.short else "running-over", {"gap": computed.get("gap", "")}),
    }


@dataclass(frozen=True, slots=True)
class RollForward:
    """A running total, the previous period's, and what was added since.

    Attributes:
        now: This period's total.
        before: The previous period's; None where it is not reported.
        added: What was added, one reported value per indicator; removals are negative.
        agreement: How they compare; None where something is missing.
        missing: What is missing: ``before`` or ``added``; ``too-many`` where the values are ambiguous.
    """

    now: ReportedValue
    before: ReportedValue | None = None
    added: tuple[ReportedValue, ...] = ()
    agreement: Agreement | None = None
    missing: str = ""
    faulty: tuple[Fact, ...] = ()

    @property
    def removals(self) -> tuple[ReportedValue, ...]:
        """The negative values of *added*."""
        return tuple(one for one in self.added if _is_negative(one))

    @property
    def additions(self) -> tuple[ReportedValue, ...]:
        """The other values of *added*."""
        return tuple(one for one in self.added if not _is_negative(one))

    @property
    def sum(self) -> Value | None:
        """The previous total plus what was added; None without a previous total."""
        return reduce(add, (one.value for one in self.added), self.before.value) if self.before else None

    @property
    def short(self) -> bool:
        """Whether this period's total falls short of the sum."""
        return self.sum is not None and self.now.value.gap_to(self.sum) < 0

    def message_values(self) -> dict[str, str]:
        """Return the sum and the gap in words for a message, and the computation as a formula."""
        if self.before is None or self.sum is None:
            return {}
        unit = self.now.first.unit
        summed = self.sum.formatted(unit)
        added = [_without_prefix(one.first.quote) for one in self.additions]
        terms = [self.before.first.quote, *(f"+ {quote}" for quote in added)]
        terms += [f"- {_removed_amount(one)}" for one in self.removals]
        return {
            "sum": summed,
            "added": "＋".join(added),
            "gap": formatted(abs(self.now.value.gap_to(self.sum)), unit),
            "removed": "－".join(_removed_amount(one) for one in self.removals),
            "algebra": f"{' '.join(terms)} = {summed} ≠ {self.now.first.quote}",
        }


def roll_forwards(facts: Facts) -> tuple[RollForward, ...]:
    """Return every running total that is reported for two consecutive periods, rolled forward."""
    return tuple(roll for rows in cumulative_figures(facts) for roll in _rolled_by_scope(facts, rows))


def _rolled_by_scope(facts: Facts, rows: list[Fact]) -> Iterator[RollForward]:
    totals: dict[tuple[str, str], list[Fact]] = {}
    for fact in rows:
        if since_beginning(fact) and fact.period is not None:
            totals.setdefault((fact.period.text, fact.scope), []).append(fact)
    for (_, scope), some in totals.items():
        period = some[0].period
        previous = period.previous() if period else None
        earlier = totals.get((previous.text, scope)) if previous else None
        if earlier:
            yield from _rolled_between(facts, some, earlier)


def _rolled_between(facts: Facts, later: list[Fact], earlier: list[Fact]) -> Iterator[RollForward]:
    flows = _flows(facts, later[0])
    faulty = tuple(fact for some in flows for fact in some if fact.fault)
    if faulty or not flows:
        yield from (RollForward(now, missing="added", faulty=faulty) for now in reported_values(facts, later))
        return
    before, added = reported_values(facts, earlier), [reported_values(facts, some) for some in flows]
    for now in reported_values(facts, later):
        chosen = choose_values(((now,), before, *added), _rolled)
        yield chosen or RollForward(now, missing="too-many")


def _rolled(now: ReportedValue, before: ReportedValue, *added: ReportedValue) -> RollForward:
    summed = reduce(add, (one.value for one in added), before.value)
    return RollForward(now, before, added, compare(now.value, summed))


def _flows(facts: Facts, total: Fact) -> list[list[Fact]]:
    """What was added to a total in its last period: indicators that feed it, or else its own changes."""
    feeders = facts.dimensions.feeders.get(total.indicator, ())
    fed = [_added(facts, indicator, "level", total) for indicator in feeders]
    own = _added(facts, total.indicator, "change", total)
    return [some for some in fed if some] or ([own] if own else [])


def _added(facts: Facts, indicator: str, measure: str, total: Fact) -> list[Fact]:
    """Rows of an indicator that add to a total; faulty ones are kept, as they might."""
    added, period = facts.derive(_additions), total.key.period.removeprefix("../")
    key = (indicator, measure, period, total.key.about, total.key.unit, total.scope)
    return [*added.get(key, ()), *added.get((indicator, measure), ())]


def _additions(facts: Facts) -> Mapping[tuple[str, ...], list[Fact]]:
    """Figures that may add to a total, by what must be equal; faulty rows by indicator and measure alone."""
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        kind, key = (fact.indicator, fact.measure), fact.key
        if fact.fault:
            found.setdefault(kind, []).append(fact)
        elif fact.is_figure and fact.settled and not fact.base:
            found.setdefault((*kind, key.period, key.about, key.unit, fact.scope), []).append(fact)
    return found


_ADDITION = re.compile("^(?:新增|净增加?|增加)了?")


def _without_prefix(quote: str) -> str:
    """An addition without the word that marks it as one: messages have their own."""
    return _ADDITION.sub("", quote)


def _is_negative(one: ReportedValue) -> bool:
    return one.value.hard.high is not None and one.value.hard.high < 0


def _removed_amount(one: ReportedValue) -> str:
    return (-one.value).formatted(one.first.unit)
