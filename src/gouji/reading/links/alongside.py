"""What is told of each part beside it: 机构8个，床位A；其中甲5个，床位B，乙3个，床位C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.parallels import noun_at

_VIA = "sum.duiying"
_NOUN = 2
"""Characters of a noun."""
_FEWEST = 2
"""Parts that each have a figure of their own."""


def alongside(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the figures beside the parts of a total, each as a part of the one beside the total.

    They have one noun and one unit; one stands behind each part, and one between the total and its parts.
    They are all there are where the parts are.
    """
    places = {claim.start: at for at, claim in enumerate(paragraph.claims)}
    parts: dict[int, list[int]] = {}
    for at, claim in enumerate(paragraph.claims):
        if claim.whole in places and claim.is_level:
            parts.setdefault(places[claim.whole], []).append(at)
    for whole, some in parts.items():
        if len(some) >= _FEWEST and whole < some[0]:
            for beside in range(whole + 1, some[0]):
                yield from _told_of_each(paragraph, whole, beside, some)


def _told_of_each(paragraph: Paragraph, whole: int, beside: int, parts: Sequence[int]) -> Iterator[Claim]:
    """Yield the figures of the noun of one that is told beside a total, one beside each of its parts."""
    claims, noun = paragraph.claims, noun_at(paragraph, beside)
    if len(noun) < _NOUN or claims[beside].whole is not None or not paragraph.is_exact(beside):
        return
    if not paragraph.added_in[beside] or paragraph.added_in[beside] == paragraph.added_in[whole]:
        return
    ends = [*parts[1:], _end_of_sentence(paragraph, parts[-1])]
    found = []
    for part, end in zip(parts, ends, strict=True):
        near = [at for at in range(part + 1, end) if _is_like(paragraph, beside, at, noun)]
        if len(near) != 1:
            return
        found += near
    closed = all(claims[part].complete for part in parts) or _make_all(paragraph, whole, parts)
    if not closed and not paragraph.add_up(beside, found, lambda parts, total: not parts.exceeds(total)):
        return
    for at in found:
        yield claims[at]._replace(whole=claims[beside].start, totals=(), via=_VIA, complete=closed)


def _make_all(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether whole numbers add up to their total, so that nothing else is part of it."""
    points = all(
        (one := paragraph.claims[at].interval) is not None and one.is_point for at in (whole, *parts)
    )
    return points and paragraph.add_up(whole, parts)


def _is_like(paragraph: Paragraph, beside: int, at: int, noun: str) -> bool:
    claim = paragraph.claims[at]
    same = noun_at(paragraph, at) == noun and paragraph.alike(beside, at)
    return same and not claim.complete and not pattern("tells_of_all").search(paragraph.names[at])


def _end_of_sentence(paragraph: Paragraph, part: int) -> int:
    """Return the place of the first figure behind the sentence of a part."""
    behind = range(part + 1, len(paragraph.claims))
    return next((at for at in behind if paragraph.ends_before(at)), len(paragraph.claims))
