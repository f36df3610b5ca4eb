"""The side, level and function of a body, from its columns and its names, also as a summary calls it.

省发展改革委 and 商务厅 name no province: they are of the one whose summaries write so.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, Self

from gouji.facts.table.dimensions import Entity
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.organisations import PROVINCES, organisation_of, organisation_table, short_of


class OrganisationRole(NamedTuple):
    """The side, level and function of a body; ``""`` where unknown."""

    side: str = ""
    level: str = ""
    function: str = ""

    @property
    def known(self) -> bool:
        """Whether the role is fully known: only then can another body have the same."""
        return all(self)

    def as_of(self, year: int | None) -> Self:
        """Return what this role had become by a year; itself where no year is given."""
        return self if year is None else self._replace(function=function_in(self.function, year))


def function_in(function: str, year: int | None) -> str:
    """Return the function that one had been merged into by a year.

    >>> function_in("扶贫", 2022), function_in("扶贫", 2024), function_in("扶贫", 2019)
    ('乡村振兴', '农业农村', '扶贫')
    """
    after, since = organisation_table()["successors"].get(function, ("", "9999"))
    return function_in(after, year) if year is not None and int(since) <= year else function


def role_of(entity: Entity, home: str = "") -> OrganisationRole:
    """Return the role of a body: from the columns where they are filled, else from its name.

    A name without a place is of the province that the column ``side`` names, or else of *home*; where neither
    is known, the name still tells level and function.
    """
    if entity.kind in {"place", "joint"}:
        return OrganisationRole(entity.side, entity.level)
    home = province_of(entity.side) or home
    named = (_read(name, home) for name in entity.names)
    read = next((role for role in named if role is not None), OrganisationRole())
    return OrganisationRole(
        entity.side or read.side, entity.level or read.level, entity.function or read.function
    )


def province_of(side: str) -> str:
    """Return the province with this short name; empty where there is none."""
    return next((name for name in PROVINCES if short_of(name) == side), "")


@cache
def _read(name: str, home: str) -> OrganisationRole | None:
    named = organisation_of(name, home)
    if named is not None:
        return OrganisationRole(named.side, named.level, named.function)
    # Of whatever province: with one that ends like the name begins, all but the side can be read.
    some = {province[-1]: province for province in PROVINCES}.values() if not home else ()
    read = next((one for one in (organisation_of(name, province) for province in some) if one), None)
    return OrganisationRole("", read.level, read.function) if read else None


def homes(facts: Facts) -> Mapping[str, str]:
    """Return, by entity, the province of the summaries that name it; of those that several do, none."""
    found: dict[str, set[str]] = {}
    for summary, rows in facts.by_summary.items():
        home = home_of(facts, summary)
        for party in {party for fact in rows for party in fact.parties}:
            found.setdefault(party, set()).add(home)
    return {party: min(names) for party, names in found.items() if len(names) == 1}


def home_of(facts: Facts, summary: str) -> str:
    """Return the province whose summary it is; empty where it is not known."""
    return province_of(publisher_side(facts, summary))


def publisher_side(facts: Facts, summary: str) -> str:
    """Return the side of a summary's publisher; empty where unknown."""
    row = facts.dimensions.summaries.get(summary)
    if row is None or not row.publisher:
        return ""
    named = organisation_of(row.publisher)
    return facts.dimensions.side_of(row.publisher) or (named.side if named else "")
