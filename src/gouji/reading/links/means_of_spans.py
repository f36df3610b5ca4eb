"""Means that are spans of time, and what one unit of money draws: 平均住院日8天; 每1元撬动8.5元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.paragraph import Paragraph

_VIA = "mean.of"
_FAR = Fraction(3, 2)
"""How far off a mean is at most that is one of a total and a count beside it."""
_PAIR = 2
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
            for one in _in_sentence(paragraph, at)
            if one < at and paragraph.claims[one].measure == "level"
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
    return claim._replace(measure="mean", totals=starts, via=_VIA)


def _is_one_yuan(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is the one yuan that draws others: 每1元财政资金."""
    bare = pattern("one_yuan").fullmatch(paragraph.quote(at))
    return bare is not None and pattern("for_each_yuan").search(paragraph.before(at)) is not None


def _is_of(paragraph: Paragraph, one: int, name: str) -> bool:
    """Whether a figure is called so, or shortly so: 财政资金 of 财政引导资金."""
    said = paragraph.claims[one].indicator + paragraph.names[one]
    return len(name) >= _PAIR and has_signs_of(said, name)


def _is_drawn(paragraph: Paragraph, one: int) -> bool:
    """Whether words say that a figure was drawn by another: 共撬动社会资本."""
    return pattern("was_drawn").search(paragraph.names[one]) is not None


def _in_sentence(paragraph: Paragraph, at: int) -> list[int]:
    """Return the figures around one that stand in its sentence."""
    return [one for one in _near(paragraph, at) if not paragraph.are_of_sentences(one, at)]


def _near(paragraph: Paragraph, at: int) -> Sequence[int]:
    return range(max(0, at - _REACH), min(len(paragraph.claims), at + _REACH))


def _is_near(paragraph: Paragraph, at: int, total: int, count: int) -> bool:
    """Whether a mean is not far off from what a total and a count make."""
    printed, whole, number = (middle(paragraph.claims[one].interval) for one in (at, total, count))
    if not printed or not whole or not number or not all(map(paragraph.is_exact, (total, count))):
        return False
    return whole / number / _FAR < printed < whole / number * _FAR
