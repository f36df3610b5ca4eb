"""Slips of the pen: a sum that misses its total by one digit, or two neighbouring ones swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle, number_in
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph


def is_slip(
    paragraph: Paragraph,
    whole: int,
    parts: Sequence[int],
    signs: Sequence[int] = (),
    slip: Slip | None = None,
) -> bool:
    """Return whether one slip in one figure keeps parts from adding up to their total.

    Words that only may announce a sum are believed where it holds, or would but for a slip. *signs* has -1
    for those that are taken off; *slip* says which numbers are slips for one another.
    """
    slip = slip or slipped
    numbers = _printed(paragraph, (whole, *parts))
    if not numbers:
        return False
    if numbers[0] < 0:
        numbers = [-one for one in numbers]  # what fell
    signs = (1, *(signs or [1] * len(parts)))
    total, *terms = (one * sign for one, sign in zip(numbers, signs, strict=True))
    signed = zip(corrections(total, terms), signs, strict=True)
    pairs = [(printed * sign, meant * sign) for (printed, meant), sign in signed]
    # 98.48万吨: 21.0万吨 and 77.5万吨, which is printed with fewer decimals than what it should be.
    rounded = ((printed, Fraction(round(meant, decimals(printed)))) for printed, meant in pairs)
    if any(slip(printed, meant) for printed, meant in (*pairs, *rounded)):
        return True
    told = (paragraph.claims[at].interval for at in (whole, *parts))
    rounded_ones = any(one is not None and not one.is_point for one in told)
    return slip is slipped and rounded_ones and any(_slipped_beside_rounding(*pair) for pair in pairs)


def makes_total(paragraph: Paragraph, whole: int, parts: Sequence[int], slip: Slip | None = None) -> bool:
    """Return whether parts add up to a total, or would but for one slip in one figure."""
    return paragraph.add_up(whole, parts) or is_slip(paragraph, whole, parts, slip=slip)


def _slipped_beside_rounding(printed: Fraction, meant: Fraction) -> bool:
    """Return whether a wrong digit before the last parts two numbers, but for one unit, which rounding makes.

    >>> [_slipped_beside_rounding(Fraction(2617), Fraction(meant)) for meant in (2818, 2619)]
    [True, False]
    """
    if printed <= 0 or any(10**_MOST_PLACES % number.denominator for number in (printed, meant)):
        return False
    unit = Fraction(1, 10 ** max(decimals(printed), decimals(meant)))
    if abs(meant - printed) < 9 * unit or len(str(int(printed / unit))) < _CLEAR:
        return False
    return any(slipped(printed, meant + by) for by in (-unit, unit))


_CLEAR = 4
"""Digits of a number of which few others are slips, rounded or not."""


def corrections(total: Fraction, terms: Sequence[Fraction]) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield a total and its terms, each with what it would have to be for them to add up."""
    gap = total - sum(terms)
    yield total, total - gap
    yield from ((one, one + gap) for one in terms)


def _printed(paragraph: Paragraph, places: Sequence[int]) -> list[Fraction]:
    """Return the digits of figures printed in one unit, else their values; nothing where one is unknown."""
    found = [pattern("printed_number").fullmatch(paragraph.quote(at)) for at in places]
    told = [one for one in found if one]
    if len(told) == len(places) and len({one["unit"] for one in told}) == 1:
        return [number_in(one["number"]) for one in told]
    known = [one for at in places if (one := middle(paragraph.claims[at].interval)) is not None]
    return known if len(known) == len(places) else []


def slipped(printed: Fraction, meant: Fraction) -> bool:
    """Return whether two numbers differ in one digit, or in two neighbouring ones that are swapped.

    >>> slipped(Fraction(148), Fraction(184)), slipped(Fraction("1.57"), Fraction("1.75"))
    (True, True)
    >>> slipped(Fraction(9), Fraction(7)), slipped(Fraction(100, 3), Fraction(34))
    (False, False)
    """
    if printed == meant or meant <= 0 or printed <= 0:
        return False
    one, two = _in_digits(printed, meant)
    return are_swapped(one, two) or (len(one) >= _FEWEST and is_one_slip(one, two))


_MOST_PLACES = 18


def _in_digits(printed: Fraction, meant: Fraction) -> tuple[str, str]:
    """Return two numbers in digits of the same places; empty where one, as a third, is printed in none."""
    if any(10**_MOST_PLACES % number.denominator for number in (printed, meant)):
        return "", ""
    scale = 10 ** max(decimals(printed), decimals(meant))
    return str(int(printed * scale)), str(int(meant * scale))


def differ_in_a_digit(printed: Fraction, meant: Fraction) -> bool:
    """Return whether two numbers of as many digits, two at least, differ in one, or in two swapped ones."""
    one, two = _in_digits(printed, meant)
    return len(one) > 1 and is_one_slip(one, two)


def nearly(printed: Fraction, meant: Fraction) -> bool:
    """Return whether one slip makes one number the other, whole ones of two digits too: 58 for 50.

    >>> nearly(Fraction(58), Fraction(50)), nearly(Fraction(58), Fraction(7))
    (True, False)
    """
    whole = printed.denominator == meant.denominator == 1
    return slipped(printed, meant) or (whole and meant > 0 and differ_in_a_digit(printed, meant))


def is_near(made: Interval, total: Interval) -> bool:
    """Whether a sum misses its total by no more than a fifth."""
    return not ((total * 4).exceeds(made * 5) or (made * 5).exceeds(total * 6))


def misses_by_digit(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Return whether one slip, of numbers of two digits too, keeps figures from adding up to a total."""
    numbers = _printed(paragraph, (whole, *parts))
    pairs = corrections(numbers[0], numbers[1:]) if numbers else ()
    return any(meant > 0 and nearly(printed, meant) for printed, meant in pairs)


def misses_by_ten(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Return whether one slip keeps figures from adding up; no wrong last digit, which any few make."""
    numbers = _printed(paragraph, (whole, *parts))
    tens = bool(numbers) and (numbers[0] - sum(numbers[1:])) % 10 == 0
    return is_slip(paragraph, whole, parts) or (tens and misses_by_digit(paragraph, whole, parts))


def is_misplaced(off: Fraction, powers: Iterable[int]) -> bool:
    """Return whether a number is so many times another as a wrong unit makes it, of these powers of ten.

    >>> is_misplaced(Fraction(10_020), (-4, 4)), is_misplaced(Fraction(1), (-4, 4))
    (True, False)
    """
    return any(abs(off / Fraction(10) ** power - 1) <= _ROUNDED for power in powers)


def has_wrong_unit(paragraph: Paragraph, whole: int, parts: Sequence[int], signs: Sequence[int] = ()) -> bool:
    """Return whether 万 for 亿, or the like, in one figure keeps parts from adding up to their total."""
    signs = signs or [1] * len(parts)
    known = [middle(paragraph.claims[at].interval) for at in (whole, *parts)]
    if any(not one for one in known):
        return False
    total, *terms = (one * sign for one, sign in zip(known, (1, *signs), strict=True) if one is not None)
    return any(
        meant and is_misplaced(printed / meant, _UNITS) for printed, meant in corrections(total, terms)
    )


_UNITS = (-8, -4, 4, 8)
"""Powers of ten between 元, 万元 and 亿元."""


def is_near_sum(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Return whether one digit of a total keeps figures from making it, and they nearly do: 45 for 40."""
    total, *found = (one or Fraction(0) for one in _printed(paragraph, (whole, *parts)))
    near = 0 < abs(total - sum(found)) * 8 <= total
    return near and nearly(total, sum(found, Fraction(0)))


NEAR_HUNDRED = Interval.closed(Fraction(88), Fraction(112))
"""What shares that leave nothing out may make together, if one of them is wrong."""
_ROUNDED = Fraction(1, 200)
_FEWEST = 3
"""Digits of a number that another is likely to be a slip of; any digit is one of any other."""


Slip = Callable[[Fraction, Fraction], bool]
"""Whether one number is a slip of the pen for another."""


def gives(paragraph: Paragraph, at: int, part: int, total: int) -> bool:
    """Whether a part of a total makes a percentage."""
    return makes(*(paragraph.claims[one].interval for one in (at, part, total)))


def makes(share: Interval | None, part: Interval | None, whole: Interval | None) -> bool:
    """Say whether a part of a whole makes a percentage; False where one is not known."""
    if share is None or part is None or whole is None or 0 in whole:
        return False
    return (part / whole * 100).meets(share)


def gives_or_slips(
    paragraph: Paragraph, at: int, part: int, total: int, *, of_two_digits: bool = False
) -> bool:
    """Whether a part of a total makes a percentage, or would but for one slip in either.

    A part of two digits is a slip of many others: only where no other total can be meant it is one.
    """
    stated, piece, whole = (paragraph.claims[one].interval for one in (at, part, total))
    if stated is None or piece is None or whole is None or 0 in whole:
        return False
    slip = nearly if of_two_digits else slipped
    return gives(paragraph, at, part, total) or slips_in_ratio(
        paragraph.quote(at), stated, (piece, whole), slip
    )


def slips_in_ratio(quote: str, stated: Interval, of: tuple[Interval, Interval], slip: Slip = slipped) -> bool:
    """Say whether one slip in a percentage, its part or its total keeps it from what it is of."""
    part, total = of
    piece, whole = middle(part), middle(total)
    if piece is None or whole is None or stated.high is None or stated.low is None:
        return False
    if number := pattern("number_in_ratio").search(quote):
        steps = 10 ** len(number[0].partition(".")[2])
        if slipped(Fraction(number[0]) * steps, Fraction(round(piece / whole * 100 * steps))):
            return True
    if _slips_in_total(stated, piece, total):
        return True
    unit = (part.high or piece) - (part.low or piece) or Fraction(1)
    first, last = ceil(stated.low * whole / 100 / unit), floor(stated.high * whole / 100 / unit)
    meant, printed = range(first, last + 1), Fraction(round(piece / unit))
    if len(meant) > _MOST:
        swaps = (are_swapped(str(printed), str(one)) for one in meant)
        return len(meant) <= _MOST_SWAPPED and any(swaps)
    return any((slip if len(meant) == 1 else slipped)(printed, Fraction(one)) for one in meant)


def _slips_in_total(stated: Interval, piece: Fraction, total: Interval) -> bool:
    """Say whether one slip in a total of many digits keeps a part of it from making a percentage."""
    whole = middle(total)
    if not whole or not stated.low or not stated.high or stated.low < 0 or piece <= 0:
        return False
    unit = (total.high or whole) - (total.low or whole) or Fraction(1)
    meant = range(ceil(piece * 100 / stated.high / unit), floor(piece * 100 / stated.low / unit) + 1)
    printed = Fraction(round(whole / unit))
    clear = len(meant) <= _FEW and len(str(printed)) >= _CLEAR
    return clear and any(slipped(printed, Fraction(one)) for one in meant)


_FEW = 5
"""Numbers that a total may have been, where one of them is like the printed one by no chance."""
_MOST, _MOST_SWAPPED = 20, 60
"""Numbers that a part may have been; among more of them one is always like the printed one."""
