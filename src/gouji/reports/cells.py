"""Cells of tables, told by the names of their table, row and column."""

from __future__ import annotations

import re
from types import SimpleNamespace

_CELL = re.compile(
    "表(?P<table>[0-9]+)(?:“(?P<row>[^”]+)”行)?(?:“(?P<column>[^”]+)”列)?!(?P<cell>[A-Z]+[0-9]+)"
)


def in_table(place: str | None, words: SimpleNamespace) -> str:
    """Return the table, row and column of a place, with what follows them in a line; else nothing."""
    found = _CELL.fullmatch(place or "")
    told = ((name, value) for name, value in found.groupdict().items() if value) if found else ()
    return "".join(words.cell[name].format(value) for name, value in told)
