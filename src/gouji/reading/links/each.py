"""Figures told of several at once, and sums that take each once: 甲队6次，乙队、丙队各3次，合计12次."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.numbers.digits import middle
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.runs import last_before, run_before
from gouji.reading.links.slips import makes_total, misses_by_digit
from gouji.reading.links.totals import add_total

_VIA = "sum.each"
_SEVERAL, _MOST = 2, 9
"""Bodies that one figure may be told of, where it is told of several."""


def of_each(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what a total behind them adds up, some of it told of several bodies each, once for each.

    They make the total, or would but for a slip of the pen, or if one body more were counted, or one less.
    A figure that is a part of something else is left as it is.
    """
    for whole in [at for at, may in enumerate(paragraph.may_sum) if at and may]:
        last = last_before(paragraph, whole)
        parts = run_before(paragraph, whole, last) if last >= 0 else ()
        parts = (*_told_ahead(paragraph, whole, parts), *parts)
        counts = [counted_each(paragraph, at) for at in parts]
        free = all(paragraph.claims[at].stands_alone for at in parts)
        if not free or max(counts, default=1) < _SEVERAL or not all(counts):
            continue
        terms = [at for at, count in zip(parts, counts, strict=True) for _ in range(count)]
        if _makes(paragraph, whole, terms) or _miscounts(paragraph, whole, parts, counts):
            total = (paragraph.claims[whole].start, "+")
            for at, count in zip(parts, counts, strict=True):
                claim = paragraph.claims[at]
                for _ in range(count):
                    claim = add_total(claim, total, _VIA)
                yield claim


def _told_ahead(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> list[int]:
    """Return what a sentence tells ahead of what is told of each: 第5辑10册，前4辑各12册，累计58册."""
    found: list[int] = []
    for at in range(parts[0] if parts else 0, 0, -1):
        if paragraph.opens[at]:
            break
        if paragraph.has_unit_of(whole, at - 1):
            found.insert(0, at - 1)
    return found if parts and pattern("each_of_counted").fullmatch(paragraph.before(parts[0])) else []


def counted_each(paragraph: Paragraph, at: int) -> int:
    """Return of how many bodies a figure is told; 0 where it is told of each of some that are not counted.

    音协、舞协、剧协各组织演出3次: of three.
    """
    said = paragraph.clause_of_list(at)
    if at and pattern("each_of_counted").fullmatch(paragraph.before(at)):
        count = paragraph.count(at - 1)  # 科技、教育、卫生三个支部各发展党员2名
        return count if count <= _MOST else 0
    if "各" not in said:
        return 1
    found = pattern("told_of_each").fullmatch(said)
    if not found:
        return 0 if pattern("of_each_uncounted").search(said) else 1
    names = pattern("joins_names_of_each").split(found["names"])
    return len(names) if len(names) <= _MOST else 0


def _miscounts(paragraph: Paragraph, whole: int, parts: Sequence[int], counts: Sequence[int]) -> bool:
    """Whether what is told of each, taken once more or less, makes a total, all as they are printed."""
    total, *numbers = [middle(paragraph.claims[at].interval) or Fraction(0) for at in (whole, *parts)]
    gap = total - sum(one * count for one, count in zip(numbers, counts, strict=True))
    each = [one for one, count in zip(numbers, counts, strict=True) if count > 1]
    return all(map(paragraph.is_exact, (whole, *parts))) and any(abs(gap) == one for one in each)


def _makes(paragraph: Paragraph, whole: int, terms: Sequence[int]) -> bool:
    """Whether terms make a total, or would but for a slip; each of them is exact."""
    exact = all(map(paragraph.is_exact, (whole, *terms)))
    return exact and (makes_total(paragraph, whole, terms) or misses_by_digit(paragraph, whole, terms))
