"""Figures that a text tells again: in its opening and a section, in other units, in prose and a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.figures.model import COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import AHEAD, LIKE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import add_total
from gouji.reading.links.slips import slipped

_PROSE, _TABLE = "again.prose", "again.table"
_REACH = 48
"""Characters before a figure in which the words of its clause are looked for."""
_SHORTEST, _CLEAR, _SPECIFIC = 3, 4, 6
"""Characters of a phrase that may be told again, of one that says what it is of, and of one that says all."""
_NEAR = Fraction(5, 4)
"""How far apart two figures are at most that are one with a slip that is not of a digit."""
_POWERS = (10, 100, 1000, 10**4, 10**8)


class _Told(NamedTuple):
    """A figure of a text.

    Attributes:
        claim: What it states.
        phrase: What it is of, in the words of its clause without those of time, owner and amount.
        opens: Its clause opens a sentence, or tells of the whole period: 全年.
        acts: The phrase begins with something done: 接待读者.
        line: Where its line begins.
        item: Where the number or heading stands under which it is told; -1 above the first of them.
        sentence: Where its sentence begins.
        subject: Who acts, where the clause names one: 影院放映电影.
        of_part: The words around speak of a part of the publisher, or of a total: 城东分馆, 其中.
        apart: They speak of another time, a plan, or one topic of several.
    """

    claim: Claim
    phrase: str
    opens: bool
    acts: bool
    line: int
    item: int
    sentence: int
    subject: str
    of_part: bool
    apart: bool

    @property
    def size(self) -> Fraction:
        """The middle of its bounds."""
        return middle(self.claim.interval) or Fraction(0)


def told_again(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, each that tells a figure once more with a link to the one told first.

    A noun stands again for other things all the time: parts, other places, other periods. So figures are the
    same only where all that is told of them is: name with all its words, period, scope, section and unit;
    where no more than two values are told of it; and where both stand for the whole, or differ by a slip.
    """
    items = _Items(text)
    known = [claim for claim in claims if _may_be_told_again(claim)]
    told = [_told(text, items, claim) for claim in known if not claim.place]
    tied: dict[int, Claim] = {}
    for group in grouped(filter(_is_plain, told), _what).values():
        if len(group) > 1 and _is_one_thing(group, claims):
            tied |= {claim.start: claim for claim in _tied(group)}
    tied |= {claim.start: claim for claim in _in_tables(told, [claim for claim in known if claim.place])}
    return [tied.get(claim.start, claim) for claim in claims]


def _may_be_told_again(claim: Claim) -> bool:
    known = bool(claim.indicator and claim.period) and middle(claim.interval) is not None
    return known and claim.is_level and claim.section not in AHEAD and claim.unit not in TIME_UNITS


def _is_plain(one: _Told) -> bool:
    """Whether a figure of prose stands for the whole of what its words name."""
    claim = one.claim
    whole = claim.whole is None and not claim.totals and not one.of_part and not one.apart
    return whole and len(one.phrase) >= _SHORTEST


class _Items:
    """Where a text has numbered items and headings."""

    def __init__(self, text: str) -> None:
        """Find them."""
        self.text = text
        self.starts = [found.start() for found in pattern("item_of_text").finditer(text)]

    def of(self, at: int) -> int:
        """Return where the item begins that a place of the text is in; -1 in an overview."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or pattern("opens_overview").match(self.heading(self.starts[index])):
            return -1
        return self.starts[index]

    def heading(self, start: int) -> str:
        """Return the words that an item begins with."""
        return pattern("full_stop").split(self.text[start : start + _REACH].lstrip())[0]


def _told(text: str, items: _Items, claim: Claim) -> _Told:
    low = max(0, claim.start - _REACH)
    clause = pattern("clause_stops").split(text[low : claim.start])[-1]
    begin, line = claim.start - len(clause), text.rfind("\n", 0, claim.start) + 1
    ends = [text.rfind(stop, line, begin) + 1 for stop in words("ends_of_sentences")]
    sentence, item = max(line, *ends), items.of(claim.start)
    whole = pattern("whole_period").match(clause) or pattern("opens_whole").fullmatch(text, sentence, begin)
    clause = pattern("mark_of_line").sub("", clause, count=1)
    phrase = pattern("behind_phrase").sub("", pattern("before_phrase").sub("", clause))
    behind = pattern("counted_behind").match(text, claim.end)
    phrase += behind[0] if behind else ""
    acting = None if pattern("starts_with_act").match(phrase) else pattern("who_acts").fullmatch(phrase)
    stock = len(phrase) == _WORD and pattern("says_stock").search(clause)
    of_part = (
        pattern("names_part").search(text, line, begin)
        or pattern("is_among").search(text, sentence, begin)
        or (item >= 0 and pattern("names_part").search(items.heading(item)))
    )
    apart = pattern("speaks_of_part").search(text, sentence, begin) or pattern("planned_clause").search(
        clause
    )
    return _Told(
        claim,
        acting["phrase"] if acting else f"{_STOCK}{phrase}" if stock else phrase,
        opens=bool(whole),
        acts=pattern("phrase_acts").match(clause) is not None,
        line=line,
        item=item,
        sentence=sentence,
        subject=acting["subject"] if acting else "",
        of_part=bool(of_part),
        apart=bool(apart),
    )


_STOCK = "有"
"""What a phrase of one word begins with that is of a stock."""


def _what(one: _Told) -> tuple[object, ...]:
    claim = one.claim
    return (one.phrase, _unit(claim), claim.period, claim.scope, claim.stage, claim.section, claim.subjects)


def _unit(claim: Claim) -> str:
    people = words("units_of_people")
    return people[0] if claim.unit in people else claim.unit


def _is_one_thing(group: Sequence[_Told], claims: Sequence[Claim]) -> bool:
    """Whether a text tells at most two values of what a group is of, wherever it names it."""
    names, first = {one.claim.indicator for one in group}, group[0].claim
    named = [one for one in claims if one.indicator in names and one.is_level and not one.place]
    alike = [one for one in named if (_unit(one), one.period) == (_unit(first), first.period)]
    return len(_by_value(alike)) <= _MOST_VALUES


_MOST_VALUES = 2


def _by_value(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return claims by their value, those told most often first: 1260万元 and 0.126亿元 are one."""
    found: list[list[Claim]] = []
    for claim in claims:
        same = next((some for some in found if _meet(claim, some[0])), None)
        if same is None:
            found.append([claim])
        else:
            same.append(claim)
    return sorted(found, key=len, reverse=True)


def _meet(one: Claim, two: Claim) -> bool:
    return one.interval is not None and two.interval is not None and one.interval.meets(two.interval)


def _tied(group: Sequence[_Told]) -> Iterator[Claim]:
    """Yield the figures of a group, with a link to the first of the value that is told most often."""
    base = _by_value(one.claim for one in group)[0][0]
    first = next(one for one in group if one.claim is base)
    for one in group:
        kind = _kind(first, one) if one is not first else ""
        if kind:
            yield add_total(one.claim, (base.start, kind), _PROSE)


def _kind(one: _Told, two: _Told) -> str:
    """Return how surely two figures of one phrase are the same; empty where they may well not be."""
    both_open = one.opens and two.opens
    # Of one paragraph, or of two under one heading, both must be of all of it.
    overview = one.line != two.line and min(one.item, two.item) < 0
    if (not overview and not (both_open and one.item == two.item)) or one.sentence == two.sentence:
        return ""
    if one.subject != two.subject:
        # One may be a part of the other.
        whole = not (one.subject and two.subject) and one.line != two.line
        return SAME if whole and _is_slip(one.size, two.size, powers=()) else ""
    if _meet(one.claim, two.claim) or _is_slip(one.size, two.size):
        return SAME
    if not (_is_near(one.size, two.size) and one.acts and two.acts and len(one.phrase) >= _CLEAR):
        return ""
    clear = one.line == two.line or len(one.phrase) >= _SPECIFIC
    return SAME if both_open and clear else LIKE


def _is_near(one: Fraction, two: Fraction) -> bool:
    return 0 < one <= two * _NEAR and 0 < two <= one * _NEAR


def _is_slip(one: Fraction, two: Fraction, powers: Sequence[int] = _POWERS) -> bool:
    """Whether two numbers differ by a slip: of a digit, of two swapped ones, of the decimal point, of 万."""
    if not one or not two:
        return False
    unit = 1
    while not one % (unit * 10) and not two % (unit * 10):
        unit *= 10
    return slipped(one / unit, two / unit) or one / two in powers or two / one in powers


def _in_tables(told: Sequence[_Told], cells: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the cells that tell again what prose does, where both tell one value of it only."""
    prose = grouped([one for one in told if not one.apart], lambda one: _cell(one.claim))
    by_name = grouped(cells, _cell)
    sums = {start for cell in cells for start in (cell.whole, *(total for total, _ in cell.totals))}
    rows: dict[tuple[str, ...], list[str]] = {what[1:]: [] for what in by_name}
    for what in by_name:
        rows[what[1:]].append(what[0])
    for (name, *about), same in prose.items():
        if len(_by_value(one.claim for one in same)) != 1 or not name:
            continue
        first, clear = same[0].claim, not any(one.of_part for one in same)
        found, short = _one_value(by_name.get((name, *about), [])), ""
        if (name, *about) not in by_name:
            short = max(_short_for(name, rows.get(tuple(about), [])), key=len, default="")
        if short:
            named = _one_value(by_name[(short, *about)])
            found = [cell for cell in named if name.startswith(short[:_WORD]) or cell.start in sums]
        for cell in found:
            kind = _kind_of_cell(first, cell)
            if kind == SAME or (kind and clear and not short):
                yield add_total(cell, (first.start, kind), _TABLE)


def _one_value(cells: Sequence[Claim]) -> Sequence[Claim]:
    return cells if len(_by_value(cells)) == 1 else []


def _short_for(full: str, names: Iterable[str]) -> list[str]:
    """Return the names that leave out words: 支出 of 公益支出, 动力电池收入 of 动力电池业务收入."""
    alike = [name for name in names if name[-_WORD:] == full[-_WORD:] or name[:_WORD] == full[:_WORD]]
    return [name for name in alike if name != full and _is_within(name, full)]


def _is_within(name: str, full: str) -> bool:
    rest = iter(full)
    return all(sign in rest for sign in name)


_WORD = 2


def _cell(claim: Claim) -> tuple[str, ...]:
    """Return what a figure of prose and a cell of a table share if they are of one thing."""
    name = pattern("behind_name_told").sub("", pattern("before_name_told").sub("", claim.indicator))
    return name, claim.period, claim.scope, claim.section, "" if claim.form == COUNT else _unit(claim)


def _kind_of_cell(one: Claim, cell: Claim) -> str:
    first, second = middle(one.interval) or Fraction(0), middle(cell.interval) or Fraction(0)
    if _meet(one, cell) or _is_slip(first, second, powers=()):
        return SAME
    return LIKE if _is_near(first, second) else ""
