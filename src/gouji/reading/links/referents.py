"""Figures that others may refer to, by their names and digits; what may be a slip between two of one thing.

That two figures of one noun are one is told by their digits: they are the same, but for two neighbouring
ones that are swapped, or one of four and more, or the decimal point. Where the digits say less, nothing is.
"""

from bisect import bisect_left
from fractions import Fraction
from math import floor

from gouji.facts.numbers.digits import are_exchanged, are_swapped, is_one_slip, middle, number_in
from gouji.facts.numbers.intervals import Interval
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.once import once
from gouji.reading.links.told import Told, are_contrasted, unit_of

REFERENCE = "again.reference"
"""The construct that ties a figure to the one that it refers to."""
WORD, CLEAR = 2, 4
"""Characters of a word, and of a name that says what it is of without more."""
SWAPPED, OTHER = 3, 4
"""Digits of numbers of which two swapped ones are a slip, and of those of which another one is."""
_NEAR = Fraction(1, 20)
_POWERS = [Fraction(10) ** power for power in range(-6, 13)]
_WHOLE_POWERS = frozenset(10**power for power in range(13))
_MOST_OF_POWERS = [power * (1 + _NEAR) for power in _POWERS]
_HALF = Fraction(1, 2)


class Referent:
    """A figure that another may be.

    Attributes:
        behind: The noun right behind it.
        names: What it is called: before it, behind it, by the draft.
        said: Its names, a line each.
    """

    def __init__(self, text: str, told: Told) -> None:
        """Take what is told of it, and its text."""
        self._text, self.told = text, told
        noun = pattern("referred_noun").match(text, told.claim.end)
        self.behind = noun["noun"] if noun else ""
        phrase = pattern("around_reference").sub("", told.phrase)
        self.names = [name for name in (phrase, self.behind, told.claim.indicator) if len(name) >= WORD]
        self.said = "\n".join(self.names)
        self.of_reviewed = is_of_reviewed(text, told)

    @once
    def within(self) -> bool:
        """Whether something is told within it: 中."""
        return pattern("is_within").match(self._text, self.told.claim.end) is not None

    @once
    def _printed(self) -> tuple[Fraction, Fraction] | None:
        claim = self.told.claim
        found = pattern("printed_number").match(self._text, claim.start, claim.end)
        if not found:
            return self._in_words
        number = number_in(found["number"])
        power = _power(number, claim.interval)
        places = len(found["number"].partition(".")[2])
        scale = _SCALES.get(claim.unit, _ONE)
        return None if power is None else (number * power * scale, power * scale / 10**places)

    @property
    def _in_words(self) -> tuple[Fraction, Fraction] | None:
        """A number in Chinese numerals, with one of its last digit; None for what is no plain one."""
        bounds, number = self.told.claim.interval, middle(self.told.claim.interval)
        more = pattern("more_in_words").fullmatch(self._text, self.told.claim.start, self.told.claim.end)
        if more and bounds is not None and bounds.low and bounds.high is not None:
            return bounds.low, bounds.high - bounds.low  # 二百一十四万余
        plain = pattern("number_in_words").fullmatch(self._text, self.told.claim.start, self.told.claim.end)
        if not plain or number is None or bounds is None or bounds.low is None or bounds.high is None:
            return None
        step = bounds.high - bounds.low
        return (number, step or _ONE) if number else None

    @once
    def points_back(self) -> bool:
        """Whether 这 or 该 stands right before it."""
        return pattern("points_back").search(self.told.clause) is not None

    @once
    def is_of_all(self) -> bool:
        """Whether its clause sums up the whole time: 全年降水量合140.3厘米."""
        return pattern("sums_up_time").search(self.told.clause) is not None

    def ends_with(self, noun: str) -> bool:
        """Whether one of its names ends with a noun."""
        return any(name.endswith(noun) for name in self.names)

    @property
    def digits(self) -> int:
        """How many digits of it are printed that are no 0 at its end."""
        return len(str(floor(self.printed / self.step)).rstrip("0")) if self.step else 0

    @property
    def is_printed(self) -> bool:
        """Whether it is printed as a plain number."""
        return self._printed is not None

    @once
    def is_sound(self) -> bool:
        """Whether it is of this time, and printed as a plain number."""
        told = self.told
        if self._printed is None:
            return False
        other = pattern("of_other_time").search(self._text, told.sentence, told.claim.start)
        return self.of_reviewed or not (told.apart or other)

    @once
    def is_done(self) -> bool:
        """Whether it is printed as a plain number, and is of nothing planned or counted otherwise."""
        told = self.told
        otherwise = pattern("told_otherwise").search(self._text, told.sentence, told.claim.start)
        return self._printed is not None and not otherwise

    @property
    def printed(self) -> Fraction:
        """The number in its base unit, as it is printed; 0 where it is not."""
        return self._printed[0] if self._printed else Fraction(0)

    @property
    def step(self) -> Fraction:
        """One of its last digit; 0 where it is not printed."""
        return self._printed[1] if self._printed else Fraction(0)


def kind_of_any_time(one: Told) -> tuple[str, ...]:
    """Return what two figures share that may be one, but for their time: unit, section, scope and stage."""
    claim = one.claim
    unit = _LENGTH if claim.unit in _SCALES else unit_of(claim)
    return unit, claim.section, claim.scope, claim.stage


_LENGTH, _ONE = "米", Fraction(1)
_SCALES = dict(zip(words("small_lengths"), (Fraction(1, 1000), Fraction(1, 100)), strict=True))
"""Lengths that are not told in 公里, in metres."""


def is_of_reviewed(text: str, one: Told) -> bool:
    """Whether nothing but 去年 stands before it: the year that is reviewed, or the one before."""
    near = text[max(0, one.claim.start - WORD * WORD) : one.claim.start]
    return "年" in near and pattern("last_year_alone").fullmatch(one.clause) is not None


def _power(number: Fraction, interval: Interval | None) -> Fraction | None:
    """Return the power of ten that a printed number is multiplied by; None for other units: 公顷 as 亩."""
    value = middle(interval)
    if not number or not value:
        return None
    ratio = value / number
    if ratio.denominator == 1 and ratio.numerator in _WHOLE_POWERS:
        return ratio
    at = bisect_left(_MOST_OF_POWERS, ratio)
    return _POWERS[at] if at < len(_POWERS) and abs(ratio / _POWERS[at] - 1) <= _NEAR else None


def may_have_slipped(text: str, one: Told) -> bool:
    """Whether so many digits of a figure are printed that a slip may be told by them; or none, but words."""
    found = pattern("printed_number").match(text, one.claim.start, one.claim.end)
    return found is None or len(found["number"].translate(_NO_MARKS).strip("0")) >= SWAPPED


_NO_MARKS = str.maketrans("", "", ",.")


def slip_between(one: Referent, two: Referent) -> str:
    """Return what makes two numbers that should be one differ, to the digits that both have.

    It is `swapped`, `digit` or `point`; empty where it is none of these.
    """
    step = max(one.step, two.step)
    ratios = one.printed / step, two.printed / step
    first, second = ({floor(ratio), floor(ratio + _HALF)} for ratio in ratios)
    if first & second:
        return ""
    pairs = [(str(a).rstrip("0"), str(b).rstrip("0")) for a in first for b in second]
    if any(_are_exchanged(*pair) for pair in pairs):
        return "swapped"
    if any(min(map(len, pair)) >= OTHER and is_one_slip(*pair) for pair in pairs):
        return "digit"
    return "point" if _is_shifted(*sorted((one, two), key=lambda each: each.printed)) else ""


def _are_exchanged(one: str, two: str) -> bool:
    """Whether two digits of a number changed places, of four and more also such as are no neighbours."""
    if len(one) < OTHER:
        return len(one) >= SWAPPED and are_swapped(one, two)
    return are_exchanged(one, two)


def _is_shifted(less: Referent, more: Referent) -> bool:
    """Whether two numbers have the same digits, so far as both have them, at other places of the point."""
    # Three digits and more of each leave the ratio of two numbers less than a fifth uncertain.
    if more.printed < 5 * less.printed or not less.printed or min(less.digits, more.digits) < SWAPPED:
        return False
    ratio = more.printed / less.printed
    off = more.step / more.printed + less.step / less.printed
    return any(abs(ratio / 10**power - 1) <= off for power in _PLACES)


_PLACES = range(1, 5)


def is_of_part(text: str, one: Told, figure: Referent) -> bool:
    """Whether one of two figures may be of a part of what the other is of: of a branch, or 其中."""
    two = figure.told
    if all(pattern("of_all").match(each.clause) for each in (one, two)):
        return False
    # What a whole year had is of all, whatever the sentences before it name.
    start, end = max(one.claim.end, two.sentence if figure.of_reviewed else two.line), two.claim.start
    named = pattern("names_part").search(text, max(start, end - _FARTHEST), end)
    among = pattern("is_among").search(text, max(start, two.sentence), end)
    owned = one.has_owner_behind or two.has_owner_behind
    of_part = one.of_part or (two.of_part and not figure.of_reviewed)
    return bool(named or among or owned) or are_contrasted(one, two) or (of_part and one.line != two.line)


_FARTHEST = 240
"""Characters before a figure in which a part is named that it is of."""


def beginning(noun: str, name: str) -> str:
    """Return the longest beginning of a noun that a name has, or whose characters it has in their order."""
    sizes = range(len(noun), WORD - 1, -1)
    parts = (noun[:size] for size in sizes)
    return next((one for one in parts if one in name or (len(one) >= CLEAR and has_signs_of(name, one))), "")
