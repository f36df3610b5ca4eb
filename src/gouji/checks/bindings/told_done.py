"""Plans that words say were carried out: 320户…，通过验收的有288户，任务已全部完成."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.table.facts import Fact
from gouji.reading.lexicon.wording import pattern, words

_REACH = 90
"""Characters before such words in which the plan and the outcome stand."""


class Told(NamedTuple):
    """Two figures and how words behind them say that the first compares with the second."""

    one: Fact
    two: Fact
    how: str
    words: str


def told_done(text: str, levels: Sequence[Fact]) -> Iterator[Told]:
    """Yield the outcomes that a sentence tells, each with the plan that it says right behind was carried out.

    The plan and the outcome are the only two levels of their unit in the sentence; the words before the one
    say that it was planned, those around the other that it was done. Of a part of the year, of what was to be
    kept low, and where words say that the plan was changed, nothing is yielded.

    Args:
        text: A text.
        levels: Its levels, in the order of the text.
    """
    if not any(word in text for word in words("names_of_plans")):
        return
    for found in pattern("plan_carried_out").finditer(text):
        done = _done(text, levels, found)
        if done:
            yield done


def _done(text: str, levels: Sequence[Fact], found: re.Match[str]) -> Told | None:
    nearest = max(0, found.start() - _REACH)
    start = max(nearest, *(text.rfind(stop, nearest, found.start()) for stop in "。；！\n"))
    said = text[start : found.start()]
    if pattern("plan_kept_low").search(said):
        return None
    near = told_between(levels, start, found.start())
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
    if not planned or not did or pattern("sets_aside").search(behind):
        return None
    return Told(outcome, plan, "more", found["told"])


def told_between(rows: Sequence[Fact], start: int, end: int) -> Sequence[Fact]:
    """Return those of some facts, in text order, that begin in a part of the text."""
    first, last = (bisect_left(rows, place, key=lambda row: row.start or 0) for place in (start, end))
    return rows[first:last]


def _clause(said: str) -> str:
    """Return the last clause of some words."""
    return re.split("[，,]", said)[-1]
