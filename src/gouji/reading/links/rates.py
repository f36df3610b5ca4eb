"""Rates that one noun names, and what they are computed of: 抽检2450批次，合格2401批次，合格率98.0%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import RATE
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.runs import MOST
from gouji.reading.links.slips import slipped

VIA = "share.rate"


def rated(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield rates with a total and the part of it that has their name, told before them in their sentence.

    What a rate is of is a matter of convention (结案率 of old cases and new ones): only what gives it, or
    would but for a slip of the pen, is taken for that.
    """
    for at, claim in enumerate(paragraph.claims):
        told = claim.unit == "%" and claim.is_level_or_rate and not claim.totals and claim.whole is None
        found = pattern("named_rate").search(paragraph.clause_before(at)) if told else None
        near = list(_in_sentence(paragraph, at)) if found else []
        part = _named(paragraph, near, found["stem"]) if found else None
        total = _given_by(paragraph, at, part, near) if part is not None else None
        if found and part is not None and total is not None and _is_of(paragraph, found["stem"], part, total):
            of = ((paragraph.claims[total].start, RATE), (paragraph.claims[part].start, RATE))
            yield claim._replace(totals=of, via=VIA)


def _is_of(paragraph: Paragraph, stem: str, part: int, total: int) -> bool:
    """Whether what a rate is of is told by its part or its total: 资产负债率, but not 管网水合格率."""
    said = paragraph.names[part] + paragraph.names[total]
    return stem in said or stem[-2 * _WORD : -_WORD] in said


def _in_sentence(paragraph: Paragraph, at: int) -> Iterator[int]:
    """Yield the levels before a figure in its sentence, the nearest first."""
    for one in range(at - 1, max(-1, at - MOST), -1):
        if pattern("full_stop").search(paragraph.before(one + 1)):
            return
        if paragraph.claims[one].is_level:
            yield one


def _named(paragraph: Paragraph, near: Sequence[int], stem: str) -> int | None:
    """Return the nearest figure that has the name of a rate, or its last word: 按期办结 of 按期办结率."""
    for name in dict.fromkeys((stem, stem[-_WORD:])):
        for at in near:
            said = paragraph.names[at] + paragraph.clause_behind(at)
            place = said.find(name)
            if place >= 0 and not pattern("denied").search(said, 0, place):
                return at
    return None


_WORD = 2
"""Characters of a word."""


def _given_by(paragraph: Paragraph, at: int, part: int, near: Sequence[int]) -> int | None:
    """Return the total whose part makes a rate; else the nearest where one slip keeps it from doing so."""
    stated, piece = paragraph.claims[at].interval, paragraph.claims[part].interval
    alike = (one for one in near if paragraph.alike(one, part) and not paragraph.exceeds(part, one))
    told = [(one, whole) for one in alike if one != part and (whole := paragraph.claims[one].interval)]
    if not stated or not piece or any(0 in whole for _, whole in told):
        return None
    made = (one for one, whole in told if (piece / whole * 100).meets(stated))
    return next(made, next((one for one, whole in told[:1] if _is_slip(stated, piece, whole)), None))


def _is_slip(stated: Interval, part: Interval, total: Interval) -> bool:
    """Whether one slip in a rate, or in its part, keeps them from agreeing."""
    printed, piece, whole = (middle(one) for one in (stated, part, total))
    if printed is None or piece is None or whole is None or stated.high is None or stated.low is None:
        return False
    step = stated.high - stated.low
    if step and slipped(printed, step * round(piece / whole * 100 / step)):
        return True
    unit = (part.high or piece) - (part.low or piece) or Fraction(1)
    meant = (stated.low * whole / 100 / unit, stated.high * whole / 100 / unit)
    first, last = ceil(meant[0]), floor(meant[1])
    return last - first < _MOST and any(slipped(piece, number * unit) for number in range(first, last + 1))


_MOST = 20
"""Numbers that a part may have been; among more of them one is always like the printed one."""
