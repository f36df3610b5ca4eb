"""Comparison keys and scope keys, computed once for every fact.

A *comparison key* says of what a fact speaks: two facts with one key claim the same thing. A
*scope key* says which facts a rule must see together; the runner partitions by it. Publisher
and partner take no part in either.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.facts.dimensions import Dimensions
    from gouji.facts.table import Fact

Family = tuple[str, ...]
"""Names of indicators that a relation joins."""


class Key(NamedTuple):
    """A comparison key. Two facts with one key claim the same thing; ``""`` where nothing is said.

    Attributes:
        indicator: Id of the indicator.
        measure: What of it is stated.
        base: What a change or growth is against.
        about: The indicator's area, or else the subjects.
        period: As written.
        scope: 口径; the publisher's usual one where empty.
        unit: Unit class: classifiers count alike, measuring units do not.
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
    def whatever_scope(self) -> Key:
        """The same key, whatever it covers."""
        return self._replace(scope="")

    @property
    def thing(self) -> Key:
        """What is told of, whatever the period and whatever it covers."""
        return self._replace(scope="", period="")


def with_keys(facts: Iterable[Fact], dimensions: Dimensions, joined: Iterable[Family]) -> tuple[Fact, ...]:
    """Return the facts with ``key``, ``matter`` and ``act`` filled in.

    Args:
        facts: Facts without keys.
        dimensions: Their dimension tables.
        joined: Names of indicators that relations join, beside those that ``adds_to`` joins.
    """
    families = family_of(dimensions, joined)
    return tuple(
        replace(
            fact,
            key=comparison_key(fact, dimensions),
            matter=f"{families.get(fact.indicator, fact.indicator)}|{about(fact, dimensions)}",
            act=";".join(sorted(set(fact.parties))),
        )
        for fact in facts
    )


def comparison_key(fact: Fact, dimensions: Dimensions) -> Key:
    """Return the key under which a fact is compared."""
    return Key(
        indicator=fact.indicator,
        measure=fact.measure,
        base=fact.base,
        about=about(fact, dimensions),
        period=fact.period.text if fact.period else "",
        scope=fact.scope,
        unit=fact.unit_class,
        tense="ahead" if fact.ahead else "told",
    )


def about(fact: Fact, dimensions: Dimensions) -> str:
    """Return what a fact is about: the indicator's area, or else the subjects."""
    indicator = dimensions.indicators.get(fact.indicator)
    return indicator.area if indicator and indicator.area else ";".join(sorted(fact.subject))


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
