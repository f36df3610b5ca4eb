"""By how much an outcome passed its plan, or fell short of it: 收入A，较年初预算（B）超收C."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import TAKEN_OFF
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.totals import add_total

_VIA = "flow.plan"


def plans_passed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield a plan and what lies between it and the one level before it in its sentence.

    How much of it was done may stand between: 相当于预算3.2亿元的105%，超出1600万元.
    """
    for plan in range(1, len(paragraph.claims) - 1):
        by, outcome = plan + 1 + paragraph.bases[plan], _outcome(paragraph, plan)
        held = pattern("base_of_plan") if paragraph.bases[plan] else pattern("held_to_plan")
        if outcome is None or by == len(paragraph.claims) or not held.search(paragraph.before(plan)):
            continue
        if not paragraph.bases[plan] and _is_distance(paragraph, outcome, plan):
            continue  # 税收18.6亿元，超预算0.6亿元，增收0.8亿元
        found = pattern("passed_by").fullmatch(paragraph.before(by) + paragraph.leads[by])
        same = paragraph.claims[by].unit == paragraph.claims[plan].unit
        free = paragraph.claims[plan].stands_alone and paragraph.claims[by].stands_alone
        if found and same and free and all(paragraph.is_exact(at) or at == by for at in (outcome, plan, by)):
            start, less = paragraph.claims[outcome].start, TAKEN_OFF if found["less"] else "+"
            yield add_total(paragraph.claims[plan], (start, "+"), _VIA)
            yield add_total(_positive(paragraph.claims[by]), (start, less), _VIA)


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


def _is_distance(paragraph: Paragraph, outcome: int, plan: int) -> bool:
    """Whether a figure is by how much a plan was passed: behind 超, and a small part of the outcome."""
    done, told = (middle(paragraph.claims[at].interval) for at in (outcome, plan))
    small = done is not None and told is not None and told * _SMALL < done
    return small and pattern("passes_by_itself").search(paragraph.before(plan)) is not None


_SMALL = 5
"""Times that an outcome is what lies between it and its plan, at least."""


def _positive(claim: Claim) -> Claim:
    """Return a change as an amount: what fell short of a plan is taken off by its sign."""
    interval = claim.interval
    below = interval is not None and interval.high is not None and interval.high < 0
    return claim._replace(measure="level", base="", interval=-interval if below and interval else interval)
