"""Facts of the cells of a table, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reading.documents.model import Document
from gouji.reading.documents.read import read_text
from gouji.reading.source import draft_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE = "甲川市2024年国民经济和社会发展统计公报\n"


def document(text: str) -> Document:
    """Return a text file."""
    found = read_text(text.encode(), "x")
    return Document("x.txt", found.text, found.blocks, "", "")


def cells(table: str, title: str = TITLE) -> dict[str, Mapping[str, str]]:
    """Return the facts of a table by their place in it."""
    rows, _ = draft_rows(document(f"{title}{table}"), "a")
    return {row["place"].partition("!")[2]: row for row in rows if row["place"]}


def told(row: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return what a cell is of, what it states of that, its unit and its period."""
    return row["indicator"], row["measure"], row["unit"], row["period"]


def wholes(found: Mapping[str, Mapping[str, str]], *places: str) -> list[str]:
    """Return the places of the totals that cells are parts of; empty for none."""
    by_id = {row["id"]: place for place, row in found.items()}
    return [by_id.get(found[place]["whole"], "") for place in places]


def names(found: Mapping[str, Mapping[str, str]], *places: str) -> list[str]:
    """Return what the cells at some places are of."""
    return [found[place]["indicator"] for place in places]
