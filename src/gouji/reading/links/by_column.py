"""Figures of a paragraph that one column of a table tells again, each by the name of its row.

食品烟酒类上涨1.4%，衣着类上涨1.0%, and a table of 居民消费价格 with the rows 食品烟酒, 衣着. One name alone
says little: 类, 价格, 产量 stand in one place and not in the other. That a column is meant is told by two
figures of the paragraph that it has too, and twice as many as those that it has otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.table.columns import AHEAD, CELL_PLACE, SAME
from gouji.facts.table.facts import grouped
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.called import has_signs_of
from gouji.reading.links.slips import slipped
from gouji.reading.links.told import Items, Told, meet, told_already, unit_of
from gouji.reading.links.totals import add_total

_VIA = "again.column"
_ABOVE = 80
"""Characters above a table in which its caption stands."""
_NEARLY = 0.75
"""Of a name: so much of it at least has another one that leaves out signs of it (针纺织品, 纺织品)."""
_MEASURES = frozenset({"level", "mean", "growth", "change", "share"})
_MOST_ROWS = 200


class _Cell(NamedTuple):
    """A cell, its column, and the name of its row."""

    claim: Claim
    column: tuple[str, ...]
    row: str


def told_of_columns(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the cells that tell again what a paragraph tells of several rows, with a link to its figure."""
    cells = [cell for claim in claims if claim.place and (cell := _cell(claim)) is not None]
    kinds = {_kind(cell.claim) for cell in cells}
    prose = [
        one for one in claims if not one.place and one.indicator and _kind(one) in kinds and _is_sound(one)
    ]
    if not cells or len(prose) < 2:
        return
    columns = [_Column(items.text, some) for some in grouped(cells, lambda cell: cell.column).values()]
    known = told_already(claims)
    read = (Told(items, one) for one in prose)
    figures = (one for one in read if not pattern("planned_clause").search(one.clause))
    for (_, *kind), told in grouped(figures, lambda one: (one.line, *_kind(one.claim))).items():
        alike = [column for column in columns if len(told) >= 2 and column.kind == tuple(kind)]
        found = [pair for column in alike for pair in column.ties(told)]
        # What one column tells, another one that tells otherwise is not of.
        told_so = {one.start for claim, one in found if meet(claim, one)}
        for claim, one in found:
            if known.isdisjoint({claim.start, one.start}) and (meet(claim, one) or one.start not in told_so):
                yield add_total(claim, (one.start, SAME), _VIA)


def _cell(claim: Claim) -> _Cell | None:
    at = CELL_PLACE.fullmatch(claim.place) if _is_sound(claim) else None
    if at is None or not at["row"]:
        return None
    row = _bare(at["row"])
    column = (at["table"], at["heading"] or "", *_kind(claim))
    return _Cell(claim, column, row) if len(row) >= 2 else None


def _is_sound(claim: Claim) -> bool:
    told = claim.section not in AHEAD and claim.period != "" and claim.measure in _MEASURES
    return told and middle(claim.interval) is not None


def _kind(claim: Claim) -> tuple[str, ...]:
    measure = "level" if claim.measure == "mean" else claim.measure
    return measure, unit_of(claim), claim.period, claim.base


def _bare(name: str) -> str:
    """Return a name without marks, numbers and the words for a kind."""
    for word in ("among_them", "enumerated", "aside", "footnote_mark"):
        name = pattern(word).sub("", name)
    return pattern("between_names_of_rows").sub("", name)


class _Column:
    """The cells of a column by the names of their rows."""

    def __init__(self, text: str, cells: Sequence[_Cell]) -> None:
        """Sort them; the caption stands before the first."""
        begin = min(cell.claim.start for cell in cells)
        heading = cells[0].claim.place
        self.kind = _kind(cells[0].claim)
        above = text[max(0, begin - _ABOVE) : begin]
        self._about = f"{heading}{above[above.rfind('。') + 1 :]}"
        self._rows: Mapping[str, list[_Cell]] = grouped(cells[:_MOST_ROWS], lambda cell: cell.row)

    def ties(self, told: Sequence[Told]) -> list[tuple[Claim, Claim]]:
        """Return cells with the figures that they tell again; none unless the paragraph has two of them."""
        pairs = [(cell, one.claim) for one in told if (cell := self._named(one)) is not None]
        fine = {cell.start for cell, one in pairs if meet(cell, one)}
        bad = [(cell, one) for cell, one in pairs if cell.start not in fine]
        if len(fine) < 2 or len(fine) < 2 * len(bad):
            return []
        # A row that two figures are named by is of neither for sure.
        once = [pair for pair in bad if [cell.start for cell, _ in bad].count(pair[0].start) == 1]
        return [*((cell, one) for cell, one in pairs if meet(cell, one)), *once]

    def _named(self, told: Told) -> Claim | None:
        """Return the only cell whose row a figure names, but for words that the table says of all."""
        name = _bare(told.claim.indicator)
        found = [row for row in self._rows if self._is_name(name, row)]
        longest = max(map(len, found), default=0)
        cells = [cell.claim for row in found if len(row) == longest for cell in self._rows[row]]
        return cells[0] if len(cells) == 1 else None

    def _is_name(self, name: str, row: str) -> bool:
        shorter = len(name) > 2 and len(name) >= _NEARLY * len(row) and has_signs_of(row, name)
        if name == row or (shorter and name[:2] == row[:2]):
            return True
        before, found, behind = name.partition(row)
        if not found:
            return False
        return all(has_signs_of(self._about, rest) for rest in (before, behind))


def told_of_captions(items: Items, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the cell that tells the total of a caption again: 表1 实事项目清单（合计124项）, the row 合计.

    Without such a row the cells of the only column in its unit are parts, if they make it but for a slip.
    """
    cells = [claim for claim in claims if claim.place and claim.is_level]
    totals = [one for one in claims if not one.place and one.is_level] if cells else []
    for some in grouped(cells, lambda cell: cell.place.partition("!")[0].partition("“")[0]).values():
        begin = min(cell.start for cell in some)
        near = [one for one in totals if 0 <= begin - one.end < _CAPTION]
        told = [one for one in near if _is_total_of_caption(items.text, one, begin)]
        if len(told) == 1:
            yield from _with_total([cell for cell in some if unit_of(cell) == unit_of(told[0])], told[0])


def _with_total(cells: Sequence[Claim], total: Claim) -> Iterator[Claim]:
    """Yield the cells in the unit of the total in their caption that are tied to it, and the total named."""
    row = [cell for cell in cells if _is_total(cell)]
    same = [cell for cell in row if meet(cell, total)] or [cell for cell in row if not _is_of_some(cell)]
    if len(same) == 1:
        yield total._replace(indicator=total.indicator or same[0].indicator)
        yield add_total(same[0], (total.start, SAME), _VIA)
    elif not row and not any(map(_is_of_some, cells)) and _are_parts(cells, total):
        yield from (add_total(cell, (total.start, ""), _VIA_SUM)._replace(complete=True) for cell in cells)


def _are_parts(cells: Sequence[Claim], total: Claim) -> bool:
    """Whether cells are the one column in a unit, all rows alike, and make a total but for one slip."""
    places = [at for cell in cells if (at := CELL_PLACE.fullmatch(cell.place))]
    among = any(pattern("row_among_others").search(at["row"] or "") for at in places)
    told = {(at["column"], cell.period) for at, cell in zip(places, cells, strict=False)}
    known = [one for value in (total, *cells) if (one := middle(value.interval)) is not None]
    alone = all(cell.stands_alone for cell in cells) and len(known) > len(cells) >= _FEWEST_PARTS
    if among or not alone or len(told) > 1:
        return False
    gap = known[0] - sum(known[1:])
    return not gap or slipped(known[0], known[0] - gap) or any(slipped(one, one + gap) for one in known[1:])


_VIA_SUM, _FEWEST_PARTS, _CAPTION = "sum.rows", 3, 160
"""Characters between a figure in a caption and the first cell below it: the header stands between them."""


def _is_of_some(cell: Claim) -> bool:
    """Whether the heading of a cell says that it is of fewer than its caption: 已办结（件）."""
    at = CELL_PLACE.fullmatch(cell.place)
    return at is None or pattern("column_of_some").search(at["heading"] or "") is not None


def _is_total(cell: Claim) -> bool:
    at = CELL_PLACE.fullmatch(cell.place)
    return bool(at and at["row"]) and pattern("row_of_all").fullmatch(at["row"] if at else "") is not None


def _is_total_of_caption(text: str, claim: Claim, begin: int) -> bool:
    """Whether a figure stands in the caption of a table that begins there, as a total of it all."""
    first = text.rfind("\n", 0, claim.start) + 1
    total = pattern("total_in_caption").fullmatch(text, first, claim.start)
    return bool(total and pattern("header_below_caption").fullmatch(text, claim.end, begin))
