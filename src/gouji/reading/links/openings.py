"""What there was, told alone and where a movement begins, and what is new beside what there is by now."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.table.columns import SAME
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import is_slip
from gouji.reading.links.totals import add_total

_VIA = "again.opening"
_NEAR = 8
"""Figures behind what there was among which a movement of it begins."""
_PART = "part.new"
_APART = 40
"""Characters before what there is by now, behind what is new, that are read."""
_WORD = 2
"""Characters of a word."""


def openings(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the levels that a movement begins with, with a link to the one told as last year's before it.

    上年末18.4亿元。…余额由14.8亿元增加到22.9亿元。
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


def newcomers(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is newly there with the total right behind it in its sentence, which it is a part of.

    新增上市公司4家，总数达到164家。
    What it is added to must be called so (累计, 总数, 总量), of the same things and in the same unit.
    """
    for at in range(1, len(paragraph.claims)):
        claim, total = paragraph.claims[at - 1], paragraph.claims[at]
        told = claim.measure in {"change", "level"} and claim.stands_alone and total.is_level
        if not told or paragraph.kinds[at - 1] != paragraph.kinds[at] or claim.section != total.section:
            continue
        between = paragraph.text[claim.end : total.start]
        if len(between) > _APART or pattern("full_stop").search(between):
            continue
        new = pattern("newly_there").search(paragraph.names[at - 1])
        if new and pattern("total_by_now").search(between) and _are_of_one(claim, total):
            yield claim._replace(totals=((total.start, str(claim.start)),), via=_PART)


def _are_of_one(new: Claim, total: Claim) -> bool:
    """Whether both are of the same things: 新发展会员 and 会员总数."""
    own = pattern("behind_name_told").sub("", pattern("newly_there").sub("", total.indicator))
    bare = pattern("newly_there").sub("", new.indicator)
    kept = new.indicator.removeprefix(words("sign_of_new")[0])
    # 新发展外籍会员 are of the 会员总数; of a total of some alone others may be new.
    return len(own) >= _WORD and (bare.endswith(own) or kept == own)
