"""Rows of the dimension tables: summaries, entities and indicators."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gouji.facts.table.periods import Period


class Summary(NamedTuple):
    """One document of one year by one publisher."""

    id: str
    series: str
    year: str
    title: str
    publisher: str
    published: str
    url: str
    standing: str
    sha256: str
    reader: str

    @property
    def year_reviewed(self) -> int | None:
        """The year that it reviews, of several the last; None where it states none."""
        last = self.year.rpartition("/")[2][:4]
        return int(last) if last.isdigit() else None

    @property
    def published_period(self) -> Period | None:
        """When it was published: a day, or as much as is known; None if unknown."""
        return Period.read(self.published) if self.published else None

    @property
    def second_hand(self) -> bool:
        """Whether its content is reported by somebody other than its publisher."""
        return self.standing == "second-hand"


@dataclass(frozen=True, slots=True)
class Named:
    """A row that is known by several names."""

    id: str
    name: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All its names: its name, its id, its aliases."""
        return tuple(dict.fromkeys((self.name, self.id, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Entity(Named):
    """An organisation or a place."""

    kind: str
    side: str
    level: str
    function: str
    counterpart: tuple[str, ...]
    since: str
    until: str


class Edition(NamedTuple):
    """How the editions of a recurring event are numbered: the *number*-th fell into *first*.

    Attributes:
        months: The step from one edition to the next, in months.
    """

    first: Period
    months: int
    number: int

    def within(self, period: Period) -> tuple[int, int] | None:
        """Return the lowest and the highest edition number that can fall into *period*.

        Steps are counted on the calendar: half-years begin in January and July, so an event of
        June 2022 and one of December 2022 are one half-year step apart. None where the period,
        or the first edition, has no start.
        """
        first = self.first.start
        if period.start is None or first is None:
            return None
        origin = _months(first)
        aligned = origin - origin % 12 if self.months % 12 == 0 else origin - origin % self.months
        least = (_months(period.start) - aligned) // self.months + self.number
        return least, (_months(period.end) - aligned) // self.months + self.number


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


@dataclass(frozen=True, slots=True)
class Indicator(Named):
    """What is counted or measured. Three-valued columns are ``""`` where nothing is stated."""

    unit: tuple[str, ...]
    basis: str
    area: str
    adds_to: str
    growth_price: str
    removable: bool
    edition: Edition | None
    revisable: bool
    bounded: bool
    better: str
    distinct: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Dimensions:
    """The rows of the three dimension tables, by id; and ids of indicators by all that they are called."""

    summaries: Mapping[str, Summary]
    entities: Mapping[str, Entity]
    indicators: Mapping[str, Indicator]
    indicator_ids: Mapping[str, str] = field(default_factory=dict)

    def sides_of(self, parties: tuple[str, ...]) -> frozenset[str]:
        """Return the sides of these entities; those without a side are left out."""
        return frozenset(filter(None, map(self.side_of, parties)))

    def side_of(self, entity: str) -> str:
        """Return the side of an entity; empty where it has none, or is unknown."""
        row = self.entities.get(entity)
        return row.side if row else ""

    def name_of(self, entity: str) -> str:
        """Return the name of an entity; for an unknown one its id."""
        row = self.entities.get(entity)
        return row.name if row else entity

    def names_of(self, entity: str) -> tuple[str, ...]:
        """Return all names of an entity; for an unknown one its id."""
        row = self.entities.get(entity)
        return row.names if row else (entity,)

    def names_in(self, quote: str) -> tuple[str, ...]:
        """Return the names of two or more characters that a quote contains, the longest at each place."""
        return tuple(self._long_names.findall(quote))

    def is_body(self, name: str) -> bool:
        """Return whether an organisation has this name."""
        return name in self._body_names

    @cached_property
    def _body_names(self) -> frozenset[str]:
        return frozenset(name for row in self.entities.values() if row.kind == "body" for name in row.names)

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Sides by their mark: the one-character name of their province or municipality (川, 渝)."""
        provinces = (
            row for row in self.entities.values() if row.kind == "place" and row.level == "省" and row.side
        )
        return {name: row.side for row in provinces for name in row.aliases if len(name) == 1}

    def without_names(self, quote: str) -> str:
        """Return the quote without any entity names of two or more characters."""
        return self._long_names.sub(" ", quote)

    def sides_named_in(self, quote: str) -> frozenset[str]:
        """Return the sides that a quote names, by full names or by one-character names of places."""
        named = {side for name in self.names_in(quote) for side in self._sides_by_name[name]}
        rest = self.without_names(quote)
        places = (row for row in self.entities.values() if row.kind == "place" and row.side)
        named |= {row.side for row in places if any(len(name) == 1 and name in rest for name in row.aliases)}
        return frozenset(named)

    @cached_property
    def _sides_by_name(self) -> Mapping[str, frozenset[str]]:
        """Sides by every name of two or more characters; some names belong to both sides."""
        found: dict[str, set[str]] = {}
        for row in self.entities.values():
            for name in row.names:
                if len(name) > 1:
                    found.setdefault(name, set()).update({row.side} - {""})
        return {name: frozenset(sides) for name, sides in found.items()}

    @cached_property
    def _long_names(self) -> re.Pattern[str]:
        names = sorted(self._sides_by_name, key=lambda name: (-len(name), name))
        return re.compile("|".join(re.escape(name) for name in names) or "(?!)")

    @cached_property
    def feeders(self) -> Mapping[str, tuple[str, ...]]:
        """The flows that add to each cumulative indicator."""
        found: dict[str, list[str]] = {}
        for row in self.indicators.values():
            if row.adds_to:
                found.setdefault(row.adds_to, []).append(row.id)
        return {total: tuple(flows) for total, flows in found.items()}


_EDITION = re.compile(r"([0-9-]{4,10})/P([0-9]{1,3})([YM])(?:=([0-9]{1,4}))?")


def read_edition(text: str) -> Edition:
    """Read a cell of the column ``edition``.

    Raises:
        ValueError: The cell has another form, or the step is 0.

    >>> read_edition("2022-06/P6M=5").number
    5
    """
    match = _EDITION.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise ValueError(f'"{text}" is no edition')
    first, step, unit, number = match.groups()
    months = int(step) * (12 if unit == "Y" else 1)
    return Edition(Period.read(first), months, int(number or 1))
