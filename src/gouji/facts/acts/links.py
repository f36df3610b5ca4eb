"""Which body of another side is a body's counterpart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.facts.acts.posts import Post, post_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.facts.dimensions import Entity

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


def in_force(entity: Entity, year: int | None) -> bool:
    """Say whether a body was there in a year; of none that is known, and without a year, it was."""
    if year is None:
        return True
    return (entity.since[:4] or "0000") <= f"{year:04}" <= (entity.until[:4] or "9999")
