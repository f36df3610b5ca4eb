"""What a figure is in a movement, by its unit and the words around it: a level, a change, a growth."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import HELD_AGAINST, PLANNED, SIDE_BY_SIDE, YEARLY
from gouji.reading.links.paragraph import Paragraph

NOW, BEFORE, CHANGE, GROWTH, OTHER = "now", "before", "change", "growth", "other"
_OF_OTHERS = frozenset({"completion", "ratio", "index"})


class Role(NamedTuple):
    """What a figure may be in a movement.

    Attributes:
        part: The level that it came to, the one that it began with, a change, a growth, or none of them.
        noun: What its clause says that it is of; empty where that says only how something moved.
        compared: Its clause compares it with the level before, of which it may say once more what it is.
        timed: Its clause begins with a time: 如今84.3%.
        held: It is what a level is held against, in brackets: 高于全国平均分（82.04分）.
        why: Key of the reason why it can be none of them, where its words say that.
    """

    part: str
    noun: str
    compared: bool = False
    timed: bool = False
    held: bool = False
    why: str = ""


def role_of(paragraph: Paragraph, at: int) -> Role:
    """Return what a figure may be in a movement."""
    said, behind = paragraph.names[at], paragraph.clause_behind(at)
    lead = paragraph.leads[at]
    noun = said if lead[-1:] in words("reaching_leads") else said + lead
    noun = pattern("says_how").sub("", pattern("of_a_level").sub("", noun)) if noun else ""
    other = _of_none(paragraph, at, behind, noun)
    if other is not None:
        return other
    compared = _is_compared(said)
    timed = pattern("begins_with_time").match(said) is not None
    part = _part(paragraph, at, _Words(said, lead, behind, noun))
    if part == BEFORE:
        noun = pattern("cause_of_level").sub("", noun)  # 上年因闭园改造只有55万
    held = part == BEFORE and not said and _earlier(paragraph, at) is None
    return Role(part, noun, compared, timed, held)


def _of_none(paragraph: Paragraph, at: int, behind: str, noun: str) -> Role | None:
    """Return the role of a figure that is of no movement, by its words; None for any other."""
    said, lead = paragraph.names[at], paragraph.leads[at]
    if paragraph.depths[at] and pattern("includes").match(said):
        return Role(OTHER, "")  # 受理案件（含上年旧存123件）2345件
    if paragraph.bases[at] or held_against(paragraph, at) or (at and held_against(paragraph, at - 1)):
        return Role(OTHER, "", why=HELD_AGAINST)
    if pattern("over_others").search(said):
        return Role(OTHER, said, why=HELD_AGAINST)
    if pattern("one_each").search(said) or _is_side_by_side(paragraph, at):
        return Role(OTHER, said or "、", why=SIDE_BY_SIDE)  # 上年分别为A、B: levels of several movements
    why = _is_planned(said or paragraph.clause_before(at), behind) or (
        YEARLY if pattern("yearly").search(said) else ""
    )
    apart = bool(behind) and pattern("circumstance").match(behind) and not _is_grown_on(paragraph, at)
    # 在案件多了12%的情况下，由26天降到19天; 新增10门、停开4门
    apart = apart or _is_beside_loss(said + lead, paragraph.behind(at))
    return Role(OTHER, noun, why=why) if why or apart else None


def _is_planned(said: str, behind: str) -> str:
    planned = (behind and pattern("planned_behind").match(behind)) or pattern("planned_before").search(said)
    return PLANNED if planned else ""


def _is_beside_loss(said: str, behind: str) -> bool:
    """Whether a figure is what came, and the one behind it what went."""
    new = pattern("came_new").search(said)
    return new is not None and pattern("went_too").fullmatch(behind) is not None


def may_be_before(paragraph: Paragraph, at: int, *, several: bool) -> bool:
    """Whether a figure may be a level before, or the later one where there are *several* times."""
    said = paragraph.clause_before(at)
    return bool(
        (pattern("sign_of_before").search(said) and pattern("may_be_before").search(said))
        or pattern("compared_behind").match(paragraph.gaps[at + 1])
        or (several and pattern("begins_with_time").match(said))
    )


def may_change(paragraph: Paragraph, at: int, kinds: Sequence[str]) -> bool:
    """Whether a figure may be a change of another near it, which has its unit; *kinds* are theirs.

    How fast that moved is told too, unless the change seems to be a level.
    """
    claim = paragraph.claims[at]
    others = claim.unit != "%" and kinds.count(paragraph.kinds[at]) - 1
    if not others or (claim.measure != "level" and "%" not in kinds):
        return False
    if claim.changes or claim.unit == POINTS:
        return True
    said = paragraph.names[at] + paragraph.leads[at]
    return bool(pattern("may_change").search(said) or pattern("movement_behind").match(paragraph.behind(at)))


def held_against(paragraph: Paragraph, at: int) -> re.Match[str] | None:
    """Return how a figure is held against that of another, and how far from it: 比全市576.6分高9.7分."""
    said, by = paragraph.names[at], paragraph.before(at + 1)
    if by[:1] == "的" and pattern("held_directly").search(said) and not pattern("earlier").search(by):
        # 比5.5%的控制目标低0.4个百分点
        return pattern("held_by_norm").fullmatch(by) if at + 1 < len(paragraph.claims) else None
    if len(by) > _LONGEST_HOW:
        return None
    how = pattern("held_by").fullmatch(by) if by else pattern("held_over").search(said)
    if not how or said[-1:] == "的" or pattern("earlier").search(said) or at + 1 == len(paragraph.claims):
        return None
    # 7个增加到5个 is a movement
    surely = pattern("held_beside").search(said) if by else paragraph.quote(at + 1)[0].isdigit()
    return how if surely else None


def _is_grown_on(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is the level before on which another is said to have grown: 在上年1.2亿元的基础上."""
    if paragraph.claims[at].changes or not pattern("earlier_place").search(paragraph.names[at]):
        return False
    return pattern("grown_on").match(paragraph.clause_behind(at)) is not None


_LONGEST_HOW = 5
"""Characters that say how one figure is held against another: 整整高出."""


def _is_compared(said: str) -> bool:
    """Whether words hold a figure against another and say how: 比上年多."""
    return ("比" in said or "较" in said) and pattern("compared").search(said) is not None


def _is_side_by_side(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is an item of a list of bare figures: 与上年的198人、385人相比."""
    near = [(at - 1, at), (at, at + 1)]
    pairs = [pair for pair in near if pair[0] >= 0 and pair[1] < len(paragraph.claims)]
    return any(
        pattern("joins_list").fullmatch(paragraph.before(two))
        and paragraph.claims[one].unit == paragraph.claims[two].unit
        and all(paragraph.quote(bare)[:1].isdigit() for bare in (one, two))
        for one, two in pairs
    )


class _Words(NamedTuple):
    """The words of its clause before a figure, those that its quote begins with, those behind, its noun."""

    said: str
    lead: str
    behind: str
    noun: str

    @property
    def reached(self) -> bool:
        """Whether its quote begins with what it came to: 降为12天."""
        return self.lead[-1:] in words("reaching_leads")


def _part(paragraph: Paragraph, at: int, around: _Words) -> str:
    claim = paragraph.claims[at]
    quote = paragraph.text, claim.start, claim.end
    place = claim.measure == "rank" and pattern("numbered_place").match(*quote) is not None
    if claim.unit in TIME_UNITS and pattern("span_of_movement").match(around.behind):
        return OTHER
    if claim.unit == POINTS:
        return CHANGE
    if not place and _moves(claim, around):
        return GROWTH if claim.unit == "%" else CHANGE
    plain = claim.measure == "rank" or around.reached or pattern("bare_figure").match(*quote)
    if claim.measure in _OF_OTHERS or not plain:
        return OTHER
    compared = around.behind and pattern("compared_behind").match(around.behind)
    # 较上年第12名, 比上年（第12名）: no change has such a number, or stands so.
    of_a_level = place or not around.said
    before = paragraph.clause_before(at) if of_a_level else ""
    earlier = _earlier(paragraph, at) if of_a_level else None
    if paragraph.depths[at] and pattern("right_behind_brackets").match(paragraph.behind(at)):
        beside = None if pattern("planned_before").search(before) else pattern("held_beside").search(before)
        earlier = earlier or beside
    bare = pattern("bare_level_before").search(around.said) is not None
    bare = bare and bool(_is_moved(paragraph, at) or pattern("moved_in_words").match(around.behind))
    return BEFORE if compared or earlier or bare or pattern("began_with").search(around.said) else NOW


def _earlier(paragraph: Paragraph, at: int) -> re.Match[str] | None:
    """Return the words of an earlier time before a figure, or before the brackets that it stands in."""
    return pattern("earlier_place").search(paragraph.clause_before(at))


def _is_moved(paragraph: Paragraph, at: int) -> bool:
    """Whether right behind a level stands how far it went: 89.7%提高2.7个百分点."""
    behind = paragraph.claims[at + 1 : at + 2]
    if pattern("off_a_level").fullmatch(paragraph.behind(at)):
        return any(one.changes or one.unit == POINTS for one in behind)
    return not paragraph.behind(at) and any(one.changes for one in behind)


def _moves(claim: Claim, around: _Words) -> bool:
    """Whether the words right around a figure say that it is how far something went.

    Where they say of what, too, only those that cannot begin a name do: 会费少收21万元, but not 新增就业30人.
    """
    said = around.said + around.lead
    came_to = said[-1:] in words("reaching_leads")
    surely = pattern("surely_went_by").search(said) or _is_compared(said)
    noun_behind = around.behind and pattern("movement_behind").match(around.behind)
    loosely = not came_to and (claim.changes or (not around.noun and pattern("went_by").search(said)))
    return bool(surely or noun_behind or loosely)


def reaches(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is what the one right before it came to: 由623人增加到644人."""
    if at >= len(paragraph.claims):
        return False
    came = paragraph.before(at) + paragraph.leads[at]
    return came[-1:] in words("reaching_leads") and pattern("comes_from_to").fullmatch(came) is not None


def signed(change: Interval | None, *, falls: bool) -> Interval | None:
    """Return a change with the sign of its movement."""
    if change is None or change.low is None or not falls or change.low < 0:
        return change
    return -change


def tells_two_bases(paragraph: Paragraph, now: int, before: int) -> bool:
    """Whether a change is not since the level told behind it: 较年初下降0.14个百分点，去年同期为1.28%."""
    told = pattern("time_of_base").search(paragraph.before(before))
    said = [pattern("time_of_base").search(paragraph.before(at)) for at in range(now + 1, before)]
    return told is not None and any(one is not None and one.lastgroup != told.lastgroup for one in said)
