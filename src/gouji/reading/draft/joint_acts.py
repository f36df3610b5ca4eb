"""Who acts with whom: 甲厅联合乙委, 甲市协同丙区、丁区."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.reading.draft.bodies import local_compounds
from gouji.reading.draft.sections import Sentence
from gouji.reading.lexicon.organisations import NamedEntity, compounds, entities_in, is_place
from gouji.reading.lexicon.wording import pattern, words


class JointAct(NamedTuple):
    """A joint act, as a text states it.

    Attributes:
        start: Offset of the phrase that names it.
        end: Offset just past its end.
        subjects: Who acts, by their names in normal form.
        partners: All others.
        compound: One name stands for all of them (遂潼): more often a region than an act.
        alone: Why no other is named: ``joint`` body, or ``third_party``; empty where others are.
    """

    start: int
    end: int
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    compound: bool = False
    alone: str = ""


_Group = list["NamedEntity"]
"""Names in a row, separated by 、."""


def joint_acts(text: str, sentence: Sentence, home: str) -> list[JointAct]:
    """Return the joint acts of a sentence, in text order.

    Only explicit acts count: two names directly joined by a word for it. 和 and 与 join organisations
    of two sides, or places of two sides; between others they make a list.
    """
    named = entities_in(text, home, sentence.start, sentence.end)
    return sorted([*linked_acts(text, named), *_compound_acts(text, sentence)], key=lambda act: act.start)


def in_rows(text: str, names: Iterable[NamedEntity], *, by_words: bool = False) -> list[_Group]:
    """Return names in rows, joined by 、, and *by_words* also by 和 and 与; 甲与乙、丙与丁 are two pairs."""
    groups: list[_Group] = []
    for named in names:
        last = groups[-1][-1] if groups else named
        between = text[last.end : named.start]
        parted = text[named.end : named.end + 1] == text[last.start - 1 : last.start] == "与"
        if (between == "、" and not parted) or (by_words and pattern("joins_parties").fullmatch(between)):
            groups[-1].append(named)
        else:
            groups.append([named])
    return groups


def linked_acts(text: str, names: Iterable[NamedEntity]) -> Iterator[JointAct]:
    """Yield the acts of names of a text, in its order, that are joined by a word; none acted on since."""
    act: JointAct | None = None
    rows = in_rows(text, names)
    for before, group in pairwise(rows):
        first, start, end = before[0].start, group[0].start, group[-1].end
        if (act is None or act.end <= first) and _is_joint(text, before, group):
            act = JointAct(first, end, _names(before), _names(group, _names(before)))
            yield act
        elif act and act.end <= start and (verb := pattern("acts_with").search(text, act.end, start)):
            # Who is acted on (组织丙市参加) takes part, but does not act.
            named, behind = (one for row in rows for one in row), end if verb["on"] else start
            acted_on = {one.name for one in named if act.end <= one.start < behind}
            subjects = tuple(one for one in (*act.subjects, *act.partners) if one not in acted_on)
            partners = _names(group, subjects)
            if partners and (not verb["on"] or pattern("acts_then").match(text, end)):
                yield JointAct(start - 2, end, subjects, partners)


def _is_joint(text: str, one: _Group, two: _Group) -> bool:
    """Whether a word joins two groups; 和 and 与 join places before what these do together."""
    link = text[one[-1].end : two[0].start]
    if not _names(two, _names(one)):
        return False
    if not pattern("joins_parties").fullmatch(link):
        whole = two[-1].function or pattern("ends_a_place").match(text, two[-1].end)
        return link in words("together") and bool(whole)
    kinds = {bool(name.function) for name in (*one, *two)}
    apart = {name.side for name in one}.isdisjoint(name.side for name in two)
    acting = one[0].function or (len(kinds) == 1 and pattern("act_behind").match(text, two[-1].end))
    return apart and bool(acting)


def _names(group: _Group, excluded: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of a group in normal form, each once, without those *excluded*.

    In 甲市、乙市教委 the places before a body of their level have it too.
    """
    last = group[-1]
    begins = (
        (end for end in range(len(last.name), 1, -1) if is_place(last.name[:end])) if last.function else ()
    )
    noun = last.name[next(iter(begins), len(last.name)) :]
    named = (f"{one.name}{'' if one.function or one.level != last.level else noun}" for one in group)
    return tuple(dict.fromkeys(name for name in named if name not in excluded))


def _compound_acts(text: str, sentence: Sentence) -> Iterator[JointAct]:
    """Yield compounds of places below the provinces (遂潼); an ambiguous one is left alone."""
    for found in local_compounds(text, sentence.start, sentence.end):
        first, *others = compounds()[found[0]]
        body = pattern("joint_body").match(text, found.end())
        if body is None or len(body[0]) > len(found[0]):
            yield JointAct(*found.span(), (first,), tuple(others), compound=True)
        if body and not in_title(text, found.start()):
            yield JointAct(found.start(), body.end(), (found[0] + body[0],), (), alone="joint")


def in_title(text: str, at: int) -> bool:
    """Whether a place of a text is inside the title of a document: 《川渝合作协议》."""
    return pattern("opens_a_title").search(text, max(0, at - 60), at) is not None
