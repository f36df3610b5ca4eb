"""Whole summaries of many genres, invented, in which all figures are true together: nothing is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.read import read_document
from gouji.reading.source import source_of

SUMMARIES = sorted((Path(__file__).parent / "sound").glob("*.txt"))
RELATIONS = ("GJ2", "GJ5")
FEWEST_DECIDED = 10
"""Sums and rates of a summary that are decided, at least: silence about everything would be no merit."""


@pytest.mark.parametrize("path", SUMMARIES, ids=lambda path: path.stem)
def test_nothing_is_wrong_in_a_sound_summary(path: Path) -> None:
    result = audit(source_of({path.stem: read_document(path, path.name)}))
    found = [(one.rule, one.level, one.message["zh"]) for one in result.findings if one.level != "note"]
    assert found == []
    relations = [tally.verdicts for tally in result.tallies if tally.rule.startswith(RELATIONS)]
    decided = sum(one.get("consistent", 0) + one.get("rounding", 0) for one in relations)
    assert decided >= FEWEST_DECIDED
