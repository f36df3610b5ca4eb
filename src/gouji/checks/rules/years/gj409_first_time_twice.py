"""GJ409: thresholds that are passed for the first time in two years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.bindings.report_series import pairs
from gouji.checks.bindings.surrounding_words import words_before
from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gouji.checks.verdict import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ409", name="first-time-twice", level="warning", scope="workspace")
def first_time_twice(facts: Facts) -> Iterator[Verdict]:
    """What was passed last year (突破, 首次超过) is not passed again this year.

    Why: the sentence was carried over from last year's text, or one of the two years is wrong.

    Compared are figures that two summaries in a row of one publisher and series tell of their own years, of
    one indicator, measure and scope, and that are worded as a threshold passed: 突破, 跨越, 站上, 迈上, or
    首次 before them. The same threshold twice is a warning, in documents as they are a note. A review of
    several years may well tell it again, and so it is left alone.

    Example:
        突破60% told of 2024, and 突破60% told of 2025.

    Source: what 突破 and 首次 mean.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and "突破" in fact.quote
    )
    yield from (_verdict(facts, one) for one in facts.derive(firsts))


def _verdict(facts: Facts, one: First) -> Verdict:
    if not one.again:
        return consistent(one.now, one.before)
    return inconsistent(
        one.now,
        one.before,
        message="first-time-twice",
        level="note" if facts.drafted else "warning",
        algebra=f"{one.now.quote} = {one.before.quote}",
        indicator=facts.name_of(one.now),
        now=one.now.quote,
        now_by=facts.told_by(one.now),
        before=one.before.quote,
        before_by=facts.told_by(one.before),
    )


_FIRST = re.compile("首次(?:突破|超过|达到|跨越|站上|迈上)?$|^(?:首次)?(?:突破|跨越|站上|迈上)")
_BACK = 4


class First(NamedTuple):
    """A threshold that two summaries in a row tell as passed, each in its own year."""

    now: Fact
    before: Fact
    again: bool


def firsts(facts: Facts) -> tuple[First, ...]:
    """Return what two summaries in a row tell as passed in their own years, and whether it is the same."""
    found = []
    for pair in pairs(facts, _thing):
        now, before = (
            next((one for one in some if _passes(facts, one)), None) for some in (pair.now, pair.before)
        )
        if now is not None and before is not None:
            found.append(First(now, before, now.hard == before.hard))
    return tuple(found)


def _thing(fact: Fact) -> Hashable:
    return fact.indicator, fact.measure, fact.base, fact.scope, fact.unit_class


def _passes(facts: Facts, fact: Fact) -> bool:
    """Whether a figure is told as a threshold that was passed."""
    return bool(_FIRST.search(fact.quote) or _FIRST.search(words_before(facts, fact, _BACK)))
