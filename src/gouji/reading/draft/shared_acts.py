"""Who acts together where a text does not name each beside a word for it.

Parties stand in a row before the verb (甲省、乙省两地法院共同发布), or were named before (双方联合举办), or
what provinces have in common is told by its name (川渝通办): the last only where the title is about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeVar

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import DIGITS
from gouji.reading.draft.clauses import holding
from gouji.reading.draft.joint_acts import JointAct, in_rows, linked_acts
from gouji.reading.lexicon.organisations import (
    PROVINCES,
    begin_of_names,
    compounds,
    entities_in,
    local_compounds,
    name_pattern,
    organisation_of,
    organisation_table,
    places,
)
from gouji.reading.lexicon.wording import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.reading.draft.sections import Sentence
    from gouji.reading.lexicon.organisations import NamedEntity

_Placed = TypeVar("_Placed", "JointAct", "NamedEntity")
_TITLE = 160
"""The title and what stands under it: so many characters of the text."""


@dataclass
class _Told:
    """What a text said so far.

    Attributes:
        home: The province whose text it is.
        both: The places that its title is about; empty where it is about none, or one.
        recent: The parties of the last act of this paragraph.
        bodies: Parties that acted before, by their function.
    """

    home: str
    both: tuple[str, ...]
    recent: tuple[str, ...] = ()
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def hears(self, act: JointAct) -> None:
        """Remember who acts; what provinces have in common by its name tells no parties."""
        if act.compound:
            return
        self.recent = (*act.subjects, *act.partners)
        roles = [organisation_of(name, self.home) for name in self.recent]
        functions = {role.function for role in roles if role}
        if len(functions) == 1 and None not in roles:
            self.bodies[min(functions)] = self.recent


def shared_acts(
    text: str, sentences: Sequence[Sentence], home: str, named: Mapping[int, Sequence[JointAct]]
) -> Iterator[tuple[JointAct, Sentence]]:
    """Yield the acts of several that are not *named* one beside the other, with their sentences.

    Args:
        text: The text.
        sentences: Its sentences, in order.
        home: The province whose text it is; empty where unknown.
        named: The acts that name each party beside a word for it, by the start of their sentence.
    """
    told = _Told(home, _both(text[:_TITLE], home))
    signs = chain(*(sign.finditer(text) for sign in (pattern("sign_of_acts"), pattern("sign_of_several"))))
    # What sentences with such an act have is looked for once in a text.
    asked = named.keys() | holding((sign.start() for sign in signs), [one.start for one in sentences])
    for sentence in sentences:
        if sentence.first:
            told.recent = ()
        if sentence.start in asked or told.both:
            known = list(named.get(sentence.start, ()))
            found = _acts_in(text, sentence, told, known)
            for act in sorted([*known, *found], key=lambda one: one.start):
                told.hears(act)
            yield from ((act, sentence) for act in found)


def _acts_in(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> list[JointAct]:
    """The acts of a sentence beyond those *known*; none overlaps another."""
    found: list[JointAct] = []
    span = sentence.start, sentence.end
    counted = pattern("several").search(text, *span) is not None
    may_act = counted or told.both or pattern("may_act_jointly").search(text, *span)
    names = _names(text, sentence, told) if told.both or (may_act and _joined_in(text, *span)) else ()
    if len(names) > 1:
        found += _apart(linked_acts(text, names) if told.both else (), known)
        found += _apart(_rows(text, names, sentence.end, told), (*known, *found))
        found += _apart(_of_two_names(text, names), (*known, *found))
    if counted:
        found += _counted(text, sentence, told, (*known, *found))
    if told.both:
        found += _apart(_in_common(text, sentence, told, (*known, *found)), (*known, *found))
    return found


def joined_names(text: str) -> Iterator[int]:
    """Yield where names may be joined to others: right behind a word for it, or in a compound of places."""
    ends = _before_names(pattern("link_end").pattern).finditer(text)
    joining = (found for found in ends if name_pattern().match(text, found.end()))
    yield from (found.start() for found in (*joining, *local_compounds().finditer(text)))


@cache
def _before_names(words: str) -> re.Pattern[str]:
    """Matches words right before what may be a name."""
    return re.compile(f"(?:{words})(?={begin_of_names()})")


def _joined_in(text: str, start: int, end: int) -> bool:
    """Whether a name stands right behind another, or what may be one, in a part of a text."""
    joining = _before_names(pattern("joins_a_row").pattern).finditer(text, start, end)
    return any(name_pattern().match(text, found.end(), end) for found in joining)


def _apart(found: Iterable[_Placed], others: Iterable[_Placed]) -> list[_Placed]:
    """Return those that overlap none found before them, nor any of the *others*."""
    kept: list[_Placed] = []
    others = list(others)
    for new in found:
        if all(new.end <= one.start or one.end <= new.start for one in (*others, *kept)):
            kept.append(new)
    return kept


def _counted(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> Iterator[JointAct]:
    """Yield acts of those that a count refers to; 甲厅、乙厅三方签署 counts those right before it."""
    for one in _several().finditer(text, sentence.start, sentence.end):
        before = sorted((act for act in known if act.end <= one.start()), key=lambda act: act.end)
        for act in before:
            told.hears(act)
        several = _of_several(one, told) if not before or before[-1].end < one.start() else None
        yield from _apart([several] if several else (), known)


def _in_common(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> Iterator[JointAct]:
    """Yield what the provinces that the title is about have in common, by its name; 《》 name documents."""
    for one in _joint_names(told.both).finditer(text, sentence.start, sentence.end):
        if not _in_title(text, one.start()):
            common = _places_of_compound(one["short"]) or told.both
            for act in sorted((act for act in known if act.end <= one.start()), key=lambda act: act.end):
                told.hears(act)
            bodies = _bodies_in_name(one[0].removeprefix(one["short"]), told, common)
            yield JointAct(*one.span(), *_split(bodies or common), compound=not bodies)


def _bodies_in_name(words: str, told: _Told, seats: Sequence[str]) -> tuple[str, ...]:
    """The bodies that acted before whose function what is in common names: 刑事检察协作."""
    said = pattern("joint_noun").sub("", words)
    ends = (said[at:] for at in range(len(said) - 1))
    return next((bodies for noun in ends if (bodies := _bodies_of(noun, told, seats))), ())


def _names(text: str, sentence: Sentence, told: _Told) -> list[NamedEntity]:
    """The names in a sentence; in a text about two provinces also those of the other."""
    span = sentence.start, sentence.end
    found = list(entities_in(text, told.home, *span))
    for other in (one for one in told.both if one != told.home):
        found += _apart(entities_in(text, other, *span), found)
    return sorted(found, key=lambda name: name.start)


def _in_title(text: str, at: int) -> bool:
    """Whether a place of a text is inside the title of a document: 《川渝合作协议》."""
    low = max(0, at - _LONGEST_TITLE)
    return text.rfind("《", low, at) > text.rfind("》", low, at)


_LONGEST_TITLE = 60


def _split(parties: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(parties[:1]), tuple(parties[1:])


def _rows(text: str, names: Sequence[NamedEntity], end: int, told: _Told) -> Iterator[JointAct]:
    """Yield acts of parties in a row, of several sides, before a verb that says they act together."""
    for group in in_rows(text, names, by_words=True):
        yield from _row(text, group, end, told)


def _of_two_names(text: str, names: Sequence[NamedEntity]) -> Iterator[JointAct]:
    """Yield what places of two sides have in common: “甲县·乙区”产业合作园区, “甲鲜”“乙绿”合作."""
    for one, two in pairwise(names):
        dotted = pattern("between_common_names").fullmatch(text, one.end, two.start)
        joined = dotted is not None and not (one.function or two.function)
        if joined and one.side != two.side and pattern("of_two_places").match(text, two.end):
            yield JointAct(one.start, two.end, (one.name,), (two.name,))


def _row(text: str, group: Sequence[NamedEntity], end: int, told: _Told) -> Iterator[JointAct]:
    kinds = [bool(one.function) for one in group]
    if len({one.side for one in group}) < 2 or (any(kinds[:-1]) and not all(kinds)):
        return
    start = group[0].start
    if pattern("row_is_acted_on").search(text, max(0, start - 4), start) or _in_title(text, start):
        return
    if all(kinds):
        yield from _acting(text, group, end, tuple(dict.fromkeys(one.name for one in group)))
    elif kinds[-1]:
        yield from _sharing_last(text, group, end)
    else:
        yield from _of_places(text, group, end, told)


def _acting(text: str, group: Sequence[NamedEntity], end: int, parties: Sequence[str]) -> Iterator[JointAct]:
    """Yield the act of bodies in a row, where a verb behind them says that they act together."""
    behind = group[-1].end
    if _verb_behind(text, group, end):
        yield JointAct(group[0].start, behind, *_split(parties))


def _verb_behind(text: str, group: Sequence[NamedEntity], end: int) -> re.Match[str] | None:
    """The words from a row to its verb; None where there is none, or it counts others."""
    behind = group[-1].end
    found = pattern("row_acts").match(text, behind, min(end, behind + _REACH))
    return found if found and DIGITS.get(found["count"] or "") in {len(group), None} else None


def _sharing_last(text: str, group: Sequence[NamedEntity], end: int) -> Iterator[JointAct]:
    """Yield the act of bodies of which only the last is named whole: 重庆、四川省市直机关工委."""
    last = group[-1]
    seats = (*(one.name for one in group[:-1]), _place_of(last.name))
    bodies = _with_body(seats, last.name.removeprefix(seats[-1]))
    if bodies and pattern("of_each").search(text, last.start, last.end):
        yield JointAct(group[0].start, last.end, *_split(bodies))
    elif bodies:
        yield from _acting(text, group, end, bodies)


def _of_places(text: str, group: Sequence[NamedEntity], end: int, told: _Told) -> Iterator[JointAct]:
    """Yield the act of places in a row, or of the bodies that are named behind them."""
    seats = tuple(dict.fromkeys(one.name for one in group))
    shared = _sharing(text, group[-1].end, seats)
    verb = _verb_behind(text, group, end)
    if shared:
        yield JointAct(group[0].start, shared[0], *_split(shared[1]))
    elif verb:
        yield JointAct(group[0].start, verb.end("of"), *_split(_bodies_of(verb["of"], told, seats) or seats))


_REACH = 40


def _sharing(text: str, at: int, seats: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """The bodies that places in a row share the name of, and where it ends: 重庆、四川省市直机关工委."""
    for shift in (0, 1):
        found = pattern("shared_name").match(text, at + shift)
        for length in range(len(found[0]) if found else 0, 1, -1):
            bodies = _with_body(seats, text[at + shift : at + shift + length])
            if bodies:
                return at + shift + length, bodies
    return None


def _with_body(seats: Sequence[str], noun: str) -> tuple[str, ...]:
    """The bodies of this name in these places; empty where one of them would be called otherwise."""
    bodies = tuple(f"{seat}{noun}" for seat in seats)
    return bodies if all((named := organisation_of(one)) and named.name == one for one in bodies) else ()


@cache
def _several() -> re.Pattern[str]:
    """Matches 双方, 两地法院, 苏沪两省市教育部门 before what they do together."""
    return re.compile(f"{_short_name()}?{pattern('several_act').pattern}")


@cache
def _short_name() -> str:
    """Return a pattern of what names provinces by one character each: 苏沪."""
    return f"(?P<short>[{''.join(PROVINCES.values())}]{{2,4}})"


def _of_several(found: re.Match[str], told: _Told) -> JointAct | None:
    """The act of those that a count refers to; None where it is not clear who they are."""
    number = 2 if found["pair"] else DIGITS[found["count"]]
    named = _places_of_compound(found["short"] or "")
    if found["parties"]:
        parties = told.recent
    else:
        before = tuple(dict.fromkeys(map(_place_of, told.recent)))
        seats = before if len(before) == number and all(before) else told.both
        if found["cities"]:
            seats = before if not any(map(pattern("is_no_city").search, before)) else ()
        seats = named or seats
        parties = _bodies_of(found["of"], told, seats) or seats
    if len(parties) != number or len(set(parties)) < len(parties):
        return None
    return JointAct(found.start(), found.end("of"), *_split(parties))


def _bodies_of(noun: str, told: _Told, seats: Sequence[str]) -> tuple[str, ...]:
    """The bodies of these places that acted before and have the function that a noun names: 教育部门."""
    bare = pattern("kind_of_body").sub("", noun)
    bodies = told.bodies.get(_function_of(bare) or bare, ())
    return bodies if {*map(_place_of, bodies)} == {*seats} else ()


@cache
def _function_of(noun: str) -> str:
    """The one function that bodies named so have; empty where there is none, or several."""
    if len(noun) < 2:
        return ""
    table = organisation_table()
    of_stems = {one for one, groups in table["grammar"].items() for names in groups if noun in names}
    of_names = {
        one
        for one, groups in table["whole"].items()
        for names in groups
        for name in names
        if name.endswith(noun)
    }
    found = of_stems or of_names
    return min(found) if len(found) == 1 else ""


def _place_of(name: str) -> str:
    """The place that a body is of, by its name in normal form; of a place itself."""
    ends = (end for end in range(len(name), 1, -1) if name[:end] in places())
    place = next(ends, 0)
    return places()[name[:place]].name if place else ""


def _places_of_compound(short: str) -> tuple[str, ...]:
    """The provinces that 苏沪 names, or the places that the table gives for a compound."""
    if short in compounds():
        return compounds()[short]
    by_sign = {sign: name for name, sign in PROVINCES.items()}
    return tuple(by_sign[sign] for sign in short) if len(set(short)) == len(short) else ()


def _both(title: str, home: str) -> tuple[str, ...]:
    """The places of several sides that a title is about: 川渝机关党建联建, 苏沪司法协作."""
    sides = re.compile(f"{_short_name()}(?P<count>{pattern('sides_in_title').pattern})?")
    for line in (line for line in title.split("\n") if "。" not in line):
        for found in sides.finditer(line):
            named = _places_of_compound(found["short"])
            about = found["count"] or pattern("joint_noun").search(line, found.end())
            if about and len(named) > 1 and (home in named or (not home and found["count"])):
                return named
    return ()


@cache
def _joint_names(both: tuple[str, ...]) -> re.Pattern[str]:
    """Matches what these places have in common by its name: 川渝通办, 川渝机关党建联建."""
    sides = {places()[one].side for one in both}
    shorts = {short for short, parts in compounds().items() if {places()[one].side for one in parts} == sides}
    signs = [PROVINCES[one] for one in both]
    shorts |= {"".join(signs), "".join(reversed(signs))}
    return re.compile(f"(?P<short>{any_of(sorted(shorts))}){pattern('joint_name').pattern}")
