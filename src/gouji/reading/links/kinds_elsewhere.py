"""Kinds that leave nothing out, told elsewhere than their total, in its name: 职工养老保险基金收入."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.links.known_families import Family, known_families
from gouji.reading.links.slips import corrections, slipped
from gouji.reading.links.told import is_telling, unit_of

_VIA = "sum.elsewhere"
_FEWEST = 2
"""Kinds that something has at least."""
_NAME = 5
"""Characters of a name that says fully what a figure is of."""


class _Told(NamedTuple):
    """Of what unit, time and part of the document a figure is."""

    unit: str
    period: str
    section: str


def of_kinds_elsewhere(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; levels that are all kinds of a total told elsewhere as its parts.

    The name of each is that of the total with the word of its kind before it. They add up, or would but for
    a slip; the document tells one value of each name only.
    """
    plain = [claim for claim in claims if _may_be(claim)]
    ends = _ends_of_others({claim.indicator for claim in plain})
    named: dict[_Told, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in plain if ends else ():
        if claim.indicator.endswith(ends) and is_telling(claim):
            told = _Told(unit_of(claim), claim.period, claim.section)
            named[told][claim.indicator].append(claim)
    found: dict[int, Claim] = {}
    for some in named.values():
        for whole, parts in _divided(some):
            if not any(part.start in found for part in parts):
                found |= {
                    part.start: part._replace(whole=whole.start, via=_VIA, complete=True) for part in parts
                }
    return [found.get(claim.start, claim) for claim in claims] if found else list(claims)


def _may_be(claim: Claim) -> bool:
    return (
        claim.is_level and not claim.place and claim.unit not in {"", "%"} and len(claim.indicator) >= _NAME
    )


def _ends_of_others(names: Collection[str]) -> tuple[str, ...]:
    """Return the names that two others end with: only a total may be called so.

    >>> _ends_of_others({"保险基金收入", "职工保险基金收入", "居民保险基金收入", "居民收入"})
    ('保险基金收入',)
    """
    ordered = sorted(name[::-1] for name in names)
    found = []
    for at, name in enumerate(ordered[: -_FEWEST or None]):
        if all(other.startswith(name) for other in ordered[at + 1 : at + 1 + _FEWEST]):
            found.append(name[::-1])
    return tuple(found)


def _divided(named: Mapping[str, list[Claim]]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Yield totals, each with all kinds of it."""
    for name, (whole, *again) in named.items():
        longer = [one for one in named if one != name and one.endswith(name)]
        for family in known_families("near") if len(longer) > 1 and not again else ():
            if family.whole.search(name):
                told = [_of_kind(longer, name, kind, family) for kind in family.members]
                parts = [named[one][0] for one in told if one and len(named[one]) == 1]
                free = all(part.stands_alone for part in parts)
                if len(parts) == len(family.members) and free and _makes(whole, parts):
                    yield whole, parts


def _of_kind(longer: Sequence[str], name: str, kind: re.Pattern[str], family: Family) -> str:
    """Return the only name that has one kind, and no other, before that of the total; empty for none."""
    heads = {one: one.removesuffix(name) for one in longer}
    found = [
        one for one, head in heads.items() if [each for each in family.members if each.search(head)] == [kind]
    ]
    return found[0] if len(found) == 1 else ""


def _makes(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts add up to a total, or would but for a slip in one figure."""
    known = [part.interval for part in parts if part.interval is not None]
    if whole.interval is None or len(known) < len(parts):
        return False
    if Interval.total(known).meets(whole.interval):
        return True
    total, numbers = middle(whole.interval), [middle(one) for one in known]
    terms = [one for one in numbers if one is not None]
    if total is None or len(terms) < len(parts):
        return False
    return any(slipped(*pair) for pair in corrections(total, terms))
