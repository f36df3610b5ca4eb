"""Who acts with whom: what bodies are there for, whose counterpart they are, and who tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.facts.acts.links import Links
from gouji.facts.acts.lost import lost
from gouji.facts.acts.mirrored import mirrored
from gouji.facts.acts.others import others
from gouji.facts.acts.parties import stated
from gouji.facts.acts.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.acts.lost import Lost
    from gouji.facts.acts.mirrored import Mirrored
    from gouji.facts.acts.others import Other
    from gouji.facts.acts.parties import Stated
    from gouji.facts.acts.posts import Post
    from gouji.facts.acts.told import Told
    from gouji.facts.table import Fact, Facts


@dataclass(frozen=True, eq=False)
class Acts:
    """What a fact table tells of joint acts; each is computed once, when it is asked for."""

    facts: Facts

    @cached_property
    def links(self) -> Links:
        """The bodies, and who is whose counterpart."""
        return Links(self.facts.dimensions.entities)

    def year_of(self, fact: Fact) -> int | None:
        """Return the year that a fact's summary reviews; else that of the fact; None where none is said."""
        summary = self.facts.summary_of(fact)
        year = (summary.year if summary else "").rpartition("/")[2][:4]
        if year.isdigit():
            return int(year)
        return fact.period.end.year if fact.period else None

    def post(self, fact: Fact, entity: str) -> Post:
        """Return what one of a fact's parties was there for in the year of the fact's summary."""
        return self.links.post(entity, self.year_of(fact))

    def sides_of(self, parties: Iterable[str]) -> frozenset[str]:
        """Return the sides on which these entities stand; those of no side are left out."""
        return frozenset(side for party in parties if (side := self.links.post(party).side))

    def is_joint(self, entity: str) -> bool:
        """Say whether an entity is a body or a region of several sides."""
        row = self.facts.dimensions.entities.get(entity)
        return row is not None and row.kind == "joint"

    def is_body(self, entity: str) -> bool:
        """Say whether an entity is a body: it is called one, or has a function."""
        row = self.facts.dimensions.entities.get(entity)
        return (row is not None and row.kind == "body") or bool(self.links.post(entity).function)

    def counterparts(self, fact: Fact) -> tuple[str, ...]:
        """Return the counterparts of a fact's parties, those that take part themselves left out."""
        year = self.year_of(fact)
        found = (name for party in fact.parties for name in self.links.counterparts(party, year))
        return tuple(dict.fromkeys(name for name in found if name not in fact.parties))

    @cached_property
    def others(self) -> tuple[Other, ...]:
        """Every act of one body a side, with whether they have one function."""
        return others(self.facts)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every row of an act of which other rows tell too, and whom they name beside it."""
        return told(self.facts)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """Every number of parties that is stated of an act, with those that are named."""
        return stated(self.facts)

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """Every pair of last year's summary, and what has become of it."""
        return lost(self.facts)

    @cached_property
    def mirrored(self) -> tuple[Mirrored, ...]:
        """Every act with a body of another side, and whether that side tells it too."""
        return mirrored(self.facts)
