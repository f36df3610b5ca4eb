"""Figures of a text with what is told of them: the words of their clause, and where they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache, lru_cache

from gouji.facts.numbers.digits import are_exchanged, middle, significant
from gouji.facts.table.columns import LIKE, SAME
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.once import once
from gouji.reading.links.paragraph import words_before
from gouji.reading.links.slips import slipped

_REACH = 48
"""Characters before a figure in which the words of its clause are looked for."""
_FARTHEST = 240
"""Characters before a clause in which its line is read."""

_LEVELS = "省市县区州旗镇乡"
_SHORTENED = (("委员会", "委"), ("人民", ""))
_FEWEST = 3
"""Fewest characters of a form: 县委 may be another body."""


def is_untied_share(claim: Claim) -> bool:
    """Say whether it is a percentage of something that a sentence states, tied to nothing."""
    tied = claim.place or not claim.stands_alone
    return claim.measure == "share" and claim.unit == "%" and not tied


class Items:
    """Where a text has lines, numbered items and headings."""

    def __init__(self, text: str, publisher: str = "") -> None:
        """Take the text, and who publishes it."""
        self.text, self.publisher = text, publisher

    @once
    def starts(self) -> Sequence[int]:
        """Where each item begins."""
        return [found.start() for found in pattern("item_of_text").finditer(self.text)]

    @once
    def lines(self) -> Sequence[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, at: int) -> int:
        """Return where the line begins that a place of the text is in."""
        return self.lines[bisect_right(self.lines, at) - 1]

    def of(self, at: int) -> int:
        """Return where the item begins that a place of the text is in; -1 in an overview."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or pattern("opens_overview").match(self.heading(self.starts[index])):
            return -1
        return self.starts[index]

    def heading(self, start: int) -> str:
        """Return the words that an item begins with."""
        return pattern("full_stop").split(self.text[start : start + _REACH].lstrip())[0]


class Told:
    """A figure of a text, with what is told of it; much is never asked for, and read when it is.

    Attributes:
        claim: The figure.
    """

    def __init__(self, items: Items, claim: Claim) -> None:
        """Take the figure and the items of its text."""
        self.claim, self._items, self._text = claim, items, items.text

    @once
    def _said(self) -> str:
        start = self.claim.start
        return words_before(self._text, max(0, start - _REACH), start)

    @once
    def clause(self) -> str:
        """The words of its clause before it."""
        marked = pattern("sign_of_mark").search(self._said)
        said = pattern("mark_of_line").sub("", self._said, count=1) if marked else self._said
        return said[end_of_own_name(said, self._items.publisher) :]

    @property
    def by_publisher(self) -> bool:
        """Whether its clause names the publisher as the one who acts: 县水务局培训干部."""
        return self.clause != self._said and end_of_own_name(self._said, self._items.publisher) > 0

    @property
    def of_area(self) -> bool:
        """Whether its clause is of all of an area: 全县培训干部."""
        return pattern("all_of_area").match(self.clause) is not None

    @property
    def phrase(self) -> str:
        """What it is of, in the words of its clause without those of time, owner and amount."""
        return self._read[0]

    @property
    def subject(self) -> str:
        """Who acts, where the clause names one: 影院放映电影."""
        return self._read[1]

    @once
    def _read(self) -> tuple[str, str]:
        time = pattern("before_phrase").match(self.clause)
        phrase = pattern("behind_phrase").sub("", self.clause[time.end() :] if time else self.clause)
        behind = pattern("counted_behind").match(self._text, self.claim.end)
        phrase += behind[0] if behind else ""
        acting = None if pattern("starts_with_act").match(phrase) else pattern("who_acts").fullmatch(phrase)
        if acting:
            return acting["phrase"], acting["subject"]
        stock = len(phrase) == 2 and pattern("says_stock").search(self.clause)
        return f"{_STOCK}{phrase}" if stock else phrase, ""

    @once
    def line(self) -> int:
        """Where its line begins."""
        return self._items.line(self.claim.start)

    @once
    def item(self) -> int:
        """Where the number or heading stands under which it is told; -1 above the first of them."""
        return self._items.of(self.claim.start)

    @property
    def _begin(self) -> int:
        return self.claim.start - len(self._said)

    @property
    def _near(self) -> int:
        return max(self.line, self._begin - _FARTHEST)

    @once
    def sentence(self) -> int:
        """Where its sentence begins."""
        near, begin = self._near, self._begin
        return max(near, *(self._text.rfind(stop, near, begin) + 1 for stop in words("ends_of_sentences")))

    @once
    def opens(self) -> bool:
        """Whether its clause opens a sentence, or tells of the whole period: 全年."""
        opens = pattern("opens_whole").fullmatch(self._text, self.sentence, self._begin)
        return bool(opens or pattern("whole_period").match(self._said))

    @property
    def acts(self) -> bool:
        """Whether the phrase begins with something done: 接待读者."""
        return pattern("phrase_acts").match(self.clause) is not None

    @once
    def of_part(self) -> bool:
        """Whether the words around speak of a part of the publisher, or of a total: 城东分馆, 其中."""
        names, among = pattern("names_part"), pattern("is_among")
        return bool(
            self.has_owner_behind
            or names.search(self._text, self._near, self._begin)
            or among.search(self._text, self.sentence, self._begin)
            or (self.item >= 0 and names.search(self._items.heading(self.item)))
        )

    @once
    def has_owner_behind(self) -> bool:
        """Whether a part of the publisher that has it stands behind it: 1.63万吨的河东镇."""
        behind = pattern("of_owner_behind").match(self._text, self.claim.end)
        return behind is not None and pattern("names_part").search(behind[0]) is not None

    @once
    def apart(self) -> bool:
        """Whether they speak of another time, a plan, or one topic of several."""
        of_other = pattern("speaks_of_part").search(self._text, self.sentence, self._begin)
        return bool(of_other or pattern("planned_clause").search(self.clause))

    @once
    def settlements(self) -> frozenset[str]:
        """Of whom its sentence speaks before its clause: of those in towns, or in the country."""
        found = pattern("by_settlement").finditer(self._text, self.sentence, self._begin)
        return frozenset("towns" if pattern("in_towns").match(one[0]) else "country" for one in found)

    @property
    def size(self) -> Fraction:
        """The middle of its bounds."""
        return middle(self.claim.interval) or Fraction(0)


def end_of_own_name(before: str, publisher: str) -> int:
    """Return where the publisher's name ends, in full or without its place, that opens words; else 0.

    >>> end_of_own_name("县水务局全年完成水利投资", "云桥县水务局")
    4
    """
    named = (len(form) for form in _forms(publisher) if before.startswith(form))
    return next((end for end in named if before[end : end + 1] not in "的、和与及"), 0)


@lru_cache(maxsize=64)
def _forms(publisher: str) -> Sequence[str]:
    """Return how a publisher may be called in its own text, the longest first."""
    starts = [at for at, char in enumerate(publisher) if at == 0 or char in _LEVELS]
    full = [publisher[at:] for at in starts]
    short = [form.replace(long, less) for form in full for long, less in _SHORTENED]
    return sorted({form for form in (*full, *short) if len(form) >= _FEWEST}, key=len, reverse=True)


def are_contrasted(one: Told, two: Told) -> bool:
    """Whether two figures are told of town and country, or of a body and of all its area.

    农村低保138户，救助金286万元; 城镇低保…. 县水务局培训干部…; 全县培训干部….
    """
    if (one.by_publisher and two.of_area) or (two.by_publisher and one.of_area):
        return True
    return bool(one.settlements and two.settlements) and one.settlements.isdisjoint(two.settlements)


_STOCK = "有"
"""What a phrase of one word begins with that is of a stock."""


def unit_of(claim: Claim) -> str:
    """Return the unit of a figure, one for all people, and one for what is told in 立方米 or 方."""
    return _unit_of(claim.unit)


@cache
def _unit_of(unit: str) -> str:
    same = (words("units_of_people"), words("units_of_volume"))
    return next((units[0] for units in same if unit in units), unit)


def told_of(claim: Claim) -> tuple[object, ...]:
    """Return what is told of a figure beside its name; two that tell one thing share it."""
    about = (claim.base, claim.period, claim.scope, claim.stage, claim.section, claim.subjects)
    return (claim.measure, unit_of(claim), *about)


def is_exact(claim: Claim) -> bool:
    """Whether a percentage is told to one of it or better: no 四成, no 九成以上."""
    low, high = (None, None) if claim.interval is None else (claim.interval.low, claim.interval.high)
    return low is not None and high is not None and high - low <= 1


def is_bounded(claim: Claim) -> bool:
    """Whether what a figure can stand for has two ends, and so a middle."""
    return claim.interval is not None and claim.interval.low is not None and claim.interval.high is not None


def bare_name(claim: Claim) -> str:
    """Return what a figure is of, without words that another place may leave out: 全年, 合计, （类）."""
    return _bare(claim.indicator)


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return pattern("behind_name_told").sub("", pattern("before_name_told").sub("", name))


_NEAR = Fraction(5, 4)
"""How far apart two figures are at most that are one with a slip that is not of a digit."""
_POWERS = (10, 100, 1000, 10**4, 10**8)


def by_value(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return claims by their value, those told most often first: 1260万元 and 0.126亿元 are one."""
    found: list[list[Claim]] = []
    for claim in claims:
        same = next((some for some in found if meet(claim, some[0])), None)
        if same is None:
            found.append([claim])
        else:
            same.append(claim)
    return sorted(found, key=len, reverse=True)


def tell_few_values(claims: Iterable[Claim]) -> bool:
    """Whether claims have at most two values; a slip makes two of one."""
    values: list[Claim] = []
    for claim in claims:
        if not any(meet(claim, other) for other in values):
            values.append(claim)
            if len(values) > 2:
                return False
    return True


def meet(one: Claim, two: Claim) -> bool:
    """Whether two figures may have one value."""
    return one.interval is not None and two.interval is not None and one.interval.meets(two.interval)


def is_near(one: Fraction, two: Fraction) -> bool:
    """Whether two numbers are within a quarter of each other."""
    return 0 < one <= two * _NEAR and 0 < two <= one * _NEAR


def is_slip(one: Fraction, two: Fraction, powers: Sequence[int] = _POWERS) -> bool:
    """Whether two numbers differ by a slip: of a digit, of two swapped ones, of the decimal point, of 万."""
    if not one or not two:
        return False
    unit = 1
    while not one % (unit * 10) and not two % (unit * 10):
        unit *= 10
    return slipped(one / unit, two / unit) or one / two in powers or two / one in powers


def told_already(claims: Iterable[Claim]) -> set[int]:
    """Return where the figures start that are tied as told again, and those that they tell."""
    return {start for one in claims for at, kind in one.totals if kind in _AGAIN for start in (one.start, at)}


_AGAIN = frozenset({SAME, LIKE})


def is_telling(claim: Claim) -> bool:
    """Whether a value is told to a hundredth of it or better."""
    return claim.interval is not None and claim.interval.is_told_to(100)


def have_exchanged_digits(one: Fraction, two: Fraction) -> bool:
    """Whether two digits of a number changed places, wherever they stand: 36.48 and 38.46."""
    first, second = significant(one), significant(two)
    return len(first) >= 4 and are_exchanged(first, second)
