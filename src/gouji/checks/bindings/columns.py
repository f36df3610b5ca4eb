"""Tables of the texts as lines of cells, for rules that compare one column with another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages
from gouji.facts.table.facts import Fact, Facts


class Cell(NamedTuple):
    """A cell: its text and where it begins in its line."""

    text: str
    start: int
    line: Passage

    def quoted(self, facts: Facts) -> Fact:
        """Return the cell as a fact that claims nothing."""
        return self.line.quoted(facts, self.start, self.start + len(self.text))


class Table(NamedTuple):
    """The names of the columns, and the rows that have as many cells."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(facts: Facts, summary: str) -> Iterator[Table]:
    """Yield the tables of a text: neighbouring lines with as many cells; the first names them."""
    block: list[tuple[Cell, ...]] = []
    for line in facts.derive(passages)[summary]:
        cells = _cells(line) if "\t" in line.text else ()
        if block and len(cells) != len(block[0]):
            yield from _table(block)
            block = []
        if cells:
            block.append(cells)
    yield from _table(block)


def _table(block: list[tuple[Cell, ...]]) -> Iterator[Table]:
    if len(block) > 1:
        yield Table(tuple(cell.text for cell in block[0]), tuple(block[1:]))


def _cells(line: Passage) -> tuple[Cell, ...]:
    cells, at = [], 0
    for text in line.text.split("\t"):
        cells.append(Cell(text, at, line))
        at += len(text) + 1
    return tuple(cells)
