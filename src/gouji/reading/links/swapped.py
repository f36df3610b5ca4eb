"""Figures told twice, once with two digits that changed places: 31.8万个, and further down 38.1万个."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import are_swapped, significant
from gouji.facts.table.columns import AHEAD, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.told import Items, Told, bare_name, is_bounded, is_telling, meet, told_of
from gouji.reading.links.totals import add_total

_MANY = 6
"""Digits of one that is no other by chance: its name may be the end of the other's."""
_NAMES = {3: 6, 4: 4}
"""Characters of the name that figures of so many digits share, if all that they tell is one."""
_SPECIFIC, _SURE = 8, 5
"""Characters of a name that says all, and digits with which only its own sentence may name a part."""
_END = 4
"""Characters at the end of two names that figures of many digits share."""
_MEASURES = frozenset({"level", "change", "mean", "growth"})
_MOST = 400
"""Figures of one unit and time; a text that tells more is a table of its own."""


class _Digits(NamedTuple):
    """A figure as it is printed.

    Attributes:
        digits: Its digits from the first that is no 0 to the last printed one, or of a count
            to the last that is none.
        above: By how many places the first of them stands above the units.
        rises: It is above 0.
    """

    claim: Claim
    digits: str
    above: int
    rises: bool

    def cut(self, length: int) -> str:
        """Return its digits rounded to fewer of them."""
        if len(self.digits) == length:
            return self.digits
        return str(round(Fraction(int(self.digits), 10 ** (len(self.digits) - length))))


def swapped(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield figures that one before them tells with two neighbouring digits in another order.

    What is told of both is the same: unit, period, base, scope, stage, section, measure. So is their name; of
    six digits or more, one may have more words before it, or both changed one level. No third value is told.
    """
    known = [claim for claim in claims if _may_be(claim)]
    levels = [claim for claim in claims if claim.is_level and not claim.place]
    for some in grouped(known, told_of).values():
        if 1 < len(some) <= _MOST and any(not one.place for one in some):
            yield from _tied(items, levels, some)


def _may_be(claim: Claim) -> bool:
    told = claim.measure in _MEASURES and len(claim.indicator) >= 2 and claim.unit not in TIME_UNITS
    return told and claim.section not in AHEAD and claim.period != "" and is_bounded(claim)


def _tied(items: Items, levels: Sequence[Claim], some: Sequence[Claim]) -> Iterator[Claim]:
    printed = [one for one in map(_digits, some) if one is not None and len(one.digits) >= 3]
    lengths = {len(one.digits) for one in printed}
    alike: dict[tuple[bool, int, str], list[tuple[_Digits, str]]] = {}
    for one in printed:
        for length in (length for length in lengths if length <= len(one.digits)):
            cut = one.cut(length)
            alike.setdefault((one.rises, one.above, "".join(sorted(cut))), []).append((one, cut))
    for several in alike.values():
        for (one, first), (two, second) in combinations(several, 2) if len(several) > 1 else ():
            exact = len(first) == min(len(one.digits), len(two.digits))
            found = exact and are_swapped(first, second)
            found = found and _are_one(items, levels, one.claim, two.claim, len(first))
            if found and _is_only_other(some, one.claim, two.claim):
                yield from _later(one.claim, two.claim)


def _digits(claim: Claim) -> _Digits | None:
    """Return the digits of a figure; None of one that is 0, or not told in decimal digits."""
    bounds = claim.interval
    if bounds is None or bounds.low is None or bounds.high is None:
        return None
    # Integers over one denominator: fractions would be reduced at each step.
    (low, one), (high, two) = bounds.low.as_integer_ratio(), bounds.high.as_integer_ratio()
    both, width, of = low * two + high * one, 2 * (high * one - low * two), 2 * one * two
    size = abs(both)
    if not size or (width and size % width):
        return None
    digits = str(size // width) if width else significant(bounds.low)
    above = len(str(size // of)) if size >= of else -len(str(of // size))
    return _Digits(claim, digits, above, both > 0)


def _are_one(items: Items, levels: Sequence[Claim], one: Claim, two: Claim, digits: int) -> bool:
    """Whether two figures are told of one thing, in two places of which not both are cells."""
    if one.place and two.place:
        return False
    first, second = bare_name(one), bare_name(two)
    shared = first == second and len(first) >= _NAMES.get(digits, _END)
    beside = first == second and digits >= _SURE and _of_one_level(levels, one, two)
    if not (shared or beside) and (digits < _MANY or min(len(first), len(second)) < _END):
        return False
    if not (
        shared
        or beside
        or first.endswith(second)
        or second.endswith(first)
        or _of_one_level(levels, one, two)
    ):
        return False
    told = [Told(items, claim) for claim in (one, two) if not claim.place]
    apart = len(told) == 1 or told[0].sentence != told[1].sentence
    if digits < _MANY and _are_beside_others(levels, one, two):
        return False
    near = digits >= _SURE and len(first) >= _SPECIFIC
    return apart and (
        digits >= _MANY or not any(each.apart or _is_of_part(items, each, near) for each in told)
    )


def _of_one_level(levels: Sequence[Claim], one: Claim, two: Claim) -> bool:
    """Whether two changes stand right behind levels of one value: 支出18,976.76万元，增加3,355.65万元.

    So do other figures of one name, where the levels have one too: 立案137起，罚款1,428.6万元.
    """
    first, second = _levels_before(levels, one, two)
    if first is None or second is None or first.interval != second.interval:
        return False
    if one.measure == "change":
        return is_telling(first)
    return bare_name(first) == bare_name(second) and len(bare_name(first)) >= _END


def _levels_before(levels: Sequence[Claim], one: Claim, two: Claim) -> tuple[Claim | None, Claim | None]:
    """Return the levels right before two figures, of one unit; None for each without."""
    places = [bisect_left(levels, claim.start, key=_start) - 1 for claim in (one, two)]
    if min(places) < 0:
        return None, None
    first, second = (levels[at] for at in places)
    near = all(claim.start - level.end < _BESIDE for claim, level in ((one, first), (two, second)))
    return (first, second) if near and first.unit == second.unit else (None, None)


def _are_beside_others(levels: Sequence[Claim], one: Claim, two: Claim) -> bool:
    """Whether two figures stand right behind levels of one value and two names: 新建86个，…；续建86个，…."""
    first, second = _levels_before(levels, one, two)
    if first is None or second is None or first.interval != second.interval:
        return False
    return one.measure == "level" and bare_name(first) != bare_name(second)


_start = attrgetter("start")
_BESIDE = 24
"""Characters between a level and how much it has changed."""


def _is_of_part(items: Items, one: Told, near: bool) -> bool:
    """Whether its line or its heading names a part of the publisher, beside what it is of itself.

    Only its sentence is asked where a part is named *near* the figure or not at all.
    """
    said = items.text[one.sentence if near else one.line : one.claim.start][-_LINE:]
    heading = items.heading(one.item) if one.item >= 0 and not near else ""
    names = (found[0] for text in (said, heading) for found in pattern("names_part").finditer(text))
    return any(name not in one.claim.indicator for name in names)


_LINE = 240
"""Characters before a figure in which its line is read."""


def _is_only_other(some: Sequence[Claim], one: Claim, two: Claim) -> bool:
    """Whether what two figures are of has no third value, and no more than one value is told again."""
    names = {bare_name(one), bare_name(two)}
    others = [each for each in some if each is not one and each is not two and bare_name(each) in names]
    again = [any(meet(each, claim) for each in others) for claim in (one, two)]
    return not all(again)


def _later(one: Claim, two: Claim) -> Iterator[Claim]:
    """Yield the later figure, or the cell, with a link to the other that it does not have yet."""
    first, second = sorted((one, two), key=lambda claim: (claim.place != "", claim.start))
    if all(at != first.start for at, _ in second.totals):
        yield add_total(second, (first.start, SAME), "again.swapped")
