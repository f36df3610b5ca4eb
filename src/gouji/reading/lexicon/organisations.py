"""Organisations and places by name: 省发展改革委 is 四川省发展改革委 is 四川省发展和改革委员会.

A table of abbreviations (``organisations.toml``) and a grammar of endings; a name that begins with 省, or 厅
without a place before it, belongs to the province whose summary it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from gouji.facts.figures.model import any_of, words
from gouji.reading.lexicon import table

_TABLE = table("places")
PROVINCES: dict[str, str] = _TABLE["provinces"]
"""Names of the provinces, each with its one-character abbreviation in compounds."""
_TAIL = re.compile("(?:壮族|回族|维吾尔)?自治区$|[省市]$")
_AMBIGUOUS = frozenset(
    words(
        """
        安康 长寿 大足 吉安 南平 日照 定西 保山 安顺 开江 开封 中山 黄山 通辽 保定 新乡 安阳
        信阳 平凉 临沧 兴安 江北 南岸 宁德 德州 天府 武威 江安 泰安 淮安 普洱 丽水 东营 商洛
        商丘 大竹 海南州
        """
    )
)
"""Short names of places that are also words, or other places."""
_COUNTY_CITIES = frozenset({"隆昌市", "万源市", "华蓥市", "义乌市"})
_ENDING = "(?:自治州|地区|新区|开发区|经开区|[市区县州盟旗])"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its full name, and the province that it lies in (itself for a province)."""

    name: str
    side: str


def short_of(province: str) -> str:
    """Return a province's name without its type: 四川, 内蒙古."""
    return _TAIL.sub("", province)


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
            short = re.sub(f"{_ENDING}$", "", name)
            if len(short) > 1 and short not in _AMBIGUOUS:
                found.setdefault(short, found[name])
    return found


def level_of(name: str) -> str:
    """Return the level of a place by its full name; empty for a zone, and for names of no known type."""
    if name in PROVINCES:
        return "省"
    if name in _COUNTY_CITIES or re.search("(?<!新)(?<!开发)(?<!经开)(?<!地)[区县旗]$", name):
        return "县"
    return "市" if name.endswith(("市", "州", "盟", "地区")) else ""


def is_place(name: str) -> bool:
    """Return whether a word is the name of one place of the table."""
    return name in places()


@cache
def compounds() -> dict[str, tuple[str, ...]]:
    """Return the places that a compound names, in its order; empty where it is ambiguous."""
    return {name: tuple(parts) for name, parts in _TABLE["compounds"].items()}


_REGION = re.compile(
    "川渝|成渝|双城经济圈|京津冀|长三角|粤港澳|粤桂|闽粤|苏皖|鄂湘赣|湘赣|晋陕豫|沪苏浙皖|沪苏|浙皖"
)


def region_in(phrase: str) -> str:
    """Return the region of several provinces that a phrase names; empty where it names none.

    A figure of a region belongs to it, whichever of its provinces reports it.
    """
    found = _REGION.search(phrase)
    return found[0] if found else ""


_ENDINGS = {"委员会": "委", "委": "委", "厅": "厅", "局": "局", "办公室": "办", "办": "办"}
_OWN_PLACE = frozenset({"省", "市", "自治区"})
_LEAGUE = "(?:共青团|中国共产主义青年团)"
_INNER = "(?:(?:人民)?政府(?=国有资产|国资委|口岸|外事)|党(?=委))?"
"""What may stand between a place and its organisation: 省政府国资委, 自治区党委组织部."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
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

    Args:
        text: The text.
        home: The province whose summary it is (四川省); names that begin with 省 or 市 are its own.
        start: Offset to start at.
        end: Offset to stop at; None for the end of the text.
    """
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        entity = _entity_of(match, home)
        if entity is not None:
            yield entity


def entity_at(text: str, home: str, start: int, end: int) -> NamedEntity | None:
    """Return the organisation or place whose name begins at *start*; None where none does."""
    found = _pattern().match(text, start, end)
    return _entity_of(found, home) if found else None


def organisation_of(name: str, home: str = "") -> NamedEntity | None:
    """Return the organisation or place that *name* stands for; None where it is not known.

    >>> organisation_of("四川省发展和改革委员会").name
    '四川省发展改革委'
    """
    found = _pattern().fullmatch(name)
    return _entity_of(found, home) if found else None


def _entity_of(found: re.Match[str], home: str) -> NamedEntity | None:
    normal: tuple[str, str] | None = ("", "")
    if found["alone"]:
        owner: Place | None = places()[found["alone"]]
    elif found["league"]:
        owner = _owner(found["league_of"] or found["league_in"] or found["league"][1:-1], home)
        normal = ("委", "共青团")
    elif found["before"]:
        owner, normal = places()[found["within"]], _enclosing().get((found["before"], found["behind"]))
    else:
        owner = _owner(found["place"] or found["outer"], home, found["body"])
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
    if place and place not in _OWN_PLACE:
        return known[place]
    # 商务厅, 经信厅: only provinces have 厅.
    is_own = home.endswith(place) if place else body.endswith("厅") and home.endswith(("省", "自治区"))
    return known.get(home) if is_own else None


@cache
def _pattern() -> re.Pattern[str]:
    provinces = any_of((*PROVINCES, *map(short_of, PROVINCES)))
    place = any_of(places())
    own = "(?<![全各跨我])(?:省|市|自治区)"
    around = set(_enclosing())
    before, behind = (any_of({pair[index] for pair in around}) for index in (0, 1))
    stems = f"(?:{any_of(_names('grammar'))})(?:{any_of(_ENDINGS)})|{any_of(_names('whole'))}"
    # Most characters begin no name; one look at them spares thousands of alternatives.
    first = {name[0] for name in (*places(), *_normal_names(), *(pair[0] for pair in around))}
    return re.compile(
        f"(?=[团共中省市自人政党{''.join(sorted(first))}])(?:"
        f"(?P<league>(?P<league_of>{provinces})?团(?:省|市)委|{_LEAGUE}(?P<league_in>{provinces})委(?:员会|(?!员)))"
        f"|(?P<before>{before})(?P<within>{place})(?P<behind>{behind})"
        f"|(?:中共)?(?P<outer>{provinces})?(?P<place>{place}|{own})?{_INNER}(?P<body>{stems})(?!团)(?:(?<!人大)(?<!政协)|(?!会))"
        f"|(?:{provinces})?(?P<alone>{place}))"
    )


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
        for ending, short in _ENDINGS.items()
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
