"""Places and by how many they moved: 上届排在第九，本届前进三个名次，位居第七; 由第16名升至第9名，前移8位."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph

_VIA = "movement.places"
_THREE = 3


def places_moved(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield two places and the change told beside them, of one name and of the periods that they have.

    They follow one another in a sentence: the place before, the change and the place now, or both places
    and the change. The words of the first say that it is the earlier one.
    """
    for first in range(len(paragraph.claims) - _THREE + 1):
        three = (first, first + 1, first + 2)
        if any(paragraph.opens[at] for at in three[1:]) or paragraph.claims[first].measure != "rank":
            continue
        for change, now in ((first + 1, first + 2), (first + 2, first + 1)):
            if _is_moved(paragraph, first, change, now):
                yield from _of_one(paragraph, first, change, now)
        if _is_told_behind(paragraph, first):
            yield from _of_one(paragraph, first + 1, first + 2, first)
    for now in range(len(paragraph.claims) - _THREE + 1):
        before = _before_by_year(paragraph, now)
        if before:
            yield from _of_one(paragraph, before, now + 1, now)


def _before_by_year(paragraph: Paragraph, now: int) -> int | None:
    """Return the place of the year before, told behind: 2024年第9名，上升3名，2023年…是第12名."""
    claims, change = paragraph.claims, now + 1
    year = claims[now].period
    if claims[now].measure != "rank" or not year.isdigit() or paragraph.opens[change]:
        return None
    moves = claims[change].unit in words("units_of_places") and claims[change].measure in {"change", "level"}
    by = pattern("places_moved_by").search(paragraph.names[change] + paragraph.leads[change])
    if not moves or not by or pattern("place_of_before").search(paragraph.clause_before(now)):
        return None
    for at in range(change + 1, min(len(claims), change + _THREE)):
        if paragraph.opens[at]:
            return None
        if claims[at].measure == "rank" and claims[at].period == shifted(year, -1):
            named = pattern("place_by_year").search(paragraph.before(at))
            return at if named else None
    return None


def _is_moved(paragraph: Paragraph, before: int, change: int, now: int) -> bool:
    claims = paragraph.claims
    if claims[now].measure != "rank" or not claims[now].period.isdigit():
        return False
    if claims[change].unit not in words("units_of_places") or claims[change].measure not in {
        "change",
        "level",
    }:
        return False
    named = {claims[at].indicator for at in (before, change)} | {""}
    told_already = before > 0 and claims[before - 1].measure == "rank" and not paragraph.opens[before]
    if told_already or (now > change and claims[now].indicator not in named):
        return False
    said, reached = paragraph.clause_before(before), paragraph.quote(now) + paragraph.clause_before(now)
    earlier = pattern("place_of_before").search(said)
    later = not pattern("place_of_before").search(paragraph.clause_before(now))
    if now < change:
        later = later and pattern("moved_to_place").search(reached) is not None
    by = pattern("places_moved_by").search(paragraph.names[change] + paragraph.leads[change])
    return bool(earlier and later and by)


def _is_told_behind(paragraph: Paragraph, now: int) -> bool:
    """Whether the place of last year and the change stand behind a place: 第33位，去年第41位，前进了8位."""
    claims, change = paragraph.claims, now + 2
    told_already = now > 0 and claims[now - 1].measure == "rank" and not paragraph.opens[now]
    if told_already or claims[now + 1].measure != "rank" or not claims[now].period.isdigit():
        return False
    moves = claims[change].unit in words("units_of_places") and claims[change].measure in {"change", "level"}
    if not moves or pattern("place_of_before").search(paragraph.clause_before(now)):
        return False
    last, by = (paragraph.before(at) + paragraph.leads[at] for at in (now + 1, change))
    return bool(
        pattern("place_of_last").fullmatch(last.rstrip(_NTH)) and pattern("places_moved_on").fullmatch(by)
    )


_NTH = "第"


def _of_one(paragraph: Paragraph, before: int, change: int, now: int) -> Iterator[Claim]:
    claims = [paragraph.claims[at] for at in (before, change, now)]
    year = claims[2].period
    names = [one.indicator for one in (claims[2], claims[0]) if one.indicator]
    name = names[0] if names else words("name_of_places")[0]
    said = paragraph.names[change] + paragraph.leads[change]
    by = claims[1].interval
    if by is not None and pattern("places_lost").search(said) and (by.low or 0) > 0:
        by = -by
    yield claims[0]._replace(indicator=name, period=shifted(year, -1))
    yield claims[1]._replace(indicator=name, period=year, measure="change", base="", interval=by)
    yield claims[2]._replace(indicator=name)
