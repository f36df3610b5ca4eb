"""Who acts with whom: 甲厅联合乙委, 甲市协同丙区、丁区."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.reading.draft.sections import Sentence
from gouji.reading.lexicon.organisations import NamedEntity, compounds, entities_in, local_compounds
from gouji.reading.lexicon.wording import pattern, words


class JointAct(NamedTuple):
    """A joint act, as a text states it.

    Attributes:
        start: Offset of the phrase that names it.
        end: Offset just past its end.
        subjects: Who acts, by their names in normal form.
        partners: All others.
        compound: One name stands for all of them (遂潼): more often a region than an act.
    """

    start: int
    end: int
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    compound: bool = False


_Group = list["NamedEntity"]
"""Names in a row, separated by 、."""


def joint_acts(text: str, sentence: Sentence, home: str) -> list[JointAct]:
    """Return the joint acts of a sentence, in text order.

    Only explicit acts count: two names directly joined by a word for it. 和 and 与 join organisations
    of two sides, or places of two sides; between others they make a list.
    """
    named = entities_in(text, home, sentence.start, sentence.end)
    found = [*linked_acts(text, named), *_compound_acts(text, sentence)]
    return sorted(found, key=lambda act: act.start)


def in_rows(text: str, names: Iterable[NamedEntity], *, by_words: bool = False) -> list[_Group]:
    """Return names in rows: those that 、 joins to the one before, and *by_words* also 和 and 与."""
    groups: list[_Group] = []
    for named in names:
        between = text[groups[-1][-1].end : named.start] if groups else ""
        if between == "、" or (by_words and pattern("joins_parties").fullmatch(between)):
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
        if (act is None or act.end <= first) and _is_joint(before, group, text[before[-1].end : start]):
            act = JointAct(first, end, _names(before), _names(group, _names(before)))
            yield act
        elif act and act.end <= start and pattern("acts_with").search(text[act.end : start]):
            acted_on = {one.name for row in rows for one in row if act.end <= one.start < start}
            subjects = tuple(one for one in (*act.subjects, *act.partners) if one not in acted_on)
            partners = _names(group, subjects)
            if partners:
                yield JointAct(start - 2, end, subjects, partners)


def _is_joint(one: _Group, two: _Group, link: str) -> bool:
    if not _names(two, _names(one)):
        return False
    if not pattern("joins_parties").fullmatch(link):
        return link in words("together")
    kinds = {bool(name.function) for name in (*one, *two)}
    apart = {name.side for name in one}.isdisjoint(name.side for name in two)
    return (len(kinds) == 1 or bool(one[0].function)) and apart


def _names(group: _Group, excluded: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of a group in normal form, each once, without those *excluded*."""
    return tuple(dict.fromkeys(named.name for named in group if named.name not in excluded))


def _compound_acts(text: str, sentence: Sentence) -> Iterator[JointAct]:
    """Yield compounds of places below the provinces (遂潼); an ambiguous one is left alone."""
    for found in local_compounds().finditer(text, sentence.start, sentence.end):
        first, *others = compounds()[found[0]]
        yield JointAct(found.start(), found.end(), (first,), tuple(others), compound=True)
