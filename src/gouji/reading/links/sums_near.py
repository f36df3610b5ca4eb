"""Totals beside parts that words only hint at, or of which the rest is told: …，全县114家; 余者皆为硕士."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.numbers.digits import middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.each import counted_each
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import makes_total, misses_by_digit

_VIA = "sum.zonge"
_FEWEST, _MOST = 3, 12


def sums_near(paragraph: Paragraph) -> Iterator[Link]:
    """Yield runs of levels with the total behind or before them, which they make, or would but for a slip."""
    units = paragraph.added_in
    for whole, unit in enumerate(units):
        if not unit or paragraph.depths[whole]:
            continue
        before, behind = units[:whole].count(unit), units[whole + 1 :].count(unit)
        if before >= _FEWEST and pattern("says_of_the_whole").search(paragraph.before(whole)):
            yield from _tied(paragraph, whole, _next_to(paragraph, whole, -1))
        if behind >= _FEWEST and pattern("tells_parts").match(paragraph.behind(whole)):
            yield from _tied(paragraph, whole, _next_to(paragraph, whole, 1))
        if before and behind >= _FEWEST - 1 and paragraph.opens[whole]:
            parts = [whole, *_next_to(paragraph, whole, 1)]
            others = pattern("names_the_others").fullmatch(paragraph.names[parts[-1]])
            if others or pattern("opens_parts_far").search(paragraph.before(whole)):
                yield from _of_one_far(paragraph, parts)


def _of_one_far(paragraph: Paragraph, parts: list[int]) -> Iterator[Link]:
    """Yield the link of parts behind 。其中 with the total that they make, or the nearest but for a slip."""
    near = range(parts[0] - 1, max(-1, parts[0] - _MOST), -1)
    unit = paragraph.added_in[parts[0]]
    wholes = [at for at in near if paragraph.added_in[at] == unit and not paragraph.depths[at]]
    wholes = [at for at in wholes if not any(paragraph.exceeds(part, at) for part in parts)]
    made = next((at for at in wholes if paragraph.add_up(at, parts)), None)
    if wholes and len(parts) >= _FEWEST:
        yield from _tied(paragraph, wholes[0] if made is None else made, parts)


def _tied(paragraph: Paragraph, whole: int, parts: list[int]) -> Iterator[Link]:
    """Yield the link of the parts next to a total, however many make it; three and more."""
    if len(parts) < _FEWEST or not all(map(paragraph.is_exact, (whole, *parts))):
        return
    made = _is_near(paragraph, whole, parts) and makes_total(paragraph, whole, parts)
    if made and all(counted_each(paragraph, at) == 1 for at in parts):
        yield paragraph.link(whole, parts, _VIA, complete=True)


def _is_near(paragraph: Paragraph, whole: int, parts: list[int]) -> bool:
    """Whether a total is at most half as much again as its parts, or they as it."""
    total, *found = [middle(paragraph.claims[at].interval) for at in (whole, *parts)]
    summed = sum((one for one in found if one is not None), Fraction(0))
    return total is not None and summed / _FAR <= total <= summed * _FAR


_FAR = Fraction(3, 2)


def _next_to(paragraph: Paragraph, whole: int, step: int) -> list[int]:
    """Return the levels beside a total that make it: behind it in its sentence, before it if *step* is -1.

    Figures that are not added may stand between them, but for a level of another unit.
    """
    found: list[int] = []
    for at in range(whole, len(paragraph.claims) if step > 0 else -1, step)[1:_MOST]:
        if paragraph.ends_before(max(at, at - step)):
            break
        if paragraph.added_in[at] == paragraph.added_in[whole] and paragraph.alike(whole, at):
            found.append(at)
        elif paragraph.added_in[at] and not paragraph.is_counted(at):
            break
    return sorted(found)


_REST = "sum.qiyu"
_MOST_PARTS = 4


def rest_told(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with its parts and what is left, which make it, or would but for a slip of the pen."""
    for rest in range(2, len(paragraph.claims)):
        said = paragraph.before(rest)
        if paragraph.depths[rest] or not pattern("tells_rest").search(said):
            continue
        beside = _beside(paragraph, rest)
        for first in range(len(beside) - 1):
            whole, parts = beside[-2 - first], (*beside[len(beside) - 1 - first :], rest)
            exact = all(map(paragraph.is_exact, (whole, *parts)))
            larger = not any(paragraph.exceeds(part, whole) for part in parts)
            told = makes_total(paragraph, whole, parts) or misses_by_digit(paragraph, whole, parts)
            if exact and larger and told:
                yield paragraph.link(whole, parts, _REST, complete=True)
                break


def rest_untold(paragraph: Paragraph) -> Iterator[Link]:
    """Yield a total with the parts behind it whose others are told without a figure: …，其余为移送结案."""
    for at in range(2, len(paragraph.claims)):
        if not pattern("tells_rest_alone").match(paragraph.behind(at)):
            continue
        last = next((one for one in range(at, -1, -1) if paragraph.added_in[one] or paragraph.opens[one]), at)
        beside = _beside(paragraph, last) if not paragraph.depths[last] else []
        # The parts, the last of them too, are those behind the one level that is more than they are together.
        for first in range(len(beside) - 1, 0, -1):
            whole, parts = beside[first - 1], (*beside[first:], last)
            if paragraph.add_up(whole, parts, _is_less) and paragraph.is_exact(whole):
                yield paragraph.link(whole, parts, _REST, complete=False)._replace(exclusive=True)
                break


def _is_less(parts: Interval, whole: Interval) -> bool:
    """Whether parts certainly leave something of a total."""
    return whole.exceeds(parts)


def _beside(paragraph: Paragraph, rest: int) -> list[int]:
    """Return the levels that may be a total and its parts before what is left, in text order.

    They stand in its sentence, in the brackets that it stands in, and have its unit.
    """
    found: list[int] = []
    for at in range(rest - 1, -1, -1):
        if paragraph.has_unit_of(at, rest) and paragraph.alike(rest, at):
            found.insert(0, at)
        if len(found) > _MOST_PARTS or paragraph.ends_before(at):
            break
    return found
