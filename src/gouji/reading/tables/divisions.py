"""One whole divided in several ways, each in rows of its own: 分行业, 分产品, 分地区."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from typing import NamedTuple

from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.columns import WAY
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.tables.computed import agreeing
from gouji.reading.tables.grid import Table
from gouji.reading.tables.headings import LEVEL
from gouji.reading.tables.layout import Band, Layout, is_filled
from gouji.reading.tables.named import SCALES

DIVIDED = "table.divided"
"""The construct of one whole that is divided in several ways."""
_DIGITS = 6
"""So many digits of two sums that agree are no chance."""


class _Division(NamedTuple):
    """One way to divide a whole.

    Attributes:
        by: What it is divided by, as printed: 分地区.
        topic: What it is of, as the line above says: 主营业务.
        columns: The claims of each column of amounts, by the name of the column.
    """

    by: str
    topic: str
    table: int
    columns: Mapping[str, tuple[Claim, ...]]


def with_divisions(tables: Sequence[tuple[Table, Layout]], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a document; parts of a whole that is divided in several ways are tied to it.

    That is told elsewhere by its name, or else nowhere: then the sums of all divisions are equal. Tied are
    only those whose sums are equal in most columns, or to the whole.
    """
    if not tables:
        return list(claims)
    by_start = {claim.start: claim for claim in claims if claim.place}
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.measure == LEVEL and not claim.place:
            told.setdefault(claim.indicator, []).append(claim)
    kept = dict(by_start)
    for group in map(_of_one_unit, _groups(list(_divisions(tables, by_start)))):
        kept |= {one.start: one for division in group for some in division.columns.values() for one in some}
        for part, total, kind in _ties(group, told):
            claim = kept[part]
            complete = True if kind[:1] != WAY else claim.complete
            kept[part] = claim._replace(
                totals=(*claim.totals, (total, kind)), complete=complete, via=claim.via or DIVIDED
            )
    return [kept.get(claim.start, claim) if claim.place else claim for claim in claims]


def _divisions(tables: Sequence[tuple[Table, Layout]], by_start: Mapping[int, Claim]) -> Iterator[_Division]:
    for table, layout in tables:
        first = (row[0] for row in table.rows)
        if not any(cell is not None and pattern("one_division").fullmatch(cell.text) for cell in first):
            continue
        for band in layout.bands:
            by = "".join(band.headers[0][-1:])
            captions = (pattern("divided_topic").match(line) for line in layout.captions)
            topic = next((found["topic"] for found in captions if found), "")
            if pattern("one_division").fullmatch(by) and (columns := _columns(table, band, by_start)):
                yield _Division(by, topic, table.number, columns)


def _columns(table: Table, band: Band, by_start: Mapping[int, Claim]) -> dict[str, tuple[Claim, ...]]:
    """Return the columns of amounts that have one in every row but those of totals, by their names."""
    found: dict[str, tuple[Claim, ...]] = {}
    stubs = [(row, cell) for row in band.rows if is_filled(cell := table.rows[row][0])]
    rows = [row for row, cell in stubs if not pattern("total_row").fullmatch(cell.text)]
    if len(stubs) < len(band.rows) or not band.sides or band.sides[0].stubs != (0,):
        return {}
    for column in band.sides[0].values:
        cells = [table.rows[row][column] for row in rows]
        some = [by_start[cell.start] for cell in cells if cell is not None and cell.start in by_start]
        levels = [one for one in some if one.measure == LEVEL and one.unit != "%" and one.interval]
        if len(levels) == len(rows) > 1:
            found["".join(band.headers[column])] = tuple(levels)
    return found


def _groups(found: Sequence[_Division]) -> Iterator[list[_Division]]:
    """Yield runs of divisions in neighbouring tables, with the same columns."""
    group = list(found[:1])
    for one, two in pairwise(found):
        if two.table - one.table > 1 or one.columns.keys() != two.columns.keys():
            yield group
            group = []
        group.append(two)
    if group:
        yield group


def _of_one_unit(group: Sequence[_Division]) -> list[_Division]:
    """Return divisions, those without a unit in that of the first, which stands above them all.

    Its scale is the one by which their sums are nearly equal.
    """
    found = list(group[:1])
    for one in group[1:]:
        columns = {name: _as_in(group[0].columns[name], some) for name, some in one.columns.items()}
        found.append(one._replace(columns=columns))
    return found


def _as_in(first: Sequence[Claim], some: tuple[Claim, ...]) -> tuple[Claim, ...]:
    unit, one, two = first[0].unit, _sum(first), _sum(some)
    if not unit or any(claim.unit for claim in some) or 0 in one or 0 in two:
        return some
    near = (scale for scale in SCALES if Interval.closed(*_NEARLY).meets(two * scale / one))
    scale = next(near, 0)
    scaled = (claim._replace(unit=unit, interval=claim.interval * scale) for claim in some if claim.interval)
    return tuple(scaled) if scale else some


_NEARLY = (Fraction(1, 2), Fraction(2))
Tie = tuple[int, int, str]
"""Where a part begins, where its total does, and the kind of the tie."""


def _ties(group: Sequence[_Division], told: Mapping[str, Sequence[Claim]]) -> Iterator[Tie]:
    """Yield the ties of the parts of several divisions of one whole."""
    columns = list(group[0].columns)
    sums = {(at, name): _sum(one.columns[name]) for at, one in enumerate(group) for name in columns}
    pairs = [(one, two, name) for name in columns for one, two in permutations(range(len(group)), 2)]
    fine = [pair for pair in pairs if agreeing(sums[pair[0], pair[2]], sums[pair[1], pair[2]]) >= _DIGITS]
    if len(group) > 1 and 2 * len(fine) >= len(pairs):
        for name in columns:
            best = max(
                range(len(group)), key=lambda at: sum(pair[0] == at and pair[2] == name for pair in fine)
            )
            for number, one in enumerate(group):
                for part in one.columns[name]:
                    yield part.start, group[best].columns[name][0].start, f"{WAY}{number}"
    wholes = {name: _whole(group[0].topic, name, one, told) for name, one in group[0].columns.items()}
    known = {name: whole for name, whole in wholes.items() if whole is not None}
    ends = [
        sums[at, name].meets(whole.interval)
        for name, whole in known.items()
        for at in range(len(group))
        if whole.interval
    ]
    if ends and 3 * sum(ends) >= 2 * len(ends):
        for name, whole in known.items():
            for number, one in enumerate(group):
                yield from (
                    (part.start, whole.start, f"{one.by}{number or ''}") for part in one.columns[name]
                )


def _sum(parts: Sequence[Claim]) -> Interval:
    return sum((part.interval for part in parts if part.interval), Interval.of(0))


def _whole(
    topic: str, name: str, parts: Sequence[Claim], told: Mapping[str, Sequence[Claim]]
) -> Claim | None:
    """Return the whole that is told by its name in the text; the topic may stand for how that begins.

    营业收入 of 主营业务 is 主营业务收入.
    """
    for at in range(len(name) - 1):
        found = [
            one for one in told.get(f"{topic}{name[at:]}", ())
            if (one.period, one.unit) == (parts[0].period, parts[0].unit)
        ]  # fmt: skip
        if topic and found:
            return found[0] if len({one.interval for one in found}) == 1 else None
    return None
