"""What a document is: who publishes it, its kind, and the period that it reviews."""

import re
from collections.abc import Iterable, Sequence

from gouji.reading.identity.dates import day_of, day_signed, period_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.identity.publisher import home_of, place_of, publisher_of, whole_name
from gouji.reading.identity.title import front_of
from gouji.reading.lexicon.wording import pattern, words

_YEAR = 4
_WIDE = re.compile("[０-９]")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
BULLETIN = "统计公报"


def given_together(infos: Sequence[DocumentInfo]) -> list[DocumentInfo]:
    """Return what documents are that are given together.

    Those of one kind and of several years, with one publisher or none, are one's if they are called alike. A
    publisher may be named shortly in one of them.
    """
    names = {info.publisher for info in infos if info.publisher}
    found = [info._replace(publisher=_in_full(info, names)) for info in infos]
    return [info._replace(publisher=_shared(info, found)) if not info.publisher else info for info in found]


def _in_full(info: DocumentInfo, names: Iterable[str]) -> str:
    """Return who publishes a document by a name that others have in full, or of whose matters it tells.

    甲川县2025年文化旅游工作总结 beside one of 甲川县文化旅游局 is of that.
    """
    own = info.publisher
    bureaus = [name for name in names if own and name.startswith(own) and name != own]
    matters = pattern("matters_of").search(info.called.replace(own, "", 1))
    of_matters = [
        name
        for name in bureaus
        if _shares_words(name[len(own) :], info.called)
        or (matters and _is_short_for(matters["what"], name[len(own) :]))
    ]
    return of_matters[0] if len(of_matters) == 1 and not info.place else whole_name(own, names)


def _shares_words(name: str, title: str) -> bool:
    """Whether two neighbouring characters of a name, the end of it aside, stand in a title."""
    return any(name[at : at + 2] in title for at in range(len(name) - 2))


def _is_short_for(word: str, name: str) -> bool:
    """Whether the characters of a word stand in a name in their order: 文旅 in 文化和旅游局."""
    rest = iter(name)
    return all(char in rest for char in word)


def _shared(info: DocumentInfo, others: Sequence[DocumentInfo]) -> str:
    """Return the publisher of the series that a document without one is a number of; empty for none."""
    series = [one for one in others if one.kind == info.kind and one.called.endswith(info.called)]
    publishers = {one.publisher for one in series if one.publisher}
    one_a_year = len({one.year for one in series}) == len(series) > 1
    named = one_a_year and len(publishers) <= 1 and len(info.called) > 1
    return next(iter(publishers), OWN) if named else ""


OWN = "本单位"
"""What a publisher is called that documents given together do not name."""


def document_info(name: str, text: str, page_title: str = "") -> DocumentInfo:
    """Read what a document is from its title, its head, its signature and its name, in that order.

    Args:
        name: The file's name, which may contain a year and a province.
        text: The whole text.
        page_title: What a web page calls itself; empty for other documents.
    """
    text = text.translate(_DIGITS) if _WIDE.search(text) else text
    front = front_of(name, text, page_title)
    day = day_of(front)
    period, publisher = period_of(front, day, text), publisher_of(front)
    years = [part[:_YEAR] for part in period.split("/") if part]
    place = place_of(publisher) if front.kind in {*words("kinds_of_places"), BULLETIN} else ""
    home = place or home_of(front, publisher)
    year = int(years[-1]) if years else None
    day = day or day_signed(front, period)
    if year is not None and day and int(day[:_YEAR]) < year:
        # A page was printed before: a date of something else.
        day = ""
    return DocumentInfo(
        year,
        place,
        home,
        front.kind in words("kinds_that_plan"),
        day,
        place or publisher,
        front.kind,
        period,
        front.title,
        pattern("numbers_of_series").sub("", front.title or front.name),
        front.kind == BULLETIN and bool(pattern("all_preliminary").search(text)),
        front.kind in words("kinds_by_their_year") or bool(pattern("to_deputies").search(front.head)),
    )
