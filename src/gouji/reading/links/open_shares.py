"""Shares of what the words before them name, some of its parts: 在实收资本中，甲占33%，乙占22%; at most 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.hundred import have_several, kinds_in, rows_of_shares
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.portions import fills_brackets

VIA = "share.row"
_FEWEST = 2
"""Shares that are added up."""


def open_shares(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares of one whole that stand in one row; the first of them stands for the whole.

    It is opened by what they are of (职工中，…), or by where they are (主要分布在甲（占14%）、乙（7%）).
    """
    for row in rows_of_shares(paragraph):
        if any(
            paragraph.claims[at].whole is None and not paragraph.claims[at].totals
            for at in _of_kinds(paragraph, row)
        ):
            continue  # kinds that are all there are, but do not make 100 %: of different wholes
        for some in _opened(paragraph, row):
            if len(some) >= _FEWEST and not have_several(paragraph, some):
                total = paragraph.claims[some[0]].start
                for at in some:
                    yield paragraph.claims[at]._replace(totals=((total, ""),), via=VIA)


def _of_kinds(paragraph: Paragraph, row: Sequence[int]) -> Iterator[int]:
    """Yield the shares of a row that are of all kinds of a family."""
    for some in kinds_in(paragraph, row) if len(row) >= _FEWEST else ():
        yield from some


def _opened(paragraph: Paragraph, row: Sequence[int]) -> Iterator[list[int]]:
    """Yield the shares of a row behind each of its openers, as far as they go on."""
    found: list[int] = []
    for at in row:
        claim = paragraph.claims[at]
        bare = claim.whole is None and not claim.totals and _is_bare(paragraph, at)
        opens = pattern("opens_open_shares").search(_before(paragraph, at))
        if found and (opens or not bare or not _goes_on(paragraph, found, at)):
            yield found
            found = []
        if bare and (found or opens):
            found.append(at)
    yield found


_REACH = 60
"""Characters before the first share of a row in which its opener stands."""


def _before(paragraph: Paragraph, at: int) -> str:
    """Return the words before a share, or before the part that it stands behind."""
    bare = at and paragraph.claims[at - 1].is_level and pattern("bare_share_of").match(paragraph.names[at])
    end = paragraph.claims[at - 1 if bare else at].start
    return paragraph.text[max(paragraph.start, end - _REACH) : end]


def _is_bare(paragraph: Paragraph, at: int) -> bool:
    """Whether a share names no whole of its own: 甲占33%, 甲3亿元，占33%, 甲（占33%）, 甲（33%）."""
    said = paragraph.names[at]
    own = pattern("names_its_own").search(said) or pattern("bare_share_of").match(said)
    return bool(own) or fills_brackets(paragraph, at)


def _goes_on(paragraph: Paragraph, found: Sequence[int], at: int) -> bool:
    """Whether a share goes on a row: ；parts it from the last one where it parts all of them, or none."""
    gaps = [paragraph.between(one, two) for one, two in zip(found, (*found[1:], at), strict=True)]
    parted = [pattern("semicolon").search(gap) is not None for gap in gaps]
    levels = [paragraph.kinds[one] for one in range(found[0], at) if paragraph.claims[one].is_level]
    same_units = len({unit for unit in levels if unit != "%"}) < _FEWEST
    return same_units and len(set(parted)) == 1 and not pattern("within").search(gaps[-1])
