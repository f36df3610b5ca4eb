"""Counts, the lists beside them and their members: 三大工程：甲、乙、丙; 甲、乙、丙三座分馆.

A list is taken for one of its count only if it is off by one or two: any other list counts something else.
"""

from collections.abc import Iterable, Iterator

from gouji.facts.figures.model import COUNT, LIST
from gouji.facts.figures.units import TIME_UNITS
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import has_any, pattern, words
from gouji.reading.links.listed import MOST_MEMBERS, listed
from gouji.reading.links.paragraph import Paragraph

VIA = "list.count"
_MOST_OFF, _MOST_OFF_OF_ONE_NOUN = 2, 4
_REACH = 160
"""Characters before a count in which its list stands."""
_FEWEST = 3
"""Fewest things that are counted behind their list without quotes (两地 may be two of those before), or
before one with figures."""


def lists(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the counts that a list stands behind or before, with its members."""
    for at, claim in enumerate(paragraph.claims):
        stated = paragraph.count(at) if claim.form == COUNT else 0
        if not 0 < stated <= MOST_MEMBERS:
            continue
        found = listed(paragraph.text, claim.start, stated, claim.unit)
        if found:
            yield claim._replace(form=LIST, members=found.members, complete=found.complete)
            continue
        is_part = claim.whole is not None
        among = is_part or pattern("is_among").search(paragraph.before(at))
        with_figures = () if among else _with_figures(paragraph, at) or _one_each(paragraph, at)
        if with_figures and abs(len(with_figures) - stated) <= _MOST_OFF:
            yield claim._replace(form=LIST, members=with_figures, complete=True, via=VIA)
            continue
        if claim.unit in TIME_UNITS or stated == 1:
            continue
        members = () if is_part else _clauses(paragraph, at, stated) or _behind(paragraph, at, stated)
        members = members or (() if is_part else _before(paragraph, at, stated))
        most_off = _MOST_OFF_OF_ONE_NOUN if len({one[-1:] for one in members}) == 1 else _MOST_OFF
        ways = _ways(members, even=claim.unit in words("units_of_events")) if members else ()
        choices = [some for some in ways if abs(len(some) - stated) <= most_off]
        if choices:
            fit = _without_verb(min(choices, key=lambda some: abs(len(some) - stated)))
            found_as = claim._replace(form=LIST, members=fit, complete=True, via=VIA)
            yield found_as._replace(indicator=_quoted(paragraph, at) or claim.indicator)
        elif some := _open_before(paragraph, at, stated):
            yield claim._replace(form=LIST, members=some, via=VIA)


def _behind(paragraph: Paragraph, at: int, stated: int) -> tuple[str, ...]:
    """Return what is listed right behind a count; nothing where 等 leaves it open."""
    start = paragraph.claims[at].end
    dates = pattern("dates_behind").match(paragraph.text, start, paragraph.end)
    if dates:
        return _dates(dates["members"], stated)
    found = pattern("lists_behind").match(paragraph.text, start, paragraph.end)
    near = not found and paragraph.text.find("、", start, start + _FIRST_ITEM) >= 0
    held = pattern("list_and_verb").match(paragraph.text, start, paragraph.end) if near else None
    if held and not pattern("and_others").search(held["members"][-2:]):
        # 五场展会，春季展、夏季展和订货会次第举行: each ends as what is counted.
        members = _split(held["members"])
        return members if _all_end_as(members, held["noun"]) else ()
    if not found or pattern("and_others").search(found["members"][-2:]):
        return ()
    pair = pattern("pair_behind").fullmatch(pattern("item_aside").sub("", found["members"]))
    if pair and pattern("ends_pair").match(paragraph.text, found.end()):
        return (pair["one"], pair["two"])
    members = _split(found["members"])
    fits = any(len(some) == stated for some in _ways(members))
    return members if fits or not _is_of_nearer_count(paragraph, at, found.start("members")) else ()


def _clauses(paragraph: Paragraph, at: int, stated: int) -> tuple[str, ...]:
    """Return the clauses behind a count, to the end of their sentence, one for each that it counts.

    办好六件实事：扩建幼儿园，改造小巷，…. Too few are told where none has 和 in it, and all are alike in
    length; one too many only where all end alike, or are slogans of one length: an item may have a second
    clause.
    """
    start = paragraph.claims[at].end
    apart = pattern("items_apart").match(paragraph.text, start, paragraph.end)
    found = apart or pattern("clauses_behind").match(paragraph.text, start, paragraph.end)
    if not found or stated < _FEWEST or pattern("and_others").search(found["members"][-2:]):
        return ()
    clauses = _named(pattern("parts_clauses").split(found["members"]))
    if apart:
        return () if pattern("may_be_two").search(found["members"]) else clauses
    if len(clauses) == stated or len(clauses) < _FEWEST:
        return clauses if len(clauses) == stated else ()
    sizes, off = sorted(map(len, clauses)), len(clauses) - stated
    ends_alike = len({one[-_SAME:] for one in clauses}) == 1
    one_form = ends_alike or sizes[0] == sizes[-1]
    if off > 0:
        return clauses if off == 1 and (ends_alike or (one_form and sizes[0] < _FEWEST_SIGNS)) else ()
    alike = one_form or (sizes[0] >= _FEWEST_SIGNS and sizes[-1] - sizes[0] <= _UNEVEN)
    unsure = pattern("may_be_two").search(found["members"]) is not None
    unsure = unsure or any(map(pattern("no_clause_of_list").search, clauses))
    return clauses if alike and off >= -1 - one_form and not unsure else ()


_FEWEST_SIGNS, _UNEVEN = 5, 6
"""Characters of a clause that names an act and its object; by so many one may be longer than another."""
_FIRST_ITEM = 26
"""Characters behind a count, at most, with the noun of a list and its first item."""


def _is_of_nearer_count(paragraph: Paragraph, at: int, start: int) -> bool:
    """Say whether a list is that of a count between it and this one: 两市共建3个基地，分别是…."""
    for claim in paragraph.claims[at + 1 :]:
        if claim.start >= start:
            return False
        found = pattern("lists_behind").match(paragraph.text, claim.end, paragraph.end)
        if claim.form == COUNT and found and found.start("members") == start:
            return True
    return False


def _with_figures(paragraph: Paragraph, at: int) -> tuple[str, ...]:
    """Return what is listed right behind a count, each with a figure: 6个在东部，即：甲12.9%、乙10.4%、….

    All figures have one unit, other than that of the count; 等 behind them, or in the words before, leaves it
    open.
    """
    first = at + 1
    if first == len(paragraph.claims) or not pattern("lists_figures").fullmatch(paragraph.before(first)):
        return ()
    last, unit = first, paragraph.claims[first].unit
    while last + 1 < len(paragraph.claims) and pattern("next_with_figure").fullmatch(
        paragraph.before(last + 1)
    ):
        last += 1
    places = range(first, last + 1)
    names = tuple(pattern("joins_first").sub("", paragraph.names[one]) for one in places)
    alike = {paragraph.claims[one].unit for one in places} == {unit} and unit != paragraph.claims[at].unit
    sound = alike and all(names) and 1 < len(set(names)) == len(names)
    goes_on = last + 1 < len(paragraph.claims) and unit == paragraph.claims[last + 1].unit
    goes_on = goes_on and pattern("goes_on_with_figure").match(paragraph.before(last + 1)) is not None
    return names if sound and not goes_on and not pattern("and_others").match(paragraph.behind(last)) else ()


def _one_each(paragraph: Paragraph, at: int) -> tuple[str, ...]:
    """Return the figures right behind the only count of a sentence, one each: 公路8条，里程分别为A、B和C."""
    first = at + 1
    if first == len(paragraph.claims) or not pattern("tells_each").fullmatch(paragraph.before(first)):
        return ()
    places = range(first, paragraph.listed(first).stop)
    quotes = tuple(map(paragraph.quote, places))
    begins = at == 0 or paragraph.opens[at] or not paragraph.is_counted(at - 1)
    alike = {paragraph.claims[one].unit for one in places} == {paragraph.claims[first].unit}
    whole = begins and alike and len({*quotes}) == len(quotes) >= _FEWEST
    return quotes if whole and pattern("clause_stops").match(paragraph.behind(places[-1]) or "。") else ()


def _before(paragraph: Paragraph, at: int, stated: int) -> tuple[str, ...]:
    """Return what is listed right before a count of what its words name: 甲、乙、丙三座分馆."""
    claim = paragraph.claims[at]
    said = paragraph.text[max(paragraph.start, claim.start - _REACH) : claim.start].removesuffix("“")
    dates = pattern("dates_before").search(said) if "月" in said else None
    if dates:
        return _dates(dates["members"], stated)
    if not pattern("names_counted").match(paragraph.text, claim.end, paragraph.end):
        return ()
    said = _last_clauses(said)
    in_words = pattern("counts_pair").match(paragraph.quote(at))
    pair = pattern("pair_before").search(said) if in_words else None
    if pair or not has_any(said, _JOINS) or not pattern("may_list_before").search(said):
        return (pair["one"], pair["two"]) if pair else ()
    members = _listed(said, stated)
    near = {len(members), stated} == {2, 3} and _are_one_each(paragraph, at, members, stated)
    quoted = near or all(one[-1] in _CLOSES for one in members)
    surely = len(members) >= _FEWEST and min(map(len, members)) >= _FEWEST
    surely = surely and paragraph.quote(at)[0].isdigit()
    surely = surely and not any(map(pattern("acts_within").search, members))
    if stated < _FEWEST and not (quoted or surely):
        return ()
    if quoted or len(members) >= _FEWEST:
        return members if not any(map(pattern("no_noun").search, members[1:])) else ()
    # Two, of which 和 parts one: only where they are of what is counted, A中心、B基地和C平台三个平台.
    noun = paragraph.clause_behind(at)
    parted = max(_ways(members), key=len, default=())
    alike = any(one[-2:] in noun for one in parted) and not any(map(pattern("no_noun").search, parted))
    return parted if alike and len(parted) >= _FEWEST and min(map(len, parted)) >= _FEWEST else ()


def _are_one_each(paragraph: Paragraph, at: int, members: tuple[str, ...], stated: int) -> bool:
    """Whether items are surely all that is counted: one each of a kind (专业), and no owners of some."""
    kind = pattern("one_of_kind") if len(members) < stated else pattern("one_place")
    if not kind.match(paragraph.text, paragraph.claims[at].end):
        return False
    unsure = pattern("no_noun").search(members[0]) or pattern("acts_inside").search(members[-1])
    return not unsure and not any(map(pattern("owner_of_some").search, members))


_JOINS = ("、", "》《", "”“")
"""What stands between two items of a list, at least."""


def _last_clauses(said: str) -> str:
    """Return the last two clauses of what is said, from the stop before them on: in them a list lies.

    All of it where quotes or brackets may have stops in them.
    """
    if not _NESTS.isdisjoint(said):
        return said
    stops = [found.start() for found in pattern("stop_before_list").finditer(said)]
    return said[stops[-2] :] if len(stops) > 1 else said


def _listed(said: str, stated: int) -> tuple[str, ...]:
    """Return the items at the end of what is said, without what stands in brackets behind them.

    等 leaves a list open unless as many are listed as are counted; where fewer are, 和 within may part some.
    """
    found = pattern("listed_before").search(said)
    items = pattern("leads_to_items").sub("", found["members"]) if found else ""
    members = _split(pattern("item_aside").sub("", items))
    joined = len(members) < stated and any("和" in one[1:-1] for one in members[:-1])
    return () if joined or (found and found["open"] and len(members) != stated) else members


def _all_end_as(members: tuple[str, ...], noun: str) -> bool:
    """Whether all items of a list end with a character of a noun, also the two that 和 joins."""
    longest = max(_ways(members), key=len, default=())
    return len(longest) >= _FEWEST and all(len(one) > 1 and one[-1] in noun[-2:] for one in longest)


def _dates(members: str, stated: int) -> tuple[str, ...]:
    """Return the dates of a list; none where one month may have had several."""
    found = tuple(pattern("date_of_list").findall(members))
    return found if len(found) >= stated or pattern("days_of_list").fullmatch(members) else ()


def _quoted(paragraph: Paragraph, at: int) -> str:
    """Return a count with its noun that stand in quotes of their own, “五大工程”; else nothing."""
    claim, text = paragraph.claims[at], paragraph.text
    noun = pattern("noun_of_count").match(text, claim.end) if text[claim.start - 1] == "“" else None
    return text[claim.start : claim.end] + noun[0] if noun and text[noun.end()] == "”" else ""


def _without_verb(members: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list without the verb before it, 实施甲、乙、丙.

    强化甲、优化乙 has one for each; 组织委员会、经费委员会 has none.
    """
    first, *others = members
    named = pattern("opens_a_list").sub("", first)
    is_name = any(pattern("opens_a_list").match(one) or one.endswith(named) for one in others)
    return members if is_name else (named, *others)


def _open_before(paragraph: Paragraph, at: int, stated: int) -> tuple[str, ...]:
    """Return what is listed before a count and left open by 等: in quotes or each of several words.

    What is quoted is surely one; many more without quotes are of something else.
    """
    text, start = paragraph.text, paragraph.claims[at].start
    if not text.endswith("等", paragraph.start, start):
        return ()
    before = text[max(paragraph.start, start - _REACH) : start]
    quoted = pattern("listed_open").search(before)
    if quoted:
        return _split(quoted["members"])
    found = pattern("long_items_open").search(before)
    members = _split(pattern("leads_to_items").sub("", found["members"])) if found else ()
    unsure = any(map(pattern("no_noun").search, members[1:])) or len(members) - stated > _MOST_OFF
    return () if unsure else members


def _split(members: str) -> tuple[str, ...]:
    """Return the items of a list that 、 parts; those within quotes and brackets stay together."""
    parts, depth, last = [], 0, 0
    if _NESTS.isdisjoint(members):
        return _named(members.split("、"))
    for at, char in enumerate(members):
        depth += (char in _OPENS) - (char in _CLOSES)
        if char == "、" and not depth:
            parts.append(members[last:at])
            last = at + 1
        elif not depth and members[at : at + 2] in _SIDE_BY_SIDE:
            parts.append(members[last : at + 1])
            last = at + 1
    parts.append(members[last:])
    return _named(parts)


def _named(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the items of a list by their names; none where one has no name, or is no item."""
    named = tuple(part.strip(" \u3000") for part in parts)
    sound = len(named) > 1 and all(named) and not any(map(pattern("no_member").search, named))
    return named if sound else ()


_SIDE_BY_SIDE = frozenset({"》《", "”“"})
_OPENS, _CLOSES = "“《（(", "”》）)"
_NESTS = frozenset(_OPENS + _CLOSES)


def _ways(members: tuple[str, ...], *, even: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield a list as it stands, and with its last two items parted that 和 or 以及 joins.

    *even*: items of one length are one each, so that 和 parts them: 地震救援、高层灭火、水域救援和山岳救援.
    """
    if members:
        joined = pattern("joins_last").search(members[-1], 1)
        parted = (*members[:-1], members[-1][: joined.start()], members[-1][joined.end() :]) if joined else ()
        sizes = sorted(map(len, parted)) if even and len(parted) > _FEWEST else []
        if not (_are_alike(parted) or (sizes and sizes[0] > _FEWEST and sizes[-1] - sizes[0] <= 1)):
            yield members
        if parted:
            yield parted


def _are_alike(members: tuple[str, ...]) -> bool:
    """Whether all items begin or end alike, so that 和 surely parts the last two.

    By two characters, or the last one of four and more: 合格率、满意率、投诉率和返修率.
    """
    ends = {(one[:_SAME], "") for one in members}, {("", one[-_SAME:]) for one in members}
    shortest = min(map(len, members), default=0)
    one_noun = len(members) > _FEWEST and shortest >= _SAME and len({one[-1] for one in members}) == 1
    return one_noun or (shortest > _SAME and any(len(some) == 1 for some in ends))


_SAME = 2
