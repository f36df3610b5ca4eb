"""What a document is: who publishes it, its kind, and the period that it reviews."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gouji.reading.identity.dates import day_of, day_signed, period_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.identity.title import Front, front_of
from gouji.reading.lexicon.organisations import PROVINCES, short_of
from gouji.reading.lexicon.wording import entry, has_any, pattern, words

_LONGEST = 40
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

    The name may contain a year and a province; what a web page calls itself is empty for other documents.
    """
    text = text.translate(_DIGITS) if _WIDE.search(text) else text
    front = front_of(name, text, page_title)
    day = day_of(front)
    period, publisher = period_of(front, day, text), publisher_of(front)
    years = [part[:4] for part in period.split("/") if part]
    place = place_of(publisher) if front.kind in {*words("kinds_of_places"), BULLETIN} else ""
    home = place or home_of(front, publisher)
    year = int(years[-1]) if years else None
    day = day or day_signed(front, period)
    if year is not None and day and int(day[:4]) < year:
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


def publisher_of(front: Front) -> str:
    """Return who publishes a document; several that do so together with ``;``, empty where nothing says it.

    The title is asked first, then the lines around it, the signature, the text, and the name of the file.
    What a government or a place reports is the place's.
    """
    named = [name for one in _named(front) if (name := _whole(one))]
    courts = entry("courts")
    if named and front.kind in courts and place_of(named[0]) == named[0]:
        # 在甲川区第九届人民代表大会上: the court of the place reports.
        named = [*(one for one in named if place_of(one) != one), f"{named[0]}{courts[front.kind]}"]
    if front.kind in words("kinds_of_places"):
        place = _first(filter(None, map(place_of, named))) or _of_text(front)
        return _fuller(place, front) if place else _first(named)
    if not named:
        company = pattern("company").search(front.head)
        return company[0] if company else _of_text(front)
    if place_of(named[0]) == named[0] and not pattern("of_place_itself").search(front.title):
        # What a bureau tells of its place is the bureau's.
        of_it = (name for name in named if name != named[0] and named[0][:2] in name[:8])
        return _first(name for name in of_it if place_of(name) != name) or named[0]
    return _fuller(whole_name(named[0], named[1:]), front)


def _fuller(name: str, front: Front) -> str:
    """Return a name behind the places that the text once puts before it: 砚州市棠溪区清渡镇."""
    if not any(f"{end}{name}" in front.head for end in words("ends_of_places")):
        return name
    found = re.search(f"{pattern('fuller').pattern}{re.escape(name)}", front.head)
    return (_whole(f"{found['above']}{name}") or name) if found else name


def _whole(name: str) -> str:
    """Return a name without the part of a body that speaks, or a province before a city; empty for none."""
    name = pattern("in_a_body").sub("", name) if has_any(name, words("parts_of_bodies")) else name
    provinces = (one for one in PROVINCES if name.startswith(one) and one[-1] != "市")
    rest = name.removeprefix(next(provinces, ""))
    name = rest if pattern("begins_with_place").match(rest) else name
    for said, full in entry("full_names").items():
        name = re.sub(said, full, name)
    return "" if pattern("no_publisher").search(name) else name


def _named(front: Front) -> Iterator[str]:
    yield from _in_titles(front.lines)
    yield from _signed_together(front.signed)
    for line in (*reversed(front.before[-3:]), *front.behind, *reversed(front.signed)):
        yield from _in_line(line)
    if any(word in front.head for word in words("tells_now")):
        yield from (found["owner"] for found in pattern("now_told").finditer(front.head))
    for part in pattern("parts_of_page_title").split(front.page)[1:]:
        yield from _in_line(pattern("site_of_body").sub("", part))
    yield from _in_title(front.name)


def _signed_together(lines: Sequence[str]) -> Iterator[str]:
    """Yield the bodies of one kind that sign in lines below one another, as one."""
    for one, other in pairwise(lines):
        if (
            one[-2:] == other[-2:]
            and one != other
            and all(map(pattern("body_of_place").fullmatch, (one, other)))
        ):
            yield f"{one};{other}"


def _in_titles(lines: Sequence[str]) -> Iterator[str]:
    """Yield the bodies that a title names: a line that is one, the line with the kind, all lines as one."""
    session = pattern("in_session").match("".join(lines))
    if session:
        yield session["body"] + session["organ"]
    for line in lines[:-1]:
        is_body = pattern("body_of_place").fullmatch(line) or pattern("company").fullmatch(line)
        if is_body and pattern("body").fullmatch(line) and not pattern("years_in_title").search(line):
            yield _joined(line)
    for text in dict.fromkeys((*lines[-1:], "".join(lines))):
        yield from _in_title(text)


def _in_title(title: str) -> Iterator[str]:
    """Yield the bodies that a title names as its own, those together with one another as one."""
    text = pattern("of_title").sub("", title)
    for part in pattern("years_in_title").split(text):
        found = pattern("owner_in_title").match(part.removeprefix("的"))
        owner = found["owner"] if found else ""
        if owner:
            yield _joined(owner.partition("关于")[0] or owner)


def _joined(owner: str) -> str:
    """Return bodies side by side with ``;`` between them."""
    parts = [part for part in pattern("and_in_owner").split(owner) if part]
    if len(parts) < 2:
        parts = [part for part in pattern("between_bodies").split(owner) if part]
    whole = len(parts) > 1 and all(pattern("body_of_place").fullmatch(part) for part in parts)
    return ";".join(parts) if whole else owner


def _in_line(line: str) -> Iterator[str]:
    """Yield the body that a line is: alone, with a date, or behind a word for who speaks."""
    if line.endswith(("：", ":")):
        # Who is addressed.
        return
    text = pattern("date_in_title").sub("", line).strip("、，, ")
    text = text.strip("（）()") if text.startswith(("（", "(")) else text
    told = pattern("published_by").match(text)
    if told:
        text = next(filter(None, told.groups()))
    held = pattern("held_for").search(text)
    if held:
        yield held["place"]
        return
    speaks = pattern("speaker").match(text) if has_any(text, words("signs_of_speaker")) else None
    if speaks:
        text = speaks["who"]
    if len(text) <= _LONGEST and pattern("body").fullmatch(text):
        yield _joined(text)


def place_of(name: str) -> str:
    """Return the place that a name is of, or whose government or bureau it names; empty where it is none.

    >>> place_of("昆山市人民政府"), place_of("苏州市统计局"), place_of("某某公司")
    ('昆山市', '苏州市', '')
    """
    if name in words("national_bodies"):
        return "全国"
    short = pattern("office_of_place").sub("", name)
    full = {short_of(province): province for province in PROVINCES}
    if short in full:
        return full[short]
    return short if pattern("place_name").fullmatch(short) else ""


def _of_text(front: Front) -> str:
    """Return the place of a report to deputies by its text; empty where it does not say so."""
    if front.kind not in words("kinds_of_places"):
        return ""
    if pattern("national").search(front.head):
        return "全国"
    found = re.search(f"({'|'.join(PROVINCES)})(?:{pattern('publisher_behind').pattern})", front.head)
    if found:
        return found[1]
    return _first(place for place in PROVINCES if place in front.name or short_of(place) in front.name)


def whole_name(name: str, others: Iterable[str]) -> str:
    """Return the name in full that one stands for, of *others*: it leaves out only words that say no more.

    >>> whole_name("甲川家具协会", ["甲川市家具行业协会", "甲川市木业协会"])
    '甲川市家具行业协会'
    """
    longer = [one for one in dict.fromkeys(others) if len(one) > len(name) > 2 and _says_less(name, one)]
    return longer[0] if len(longer) == 1 else name


def _says_less(name: str, whole: str) -> bool:
    """Whether a name is another without the places before it, or without words that say no more."""
    if whole.endswith(name) and pattern("places").fullmatch(whole.removesuffix(name)):
        return True
    left = iter(whole)
    missing = ""
    for char in name:
        for other in left:
            if other == char:
                break
            missing += other
        else:
            return False
    missing += "".join(left)
    return pattern("left_out_of_names").fullmatch(missing) is not None


def home_of(front: Front, publisher: str) -> str:
    """Return the province whose bodies a document may name without it: its publisher's, or the most named.

    A text leaves its own province out of names (省人大机关).
    """
    named = _first(province for province in PROVINCES if publisher.startswith(province))
    if named or publisher or not pattern("provincial_body").search(front.head):
        return named
    provinces = filter(pattern("has_offices").search, PROVINCES)
    counts = {place: front.head.count(short_of(place)) for place in provinces}
    most = max(counts, key=lambda place: counts[place])
    return most if counts[most] else ""


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")
