"""What a figure is in a movement, by its unit and the words around it: a level, a change, a growth."""

from __future__ import annotations

from typing import NamedTuple

from gouji.facts.figures.units import POINTS
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
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
    """

    part: str
    noun: str
    compared: bool = False
    timed: bool = False


def role_of(paragraph: Paragraph, at: int) -> Role:
    """Return what a figure may be in a movement."""
    said, behind = paragraph.names[at], paragraph.clause_behind(at)
    lead = _lead(paragraph, paragraph.claims[at])
    noun = pattern("says_how").sub("", said if lead[-1:] in words("reaching_leads") else said + lead)
    planned = pattern("planned_behind").match(behind) or pattern("planned_before").search(said)
    if planned or pattern("yearly").search(said):
        return Role(OTHER, noun)
    compared = pattern("compared").search(said) is not None
    return Role(
        _part(paragraph, at, noun), noun, compared, pattern("begins_with_time").match(said) is not None
    )


def _part(paragraph: Paragraph, at: int, noun: str) -> str:
    claim, said = paragraph.claims[at], paragraph.names[at]
    moves = not _is_place(paragraph, claim) and _moves(paragraph, at, noun)
    if claim.unit in {POINTS, "%"}:
        if claim.unit == POINTS:
            return CHANGE
        if moves:
            return GROWTH
    elif moves:
        return CHANGE
    if claim.measure in _OF_OTHERS or not _is_plain(paragraph, claim):
        return OTHER
    compared = pattern("compared_behind").match(paragraph.clause_behind(at))
    # 较上年第12名, 比上年（第12名）: no change has such a number, or stands so.
    of_a_level = _is_place(paragraph, claim) or not said
    earlier = of_a_level and pattern("earlier_place").search(paragraph.clause_before(at))
    return BEFORE if compared or earlier or pattern("began_with").search(said) else NOW


def _is_place(paragraph: Paragraph, claim: Claim) -> bool:
    return claim.measure == "rank" and paragraph.text[claim.start] == _NUMBERED


_NUMBERED = "\N{CJK UNIFIED IDEOGRAPH-7B2C}"
"""What a place in a ranking begins with."""


def _moves(paragraph: Paragraph, at: int, noun: str) -> bool:
    """Whether the words right around a figure say that it is how far something went.

    Where they say of what, too, only those that cannot begin a name do: 会费少收21万元, but not 新增就业30人.
    """
    claim = paragraph.claims[at]
    said = paragraph.names[at] + _lead(paragraph, claim)
    came_to = said[-1:] in words("reaching_leads")
    surely = pattern("surely_went_by").search(said) or pattern("compared").search(said)
    noun_behind = pattern("movement_behind").match(paragraph.clause_behind(at))
    loosely = not came_to and (claim.changes or (not noun and pattern("went_by").search(said)))
    return bool(surely or noun_behind or loosely)


def _is_plain(paragraph: Paragraph, claim: Claim) -> bool:
    """Whether a figure has no word that bounds it, or one that says what it came to: 降为12天."""
    reached = _lead(paragraph, claim)[-1:] in words("reaching_leads")
    bare = pattern("bare_figure").match(paragraph.text, claim.start, claim.end)
    return claim.measure == "rank" or reached or bare is not None


def _lead(paragraph: Paragraph, claim: Claim) -> str:
    """Return the words that a quote begins with: 增长 of 增长5.1%."""
    found = pattern("lead").match(paragraph.text, claim.start, claim.end)
    return found[0] if found else ""
