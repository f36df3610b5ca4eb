"""The roles of bodies, their counterparts on other sides, and which bodies a summary's text names."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from gouji.checks.bindings.roles import OrganisationRole, home_of, homes, role_of
from gouji.facts.figures.model import any_of
from gouji.facts.table.dimensions import Entity
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.organisations import (
    PROVINCES,
    compounds,
    entities_in,
    organisation_table,
    places,
    short_of,
)
from gouji.reading.lexicon.wording import pattern


def is_general(function: str) -> bool:
    """Say whether a function touches on every other one: 政府, 发展改革."""
    return function in organisation_table()["general"]["general"]


def related(one: str, two: str) -> bool:
    """Say whether two functions are the same, or are often combined in one body: 广电 and 文化旅游."""
    return one == two or frozenset((one, two)) in _related_pairs()


def any_related(some: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether any of *some* functions is related to any of *others*."""
    others = tuple(others)
    return any(related(one, two) for one in some for two in others)


@cache
def _related_pairs() -> frozenset[frozenset[str]]:
    groups = organisation_table()["related"].values()
    return frozenset(frozenset((one, two)) for group in groups for one in group for two in group)


_Bodies = dict[tuple[str, str], list[tuple[str, str]]]
"""Sides and ids of bodies, by level and function."""


@dataclass(frozen=True, eq=False)
class CounterpartTable:
    """The bodies of a workspace, and which are counterparts of each other.

    Attributes:
        entities: The bodies and places, by id.
        homes: The province whose summaries name an entity, by its id.
    """

    entities: Mapping[str, Entity]
    homes: Mapping[str, str] = field(default_factory=dict)
    _years: dict[int | None, _Bodies] = field(default_factory=dict)

    @cached_property
    def posts(self) -> Mapping[str, OrganisationRole]:
        """The role of every entity, by id."""
        return {name: role_of(one, self.homes.get(name, "")) for name, one in self.entities.items()}

    def post(self, entity: str, year: int | None = None) -> OrganisationRole:
        """Return the role of an entity in a given year; an empty one for an unknown entity."""
        return self.posts.get(entity, OrganisationRole()).as_of(year)

    def counterparts(self, entity: str, year: int | None = None) -> tuple[str, ...]:
        """Return the counterparts of an entity on other sides.

        The column ``counterpart`` decides where it is filled; one that was renamed or merged by that
        year is replaced by its successor. Otherwise these are the bodies of the same function and level.
        """
        row = self.entities.get(entity)
        if row is None:
            return ()
        if row.counterpart:
            return tuple(dict.fromkeys(self.successor(other, year) for other in row.counterpart))
        role = self.post(entity, year)
        if not (role.level and role.function):
            return ()
        others = self._bodies_in(year).get((role.level, role.function), ())
        return tuple(name for side, name in others if side != role.side)

    def are_linked(self, entities: Iterable[str]) -> bool:
        """Say whether the table itself names one of these entities as the counterpart of another."""
        among = set(entities)
        return any(among & set(row.counterpart) for one in among if (row := self.entities.get(one)))

    def successor(self, entity: str, year: int | None) -> str:
        """Who held an entity's role in a year; the entity itself where no other is known."""
        row = self.entities.get(entity)
        if row is None or existed_in(row, year):
            return entity
        role = self.post(entity, year)
        holders = self._bodies_in(year).get((role.level, role.function), ()) if role.known else ()
        return next((name for side, name in holders if side == role.side), entity)

    def _bodies_in(self, year: int | None) -> _Bodies:
        if year not in self._years:
            found = self._years[year] = {}
            for name, entity in self.entities.items():
                role = self.post(name, year)
                if role.level and role.function and existed_in(entity, year):
                    found.setdefault((role.level, role.function), []).append((role.side, name))
        return self._years[year]


def counterpart_table(facts: Facts) -> CounterpartTable:
    """Return the bodies of a fact table, and which are counterparts of each other."""
    return CounterpartTable(facts.dimensions.entities, facts.derive(homes))


def role_in(facts: Facts, fact: Fact, entity: str) -> OrganisationRole:
    """Return the role of one of a fact's parties in the year of the fact's summary."""
    return facts.derive(counterpart_table).post(entity, facts.year_of(fact))


def sides_of(facts: Facts, parties: Iterable[str]) -> frozenset[str]:
    """Return the sides of these entities; those without a side are left out."""
    bodies = facts.derive(counterpart_table)
    return frozenset(side for party in parties if (side := bodies.post(party).side))


def is_joint(facts: Facts, entity: str) -> bool:
    """Say whether an entity is a joint body or region of several sides."""
    row = facts.dimensions.entities.get(entity)
    return row is not None and row.kind == "joint"


def needs_none(facts: Facts, fact: Fact) -> bool:
    """Say whether an act needs no party of another side: it has a joint body, or says why one acts alone."""
    joint = any(is_joint(facts, party) for party in fact.parties)
    return joint or fact.alone in {"joint", "region", "third_party"}


def is_body(facts: Facts, entity: str) -> bool:
    """Say whether an entity is a body: its kind says so, or it has a function."""
    row = facts.dimensions.entities.get(entity)
    return (row is not None and row.kind == "body") or bool(
        facts.derive(counterpart_table).post(entity).function
    )


def counterparts(facts: Facts, fact: Fact) -> tuple[str, ...]:
    """Return the counterparts of a fact's parties, except those that take part themselves."""
    year = facts.year_of(fact)
    found = (
        name for party in fact.parties for name in facts.derive(counterpart_table).counterparts(party, year)
    )
    return tuple(dict.fromkeys(name for name in found if name not in fact.parties))


def existed_in(entity: Entity | None, year: int | None) -> bool:
    """Say whether a body existed in a year; true where no year or no dates are known."""
    if year is None or entity is None:
        return True
    return (entity.since[:4] or "0000") <= f"{year:04}" <= (entity.until[:4] or "9999")


_SENTENCE = re.compile("[^。；;！？\n]+")


def series_kind(series: str) -> str:
    """Return the name of a series without provinces: what the series of several sides have in common."""
    return _province_pattern().sub("", series).replace("人民政府", "政府")


def is_named(
    facts: Facts, summary: str, entities: Iterable[str], roles: Collection[OrganisationRole]
) -> bool:
    """Say whether a summary's text names one of these bodies, by a name or by its role."""
    text = facts.texts[summary]
    names = (name for one in entities for name in facts.dimensions.names_of(one) if len(name) > 2)
    return any(name in text for name in names) or bool(
        named_roles(text, home_of(facts, summary)) & set(roles)
    )


def is_named_with(facts: Facts, summary: str, functions: Collection[str], side: str) -> bool:
    """Say whether a sentence of a text names a function together with another side (川渝教育)."""
    marks = _side_pattern(side)
    sentences = (found[0] for found in _SENTENCE.finditer(facts.texts[summary]))
    about = [one for one in sentences if marks.search(one)]
    home = home_of(facts, summary)
    return any(
        any(function in one for function in functions)
        or any(role.function in functions for role in named_roles(one, home))
        for one in about
    )


@cache
def named_roles(text: str, home: str) -> frozenset[OrganisationRole]:
    """Return the roles of all bodies that a text from the province *home* names."""
    found: Iterator[OrganisationRole] = (
        OrganisationRole(one.side, one.level, one.function) for one in entities_in(text, home)
    )
    return frozenset(role for role in found if role.known)


@cache
def _province_pattern() -> re.Pattern[str]:
    return re.compile(any_of((*PROVINCES, *map(short_of, PROVINCES))))


@cache
def _side_pattern(side: str) -> re.Pattern[str]:
    """Matches what refers to a side in another's text: its name, compounds with one of its places, 两地."""
    known = places()
    joint = [name for name, parts in compounds().items() if any(known[one].side == side for one in parts)]
    names = any_of((side or "\0", *joint))
    return re.compile(f"{names}|{pattern('other_side').pattern}")
