"""GJ406: targets that a later summary changes silently; below the rule, how they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gouji.checks.bindings.quantity_key import words_before
from gouji.checks.bindings.reported_values import ReportedValue, bind_value, reported_values
from gouji.checks.rule import Binding, Decidable, Verdict, rule
from gouji.facts.figures.model import AMOUNT, COUNT, RATIO
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.facts import Fact, Facts


@rule(
    "GJ406",
    name="replanned",
    level="warning",
    scope="workspace",
    by_name=True,
    covers=lambda _, fact: fact.ahead,
)
def replanned(facts: Facts) -> Iterator[Decidable]:
    """A target for a year is the same in every summary that sets it, or the later one says that it changed.

    Why: a target that is quietly lowered is always reached.

    The rule compares targets and plans with one comparison key in summaries of one publisher that review
    different years, each with the one set before. Where the later text says next to it that it was changed
    (调整, 上调, 修订, 提前), nothing is reported. In bare documents it is a note: a phrase may be cut short.

    Example:
        到2027年建成100个 in the report of 2024, 到2027年建成80个 in that of 2025.

    Source: the practice of comparing plans year by year; intervals as in XBRL Calculations 1.1.
    """
    yield from (_decidable(change) for change in facts.derive(target_changes))


def _decidable(change: TargetChange) -> Decidable:
    bound = (*bind_value(change.now, "target"), *bind_value(change.before, "before"))
    if change.announced:
        return Verdict("consistent", bound, details={"class": "announced"})
    details = {"class": "silent change"}
    return Binding(
        bound, change.agreement, "replanned", "{target} ≠ {before}", obstacle="no-one-value", details=details
    )


_FORMS = frozenset({COUNT, AMOUNT, RATIO})
_ANNOUNCED = re.compile("调整|上调|下调|调高|调低|修订|修编|提前|推迟|延后")
_REACH = 40


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target for one period as two summaries of different years set it.

    Attributes:
        now: The value in the later summary.
        before: The value in the earlier summary.
        agreement: How they agree; None where a summary sets several values.
        announced: The later summary says that it was changed.
    """

    now: ReportedValue
    before: ReportedValue
    agreement: Agreement | None
    announced: bool = False


def target_changes(facts: Facts) -> tuple[TargetChange, ...]:
    """Return every target that summaries of different years set for one period, each with the one before."""
    targets: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts.of_form(*_FORMS):
        if fact.is_figure and fact.ahead and fact.indicator and fact.period and facts.summary_of(fact):
            targets.setdefault((fact.key, facts.owner_of(fact), facts.publisher_of(fact)), []).append(fact)
    return tuple(found for rows in targets.values() for found in _of_one_key(facts, rows))


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[TargetChange]:
    years: dict[str, list[Fact]] = {}
    for fact in rows:
        summary = facts.summary_of(fact)
        years.setdefault(summary.year if summary else "", []).append(fact)
    for earlier, later in pairwise(sorted(years)):
        before, now = reported_values(facts, years[earlier]), reported_values(facts, years[later])
        if any(len(some) > 1 or some[0].ambiguous for some in (before, now)):
            yield TargetChange(now[0], before[0], None)
        else:
            yield TargetChange(now[0], before[0], now[0].compare(before[0]), _announced(facts, now[0].first))


def _announced(facts: Facts, fact: Fact) -> bool:
    return bool(_ANNOUNCED.search(words_before(facts, fact, _REACH)))
