"""How much of a plan was done: 计划造林2000亩，实际完成1860亩，完成计划的93%; 超额完成10%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from gouji.facts.table.columns import AHEAD, OVER
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.runs import MOST
from gouji.reading.links.slips import gives_or_slips

_OF_PLANS, _BESIDE = "share.plan", "share.beside"


def completed(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield completions with the plan and the outcome that each is computed of; also by how much it was passed."""
    for at, claim in enumerate(paragraph.claims):
        over = pattern("surpasses_plan").search(paragraph.names[at])
        done = claim.measure == "completion" or pattern("completes").search(paragraph.names[at])
        if claim.unit != "%" or claim.whole is not None or claim.totals or not (over or done):
            continue
        found = _of_base(paragraph, at) or _of_told(paragraph, at, over=over is not None)
        if found:
            kind = OVER if over else ""
            plan, outcome = (paragraph.claims[one].start for one in found)
            near = not any(paragraph.opens[min(found) + 1 : at + 1])
            sure = near and (claim.measure == "completion" or over is not None)
            via = _OF_PLANS if sure else _BESIDE
            yield claim._replace(measure="completion", totals=((plan, kind), (outcome, kind)), via=via)


def _of_base(paragraph: Paragraph, at: int) -> tuple[int, int] | None:
    """Return the plan right before a completion, and the outcome before it: 投资3.6亿元，占年度计划4亿元的90%."""
    if not paragraph.is_base(at - 1):
        return None
    if not pattern("base_of_plan").search(paragraph.names[at - 1]):
        return None
    outcome = next(_levels(paragraph, at - 1), None)
    same = outcome is not None and paragraph.added_in[outcome] == paragraph.added_in[at - 1] != ""
    opened = outcome is None or any(paragraph.opens[outcome + 1 : at + 1])
    return None if outcome is None or opened or not same else (at - 1, outcome)


def _of_told(paragraph: Paragraph, at: int, *, over: bool) -> tuple[int, int] | None:
    """Return the plan and the outcome before a completion: the two levels of one unit right before it.

    Where two plans are told it is of the one that gives it; other levels between are of other matters.
    """
    if paragraph.is_base(at - 1):
        return None
    near = list(_levels(paragraph, at))
    if len(near) < _PAIR:
        return None
    unit = paragraph.added_in[near[0]]
    alike = list(takewhile(lambda one: paragraph.added_in[one] == unit, near))
    plans = [one for one in alike[:_NEAR] if _is_planned(paragraph, one)]
    done = [one for one in alike[:_PAIR] if one not in plans]
    if not unit or not plans or len(done) != 1 or alike.index(plans[0]) > 1:
        return None
    of_told = _plans_told(paragraph, alike, plans)
    if len(of_told) == 1 or over:
        return of_told[0], done[0]
    fitting = (one for one in of_told if gives_or_slips(paragraph, at, done[0], one))
    return next(((one, done[0]) for one in fitting), None)


_PAIR, _NEAR = 2, 3


def _plans_told(paragraph: Paragraph, alike: Sequence[int], plans: Sequence[int]) -> list[int]:
    """Return the plan nearest to a completion, and what stands right before it if that is planned too."""
    return [one for place, one in enumerate(plans) if not place or alike.index(one) == alike.index(plans[0]) + place]


def _levels(paragraph: Paragraph, at: int) -> Iterator[int]:
    """Yield the levels before a figure, the nearest first: of its sentence and the one before."""
    ends, depth = 0, paragraph.depths[at]
    for one in range(at - 1, max(-1, at - MOST), -1):
        ends += paragraph.opens[one + 1]
        if ends > 1:
            return
        if paragraph.claims[one].is_level and paragraph.depths[one] <= depth:
            yield one


def _is_planned(paragraph: Paragraph, at: int) -> bool:
    """Whether a level was planned, by its section or the words around it: 年初确定的目标为1.2万册."""
    claim = paragraph.claims[at]
    if claim.section in AHEAD or claim.stage in AHEAD:
        return True
    planned = pattern("plans").search(paragraph.names[at])
    behind = pattern("planned_behind").match(paragraph.behind(at))
    return planned is not None or behind is not None
