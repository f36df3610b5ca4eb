"""Figures of budgets: what a body means to take and spend, told as its own year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reading.lexicon.wording import words

if TYPE_CHECKING:
    from gouji.facts.table.facts import Fact, Facts


def is_of_budget(facts: Facts, fact: Fact) -> bool:
    """Say whether a figure is of the year that its document is the budget of."""
    summary = facts.summary_of(fact)
    if summary is None or not summary.series.endswith(tuple(words("kinds_of_budgets"))):
        return False
    return fact.key.period == summary.year
