"""What there was, told alone and where a movement begins: 上年末18.4亿元。…余额由14.8亿元增加到22.9亿元."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.table.columns import SAME
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import is_slip
from gouji.reading.links.totals import add_total

_VIA = "again.opening"
_NEAR = 8
"""Figures behind what there was among which a movement of it begins."""


def openings(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the levels that a movement begins with, with a link to the one told as last year's before it.

    The movement has no noun but 总数, 余额 and the like, and its figure is the same, or differs by a slip of
    the pen, or by what the change told behind it says that it is.
    """
    for at, opening in enumerate(paragraph.claims):
        if not opening.is_level or not pattern("told_as_opening").search(paragraph.clause_of(at)):
            continue
        for began in range(at + 1, min(at + 1 + _NEAR, len(paragraph.claims) - 1)):
            if _begins_anew(paragraph, at, began):
                break
            if _goes_on_from(paragraph, at, began) and _is_one(paragraph, at, began):
                yield add_total(paragraph.claims[began], (opening.start, SAME), _VIA)
                break


def _begins_anew(paragraph: Paragraph, at: int, other: int) -> bool:
    """Whether another figure of its unit is told as what there was."""
    same = paragraph.claims[at].unit == paragraph.claims[other].unit
    return same and pattern("told_as_opening").search(paragraph.clause_of(other)) is not None


def _goes_on_from(paragraph: Paragraph, at: int, began: int) -> bool:
    """Whether a movement begins there that has no noun of its own: 总数由153名增至168名."""
    one, two = paragraph.claims[at], paragraph.claims[began]
    found = pattern("bare_movement").search(paragraph.names[began])
    if not found or not two.is_level or one.unit != two.unit or two.totals:
        return False
    named = not found["noun"] or found["all"] or found["noun"] in paragraph.clause_of(at)
    reached = pattern("reached_by").match(paragraph.quote(began + 1))
    return bool(named and reached and paragraph.claims[began + 1].unit == one.unit)


def _is_one(paragraph: Paragraph, at: int, began: int) -> bool:
    """Whether both are the same figure, or one that was mistyped."""
    one, two = (paragraph.claims[each].interval for each in (at, began))
    if one is None or two is None or not (paragraph.is_exact(at) and paragraph.is_exact(began)):
        return False
    if one.meets(two) or is_slip(paragraph, began, (at,)):
        return True
    now = paragraph.claims[began + 1].interval
    change = paragraph.claims[began + 2] if began + 2 < len(paragraph.claims) else None
    if now is None or change is None or change.measure != "change" or change.interval is None:
        return False
    return change.interval.meets(now - one) and not change.interval.meets(now - two)
