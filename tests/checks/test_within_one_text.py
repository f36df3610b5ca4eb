"""Dates, streaks, editions, ranges and bounds of one text: found where they contradict, else left alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

CASES = tomllib.loads(Path(__file__).with_name("within_one_text.toml").read_text(encoding="utf-8"))
SOUND = CASES.pop("sound")
OWN_QUOTES = Selection((), ("GJ104", "GJ203"))
"""What is not of these rules: figures that no fact quotes, lists whose members are not told."""

OTHERS = ("GJ601", "GJ604", "GJ701")
"""Rules that ask some of it first: of figures told too early, of streaks by their name, of shares."""


def found(text: str) -> set[str]:
    """Return the rules that find more than a note in a text."""
    document = Document("2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
    findings = audit(source_of({"a": document}), selection=OWN_QUOTES).findings
    return {finding.rule for finding in findings if finding.level != "note"}


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, some in CASES.items() for case in some])
def test_a_contradiction_is_found_and_its_sound_twin_is_not(rule: str, case: str) -> None:
    wrong = re.sub(r"\[\[(.*?)\|.*?\]\]", r"\1", case)
    sound = re.sub(r"\[\[.*?\|(.*?)\]\]", r"\1", case)
    assert found(wrong) & {rule, *OTHERS}
    assert found(sound) == set()


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_sentence_is_left_alone(text: str) -> None:
    assert found(text) == set()
