"""Totals and parts in a second unit beside the first: 学校86所，学生12万人，其中小学52所，学生7万人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph

_SUMS = "sum."
"""What the constructs of parts begin with."""


def paired(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield figures beside the parts of a total, as parts of the figure beside that total."""
    places = {claim.start: at for at, claim in enumerate(paragraph.claims)}
    tied: dict[int, list[int]] = {}
    for at, claim in enumerate(paragraph.claims):
        if claim.whole in places and claim.via.startswith(_SUMS):
            tied.setdefault(places[claim.whole], []).append(at)
    for whole, parts in tied.items():
        total = _beside(paragraph, whole, parts[0])
        found = [_beside(paragraph, *two) for two in zip(parts, [*parts[1:], len(places)], strict=True)]
        if total is not None and all(_is_part(paragraph, total, at) for at in found):
            yield from _tied(paragraph, total, parts, [at for at in found if at is not None])


def _beside(paragraph: Paragraph, one: int, end: int) -> int | None:
    """Return the level next behind a figure, in its sentence before *end*; changes are passed over."""
    for at in range(one + 1, end):
        apart = pattern("sentence_ends").search(paragraph.before(at))
        if apart or paragraph.depths[at] != paragraph.depths[one]:
            return None
        if paragraph.claims[at].is_level:
            return at if paragraph.claims[at].unit != paragraph.claims[one].unit else None
    return None


def _is_part(paragraph: Paragraph, total: int, part: int | None) -> bool:
    """Whether a figure is of what a total is of: they have one unit, and one noun where both tell it."""
    if part is None or paragraph.claims[part].whole is not None or not paragraph.alike(total, part):
        return False
    noun, whole = (pattern("sums_before").sub("", paragraph.names[at])[-2:] for at in (part, total))
    of_people = noun[:1] == whole[:1] and paragraph.claims[part].unit in words("units_of_people")
    return not noun or noun == whole or of_people


def _tied(paragraph: Paragraph, total: int, parts: Sequence[int], beside: Sequence[int]) -> Iterator[Claim]:
    """Yield figures as parts of a total in the way in which others are parts of theirs."""
    whole = paragraph.claims[total].start
    for first, at in zip(parts, beside, strict=True):
        like = paragraph.claims[first]
        totals = tuple((whole, way) for _, way in like.totals)
        yield paragraph.claims[at]._replace(whole=whole, totals=totals, via=like.via, complete=like.complete)
