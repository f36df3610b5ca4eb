"""Sound summaries with one word or figure put wrong: each contradiction is found where it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

HERE = Path(__file__).parent
FAULTS = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['summary']} {fault['wrong']}")
def test_a_fault_in_a_summary_is_found_where_it_stands(fault: dict[str, Any]) -> None:
    sound = (HERE / "sound" / f"{fault['summary']}.txt").read_text(encoding="utf-8")
    at, end = fault["at"], fault["at"] + len(fault["sound"])
    assert sound[at:end] == fault["sound"]
    text = sound[:at] + fault["wrong"] + sound[end:]
    result = audit(source_of({"a": Document("a.txt", text, blocks_of(text), "", "0" * 64)}))
    told = {
        one.rule
        for one in result.findings
        for fact in one.facts
        if one.level != "note" and fact.start is not None and fact.end is not None
        if fact.start < at + len(fault["wrong"]) and at < fact.end
    }
    assert fault["rule"] in told
