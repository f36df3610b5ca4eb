"""Means and rates of two kinds that are all there are, with that of all: 城镇人均收入A，农村B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gouji.facts.table.columns import WITHIN
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import entry, pattern
from gouji.reading.links.paragraph import Paragraph

_VIA = "mean.kinds"
_MOST = 12
"""Figures between that of all and those of the kinds, at most."""


def means_of_kinds(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of two kinds of people, or of bodies, each with that of all, told before.

    But for the word for the kind all have one name, one unit and one time. What each has a day or a year adds
    up, as shares do: these are no means of the kinds.
    """
    told = [at for at, claim in enumerate(paragraph.claims) if _is_mean(claim)]
    for one, two in _families() if len(told) > _KINDS else ():
        named = [(at, paragraph.claims[at]) for at in told]
        firsts = {_all_of(claim, one): at for at, claim in named if one.search(claim.indicator)}
        for at in told:
            claim = paragraph.claims[at]
            what = _all_of(claim, two) if two.search(claim.indicator) else None
            first = firsts.get(what) if what else None
            total = None if first is None else _total(paragraph, told, min(at, first), what)
            if first is not None and total is not None and not claim.totals:
                for part in (first, at):
                    start = paragraph.claims[total].start
                    yield paragraph.claims[part]._replace(totals=((start, WITHIN),), via=_VIA)


_KINDS = 2
_What = tuple[str, ...]


def _is_mean(claim: Claim) -> bool:
    name = claim.indicator
    if claim.whole is not None or not name or claim.measure not in {"level", "mean"} or claim.changes:
        return False
    named = pattern("rate_of_all") if claim.unit == "%" else pattern("mean_of_each")
    return named.search(name) is not None


def _what(claim: Claim, name: str) -> _What:
    bare = pattern("of_all_people").sub("", name)
    return bare, claim.unit, claim.period, claim.scope, claim.section, claim.base


def _all_of(claim: Claim, kind: re.Pattern[str]) -> _What:
    """Return what the mean of all is called, where this is that of a kind."""
    return _what(claim, kind.sub("", claim.indicator, count=1))


def _total(paragraph: Paragraph, told: Sequence[int], before: int, what: _What | None) -> int | None:
    """Return the mean of all before those of the kinds; None where there is none, or more than one value."""
    claims = paragraph.claims
    near = [at for at in told if before - _MOST <= at < before]
    found = [at for at in near if _what(claims[at], claims[at].indicator) == what]
    return found[-1] if len({claims[at].interval for at in found}) == 1 else None


@cache
def _families() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the words for each of two kinds."""
    return tuple((re.compile(one), re.compile(two)) for one, two in entry("families_of_means").values())
