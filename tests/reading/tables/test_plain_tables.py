"""Tables of plain text, as conversions leave them: how their cells are parted, and what makes up what."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.tables.cells import TITLE, cells, document

from gouji.checks.audit import audit
from gouji.reading.source import source_of

TABLES: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "plain.toml").read_text(encoding="utf-8")
)
CASES = [(kind, name) for kind, some in TABLES.items() for name in some]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_parts_are_tied_to_their_total(kind: str, name: str) -> None:
    case = TABLES[kind][name]
    found = cells(case["table"])
    told = [found[part]["whole"].partition(";")[0].partition("#")[0] for part in case["parts"]]
    assert told == [found[case["total"]]["id"]] * len(case["parts"])
    assert {found[part]["complete"] for part in case["parts"]} == {"true"}


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_sound_table_is_silent(kind: str, name: str) -> None:
    found = audit(source_of({"a": document(f"{TITLE}{TABLES[kind][name]['table']}")})).findings
    assert [one.rule for one in found if one.level != "note"] == []
