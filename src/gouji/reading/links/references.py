"""Figures that refer to one told before: 在37.62亿元的营业收入中, 这164件一级文物; with a slip of a digit.

That two figures of one noun are one is told by their digits: they are the same, but for two neighbouring
ones that are swapped, or one of four and more, or the decimal point. Where the digits say less, nothing is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.once import once
from gouji.reading.links.paragraph import add_total
from gouji.reading.links.told import Told, meet, unit_of

_VIA = "again.reference"
_WORD, _CLEAR = 2, 4
"""Characters of a word, and of a name that says what it is of without more."""
_SWAPPED, _OTHER = 3, 4
"""Digits of numbers of which two swapped ones are a slip, and of those of which another one is."""
_MOST_VALUES = 3
"""Values that a text has of a noun at most if two of them are one."""
_NEAR = Fraction(1, 20)
_POWERS = [Fraction(10) ** power for power in range(-6, 13)]
_MOST_OF_POWERS = [power * (1 + _NEAR) for power in _POWERS]
_HALF = Fraction(1, 2)


class _Figure:
    """A figure that another may be.

    Attributes:
        told: What is told of it.
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
        self.names = [name for name in (phrase, self.behind, told.claim.indicator) if len(name) >= _WORD]
        self.said = "\n".join(self.names)
        self.of_reviewed = _is_of_reviewed(text, told)

    @once
    def within(self) -> bool:
        """Whether something is told within it: 中."""
        return pattern("is_within").match(self._text, self.told.claim.end) is not None

    @once
    def _printed(self) -> tuple[Fraction, Fraction] | None:
        told, claim = self.told, self.told.claim
        found = pattern("printed_number").match(self._text, claim.start, claim.end)
        if not found:
            return None
        apart = told.apart or pattern("of_other_time").search(self._text, told.sentence, claim.start)
        if apart and not self.of_reviewed:
            return None
        number = Fraction(found["number"].replace(",", ""))
        power = _power(number, claim.interval)
        places = len(found["number"].partition(".")[2])
        return None if power is None else (number * power, power / 10**places)

    @property
    def is_sound(self) -> bool:
        """Whether it is of this time, and printed in digits."""
        return self._printed is not None

    @property
    def printed(self) -> Fraction:
        """The number in its base unit, as it is printed; 0 where it is not sound."""
        return self._printed[0] if self._printed else Fraction(0)

    @property
    def step(self) -> Fraction:
        """One of its last digit; 0 where it is not sound."""
        return self._printed[1] if self._printed else Fraction(0)


def referred(text: str, told: Sequence[Told], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures that tell one before them again, with a link to it, where a digit differs.

    Of two whose ratio or growth is told behind either, the one is no slip of the other.
    """
    rates = [claim for claim in claims if claim.unit == "%" and _is_exact(claim.interval)]
    for some in grouped(told, lambda one: _kind(text, one)).values():
        group = [_Figure(text, one) for one in some] if len(some) > 1 else []
        for at, two in enumerate(group):
            alike = _alike(group[:at], two)
            first = next((one for one in alike if _is_slip_of(text, one, two, group)), None)
            if first and two.of_reviewed and _is_of_year_before(first, two, claims):
                continue
            if first and not any(_is_rate_of(rate, first, two) for rate in rates):
                yield add_total(two.told.claim, (first.told.claim.start, SAME), _VIA)


def _is_of_year_before(one: _Figure, two: _Figure, claims: Sequence[Claim]) -> bool:
    """Whether a figure of 去年 is told of the year before too, or is by a told change away from the other."""
    claim, kind = two.told.claim, unit_of(two.told.claim)
    gap = abs(one.printed - two.printed)
    alike = [each for each in claims if each is not claim and each.interval and unit_of(each) == kind]
    return any(
        (each.period == claim.period and each.start != claim.start and meet(each, claim))
        or (each.measure == "change" and each.interval is not None and each.interval.meets(Interval.of(gap)))
        for each in alike
    )


def _is_exact(rate: Interval | None) -> bool:
    """Whether a percentage is told to one of it or better: no 四成, no 九成以上."""
    known = rate is not None and rate.low is not None and rate.high is not None
    return bool(known and rate and (rate.high or 0) - (rate.low or 0) <= 1)


def _is_rate_of(rate: Claim, one: _Figure, two: _Figure) -> bool:
    """Whether a percentage is told behind one of two figures, and is what they make."""
    behind = any(0 < rate.start - each.told.claim.start < _RATE_BEHIND for each in (one, two))
    if not behind or not one.printed or not two.printed:
        return False
    ratios = (one.printed / two.printed * 100, two.printed / one.printed * 100)
    values = [Interval.of(value) for ratio in ratios for value in (ratio, ratio - 100, 100 - ratio)]
    return any(rate.interval is not None and rate.interval.meets(value) for value in values)


_RATE_BEHIND = 60
"""Characters behind a figure in which its rate is told."""


def _alike(before: Sequence[_Figure], two: _Figure) -> Sequence[_Figure]:
    """Return the figures before one that have its name, or in it what it counts; all, where it says 中."""
    if not before or two.within:
        return before
    begins, own = two.behind[:_WORD], two.names[:1]
    return [one for one in before if (begins and begins in one.said) or one.names[:1] == own]


def _is_slip_of(text: str, one: _Figure, two: _Figure, group: Sequence[_Figure]) -> bool:
    """Whether a figure is one told before it, but for a slip."""
    slip = _slip(one, two) if one.is_sound and two.is_sound else ""
    name = _shared(one, two, slip) if slip and not _is_of_part(text, one.told, two) else ""
    if not name:
        return False
    values = {each.printed for each in group if any(name in told for told in each.names) and each.is_sound}
    return len(values | {one.printed, two.printed}) <= _MOST_VALUES


def _kind(text: str, one: Told) -> tuple[str, ...]:
    claim, period = one.claim, one.claim.period
    if _is_of_reviewed(text, one) and period.isdigit():
        period = str(int(period) + 1)
    return unit_of(claim), period, claim.section, claim.scope, claim.stage


def _is_of_reviewed(text: str, one: Told) -> bool:
    """Whether nothing but 去年 stands before it: the year that is reviewed, or the one before."""
    near = text[max(0, one.claim.start - _WORD * _WORD) : one.claim.start]
    return "年" in near and pattern("last_year_alone").fullmatch(one.clause) is not None


def _power(number: Fraction, interval: Interval | None) -> Fraction | None:
    """Return the power of ten that a printed number is multiplied by; None for other units: 公顷 as 亩."""
    value = middle(interval)
    if not number or not value:
        return None
    ratio = value / number
    at = bisect_left(_MOST_OF_POWERS, ratio)
    return _POWERS[at] if at < len(_POWERS) and abs(ratio / _POWERS[at] - 1) <= _NEAR else None


def _slip(one: _Figure, two: _Figure) -> str:
    """Return what makes two numbers that should be one differ, to the digits that both have.

    It is `swapped`, `digit` or `point`; empty where it is none of these.
    """
    step = max(one.step, two.step)
    first, second = ({floor(each.printed / step), floor(each.printed / step + _HALF)} for each in (one, two))
    if first & second:
        return ""
    pairs = [(str(a).rstrip("0"), str(b).rstrip("0")) for a in first for b in second]
    if any(_are_exchanged(*pair) for pair in pairs):
        return "swapped"
    if any(min(map(len, pair)) >= _OTHER and is_one_slip(*pair) for pair in pairs):
        return "digit"
    return "point" if _is_shifted(*sorted((one, two), key=lambda each: each.printed)) else ""


def _are_exchanged(one: str, two: str) -> bool:
    """Whether two digits of a number changed places, of four and more also such as are no neighbours."""
    if len(one) < _OTHER:
        return len(one) >= _SWAPPED and are_swapped(one, two)
    return sorted(one) == sorted(two) and sum(a != b for a, b in zip(one, two, strict=True)) == _WORD


def _is_shifted(less: _Figure, more: _Figure) -> bool:
    """Whether two numbers have the same digits, so far as both have them, at other places of the point."""
    known = min(len(str(floor(each.printed / each.step)).rstrip("0")) for each in (less, more))
    if known < _SWAPPED or not less.printed:
        return False
    ratio = more.printed / less.printed
    off = more.step / more.printed + less.step / less.printed
    return any(abs(ratio / 10**power - 1) <= off for power in _PLACES)


_PLACES = range(1, 5)


def _is_of_part(text: str, one: Told, figure: _Figure) -> bool:
    """Whether one of two figures may be of a part of what the other is of: of a branch, or 其中."""
    two = figure.told
    if all(pattern("of_all").match(each.clause) for each in (one, two)):
        return False
    # What a whole year had is of all, whatever the sentences before it name.
    start, end = max(one.claim.end, two.sentence if figure.of_reviewed else two.line), two.claim.start
    named = pattern("names_part").search(text, max(start, end - _FARTHEST), end)
    among = pattern("is_among").search(text, max(start, two.sentence), end)
    of_part = one.of_part or (two.of_part and not figure.of_reviewed)
    return bool(named or among) or (of_part and one.line != two.line)


_FARTHEST = 240
"""Characters before a figure in which a part is named that it is of."""


def _shared(one: _Figure, two: _Figure, slip: str) -> str:
    """Return the noun that two figures share; empty where they may be of two things.

    Told by name alike, or as what a figure counts: 37.62亿元的营业收入. A short noun must be referred to.
    """
    own, other = one.names[:1], two.names[:1]
    if own == other and own and len(own[0]) >= _CLEAR and one.told.subject == two.told.subject:
        return own[0]
    if slip == "point":
        return ""
    refers = pattern("refers_to").search(two.told.clause)
    within = [name for name in other if refers and two.within and any(name in each for each in one.names)]
    if within:
        return within[0]
    name, full = max(
        ((_beginning(two.behind, each), each) for each in one.names),
        key=lambda found: len(found[0]),
        default=("", ""),
    )
    rest = two.behind[len(name) :]
    if len(name) >= _CLEAR:
        # Fewer words for it may be of more than it, unless they refer to it.
        return name if refers or full.startswith(name[:_WORD]) or pattern("is_within").match(rest) else ""
    said = pattern("around_reference").sub("", two.told.clause)
    known = any(said in each for each in one.names)
    short = refers and known and slip == "swapped" and pattern("ends_reference").match(rest)
    return name if short and len(name) >= _WORD else ""


def _beginning(noun: str, name: str) -> str:
    """Return the longest beginning of a noun that a name has, or whose characters it has in their order."""
    sizes = range(len(noun), _WORD - 1, -1)
    parts = (noun[:size] for size in sizes)
    return next((one for one in parts if one in name or (len(one) >= _CLEAR and _is_within(one, name))), "")


def _is_within(name: str, full: str) -> bool:
    rest = iter(full)
    return all(sign in rest for sign in name)
