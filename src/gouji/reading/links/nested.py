"""Shares of shares: 会员2400人，女会员占四成；女会员里四分之一在技术岗，即240人."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.table.columns import NESTED
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.totals import is_no_whole

_VIA = "share.nested"


def nested(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares within what the share before them is of, with the figure that both make of a total.

    The second says within what it is, by the first word of what the first one is of; the figure stands right
    behind it (即240人). Where that first part is told itself, it is the total.
    """
    for at, claim in enumerate(paragraph.claims[:-1]):
        told = claim.unit == "%" and claim.stands_alone
        if not told or claim.measure not in {"share", "level"}:
            continue
        first, part = _share_before(paragraph, at), at + 1
        if first is None or not _is_told(paragraph, part) or paragraph.on_other_terms(at):
            continue
        own = _level_of(paragraph, first, part)
        total = _total(paragraph, first, part) if own is None else own
        if total is None:
            continue
        starts = [paragraph.claims[one].start for one in (total, first, part)]
        if own is None:
            yield claim._replace(measure="share", totals=tuple((start, NESTED) for start in starts), via=_VIA)
        else:
            yield claim._replace(
                measure="share", totals=((starts[0], str(claim.start)), (starts[-1], "")), via=_VIA
            )


def _share_before(paragraph: Paragraph, at: int) -> int | None:
    """Return the share right before one that says to be within what that is of: 女会员里又有四分之一."""
    found = pattern("within_share").search(paragraph.before(at))
    if not at or not found or paragraph.ends_before(at):
        return None
    first = paragraph.claims[at - 1]
    named = found["of"][:_WORD] in paragraph.clause_of(at - 1)
    bare = pattern("bare_share_behind").search(paragraph.names[at - 1])
    return at - 1 if first.measure == "share" and first.unit == "%" and named and bare else None


_WORD = 2
"""Characters of a word."""


def _is_told(paragraph: Paragraph, part: int) -> bool:
    """Whether a level is said to be what a share before it makes: ，即240人；."""
    ends = pattern("clause_stops").match(paragraph.behind(part)) if paragraph.behind(part) else True
    return bool(paragraph.added_in[part] and ends and pattern("that_is").fullmatch(paragraph.before(part)))


def _level_of(paragraph: Paragraph, first: int, part: int) -> int | None:
    """Return the level right before the first share, if it is what that is of: 女会员960人，占四成."""
    if not first or not pattern("bare_share_of").match(paragraph.names[first]):
        return None
    return first - 1 if paragraph.alike(first - 1, part) and not paragraph.opens[first] else None


def _total(paragraph: Paragraph, first: int, part: int) -> int | None:
    """Return the nearest level before the first share in the unit of the figure; none behind a full stop."""
    for one in range(first - 1, max(-1, first - MOST), -1):
        if paragraph.ends_before(one + 1):
            return None
        if paragraph.alike(one, part):
            held = paragraph.exceeds(one, part) and not is_no_whole(paragraph.text, paragraph.claims[one])
            return one if held else None
    return None
