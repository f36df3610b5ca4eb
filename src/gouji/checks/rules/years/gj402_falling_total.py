"""GJ402: cumulative figures that fall."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gouji.checks.bindings.reported_values import ReportedValue, bind_value
from gouji.checks.bindings.successive import (
    Restated,
    SuccessiveValues,
    cumulative_figures,
    restated_pairs,
    since_beginning,
    successive_values,
)
from gouji.checks.rule import Binding, Level, MessageValue, Phrase, rule
from gouji.facts.numbers.values import Agreement
from gouji.facts.table.facts import Fact, Facts


@rule(
    "GJ402",
    name="falling-total",
    level="error",
    scope="matter",
    covers=lambda facts, fact: facts.basis_of(fact) == "cumulative",
)
def falling_total(facts: Facts) -> Iterator[Binding]:
    """A figure that is counted since the beginning never falls.

    Why: 累计 only grows. A lower figure later has another scope or another start, or is wrong.

    The rule compares figures of `cumulative` indicators with a period since the beginning (`../2024`), each
    with the one reported before it. Where items can be dropped (`removable`), figures are revised, or
    publishers differ, it is a warning. The class is *restated scope* where one of two consecutive years
    names a scope and the other none (a warning), and where a year's review meets a review of several years
    that states no start (a note). In bare documents every fall is a note, because 累计 there often means only
    the sum over the year. Totals since a stated year are not compared.

    Example:
        川渝省际通道 30个 at the end of 2024; 铁路、高速公路、水路通道 28条 at the end of 2025.

    Source: the definition of a cumulative total.
    """
    yield from (_binding(facts, step) for step in facts.derive(falling_totals))


def _binding(facts: Facts, step: SuccessiveValues) -> Binding:
    bound = (*bind_value(step.now, "total"), *bind_value(step.before, "before"))
    kind, level = _class(facts, step)
    details = {"class": "restated scope"} if step.restated else {}
    return Binding(
        bound, step.agreement, "falling-total", "{total} < {before}", partial(_words, step, kind),
        "no-one-value", level=level, details=details,
    )  # fmt: skip


def _words(step: SuccessiveValues, kind: str) -> dict[str, MessageValue]:
    now, before = step.now.first, step.before.first
    return {
        "gap": step.gap,
        "explain": Phrase(f"falling-{kind}", {"scope": now.scope or before.scope}),
        "counted": Phrase("counted-otherwise") if now.unit != before.unit else "",
    }


def _class(facts: Facts, step: SuccessiveValues) -> tuple[str, Level]:
    if step.restated:
        return step.restated, "note" if step.restated == "term" else "warning"
    if not (step.now.first.coded and step.before.first.coded):
        return "unsaid", "note"
    indicator = facts.indicator_of(step.now.first)
    if indicator and (indicator.removable or indicator.revisable):
        return "removable", "warning"
    if not facts.same_publisher(step.now.first, step.before.first):
        return "publishers", "warning"
    return "plain", "error"


def falling_totals(facts: Facts) -> tuple[SuccessiveValues, ...]:
    """Return every cumulative figure with the one before it, and whether it fell."""
    return tuple(step for rows in cumulative_figures(facts) for step in _successive_totals(facts, rows))


def _successive_totals(facts: Facts, rows: list[Fact]) -> Iterator[SuccessiveValues]:
    kinds: dict[tuple[bool, str], list[Fact]] = {}
    for fact in rows:
        kinds.setdefault((since_beginning(fact), fact.scope), []).append(fact)
    for (from_the_start, _), some in kinds.items():
        if from_the_start:
            yield from (_totals_compared(now, before, "") for now, before in successive_values(facts, some))
    for now, before, how in restated_pairs(facts, rows):
        if how == "term" or since_beginning(now.first):
            yield _totals_compared(now, before, how)


def _totals_compared(now: ReportedValue, before: ReportedValue, how: Restated) -> SuccessiveValues:
    if now.ambiguous or before.ambiguous:
        return SuccessiveValues(now, before, None, how)
    agreement = now.compare(before, ">=")
    if how and agreement.vague:
        # A changed scope and a vague figure explain the difference.
        agreement = Agreement("consistent")
    return SuccessiveValues(now, before, agreement, how)
