"""Figures of a year before that a summary corrects: 上年数据由1250万吨调整为1215.5万吨."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern

_NEAR, _BEFORE = 16, 40
"""Characters between a figure and what it is corrected to, and before it, with the words that say so."""


def corrected(facts: Facts, summary: str, told: Fact) -> Fact:
    """Return what a summary says a figure was corrected to; the figure itself if it says nothing."""
    return next(
        (right for wrong, right in facts.derive(_corrections).get(summary, ()) if _is_same(wrong, told)), told
    )


def _is_same(one: Fact, two: Fact) -> bool:
    return one.hard == two.hard and one.unit_class == two.unit_class


def _corrections(facts: Facts) -> Mapping[str, list[tuple[Fact, Fact]]]:
    """Return the figures of each summary that are corrected in it, each with the right one."""
    return {
        summary: [pair for pair in pairwise(facts.by_summary.get(summary, ())) if _is_corrected(text, *pair)]
        for summary, text in facts.texts.items()
    }


def _is_corrected(text: str, one: Fact, two: Fact) -> bool:
    if one.end is None or two.start is None or two.end is None or one.unit_class != two.unit_class:
        return False
    if not 0 <= two.start - one.end < _NEAR:
        return False
    # 班级由35个调整为38个 is no correction: nothing says that figures are adjusted.
    before = text[max(0, one.start - _BEFORE) : one.start] if one.start is not None else ""
    rights = pattern("sets_figures_right").search(text, one.end, two.start)
    if not (rights or pattern("figures_set_right").search(before)):
        return False
    number = next((at for at in range(two.start, two.end) if text[at].isdigit()), two.end)
    return pattern("corrected_to").fullmatch(text, one.end, number) is not None
