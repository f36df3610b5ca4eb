"""Who acts with whom: 甲厅联合乙委, 甲市协同丙区、丁区."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reading.lexicon.organisations import compounds, entities_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.reading.draft.sections import Sentence
    from gouji.reading.lexicon.organisations import NamedEntity

_ACTING = frozenset({"联合", "协同", "会同", "携手", "联动"})
_JOINING = frozenset({"和", "与", "及", "同"})
_BEFORE = re.compile("(?:联合|会同|协同|携手)$")


@dataclass(frozen=True, slots=True)
class JointAct:
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


@dataclass(frozen=True, slots=True)
class _Group:
    """Names in a row, separated by 、."""

    names: tuple[NamedEntity, ...]

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def end(self) -> int:
        return self.names[-1].end

    @property
    def normal_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named.name for named in self.names))


def joint_acts(text: str, sentence: Sentence, home: str) -> list[JointAct]:
    """Return the joint acts of a sentence, in text order.

    Only explicit acts count: two names directly joined by a word for it. 和 and 与 join organisations
    of two sides, or places of two sides; between others they make a list.
    """
    groups = _groups(text, list(entities_in(text, home, sentence.start, sentence.end)))
    found = [*_linked_acts(text, groups), *_compound_acts(text, sentence)]
    return sorted(found, key=lambda act: act.start)


def _groups(text: str, names: Sequence[NamedEntity]) -> list[_Group]:
    groups: list[_Group] = []
    for named in names:
        if groups and text[groups[-1].end : named.start] == "、":
            groups[-1] = _Group((*groups[-1].names, named))
        else:
            groups.append(_Group((named,)))
    return groups


def _linked_acts(text: str, groups: Sequence[_Group]) -> Iterator[JointAct]:
    act: JointAct | None = None
    for index, group in enumerate(groups):
        before = groups[index - 1] if index else None
        link = text[before.end : group.start] if before else ""
        if before and _is_joint(before, group, link) and (act is None or act.end <= before.start):
            act = JointAct(before.start, group.end, before.normal_names, _others(group, before.normal_names))
            yield act
        elif act and act.end <= group.start and _BEFORE.search(text[act.end : group.start]):
            subjects = (*act.subjects, *act.partners)
            partners = _others(group, subjects)
            if partners:
                yield JointAct(group.start - 2, group.end, subjects, partners)


def _is_joint(one: _Group, two: _Group, link: str) -> bool:
    if not _others(two, one.normal_names):
        return False
    if link in _ACTING:
        return True
    if link not in _JOINING:
        return False
    kinds = {bool(name.function) for name in (*one.names, *two.names)}
    sides = {name.side for name in one.names}, {name.side for name in two.names}
    return (len(kinds) == 1 or bool(one.names[0].function)) and not sides[0] & sides[1]


def _others(group: _Group, excluded: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in group.normal_names if name not in excluded)


def _compound_acts(text: str, sentence: Sentence) -> Iterator[JointAct]:
    """Yield compounds of places below the provinces (遂潼); an ambiguous one is left alone."""
    for found in _compound_pattern().finditer(text, sentence.start, sentence.end):
        first, *others = compounds()[found[0]]
        yield JointAct(found.start(), found.end(), (first,), tuple(others), compound=True)


def _compound_pattern() -> re.Pattern[str]:
    return re.compile("|".join(name for name, parts in compounds().items() if _is_local(parts)))


def _is_local(parts: Sequence[str]) -> bool:
    """Whether a compound names who acts; 川渝 and 成渝 name regions, whose actors are named separately."""
    return bool(parts) and not all(part.endswith(("省", "自治区")) or part == "重庆市" for part in parts[1:])
