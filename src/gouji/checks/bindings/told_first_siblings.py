"""Figures told side by side, each of one that has a name: in a sentence, or in a column of a table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.cells_again import Cell, cells_of
from gouji.checks.bindings.passages import Passage, whole_number
from gouji.facts.figures.numerals import DIGITS
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.columns import CELL_PLACE
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.lexicon.wording import pattern

_SHORTEST, _FEWEST, _AROUND = 2, 3, 24
"""Characters of a name; rows of a column; characters before siblings that may say what they are of."""


class Siblings(NamedTuple):
    """Figures of one unit, each of one that has a name.

    Attributes:
        names: As written; words may stand before or behind one that are no part of it.
        said: The words around them that say what they are of; of a column, its header.
        start: Where they begin in the source text.
        bare: Whether words that name no measure may be of them.
    """

    names: Sequence[str]
    values: Sequence[Fraction]
    facts: Sequence[Fact]
    unit: str
    said: str
    start: int
    end: int
    bare: bool = True
    in_table: bool = False

    def named(self, clause: str) -> tuple[int, str]:
        """Return which one of them a clause names, and by what words; nothing where it names several."""
        parts = [self._part(at, clause) for at in range(len(self.names))]
        longest = max(parts, key=len)
        return (parts.index(longest), longest) if parts.count(longest) == 1 else (-1, "")

    def _part(self, at: int, clause: str) -> str:
        """Return the longest part of a name that is in a clause, and in none of the others.

        What it leaves, or the part itself, ends as another does: 东街 of 东街调解, 清溪县 of 优良比例清溪县.
        """
        name, others = self.names[at], [*self.names[:at], *self.names[at + 1 :]]
        kinds = {other[-1] for other in others}
        parts = [name[start:] for start in range(1, len(name) - 1) if name[-1] in kinds]
        for end in range(_SHORTEST, len(name)):
            if name[end - 1] in kinds or any(other.endswith(name[end:]) for other in others):
                parts += [name[:end]]
        found = [name, *(part for part in parts if not any(part in other for other in others))]
        return max((part for part in found if part in clause), key=len, default="")


def siblings_told(facts: Facts, passage: Passage) -> Iterator[Siblings]:
    """Yield the figures that a sentence tells side by side, by their names or in turn."""
    named = pattern("name_then_figure"), pattern("name_then_figures")
    for form in (*named, pattern("figure_then_name")):
        for run in _runs(form.finditer(passage.text)):
            # 共调解168件，东街57件，西街63件、南关48件: the first is of all
            alike = len(run) <= _SHORTEST or set(run[0]["name"]) & {one["name"][-1] for one in run[1:]}
            some = run if alike else run[1:]
            names, place = [one["name"] for one in some], (some[0].start(), some[-1].end())
            yield from _of(facts, passage, run[0]["unit"], names, some, place)
    for found in pattern("told_in_turn").finditer(passage.text):
        values = list(pattern("value_in_turn").finditer(passage.text, found.start("values"), found.end()))
        units = {one["unit"] for one in values if one["unit"]}
        listed, start = _names_before(passage.text[: found.start()], len(values))
        if listed and len(units) == 1 and len({one["big"] for one in values}) == 1:
            yield from _of(facts, passage, units.pop(), listed, values, (start, found.end()))


def _runs(told: Iterable[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Return names with figures of one unit that are right behind one another."""
    runs: list[list[re.Match[str]]] = []
    for found in told:
        if not found["name"] or pattern("no_name_of_run").search(found["name"]):
            continue
        beside = runs and found.start() <= runs[-1][-1].end() + 1 and found["unit"] == runs[-1][0]["unit"]
        if beside and all(found["name"] != one["name"] for one in runs[-1]):
            runs[-1].append(found)
        else:
            runs.append([found])
    return runs


def _of(
    facts: Facts, passage: Passage, unit: str, names: Sequence[str], told: Sequence[re.Match[str]],
    place: tuple[int, int],
) -> Iterator[Siblings]:  # fmt: skip
    values = [number_in(one["value"]) for one in told]
    if len(told) >= _SHORTEST and 2 * max(values) != sum(values):
        said = passage.text[max(0, place[0] - _AROUND) : told[0].start("value")]
        quoted = [passage.quoted(facts, one.start("value"), one.end("unit")) for one in told]
        yield Siblings(names, values, quoted, unit, said, *passage.place(*place))


def _names_before(text: str, number: int) -> tuple[Sequence[str], int]:
    """Return the names that the last clauses of a text list, as many as asked for, and where they begin."""
    for clause in reversed(list(pattern("clause_of_place").finditer(text))):
        names = pattern("joins_listed_names").split(pattern("number_behind_names").sub("", clause[0]))
        if span := pattern("range_of_names").search(clause[0]):
            chars = {value: char for char, value in reversed(DIGITS.items()) if not span["last"].isdigit()}
            numbers = range(whole_number(span["first"]), whole_number(span["last"]) + 1)
            names = [f"{chars.get(one, one)}{span['kind']}" for one in numbers]
        if len(set(names) - {""}) == len(names) == number:
            return names, clause.start()
    return (), 0


def columns_told(facts: Facts, summary: str) -> Iterator[Siblings]:
    """Yield the columns of a summary whose rows are of one whole, with three and more values."""
    columns = grouped(cells_of(facts.by_summary.get(summary, ())), lambda cell: cell.column)
    tables = [table for table, _ in columns]
    for (table, _), cells in columns.items():
        rows = [(name, value, cell.fact) for cell in cells for name, value in _row(cell)]
        names, values, told = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
        if len(set(names)) == len(names) >= _FEWEST and _are_of_one_whole(told, values):
            said = pattern("marks_of_header").sub("", pattern("aside_of_header").sub("", cells[0].header))
            place, alone = (told[0].start or 0, told[-1].start or 0), tables.count(table) == 1
            yield Siblings(names, values, told, told[0].unit, said, *place, bare=alone, in_table=True)


def number_of(fact: Fact) -> Fraction | None:
    """Return the number of a cell as it is printed."""
    value = value_of(fact)
    return value.printed if value else None


def _row(cell: Cell) -> Iterator[tuple[str, Fraction]]:
    """Yield the name of a row that is no sum, and its value."""
    place, number = CELL_PLACE.fullmatch(cell.fact.place), number_of(cell.fact)
    name = pattern("before_name_of_row").sub("", place["row"] or "") if place else ""
    if name and number is not None and not pattern("no_row_of_all").search(name):
        yield name, number


def _are_of_one_whole(told: Sequence[Fact], values: Sequence[Fraction]) -> bool:
    """Whether rows are apart from one another: one unit, one whole or one of each, none a sum."""
    wholes = {tuple(fact.whole) for fact in told}
    alike = len({fact.unit for fact in told}) == 1 and len(wholes) in {1, len(told)} and min(values) >= 0
    return alike and ((bool(told[0].whole) and len(wholes) == 1) or 2 * max(values) < sum(values))
