"""The rules drawn on a page, and grids that they make: their rows, columns and cells.

Places are in points: from the left edge of the page to the right, and from above down.
"""

import ctypes
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_NEAR = 4.0
"""In points: rules no farther apart are one, as those of cells that each have a border."""
_ONE = 1.0
"""In points: stretches of one rule are no farther apart."""
_OPEN = 10.0
"""In points: level rules that reach as far beyond the upright ones are those of an open column."""
_MOST_PAIRS, _MOST_CELLS = 1_000_000, 20_000


class Rule(NamedTuple):
    """A straight line along an edge of the page: whether it is upright, where it lies, its start and end."""

    upright: bool
    at: float
    start: float
    end: float


Place = tuple[int, int]
"""Row and column, from 0."""


class Grid(NamedTuple):
    """A grid of cells.

    Attributes:
        across: Where its columns begin, and the last one ends.
        down: Where its rows begin, and the last one ends.
        cells: For each row the first column of each cell with the first behind it, and its uppermost row.
    """

    across: list[float]
    down: list[float]
    cells: list[dict[tuple[int, int], int]]
    rules: list[Rule]


def places(values: Iterable[float], near: float = _NEAR) -> list[float]:
    """Return values in their order, of those that are near one another the least."""
    ordered = sorted(values)
    return [*ordered[:1], *(two for one, two in pairwise(ordered) if two - one > near)]


def place_of(value: float, among: Sequence[float]) -> int:
    """Return which of some `places` a value is at that these were made of."""
    return bisect_right(among, value) - 1


def grids_of(rules: Sequence[Rule]) -> Iterator[Grid]:
    """Yield the grids that rules make, each of two columns or more."""
    level = _joined([rule for rule in rules if not rule.upright])
    upright = _joined([rule for rule in rules if rule.upright])
    if len(level) * len(upright) <= _MOST_PAIRS:
        yield from (grid for group in _touching(level, upright) if (grid := grid_of(group)))


def grid_of(rules: list[Rule]) -> Grid | None:
    """Return the grid that rules make which touch; None where it has one column alone, or very many cells."""
    level, upright = [one for one in rules if not one.upright], [one for one in rules if one.upright]
    sides = (min(one.start for one in level), max(one.end for one in level))
    is_open = [side for side in sides if min(abs(side - one.at) for one in upright) > _OPEN]
    across = places([*(one.at for one in upright), *is_open])
    ends = (min(one.start for one in upright), max(one.end for one in upright))
    down = places([*(one.at for one in level), *ends])
    if len(across) < 3 or len(across) * len(down) > _MOST_CELLS:
        return None
    return Grid(across, down, _cells(across, down, rules), rules)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules of one direction, as one where they go on."""
    at = places((rule.at for rule in rules), _ONE)
    found: list[Rule] = []
    placed = [(place_of(rule.at, at), rule) for rule in rules]
    for place, rule in sorted(placed, key=lambda one: (one[0], one[1].start)):
        last = found[-1] if found and found[-1].at == at[place] else None
        if last and rule.start <= last.end + _NEAR:
            found[-1] = last._replace(end=max(last.end, rule.end))
        else:
            found.append(rule._replace(at=at[place]))
    return found


def _touching(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[Rule]]:
    """Return groups of rules that touch, each with some of both directions."""
    group = {rule: rule for rule in (*level, *upright)}

    def first(rule: Rule) -> Rule:
        while group[rule] != rule:
            group[rule] = rule = group[group[rule]]
        return rule

    heights = [rule.at for rule in level]
    for one in upright:
        reached = slice(bisect_left(heights, one.start - _NEAR), bisect_right(heights, one.end + _NEAR))
        for two in level[reached]:
            if two.start - _NEAR <= one.at <= two.end + _NEAR:
                group[first(two)] = first(one)
    found = defaultdict(list)
    for rule in group:
        found[first(rule)].append(rule)
    return [rules for rules in found.values() if len({rule.upright for rule in rules}) == 2]


def _cells(across: list[float], down: list[float], rules: Iterable[Rule]) -> list[dict[tuple[int, int], int]]:
    """Return the cells of each row; one goes on with that above it if no rule is between them."""
    walls, floors = _sides(across, down, rules)
    found: list[dict[tuple[int, int], int]] = []
    for row in range(len(down) - 1):
        starts = [column for column in range(len(across) - 1) if not column or (row, column) in walls]
        spans = list(pairwise([*starts, len(across) - 1]))
        above = found[-1] if found else {}
        parted = {span for span in spans if any((row, column) in floors for column in range(*span))}
        found.append({span: row if span in parted else above.get(span, row) for span in spans})
    return found


def _sides(across: list[float], down: list[float], rules: Iterable[Rule]) -> tuple[set[Place], set[Place]]:
    """Return at which rows and columns of a grid a rule is drawn at the left, and above."""
    walls: set[Place] = set()
    floors: set[Place] = set()
    columns, rows = ([(one + two) / 2 for one, two in pairwise(edges)] for edges in (across, down))
    for rule in rules:
        along = rows if rule.upright else columns
        for passed in range(bisect_left(along, rule.start), bisect_right(along, rule.end)):
            if rule.upright:
                walls.add((passed, place_of(rule.at, across)))
            else:
                floors.add((place_of(rule.at, down), passed))
    return walls, floors


_MOST = 20_000
"""Objects of a page, and corners of its drawings: what has more is a map or a picture."""
_DEPTH = 5
_THIN, _SHORT = 3.0, 5.0
"""In points: how thick a rule may be; how long it is at least."""
_Point = tuple[float, float]


def rules_of(page: pdfium.PdfPage) -> list[Rule]:
    """Return the rules of a page; none where it has more drawings than tables need."""
    try:
        objects = list(islice(page.get_objects(max_depth=_DEPTH), _MOST + 1))
        paths = [one for one in objects if one.type == pdfium_c.FPDF_PAGEOBJ_PATH]
        corners = sum(pdfium_c.FPDFPath_CountSegments(path.raw) for path in paths)
        few = max(len(objects), corners) <= _MOST
        return [rule for path in paths for rule in _rules(path)] if few else []
    except pdfium.PdfiumError:
        return []


def _rules(path: pdfium.PdfObject) -> Iterator[Rule]:
    """Yield the rules of a path: an outline that is one, or the sides of one that is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    for outline in _outlines(path) if fill.value or stroke.value else ():
        sides = pairwise(outline) if stroke.value and _rule(outline) is None else [outline]
        yield from (rule for side in sides if (rule := _rule(side)))


def _rule(points: Iterable[_Point]) -> Rule | None:
    """Return the rule that a box around points is."""
    across, down = ((min(one), max(one)) for one in zip(*points, strict=True))
    wide, high = across[1] - across[0], down[1] - down[0]
    if min(wide, high) > _THIN or max(wide, high) < _SHORT:
        return None
    return Rule(True, sum(across) / 2, *down) if high > wide else Rule(False, sum(down) / 2, *across)


def _outlines(path: pdfium.PdfObject) -> Iterator[list[_Point]]:
    """Yield the corners of each outline of a path, as places on the page, from its upper edge down."""
    matrix, holder = path.get_matrix(), path.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    points: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(pdfium_c.FPDFPath_CountSegments(path.raw)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, place)
        if points and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = matrix.on_point(x.value, y.value)
        points.append((right, -up))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
