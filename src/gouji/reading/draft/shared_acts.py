"""Who acts together where a text does not name each beside a word for it.

Parties stand in a row before the verb (甲省、乙省两地法院共同发布), or were named before (双方联合举办), or
what provinces have in common is told by its name (川渝通办): the last only where the title is about them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise
from typing import TypeVar

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import DIGITS
from gouji.reading.draft.bodies import Worded, function_of, local_compounds, told_by_words
from gouji.reading.draft.clauses import holding
from gouji.reading.draft.joint_acts import JointAct, in_rows, in_title, linked_acts
from gouji.reading.draft.sections import Sentence
from gouji.reading.lexicon.organisations import (
    PROVINCES,
    NamedEntity,
    Place,
    begin_of_names,
    compounds,
    entities_in,
    name_pattern,
    organisation_of,
    places,
    short_of,
)
from gouji.reading.lexicon.wording import pattern

_Placed = TypeVar("_Placed", "JointAct", "NamedEntity")
_TITLE = 160
"""The title and what stands under it: so many characters of the text."""
_REACH, _NEAR = 40, 1000
"""Characters from a row to its verb, and back to where cities were named."""


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

    def hears(self, acts: Iterable[JointAct], until: int) -> tuple[str, ...]:
        """Remember who acts up to a place, and return the last; what provinces share by name tells nobody."""
        for act in sorted(acts, key=lambda one: one.end):
            if act.end <= until and not (act.compound or act.alone):
                self.recent = (*act.subjects, *act.partners)
                roles = [organisation_of(name, self.home) for name in self.recent]
                functions = {role.function for role in roles if role}
                if len(functions) == 1 and None not in roles:
                    self.bodies[min(functions)] = self.recent
        return self.recent


def shared_acts(
    text: str, sentences: Sequence[Sentence], home: str, named: Mapping[int, Sequence[JointAct]]
) -> Iterator[tuple[JointAct, Sentence]]:
    """Yield the acts of several that are not *named* one beside the other, with their sentences.

    *home* is the province whose text it is, empty where unknown. *named* are the acts that name each party
    beside a word for it, by the start of their sentence.
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
            told.hears([*known, *found], sentence.end)
            yield from ((act, sentence) for act in found)


def _acts_in(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> list[JointAct]:
    """The acts of a sentence beyond those *known*; none overlaps another."""
    found: list[JointAct] = []
    span = sentence.start, sentence.end
    counted = pattern("several").search(text, *span) is not None
    may_act = counted or told.both or pattern("may_act_jointly").search(text, *span)
    joined = told.both or (may_act and next(_joined(text, *span, rows=True), None) is not None)
    names = _names(text, sentence, told) if joined else ()
    if len(names) > 1:
        found += _apart(linked_acts(text, names) if told.both else (), known)
        found += _apart(_of_two_names(text, names), (*known, *found))
        found += _apart(_rows(text, names, sentence.end, told, (*known, *found)), (*known, *found))
    if pattern("tells_parties").search(text, *span):
        found += _apart(_by_words(text, sentence, told, (*known, *found)), (*known, *found))
    if counted:
        found += _counted(text, sentence, told, (*known, *found))
    if told.both:
        found += _apart(_in_common(text, sentence, told, (*known, *found)), (*known, *found))
    return found


def joined_names(text: str) -> Iterator[int]:
    """Yield where names may be joined to others: right behind a word for it, or in a compound of places."""
    yield from (*_joined(text, 0, len(text)), *(found.start() for found in local_compounds(text)))


def _joined(text: str, start: int, end: int, *, rows: bool = False) -> Iterator[int]:
    """Yield where a name stands behind a word that may join it; in *rows* also behind 、 or “."""
    for found in _before_names(rows).finditer(text, start, end):
        if name_pattern().match(text, found.end(), end):
            yield found.start()


@cache
def _before_names(rows: bool) -> re.Pattern[str]:
    joins = pattern("joins_a_row") if rows else pattern("link_end")
    return re.compile(f"(?:{joins.pattern})(?={begin_of_names()})")


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
    for one in pattern("several_act").finditer(text, sentence.start, sentence.end):
        told.hears(known, one.start())
        several = _of_several(one, told) if one.start() not in {act.end for act in known} else None
        joint = pattern("joint_before").search(text, sentence.start, one.start())
        if several and joint and told.both and joint["name"].startswith(tuple(_shorts(told.both))):
            parties = joint["name"], *several.subjects, *several.partners
            several = JointAct(several.start, several.end, parties[:1], parties[1:])
        yield from _apart([several] if several else (), known)


def _in_common(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> Iterator[JointAct]:
    """Yield what the provinces that the title is about have in common, by its name; 《》 name documents."""
    for one in _joint_names(told.both).finditer(text, sentence.start, sentence.end):
        if in_title(text, one.start()):
            continue
        last = told.hears(known, one.start())
        common = _places_of_compound(one["short"] or "") or told.both
        bodies = _bodies_of(one["body"], told, common) if one["body"] else ()
        if one["joint"]:
            yield JointAct(*one.span(), (one[0],), (), alone="joint")
        elif bodies:
            yield JointAct(*one.span(), bodies[:1], bodies[1:])
        elif not one["body"]:
            bodies = _bodies_in_name(one[0].removeprefix(one["short"]), told, common)
            if pattern("founded").search(text, sentence.start, one.start()):
                bodies = tuple(party for party in last if _placed(party).name in common)
            named = bodies or common
            yield JointAct(*one.span(), named[:1], named[1:], compound=not bodies)


def _by_words(text: str, sentence: Sentence, told: _Told, known: Sequence[JointAct]) -> list[JointAct]:
    """Acts of third parties (乙社主办的), of several by one name (川南渝西), of bodies that no table has."""
    found: list[JointAct] = []
    for one in told_by_words(text, sentence.start, sentence.end):
        own, others = _parties_of(one, told, told.hears((*known, *found), one.start))
        alone = "" if others else "third_party"
        found += [JointAct(one.start, one.end, own, others, alone=alone)] if own else ()
    return found


def _parties_of(one: Worded, told: _Told, last: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts with whom: those that words name, or the *last* that acted; nobody where that is not clear."""
    said = one.names[0]
    if one.kind == "bodies":
        known = all(organisation_of(name, told.home) for name in (*one.names, *one.others))
        return ((), ()) if known and not one.firm else (one.names, one.others)
    if one.kind == "third_party":
        return ((), ()) if told.home and said.startswith(short_of(told.home)) else (one.names, ())
    if one.kind == "many":
        return last, one.names
    seats = _places_of_compound(pattern("union_of_parts").sub("", said))
    if one.kind == "parts":
        sides, told_sides = ({_placed(name).side for name in names} for names in (seats, last))
        seats = last if sides == told_sides else ()
    return seats[:1], seats[1:]


def _bodies_in_name(words: str, told: _Told, seats: Sequence[str]) -> tuple[str, ...]:
    """The bodies that acted before whose function what is in common names: 刑事检察协作."""
    said = pattern("joint_noun").sub("", words)
    ends = (said[at:] for at in range(len(said) - 1))
    return next((bodies for noun in ends if (bodies := _bodies_of(noun, told, seats))), ())


def _names(text: str, sentence: Sentence, told: _Told) -> list[NamedEntity]:
    """The names in a sentence; in a text about two provinces also those of the other."""
    found: list[NamedEntity] = []
    for home in dict.fromkeys((told.home, *told.both)):
        found += _apart(entities_in(text, home, sentence.start, sentence.end), found)
    if len({places()[one].side for one in told.both}) == 1:
        # Cities of one province are each a side where the title is about them.
        found = [one._replace(side=_placed(one.name).name) for one in found]
    return sorted(found, key=lambda name: name.start)


def _rows(
    text: str, names: Sequence[NamedEntity], end: int, told: _Told, known: Sequence[JointAct]
) -> Iterator[JointAct]:
    """Yield acts of parties in a row, of several sides, before a verb that says they act together.

    In a title a row names the places of those that acted last.
    """
    for group in in_rows(text, names, by_words=True):
        start, seats = group[0].start, tuple(dict.fromkeys(one.name for one in group))
        if not in_title(text, start):
            yield from _row(text, group, end, told)
        elif len(seats) > 1 and {_placed(one).name for one in told.hears(known, start)} == {*seats}:
            yield JointAct(start, group[-1].end, seats[:1], seats[1:])


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
    if not pattern("row_is_acted_on").search(text, max(0, start - 4), start):
        stop, parties = _parties_in(text, group, end, told)
        yield from [JointAct(start, stop, parties[:1], parties[1:])] if parties else ()


def _parties_in(
    text: str, group: Sequence[NamedEntity], end: int, told: _Told
) -> tuple[int, tuple[str, ...]]:
    """Where a row that acts ends, and who acts: bodies, places, or what body of each is named behind them."""
    last, names = group[-1], tuple(dict.fromkeys(one.name for one in group))
    verb: re.Match[str] | None = pattern("row_acts").match(text, last.end, min(end, last.end + _REACH))
    if verb and DIGITS.get(verb["count"] or "") not in {len(group), None}:
        verb = None
    if not last.function:
        acting = (verb.end("of"), _bodies_of(verb["of"], told, names) or names) if verb else (0, ())
        return _sharing(text, last.end, names) or acting
    if not group[0].function:
        # 重庆、四川省市直机关工委: only the last is named whole.
        names = (*names[:-1], _placed(last.name).name)
        names = _with_body(names, last.name.removeprefix(names[-1]))
        verb = verb or pattern("of_each").search(text, last.start, last.end)
    return last.end, names if verb else ()


def _sharing(text: str, at: int, seats: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """The bodies that places in a row share the name of, and where it ends: 重庆、四川省市直机关工委."""
    tried = ((at + shift, at + shift + length) for shift in (0, 1) for length in range(8, 1, -1))
    found = ((end, _with_body(seats, text[start:end])) for start, end in tried)
    return next((one for one in found if one[1]), None)


def _with_body(seats: Sequence[str], noun: str) -> tuple[str, ...]:
    """The bodies of this name in these places; empty where one of them would be called otherwise."""
    bodies = tuple(f"{seat}{noun}" for seat in seats)
    return bodies if all((named := organisation_of(one)) and named.name == one for one in bodies) else ()


def _of_several(found: re.Match[str], told: _Told) -> JointAct | None:
    """The act of those that a count refers to; None where it is not clear who they are."""
    number = 2 if found["pair"] else DIGITS[found["count"]]
    named = _places_of_compound(found["short"] or "")
    if found["parties"]:
        parties = told.recent
    else:
        before = tuple(dict.fromkeys(_placed(one).name for one in told.recent))
        seats = before if len(before) == number and all(before) else told.both
        if found["cities"]:
            cities = before and not any(map(pattern("is_no_city").search, before))
            seats = before if cities else _cities_before(found) or told.both
        seats = named or seats
        nouns = found["of"], *found["more"].split("、")[1:]
        bodies = tuple(chain(*(_bodies_of(noun, told, seats) or _with_body(seats, noun) for noun in nouns)))
        parties = bodies if len(bodies) == number * len(nouns) else seats
        number = max(number, len(bodies))
    if len(parties) != number or len(set(parties)) < len(parties):
        return None
    return JointAct(found.start(), found.end("more"), parties[:1], parties[1:])


def _cities_before(found: re.Match[str]) -> tuple[str, ...]:
    """The cities that were counted by one name before: 成渝双城."""
    named = re.compile(f"({any_of(compounds())})(?:地区)?[两双三四][城核市]")
    before = named.findall(found.string, max(0, found.start() - _NEAR), found.start())
    return compounds()[before[-1]] if before else ()


def _bodies_of(noun: str, told: _Told, seats: Sequence[str]) -> tuple[str, ...]:
    """The bodies of these places that acted before and have the function that a noun names: 教育部门."""
    bare = pattern("kind_of_body").sub("", noun)
    bodies = told.bodies.get(function_of(bare) or bare, ())
    return bodies if {_placed(one).name for one in bodies} == {*seats} else ()


def _placed(name: str) -> Place:
    """The place that a body is of, by its name in normal form; of a place itself."""
    begins = (name[:end] for end in range(len(name), 1, -1))
    return next((places()[one] for one in begins if one in places()), Place("", ""))


def _places_of_compound(short: str) -> tuple[str, ...]:
    """The provinces that 苏沪 names, or the places that the table gives for a compound."""
    if short in compounds():
        return compounds()[short]
    named = tuple(name for sign in short for name, of in PROVINCES.items() if of == sign)
    return named if len(set(named)) == len(short) and short not in places() else ()


def _both(title: str, home: str) -> tuple[str, ...]:
    """The places of several sides that a title is about: 川渝机关党建联建, 苏沪司法协作."""
    for line in (line for line in title.split("\n") if "。" not in line):
        for found in pattern("sides_in_title").finditer(line):
            named = _places_of_compound(found["short"])
            about = found["count"] or pattern("joint_noun").search(line, found.end())
            own = home in named or short_of(home) in {places()[one].side for one in named}
            if about and len(named) > 1 and (own or (not home and found["count"])):
                return named
    return ()


@cache
def _joint_names(both: tuple[str, ...]) -> re.Pattern[str]:
    """Matches what these places have in common by its name: 川渝通办, 成渝金融法院; or a body: 川残联."""
    said, signs = any_of(_shorts(both)), "".join(PROVINCES.get(one, "。") for one in both)
    common = f"(?P<joint>{pattern('joint_body').pattern})|{pattern('joint_name').pattern}"
    return re.compile(f"(?P<short>{said})(?:{common})|[{signs}]{{1,2}}{pattern('short_body').pattern}")


def _shorts(both: tuple[str, ...]) -> Sequence[str]:
    """What names these places together: 川渝, 渝川, 成渝, 广佛."""
    sides = {places()[one].side for one in both}
    shorts = {short for short, parts in compounds().items() if {*parts} == {*both}}
    if len(sides) > 1:
        shorts |= {
            one for one, parts in compounds().items() if {places()[part].side for part in parts} == sides
        }
    signs = [PROVINCES.get(one, one) for one in both]
    return sorted(shorts | {"".join(signs), "".join(reversed(signs))})
