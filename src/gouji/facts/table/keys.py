"""Comparison keys and scope keys, computed once for every fact.

A *comparison key* identifies what a fact measures: two facts with one key claim the same
quantity; publisher and partner are not part of it. A *scope key* says which facts a rule must
see together; the runner partitions by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.figures.units import is_classifier
from gouji.facts.table.columns import AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gouji.facts.table.dimensions import Dimensions

Family = tuple[str, ...]
"""Names of the indicators that a relation joins."""


class Key(NamedTuple):
    """A comparison key. Two facts with one key claim the same quantity; ``""`` where nothing is stated.

    Attributes:
        indicator: Id of the indicator.
        measure: What of the indicator is stated: its level, its growth …
        base: What a change or growth is measured against.
        about: The indicator's area, or else the subjects.
        period: As written.
        scope: 口径; the publisher's usual one where empty.
        unit: Unit class: one for all classifiers, else the unit itself.
        tense: ``ahead`` for targets and plans, ``told`` for all others.
    """

    indicator: str = ""
    measure: str = ""
    base: str = ""
    about: str = ""
    period: str = ""
    scope: str = ""
    unit: str = ""
    tense: str = ""

    @property
    def any_scope(self) -> Key:
        """The same key for any scope."""
        return self._replace(scope="")

    @property
    def quantity(self) -> Key:
        """The same key for any period and scope."""
        return self._replace(scope="", period="")


class Keys(NamedTuple):
    """The keys of a fact: its comparison key and its two scope keys.

    Attributes:
        key: The comparison key.
        matter: The family of indicators, and what the fact is about.
        act: All who act, sorted.
    """

    key: Key
    matter: str
    act: str


@dataclass(frozen=True, slots=True)
class KeyBuilder:
    """What the keys of the facts of a workspace are made from.

    Attributes:
        dimensions: Their dimension tables.
        families: The name of its family, for each indicator that is joined with others.
    """

    dimensions: Dimensions
    families: Mapping[str, str]

    @classmethod
    def of(cls, dimensions: Dimensions, joined: Iterable[Family]) -> KeyBuilder:
        """Return the filing; *joined* are the families that relations make, besides ``adds_to``."""
        return cls(dimensions, family_of(dimensions, joined))

    def keys(self, row: Key, section: str, parties: Sequence[str], subject: Sequence[str]) -> Keys:
        """Return the keys of one fact.

        Args:
            row: What the row itself states: the unit as it is, neither ``about`` nor ``tense``.
            section: Its section: targets and plans are ``ahead``.
            parties: All who take part.
            subject: Who acts.
        """
        about = self._about(row.indicator, subject)
        unit, tense = unit_class(row.unit), "ahead" if section in AHEAD else "told"
        family = self.families.get(row.indicator, row.indicator)
        key = Key(row.indicator, row.measure, row.base, about, row.period, row.scope, unit, tense)
        return Keys(key, f"{family}|{about}", ";".join(sorted(set(parties))) if parties else "")

    def _about(self, name: str, subject: Sequence[str]) -> str:
        """Return what a fact is about: the indicator's area, or else the subjects."""
        indicator = self.dimensions.indicators.get(name)
        if indicator is not None and indicator.area:
            return indicator.area
        return ";".join(sorted(subject)) if subject else ""


def unit_class(unit: str) -> str:
    """Return the class that comparable units share: one for all classifiers, else the unit itself."""
    return "#" if is_classifier(unit) else unit


def family_of(dimensions: Dimensions, joined: Iterable[Family]) -> Mapping[str, str]:
    """Return, for each indicator, the name of its family: its first member in the order of names."""
    edges = [(row.id, row.adds_to) for row in dimensions.indicators.values() if row.adds_to]
    for names in joined:
        ids = [dimensions.indicator_ids[name] for name in names if name in dimensions.indicator_ids]
        edges += [(ids[0], other) for other in ids[1:]]
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while (above := root.get(name, name)) != name:
            name = above
        return name

    for one, other in edges:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return {name: find(name) for edge in edges for name in edge}
