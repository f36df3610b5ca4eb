"""Sums that say how many figures they add up, wherever these stand: 甲办了48场；乙16场。…两类相加，共64场."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.slips import is_near, makes_total
from gouji.reading.numbered import value_of_count

_VIA = "sum.heji"
_FEWEST, _SENTENCES = 2, 1


def counted_sums(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the last so many figures before a sum, and that: 教育6亿元，卫生3亿元——仅此两项即支出9亿元."""
    for whole in range(_FEWEST + 1, len(paragraph.claims)):
        count = paragraph.count(whole - 1)
        if count < _FEWEST or not (_adds_up(paragraph, whole) or _names_all(paragraph, whole)):
            continue
        parts = _parts(paragraph, whole, count, whole - 2)
        if len(parts) != count or not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        sure = _adds_up(paragraph, whole) or _are_all_near(paragraph, whole, parts)
        if sure or makes_total(paragraph, whole, parts):
            yield paragraph.link(whole, parts, _VIA, complete=True)


def all_added(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the levels of a sentence with the sum of them all behind it: 上述贷款合并计算，总额达8.2亿元."""
    for whole in range(_FEWEST, len(paragraph.claims)):
        if parts := _all_before(paragraph, whole):
            yield paragraph.link(whole, parts, _VIA, complete=True)


def sums_of_so_many(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the last so many levels before a sum that counts them: 以上两项活动合计发放资金110.3万元."""
    for whole in range(_FEWEST, len(paragraph.claims)):
        found = pattern("sums_so_many").search(paragraph.before(whole))
        count = value_of_count(found["count"]) if found else None
        parts = _parts(paragraph, whole, count, whole - 1) if count and count >= _FEWEST else []
        if not parts or len(parts) != count or not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        others = any(paragraph.has_unit_of(at, whole) for at in range(parts[0]))
        if makes_total(paragraph, whole, parts) or not (
            others or not paragraph.add_up(whole, parts, is_near)
        ):
            yield paragraph.link(whole, parts, _VIA, complete=True)


def _all_before(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the levels of the sentence before a figure that says to be their sum, and nearly is."""
    if not paragraph.opens[whole] or not pattern("all_add_up").fullmatch(paragraph.before(whole)):
        return []
    first = next((at for at in range(whole - 1, -1, -1) if paragraph.opens[at]), 0)
    parts = [at for at in range(first, whole) if paragraph.has_unit_of(at, whole)]
    among = any(pattern("part_told_among").search(paragraph.before(at)) for at in parts)
    plain = len(parts) >= _FEWEST and all(paragraph.alike(whole, at) for at in parts) and not among
    exact = plain and all(map(paragraph.is_exact, (whole, *parts)))
    return parts if exact and paragraph.add_up(whole, parts, is_near) else []


def _adds_up(paragraph: Paragraph, whole: int) -> bool:
    """Whether words around a count say that so many figures make the one behind it."""
    behind, before = paragraph.before(whole), paragraph.before(whole - 1)
    if pattern("adds_so_many").match(behind):
        return pattern("opens_sum_of_so_many").search(before) is not None
    only = pattern("only_so_many").search(before) is not None
    return only and pattern("only_they_make").match(behind) is not None


def _names_all(paragraph: Paragraph, whole: int) -> bool:
    """Whether a figure is told of so many behind them: 三项受助学生1440人; they must nearly make it."""
    if pattern("opens_sum_of_so_many").search(paragraph.before(whole - 1)) is None:
        return False
    said = paragraph.before(whole)
    named = pattern("noun_of_so_many").fullmatch(said) or pattern("nouns_add_up").fullmatch(said)
    return named is not None


def _are_all_near(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether figures that words add up are all of their unit before a sum, and miss it by a fifth at most.

    两个中队加在一起 are not the last two of three kinds of calls.
    """
    others = any(paragraph.has_unit_of(at, whole) for at in range(parts[0]))
    added = not others and pattern("nouns_add_up").fullmatch(paragraph.before(whole))
    return bool(added) and paragraph.add_up(whole, parts, is_near)


def _parts(paragraph: Paragraph, whole: int, count: int, last: int) -> list[int]:
    """Return the last so many levels of its unit from *last* on before a sum; none if one is no summand."""
    parts: list[int] = []
    for at in range(last, max(-1, whole - MOST), -1):
        if sum(paragraph.opens[at + 1 : whole]) > _SENTENCES + count or len(parts) == count:
            break
        among = pattern("part_told_among").search(paragraph.before(at)) and len(parts) < count - 1
        if not paragraph.has_unit_of(at, whole) or among:
            continue
        if not paragraph.alike(whole, at):
            return []
        parts.insert(0, at)
    return parts
