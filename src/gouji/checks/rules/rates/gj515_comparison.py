"""GJ515: words that say which of two figures is larger, and the figures say otherwise.

Below the rule, plans that words say were carried out: 320户…，通过验收的有288户，任务已全部完成.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.quantities import clause_of
from gouji.checks.bindings.told_first import ranked_rows, told_first
from gouji.checks.rule import Binding, Bound, Verdict, rule
from gouji.facts.numbers.values import Comparison, compare
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.wording import pattern, words

_COMPARISONS: dict[str, tuple[Comparison, str]] = {
    "more": (">=", "{one} < {two}"),
    "less": ("<=", "{one} > {two}"),
    "same": ("==", "{one} ≠ {two}"),
}
"""How two figures compare by each kind of word, and what is found where they do not."""


class Told(NamedTuple):
    """Two figures and how words behind them say that the first compares with the second."""

    one: Fact
    two: Fact
    how: str
    words: str


@rule("GJ515", name="comparison", level="warning", scope="summary", needs_texts=True)
def comparison(facts: Facts) -> Iterator[Binding | Verdict]:
    """What is said to be more, less or the same is so by the figures told before."""
    for summary in facts.by_summary:
        text = facts.texts.get(summary, "")
        figures = [row for row in facts.in_text_order(summary) if not row.place]
        levels = [row for row in figures if row.measure == "level"]
        for found in pattern("compares_two").finditer(text):
            told = _told(facts, text, levels, found)
            if told:
                yield _binding(told)
        in_one_unit = grouped(figures, lambda row: row.unit).values()
        pairs = (pair for some in in_one_unit for pair in pairwise(some))
        yield from (_binding(told) for pair in pairs if (told := _held_against(text, *pair)))
        yield from map(_binding, told_done(text, levels))
    yield from told_first(facts)
    yield from ranked_rows(facts)


def _held_against(text: str, one: Fact, two: Fact) -> Told | None:
    """Return a figure with the one that the words between them hold it against."""
    start, end = one.end or 0, two.start or 0
    if one.measure not in _HELD or not 0 < end - start <= _LONGEST:
        return None
    found = pattern("holds_against").fullmatch(text, start, end) or pattern("held_behind").match(text, start)
    if found is None or ("two" in found.re.groupindex and found.start("two") != end):
        return None
    if found["whose"] is not None:
        alike = _are_near(one, two)
    else:
        alike = found["before"] is None and _is_level_held(text, one, two)
    return Told(one, two, "more" if found["more"] else "less", found["told"]) if alike else None


def _are_near(one: Fact, two: Fact) -> bool:
    """Whether two figures, of which words say whose the other is, are of one size: A，高于上年的B."""
    values = [value_of(row) for row in (one, two) if not row.ahead]
    low = [value.hard.low for value in values if value is not None and value.hard.low]
    return len(low) == _BOTH and 0 < max(low) < _FAR * min(low)


def _is_level_held(text: str, one: Fact, two: Fact) -> bool:
    """Whether words behind two percentages say what level the other is: A，高于全县B的平均水平."""
    levels = {one.measure, two.measure} <= _LEVELS and one.unit == "%"
    return levels and pattern("held_over_level").match(text, two.end or 0) is not None


_LEVELS = frozenset({"level", "share", "mean"})
_HELD, _BOTH = _LEVELS | {"growth"}, 2
_LONGEST, _FAR = 24, 2
"""Characters between two figures held against one another, and how many times one is the other."""


def _told(facts: Facts, text: str, levels: Sequence[Fact], found: re.Match[str]) -> Told | None:
    """Return the figures that a comparison is of; None where its nouns do not name them."""
    start = text.rfind("\n", 0, found.start()) + 1
    before = told_between(levels, start, found.start())
    one, two = (_named(facts, before, found[side]) for side in ("one", "two"))
    if one is None or two is None or one is two or one.unit_class != two.unit_class:
        return None
    how = next(kind for kind in _COMPARISONS if found[kind])
    return Told(one, two, how, found["told"])


def _named(facts: Facts, before: Sequence[Fact], noun: str) -> Fact | None:
    """Return the last figure whose words end with a noun, but for words such as 数 and 额: 年初预算为N."""
    stem = pattern("stem_of_compared").fullmatch(noun)
    if not stem:
        return None
    for row in reversed(before):
        if pattern("ends_clause").sub("", clause_of(facts, row)).endswith(stem["stem"]):
            return row
    return None


def _binding(told: Told) -> Binding:
    bound = (Bound(told.one, "one"), Bound(told.two, "two"))
    first, second = value_of(told.one), value_of(told.two)
    if first is None or second is None:
        return Binding(bound, None, obstacle="missing-value")
    how, algebra = _COMPARISONS[told.how]
    return Binding(bound, compare(first, second, how), told.how, algebra, words=lambda: {"told": told.words})


_REACH = 90
"""Characters before such words in which the plan and the outcome stand."""


def told_done(text: str, levels: Sequence[Fact]) -> Iterator[Told]:
    """Yield the outcomes that a sentence tells, each with the plan that it says right behind was carried out.

    The plan and the outcome are the only two levels of their unit in the sentence; the words before the one
    say that it was planned, those around the other that it was done. Of a part of the year, of what was to be
    kept low, and where words say that the plan was changed, nothing is yielded. The levels are in text order.
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
