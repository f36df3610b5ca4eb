"""Organisations and places by name: 省发展改革委 is 四川省发展改革委 is 四川省发展和改革委员会.

A table of abbreviations (``organisations.toml``) and a grammar of endings; a name that begins with 省, or 厅
without a place before it, belongs to the province whose summary it is.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from gouji.facts.figures.model import any_of
from gouji.reading.lexicon.wording import one_of, pattern, table, words

_TABLE = table("places")
PROVINCES: dict[str, str] = _TABLE["provinces"]
"""Names of the provinces, each with its one-character abbreviation in compounds."""


class Place(NamedTuple):
    """A place by its full name, and the province that it lies in (itself for a province)."""

    name: str
    side: str


@lru_cache(maxsize=256)
def short_of(province: str) -> str:
    """Return a province's name without its type: 四川, 内蒙古."""
    return pattern("province_tail").sub("", province)


@cache
def places() -> dict[str, Place]:
    """Return all places of the table, by each name that stands for only one place."""
    found: dict[str, Place] = {}
    for province in PROVINCES:
        side = short_of(province)
        found[province] = found[side] = Place(province, side)
    for side, names in _TABLE["places"].items():
        for name in names:
            found[name] = Place(name, side)
            short = pattern("place_ending").sub("", name)
            if len(short) > 1 and short not in _TABLE["ambiguous"]:
                found.setdefault(short, found[name])
    return found


def level_of(name: str) -> str:
    """Return the level of a place by its full name; empty for a zone, and for names of no known type."""
    if name in PROVINCES:
        return "省"
    if name in _TABLE["county_cities"] or pattern("county_ending").search(name):
        return "县"
    return "市" if pattern("city_ending").search(name) else ""


def is_place(name: str) -> bool:
    """Return whether a word is the name of one place of the table."""
    return name in places()


@cache
def compounds() -> dict[str, tuple[str, ...]]:
    """Return the places that a compound names, in its order; empty where it is ambiguous."""
    return {name: tuple(parts) for name, parts in _TABLE["compounds"].items()}


def region_in(phrase: str) -> str:
    """Return the region of several provinces that a phrase names; empty where it names none.

    A figure of a region belongs to it, whichever of its provinces reports it.
    """
    found = pattern("regions").search(phrase)
    return found[0] if found else ""


class NamedEntity(NamedTuple):
    """An organisation or a place as a text names it.

    Attributes:
        start: Offset of the name.
        end: Offset just past its end.
        name: Its name in normal form, for comparison.
        side: The province whose side it is on.
        function: What it does; empty for a place.
        level: 省, 市 or 县; empty where the name does not show it.
    """

    start: int
    end: int
    name: str
    side: str
    function: str
    level: str = ""


def entities_in(text: str, home: str, start: int = 0, end: int | None = None) -> Iterator[NamedEntity]:
    """Yield the organisations and places that a text names, in text order.

    *home* is the province whose summary it is (四川省): names that begin with 省 or 市 are its own.
    """
    for match in name_pattern().finditer(text, start, len(text) if end is None else end):
        entity = _entity_of(match, home)
        if entity is not None:
            yield entity


@lru_cache(maxsize=4096)
def organisation_of(name: str, home: str = "") -> NamedEntity | None:
    """Return the organisation or place that *name* stands for; None where it is not known.

    >>> organisation_of("四川省发展和改革委员会").name
    '四川省发展改革委'
    """
    found = name_pattern().fullmatch(name)
    return _entity_of(found, home) if found else None


def _entity_of(found: re.Match[str], home: str) -> NamedEntity | None:
    normal: tuple[str, str] | None = ("", "")
    if found["alone"]:
        owner: Place | None = places()[found["alone"]]
    elif found["league"]:
        owner = _owner(found["league_of"] or found["league_in"] or found["league"][1:-1], home)
        normal = ("委", words("league")[0])
    elif found["before"]:
        owner, normal = places()[found["within"]], _enclosing().get((found["before"], found["behind"]))
    else:
        # In 重庆、四川省市直机关工委 the province says whose it is.
        own = found["outer"] and pattern("own_place").fullmatch(found["place"] or "")
        owner = _owner(found["outer"] if own else found["place"] or found["outer"], home, found["body"])
        normal = _normal_names()[found["body"]]
    if owner is None or normal is None:
        return None
    ending, function = normal
    name = f"{function if found['league'] else ''}{owner.name}{ending}"
    seated = owner.name in organisation_table()["seats"].get(function, ())
    level = "省" if seated else level_of(owner.name)
    return NamedEntity(*found.span(), name, owner.side, function, level)


def _owner(place: str | None, home: str, body: str = "") -> Place | None:
    """Return the place of an organisation; the summary's province where the name does not say."""
    known = places()
    if place and not pattern("own_place").fullmatch(place):
        return known[place]
    # 商务厅, 经信厅: only provinces have 厅.
    is_own = home.endswith(place) if place else body.endswith("厅") and pattern("has_offices").search(home)
    return known.get(home) if is_own else None


@cache
def name_pattern() -> re.Pattern[str]:
    """Return a pattern of names of organisations and places, also of those that stand for no certain one."""
    provinces = one_of((*PROVINCES, *map(short_of, PROVINCES)))
    place = one_of(places())
    own, inner = pattern("own_place").pattern, pattern("inner").pattern
    of_province, no_members = pattern("body_of_province").pattern, pattern("no_members").pattern
    league = f"(?:{any_of(words('league'))})"
    around = set(_enclosing())
    before, behind = (any_of({pair[index] for pair in around}) for index in (0, 1))
    stems = f"{one_of(_names('grammar'))}(?:{any_of(_TABLE['body_endings'])})|{one_of(_names('whole'))}"
    return re.compile(
        f"(?={begin_of_names()})(?:"
        f"(?P<league>(?P<league_of>{provinces})?{of_province}|{league}(?P<league_in>{provinces})委(?:员会|(?!员)))"
        f"|(?P<before>{before})(?P<within>{place})(?P<behind>{behind})"
        f"|(?:中共)?(?P<outer>{provinces})?(?P<place>{place}|{own})?{inner}(?P<body>{stems}){no_members}"
        f"|(?:{provinces})?(?P<alone>{place}))"
    )


@cache
def begin_of_names() -> str:
    """Return a pattern of how names may begin: a look at two characters spares thousands of alternatives."""
    names = (*places(), *_normal_names(), *(before for before, _ in _enclosing()))
    first, second = ("".join(sorted({name[index] for name in names})) for index in (0, 1))
    alone = "团共中省市自人政党"
    return f"[{alone}{first}](?:(?<=[{alone}])|[{second}])"


def _names(part: str) -> dict[str, tuple[str, str]]:
    """Return the names in a part of the table, each with the first of its group and its function."""
    table = organisation_table()[part].items()
    return {name: (names[0], function) for function, groups in table for names in groups for name in names}


@cache
def _normal_names() -> dict[str, tuple[str, str]]:
    """Return every name that may follow a place, with its normal form and its function."""
    return {
        stem + ending: (normal + short, function)
        for stem, (normal, function) in _names("grammar").items()
        for ending, short in _TABLE["body_endings"].items()
    } | _names("whole")


@cache
def _enclosing() -> dict[tuple[str, str], tuple[str, str]]:
    """Return normal form and function of names, by the words before and after their place."""
    return {
        (before, after): (name, function)
        for function, groups in organisation_table()["around"].items()
        for name, before, after in groups
    }


@cache
def organisation_table() -> dict[str, dict[str, list[Any]]]:
    """Return ``organisations.toml``."""
    return table("organisations")
