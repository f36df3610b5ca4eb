"""Figures that refer to one told before: 在37.62亿元的营业收入中, 这164件一级文物; with a slip of a digit.

That two figures of one noun are one is told by their digits: they are the same, but for two neighbouring
ones that are swapped, or one of four and more, or the decimal point. Where the digits say less, nothing is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor

from gouji.facts.figures.model import AMOUNT
from gouji.facts.numbers.digits import are_exchanged, are_swapped, is_one_slip, middle, number_in
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
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
_WHOLE_POWERS = frozenset(10**power for power in range(13))
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


def pointed_at(text: str, told: Sequence[Told]) -> Iterator[Claim]:
    """Yield the figures behind 这, or that sum up a year, with a link to the one told before that they mean.

    Their words may seem to tell another time: 去年 of a year that is over when its report is read.
    """
    for at, one in enumerate(told):
        start = one.claim.start
        may = at and pattern("may_point_back").search(text, max(0, start - _WORD * _WORD), start)
        reckoned = _reckoned_from(text, one) if at else ""
        two = _Figure(text, one) if may else None
        if reckoned:
            yield from _basis(text, one, reckoned, told)
        if two is None or not (two.points_back or two.is_of_all):
            continue
        kind = _kind_of_any_time(one)
        group = [_Figure(text, each) for each in told if _kind_of_any_time(each) == kind]
        before = [each for each in group if each.told.claim.start < start]
        first = next((each for each in before if _is_pointed_at(text, each, two, group)), None)
        if first:
            yield add_total(one.claim, (first.told.claim.start, SAME), _VIA)


def _reckoned_from(text: str, one: Told) -> str:
    """Return the noun of a figure that something is reckoned from: 存栏 of 按存栏6,580头计算; or nothing."""
    if not pattern("reckoned_behind").match(text, one.claim.end):
        return ""
    start = one.claim.start
    found = pattern("reckoned_from").search(text, max(0, start - _NEAR_BEFORE), start)
    return found["what"] if found else ""


_NEAR_BEFORE = 16
"""Characters before a figure in which words tell that something is reckoned from it."""


def _basis(text: str, one: Told, noun: str, told: Sequence[Told]) -> Iterator[Claim]:
    """Yield a figure that something is reckoned from, tied to the only one of its noun in its line."""
    kind = _kind_of_any_time(one)
    before = [
        _Figure(text, each)
        for each in told
        if each.line == one.line and each.claim.start < one.claim.start and _kind_of_any_time(each) == kind
    ]
    named = [each for each in before if each.ends_with(noun)]
    two = _Figure(text, one)
    exact = any(each.printed == two.printed for each in before)
    if len(named) == 1 and not exact and named[0].is_done and _slip(named[0], two) == "swapped":
        yield add_total(one.claim, (named[0].told.claim.start, SAME), _VIA)


def _is_pointed_at(text: str, one: _Figure, two: _Figure, group: Sequence[_Figure]) -> bool:
    """Whether a figure that points back means one told before, whatever time their words seem to tell."""
    sole = two.points_back and _is_sole(one, two, group)
    beside = one.told.sentence == two.told.sentence
    if (beside and not (two.points_back and _in_clauses(text, one, two))) or (
        not sole and _is_of_part(text, one.told, two)
    ):
        return False
    if two.points_back and _is_one_amount(one, two, group):
        return True
    slip = _slip(one, two) if one.is_done and two.is_done else ""
    fewest = {"swapped": _SWAPPED, "digit": _OTHER}.get(slip)
    if fewest is None or min(one.digits, two.digits) < fewest:
        return False
    gap = abs(one.printed - two.printed)
    if any(each.printed == gap for each in group):
        return False  # 这381万元中含上年结余63万元
    bare = sole and pattern("only_points_back").fullmatch(two.told.clause)
    if slip == "swapped" and (bare or _is_only_like_it(one, two, group)):
        return True
    alike = [each for each in group if each.is_done and _named_in(each, two)]
    return one in alike and len({each.printed for each in (*alike, two)}) <= _BOTH


def _is_only_like_it(one: _Figure, two: _Figure, group: Sequence[_Figure]) -> bool:
    """Whether what 这 means can be one figure only: no other is it, makes it, or has its digits swapped.

    出书742种，其中新书386种、重印书356种，…；这724种图书.
    """
    if not two.points_back or one.told.line != two.told.line or two.told.claim.form == AMOUNT:
        return False  # 年末资产14.2亿元。按这12.4亿元净资产计算
    before = [each for each in group if each.told.claim.start < two.told.claim.start]
    near = [each for each in before if each.told.line == two.told.line]
    printed = [each.printed for each in near]
    sums = {a + b for at, a in enumerate(printed) for b in printed[at + 1 :]}
    gaps = {abs(a - b) for a in printed for b in printed}
    running = {sum(printed[at:], Fraction(0)) for at in range(len(printed))}
    if two.printed in sums | gaps | running | {*printed}:
        return False
    return [each for each in near if _slip(each, two)] == [one]


_BOTH = 2


def _in_clauses(text: str, one: _Figure, two: _Figure) -> bool:
    """Whether two figures of a sentence stand in clauses of their own."""
    return pattern("clause_stops").search(text, one.told.claim.end, two.told.claim.start) is not None


def _is_sole(one: _Figure, two: _Figure, group: Sequence[_Figure]) -> bool:
    """Whether a figure is the only one of its unit before another in its line."""
    before = [each for each in group if each.told.claim.start < two.told.claim.start]
    return [each for each in before if each.told.line == two.told.line] == [one]


def _named_in(one: _Figure, two: _Figure) -> bool:
    """Whether the words around a figure have the noun of another: 花在民生上的这N, of 民生支出M."""
    if two.is_of_all and not two.points_back:
        return pattern("comes_to").sub("", two.told.claim.indicator) in one.names[-1:]
    if _beginning(two.behind, one.said):
        return True
    did = pattern("points_back").search(two.told.clause)
    if did and did["did"]:
        return did["did"] in one.told.clause + one.told.phrase  # 投资N … 所投的N
    said = "".join(pattern("around_reference").sub("", one.told.phrase))
    words_of_one = {said[at : at + _WORD] for at in range(len(said) - 1)}
    return any(word in two.told.clause for word in words_of_one)


def _is_one_amount(one: _Figure, two: _Figure, group: Sequence[_Figure]) -> bool:
    """Whether 这 begins a clause and means the one amount of a noun before it: 路3.6公里 … 这五里多路."""
    bare = pattern("only_points_back").fullmatch(two.told.clause)
    noun = pattern("noun_pointed_at").match(two.behind)
    if not bare or not noun or two.told.claim.form != AMOUNT:
        return False
    before = [each.told for each in group if each.told.claim.start < two.told.claim.start]
    sole = before == [one.told] and one.told.line == two.told.line
    ends = max(
        (size for size in range(_WORD, len(two.behind) + 1) if one.ends_with(two.behind[:size])), default=0
    )
    near = 0 < one.told.size <= two.told.size * _BOTH and two.told.size <= one.told.size * _BOTH
    return sole and ends > 0 and near


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
    period = one.claim.period
    if _is_of_reviewed(text, one) and period.isdigit():
        period = str(int(period) + 1)
    return (period, *_kind_of_any_time(one))


def _kind_of_any_time(one: Told) -> tuple[str, ...]:
    claim = one.claim
    unit = _LENGTH if claim.unit in _SCALES else unit_of(claim)
    return unit, claim.section, claim.scope, claim.stage


_LENGTH, _ONE = "米", Fraction(1)
_SCALES = dict(zip(words("small_lengths"), (Fraction(1, 1000), Fraction(1, 100)), strict=True))
"""Lengths that are not told in 公里, in metres."""


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
    if ratio.denominator == 1 and ratio.numerator in _WHOLE_POWERS:
        return ratio
    at = bisect_left(_MOST_OF_POWERS, ratio)
    return _POWERS[at] if at < len(_POWERS) and abs(ratio / _POWERS[at] - 1) <= _NEAR else None


def _slip(one: _Figure, two: _Figure) -> str:
    """Return what makes two numbers that should be one differ, to the digits that both have.

    It is `swapped`, `digit` or `point`; empty where it is none of these.
    """
    step = max(one.step, two.step)
    first, second = (
        {floor(ratio), floor(ratio + _HALF)} for ratio in (one.printed / step, two.printed / step)
    )
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
    return are_exchanged(one, two)


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
    refers = refers or pattern("refers_behind").match(rest)
    if len(name) >= _CLEAR:
        # Fewer words for it may be of more than it, unless they refer to it.
        return name if refers or full.startswith(name[:_WORD]) or pattern("is_within").match(rest) else ""
    said = pattern("around_reference").sub("", two.told.clause)
    known = two.points_back or any(said in each for each in one.names)
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
