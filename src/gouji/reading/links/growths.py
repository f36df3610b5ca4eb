"""Growths of kinds that are all there are, behind that of all; yearly ones behind that over years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.table.columns import BETWEEN
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.known_families import Family, families_in
from gouji.reading.links.paragraph import MOST, Paragraph

_VIA = "growth.family"
_PER_YEAR = "growth.yearly"
_SPAN = range(2, 51)
"""Years over which something may grow so much a year."""


def growths_of_kinds(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the growths of the kinds of a family, each with that of all of them, told before.

    规上工业增加值增长4.7%。其中，轻工业增长16.8%，重工业增长1.0%: they follow one another, behind words that
    open parts. What is told of each person (人均) may grow faster than for each kind.
    """
    told = [
        at for at, claim in enumerate(paragraph.claims) if claim.measure == "growth" and claim.unit == "%"
    ]
    names = [_said(paragraph, at) for at in told]
    taken: set[int] = set()
    for family in families_in(" ".join(names), "growths"):
        size = len(family.members)
        for first in family.told_in(names):
            parts, before = told[first : first + size], [at for at in told[:first] if at not in taken]
            total = _total(paragraph, before, parts, family) if taken.isdisjoint(parts) else None
            if total is not None and _are_plain(paragraph, total, parts, family):
                taken.update(parts)
                start = paragraph.claims[total].start
                way = f"{BETWEEN}{paragraph.claims[parts[0]].start}"
                for at in parts:
                    yield paragraph.claims[at]._replace(totals=((start, way),), via=_VIA)


def _total(paragraph: Paragraph, before: Sequence[int], parts: Sequence[int], family: Family) -> int | None:
    """Return the growth of what kinds are of; None where no words open parts, or several may be meant."""
    claims = paragraph.claims
    several = len({(claims[at].period, claims[at].base, claims[at].section) for at in parts}) > 1
    if several or any(claims[at].totals for at in parts):
        return None
    first = claims[parts[0]]
    said = paragraph.text[max(paragraph.start, first.start - _REACH) : first.start]
    found = list(pattern("opens_growths").finditer(said))
    if not found:
        return None
    # Behind 其中 it is the growth right before; what divides anew must leave one that it can be of.
    near = before[-1:] if pattern("is_among").match(found[-1][0]) else before
    fitting = [at for at in near if family.whole.search(_said(paragraph, at))]
    if len(fitting) != 1 or parts[0] - fitting[0] > MOST:
        return None
    total = claims[fitting[0]]
    alike = (total.period, total.base, total.section) == (first.period, first.base, first.section)
    otherwise = pattern("grows_otherwise").search(_said(paragraph, fitting[0]))
    return fitting[0] if alike and not total.totals and not otherwise else None


def _are_plain(paragraph: Paragraph, total: int, parts: Sequence[int], family: Family) -> bool:
    """Whether nothing else stands before the names of kinds: 高新技术产品出口 is no 出口."""
    said = _said(paragraph, total)
    for at in parts:
        name = paragraph.claims[at].indicator or paragraph.clause_before(at)
        starts = [found.start() for one in family.members if (found := one.search(name))]
        first = min(starts, default=0)
        if pattern("before_phrase").sub("", name[:first]) not in said:
            return False
    return True


def _said(paragraph: Paragraph, at: int) -> str:
    return f"{paragraph.clause_before(at)} {paragraph.claims[at].indicator}"


_REACH = 60
"""Characters before the growth of a part in which words open it."""


def yearly_growths(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield yearly growths behind a growth over years, with these: 比2015年增长1.5倍，平均每年增长9.6%."""
    for at in range(1, len(paragraph.claims)):
        claim, over = paragraph.claims[at], paragraph.claims[at - 1]
        if claim.unit != "%" or over.measure != "growth" or over.unit != "%" or not over.base.isdigit():
            continue
        told = pattern("yearly_growth").fullmatch(paragraph.before(at) + paragraph.leads[at])
        years = int(claim.period) - int(over.base) if claim.period.isdigit() else 0
        if told and years in _SPAN and claim.period == over.period:
            base = f"{int(over.base) + 1:04d}/{claim.period}"
            indicator, scope = over.indicator, over.scope
            yield claim._replace(measure="growth", base=base, indicator=indicator, scope=scope, via=_PER_YEAR)
