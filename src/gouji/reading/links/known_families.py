"""Which kinds are known to be all there are, by the words of their total and of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from gouji.reading.lexicon.wording import entry, pattern

Family = tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]
"""What the total of a family is called, and how its members are."""


def are_members(names: Sequence[str], members: Sequence[re.Pattern[str]]) -> bool:
    """Whether names are of the members of a family, one each."""
    if len(names) != len(members):
        return False
    told = [[bool(one.search(name)) for one in members] for name in names]
    return all(sum(row) == 1 for row in told) and all(sum(column) == 1 for column in zip(*told, strict=True))


def are_of_one(family: Family, whole: str, parts: Sequence[str]) -> bool:
    """Whether a total is of what the members of a family before it are: 民营企业进出口总额 is of fewer.

    Beside the words of the family their names have none of their own, or the same.
    """
    of_whole, members = family
    of_any = re.compile("|".join((of_whole.pattern, *(one.pattern for one in members))))
    own, *others = [pattern("says_of_sum").sub("", of_any.sub("", name)) for name in (whole, *parts)]
    return own in others if own else len({*others, ""}) <= _ONE_OWN


_ONE_OWN = 2
"""Words of parts: those of the first, which the others may leave out."""


def is_of_fewer(whole: str, parts: Sequence[str]) -> bool:
    """Whether a total is of fewer than the members of a family before it."""
    found = (one for one in known_families() if one[0].pattern and one[0].search(whole))
    return any(are_members(parts, one[1]) and not are_of_one(one, whole, parts) for one in found)


@cache
def known_families() -> tuple[Family, ...]:
    """Return what the total of each family is called, and how its members are."""
    return _compiled(entry("families"))


@cache
def known_compounds() -> tuple[Family, ...]:
    """Return families whose total is called by its members: 软硬件. Shares of others do not make 100 %."""
    return _compiled(entry("compounds"))


@cache
def families_of_rows() -> tuple[Family, ...]:
    """Return the families that rows of tables tell, and of which prose may leave a member out."""
    return _compiled(entry("families_of_rows"))


@cache
def families_of_shares() -> tuple[Family, ...]:
    """Return what a sentence must say, and how the members of each family are called."""
    return _compiled(entry("families_of_shares"))


def _compiled(told: Mapping[str, Sequence[str]]) -> tuple[Family, ...]:
    return tuple((re.compile(whole), tuple(map(re.compile, members))) for whole, *members in told.values())
