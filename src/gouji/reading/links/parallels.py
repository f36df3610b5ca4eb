"""What 其中 tells of some in the words of all: 企业210家，收入A、利润B。其中，国有30家，收入C、利润D."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph

_VIA = "sum.duiying"
_NOUN, _FEWEST = 2, 2
"""Characters of a noun, and fewest figures that have one of their noun before 其中."""


def parallels(paragraph: Paragraph) -> Iterator[Link]:
    """Yield for each figure behind 其中 that of its noun and unit before it, which it is at most.

    Both stand in the same order, in the clauses or the sentence before 其中 and behind it.
    """
    for first in range(_FEWEST, len(paragraph.claims)):
        if not pattern("among_opens").search(paragraph.before(first)):
            continue
        pairs = list(_pairs(paragraph, first))
        order = [whole for whole, _ in pairs]
        if len(pairs) >= _FEWEST and order == sorted(set(order)):
            for whole, part in pairs:
                yield paragraph.link(whole, (part,), _VIA, complete=False)


def _pairs(paragraph: Paragraph, first: int) -> Iterator[tuple[int, int]]:
    """Yield the figures behind 其中, each with the only one of its noun before it."""
    start = first - 1
    while start and not paragraph.opens[start]:
        start -= 1
    for part in range(first, len(paragraph.claims)):
        said = paragraph.names[part]
        if part > first and (paragraph.opens[part] or pattern("among_opens").search(paragraph.before(part))):
            return
        if pattern("tells_of_all").search(said):
            return
        wholes = [at for at in range(start, first) if _are_of_one(paragraph, at, part)]
        if len(wholes) == 1 and not paragraph.depths[part]:
            yield wholes[0], part


def _are_of_one(paragraph: Paragraph, whole: int, part: int) -> bool:
    one, two = noun_at(paragraph, whole), noun_at(paragraph, part)
    exact = paragraph.is_exact(whole) and not paragraph.depths[whole]
    return len(one) == _NOUN and one == two and exact and paragraph.alike(whole, part)


def noun_at(paragraph: Paragraph, at: int) -> str:
    """Return the noun of a figure; where it has no name, the last characters right before it."""
    return (paragraph.claims[at].indicator or paragraph.names[at])[-_NOUN:]
