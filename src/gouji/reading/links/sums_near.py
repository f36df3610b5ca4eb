"""Totals beside three parts and more that words only hint at: …，全县114家; 3420件，具体而言，民事2180件."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.numbers.digits import middle
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.each import counted_each
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import makes_total

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
            yield from _tied(paragraph, whole, _before(paragraph, whole))
        if behind >= _FEWEST and pattern("tells_parts").match(paragraph.behind(whole)):
            yield from _tied(paragraph, whole, _behind(paragraph, whole))
        if before and behind >= _FEWEST - 1 and paragraph.opens[whole]:
            parts = [whole, *_behind(paragraph, whole)]
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


def _before(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the levels of one run right before a total, up to three clauses with other figures apart."""
    found: list[int] = []
    for at in range(whole - 1, max(-1, whole - _MOST), -1):
        if paragraph.opens[at + 1] and pattern("full_stop").search(paragraph.before(at + 1)):
            break
        if paragraph.added_in[at] == paragraph.added_in[whole] and paragraph.alike(whole, at):
            found.insert(0, at)
        elif paragraph.added_in[at] and not paragraph.is_counted(at):
            break
    return found


def _behind(paragraph: Paragraph, whole: int) -> list[int]:
    """Return the levels of one run right behind a total."""
    found: list[int] = []
    for at in range(whole + 1, min(len(paragraph.claims), whole + _MOST)):
        if paragraph.opens[at] and pattern("full_stop").search(paragraph.before(at)):
            break
        if paragraph.added_in[at] == paragraph.added_in[whole] and paragraph.alike(whole, at):
            found.append(at)
        elif paragraph.added_in[at] and not paragraph.is_counted(at):
            break
    return found
