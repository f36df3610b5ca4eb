"""How patterns are compiled; numerals: Arabic, Chinese and mixed, with their printed precision.

The patterns are bounded, and also serve to scan running text: a pattern finds what may be a numeral,
`read_numeral` decides.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from gouji.facts.numbers.intervals import decimals

HAN = r"[^\W\d⅐-⓿A-ω]"
"""A Han letter, as a letter that is none of Latin or Greek and no numeral (² Ⅱ ①).

``[㐀-䶿一-鿿]`` is compiled character by character, which takes long.
"""


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern once it is needed, with its classes of few Han letters spelled as alternatives.

    For others of more than two ranges ``re`` makes maps of all letters: that takes five times as long.
    """
    return re.compile(_CLASS.sub(lambda found: _spelled(found[0]), pattern), flags)


_CLASS = re.compile(r"\\.|\[\^?(?:[^]\\]|\\.)+\](?:(?:[*+?]|\{[0-9,]+\})[?+]?)?", re.DOTALL)
"""An escaped character, or a class with how often it stands."""
_WIDE, _ALL_HAN, _MOST_SPELLED = re.compile(r"[^\x00-\xff]"), "一-鿿", 20
_KEPT = re.compile(r"\^|\\[uUx]|[^\x00-\xff]-.|.-[^\x00-\xff]")  # above all ranges of Han letters


@cache
def _spelled(written: str) -> str:
    """Return a class as alternatives that find the same, as it is where that is no faster.

    Something empty behind the last one keeps ``re`` from making them a class.

    >>> _spelled("[一三五]"), _spelled("[一三五]?"), _spelled("[0-9年度]{1,2}"), _spelled("[一二]")
    ('(?:一|三|五(?=))', '(?:一|三|五|)', '(?:[0-9]|年|度(?=)){1,2}', '[一二]')
    """
    chars, _, often = written[1:].rpartition("]")
    if written.isascii() or chars[:1] == "^":
        return HAN.replace("^", "") + often if chars == f"^{_ALL_HAN}" else written
    letters = chars.replace(_ALL_HAN, "")
    wide, narrow = _WIDE.findall(letters), _WIDE.sub("", letters)
    parts = [*filter(None, (HAN if letters != chars else "", narrow and f"[{narrow}]", *wide))]
    if _KEPT.search(letters) or (letters == chars and not 2 < len(parts) <= _MOST_SPELLED):
        return written
    if len(parts) == 1:
        return HAN + often
    either = "|".join(parts)
    return f"(?:{either}|)" if often == "?" else f"(?:{either}(?=)){often}"


DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}

# 千瓦 千米 千克 千伏 千焦 百分点 are units; a class of these would take most of the time to compile.
_HUNDRED = "百(?!分点)"
_THOUSAND = "千(?!瓦)(?!米)(?!克)(?!伏)(?!焦)"
MAGNITUDE = f"(?:(?:十(?=[万亿])|{_HUNDRED}|{_THOUSAND})万?亿?|万亿?|亿)"
_REST = "(?:零[0-9]{1,7}|(?<=百)[0-9]{2}|(?<=千)[0-9]{3}|(?<=万)[0-9]{4}|(?<=亿)[0-9]{4,8})(?![.0-9年])"
"""All the places below a magnitude: 2万6000, 2千零30; 2万5 may be either, 390万65岁 is two numbers."""
ARABIC = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,6}}(?![0-9])|[0-9]{{1,18}})(?:\.[0-9]{{1,9}})?{MAGNITUDE}?"
    rf"(?:(?<=[百千万亿])(?:零?[0-9]{{1,8}}{MAGNITUDE}|{_REST})){{0,3}}"
)
_ONES = "一二两三四五六七八九"
CHINESE = f"(?:[零{_ONES}十万亿]|{_HUNDRED}|{_THOUSAND}){{1,20}}(?:点[零{_ONES}]{{1,9}}{MAGNITUDE}?)?"
HALF = "半(?=个|年|天|日|小时)"
NUMERAL = f"(?:{ARABIC}|{HALF}|{CHINESE})"
DASH = "(?:—{1,2}|[–―‑~-]|至|到)"
"""What stands between the ends of a range."""

_GROUP = re.compile(r"零?([0-9]+(?:\.[0-9]+)?)([十百千万亿]*)")
_SECTION = re.compile(
    f"(?:零?[{_ONES}]千|^千)?(?:零?[{_ONES}]百|^百)?(?:零?[{_ONES}]?十)?(?:(?:零|(?<=十)|^)[{_ONES}])?"
)
_DECIMAL = re.compile(f"([零{_ONES}]+)([百千万亿]*)")
_TRAILING = re.compile("[十百千万亿]*$")
_PAIR = re.compile(f"([零{_ONES}十百千万亿]{{0,12}})([{_ONES}])([{_ONES}])([十百千万亿]{{0,4}})")


class Numeral(NamedTuple):
    """A number as written.

    Attributes:
        last: One unit of its last printed digit (0.1亿 of 340.4亿).
        magnitude: The 百 千 万 亿 at its end, which the left end of a range may share; 1 if there is none.
        digits: Whether it is written in Arabic digits alone; only such numerals may be round.
        big: Whether it has a decimal point or 万, 亿, which makes it an amount.
    """

    value: Fraction
    last: Fraction
    magnitude: int = 1
    digits: bool = False
    big: bool = False

    def times(self, magnitude: int) -> Numeral:
        """Return the numeral with a magnitude after it (3—5万, 20多亿)."""
        if magnitude == 1:
            return self
        big = self.big or magnitude >= BIG["万"]
        return Numeral(self.value * magnitude, self.last * magnitude, self.magnitude * magnitude, big=big)

    @property
    def is_round(self) -> bool:
        """Whether it looks rounded: Arabic digits, 100 or more, ending in two zeros."""
        return self.digits and not self.big and self.value >= 100 and self.value.numerator % 100 == 0


def place(value: Fraction) -> Fraction:
    """Return the place value of the last digit that is not 0 (100 for 1500) of a finite decimal other than 0.

    >>> place(Fraction(35, 10))
    Fraction(1, 10)
    """
    places = decimals(value)
    whole = str(value.numerator * 10**places // value.denominator)
    zeros = len(whole) - len(whole.rstrip("0")) - places
    return Fraction(10**zeros) if zeros >= 0 else Fraction(1, 10**-zeros)


def magnitude_of(chars: str) -> int:
    """Return the product of 十 百 千 万 亿; 1 if there are none."""
    product = 1
    for char in chars:
        product *= PLACES.get(char) or BIG[char]
    return product


def read_numeral(text: str) -> Numeral | None:
    """Read a complete numeral; None if *text* only looks like one (五一, 十百)."""
    if text == "半":
        return Numeral(Fraction(1, 2), Fraction(1, 10))
    return _arabic(text) if text[:1].isdigit() else _chinese(text)


def read_pair(text: str) -> tuple[Numeral, Numeral] | None:
    """Read 三五, 两三百, 八九亿, 十七八: neighbouring digits (or 三五) that share the rest of the text."""
    found = _PAIR.fullmatch(text)
    if not found:
        return None
    head, one, two, tail = found.groups()
    if DIGITS[two] - DIGITS[one] != 1 and one + two != "三五":
        return None
    left, right = _chinese(head + one + tail), _chinese(head + two + tail)
    return (left, right) if left and right else None


def with_magnitude_of(left: Numeral, right: Numeral) -> Numeral:
    """Return *left* with the magnitude of *right* that it lacks, if the range still rises.

    3—5万, 三到五百; of 七十到八十七万 and 十五到二十万 it lacks the 万 alone; 5000—1万 lacks nothing.
    """
    if left.big:
        return left
    whole = right.magnitude if left.magnitude == 1 and right.magnitude > PLACES["十"] else 1
    large = next((size for size in _LARGE if right.magnitude % size == 0), 1)
    raised = (left.times(magnitude) for magnitude in (whole, large) if magnitude > 1)
    return next((one for one in raised if one.value <= right.value), left)


_LARGE = (BIG["万"] * BIG["亿"], BIG["亿"], BIG["万"])


def _arabic(text: str) -> Numeral | None:
    groups = [(number, magnitude_of(chars)) for number, chars in _GROUP.findall(text)]
    value, limit = Fraction(0), None
    for number, magnitude in groups:
        whole, _, places = number.partition(".")
        part = Fraction(int(whole + places) * magnitude, 10 ** len(places))
        # 2万5千 descends; 2千5万 and 3.5亿2千万 are not numerals.
        if limit is not None and (part >= limit or value % limit):
            return None
        value, limit = value + part if value else part, magnitude
    digits, magnitude = groups[-1]
    last = Fraction(magnitude, 10 ** len(digits.partition(".")[2]))
    shared = magnitude if len(groups) == 1 else 1
    return Numeral(value, last, shared, digits=text.isdigit(), big=any(char in text for char in ".万亿"))


def _chinese(text: str) -> Numeral | None:
    whole, point, rest = text.partition("点")
    number = _integer(whole, "亿万")
    if number is None:
        return None
    if point:
        return _chinese_decimal(number, rest)
    shared = magnitude_of(_TRAILING.findall(whole)[0])
    big = "万" in whole or "亿" in whole
    # 十 百 千 are place values, like zeros in Arabic numerals (三千亿 = 3000亿); only what follows 万 or
    # 亿 has a precision of its own (一万两千 = 1万2千).
    trailing = re.split("[^万亿]", whole)[-1]
    last = Fraction(magnitude_of(trailing)) if trailing or not big else place(Fraction(number))
    return Numeral(Fraction(number), last, shared, big=big)


def _chinese_decimal(number: int, rest: str) -> Numeral | None:
    found = _DECIMAL.fullmatch(rest)
    if not found:
        return None
    digits = "".join(str(DIGITS[char]) for char in found[1])
    magnitude = magnitude_of(found[2])
    value = (number + Fraction(int(digits), 10 ** len(digits))) * magnitude
    return Numeral(value, Fraction(magnitude, 10 ** len(digits)), magnitude, big=True)


def _integer(text: str, magnitudes: str) -> int | None:
    """Read a Chinese whole number that uses none but these *magnitudes*, greatest first."""
    if not magnitudes:
        return _section(text)
    magnitude, smaller = magnitudes[0], magnitudes[1:]
    head, found, tail = text.rpartition(magnitude)
    if not found:
        return _integer(text, smaller)
    high = _integer(head, smaller) if head else 1
    low = _tail(tail, smaller)
    return None if high is None or low is None else high * BIG[magnitude] + low


def _tail(text: str, magnitudes: str) -> int | None:
    """Read what follows 万 or 亿; None for 一万二, which is ambiguous (10,002 or 12,000)."""
    if not text:
        return 0
    if text[0] in "十百千万" or (text[0] != "零" and len(text) == 1):
        return None
    return _integer(text, magnitudes)


def _section(text: str) -> int | None:
    """Read a number below ten thousand."""
    if text == "零":
        return 0
    if not text or not _SECTION.fullmatch(text):
        return None
    total, digit = 0, 0
    for char in text:
        if char in PLACES:
            total, digit = total + (digit or 1) * PLACES[char], 0
        else:
            digit = DIGITS[char]
    return total + digit
