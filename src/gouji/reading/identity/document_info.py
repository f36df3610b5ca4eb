"""What a document is: who publishes it, its kind, and the period that it reviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.reading.identity.dates import day_of, period_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.identity.publisher import home_of, place_of, publisher_of, whole_name
from gouji.reading.identity.title import front_of
from gouji.reading.lexicon.wording import pattern, words

_YEAR = 4
BULLETIN = "统计公报"


def given_together(infos: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return what documents are that are given together.

    Those of one kind, with one publisher or none, are one's. A publisher may be named shortly in one of them.
    """
    names = {info.publisher for info in infos if info.publisher}
    found = [replace(info, publisher=whole_name(info.publisher, names)) for info in infos]
    by_kind: dict[str, list[DocumentInfo]] = {}
    for info in found:
        by_kind.setdefault(info.kind, []).append(info)
    known = {kind: {info.publisher for info in some} - {""} for kind, some in by_kind.items()}
    return [
        replace(info, publisher=next(iter(known[info.kind]), OWN))
        if not info.publisher and len(known[info.kind]) <= 1 < len(by_kind[info.kind])
        else info
        for info in found
    ]


OWN = "本单位"
"""What a publisher is called that documents given together do not name."""


def document_info(name: str, text: str, page_title: str = "") -> DocumentInfo:
    """Read what a document is from its title, its head, its signature and its name, in that order.

    Args:
        name: The file's name, which may contain a year and a province.
        text: The whole text.
        page_title: What a web page calls itself; empty for other documents.
    """
    front = front_of(name, text, page_title)
    day = day_of(front)
    period, publisher = period_of(front, day, text), publisher_of(front)
    years = [part[:_YEAR] for part in period.split("/") if part]
    place = place_of(publisher) if front.kind in {*words("kinds_of_places"), BULLETIN} else ""
    home = place or home_of(front, publisher)
    year = int(years[-1]) if years else None
    if year is not None and day and int(day[:_YEAR]) < year:
        # A page was printed before: a date of something else.
        day = ""
    return DocumentInfo(
        year,
        place,
        home,
        front.kind in words("kinds_that_plan"),
        day,
        place or publisher or home,
        front.kind,
        period,
        front.title,
        front.kind == BULLETIN and bool(pattern("all_preliminary").search(text)),
        front.kind in words("kinds_by_their_year") or bool(pattern("to_deputies").search(front.head)),
    )
