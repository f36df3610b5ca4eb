"""What an accepted suggestion would bring to be checked. All figures are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import facts_of
from gouji.checks.gains import Gains
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id,period,indicator,measure,quote,section,summary,subject\n"
SUMMARIES = "id,year,publisher,published\ns,2023,甲,2024-02-01\nt,2024,甲,2025-02-01\n"
LEVEL, NOW = "a,2023,滨江产值,,100亿元,,s,甲\n", "b,2024,滨江总产值,,120亿元,,t,甲\n"
CASES = [
    pytest.param(LEVEL, f"{NOW}c,2024,滨江总产值,growth,增长20%,,t,甲\n", "GJ501", id="growth"),
    pytest.param("a,2024,滨江产值,,110亿元,target,s,甲\n", NOW, "GJ405", id="target"),
    pytest.param(
        "a,2023,滨江产值,,100亿元,,s,甲\n", "b,2023,滨江总产值,,120亿元,,t,甲\n", "GJ401", id="value"
    ),
]


def gains(root: Path, rows: str) -> dict[str, int]:
    (root / "facts").mkdir()
    (root / "facts" / "a.csv").write_text(HEAD + rows, encoding="utf-8")
    (root / "facts" / "summaries.csv").write_text(SUMMARIES, encoding="utf-8")
    facts = facts_of(source_of(open_workspace(root)))
    return dict(Gains.of(facts).of_joining(facts.by_id["a"], facts.by_id["b"]))


@pytest.mark.parametrize(("before", "now", "code"), CASES)
def test_what_rules_would_decide_over_both_is_counted(
    tmp_path: Path, before: str, now: str, code: str
) -> None:
    assert gains(tmp_path, before + now)[code] == 1


@pytest.mark.parametrize(("before", "now", "code"), CASES)
def test_what_is_decided_already_brings_nothing(tmp_path: Path, before: str, now: str, code: str) -> None:
    assert code not in gains(tmp_path, (before + now).replace("总产值", "产值"))


def test_a_figure_without_a_name_would_be_of_the_other_indicator(tmp_path: Path) -> None:
    found = gains(tmp_path, "a,2024,滨江产值,,110亿元,target,s,甲\nb,2024,,,120亿元,,t,甲\n")
    assert found.get("GJ405") == 1


def test_figures_that_no_rule_compares_bring_nothing(tmp_path: Path) -> None:
    assert gains(tmp_path, "a,2023,滨江产值,,100亿元,,s,甲\nb,2024,滨江总产值,rank,第3,,t,甲\n") == {}
