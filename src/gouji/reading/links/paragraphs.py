"""A text as paragraphs: the figures of each that something may be told of, and the words between them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gouji.facts.figures.model import RATIO
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph, words_before


def paragraphs(text: str, bounds: Sequence[tuple[int, int]], claims: Sequence[Claim]) -> list[Paragraph]:
    """Return the paragraphs that have figures."""
    found, at = [], 0
    for start, end in bounds:
        first = at
        while at < len(claims) and claims[at].start < end:
            at += 1
        known = [claim for claim in claims[first:at] if claim.interval is not None]
        figures = tuple([one for one, two in zip_longest(known, known[1:]) if not _is_limit(text, one, two)])
        ratios = tuple(claim for claim in claims[first:at] if _has_terms(text, claim))
        found += [_paragraph(text, *stretch, ratios) for stretch in _stretches(start, end, figures)]
    return found


_MOST = 150
"""Figures that are read together: linkers hold each against others, and no sentence speaks of so many."""


def _stretches(start: int, end: int, figures: Sequence[Claim]) -> Iterator[tuple[int, int, Sequence[Claim]]]:
    """Yield where the parts of a paragraph that are read together begin and end, and their figures."""
    for first in range(0, len(figures), _MOST):
        some = figures[first : first + _MOST]
        last = end if first + _MOST >= len(figures) else some[-1].end
        yield start, last, some
        start = last


def _paragraph(
    text: str, start: int, end: int, figures: Sequence[Claim], ratios: Sequence[Claim]
) -> Paragraph:
    depths, names = tuple(_depths(text, start, figures)), tuple(_names(text, start, figures))
    gaps = tuple(_gaps(text, start, end, figures))
    inside = tuple(claim for claim in ratios if start <= claim.start < end)
    return Paragraph(text, start, end, tuple(figures), gaps, depths, names, inside)


def _is_limit(text: str, one: Claim, two: Claim | None) -> bool:
    """Whether a figure tells which of the next: 50万元以上15个, 持平的4个, 0至6岁儿童的亲子阅读312场."""
    if two is None:
        return False
    between = text[one.end : two.start]
    if between and one.unit in words("units_of_age"):
        ranges = pattern("range_of_age").search(text, one.start, one.end)
        return bool(ranges and two.is_level and pattern("of_that_age").fullmatch(between))
    if between:
        return one.changes and two.is_level and pattern("those_that").fullmatch(between) is not None
    ages = words("units_of_age")
    bounds = one.unit in ages or pattern("is_a_bound").search(text, one.start, one.end)
    return bool(bounds) and two.unit not in {*ages, one.unit}


def _has_terms(text: str, claim: Claim) -> bool:
    ratio = claim.form == RATIO and claim.unit != "%"
    return ratio and pattern("between_terms").search(text, claim.start, claim.end) is not None


def _gaps(text: str, start: int, end: int, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        gap = text[start : claim.start]
        yield pattern("other_unit").sub("", gap) if "（" in gap else gap
        start = claim.end
    gap = text[start:end]
    yield pattern("other_unit").sub("", gap) if "（" in gap else gap


def _names(text: str, start: int, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        said = words_before(text, start, claim.start)
        first = claim.start - len(said)
        yield _behind_brackets(text, start, first) + said if text[first - 1] in "）)" else said
        start = claim.end


def _behind_brackets(text: str, low: int, at: int) -> str:
    """Return the words for a share before brackets that end there: 占总人口比重（城镇化率）."""
    if at <= low:
        return ""
    opens = max(text.rfind(sign, max(low, at - _ASIDE), at) for sign in "（(")
    said = words_before(text, low, opens) if opens >= 0 else ""
    return said if pattern("ends_in_share").search(said) else ""


_ASIDE = 24
"""Characters of brackets that another name of a share stands in."""


def _depths(text: str, start: int, claims: Sequence[Claim]) -> Iterator[int]:
    end = claims[-1].start
    if text.find("（", start, end) < 0 and text.find("(", start, end) < 0:
        yield from [0] * len(claims)
        return
    depth, brackets = 0, pattern("brackets").finditer(text, start, claims[-1].start)
    bracket = next(brackets, None)
    for claim in claims:
        while bracket and bracket.start() < claim.start:
            depth = max(0, depth + (1 if bracket[0] in "（(" else -1))
            bracket = next(brackets, None)
        yield depth
