"""Shares told as fractions in words right behind their parts: 432人，其中留下就业72人，约六分之一."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.portions import is_nearly_of

_VIA = "share.told"


def fractions_told(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield fractions in words with the part before them and its total, or the one level before that."""
    for at in range(1, len(paragraph.claims)):
        claim, part = paragraph.claims[at], at - 1
        free = claim.unit == "%" and not claim.changes and claim.stands_alone
        if not free or paragraph.opens[at] or not paragraph.added_in[part]:
            continue
        if not pattern("fraction_only").fullmatch(paragraph.quote(at)):
            continue
        total = _total(paragraph, at, part)
        if total is not None:
            totals = ((paragraph.claims[total].start, str(claim.start)), (paragraph.claims[part].start, ""))
            yield claim._replace(measure="share", totals=totals, via=_VIA)


def _total(paragraph: Paragraph, at: int, part: int) -> int | None:
    """Return the total that a fraction is of; None where its words name something else."""
    said = paragraph.before(at) + paragraph.leads[at]
    bare = pattern("says_fraction").fullmatch(said)
    named = None if bare else pattern("says_fraction_of").fullmatch(said)
    if not bare and not named:
        return None
    tied = paragraph.claims[part].whole is not None
    total = paragraph.whole_before(part) if tied else _beside(paragraph, at, part)
    of = named["of"].removesuffix("数") if named else ""
    return total if total is not None and has_signs_of(paragraph.names[total], of) else None


def _beside(paragraph: Paragraph, at: int, part: int) -> int | None:
    """Return the level right before a part, in its unit and clause, or what its words name (报名者中)."""
    named, total = pattern("within_named").match(paragraph.names[part]), part - 1
    if named:
        may = [at for at in range(part) if named["of"] in paragraph.names[at] and paragraph.alike(at, part)]
        total = may[0] if len(may) == 1 else -1
    if (
        total < 0
        or (paragraph.opens[part] and not named)
        or paragraph.depths[total] != paragraph.depths[part]
    ):
        return None
    alike = paragraph.alike(total, part) and not paragraph.exceeds(part, total)
    other = pattern("of_another_matter").search(paragraph.before(part))
    exact = paragraph.is_exact(total) and paragraph.is_exact(part)
    return total if alike and exact and not other and is_nearly_of(paragraph, at, part, total) else None
