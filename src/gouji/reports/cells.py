"""Cells of tables, told by the names of their table, row and column."""

from __future__ import annotations

from types import SimpleNamespace

from gouji.facts.table.columns import CELL_PLACE


def in_table(place: str | None, words: SimpleNamespace) -> str:
    """Return the table, row and column of a place, with what follows them in a line; else nothing."""
    found = CELL_PLACE.fullmatch(place or "")
    if found is None:
        return ""
    names = (*found.group("table", "row", "heading"), found["column"] + found["number"])
    told = zip(("table", "row", "column", "cell"), names, strict=True)
    return "".join(words.cell[name].format(value) for name, value in told if value)
