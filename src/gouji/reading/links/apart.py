"""Figures apart from those beside them: of two years ago (较前年的A提高B), on other terms (若以美元计价)."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.numbered import value_of_count

_TWO = 2
"""Years between 前年 and the year reviewed."""
_SCOPE = "另一口径"
_OF_FIGURES = frozenset({"level", "growth", "change", "mean"})


def years_ago(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield levels of some years ago with their year, and the change right behind each with it as base."""
    for at, claim in enumerate(paragraph.claims[:-1]):
        found = pattern("ago").search(paragraph.names[at])
        change = paragraph.claims[at + 1]
        if not found or paragraph.behind(at) or not change.changes or not change.period.isdigit():
            continue
        years = value_of_count(found["count"]) if found["count"] else _TWO
        if years:
            year = f"{int(change.period) - years:04d}"
            yield _unsigned(claim)._replace(measure="level", period=year, base="", indicator=change.indicator)
            yield change._replace(base=year)


def _unsigned(claim: Claim) -> Claim:
    """Return a level that was taken for a fall as what is printed."""
    interval = claim.interval
    fell = interval is not None and interval.high is not None and interval.high < 0
    return claim._replace(interval=interval * -1) if interval is not None and fell else claim


def on_other_terms(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is counted otherwise than the figures before, in a scope of its own."""
    for at, claim in enumerate(paragraph.claims):
        if claim.measure in _OF_FIGURES and not claim.scope and paragraph.on_other_terms(at):
            yield claim._replace(scope=_SCOPE)
