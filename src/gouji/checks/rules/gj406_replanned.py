"""GJ406: targets that a later summary sets otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level, Value
    from gouji.facts.table import Facts
    from gouji.facts.years.replans import Replan


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
    yield from (_verdict(facts, one) for one in facts.years.replans)


def _verdict(facts: Facts, one: Replan) -> Verdict:
    bound = (*tell(one.now, "target"), *tell(one.before, "before"))
    if one.agreement is None:
        return Verdict("unchecked", bound, reason="no-one-value")
    if one.announced:
        return Verdict("consistent", bound, details={"class": "announced"})
    now, before = one.now.first, one.before.first
    told: dict[str, Value] = {
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
