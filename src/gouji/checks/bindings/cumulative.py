"""Cumulative figures: what may not fall, and what is rolled forward."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import prod
from operator import add
from typing import TYPE_CHECKING

from gouji.checks.bindings.reported_values import MOST, tellings
from gouji.checks.bindings.successive import Step, by_thing, in_a_row, restated_pairs, since_beginning
from gouji.facts.numbers.values import Agreement, compare
from gouji.facts.numbers.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.bindings.successive import Restated
    from gouji.facts.numbers.values import Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Roll:
    """A running total, last period's, and what was added since.

    Attributes:
        now: This period's total.
        before: Last period's; None where it is not told.
        added: What was added, one telling an indicator; removals are negative.
        agreement: How they go together; None where something is missing.
        missing: What is: ``before`` or ``added``, or ``too-many``.
    """

    now: Telling
    before: Telling | None = None
    added: tuple[Telling, ...] = ()
    agreement: Agreement | None = None
    missing: str = ""
    faulty: tuple[Fact, ...] = ()

    @property
    def removals(self) -> tuple[Telling, ...]:
        """Those of *added* that were taken away."""
        return tuple(one for one in self.added if _negative(one))

    @property
    def additions(self) -> tuple[Telling, ...]:
        """Those of *added* that were not."""
        return tuple(one for one in self.added if not _negative(one))

    @property
    def sum(self) -> Value | None:
        """Last period's total and what was added."""
        return reduce(add, (one.value for one in self.added), self.before.value) if self.before else None

    @property
    def short(self) -> bool:
        """Whether this period's total falls short of the sum."""
        return self.sum is not None and self.now.value.gap_to(self.sum) < 0

    def told(self) -> dict[str, str]:
        """Return the sum and the gap in words for a message, and the computation in signs."""
        if self.before is None or self.sum is None:
            return {}
        unit = self.now.first.unit
        summed = self.sum.spoken(unit)
        added = [_bare(one.first.quote) for one in self.additions]
        terms = [self.before.first.quote, *(f"+ {quote}" for quote in added)]
        terms += [f"- {_amount(one)}" for one in self.removals]
        return {
            "sum": summed,
            "added": "＋".join(added),
            "gap": spoken(abs(self.now.value.gap_to(self.sum)), unit),
            "removed": "－".join(_amount(one) for one in self.removals),
            "algebra": f"{' '.join(terms)} = {summed} ≠ {self.now.first.quote}",
        }


def falls(facts: Facts) -> tuple[Step, ...]:
    """Return every cumulative figure with the one before it, and whether it fell."""
    return tuple(step for rows in _cumulative(facts) for step in _falls(facts, rows))


def rolls(facts: Facts) -> tuple[Roll, ...]:
    """Return every running total that is told for two periods in a row, rolled forward."""
    return tuple(roll for rows in _cumulative(facts) for roll in _rolls(facts, rows))


def _cumulative(facts: Facts) -> Iterator[list[Fact]]:
    """The totals of each cumulative indicator: those since the beginning, and those of a review of years."""
    rows = (
        fact
        for fact in facts
        if fact.is_figure
        and fact.settled
        and fact.measure == "level"
        and fact.period is not None
        and (fact.period.start is None or fact.section == "term")
        and (indicator := facts.indicator_of(fact)) is not None
        and indicator.basis == "cumulative"
    )
    yield from by_thing(facts, rows).values()


def _falls(facts: Facts, rows: list[Fact]) -> Iterator[Step]:
    kinds: dict[tuple[bool, str], list[Fact]] = {}
    for fact in rows:
        kinds.setdefault((since_beginning(fact), fact.scope), []).append(fact)
    for (from_the_start, _), some in kinds.items():
        if from_the_start:
            yield from (_fall(now, before, "") for now, before in in_a_row(facts, some))
    for now, before, how in restated_pairs(facts, rows):
        if how == "term" or since_beginning(now.first):
            yield _fall(now, before, how)


def _fall(now: Telling, before: Telling, how: Restated) -> Step:
    if now.crowded or before.crowded:
        return Step(now, before, None, how)
    agreement = now.compare(before, ">=")
    if how and agreement.vague:
        # Of another scope and vague: two good reasons to differ.
        agreement = Agreement("consistent")
    return Step(now, before, agreement, how)


def _rolls(facts: Facts, rows: list[Fact]) -> Iterator[Roll]:
    totals: dict[tuple[str, str], list[Fact]] = {}
    for fact in rows:
        if since_beginning(fact) and fact.period is not None:
            totals.setdefault((fact.period.text, fact.scope), []).append(fact)
    for (_, scope), some in totals.items():
        period = some[0].period
        previous = period.previous() if period else None
        earlier = totals.get((previous.text, scope)) if previous else None
        if earlier:
            yield from _rolled(facts, some, earlier)


def _rolled(facts: Facts, later: list[Fact], earlier: list[Fact]) -> Iterator[Roll]:
    flows = _flows(facts, later[0])
    faulty = tuple(fact for some in flows for fact in some if fact.trouble)
    if faulty or not flows:
        yield from (Roll(now, missing="added", faulty=faulty) for now in tellings(facts, later))
        return
    before, added = tellings(facts, earlier), [tellings(facts, some) for some in flows]
    crowded = any(one.crowded for some in (before, *added) for one in some)
    for now in tellings(facts, later):
        if now.crowded or crowded or len(before) * prod(map(len, added)) > MOST:
            yield Roll(now, missing="too-many")
        else:
            yield _best(now, before, added)


def _best(now: Telling, before: Sequence[Telling], added: Sequence[Sequence[Telling]]) -> Roll:
    """Of the values that are told differently the first that agree, or else those that were told first."""
    tried = [_roll(now, one, some) for one, *some in product(before, *added)]
    return next((roll for roll in tried if _holds(roll)), tried[0])


def _holds(roll: Roll) -> bool:
    return roll.agreement is not None and roll.agreement.outcome != "inconsistent"


def _roll(now: Telling, before: Telling, added: Sequence[Telling]) -> Roll:
    summed = reduce(add, (one.value for one in added), before.value)
    return Roll(now, before, tuple(added), compare(now.value, summed))


def _flows(facts: Facts, total: Fact) -> list[list[Fact]]:
    """What was added to a total in its last period: by indicators that feed it, or else its own changes."""
    feeders = facts.dimensions.feeders.get(total.indicator, ())
    fed = [_added(facts, indicator, "level", total) for indicator in feeders]
    own = _added(facts, total.indicator, "change", total)
    return [some for some in fed if some] or ([own] if own else [])


def _added(facts: Facts, indicator: str, measure: str, total: Fact) -> list[Fact]:
    """What rows of an indicator add to a total; a faulty one might, and is kept."""
    period = total.period.text.removeprefix("../") if total.period else ""
    rows = facts.by_indicator.get(indicator, ())
    return [fact for fact in rows if fact.measure == measure and (fact.trouble or _adds(fact, total, period))]


def _adds(fact: Fact, total: Fact, period: str) -> bool:
    return (
        fact.is_figure
        and fact.settled
        and fact.key.period == period
        and fact.key.about == total.key.about
        and fact.key.unit == total.key.unit
        and fact.scope == total.scope
        and not fact.base
    )


_ADDED = re.compile("^(?:新增|净增加?|增加)了?")


def _bare(quote: str) -> str:
    """An addition without the word that says it is one: messages say it themselves."""
    return _ADDED.sub("", quote)


def _negative(one: Telling) -> bool:
    return one.value.hard.high is not None and one.value.hard.high < 0


def _amount(one: Telling) -> str:
    return (-one.value).spoken(one.first.unit)
