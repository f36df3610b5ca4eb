"""Figures of items that are named as a budget is classified: 教育支出（类）普通教育（款）小学教育（项）.

The table of the budget has a row for each level, so the path leads to one row, also where several rows have
one name (行政运行). Which column a figure tells again is said by the words right before it (支出决算为):
where two figures with these words are told by the column of their rows, so are all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import CELL_PLACE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.told import Items, meet, told_already, unit_of
from gouji.reading.links.totals import add_total

_FEWEST = 2
"""Figures that a column tells again, of those that the same words stand before."""
_REACH = 24
"""Characters before a figure in which its words stand."""
Path = tuple[str, ...]
"""Names of a class, a section and an item, without 支出."""
Row = tuple[str, int]
"""A table and a line of it."""


class _Cell(NamedTuple):
    """A cell, its row and the bare name of that, and its column."""

    claim: Claim
    row: Row
    name: str
    column: tuple[str, ...]


class _Figure(NamedTuple):
    """A figure told of an item, and the words right before it."""

    claim: Claim
    path: Path
    words: str


def told_of_paths(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the figures told of classified items that cells tell again, with a link to each of these."""
    figures = list(_figures(items.text, claims))
    cells = [cell for one in claims if one.place and (cell := _cell(one)) is not None] if figures else []
    rows = _Rows(cells)
    paths = {path: rows.cells(path) for path in dict.fromkeys(one.path for one in figures)}
    known = told_already(claims)
    for claim, again in _borne_out([(figure, cell) for figure in figures for cell in paths[figure.path]]):
        if claim.start not in known or meet(claim, again[0]):
            tied = claim
            for held in again:
                tied = add_total(tied, (held.start, SAME), "again.path")
            yield tied


def told_of_items(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what a budget plans for an item, with a link to what opens it: “体育（项）”N，…，预算安排N."""
    first: dict[tuple[Path, str, str], Claim] = {}
    for one in _figures(items.text, claims):
        item = (one.path, *_kind(one.claim))
        if not one.words:
            first[item] = one.claim
        elif item in first and pattern("only_budgeted").fullmatch(one.words):
            yield add_total(one.claim, (first[item].start, SAME), "again.prose")


def _cell(claim: Claim) -> _Cell | None:
    at = CELL_PLACE.fullmatch(claim.place) if _is_sound(claim) else None
    if at is None or not at["row"]:
        return None
    column = (at["table"], at["heading"] or "", at["column"])
    return _Cell(claim, (at["table"], int(at["number"])), _bare(at["row"]), column)


def _is_sound(claim: Claim) -> bool:
    told = claim.measure == "level" and claim.unit not in {"", "%", *TIME_UNITS}
    return told and claim.period != "" and middle(claim.interval) is not None


def _bare(name: str) -> str:
    """Return a name without its number, blanks and the word 支出."""
    name = pattern("number_of_row").sub("", name)
    for word in ("among_them", "enumerated"):
        name = pattern(word).sub("", name)
    return pattern("ends_in_spending").sub("", "".join(name.split())) or name


def _figures(text: str, claims: Sequence[Claim]) -> Iterator[_Figure]:
    """Yield the figures behind each path, up to the next one or the end of the line."""
    if pattern("sign_of_path").search(text) is None:
        return
    prose = [one for one in claims if not one.place and _is_sound(one)]
    at = 0
    found = list(pattern("path_of_item").finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=True):
        stop = text.find("\n", one.end())
        last = end if stop < 0 else min(end, stop)
        path = tuple(_bare(level["name"]) for level in pattern("level_of_path").finditer(one[0]))
        while at < len(prose) and prose[at].start < one.end():
            at += 1
        while at < len(prose) and prose[at].start < last:
            start = max(one.end(), prose[at].start - _REACH)
            words = pattern("clause_stops").split(text[start : prose[at].start])[-1]
            yield _Figure(prose[at], path, words.strip('”"’ '))
            at += 1


class _Rows:
    """The rows of all tables with those that they are parts of."""

    def __init__(self, cells: Sequence[_Cell]) -> None:
        """Sort them."""
        self._cells = grouped(cells, lambda cell: cell.row)
        self._names = {row: some[0].name for row, some in self._cells.items()}
        self._named = grouped(self._names, lambda row: (row[0], self._names[row]))
        at = {cell.claim.start: cell.row for cell in cells}
        self._above: dict[Row, Row] = {}
        for row, some in self._cells.items():
            totals = [total for one in some for total, way in one.claim.totals if not way]
            wholes = [at[total] for total in totals if total in at]
            above = Counter(one for one in wholes if one[0] == row[0] and one[1] < row[1])
            if above:
                self._above[row] = above.most_common(1)[0][0]

    def cells(self, path: Path) -> list[_Cell]:
        """Return the cells of the row of each table that a path leads to, where only one does."""
        found: list[_Cell] = []
        for table in dict.fromkeys(table for table, _ in self._names):
            rows = [row for row in self._named.get((table, path[-1]), ()) if self._leads_to(path, row)]
            found += self._cells[rows[0]] if len(rows) == 1 else []
        return found

    def _leads_to(self, path: Path, row: Row) -> bool:
        """Whether the rows that a row is a part of have the names of a path, or stand above it if none is."""
        alone = len(self._named[row[0], path[-1]]) == 1
        at = row
        for name in reversed(path[:-1]):
            above = self._above.get(at)
            if above is None:
                others = self._named.get((row[0], name), ())
                if not alone or not any(other < row for other in others):
                    return False
            elif self._names[above] != name:
                return False
            else:
                at = above
        return len(path) > 1 or at not in self._above


_Pair = tuple[_Figure, _Cell]


def _borne_out(pairs: Sequence[_Pair]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Yield figures with the cells that have them, or with the one that the column of their words has."""
    alike = [(one, cell) for one, cell in pairs if _kind(one.claim) == _kind(cell.claim)]
    told = {pair[1].claim.start for pair in alike if _agree(pair)}
    cells: dict[int, list[Claim]] = {}
    instead: dict[int, list[Claim]] = {}
    for some, is_sure in _columns(alike):
        for one, cell in filter(_agree, some):
            cells.setdefault(one.claim.start, []).append(cell.claim)
        for one, cell in _otherwise(some, told) if is_sure else ():
            instead.setdefault(one.claim.start, []).append(cell.claim)
    for claim in {one.claim.start: one.claim for one, _ in alike}.values():
        if found := cells.get(claim.start, instead.get(claim.start, [])[:1]):
            yield claim, found


def _columns(pairs: Sequence[_Pair]) -> list[tuple[Sequence[_Pair], bool]]:
    """Return the figures of the same words with the cells of a column that tells several of them again.

    With each, whether it tells most of them, and none of other words more often. The surest come first.
    """
    of_words = grouped(pairs, lambda pair: (pair[0].words, pair[1].column))
    fine = {what: list(filter(_agree, some)) for what, some in of_words.items()}
    most: dict[tuple[str, ...], int] = {}
    for (_, column), same in fine.items():
        most[column] = max(most.get(column, 0), len(same))
    found: list[tuple[Sequence[_Pair], bool]] = []
    for what in sorted(of_words, key=lambda one: -len(fine[one])):
        some, same = of_words[what], fine[what]
        if len({cell.claim.interval for _, cell in same if not _is_zero(cell.claim)}) >= _FEWEST:
            sure = len(same) >= _FEWEST * (len(some) - len(same)) and len(same) == most[what[1]]
            found.append((some, sure))
    return found


def _agree(pair: _Pair) -> bool:
    return meet(pair[0].claim, pair[1].claim)


def _otherwise(pairs: Sequence[_Pair], told: Collection[int]) -> Iterator[_Pair]:
    """Yield figures with cells that have another value; one that another figure of the item has is *told*."""
    for pair in pairs:
        cell = pair[1].claim
        if not _agree(pair) and cell.start not in told and not _is_zero(cell):
            yield pair


def _kind(claim: Claim) -> tuple[str, str]:
    return unit_of(claim), claim.period


def _is_zero(claim: Claim) -> bool:
    return claim.interval is not None and 0 in claim.interval
