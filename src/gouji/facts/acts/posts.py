"""What a body is there for: its side, its level, its function. Names change, the post stays."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.prose.bodies import body_of, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.dimensions import Entity


class Post(NamedTuple):
    """What a body is there for; ``""`` where nothing tells it."""

    side: str = ""
    level: str = ""
    function: str = ""

    @property
    def known(self) -> bool:
        """Whether all of it is known: only then can another body have the same."""
        return all(self)

    def as_of(self, year: int | None) -> Post:
        """Return the post that this one had become by a year; itself where no year is given."""
        return self._replace(function=function_in(self.function, year))


def post_of(entity: Entity) -> Post:
    """Return the post of a body: by the columns where they are filled, else by its name."""
    if entity.kind in {"place", "joint"}:
        return Post(entity.side, entity.level)
    read = next((named for name in entity.names if (named := body_of(name)) is not None), None)
    if read is None:
        return Post(entity.side, entity.level, entity.function)
    return Post(entity.side or read.side, entity.level or read.level, entity.function or read.function)


def function_in(function: str, year: int | None) -> str:
    """Return what a function had become part of by a year.

    >>> function_in("扶贫", 2022), function_in("扶贫", 2024), function_in("扶贫", 2019)
    ('乡村振兴', '农业农村', '扶贫')
    """
    after, since = table()["successors"].get(function, ("", "9999"))
    return function_in(after, year) if year is not None and int(since) <= year else function


def is_general(function: str) -> bool:
    """Say whether a function touches every other one: 政府, 发展改革."""
    return function in table()["general"]["general"]


def akin(one: str, two: str) -> bool:
    """Say whether two functions are one, or are often carried by one body: 广电 and 文化旅游."""
    return one == two or frozenset((one, two)) in _kinships()


def any_akin(some: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether any of *some* functions is akin to any of the *others*."""
    others = tuple(others)
    return any(akin(one, two) for one in some for two in others)


@cache
def _kinships() -> frozenset[frozenset[str]]:
    groups = table()["related"].values()
    return frozenset(frozenset((one, two)) for group in groups for one in group for two in group)
