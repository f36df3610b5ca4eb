"""Who acts with whom: 甲厅联合乙委, 甲市协同丙区、丁区."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reading.lexicon.organisations import named_in
from gouji.reading.lexicon.places import compounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.reading.draft.sections import Sentence
    from gouji.reading.lexicon.organisations import Named

_ACTING = frozenset({"联合", "协同", "会同", "携手", "联动"})
_JOINING = frozenset({"和", "与", "及", "同"})
_BEFORE = re.compile("(?:联合|会同|协同|携手)$")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A joint act, as a text tells it.

    Attributes:
        start: Offset of the phrase that names it.
        end: Offset behind it.
        subjects: Who acts, by their names in normal form.
        partners: All others.
        compound: One name stands for all of them (遂潼): a region, more often than an act.
    """

    start: int
    end: int
    subjects: tuple[str, ...]
    partners: tuple[str, ...]
    compound: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Names that stand in a row, parted by 、."""

    names: tuple[Named, ...]

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def end(self) -> int:
        return self.names[-1].end

    @property
    def called(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in self.names))


def pairings(text: str, sentence: Sentence, home: str) -> list[Pairing]:
    """Return the joint acts that a sentence tells, in its order.

    Only what is said counts: two names right beside a word that joins them. 和 and 与 join bodies of
    two sides, or places of two sides; between others they make a list.
    """
    groups = _groups(text, list(named_in(text, home, sentence.start, sentence.end)))
    found = [*_linked(text, groups), *_compounded(text, sentence)]
    return sorted(found, key=lambda pairing: pairing.start)


def _groups(text: str, names: Sequence[Named]) -> list[_Group]:
    groups: list[_Group] = []
    for one in names:
        if groups and text[groups[-1].end : one.start] == "、":
            groups[-1] = _Group((*groups[-1].names, one))
        else:
            groups.append(_Group((one,)))
    return groups


def _linked(text: str, groups: Sequence[_Group]) -> Iterator[Pairing]:
    done: Pairing | None = None
    for place, group in enumerate(groups):
        before = groups[place - 1] if place else None
        link = text[before.end : group.start] if before else ""
        if before and _joins(before, group, link) and (done is None or done.end <= before.start):
            done = Pairing(before.start, group.end, before.called, _others(group, before.called))
            yield done
        elif done and done.end <= group.start and _BEFORE.search(text[done.end : group.start]):
            subjects = (*done.subjects, *done.partners)
            partners = _others(group, subjects)
            if partners:
                yield Pairing(group.start - 2, group.end, subjects, partners)


def _joins(one: _Group, two: _Group, link: str) -> bool:
    if not _others(two, one.called):
        return False
    if link in _ACTING:
        return True
    if link not in _JOINING:
        return False
    bodies = {bool(name.function) for name in (*one.names, *two.names)}
    sides = {name.side for name in one.names}, {name.side for name in two.names}
    return (len(bodies) == 1 or bool(one.names[0].function)) and not sides[0] & sides[1]


def _others(group: _Group, than: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in group.called if name not in than)


def _compounded(text: str, sentence: Sentence) -> Iterator[Pairing]:
    """Compounds of places below the provinces: 遂潼; one that may mean several is left alone."""
    for found in _compound_pattern().finditer(text, sentence.start, sentence.end):
        first, *others = compounds()[found[0]]
        yield Pairing(found.start(), found.end(), (first,), tuple(others), compound=True)


def _compound_pattern() -> re.Pattern[str]:
    return re.compile("|".join(name for name, parts in compounds().items() if _is_local(parts)))


def _is_local(parts: Sequence[str]) -> bool:
    """川渝 and 成渝 name regions; what acts there is said by other words."""
    return bool(parts) and not all(part.endswith(("省", "自治区")) or part == "重庆市" for part in parts[1:])
