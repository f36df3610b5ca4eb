"""Bounds of all of them, and the extreme one and the mean behind: 全部30分钟内到达，最慢的38分钟."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.checks.bindings.passages import Passage, passages, summaries_read
from gouji.checks.bindings.told_bounds import kept_bound
from gouji.checks.rule import Verdict
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


def bounds_of_all(facts: Facts) -> Iterator[Verdict]:
    """Yield how the extreme one and the mean keep to a bound of all, and a mean to a range.

    All of them keep it (全部, 没有一件超时), or did all the time (始终). The mean stands in a clause that
    names nothing else, in the unit of the bound.
    """
    for summary in summaries_read(facts):
        for passage in facts.derive(passages)[summary]:
            text = passage.text
            if "平均" in text or "年均" in text or "最" in text:
                yield from _of_bound(facts, passage)
                yield from _of_range(facts, passage)


def _of_bound(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    for found in pattern("held_by_all").finditer(passage.text):
        low, high = bool(found["low"] or found["and_more"]), bool(found["high"] or found["at_most"])
        all_keep = found["always"] or pattern("none_breaks").match(passage.text, found.end())
        if low == high or not all_keep:
            continue
        wanted = pattern("norm_of_all").search(found["said"] or "") or pattern("norm_before").search(
            passage.text, 0, found.start()
        )
        if found["always"] and wanted:
            continue
        number = number_in(found["number"])
        for one in _members(passage.text, found):
            value = number_in(one["value"])
            fits = value >= number if low else value <= number
            yield kept_bound(facts, passage, found.span("bound"), one.span("value"), fits=fits)


def _members(text: str, bound: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the extreme one and the mean behind a bound, in its unit; of nothing else than the bound is."""
    start = bound.end()
    for one in (pattern("extreme_of_all"), pattern("mean_of_all")):
        for found in one.finditer(text, start, start + _REACH):
            at = found.start() + (found[0][0] in _COMMAS)
            clause = max(text.rfind(sign, start, at) + 1 for sign in _COMMAS) or start
            of_whom = pattern("leads_to_extreme").sub("", text[clause:at])
            said = text[clause:at] + found["said"]
            alike = found["unit"] == bound["unit"] and of_whom in text[: bound.start()]
            if alike and not pattern("no_member_of_all").search(said):
                yield found


_COMMAS, _REACH = "，,", 80
"""Characters behind a bound in which what keeps to it is told."""


def _of_range(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how means lie in the range of all: 年龄在24岁到31岁之间，平均27岁."""
    for found in pattern("range_and_mean").finditer(passage.text):
        if pattern("norm_before").search(passage.text, 0, found.start()):
            continue
        first, last, value = (number_in(found[part]) for part in ("first", "last", "value"))
        yearly = found["yearly"] and not pattern("goes_without_sum").search(found["unit"])
        if yearly or first > last or pattern("no_member_of_all").search(found["said"]):
            continue
        yield kept_bound(
            facts, passage, (found.start("first"), found.end("unit")), found.span("value"),
            fits=first <= value <= last,
        )  # fmt: skip
