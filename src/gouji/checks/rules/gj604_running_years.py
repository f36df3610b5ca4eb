"""GJ604: streaks that do not grow by one a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Phrase, Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Value
    from gouji.facts.table import Facts
    from gouji.facts.years.steps import Step


@rule("GJ604", name="running-years", level="warning", scope="matter")
def running_years(facts: Facts) -> Iterator[Verdict]:
    """连续N年 grows by one from year to year.

    Why: a streak is copied from last year's text and raised by two, or not at all; or what goes on was
    quietly put in other words.

    Compared are figures of one indicator whose quote begins with 连续 and counts years, or reads 15连丰,
    each with the one told before it; between N years the streak grows by N. One that began anew in
    between is sound. Another wording (下降, 只减不增) is told in the finding.

    Example:
        连续11年下降 said of 2024, 连续13年只减不增 said of 2025: twelve were expected.

    Source: arithmetic of years.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and fact.quote.startswith("连续")
    )
    yield from (_verdict(facts, step) for step in facts.years.streaks)


def _verdict(facts: Facts, step: Step) -> Verdict:
    if step.agreement is None:
        return Verdict(
            "unchecked", (*tell(step.now, "now"), *tell(step.before, "before")), reason="no-one-value"
        )
    now, before = step.now.first, step.before.first
    words, old_words = step.now.streak_words, step.before.streak_words
    expected = step.expected.spoken(now.unit) if step.expected else ""
    expected = f"连续{expected}" if now.unit == "年" else expected
    told: dict[str, Value] = {
        "indicator": facts.name_of(now),
        "now": now.quote,
        "now_by": facts.told_by(now),
        "year": _year(step.now.first.key.period),
        "before": before.quote,
        "before_by": facts.told_by(before),
        "before_year": _year(before.key.period),
        "expected": expected,
        "reworded": Phrase("streak-reworded", {"old": old_words, "new": words})
        if words != old_words and words and old_words
        else "",
        "algebra": f"{now.quote} ≠ {expected}",
    }
    bound = (*tell(step.now, "now"), *tell(step.before, "before"))
    details = {"class": "restated scope"} if step.restated else {}
    return judged(step.agreement, bound, "warning", "running-years", told, details=details)


def _year(period: str) -> str:
    return period.rpartition("/")[2][:4]
