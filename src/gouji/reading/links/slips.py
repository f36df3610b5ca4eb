"""Slips of the pen: a sum that misses its total by one digit, or two neighbouring ones swapped."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle
from gouji.facts.numbers.intervals import decimals
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph


def is_slip(paragraph: Paragraph, whole: int, parts: Sequence[int], signs: Sequence[int] = ()) -> bool:
    """Return whether one slip in one figure keeps parts from adding up to their total.

    Words that only may announce a sum are believed where it holds, or would but for a slip. *signs* has -1
    for those that are taken off.
    """
    total, *found = _printed(paragraph, (whole, *parts))
    known = [one for one in found if one is not None]
    if total is None or len(known) < len(parts):
        return False
    signed = list(zip(known, signs or [1] * len(known), strict=True))
    gap = total - sum(one * sign for one, sign in signed)
    return slipped(total, total - gap) or any(slipped(one, one + gap * sign) for one, sign in signed)


def _printed(paragraph: Paragraph, places: Sequence[int]) -> list[Fraction | None]:
    """Return the digits of figures that are printed in one unit, else what they stand for."""
    found = [pattern("printed_number").fullmatch(paragraph.quote(at)) for at in places]
    told = [one for one in found if one]
    if len(told) == len(places) and len({one["unit"] for one in told}) == 1:
        return [Fraction(one["number"].replace(",", "")) for one in told]
    return [middle(paragraph.claims[at].interval) for at in places]


def slipped(printed: Fraction, meant: Fraction) -> bool:
    """Return whether two numbers differ in one digit, or in two neighbouring ones that are swapped.

    >>> slipped(Fraction(148), Fraction(184)), slipped(Fraction("1.57"), Fraction("1.75"))
    (True, True)
    >>> slipped(Fraction(9), Fraction(7)), slipped(Fraction(100, 3), Fraction(34))
    (False, False)
    """
    if printed == meant or meant <= 0 or printed <= 0:
        return False
    if any(10**_MOST_PLACES % number.denominator for number in (printed, meant)):
        return False  # a third is printed in no digits
    scale = 10 ** max(decimals(printed), decimals(meant))
    one, two = str(int(printed * scale)), str(int(meant * scale))
    return are_swapped(one, two) or (len(one) >= _FEWEST and is_one_slip(one, two))


_MOST_PLACES = 18
_FEWEST = 3
"""Digits of a number that another is likely to be a slip of; any digit is one of any other."""
