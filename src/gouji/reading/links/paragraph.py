"""The figures of a paragraph in their order, with the words between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import AHEAD
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.once import once

_REACH = 40
"""Figures behind a total among which its first part may be."""
Compared = Callable[[Interval, Interval], bool]
"""How a sum compares with a total."""
MOST = 40
"""Figures that a list may have."""
FIGURE = "§"
"""What stands for a figure in the words between two others."""


@dataclass(frozen=True)
class Paragraph:
    """The claims of a paragraph.

    Attributes:
        text: The whole text; offsets count in it.
        start: Offset of its first character.
        gaps: The words before each, from the figure before it on; behind the last, those up to the end.
        depths: In how many brackets each of them stands.
        names: The words right before each, from the last stop on.
        ratios: Its ratios of several terms (1∶1.6), which may have no bounds.
    """

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...]
    gaps: tuple[str, ...]
    depths: tuple[int, ...]
    names: tuple[str, ...]
    ratios: tuple[Claim, ...] = ()

    @once
    def added_in(self) -> tuple[str, ...]:
        """In what each figure may be added, one word for all people; empty for what is no level."""
        return tuple([_added_in(claim.unit) if claim.is_level else "" for claim in self.claims])

    @once
    def said(self) -> str:
        """All its words."""
        return self.text[self.start : self.end]

    @once
    def leads(self) -> tuple[str, ...]:
        """The words that each quote begins with: 增长 of 增长5.1%."""
        lead, text = pattern("lead").match, self.text
        found = [
            None if text[claim.start].isdigit() else lead(text, claim.start, claim.end)
            for claim in self.claims
        ]
        return tuple(["" if one is None else one[0] for one in found])

    @once
    def has_brackets(self) -> bool:
        """Whether figures stand in brackets."""
        return any(self.depths)

    @once
    def opens(self) -> tuple[bool, ...]:
        """Whether a sentence ends between each figure and the one before it."""
        ends = pattern("sentence_ends").search
        return tuple([ends(gap) is not None for gap in self.gaps[:-1]])

    @once
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence that each figure stands in."""
        return tuple(accumulate(self.opens))

    @once
    def others(self) -> tuple[int, ...]:
        """How many levels in the unit of each figure there are beside it; 0 for a span of time."""
        levels = self._of_unit
        units = [
            unit or _added_in(claim.unit) for unit, claim in zip(self.added_in, self.claims, strict=True)
        ]
        beside = zip(self.added_in, units, strict=True)
        return tuple([levels.get(unit, 0) - (own == unit) if unit else 0 for own, unit in beside])

    @once
    def _of_unit(self) -> Mapping[str, int]:
        return {unit: self.added_in.count(unit) for unit in {*self.added_in}}

    @once
    def most_levels(self) -> int:
        """How many levels of one unit there are, at most."""
        return max([count for unit, count in self._of_unit.items() if unit], default=0)

    @once
    def may_sum(self) -> tuple[bool, ...]:
        """Whether the words before each figure may say that it sums up others."""
        sign = pattern("sign_of_sum").search
        return tuple([sign(gap) is not None for gap in self.gaps[:-1]])

    @once
    def periods(self) -> frozenset[str]:
        """The times that its figures are of."""
        return frozenset([claim.period for claim in self.claims])

    @once
    def forms(self) -> frozenset[str]:
        """The forms of its figures."""
        return frozenset([claim.form for claim in self.claims])

    @once
    def most_bodies(self) -> int:
        """How many levels of one unit there are, at most; all bodies count as one, told in 所, 个 or 家."""
        return max(self.most_levels, sum(self._of_unit.get(unit, 0) for unit in words("units_of_bodies")))

    @once
    def has_rest(self) -> bool:
        """Whether a figure is what is left of others: 其余35名."""
        return any(map(pattern("is_rest").match, self.names))

    @once
    def has_nothing_else(self) -> bool:
        """Whether words say that there is nothing else: 除此之外没有别的岗位."""
        if "无" not in self.said and "没有" not in self.said:
            return False
        said = pattern("nothing_else").search
        return any(said(gap) for gap in self.gaps if "无" in gap or "没有" in gap)

    @once
    def rates(self) -> tuple[int, ...]:
        """Where its percentages are."""
        return tuple([at for at, claim in enumerate(self.claims) if claim.unit == "%"])

    @once
    def kinds(self) -> tuple[str, ...]:
        """The unit of each figure, one for all people, and one for percentages and their points."""
        return tuple([_kind_of(claim.unit) for claim in self.claims])

    @once
    def most_alike(self) -> int:
        """How many figures of one kind of unit there are, at most, whatever they state."""
        return max(map(self.kinds.count, {*self.kinds})) if len(self.kinds) > 1 else 1

    @once
    def may_stand_apart(self) -> bool:
        """Whether words may say that figures are of years ago, or counted on other terms."""
        return pattern("may_stand_apart").search(self.text, self.start, self.end) is not None

    @once
    def measures(self) -> frozenset[str]:
        """What its figures state."""
        return frozenset([claim.measure for claim in self.claims])

    def renewed(self, claims: Mapping[int, Claim]) -> Paragraph:
        """Return the paragraph with some of its claims read anew, by where they start."""
        if not claims:
            return self
        anew = tuple([claims.get(claim.start, claim) for claim in self.claims])
        if anew == self.claims:
            return self
        one = replace(self, claims=anew)
        one.__dict__.update((name, self.__dict__[name]) for name in _OF_WORDS if name in self.__dict__)
        return one

    def between(self, one: int, two: int) -> str:
        """Return the words between two figures, with `FIGURE` for each other one between them."""
        return FIGURE.join(self.gaps[one + 1 : two + 1])

    def before(self, one: int) -> str:
        """Return the words between the figure before one and itself."""
        return self.gaps[one]

    def behind(self, one: int) -> str:
        """Return the words behind a figure, up to the next one."""
        return self.gaps[one + 1]

    def clause_before(self, one: int) -> str:
        """Return the words of its clause before a figure; those before the brackets that it fills."""
        name = self.names[one]
        if name or self.text[self.claims[one].start - 1] not in "（(":
            return name
        said = self.before(one)
        return words_before(said, 0, len(said) - 1)

    def name_of(self, one: int) -> str:
        """Return the words right before a figure; those before brackets between: 出院（含死亡）97人."""
        name = self.names[one]
        return name or pattern("clause_stops").split(pattern("brackets_at_end").sub("", self.before(one)))[-1]

    def clause_of(self, one: int) -> str:
        """Return the words of its clause before a figure, with the figures in them: 三四级手术."""
        at = self.claims[one].start
        return words_before(self.text, max(self.start, at - _REACH), at)

    def clause_of_list(self, one: int) -> str:
        """Return the words of its clause before a figure, with the lists in them: 甲、乙各."""
        start = max(self.start, self.claims[one].start - _REACH, self.claims[one - 1].end if one else 0)
        return pattern("ends_clause_of_list").split(self.text[start : self.claims[one].start])[-1]

    def clause_behind(self, one: int) -> str:
        """Return the words behind a figure, up to the next one or a stop."""
        behind = self.behind(one)
        stop = pattern("clause_stops").search(behind)
        return behind[: stop.start()] if stop else behind

    def ends_before(self, one: int) -> bool:
        """Whether a sentence ends right before a figure, by more than ；."""
        return self.opens[one] and pattern("full_stop").search(self.gaps[one]) is not None

    def are_of_sentences(self, one: int, two: int) -> bool:
        """Whether a sentence ends between two figures, in whatever order they are told, by more than ；."""
        first, last = (one, two) if one < two else (two, one)
        return any(map(self.ends_before, range(first + 1, last + 1)))

    def whole_before(self, part: int) -> int | None:
        """Return the place of what a figure is a part of, where that stands before it."""
        start = self.claims[part].whole
        return next((at for at in range(part) if self.claims[at].start == start), None)

    def joins(self, one: int) -> bool:
        """Whether a figure is listed with the one before it, with nothing between but that."""
        return pattern("joins_list").fullmatch(self.before(one)) is not None

    def listed(self, one: int) -> range:
        """Return the figures that are listed one behind the other, with one of them: 甲3人、乙5人."""
        joins, first, last = pattern("joins_list").match, one, one + 1
        while first and joins(self.before(first)):
            first -= 1
        while last < len(self.claims) and joins(self.before(last)):
            last += 1
        return range(first, last)

    def link(self, whole: int, parts: Sequence[int], via: str, *, complete: bool) -> Link:
        """Return the link that ties some figures to another."""
        return Link(self.claims[whole].start, tuple(self.claims[part].start for part in parts), via, complete)

    def next_of_unit(self, one: int, *, deeper: bool = False) -> int | None:
        """Return the next level in the unit of a level, where it stands in the same brackets.

        With *deeper* it must stand in brackets of its own.
        """
        depths, units = self.depths, self.added_in
        depth, unit = depths[one], units[one]
        near = units[one + 1 : one + _REACH] if unit else ()
        if unit not in near:
            return None
        if not self.has_brackets:
            return None if deeper else one + 1 + near.index(unit)
        for at in range(one + 1, one + 1 + len(near)):
            if depths[at] < depth:
                return None
            if units[at] == unit and depths[at] == depth + deeper:
                return at
            if units[at] == unit and depths[at] == depth:
                return None
        return None

    def next_part(self, one: int, *, deeper: bool = False) -> int | None:
        """Return the next level that may be a part of a level; what it was before (比上年的84件) is none.

        It stands in the sentence of the level, or is the first figure behind that.
        """
        at = self.next_of_unit(one, deeper=deeper)
        while at is not None and not any(self.opens[one + 1 : at]):
            if self.depths[at] != self.depths[one] or not self._is_before(at, one):
                return at if self.alike(one, at) else None
            at = self.next_of_unit(at, deeper=deeper)
        return None

    def _is_before(self, one: int, two: int) -> bool:
        """Whether a figure is of the same as another, of an earlier time or planned."""
        first, second = self.claims[one], self.claims[two]
        earlier = first.indicator == second.indicator and first.period < second.period
        aimed = first.section in AHEAD and first.section != second.section
        return earlier or aimed or self.bases[one]

    def has_unit_of(self, one: int, two: int) -> bool:
        """Whether a figure is a level in the unit and the brackets of another, whatever its period."""
        unit, beside = self.added_in[two], self.depths[one] == self.depths[two]
        return unit != "" and beside and unit == _added_in(self.claims[one].unit)

    def has_before(self, one: int) -> bool:
        """Whether a level in the unit of one stands before it: what divides may be that."""
        unit = _added_in(self.claims[one].unit)
        return unit != "" and unit in self.added_in[:one]

    def exceeds(self, one: int, two: int) -> bool:
        """Whether a figure is certainly more than another."""
        more, less = self.claims[one].interval, self.claims[two].interval
        return more is not None and less is not None and more.exceeds(less)

    def add_up(self, whole: int, parts: Sequence[int], how: Compared = Interval.meets) -> bool:
        """Whether the sum of some figures compares so with another."""
        total, *found = [self.claims[at].interval for at in (whole, *parts)]
        known = [one for one in found if one is not None]
        return total is not None and len(known) == len(parts) and how(Interval.total(known), total)

    def quote(self, one: int) -> str:
        """Return a figure as it is printed."""
        return self.text[self.claims[one].start : self.claims[one].end]

    def on_other_terms(self, one: int) -> bool:
        """Whether the words before a figure say that it is counted otherwise: 若以美元计价."""
        return self.may_stand_apart and is_on_other_terms(self.text, self.start, self.claims[one].start)

    def is_counted(self, one: int) -> bool:
        """Whether a figure is a bare count, as a list may have it: 三, 4."""
        claim = self.claims[one]
        return pattern("bare_count").match(self.text, claim.start, claim.end) is not None

    def count(self, one: int) -> int:
        """Return how many things a bare count states; 0 for any other figure."""
        interval = self.claims[one].interval if self.is_counted(one) else None
        number = interval.low if interval is not None and interval.is_point else None
        return number.numerator if number is not None and number.denominator == 1 else 0

    @once
    def bases(self) -> tuple[bool, ...]:
        """Whether each figure is what the percentage right behind it is of: 为计划40亿元的106%.

        Its noun may stand between: 占全院9640件新收案件的七成.
        """
        rates = [claim.unit in _RATES for claim in self.claims[1:]]
        return (*[is_rate and self._is_base(at) for at, is_rate in enumerate(rates)], False)

    def _is_base(self, one: int) -> bool:
        two, end = self.claims[one + 1], self.claims[one].end
        if two.start - end > _NOUN or self.text[two.start - 1] != "的":
            return False
        if two.start == end + 1:
            return True
        noun = pattern("noun_of_base").fullmatch(self.text, end, two.start - 1)
        return noun is not None and pattern("is_of_base").search(self.before(one)) is not None

    def is_exact(self, one: int) -> bool:
        """Whether a figure has no word that bounds it: 近, 超过."""
        claim = self.claims[one]
        return pattern("exact_figure").match(self.text, claim.start, claim.end) is not None

    def is_compound(self, one: int) -> bool:
        """Whether a figure is told in several units: 11分26秒."""
        start, end = self.claims[one].start, self.claims[one].end
        before = pattern("goes_on_in_less").search(self.text, max(0, start - _NOUN), start)
        return before is not None or self.text[end : end + 1].isdigit()

    def alike(self, one: int, two: int, *, bodies: bool = False) -> bool:
        """Whether two figures may be added: levels of one unit, period and section.

        The first may have gathered over years up to that of the second: 累计462件，其中发明165件.
        With *bodies*, some of several may be told in 所 and others in 个.
        """
        first, second = self.claims[one], self.claims[two]
        unit, other = self.added_in[one], self.added_in[two]
        if not unit or not other or first.section != second.section:
            return False
        if unit != other and not (bodies and {unit, other} <= {*words("units_of_bodies")}):
            return False
        of_last = first.period != second.period and second.period == _last_year(first.period)
        if first.period != second.period and not of_last:
            return False
        if self.bases[one] or self.bases[two]:
            return False
        return not of_last or pattern("names_time").search(self.names[two]) is None


_RATES = frozenset({"%", "倍"})
_NOUN = 9
"""Characters of a noun with 的 between a total and its share."""
_OF_WORDS = (
    "said",
    "leads",
    "opens",
    "has_brackets",
    "may_sum",
    "has_rest",
    "has_nothing_else",
    "may_stand_apart",
)
"""What a paragraph reads of its words alone, however its claims are read."""


def _last_year(period: str) -> str:
    """Return the year in which years end; empty for any other period."""
    _, years, last = period.partition("/")
    return last if years and last.isdigit() else ""


@cache
def _kind_of(unit: str) -> str:
    return "%" if unit == POINTS else _added_in(unit) or unit


@cache
def _added_in(unit: str) -> str:
    """Return in what figures of a unit are added, all people in one; spans of time have no sum."""
    people = words("units_of_people")
    return people[0] if unit in people else "" if unit in _SPANS else unit


_SPANS = TIME_UNITS - {"小时"}
"""Spans of time that are not added up; hours are: of programmes, of flights, of service."""


def is_on_other_terms(text: str, start: int, end: int) -> bool:
    """Whether words say that what follows them in their part of a sentence is counted otherwise."""
    start = max(start, end - _REACH_OF_TERMS)
    first = max(start, text.rfind("。", start, end) + 1, text.rfind("；", start, end) + 1)
    return pattern("on_other_terms").search(text[first:end]) is not None


_REACH_OF_TERMS = 100
"""Characters behind such words in which they still hold."""


def words_before(text: str, low: int, at: int) -> str:
    """Return the words before a place of a text, from the last stop on; none before *low*."""
    return _STOPS.split(text[low:at])[-1] if low < at else ""


_STOPS = re.compile("[，、；。：:;,（）()\n]")
