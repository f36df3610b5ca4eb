"""Figures apart from those beside them: of two years ago, on other terms, of a plan (较预算（B）超收C)."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.table.columns import TAKEN_OFF
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.totals import add_total
from gouji.reading.numbered import value_of_count

_TWO = 2
"""Years between 前年 and the year reviewed."""
_SCOPE = "另一口径"
_VIA = "flow.plan"
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
    """Return a level, or an amount, that was taken for a fall as what is printed."""
    interval = claim.interval
    fell = interval is not None and interval.high is not None and interval.high < 0
    return claim._replace(interval=-interval) if interval is not None and fell else claim


def on_other_terms(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is counted otherwise than the figures before, in a scope of its own."""
    for at, claim in enumerate(paragraph.claims):
        if claim.measure in _OF_FIGURES and not claim.scope and paragraph.on_other_terms(at):
            yield claim._replace(scope=_SCOPE)


def plans_passed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a plan and what lies between it and the one level before it in its sentence.

    By how much an outcome passed its plan, or fell short of it: 收入A，较年初预算（B）超收C.
    """
    for plan in range(1, len(paragraph.claims) - 1):
        by, outcome = plan + 1, _outcome(paragraph, plan)
        if outcome is None or not pattern("held_to_plan").search(paragraph.before(plan)):
            continue
        found = pattern("passed_by").fullmatch(paragraph.before(by) + paragraph.leads[by])
        same = paragraph.claims[by].unit == paragraph.claims[plan].unit
        free = paragraph.claims[plan].stands_alone and paragraph.claims[by].stands_alone
        if found and same and free and all(paragraph.is_exact(at) or at == by for at in (outcome, plan, by)):
            start, less = paragraph.claims[outcome].start, TAKEN_OFF if found["less"] else "+"
            yield add_total(paragraph.claims[plan], (start, "+"), _VIA)
            yield add_total(
                _unsigned(paragraph.claims[by])._replace(measure="level", base=""), (start, less), _VIA
            )


def _outcome(paragraph: Paragraph, plan: int) -> int | None:
    """Return the last level in the unit of a plan before it, in its sentence; changes may stand between."""
    for at in range(plan - 1, -1, -1):
        claim = paragraph.claims[at]
        if paragraph.opens[at + 1] or not (
            claim.changes or paragraph.has_unit_of(at, plan) or paragraph.depths[plan]
        ):
            return None
        if claim.is_level and claim.unit == paragraph.claims[plan].unit and not paragraph.depths[at]:
            return at if claim.whole is None else None
    return None
