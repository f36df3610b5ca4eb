"""Bodies and places by name: 省发展改革委 is 四川省发展改革委 is 四川省发展和改革委员会.

A table of abbreviations (``bodies.toml``) and a grammar of endings; a name that begins with 省, or 厅 with
nothing before it, belongs to the province whose summary it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.facts.figures.model import any_of
from gouji.reading.lexicon.places import PROVINCES, level_of, places, short_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.reading.lexicon.places import Place

_ENDINGS = {"委员会": "委", "委": "委", "厅": "厅", "局": "局", "办公室": "办", "办": "办"}
_OWN = frozenset({"省", "市", "自治区"})
_LEAGUE = "(?:共青团|中国共产主义青年团)"
_INNER = "(?:(?:人民)?政府(?=国有资产|国资委|口岸|外事)|党(?=委))?"
"""What may stand between a place and its body: 省政府国资委, 自治区党委组织部."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a place as a text names it.

    Attributes:
        start: Offset of the name.
        end: Offset behind it.
        name: Its name in normal form, by which others compare it.
        side: The province on whose side it stands.
        function: What it does; empty of a place.
        level: 省, 市 or 县; empty where the name does not tell.
    """

    start: int
    end: int
    name: str
    side: str
    function: str
    level: str = ""


def named_in(text: str, home: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """Find the bodies and places that a text names, in its order.

    Args:
        text: The text.
        home: The province whose summary it is (四川省); names that begin with 省 or 市 are its own.
        start: Where to begin.
        end: Where to stop.
    """
    for found in _pattern().finditer(text, start, len(text) if end is None else end):
        named = _named(found, home)
        if named is not None:
            yield named


def body_of(name: str, home: str = "") -> Named | None:
    """Return the one body or place that *name* is; None where it is none that is known.

    >>> body_of("四川省发展和改革委员会").name
    '四川省发展改革委'
    """
    found = _pattern().fullmatch(name)
    return _named(found, home) if found else None


def _named(found: re.Match[str], home: str) -> Named | None:
    if found["alone"]:
        return _made(found, places()[found["alone"]], "", "")
    if found["league"]:
        owner = _owner(found["league_of"] or found["league_in"] or found["league"][1:-1], home)
        return None if owner is None else _league(found, owner)
    if found["before"]:
        owner, made = places()[found["within"]], _around().get((found["before"], found["behind"]))
    else:
        owner = _owner(found["place"] or found["outer"], home, found["body"])
        made = _stems()[found["body"]]
    return None if owner is None or made is None else _made(found, owner, *made)


def _league(found: re.Match[str], owner: Place) -> Named:
    return Named(*found.span(), f"共青团{owner.name}委", owner.side, "共青团", level_of(owner.name))


def _made(found: re.Match[str], owner: Place, name: str, function: str) -> Named:
    seated = owner.name in table()["seats"].get(function, ())
    return Named(
        *found.span(), owner.name + name, owner.side, function, "省" if seated else level_of(owner.name)
    )


def _owner(place: str | None, home: str, body: str = "") -> Place | None:
    """Whose body it is; that of the summary's province where the name does not say."""
    known = places()
    if place and place not in _OWN:
        return known[place]
    # 商务厅, 经信厅: only provinces have 厅.
    own = home.endswith(place) if place else body.endswith("厅") and home.endswith(("省", "自治区"))
    return known.get(home) if own else None


@cache
def _pattern() -> re.Pattern[str]:
    provinces = any_of((*PROVINCES, *map(short_of, PROVINCES)))
    place = any_of(places())
    own = "(?<![全各跨我])(?:省|市|自治区)"
    befores, behinds = (any_of({names[place] for names in _around()}) for place in (0, 1))
    return re.compile(
        f"(?P<league>(?P<league_of>{provinces})?团(?:省|市)委|{_LEAGUE}(?P<league_in>{provinces})委(?:员会|(?!员)))"
        f"|(?P<before>{befores})(?P<within>{place})(?P<behind>{behinds})"
        f"|(?:中共)?(?P<outer>{provinces})?(?P<place>{place}|{own})?{_INNER}(?P<body>{any_of(_stems())})(?!团)(?:(?<!人大)(?<!政协)|(?!会))"
        f"|(?:{provinces})?(?P<alone>{place})"
    )


@cache
def _stems() -> dict[str, tuple[str, str]]:
    """Return every name that may stand behind a place, with its normal form and its function."""
    found: dict[str, tuple[str, str]] = {}
    for function, groups in table()["grammar"].items():
        for names in groups:
            for stem in names:
                for ending, short in _ENDINGS.items():
                    found[stem + ending] = (names[0] + short, function)
    for function, groups in table()["whole"].items():
        for names in groups:
            found.update((name, (names[0], function)) for name in names)
    return found


@cache
def _around() -> dict[tuple[str, str], tuple[str, str]]:
    """Return, by what stands before the place and what behind it, the normal form and the function."""
    return {
        (before, behind): (name, function)
        for function, groups in table()["around"].items()
        for name, before, behind in groups
    }


@cache
def table() -> dict[str, dict[str, list[Any]]]:
    """Return ``bodies.toml``."""
    return dict(tomllib.loads((files(__package__) / "organisations.toml").read_text(encoding="utf-8")))
