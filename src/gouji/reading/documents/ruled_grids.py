"""Grids that rules make on a page: which cells they have, and how these lie.

Places are in points: from the left edge of the page to the right, and from above down.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_NEAR = 2.0
"""In points: rules no farther apart are one."""
_OPEN = 10.0
"""In points: level rules that reach as far beyond the last upright one are those of an open column."""
_MOST_PAIRS, _MOST_CELLS = 1_000_000, 20_000


class Rule(NamedTuple):
    """A straight line along an edge of the page: whether it is upright, where it lies, its start and end."""

    upright: bool
    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A cell of a grid: its first row and column, from 0, and how many of them it takes."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A grid of cells.

    Attributes:
        across: Where its columns begin, and the last one ends.
        down: Where its rows begin, and the last one ends.
        boxes: Its cells, by each row and column that they take.
    """

    across: list[float]
    down: list[float]
    boxes: dict[tuple[int, int], Box]

    def box_at(self, x: float, y: float) -> Box | None:
        """Return the cell at a place."""
        return self.boxes.get((bisect_right(self.down, y) - 1, bisect_right(self.across, x) - 1))


def places(values: Iterable[float]) -> list[float]:
    """Return values in their order, of those that are near one another the least."""
    ordered = sorted(values)
    return [*ordered[:1], *(two for one, two in pairwise(ordered) if two - one > _NEAR)]


def place_of(value: float, among: Sequence[float]) -> int:
    """Return which of some `places` a value is at that these were made of."""
    return bisect_right(among, value) - 1


def grids_of(rules: Sequence[Rule]) -> Iterator[Grid]:
    """Yield the grids that rules make, each of two columns or more."""
    level = _joined([rule for rule in rules if not rule.upright])
    upright = _joined([rule for rule in rules if rule.upright])
    if len(level) * len(upright) > _MOST_PAIRS:
        return
    for group in _touching(level, upright):
        lines, columns = [one for one in group if not one.upright], [one for one in group if one.upright]
        across = places([*(one.at for one in columns), *_open_sides(lines, columns)])
        ends = (min(one.start for one in columns), max(one.end for one in columns))
        down = places([*(one.at for one in lines), *ends])
        if len(across) > 2 and len(down) > 1 and len(across) * len(down) <= _MOST_CELLS:
            yield Grid(across, down, _boxes(across, down, group))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules of one direction, as one where they go on."""
    at = places(rule.at for rule in rules)
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


def _open_sides(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[float]:
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    if left < min(rule.at for rule in upright) - _OPEN:
        yield left
    if right > max(rule.at for rule in upright) + _OPEN:
        yield right


def _boxes(across: list[float], down: list[float], rules: Iterable[Rule]) -> dict[tuple[int, int], Box]:
    """Return the cells between rules: as wide as no upright rule parts them, then as high as no level one."""
    walls, floors = _sides(across, down, rules)
    boxes: dict[tuple[int, int], Box] = {}

    def is_free(row: int, first: int, columns: int) -> bool:
        inside = range(first, first + columns)
        return not any((row, at) in floors or (row, at) in boxes for at in inside) and not any(
            (row, at) in walls for at in inside[1:]
        )

    for row in range(len(down) - 1):
        for column in range(len(across) - 1):
            if (row, column) in boxes:
                continue
            right, below = column + 1, row + 1
            while right < len(across) - 1 and (row, right) not in walls and (row, right) not in boxes:
                right += 1
            while below < len(down) - 1 and is_free(below, column, right - column):
                below += 1
            box = Box(row, column, below - row, right - column)
            boxes |= {(i, j): box for i in range(row, below) for j in range(column, right)}
    return boxes


_Places = set[tuple[int, int]]


def _sides(across: list[float], down: list[float], rules: Iterable[Rule]) -> tuple[_Places, _Places]:
    """Return at which rows and columns of a grid a rule is drawn at the left, and above."""
    walls: _Places = set()
    floors: _Places = set()
    columns, rows = ([(one + two) / 2 for one, two in pairwise(edges)] for edges in (across, down))
    for rule in rules:
        along = rows if rule.upright else columns
        passed = range(bisect_left(along, rule.start), bisect_right(along, rule.end))
        if rule.upright:
            walls |= {(row, place_of(rule.at, across)) for row in passed}
        else:
            floors |= {(place_of(rule.at, down), column) for column in passed}
    return walls, floors
