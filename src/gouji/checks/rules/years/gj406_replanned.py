"""GJ406: targets that a later summary sets otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.checks.bindings.reported_values import tellings
from gouji.checks.bindings.surrounding_words import words_before
from gouji.checks.rule import Verdict, judged, rule, tell, unchecked
from gouji.facts.figures.model import AMOUNT, COUNT, RATIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ406", name="replanned", level="warning", scope="workspace")
def replanned(facts: Facts) -> Iterator[Verdict]:
    """A target for a year is the same in every summary that sets it, or the later one says that it changed.

    Why: a target that is quietly lowered is always reached.

    Compared are targets and plans with one comparison key in summaries of one publisher that review different
    years, each with the one set before. Where the later text says beside it that it was changed (调整, 上调,
    修订, 提前), nothing is found. In documents as they are it is a note: a phrase may be cut short.

    Example:
        到2027年建成100个 in the report of 2024, 到2027年建成80个 in that of 2025.

    Source: the practice of comparing plans year by year; intervals as in XBRL Calculations 1.1.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line) for fact in facts if fact.trouble and fact.ahead
    )
    yield from (_verdict(facts, one) for one in facts.derive(replans))


def _verdict(facts: Facts, one: Replan) -> Verdict:
    bound = (*tell(one.now, "target"), *tell(one.before, "before"))
    if one.agreement is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    if one.announced:
        return Verdict("consistent", bound, details={"class": "announced"})
    now, before = one.now.first, one.before.first
    told: dict[str, MessageValue] = {
        "indicator": facts.name_of(now),
        "period": now.key.period,
        "now": now.quote,
        "now_by": facts.told_by(now),
        "before": before.quote,
        "before_by": facts.told_by(before),
        "algebra": f"{now.quote} ≠ {before.quote}",
    }
    level: Level = "note" if facts.drafted else "warning"
    return judged(one.agreement, bound, level, "replanned", told, details={"class": "silent change"})


_FORMS = frozenset({COUNT, AMOUNT, RATIO})
_ANNOUNCED = re.compile("调整|上调|下调|调高|调低|修订|修编|提前|推迟|延后")
_BACK = 40


@dataclass(frozen=True, slots=True)
class Replan:
    """A target of one period as two summaries in a row set it.

    Attributes:
        now: As the later one sets it.
        before: As the earlier one did.
        agreement: How they go together; None where one sets several.
        announced: The later one says that it was changed.
    """

    now: Telling
    before: Telling
    agreement: Agreement | None
    announced: bool = False


def replans(facts: Facts) -> tuple[Replan, ...]:
    """Return every target that summaries of different years set for one period, each with the one before."""
    plans: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts.of_form(*_FORMS):
        if fact.is_figure and fact.ahead and fact.indicator and fact.period and facts.summary_of(fact):
            plans.setdefault((fact.key, facts.whose(fact), facts.publisher_of(fact)), []).append(fact)
    return tuple(found for rows in plans.values() for found in _of_one_key(facts, rows))


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Replan]:
    years: dict[str, list[Fact]] = {}
    for fact in rows:
        summary = facts.summary_of(fact)
        years.setdefault(summary.year if summary else "", []).append(fact)
    for earlier, later in pairwise(sorted(years)):
        before, now = tellings(facts, years[earlier]), tellings(facts, years[later])
        if any(len(some) > 1 or some[0].crowded for some in (before, now)):
            yield Replan(now[0], before[0], None)
        else:
            yield Replan(now[0], before[0], now[0].compare(before[0]), _announced(facts, now[0].first))


def _announced(facts: Facts, fact: Fact) -> bool:
    return bool(_ANNOUNCED.search(words_before(facts, fact, _BACK)))
