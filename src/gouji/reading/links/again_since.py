"""Figures told twice whose time or measure hides that they are one.

All that came since something began, whatever the years (自2016年成立以来, 建馆以来); by how much a year
changed a thing (比上年增加2250万人次, 一年多出2250万人次).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from gouji.facts.table.columns import AHEAD, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.told import (
    Items,
    Told,
    bare_name,
    is_bounded,
    is_near,
    is_slip,
    is_telling,
    meet,
    tell_few_values,
    unit_of,
)
from gouji.reading.links.totals import add_total

_VIA = "again.since"
_CLEAR = 4
"""Characters of a name that says what it is of without more."""
_SHORTEST = 3
"""Characters of the name of what changed, whose unit and time are told too."""


def told_since(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that tell again what came since something began, or by how much it changed."""
    text = items.text
    since = claims if "以来" in text else ()
    told = [Told(items, one) for one in since if "/" in one.period and one.is_level and _is_sound(one)]
    sums: dict[int, str] = {}
    for one in told:
        began = pattern("since_it_began").search(text, one.sentence, one.claim.start)
        if began and len(_name(one)) >= _CLEAR and not _is_of_part(text, one):
            sums[one.claim.start] = began["what"]
    yield from _tied(
        [one for one in told if one.claim.start in sums],
        lambda one: (_name(one), sums[one.claim.start], one.claim.period.rpartition("/")[2]),
        near=True,
    )
    changes = [claim for claim in claims if claim.measure == "change" and _is_sound(claim)]
    for some in grouped(changes, _moved).values() if len(changes) > 1 else ():
        if len(some) > 1 and len(_moved(some[0])[0]) >= _SHORTEST:
            named = [one for one in (Told(items, claim) for claim in some) if not _is_of_part(text, one)]
            yield from _tied(named, lambda one: _moved(one.claim), near=False)


def _is_sound(claim: Claim) -> bool:
    told = not claim.place and claim.section not in AHEAD and claim.unit not in {"", "%"}
    return told and is_bounded(claim)


def _is_of_part(text: str, one: Told) -> bool:
    """Whether its sentence names a part of the publisher before it, or 其中."""
    said = (text, one.sentence, one.claim.start)
    return any(pattern(name).search(*said) for name in ("names_part", "is_among"))


def _name(one: Told) -> str:
    """Return what came since something began, without these words."""
    return pattern("before_since").sub("", one.phrase)


def _moved(claim: Claim) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what changed, and of when; changes of one thing share it."""
    name = pattern("time_behind_name").sub("", bare_name(claim))
    return name, claim.period, claim.base, tuple(claim.subjects)


def _tied(figures: Sequence[Told], what: Callable[[Told], Hashable], *, near: bool) -> Iterator[Claim]:
    """Yield the figures of one thing with the first of it: equal ones, and those that differ by a slip.

    *near*: or such as are near each other.
    """
    whole = [one for one in figures if one.claim.stands_alone]
    for some in grouped(
        whole, lambda one: (what(one), unit_of(one.claim), one.claim.section, one.claim.stage)
    ).values():
        first, *others = some
        one_thing = tell_few_values(one.claim for one in some)
        for one in others if one_thing else ():
            equal = meet(first.claim, one.claim) and is_telling(one.claim)
            slip = is_slip(first.size, one.size, powers=()) or (near and is_near(first.size, one.size))
            if one.sentence != first.sentence and (equal or (slip and not meet(first.claim, one.claim))):
                yield add_total(one.claim, (first.claim.start, SAME), _VIA)
