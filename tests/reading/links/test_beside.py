"""Shares, rates, completions and balances of sentences: silent where sound, found where wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

FILES = [Path(__file__).with_name(f"{name}.toml") for name in ("beside", "parts_told", "told_apart")]
BOOKS = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
CASES = {kind: [case for book in BOOKS for case in book[kind]] for kind in ("sound", "wrong")}


def _found(text: str) -> list[str]:
    """Return the rules that report something of a text, notes left out."""
    document = Document("白水县2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
    return [one.rule for one in audit(source_of({"a": document})).findings if one.level != "note"]


@pytest.mark.parametrize("text", CASES["sound"], ids=lambda text: text[:24])
def test_nothing_is_reported_of_sound_figures(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["text"][:24])
def test_one_wrong_digit_is_reported(case: dict[str, str]) -> None:
    assert _found(case["text"]) == [case["rule"]]


def test_a_text_that_names_no_year_tells_this_year_from_the_one_before() -> None:
    text = "网格数由上年的86个增加到112个，增加36个。"
    document = Document("a.txt", text, blocks_of(text), "", "0" * 64)
    assert [one.rule for one in audit(source_of({"a": document})).findings] == ["GJ501"]
    sound = text.replace("36", "26")
    document = Document("a.txt", sound, blocks_of(sound), "", "0" * 64)
    result = audit(source_of({"a": document}))
    assert [one.rule for one in result.findings] == []
