"""Plans that words say were carried out: 320户…，通过验收的有288户，任务已全部完成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern

_REACH = 90
"""Characters before such words in which the plan and the outcome stand."""


class Done(NamedTuple):
    """An outcome, the plan that it is said to have met, and the words."""

    outcome: Fact
    plan: Fact
    words: str


def told_done(facts: Facts) -> Iterator[Done]:
    """Yield the plans that a sentence says were carried out, with the outcome that it tells right before.

    The plan and the outcome are the only two levels of their unit in the sentence; the words before the one
    say that it was planned, those around the other that it was done. Of a part of the year, of what was to be
    kept low, and where words say that the plan was changed, nothing is yielded.
    """
    for summary, rows in facts.by_summary.items():
        text = facts.texts.get(summary, "")
        if "任务" not in text and "目标" not in text and "计划" not in text:
            continue
        levels = [row for row in rows if row.measure == "level" and row.start is not None and not row.place]
        levels.sort(key=lambda row: row.start or 0)
        for found in pattern("plan_carried_out").finditer(text):
            done = _done(text, levels, found)
            if done:
                yield done


def _done(text: str, levels: Sequence[Fact], found: re.Match[str]) -> Done | None:
    start = max(0, found.start() - _REACH, *(text.rfind(stop, 0, found.start()) for stop in "。；！\n"))
    said = text[start : found.start()]
    if pattern("plan_kept_low").search(said):
        return None
    near = [row for row in levels if start <= (row.start or 0) < found.start()]
    if not near:
        return None
    outcome = near[-1]
    alike = [row for row in near if row.unit_class == outcome.unit_class]
    if len(alike) != len(("plan", "outcome")):
        return None
    plan = alike[0]
    before, between = text[start : plan.start], text[plan.end : outcome.start]
    behind = text[outcome.end : found.start()]
    planned = pattern("is_planned_to_do").search(_clause(before)) or pattern("planned_behind").match(between)
    did = pattern("is_done").search(_clause(between) + behind) and not pattern("done_in_part").search(between)
    return (
        Done(outcome, plan, found["told"])
        if planned and did and not pattern("sets_aside").search(behind)
        else None
    )


def _clause(said: str) -> str:
    """Return the last clause of some words."""
    return re.split("[，,]", said)[-1]
