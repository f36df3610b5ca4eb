"""Figures that a text tells again: in its opening and a section, in other units, in prose and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from gouji.facts.figures.model import COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import AHEAD, LIKE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import add_total
from gouji.reading.links.references import referred
from gouji.reading.links.slips import slipped
from gouji.reading.links.told import Items, Told, unit_of

_PROSE, _TABLE = "again.prose", "again.table"
_SHORTEST, _CLEAR, _SPECIFIC = 3, 4, 6
"""Characters of a phrase that may be told again, of one that says what it is of, and of one that says all."""
_NEAR = Fraction(5, 4)
"""How far apart two figures are at most that are one with a slip that is not of a digit."""
_POWERS = (10, 100, 1000, 10**4, 10**8)


def told_again(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, each that tells a figure once more with a link to the one told first.

    A noun stands again for other things all the time: parts, other places, other periods. So figures are the
    same only where all that is told of them is: name with all its words, period, scope, section and unit;
    where no more than two values are told of it; and where both stand for the whole, or differ by a slip.
    """
    known = [claim for claim in claims if _may_be_told_again(claim)]
    cells, prose = ([one for one in known if bool(one.place) is placed] for placed in (True, False))
    items = Items(text)
    figures = [Told(items, claim) for claim in _with_others(prose, cells)]
    told = [one for one in figures if one.claim.indicator]
    tied: dict[int, Claim] = {}
    alike = [some for some in grouped(filter(_is_whole, told), _what).values() if len(some) > 1]
    named = grouped((one for one in claims if one.is_level and not one.place), _named) if alike else {}
    for some in alike:
        group = [one for one in some if not (one.of_part or one.apart)]
        if len(group) > 1 and _is_one_thing(group, named):
            tied |= {claim.start: claim for claim in _tied(group)}
    if cells:
        tied |= {claim.start: claim for claim in _in_tables(told, cells)}
    known_already = {*tied, *(start for claim in tied.values() for start, _ in claim.totals)}
    others = [one for one in figures if one.claim.start not in known_already]
    tied |= {claim.start: claim for claim in referred(text, others, claims)}
    return [tied.get(claim.start, claim) if claim.interval else claim for claim in claims]


def _may_be_told_again(claim: Claim) -> bool:
    named = bool(claim.indicator or not claim.place)
    told = named and claim.is_level and claim.section not in AHEAD and claim.unit not in TIME_UNITS
    return told and claim.period != "" and middle(claim.interval) is not None


def _with_others(prose: Sequence[Claim], cells: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures of prose beside which there is another one of their unit and period."""
    kinds = Counter((unit_of(one), one.period) for one in prose)
    in_tables = {(unit, one.period) for one in cells for unit in (unit_of(one), one.unit)}
    for one in prose:
        kind = unit_of(one), one.period
        if kinds[kind] > 1 or kind in in_tables or ("", one.period) in in_tables:
            yield one


def _is_whole(one: Told) -> bool:
    """Whether a figure of prose may stand for the whole of what its words name."""
    return one.claim.whole is None and not one.claim.totals and len(one.phrase) >= _SHORTEST


def _what(one: Told) -> tuple[object, ...]:
    claim = one.claim
    return (one.phrase, unit_of(claim), claim.period, claim.scope, claim.stage, claim.section, claim.subjects)


def _named(claim: Claim) -> tuple[str, str, str]:
    return claim.indicator, unit_of(claim), claim.period


def _is_one_thing(group: Sequence[Told], named: Mapping[tuple[str, str, str], Sequence[Claim]]) -> bool:
    """Whether a text tells at most two values of what a group is of, wherever it names it."""
    names = dict.fromkeys(_named(one.claim) for one in group)
    return len(_by_value(claim for name in names for claim in named[name])) <= _MOST_VALUES


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


def _tied(group: Sequence[Told]) -> Iterator[Claim]:
    """Yield the figures of a group, with a link to the first of the value that is told most often."""
    base = _by_value(one.claim for one in group)[0][0]
    first = next(one for one in group if one.claim is base)
    for one in group:
        kind = _kind(first, one) if one is not first else ""
        if kind:
            yield add_total(one.claim, (base.start, kind), _PROSE)


def _kind(one: Told, two: Told) -> str:
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


def _in_tables(told: Sequence[Told], cells: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the cells that tell again what prose does, where both tell one value of it only."""
    tables = _Cells(cells)
    for what, same in grouped([one for one in told if not one.apart], lambda one: _cell(one.claim)).items():
        first, clear = same[0].claim, not any(one.of_part for one in same)
        if not what[0] or len(_by_value(one.claim for one in same)) != 1:
            continue
        for cell in tables.named(*what):
            kind = _kind_of_cell(first, cell)
            if kind == SAME or (kind and clear and _cell(cell) == what):
                yield add_total(cell, (first.start, kind), _TABLE)


class _Cells:
    """The cells of tables by what they are of."""

    def __init__(self, cells: Sequence[Claim]) -> None:
        """Sort them."""
        self.by_name = grouped(cells, _cell)
        self.sums = {start for cell in cells for start in (cell.whole, *(total for total, _ in cell.totals))}
        self.by_end: dict[tuple[str, ...], list[str]] = {}
        for name, *about in self.by_name:
            for end in dict.fromkeys((name[:_WORD], name[-_WORD:])):
                self.by_end.setdefault((end, *about), []).append(name)

    def named(self, name: str, *about: str) -> Sequence[Claim]:
        """Return the cells of one name and value, or of one that leaves out what their table says."""
        if (name, *about) in self.by_name:
            return _one_value(self.by_name[(name, *about)])
        ends = (self.by_end.get((end, *about), ()) for end in (name[:_WORD], name[-_WORD:]))
        short = max((one for some in ends for one in some if _is_within(one, name)), key=len, default="")
        found = _one_value(self.by_name[(short, *about)]) if short else []
        whole = name.startswith(short[:_WORD]) or pattern("names_whole_cell").match(short)
        return [cell for cell in found if whole or cell.start in self.sums]


def _one_value(cells: Sequence[Claim]) -> Sequence[Claim]:
    return cells if len(_by_value(cells)) == 1 else []


def _is_within(name: str, full: str) -> bool:
    """Whether a name leaves out words of another: 支出 of 公益支出, 动力电池收入 of 动力电池业务收入."""
    rest = iter(full)
    return all(sign in rest for sign in name)


_WORD = 2


def _cell(claim: Claim) -> tuple[str, ...]:
    """Return what a figure of prose and a cell of a table share if they are of one thing."""
    name = pattern("behind_name_told").sub("", pattern("before_name_told").sub("", claim.indicator))
    return name, claim.period, claim.scope, claim.section, "" if claim.form == COUNT else unit_of(claim)


def _kind_of_cell(one: Claim, cell: Claim) -> str:
    first, second = middle(one.interval) or Fraction(0), middle(cell.interval) or Fraction(0)
    if _meet(one, cell) or _is_slip(first, second, powers=()):
        return SAME
    return LIKE if _is_near(first, second) else ""
