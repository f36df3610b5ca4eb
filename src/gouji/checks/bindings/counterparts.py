"""Which body of another side is a body's counterpart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from gouji.reading.lexicon.organisations import body_of, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.facts.table.dimensions import Entity
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


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


_Bodies = dict[tuple[str, str], list[tuple[str, str]]]
"""Sides and ids of bodies, by level and function."""


@dataclass(frozen=True, eq=False)
class Links:
    """The bodies of a workspace, and who is whose counterpart.

    Attributes:
        entities: The bodies and places, by id.
    """

    entities: Mapping[str, Entity]
    _years: dict[int | None, _Bodies] = field(default_factory=dict)

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """The post of every entity, by its id."""
        return {name: post_of(entity) for name, entity in self.entities.items()}

    def post(self, entity: str, year: int | None = None) -> Post:
        """Return the post of an entity as it was in a year; an unknown entity has none."""
        return self.posts.get(entity, Post()).as_of(year)

    def counterparts(self, entity: str, year: int | None = None) -> tuple[str, ...]:
        """Return who acts beside an entity on other sides.

        By the column ``counterpart`` where it is filled: of one that was renamed or merged by that
        year, who took its post over. Else the bodies of the same function and level.
        """
        row = self.entities.get(entity)
        if row is None:
            return ()
        if row.counterpart:
            return tuple(dict.fromkeys(self._now(other, year) for other in row.counterpart))
        post = self.post(entity, year)
        if not post.known:
            return ()
        others = self._in(year).get((post.level, post.function), ())
        return tuple(name for side, name in others if side != post.side)

    def are_linked(self, entities: Iterable[str]) -> bool:
        """Say whether the table itself makes one of these entities another one's counterpart."""
        among = set(entities)
        return any(among & set(row.counterpart) for one in among if (row := self.entities.get(one)))

    def _now(self, entity: str, year: int | None) -> str:
        """Who held an entity's post in a year; itself where nobody else is known."""
        row = self.entities.get(entity)
        if row is None or in_force(row, year):
            return entity
        post = self.post(entity, year)
        holders = self._in(year).get((post.level, post.function), ()) if post.known else ()
        return next((name for side, name in holders if side == post.side), entity)

    def _in(self, year: int | None) -> _Bodies:
        if year not in self._years:
            self._years[year] = self._filed(year)
        return self._years[year]

    def _filed(self, year: int | None) -> _Bodies:
        found: _Bodies = {}
        for name, entity in self.entities.items():
            post = self.post(name, year)
            if post.known and in_force(entity, year):
                found.setdefault((post.level, post.function), []).append((post.side, name))
        return found


def links(facts: Facts) -> Links:
    """Return the bodies of a fact table, and who is whose counterpart."""
    return Links(facts.dimensions.entities)


def year_of(facts: Facts, fact: Fact) -> int | None:
    """Return the year that a fact's summary reviews; else that of the fact; None where none is said."""
    summary = facts.summary_of(fact)
    year = (summary.year if summary else "").rpartition("/")[2][:4]
    if year.isdigit():
        return int(year)
    return fact.period.end.year if fact.period else None


def post_in(facts: Facts, fact: Fact, entity: str) -> Post:
    """Return what one of a fact's parties was there for in the year of the fact's summary."""
    return facts.derive(links).post(entity, year_of(facts, fact))


def sides_of(facts: Facts, parties: Iterable[str]) -> frozenset[str]:
    """Return the sides on which these entities stand; those of no side are left out."""
    posts = facts.derive(links)
    return frozenset(side for party in parties if (side := posts.post(party).side))


def is_joint(facts: Facts, entity: str) -> bool:
    """Say whether an entity is a body or a region of several sides."""
    row = facts.dimensions.entities.get(entity)
    return row is not None and row.kind == "joint"


def is_body(facts: Facts, entity: str) -> bool:
    """Say whether an entity is a body: it is called one, or has a function."""
    row = facts.dimensions.entities.get(entity)
    return (row is not None and row.kind == "body") or bool(facts.derive(links).post(entity).function)


def counterparts(facts: Facts, fact: Fact) -> tuple[str, ...]:
    """Return the counterparts of a fact's parties, those that take part themselves left out."""
    year = year_of(facts, fact)
    found = (name for party in fact.parties for name in facts.derive(links).counterparts(party, year))
    return tuple(dict.fromkeys(name for name in found if name not in fact.parties))


def in_force(entity: Entity, year: int | None) -> bool:
    """Say whether a body was there in a year; of none that is known, and without a year, it was."""
    if year is None:
        return True
    return (entity.since[:4] or "0000") <= f"{year:04}" <= (entity.until[:4] or "9999")
