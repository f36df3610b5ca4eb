"""Kinds of one criterion that are known to leave nothing out: 男 and 女, 进口 and 出口, 合格 and 不合格."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from gouji.facts.figures.numerals import HAN
from gouji.reading.lexicon.nouns import traits
from gouji.reading.lexicon.wording import entry, pattern, words
from gouji.reading.links.once import once

Way = Literal["listed", "made", "near", "rows", "shares", "growths"]
"""How kinds are told as all there are; what each way allows is said in the table ``kinds``."""


class Family:
    """Kinds that are all there are; their patterns are compiled where they are asked.

    Attributes:
        signs: Characters that any text with words of each kind has.
    """

    def __init__(self, whole: str, members: Sequence[str]) -> None:
        """Take the patterns of a total and of each kind."""
        self._whole, self._members, self.signs = whole, members, _signs(members)

    @once
    def whole(self) -> re.Pattern[str]:
        """Found in the words of a total that they are of."""
        return re.compile(self._whole)

    @once
    def members(self) -> tuple[re.Pattern[str], ...]:
        """Found in the words of each."""
        return tuple(map(re.compile, self._members))

    def has(self, name: str) -> bool:
        """Whether a name is of one of the kinds, or of several."""
        return any(member.search(name) for member in self.members)

    def are_in(self, text: str) -> bool:
        """Whether a text has words of each kind."""
        return all(member.search(text) for member in self.members)

    def are_told_by(self, names: Sequence[str]) -> bool:
        """Whether names are of the kinds, one each, in any order."""
        if len(names) != len(self._members):
            return False
        told: set[int] = set()
        for name in names:
            kinds = [at for at, member in enumerate(self.members) if member.search(name)]
            if len(kinds) != 1:
                return False
            told.update(kinds)
        return len(told) == len(names)

    def told_in(self, names: Sequence[str]) -> Iterator[int]:
        """Yield where among names those begin that are of the kinds, one each, behind one another."""
        size = len(self._members)
        starts = range(len(names) - size + 1)
        return (at for at in starts if self.are_told_by(names[at : at + size]))


def are_of_one(family: Family, whole: str, parts: Sequence[str]) -> bool:
    """Whether a total is of what the members of a family before it are: 民营企业进出口总额 is of fewer.

    Beside the words of the family their names have none of their own, or the same.
    """
    own, *others = _own_words(family, (whole, *parts))
    return own in others if own else len({*others, ""}) <= _ONE_OWN


def tell_more(family: Family, whole: str, parts: Sequence[str]) -> bool:
    """Whether all parts have words of their own, beside those of the family, which the total has not.

    男生住宿320人、女生住宿280人 are not all of 1200 students.
    """
    return all(own and own not in whole for own in _own_words(family, parts))


def tell_fewer(family: Family, whole: str, parts: Sequence[str]) -> bool:
    """Whether a part behind the first is of some of its kind by a word before it: 公办54所、普惠民办31所."""
    found = (next(filter(None, (one.search(name) for one in family.members)), None) for name in parts[1:])
    told = (one.string[: one.start()].lstrip("、，；其中") for one in found if one)
    return any(len(word) > 1 and word not in whole + parts[0] for word in told)


def _own_words(family: Family, names: Sequence[str]) -> Sequence[str]:
    of_any = re.compile("|".join(one.pattern for one in (family.whole, *family.members)))
    return [pattern("says_of_sum").sub("", of_any.sub("", name)) for name in names]


_ONE_OWN = 2
"""Words of parts: those of the first, which the others may leave out."""


def is_of_fewer(whole: str, parts: Sequence[str]) -> bool:
    """Whether a total is of fewer than the members of a family before it."""
    named = (one for one in known_families("listed") if one.whole.pattern and one.whole.search(whole))
    return any(one.are_told_by(parts) and not are_of_one(one, whole, parts) for one in named)


@cache
def known_families(*ways: Way) -> tuple[Family, ...]:
    """Return the kinds that leave nothing out where they are told in one of some ways."""
    return tuple(
        _family(kinds[way], tuple(kinds["members"]))
        for way in ways
        for kinds in entry("kinds").values()
        if way in kinds
    )


@cache
def _family(whole: str, members: tuple[str, ...]) -> Family:
    """Return the one family with these patterns, whatever way it is told in."""
    return Family(whole, members)


def _signs(members: Sequence[str]) -> frozenset[str]:
    """Return the characters that all ways to write a member have; none of one that is more than words.

    >>> sorted(_signs(["第二产业|二产", "(?<!副)教授", "[主配]网"])) == sorted("二产教授")
    True
    """
    plain = [
        one.split("|") for one in (_BESIDE.sub("", member) for member in members) if _WORDS.fullmatch(one)
    ]
    return frozenset().union(*(frozenset.intersection(*map(frozenset, ways)) for ways in plain))


_BESIDE, _WORDS = re.compile(r"\(\?<?[!=][^()|]*\)"), re.compile(rf"(?:{HAN}|\|)+")
"""What a word must stand beside, or must not; words."""


def families_in(text: str, *ways: Way) -> list[Family]:
    """Return those of which a text has words of each kind."""
    said = frozenset(text)
    return [family for family in known_families(*ways) if family.signs <= said and family.are_in(text)]


def are_apart(one: str, two: str) -> bool:
    """Whether two names exclude one another by a trait that both tell: 规上企业, 规下企业."""
    first, second = dict(traits(one)), dict(traits(two))
    return any(first[trait] != second[trait] for trait in first.keys() & second.keys())


def are_denied(one: str, two: str, *, by_end: bool = False) -> bool:
    """Whether one name is of what the other is not: 合格, 不合格; nothing is left.

    *by_end*: the other may have more words before it: 空气质量达标的城市, 未达标的城市.
    """
    said = [pattern("asserts").sub("", name) for name in (one, two)]
    found = [pattern("denies").match(name) for name in said]
    others = [(no["what"], other) for no, other in zip(found, reversed(said), strict=True) if no]
    return any(other == what or (by_end and other.endswith(what)) for what, other in others)


def may_be_opposed(said: str) -> bool:
    """Whether words have both of two opposed kinds."""
    return any(one in said and two in said for one, two in _opposed())


@cache
def _opposed() -> tuple[tuple[str, str], ...]:
    """Return the two words of each pair of opposed kinds."""
    return tuple((one, two) for one, _, two in (pair.partition("/") for pair in words("opposed_kinds")))


def are_opposed(whole: str, one: str, two: str) -> bool:
    """Whether two names are of the two kinds that a total's things are of: 新会员 and 老会员 of 会员.

    But for the two opposed words they are the same, and what they share the total has.
    """
    said = [pattern("lead_of_kind").sub("", name) for name in (one, two)]
    for first, last in _opposed():
        for a, b in ((first, last), (last, first)):
            before, found, behind = said[0].partition(a)
            if found and said[1] == before + b + behind:
                return before + behind in whole
    return False
