"""Shares that leave nothing out: lines of a table that make 100 %, where no total says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.slips import NEAR_HUNDRED
from gouji.reading.tables.headings import LEVEL, SHARE
from gouji.reading.tables.layout import Band, Side
from gouji.reading.tables.rows import RowOf
from gouji.reading.tables.sums import Line, Place, lines_of

HUNDRED = "table.hundred"
"""The construct of lines that make 100 %."""
_FEWEST = 3
"""Shares of one line."""
Claims = Mapping[Place, Claim]


def of_lines(
    band: Band, side: Side, rows: Sequence[RowOf], claims: Claims, captions: Sequence[str]
) -> Iterator[Line]:
    """Yield the shares of each column, or of each row, that are all there are.

    They end in what is left (其他), or are all of their line. Two lines of the same cells make 100, and twice
    as many as do not; or one that words tell to be of a structure.
    """
    across, down = lines_of(side, rows)
    names = {row.row: row.heading.name for row in rows}
    heads = {column: "".join(band.headers[column]) for column in side.values}
    told = any(pattern("names_composition").search(line) for line in captions)
    levels = [row for row in rows if not row.among and not row.total and row.heading.measure != SHARE]
    first = {(row.row, column) for row in levels for column in side.values}
    yield from _closed([[one for one in line if one in first] for line in down], 0, names, claims, told=told)
    yield from _closed(across, 1, heads, claims, told=told)


def _closed(
    lines: Sequence[Line], along: int, names: Mapping[int, str], claims: Claims, *, told: bool
) -> Iterator[Line]:
    """Yield the shares of lines up to what is left, or all of them, where the lines make 100 so.

    Args:
        lines: The places of each line.
        along: Which of the two numbers of a place tells it apart from the others of its line.
        names: What each of these numbers is called.
        claims: What the cells claim.
        told: The caption says that the table is of a structure.
    """
    places = max(lines, key=len, default=[])
    rest = [at for at, place in enumerate(places) if pattern("names_the_rest").search(names[place[along]])]
    ends = dict.fromkeys([*(at + 1 for at in rest[:1]), len(places)])
    for end in ends:
        last = {place[along] for place in places[:end]}
        found = [_shares([one for one in line if one[along] in last], claims) for line in lines]
        read = [line for line in found if len(line) >= _FEWEST or len(line) == len(last) > 1]
        fine = [line for line in read if 100 in _sum(line, claims)]
        near = [line for line in read if not _sum(line, claims).gap(NEAR_HUNDRED)]
        enough = len(fine) > 1 or (told and len(fine) == 1 == len(near) and end - 1 in rest)
        if enough and len(fine) >= 2 * (len(near) - len(fine)):
            yield from near
            return


def _shares(line: Line, claims: Claims) -> Line:
    """Return the shares of a line: percentages against nothing; none where one is a share of a told total."""
    found = [place for place in line if place in claims]
    fits = all(
        claims[place].unit == "%" and claims[place].measure in {SHARE, LEVEL} and not claims[place].totals
        for place in found
    )
    return found if fits else []


def _sum(line: Line, claims: Claims) -> Interval:
    known = [one for place in line if (one := claims[place].interval) is not None]
    return Interval.total(known)
