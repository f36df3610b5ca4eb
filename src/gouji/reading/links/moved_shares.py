"""Shares of all kinds of a family, some told by how they moved: 二产升到40%，一产相应降至14%，三产占46%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.known_families import Family, families_in
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import NEAR_HUNDRED

_VIA = "share.family"
_MANY = 3


def moved_shares(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the shares of all kinds of a family, of one time and in one sentence, as of one whole.

    Of two kinds, one must be said to go with the other: 女性占比升到52%，男性相应降至48%.
    """
    if not pattern("tells_shares").search(paragraph.said):
        return
    yield from _rests(paragraph)
    for family in families_in(paragraph.said, "listed", "near"):
        for run in _by_sentence(paragraph):
            places = _of_kinds(paragraph, family, run)
            # What is told as shares throughout is tied as such.
            bare = any(paragraph.claims[at].measure != "share" for at in places)
            if bare and len(places) == len(family.members) and _make_a_whole(paragraph, places):
                first = paragraph.claims[places[0]].start
                for at in places:
                    yield paragraph.claims[at]._replace(
                        measure="share", totals=((first, ""),), via=_VIA, complete=True
                    )
                return


def _rests(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield percentages that are what two shares and more leave: 升学占36%，就业占58%，其余6%尚在求职."""
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        shares = all(paragraph.claims[one].measure == "share" for one in range(max(0, at - 2), at)) and at > 1
        bare = claim.measure == "level" and claim.stands_alone and not paragraph.opens[at]
        if shares and bare and pattern("rest_of_shares").fullmatch(paragraph.before(at)):
            yield claim._replace(measure="share")


def _by_sentence(paragraph: Paragraph) -> Iterator[list[int]]:
    """Yield the percentages of each sentence that may be shares and are tied to nothing."""
    run: list[int] = []
    for at in paragraph.rates:
        claim = paragraph.claims[at]
        if run and any(paragraph.opens[run[-1] + 1 : at + 1]):
            yield run
            run = []
        if claim.measure in {"share", "level"} and claim.stands_alone:
            run.append(at)
    yield run


def _of_kinds(paragraph: Paragraph, family: Family, run: Sequence[int]) -> list[int]:
    """Return the percentages of kinds of a family, those of the latest time; none where one has two."""
    latest = max((paragraph.claims[at].period for at in run), default="")
    found: dict[int, int] = {}
    for at in run:
        said = paragraph.clause_of(at) + paragraph.leads[at]
        kinds = [
            place
            for place, member in enumerate(family.members)
            if (one := member.search(said)) and one.start() <= _LEAD
        ]
        if len(kinds) != 1 or paragraph.claims[at].period != latest or paragraph.depths[at]:
            continue
        if not pattern("share_of_kind").search(said) or kinds[0] in found:
            return []
        found[kinds[0]] = at
    return sorted(found.values())


_LEAD = 3
"""Characters before the word of a kind in its clause: 其中第."""


def _make_a_whole(paragraph: Paragraph, places: Sequence[int]) -> bool:
    """Whether shares nearly make 100, at least one is called a share, and of two one goes with the other."""
    known = [one for at in places if (one := paragraph.claims[at].interval) is not None]
    said = [paragraph.clause_of(at) for at in places]
    some = any(map(pattern("tells_shares").search, said))
    together = len(places) >= _MANY or any(map(pattern("goes_with_it").search, said))
    return len(known) == len(places) and some and together and not Interval.total(known).gap(NEAR_HUNDRED)
