"""Numbers as they are printed, digit by digit: what a slip of the pen makes of one."""

from fractions import Fraction

from gouji.facts.numbers.intervals import Interval, plain


def significant(number: Fraction) -> str:
    """Return the digits of a finite decimal, without the zeros that only give its magnitude.

    >>> significant(Fraction(1205, 10)), significant(Fraction(-3, 100)), significant(Fraction(5000))
    ('1205', '3', '5')
    """
    return plain(number).strip("-").replace(".", "").strip("0")


def number_in(text: str) -> Fraction:
    """Return a number printed with or without commas.

    >>> number_in("1,205.5") == Fraction("1205.5")
    True
    """
    return Fraction(text.replace(",", ""))


def are_swapped(one: str, two: str) -> bool:
    """Return whether two neighbouring characters changed places, and nothing else: 5332 and 5323."""
    apart = _apart(one, two)
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and one[apart[0]] == two[apart[1]] and one[apart[1]] == two[apart[0]]


def have_swapped_digits(one: Fraction, two: Fraction) -> bool:
    """Return whether two neighbouring digits changed places as numbers are printed, with their noughts.

    >>> have_swapped_digits(Fraction(1204), Fraction(1240)), have_swapped_digits(Fraction(12), Fraction(102))
    (True, False)
    """
    (first, second), (some, others) = ((plain(abs(number)) + ".").split(".", 1) for number in (one, two))
    return len(first) == len(some) and are_swapped(first + second.strip("."), some + others.strip("."))


def have_swapped(one: Fraction, two: Fraction, fewest: int = 2) -> bool:
    """Return whether two neighbouring digits changed places, of so many without noughts around them.

    >>> have_swapped(Fraction(5332), Fraction(5323)), have_swapped(Fraction(62), Fraction(26), fewest=3)
    (True, False)
    """
    first, second = significant(one), significant(two)
    return len(first) >= fewest and are_swapped(first, second)


def are_exchanged(one: str, two: str) -> bool:
    """Return whether two characters changed places, wherever they stand, and nothing else: 3648 and 3846."""
    return sorted(one) == sorted(two) and len(_apart(one, two)) == 2


def is_one_slip(one: str, two: str) -> bool:
    """Return whether two written numbers differ by one digit, or by two neighbouring ones that are swapped.

    >>> is_one_slip("2429", "2479"), is_one_slip("93131", "93311"), is_one_slip("0", "40000")
    (True, True, False)
    """
    return len(_apart(one, two)) == 1 or are_swapped(one, two)


def _apart(one: str, two: str) -> list[int]:
    """Return where two texts of one length differ; nowhere for others."""
    if len(one) != len(two):
        return []
    return [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]


def middle(interval: Interval | None) -> Fraction | None:
    """Return the number in the middle of an interval; None where it has none."""
    if interval is None or interval.low is None or interval.high is None:
        return None
    (low, one), (high, two) = interval.low.as_integer_ratio(), interval.high.as_integer_ratio()
    same = interval.low is interval.high
    return interval.low if same else Fraction(low * two + high * one, 2 * one * two)
