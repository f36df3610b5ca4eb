"""Figures of a text that name the row of a table, and its column: 玉米今年受旱，平均亩产720公斤.

What stands before a figure names its row, and what it counts its column; its own name may be any other.
That the two are one is told by their values: they are equal, or differ by a slip, or what the sentence
tells beside the figure (its growth, what it lies below another cell) holds of the cell.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.units import TIME_UNITS, is_money
from gouji.facts.numbers.digits import is_one_slip, middle, significant
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import AHEAD, CELL_PLACE, OF_ROW, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.slips import nearly, slipped
from gouji.reading.links.told import Items, Told, have_exchanged_digits, is_slip, is_telling, meet, unit_of
from gouji.reading.links.totals import add_total

_VIA, _OF_ROWS = "again.row", "sum.rows"
_WORD, _LONG = 2, 4
"""Characters of a word, and of a name that is no part of another one."""
_SIZES = frozenset({"level", "mean"})
_MOST_ROWS = 4
"""Rows that one sum adds up, at most."""


class _Cell(NamedTuple):
    """A cell, its table, the name of its row, and the noun of its column."""

    claim: Claim
    table: str
    row: str
    noun: str


class _Mention(NamedTuple):
    """Where a sentence names a row."""

    start: int
    end: int
    name: str


def told_of_rows(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures of the text that tell again what row and column they name, with a link to the cell.

    Of a sum of rows the cells are yielded, with a link to the figure.
    """
    sound = [claim for claim in claims if _is_sound(claim)]
    cells = [cell for claim in sound if claim.place and (cell := _named_cell(claim)) is not None]
    kinds = {_kind(cell.claim) for cell in cells}
    known = {start for cell in cells for start in (cell.claim.whole, *(at for at, _ in cell.claim.totals))}
    told = [Told(items, claim) for claim in sound if not claim.place and _kind(claim) in kinds]
    if not told:
        return
    rows = _Rows(items.text, cells, [claim for claim in claims if not claim.place and claim.interval])
    tied: dict[int, Claim] = {}
    for some in grouped(told, lambda one: one.sentence).values():
        for one, held, total in rows.ties(some):
            if one.claim.start not in known:
                again = total == SAME
                part, whole = (one.claim, held) if again else (held, one.claim)
                part = tied.get(part.start, part)
                tied[part.start] = add_total(part, (whole.start, total), _VIA if again else _OF_ROWS)
    yield from tied.values()


def grown_of_rows(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the growths of the text that name a row whose levels of both years one table tells, as of these.

    刑事案件下降7.5%, and 640 and 592 of 2022年 and 2023年 in the row 刑事. What a growth names beside its row
    the table says of all. One that its levels do not make is of them only if one beside it is, or but for a
    slip.
    """
    growths = [one for one in claims if not one.place and one.measure == "growth" and one.unit == "%"]
    cells = [cell for one in (claims if growths else ()) if one.place and (cell := _level(one)) is not None]
    if not cells:
        return
    rows = _Rows(items.text, cells, [])
    levels = {one.indicator for one in claims if one.is_level and not one.place}
    growths = [one for one in growths if one.indicator not in levels]
    for some in grouped((Told(items, one) for one in growths), lambda one: one.sentence).values():
        found = [pair for one in some if (pair := rows.grown(one)) is not None]
        witnessed = {pair[1].table for pair in found if pair[2]}
        for claim, cell, holds in found:
            if holds or cell.table in witnessed:
                level = cell.claim
                yield claim._replace(
                    indicator=level.indicator, scope=level.scope, subjects=level.subjects, via=OF_ROW
                )


def _level(claim: Claim) -> _Cell | None:
    known = claim.measure in _SIZES and claim.period != "" and middle(claim.interval)
    return _named_cell(claim) if known else None


def _named_cell(claim: Claim) -> _Cell | None:
    at = CELL_PLACE.fullmatch(claim.place)
    if at is None or not at["row"]:
        return None
    row = pattern("aside").sub("", pattern("enumerated").sub("", pattern("among_them").sub("", at["row"])))
    row = row.strip("‘’《》")
    if len(row) < _WORD or pattern("total_row").fullmatch(row) or not pattern("may_name_row").search(row):
        return None
    noun = pattern("of_no_column").sub("", pattern("aside").sub("", at["heading"] or ""))
    return _Cell(claim, at["table"], row, noun)


def _is_sound(claim: Claim) -> bool:
    told = claim.section not in AHEAD and claim.period != "" and claim.unit not in {"", *TIME_UNITS}
    return told and middle(claim.interval) is not None


def _kind(claim: Claim) -> tuple[str, str, str, str]:
    """Return what a figure and the cell that it tells again share, whatever their names."""
    return ("size" if claim.measure in _SIZES else claim.measure, unit_of(claim), claim.period, claim.base)


class _Rows:
    """The rows of a document's tables, by their names."""

    def __init__(self, text: str, cells: Sequence[_Cell], prose: Sequence[Claim]) -> None:
        """Sort them; *prose* are the figures of the text in their order."""
        self._text, self._prose = text, prose
        self._starts = [claim.start for claim in prose]
        self._rows: Mapping[str, list[_Cell]] = grouped(cells, lambda cell: cell.row)
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._rows, key=len, reverse=True):
            self._names[name[:_WORD]].append(name)

    def ties(self, sentence: Sequence[Told]) -> Iterator[tuple[Told, Claim, str]]:
        """Yield the figures of a sentence with their cells, and how surely, or the sum that they make."""
        figures = sorted(sentence, key=lambda one: one.claim.start)
        mentions = self._mentions(figures[0].sentence, figures[-1].claim.start)
        named: Sequence[_Mention] = ()
        begin = figures[0].sentence
        for one in figures if mentions else ():
            between = [each for each in mentions if begin <= each.start and each.end <= one.claim.start]
            named, begin = between or named, one.claim.end
            names = list(dict.fromkeys(each.name for each in named))
            said = self._text[named[-1].end : one.claim.start] if named else ""
            said = pattern("most_of_rows").sub("", said)
            if not named or pattern("of_less_than_row").search(said):
                continue
            apart = one.apart and one.claim.measure != "completion"
            if len(names) == 1:
                alone = self._alone(one, named[-1], said) if apart else None
                cell, kind = (alone, SAME) if apart else self._of_row(one, names[0], said)
                if cell:
                    yield one, cell.claim, kind
            elif between and not apart and len(names) <= _MOST_ROWS and self._are_added(between, said):
                for cell in self._added(one, names, said):
                    yield one, cell.claim, "、".join(names)

    def grown(self, one: Told) -> tuple[Claim, _Cell, bool] | None:
        """Return a growth, the level of its year, and whether it is what both levels make, but for a slip.

        What is told of money may leave prices out: no slip tells that it does not.
        """
        claim = one.claim
        named = [row for row in self._names[claim.indicator[:_WORD]] if claim.indicator.startswith(row)][:1]
        base = claim.base or (str(int(claim.period) - 1) if claim.period.isdigit() else "")
        levels = [cell for row in named for cell in self._rows[row]]
        by_time = grouped(levels, lambda cell: cell.claim.period)
        now, before = by_time.get(claim.period, []), by_time.get(base, [])
        if len(now) != 1 or len(before) != 1 or now[0].table != before[0].table:
            return None
        (cell,), (first,) = now, before
        same = cell.claim.indicator == first.claim.indicator and _are_alike(cell.claim, first.claim)
        about = self._text[max(0, first.claim.start - _CAPTION) : first.claim.start]
        said = claim.indicator.removeprefix(cell.row) in about and not pattern("other_scope").search(
            one.clause
        )
        if not (same and said) or pattern("told_at_real_prices").search(f"{cell.claim.indicator}{about}"):
            return None
        slip = not is_money(cell.claim.unit) and self._slips_from(claim, cell.claim, first.claim)
        return claim, cell, slip or _gives(claim, cell.claim, first.claim)

    def _slips_from(self, claim: Claim, now: Claim, before: Claim) -> bool:
        """Whether a growth is what two levels make but for a slip of its digits: 5.7% for 7.5%."""
        printed = pattern("number_in_ratio").search(self._text, claim.start, claim.end)
        later, earlier, stated = (middle(one.interval) for one in (now, before, claim))
        if not (printed and later and earlier and stated):
            return False
        grown = (later / earlier - 1) * 100
        places = len(printed[0].partition(".")[2])
        return grown * stated > 0 and slipped(Fraction(printed[0]), Fraction(round(abs(grown), places)))

    def _alone(self, one: Told, row: _Mention, said: str) -> _Cell | None:
        """Return the one figure of a row that names a time itself (三季度), if it is told again."""
        other = _is_apart(self._text[one.sentence : row.start], said)
        cells = [] if other else self._candidates(one, row.name)
        return cells[0] if self._is_only_figure(cells, one, said) else None

    def _beside(self, start: int, end: int) -> Sequence[Claim]:
        """Return the figures of the text between two places."""
        return self._prose[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _mentions(self, start: int, end: int) -> list[_Mention]:
        """Return where a sentence names rows: at the start of a clause, in quotes, or by a long name."""
        found: list[_Mention] = []
        at = start
        while at < end:
            names = self._names.get(self._text[at : at + _WORD], ())
            name = next((one for one in names if self._text.startswith(one, at, end)), "")
            if name and (len(name) >= _LONG or at == start or self._begins_at(at)):
                found.append(_Mention(at, at + len(name), name))
                at += len(name)
            else:
                at += 1
        return found

    def _begins_at(self, at: int) -> bool:
        """Whether a short name begins there: behind a stop, a word that joins, or a time."""
        if self._text[at - 1] in _BEFORE_ROW:
            return True
        return pattern("time_before_row").search(self._text, max(0, at - _LONG), at) is not None

    def _candidates(self, one: Told, name: str) -> list[_Cell]:
        """Return the cells of a row that a figure may tell again, by measure, unit and time."""
        alike = [cell for cell in self._rows[name] if _kind(cell.claim) == _kind(one.claim)]
        return [cell for cell in alike if cell.claim.measure == one.claim.measure] or alike

    def _of_row(self, one: Told, name: str, said: str) -> tuple[_Cell | None, str]:
        """Return the cell of a row that a figure tells again, and how surely; None where none is certain.

        *said* are the words between the name of the row and the figure.
        """
        cells = self._candidates(one, name)
        equal = [cell for cell in cells if meet(cell.claim, one.claim)]
        if equal:
            tells = is_telling(one.claim) and len(_digits(one.size)) >= _WORD
            return (equal[0], SAME) if len(equal) == 1 and tells else (None, "")
        # One digit of five is wrong: no other figure is so near by chance, whatever the words between.
        clear = [cell for cell in cells if _differ_clearly_by_slip(one.claim, cell.claim)]
        if len(clear) == 1 and not self._is_of_another(one, clear[0].table):
            return clear[0], SAME
        called = [cell for cell in cells if _is_called(cell.noun, said)]
        if self._is_only_figure(called or cells, one, said):
            return (called or cells)[0], SAME
        cells = called or [cell for cell in cells if not cell.noun or one.claim.unit == "%"]
        if len(cells) != 1 or self._is_of_another(one, cells[0].table):
            return None, ""
        (cell,) = cells
        # Without a witness the words right before the figure must name the column, and no part of it.
        clause = pattern("clause_stops").split(said)[-1]
        named = bool(called) and any(map(pattern("before_column").fullmatch, _before(cell.noun, clause)))
        borne_out = self._is_borne_out(cell, one, len(said))
        return (cell, SAME) if borne_out or (named and _differ_by_slip(one.claim, cell.claim)) else (None, "")

    def _is_of_another(self, one: Told, table: str) -> bool:
        """Whether a figure is told by another cell of a table."""
        cells = (cell for some in self._rows.values() for cell in some if cell.table == table)
        return any(meet(cell.claim, one.claim) for cell in cells if unit_of(cell.claim) == unit_of(one.claim))

    def _is_only_figure(self, cells: Sequence[_Cell], one: Told, said: str) -> bool:
        """Whether a row of a table near has one figure in the unit of one that is named by the row alone.

        三季度客流最为集中，达到186.3万人次, and 168.3 in the row 三季度. No other noun is told, and
        a slip of three digits and more parts the two.
        """
        if len(cells) != 1 or one.claim.measure not in _SIZES or self._is_of_another(one, cells[0].table):
            return False
        (cell,) = cells
        near = abs(cell.claim.start - one.claim.start) <= _NEAR
        clauses = [pattern("opens_of_all").sub("", each) for each in pattern("clause_stops").split(said)]
        starts = tuple(first + second for first, second in pairwise(cell.noun))
        # 对虾出口产量 is no 产量 of the row 对虾: no words stand between the two.
        bare = one.claim.indicator in {"", cell.row} or any(each.startswith(starts) for each in clauses)
        bare = bare or self._counts_what_all_are(cell, one, said)
        return near and bare and self._are_misprinted(one.claim, cell.claim)

    def _counts_what_all_are(self, cell: _Cell, one: Told, said: str) -> bool:
        """Whether a column only counts (台数), and words near tell of what: 三、四级手术4762台, of 手术量."""
        if not pattern("counted_unit").fullmatch(cell.noun) or pattern("clause_stops").search(said):
            return False
        start, end = one.claim.start - len(said), one.claim.end
        near = self._text[max(0, start - _BEHIND) : start] + self._text[end : cell.claim.start]
        return len(said) >= _WORD and said[:_WORD] in near

    def _are_misprinted(self, one: Claim, two: Claim) -> bool:
        """Whether the digits of two figures of one magnitude differ by a slip: 达到186.3万 and 168.3."""
        quotes = [self._text[claim.start : claim.end] for claim in (one, two)]
        printed = [found[0] for quote in quotes if (found := pattern("number_in_ratio").search(quote))]
        sizes = [middle(claim.interval) for claim in (one, two)]
        numbers = [Fraction(one) for one in printed]
        if len(numbers) < len(quotes) or min(map(len, map(significant, numbers))) <= _WORD or not all(sizes):
            return False
        (first, second), (size, other) = numbers, (each or Fraction(1) for each in sizes)
        alike = abs(size * second - other * first) * 100 <= abs(size * second)
        return alike and (slipped(first, second) or have_exchanged_digits(first, second))

    def _is_borne_out(self, cell: _Cell, one: Told, reach: int) -> bool:
        """Whether what stands beside a figure is of the cell, and not of the figure.

        A growth or a difference behind it; before a percentage a figure of the same row, *reach* characters
        before it at most.
        """
        row = [other for other in self._rows[cell.row] if other.table == cell.table and other is not cell]
        at = one.claim.start
        if one.claim.measure == "completion" and not pattern("of_whose_plan").search(
            self._text, at - reach, at
        ):
            return False
        if one.claim.unit == "%":
            told = [two for two in self._beside(at - reach, at) if is_telling(two)]
            known = any(
                meet(two, other.claim)
                for two in told
                for other in row
                if _are_alike(two, other.claim) or not other.claim.unit
            )
            first, second = (middle(each.interval) or Fraction(0) for each in (one.claim, cell.claim))
            slipped = _differ_by_slip(one.claim, cell.claim) or nearly(first, second)
            return known and (slipped or self._has_other_sign(cell.claim, one.claim))
        end = one.claim.end
        levels = [
            each.claim for each in row if each.claim.measure in _SIZES and _are_alike(each.claim, cell.claim)
        ]
        changes = [
            two
            for two in self._beside(end, end + _BEHIND)
            if two.measure in {"growth", "change"} or pattern("differs_by").match(self._text, end, two.start)
        ]
        return any(
            _gives(change, cell.claim, other) and not _gives(change, one.claim, other)
            for other in levels
            for change in changes
        )

    def _has_other_sign(self, cell: Claim, one: Claim) -> bool:
        """Whether a growth is what a cell has with the other sign: 增长2.6%, and -2.6 below 比上年增长."""
        if cell.measure != "growth" or cell.interval is None or one.interval is None:
            return False
        if pattern("heads_falls").search(cell.place) or not one.interval.meets(-cell.interval):
            return False
        rises = one.interval.low is not None and one.interval.low > 0
        way = pattern("says_growth") if rises else pattern("falls_by")
        return way.search(self._text, one.start, one.end) is not None

    def _are_added(self, named: Sequence[_Mention], said: str) -> bool:
        """Whether a sentence adds up the rows that it names one behind the other: 1号线和2号线合计."""
        gaps = [self._text[one.end : two.start] for one, two in pairwise(named)]
        joined = all(map(pattern("joins_rows").fullmatch, gaps))
        return joined and pattern("adds_rows").search(said) is not None

    def _added(self, one: Told, names: Sequence[str], said: str) -> list[_Cell]:
        """Return the cells of one column that a figure is the sum of, but for a slip."""
        found = [self._candidates(one, name) for name in names]
        if any(len(cells) != 1 for cells in found):
            return []
        cells = [cell for (cell,) in found]
        alike = len({(cell.table, cell.noun) for cell in cells}) == 1 and _is_sum_of(cells[0].noun, said)
        total = sum((cell.claim.interval or Interval.of(0) for cell in cells), Interval.of(0))
        stated = one.claim.interval or Interval.of(0)
        first, second = (middle(each) or Fraction(0) for each in (stated, total))
        return cells if alike and (stated.meets(total) or is_slip(first, second, powers=())) else []


_NEAR = 600
"""Characters between a figure and the cell that tells it again, without more than the name of its row."""
_CAPTION = 400
"""Characters above the levels of a row in which the caption and the header of their table stand."""
_BEHIND = 40
"""Characters behind a figure in which its growth, or what it lies below another, is told."""


_BEFORE_ROW = frozenset("，、；。：:;,（(\n“‘《和与及中是的第以")
"""Characters before a short name that begins there, and is not the end of another one."""


def _is_apart(before: str, said: str) -> bool:
    """Whether words beside the name of a row, as 三季度, tell of another time, a plan or one topic."""
    other = pattern("speaks_of_part").search(said) or pattern("planned_clause").search(said)
    return bool(other or pattern("speaks_of_last").search(before))


def _is_called(noun: str, said: str) -> bool:
    """Whether words have the noun of a column, its two words apart, or all of it but its last sign."""
    apart = len(noun) >= _LONG and noun[:_WORD] in said and noun[-_WORD:] in said
    short = len(noun) > _WORD and said.endswith(noun[:-1])
    return len(noun) >= _WORD and (noun in said or apart or short)


def _is_sum_of(noun: str, said: str) -> bool:
    """Whether words behind 合计 are of a column: by all its noun, or by a sign of it (运送 of 客运量)."""
    added = pattern("adds_rows").search(said)
    words = added["what"] if added else ""
    named = [pattern("before_column").fullmatch(before) is not None for before in _before(noun, words)]
    return any(named) if named else not (noun and words) or not set(noun).isdisjoint(words)


def _before(noun: str, clause: str) -> Iterator[str]:
    """Yield what a clause has before the noun of a column that it ends with, or all but its last sign."""
    for end in (noun, noun[:-1]) if len(noun) > _WORD else (noun,):
        if clause.endswith(end):
            yield clause.removesuffix(end)


def _are_alike(one: Claim, two: Claim) -> bool:
    return unit_of(one) == unit_of(two)


def _differ_by_slip(one: Claim, two: Claim) -> bool:
    """Whether two figures differ by a slip, also of one digit of two."""
    first, second = middle(one.interval) or Fraction(0), middle(two.interval) or Fraction(0)
    if is_slip(first, second, powers=()):
        return True
    digits = _digits(first), _digits(second)
    alike = first > 0 and second > 0 and len(str(int(first * _PLACES))) == len(str(int(second * _PLACES)))
    return alike and min(map(len, digits)) >= _WORD and is_one_slip(*digits)


def _differ_clearly_by_slip(one: Claim, two: Claim) -> bool:
    """Whether one digit of five or more is all by which two figures differ."""
    digits = [_digits(middle(claim.interval) or Fraction(0)) for claim in (one, two)]
    return min(map(len, digits)) >= 5 and len({*map(len, digits)}) == 1 and is_one_slip(*digits)


def _digits(number: Fraction) -> str:
    """Return the digits of a number that has finitely many, without zeros before and behind them."""
    return "" if _PLACES % number.denominator else significant(number)


_PLACES = 10**18


def _gives(change: Claim, now: Claim, other: Claim) -> bool:
    """Whether two levels make a growth, or a difference either way."""
    if change.interval is None or now.interval is None or other.interval is None or 0 in other.interval:
        return False
    if change.measure == "growth":
        grown = now.interval / other.interval * 100 - Interval.of(100)
        return now.period > other.period and grown.meets(change.interval)
    differ = now.interval - other.interval
    return _are_alike(change, now) and any(change.interval.meets(each) for each in (differ, -differ))
