"""Figures of a text that its tables tell again: levels and rates, by name, period, scope and unit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from gouji.facts.figures.model import COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle, significant
from gouji.facts.table.columns import AHEAD, CELL_PLACE, LIKE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.told import (
    Items,
    Told,
    bare_name,
    by_value,
    have_exchanged_digits,
    is_near,
    is_slip,
    is_telling,
    meet,
    told_already,
    unit_of,
)
from gouji.reading.links.totals import add_total

_MOST = 3
"""Figures of a text that one cell is tied to, at most."""
_MOST_TOLD = 40
"""Figures of one name; what is told more often is of many things."""
_RATES = frozenset({"growth", "change", "share", "mean"})
_LEVEL = "level"


class _Tie(NamedTuple):
    """A cell that tells a figure again, and how surely."""

    cell: Claim
    first: Told
    kind: str


def told_in_tables(items: Items, levels: Sequence[Told], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the cells that tell again what prose does, with a link to each of its figures.

    Equal ones of one name are one. Levels that differ are so where both tell one value of it only; growths,
    where the level beside the one stands in the row of the other.
    """
    cells = [claim for claim in claims if claim.place and claim.indicator and _is_sound(claim)]
    if not cells:
        return
    tables = _Cells(cells)
    rates = [claim for claim in claims if not claim.place and _is_rate(claim)]
    told = [*levels, *(Told(items, claim) for claim in rates if any(tables.equal_names(claim)))]
    ties = [
        tie
        for what, same in grouped(told, lambda one: _cell(one.claim)).items()
        for tie in tables.ties(what, same)
    ]
    ties += _beside(ties, told, tables)
    for start, some in grouped(ties, lambda tie: tie.cell.start).items():
        cell = some[0].cell
        for first, kind in dict.fromkeys((tie.first.claim.start, tie.kind) for tie in some[:_MOST]):
            cell = add_total(cell, (first, kind), "again.table")
        if cell.start == start:
            yield cell


def _is_sound(claim: Claim) -> bool:
    told = claim.is_level or claim.measure in _RATES
    now = claim.section not in AHEAD and claim.period != "" and claim.unit not in TIME_UNITS
    return told and now and middle(claim.interval) is not None


def _is_rate(claim: Claim) -> bool:
    return claim.indicator != "" and claim.measure in _RATES and _is_sound(claim)


def _cell(claim: Claim) -> tuple[str, ...]:
    """Return what a figure of prose and a cell of a table share if they are of one thing."""
    unit = "" if claim.form == COUNT else unit_of(claim)
    measure = claim.measure if claim.measure in _RATES else _LEVEL
    return bare_name(claim), measure, claim.base, claim.period, claim.scope, claim.section, unit


class _Cells:
    """The cells of tables by what they are of."""

    def __init__(self, cells: Sequence[Claim]) -> None:
        """Sort them."""
        self.by_name = grouped(cells, _cell)
        for cell in cells:
            if pattern("heads_budget").search(cell.place):
                # Prose names what is told of a budget so: 支出预算 is the cell 支出总计 below 预算数.
                name, *about = _cell(cell)
                self.by_name.setdefault((f"{name}{words('budget')[0]}", *about), []).append(cell)
        self.sums = {start for cell in cells for start in (cell.whole, *(total for total, _ in cell.totals))}
        self.by_end: dict[tuple[str, ...], list[str]] = {}
        for name, *about in self.by_name:
            for end in dict.fromkeys((name[:2], name[-2:])):
                self.by_end.setdefault((end, *about), []).append(name)

    def equal_names(self, claim: Claim) -> Iterator[Claim]:
        """Yield the cells of the name of a figure, also without the 支出 that it may end in."""
        name, *about = _cell(claim)
        for one in dict.fromkeys((name, pattern("ends_in_spending").sub("", name))):
            if one:
                yield from self.by_name.get((one, *about), ())

    def ties(self, what: tuple[str, ...], same: Sequence[Told]) -> Iterator[_Tie]:
        """Yield the cells that tell figures of one name again."""
        if not what[0] or len(same) > _MOST_TOLD:
            return
        equal = [
            _Tie(cell, one, SAME)
            for some in by_value(one.claim for one in same)
            for cell in self.equal_names(some[0])
            if meet(some[0], cell)
            for one in same[:_MOST]
            if meet(one.claim, cell)
        ]
        yield from equal
        known = [one for one in same if not one.apart]
        if not equal and what[1] == _LEVEL and len(by_value(one.claim for one in known)) == 1:
            clear = not any(one.of_part for one in known)
            for cell in self.named(*what):
                kind = _kind_of_cell(known[0].claim, cell)
                if kind == SAME or (kind and clear and _cell(cell) == what):
                    yield _Tie(cell, known[0], kind)

    def named(self, name: str, *about: str) -> Sequence[Claim]:
        """Return the cells of one name and value, or of one that leaves out what their table says."""
        if (name, *about) in self.by_name:
            return _one_value(self.by_name[(name, *about)])
        ends = (self.by_end.get((end, *about), ()) for end in (name[:2], name[-2:]))
        short = max((one for some in ends for one in some if has_signs_of(name, one)), key=len, default="")
        found = _one_value(self.by_name[(short, *about)]) if short else []
        whole = name.startswith(short[:2]) or pattern("names_whole_cell").match(short)
        return [cell for cell in found if whole or cell.start in self.sums]


def _one_value(cells: Sequence[Claim]) -> Sequence[Claim]:
    return cells if all(meet(cells[0], cell) for cell in cells) else []


def _kind_of_cell(one: Claim, cell: Claim) -> str:
    first, second = middle(one.interval) or Fraction(0), middle(cell.interval) or Fraction(0)
    if meet(one, cell) or is_slip(first, second, powers=()):
        return SAME
    return LIKE if is_near(first, second) else ""


def _beside(ties: Sequence[_Tie], told: Sequence[Told], tables: _Cells) -> Iterator[_Tie]:
    """Yield figures that differ from a cell whose row or column tells others beside them.

    A growth is that of its row where this tells a level beside it. Levels are of one thing if two others are,
    or if one is and they differ by a slip; if one is, and they are near, they may be.
    """
    known = {tie.first.claim.start for tie in ties}
    lines = _lines(ties)
    for one in told if lines else ():
        beside = next((lines[place] for place in _places(one) if place in lines), None)
        if beside is None or one.claim.start in known or one.apart:
            continue
        if one.claim.is_level:
            told_too = set[Fraction]().union(*beside.values())
            cells = [cell for cell in tables.named(*_cell(one.claim)) if cell.start not in known]
            for cell in (cell for cell in cells if not any(_has(cell, size) for size in told_too)):
                if kind := _kind_beside(one, cell, max(len(beside[line]) for line in _lines_of(cell))):
                    yield _Tie(cell, one, kind)
        elif one.claim.measure == "growth" and not one.of_part:
            cells = [cell for cell in tables.equal_names(one.claim) if beside[_lines_of(cell)[0]]]
            if len(cells) == 1:
                yield _Tie(cells[0], one, SAME)


def _has(cell: Claim, size: Fraction) -> bool:
    """Whether a cell may have a value."""
    return cell.interval is not None and size in cell.interval


def _places(one: Told) -> tuple[tuple[str, int], ...]:
    """Return the sentence that a figure stands in, and the total that it is a part of."""
    whole = one.claim.whole
    return (("sentence", one.sentence), *([] if whole is None else [("whole", whole)]))


def _lines(ties: Sequence[_Tie]) -> dict[tuple[str, int], defaultdict[str, set[Fraction]]]:
    """Return the telling levels of a sentence, or a total, by the rows and columns that tell them too."""
    found: dict[tuple[str, int], defaultdict[str, set[Fraction]]] = {}
    for cell, first, kind in ties:
        if kind == SAME and first.claim.is_level and meet(first.claim, cell) and is_telling(first.claim):
            for line, place in product(_lines_of(cell), _places(first)):
                found.setdefault(place, defaultdict(set))[line].add(first.size)
    return found


def _kind_beside(one: Told, cell: Claim, witnesses: int) -> str:
    """Return how surely a level is the one of a cell, so many others of whose line are told beside it."""
    size = middle(cell.interval) or Fraction(0)
    if not witnesses or not is_near(one.size, size):
        return ""
    if witnesses >= _SURE or is_slip(one.size, size, powers=()) or have_exchanged_digits(one.size, size):
        return SAME
    return LIKE if len(one.claim.indicator) >= _CLEAR else ""


_SURE = 2
"""Levels of a sentence that one row or column tells too, of which another is then told there."""
_CLEAR = 4
"""Characters of a name that says what it is of without more."""


def _lines_of(cell: Claim) -> tuple[str, str]:
    """Return the row and the column that a cell stands in: 表2/5 and 表2/B of 表2“总计”行“金额”列!B5."""
    table, _, place = cell.place.partition("!")
    table, row = table.partition("“")[0], place.lstrip(_LETTERS)
    return f"{table}/{row}", f"{table}/{place.removesuffix(row)}"


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def told_by_signs(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield levels that a cell tells whose name has but signs of theirs, and growths beside those told again.

    住户存款, and 住户本外币存款余额 in a table; or the other way. One has the value of the other, or misses
    it by a slip of five digits and more, and no other cell does. A growth told with a level is that next
    to its cell in the row.
    """
    named = [claim for claim in claims if claim.indicator and _is_sound(claim)]
    cells = {claim.start: claim for claim in named if claim.place}
    prose = [claim for claim in named if not claim.place] if cells else []
    known, kinds = told_already(claims), grouped(cells.values(), lambda cell: _cell(cell)[1:])
    beside = {at: cell for cell in cells.values() for at, kind in cell.totals if kind == SAME}
    told_so = ((one, at) for one in prose for at, kind in one.totals if kind == SAME and at in cells)
    beside |= {one.start: cells[at] for one, at in told_so}
    signs = {at: _signs(cell) for at, cell in cells.items()}
    for one in prose:
        digits = significant(middle(one.interval) or Fraction(0))
        if one.is_level and one.start not in known and len(digits) > 4:
            name, alike = bare_name(one), kinds.get(_cell(one)[1:], ())
            # Arithmetic takes a hundred times as long as a look at the signs.
            shared = [cell for cell in alike if _share_signs(name, signs[cell.start])]
            near = [cell for cell in shared if _kind_of_cell(one, cell) == SAME]
            if len(near) != 1 or near[0].start in known:
                continue
            if all(cell is near[0] or _kind_of_cell(one, cell) != SAME for cell in alike):
                beside[one.start] = near[0]
                yield add_total(one, (near[0].start, SAME), "again.signs")
    grown = [cell for cell in cells.values() if cell.measure == "growth" and cell.start not in known]
    told = [Told(items, one) for one in prose if grown and (one.start in beside or one.measure == "growth")]
    levels = {(one.claim.indicator, one.sentence): one.claim.start for one in told if one.claim.is_level}
    for claim, sentence in ((one.claim, one.sentence) for one in told if one.claim.measure == "growth"):
        level = beside.get(levels.get((claim.indicator, sentence), -1))
        cell = next((cell for cell in grown if level and _is_behind(cell, level)), None)
        if cell and claim.start not in known and _cell(claim)[1:] == _cell(cell)[1:]:
            yield add_total(claim, (cell.start, SAME), "again.signs")


def _is_behind(cell: Claim, level: Claim) -> bool:
    return cell.start > level.start and _lines_of(cell)[0] == _lines_of(level)[0]


def _signs(cell: Claim) -> tuple[str, str]:
    """Return what a cell is called by itself, and its row."""
    place = CELL_PLACE.fullmatch(cell.place)
    return bare_name(cell), (place and place["row"]) or ""


def _share_signs(name: str, cell: tuple[str, str]) -> bool:
    pairs = (sorted((name, other), key=len) for other in cell)
    return any(len(short) > 2 and has_signs_of(full, short) for short, full in pairs)
