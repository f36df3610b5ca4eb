"""GJ402: cumulative figures that fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.cumulative import falls
from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.successive import Step
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ402", name="falling-total", level="error", scope="matter")
def falling_total(facts: Facts) -> Iterator[Verdict]:
    """A figure that is counted up since the beginning never falls.

    Why: 累计 only grows. A lower one later is of another scope or of another start, or wrong.

    Compared are figures of `cumulative` indicators with a period since the beginning (`../2024`), each
    with the one told before it. Where items can be dropped (`removable`), figures are revised, or
    publishers differ, it is a warning. The class is *restated scope* where one of two consecutive years
    names a scope and the other none (a warning), and where a year's review meets a review of several years
    that says no start (a note). So is every fall in documents as they are (a note), where 累计 often means no
    more than all over the year. What begins in a stated year is not compared.

    Example:
        川渝省际通道 30个 at the end of 2024; 铁路、高速公路、水路通道 28条 at the end of 2025.

    Source: the definition of a cumulative total.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and (row := facts.indicator_of(fact)) and row.basis == "cumulative"
    )
    yield from (_verdict(facts, step) for step in facts.derive(falls))


def _verdict(facts: Facts, step: Step) -> Verdict:
    if step.agreement is None:
        return Verdict(
            "unchecked", (*tell(step.now, "now"), *tell(step.before, "before")), reason="no-one-value"
        )
    now, before = step.now.first, step.before.first
    kind, level = _class(facts, step)
    told: dict[str, MessageValue] = {
        "indicator": facts.name_of(now),
        "now": now.quote,
        "now_by": facts.told_by(now),
        "before": before.quote,
        "before_by": facts.told_by(before),
        "gap": step.gap,
        "explain": Phrase(f"falling-{kind}", {"scope": now.scope or before.scope}),
        "counted": Phrase("counted-otherwise") if now.unit != before.unit else "",
        "algebra": f"{now.quote} < {before.quote}",
    }
    bound = (*tell(step.now, "total"), *tell(step.before, "before"))
    details = {"class": "restated scope"} if step.restated else {}
    return judged(step.agreement, bound, level, "falling-total", told, details=details)


def _class(facts: Facts, step: Step) -> tuple[str, Level]:
    if step.restated:
        return step.restated, "note" if step.restated == "term" else "warning"
    if facts.drafted:
        return "unsaid", "note"
    indicator = facts.indicator_of(step.now.first)
    if indicator and (indicator.removable or indicator.revisable):
        return "removable", "warning"
    if not facts.same_publisher(step.now.first, step.before.first):
        return "publishers", "warning"
    return "plain", "error"
