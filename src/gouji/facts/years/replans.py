"""Targets and plans for one period as summaries of several years set them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.facts.context import words_before
from gouji.facts.figures.model import AMOUNT, COUNT, RATIO
from gouji.facts.tellings import tellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.values import Agreement

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
