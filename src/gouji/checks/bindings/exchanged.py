"""Figures that those around them would make, if two neighbouring digits of one changed places.

No words tie them: among the few figures of a clause chance makes such a one hardly ever.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, groupby, permutations
from operator import attrgetter
from typing import NamedTuple

from gouji.checks.bindings.means import bounds_of
from gouji.checks.bindings.recompute import PERCENT
from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.digits import are_swapped
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact, Facts, by_key, grouped
from gouji.reading.lexicon.wording import pattern

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_STOP = re.compile(r"[。！？；;\n]")
_SCALE = 10**6
_TWO, _THREE, _FOUR = 2, 3, 4
_MANY = 12
"""Figures of a clause of which chance makes everything."""
_NEAR = (-2, -1, 1, 2)


class Number(NamedTuple):
    """A figure of a text as a whole number of millionths.

    Attributes:
        digits: How many digits are printed.
        clause: The number of its clause.
        said: The words before it, up to the figure before.
    """

    fact: Fact
    value: int
    digits: int
    clause: int
    said: str

    def becomes(self, meant: int, fewest: int) -> bool:
        """Whether it would be another number if two neighbouring digits, of so many, changed places."""
        if self.digits < fewest or (meant - self.value) % 9:
            return False
        one, two = str(self.value), str(meant)
        return are_swapped(one, two) and one[self.digits :] == two[self.digits :]


class Way(NamedTuple):
    """Figures of which the first is what the others make, or would be.

    Attributes:
        made: What the others make, in symbols.
        wrong: The one whose digits changed places; None where the first is made.
        meant: Its number without that.
    """

    numbers: tuple[Number, ...]
    made: str
    wrong: Number | None = None
    meant: int = 0

    @property
    def corrected(self) -> str:
        """The quote of the wrong figure with its digits in their places."""
        quote = self.wrong.fact.quote if self.wrong else ""
        found = _NUMBER.search(quote)
        places = [at for at in range(*found.span()) if quote[at].isdigit()] if found else []
        told = dict(zip(places[-self.wrong.digits :] if self.wrong else (), str(self.meant), strict=False))
        return "".join(told.get(at, char) for at, char in enumerate(quote))


def exchanged(facts: Facts) -> Iterator[Way]:
    """Yield figures of texts that others would make but for two digits; of cells what sentences tell too.

    What words tie, or other figures make, is no such slip.
    """
    tied = {of.total for fact in facts for of in fact.whole} | {fact.id for fact in facts if fact.whole}
    for summary in facts.by_summary:
        told = list(_numbers(facts, summary))
        numbers = [one for one in told if not one.fact.place]
        ways = [*_sums(numbers), *_rates(numbers), *_told_in_tables(told)]
        made = [way for way in ways if not way.wrong]
        known = tied | {one.fact.id for way in made for one in way.numbers}
        summed = {way.numbers[1:] for way in made}  # 人工、燃料、维修 make what was spent, not what came in
        for way in ways:
            if way.wrong and way.wrong.fact.id not in known and way.numbers[1:] not in summed:
                known.add(way.wrong.fact.id)
                yield way


def _numbers(facts: Facts, summary: str) -> Iterator[Number]:
    """Yield the exact figures of a text, in its order."""
    text = facts.texts.get(summary, "")
    stops, last = [found.end() for found in _STOP.finditer(text)], 0
    for fact in facts.in_text_order(summary) if text else ():
        found, reading = _NUMBER.search(fact.quote), fact.own_reading
        value = abs(reading.printed) * _SCALE if reading and reading.printed else Fraction(0)
        settled = fact.is_figure and not fact.ahead
        if found and settled and value and value.denominator == 1:
            digits, start = sum(map(str.isdigit, found[0].lstrip("0."))), fact.start or 0
            yield Number(fact, value.numerator, digits, bisect_right(stops, start), text[last:start])
        last = fact.end or 0


def _sums(numbers: Sequence[Number]) -> Iterator[Way]:
    """Yield totals with figures of their unit: in a clause, of whole clauses also near it.

    A total of four digits and more is made by chance nowhere in a text.
    """
    told = (one for one in numbers if one.fact.measure in {"level", "change"})
    for unit, alike in by_key((one.fact.unit, one) for one in told).items():
        if unit in {PERCENT, POINTS, "", *TIME_UNITS}:
            continue
        clauses = {at: list(some) for at, some in groupby(alike, attrgetter("clause"))}
        by_value = grouped(alike, attrgetter("value"))
        for at, here in clauses.items():
            if len(here) > _MANY:
                continue
            yield from _sums_in(here)
            near = [one for by in _NEAR for one in clauses.get(at + by, ())]
            yield from chain.from_iterable(_added(total, here, _THREE) for total in near)
            far = (one for value in _near_sums(here) for one in by_value.get(value, ())[:_MANY])
            yield from chain.from_iterable(_added(total, here, _FOUR) for total in far if total.clause != at)


def _near_sums(here: Sequence[Number]) -> set[int]:
    """Return what three figures and more make, and what they would but for two digits of it or of one."""
    numbers = [one.value for one in here] if len(here) > _TWO else []
    made = sum(numbers)
    parts = (made + other - one for one in numbers for other in _swaps(one))
    return {made, *_swaps(made), *parts} if numbers else set()


def _swaps(number: int) -> Iterator[int]:
    """Yield what a number is with two neighbouring digits in each other's place."""
    digits = str(number)
    for at in range(len(digits) - 1):
        yield int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _sums_in(here: Sequence[Number]) -> Iterator[Way]:
    """Yield three figures side by side, and all of a clause, of which one is the sum of the others."""
    for three in zip(here, here[1:], here[2:], strict=False):
        total = max(three, key=attrgetter("value"))
        reached = any(pattern("moved_to").match(one.fact.quote) for one in three[:2])
        if reached and not pattern("nearly_moved").search(three[2].said):
            continue  # 从318个增至345个，其中乡镇网点207个
        yield from _added(total, [one for one in three if one is not total], _THREE)
    if len(here) > _THREE:
        yield from (*_added(here[0], here[1:], _THREE), *_added(here[-1], here[:-1], _THREE))


def _added(total: Number, parts: Sequence[Number], fewest: int) -> Iterator[Way]:
    """Yield a total with its parts, if they make it, or would but for two digits."""
    numbers = [one.value for one in parts]
    if len(parts) < _TWO or max(numbers) >= total.value or max(numbers) * 2 == sum(numbers):
        return  # 收入11800万元：票款9811万元，广告1260万元，其他729万元 is added by no one
    gap, periods = total.value - sum(numbers), [one.fact.period for one in (total, *parts)]
    if len({*periods}) == len(periods) and len({len(one.text) for one in periods if one}) == 1:
        return  # 2022年、2023年、2024年分别为10.6亿元、11.2亿元、12.8亿元
    if gap > 0 and pattern("is_among").search(parts[0].said):
        return  # others may be left out
    if len(parts) <= _FOUR and total.value in _balances(numbers):
        gap = 0  # 135名，招新42名，退出9名，增至168名
    meant = ((total, total.value - gap), *((one, one.value + gap) for one in parts))
    made = "＋".join(one.fact.quote for one in parts)
    yield from _way((total, *parts), made, gap, meant, fewest)


def _balances(numbers: Sequence[int]) -> set[int]:
    """Return what numbers make if some but the first are taken off."""
    made = {numbers[0]}
    for number in numbers[1:]:
        made = {one + by for one in made for by in (number, -number)}
    return made


def _way(
    numbers: tuple[Number, ...], made: str, gap: int, meant: Iterable[tuple[Number, int]], fewest: int
) -> Iterator[Way]:
    if not gap:
        yield Way(numbers, made)
    elif not gap % 9:
        yield from (Way(numbers, made, one, value) for one, value in meant if one.becomes(value, fewest))


def _rates(numbers: Sequence[Number]) -> Iterator[Way]:
    """Yield what figures of a clause make of one another: shares, growths, points."""
    for _, some in groupby(numbers, attrgetter("clause")):
        here = list(some)
        if _THREE <= len(here) <= _MANY:
            counted = [one for one in here if one.fact.unit not in {PERCENT, POINTS, "", *TIME_UNITS}]
            yield from _percentages(here, counted)
            yield from _points(here)


def _percentages(here: Sequence[Number], counted: Sequence[Number]) -> Iterator[Way]:
    levels = [one for one in counted if one.fact.measure == "level"]
    stated = [one for one in here if one.fact.unit == PERCENT and one.fact.measure != "change"]
    for over, under in permutations(levels, 2) if stated and len(levels) <= _FOUR else ():
        if over.fact.unit != under.fact.unit:
            continue
        ratio, made = bounds_of(over.fact) / bounds_of(under.fact), f"{over.fact.quote} / {under.fact.quote}"
        for one in stated:
            grows = one.fact.measure == "growth"
            if grows or over.value <= under.value:
                yield from _rated((one, over, under), (ratio - grows) * 100, f"{made} - 1" if grows else made)


def _rated(numbers: tuple[Number, ...], ratio: Interval, made: str) -> Iterator[Way]:
    """Yield a percentage with the figures that make it, or would but for two digits of it."""
    stated, told = numbers[0], bounds_of(numbers[0].fact)
    if ratio.low is None or ratio.high is None or told.low is None or told.high is None:
        return
    if ratio.meets(told) or (-ratio).meets(told):
        yield Way(numbers, made)
    elif ratio.high - ratio.low <= (step := told.high - told.low) > 0:
        meant = round((ratio.low + ratio.high) / 2 / step) * step * _SCALE
        if stated.becomes(int(meant), _THREE):
            yield Way(numbers, made, stated, int(meant))


def _points(here: Sequence[Number]) -> Iterator[Way]:
    levels = [one for one in here if one.fact.unit == PERCENT and one.fact.measure != "growth"]
    for one, two in combinations(levels, 2) if len(levels) <= _THREE else ():
        more, less = (one, two) if one.value > two.value else (two, one)
        for stated in here:
            if stated.fact.unit == POINTS:
                gap = more.value - less.value - stated.value
                meant = ((stated, stated.value + gap), (more, more.value - gap), (less, less.value + gap))
                made = f"{more.fact.quote} - {less.fact.quote}"
                yield from _way((stated, more, less), made, gap, meant, _TWO)


def _told_in_tables(told: Sequence[Number]) -> Iterator[Way]:
    """Yield figures of sentences that the one cell of their name, time and unit tells too."""
    known = (one for one in told if one.fact.indicator and one.fact.measure == "level")
    for some in grouped(known, lambda one: (one.fact.indicator, one.fact.unit, one.fact.period)).values():
        cells = [one for one in some if one.fact.place]
        for one in some if len(cells) == 1 else ():
            if one.becomes(cells[0].value, _THREE):
                yield Way((cells[0], one), one.fact.quote, one, cells[0].value)
