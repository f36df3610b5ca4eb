"""How the cells of a row lie in their table: what they span, and how far they are indented."""

from typing import NamedTuple


class CellSpan(NamedTuple):
    """How a cell of a row lies in its table.

    Attributes:
        columns: How many columns it spans.
        rows: How many rows it spans; 0 where the cell above it goes on.
        indent: How far its text is indented, in characters.
        column: Its first column, from 0; None where it follows from the cells before it.
    """

    columns: int = 1
    rows: int = 1
    indent: int = 0
    column: int | None = None


def indent_of(text: str) -> int:
    """Return the width of the blanks that a text begins with, in characters: two narrow ones are as wide."""
    blanks = text[: len(text) - len(text.lstrip())]
    wide = blanks.count("\u3000") + blanks.count("\u2003")
    return wide + (len(blanks) - wide) // 2
