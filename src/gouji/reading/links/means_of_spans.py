"""Means that are spans of time, of kinds, and what one unit of money draws: 平均住院日8天; 每1元撬动8.5元."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import WITHIN
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import entry, pattern, words
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.paragraph import Paragraph

_FAR = Fraction(3, 2)
"""How far off a mean is at most that is one of a total and a count beside it."""
_REACH = 8
"""Figures around a mean among which its total and its count are looked for."""


def means_of_spans(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield mean spans of time, with the one total in their unit and the one count in their sentence."""
    for at, claim in enumerate(paragraph.claims):
        spans = claim.unit in TIME_UNITS and claim.measure in {"mean", "level"} and not claim.totals
        if not spans or not pattern("mean_span").search(paragraph.names[at]):
            continue
        near = [
            one
            for one in _near(paragraph, at)
            if one < at
            and paragraph.claims[one].measure == "level"
            and not paragraph.are_of_sentences(one, at)
        ]
        totals = [
            one for one in near if paragraph.claims[one].unit == claim.unit and paragraph.exceeds(one, at)
        ]
        counts = [one for one in near if paragraph.claims[one].unit in words("units_of_spans")]
        if len(totals) == 1 and len(counts) == 1 and _is_near(paragraph, at, totals[0], counts[0]):
            yield _mean(paragraph, claim, totals[0], counts[0])


def drawn(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what one yuan of an amount draws of another: 资金1200万元，每1元撬动社会资本6.5元."""
    for at in range(1, len(paragraph.claims)):
        claim = paragraph.claims[at]
        found = pattern("draws").fullmatch(paragraph.before(at)) if _is_one_yuan(paragraph, at - 1) else None
        if not found or claim.unit != paragraph.claims[at - 1].unit or claim.totals:
            continue
        near = [one for one in _near(paragraph, at) if paragraph.claims[one].unit == claim.unit]
        near = [one for one in near if one not in {at, at - 1} and _is_of_its_time(paragraph, one, at)]
        totals = [one for one in near if _is_of(paragraph, one, found["what"]) or _is_drawn(paragraph, one)]
        counts = [one for one in near if one not in totals and one < at]
        named = [one for one in counts if _is_of(paragraph, one, found["of"])]
        counts = named or counts[-1:]
        if len(totals) == 1 and len(counts) == 1 and _is_near(paragraph, at, totals[0], counts[0]):
            yield _mean(paragraph, claim, totals[0], counts[0])


def _is_of_its_time(paragraph: Paragraph, one: int, at: int) -> bool:
    """Whether a figure is a level of the time of another, or adds up to its end."""
    claim = paragraph.claims[one]
    return claim.is_level and claim.period.removeprefix("../") == paragraph.claims[at].period


def _mean(paragraph: Paragraph, claim: Claim, total: int, count: int) -> Claim:
    starts = tuple((paragraph.claims[one].start, "") for one in (total, count))
    return claim._replace(measure="mean", totals=starts, via="mean.of")


def _is_one_yuan(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is the one yuan that draws others: 每1元财政资金."""
    bare = pattern("one_yuan").fullmatch(paragraph.quote(at))
    return bare is not None and pattern("for_each_yuan").search(paragraph.before(at)) is not None


def _is_of(paragraph: Paragraph, one: int, name: str) -> bool:
    """Whether a figure is called so, or shortly so: 财政资金 of 财政引导资金."""
    said = paragraph.claims[one].indicator + paragraph.names[one]
    return len(name) >= 2 and has_signs_of(said, name)


def _is_drawn(paragraph: Paragraph, one: int) -> bool:
    """Whether words say that a figure was drawn by another: 共撬动社会资本."""
    return pattern("was_drawn").search(paragraph.names[one]) is not None


def _near(paragraph: Paragraph, at: int) -> Sequence[int]:
    return range(max(0, at - _REACH), min(len(paragraph.claims), at + _REACH))


def _is_near(paragraph: Paragraph, at: int, total: int, count: int) -> bool:
    """Whether a mean is not far off from what a total and a count make."""
    printed, whole, number = (middle(paragraph.claims[one].interval) for one in (at, total, count))
    if not printed or not whole or not number or not all(map(paragraph.is_exact, (total, count))):
        return False
    return whole / number / _FAR < printed < whole / number * _FAR


_MOST = 12
"""Figures between that of all and those of the kinds, at most."""


def means_of_kinds(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of two kinds of people, or of bodies, each with that of all, told before.

    But for the word for the kind all have one name, one unit and one time. What each has a day or a year adds
    up, as shares do: these are no means of the kinds.
    """
    told = [at for at, claim in enumerate(paragraph.claims) if _is_mean(claim)]
    for one, two in _families() if len(told) > 2 else ():
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
                    yield paragraph.claims[part]._replace(totals=((start, WITHIN),), via="mean.kinds")


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
