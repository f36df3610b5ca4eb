"""How many findings each rule has, in place of the findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import ENGLISH, gouji

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id,period,indicator,quote,whole,complete\n"
SUMS = "".join(
    f"t{n},2024,甲{n},355项,,\np{n},2024,乙{n},95项,t{n},true\nq{n},2024,丙{n},115项,t{n},true\n"
    for n in range(11)
)
VAGUE = "v,2024,丁,近300项,,\nv1,2024,戊,95项,v,true\nv2,2024,己,115项,v,true\n"
RULE = "from gouji.checks import rule\n\n\n@rule('XX-1', name='mine', level='note', scope='row')\n"


@pytest.fixture
def sums(workspace: Path) -> Path:
    """A workspace with eleven errors of one rule, one warning of it, and a rule that fails."""
    (workspace / "facts" / "mine.csv").write_text(HEAD + SUMS + VAGUE, encoding="utf-8")
    return workspace


def test_findings_are_counted_by_rule_and_level(sums: Path) -> None:
    done = gouji("audit", "--statistics", cwd=sums)
    assert done.returncode == 1
    first, second, last = done.stdout.splitlines()
    assert first.startswith("11  差错  GJ205  合计等于各分项之和")
    assert second.startswith(" 1  待核  GJ205  合计等于各分项之和")
    assert last == "× 差错 11  ! 待核 1  · 提示 0"


def test_words_of_several_widths_are_aligned_and_quiet_leaves_the_totals_out(sums: Path) -> None:
    done = gouji("audit", "--statistics", "-q", cwd=sums, env=ENGLISH)
    first, second = done.stdout.splitlines()
    assert first.startswith("11  error    GJ205  A total is the sum of its parts")
    assert second.startswith(" 1  warning  GJ205  A total")


def test_counts_as_json_tell_known_and_waived_apart(sums: Path) -> None:
    gouji("baseline", "write", cwd=sums)
    (one, *_) = json.loads(gouji("audit", "--format", "json", cwd=sums).stdout)["findings"]
    row = f"fingerprint,rule,reason\n{one['fingerprint']},GJ205,照原\n"
    (sums / "facts" / "waivers.csv").write_text(row, encoding="utf-8")
    with (sums / "facts" / "mine.csv").open("a", encoding="utf-8") as stream:
        stream.write("n,2024,新,9项,,\nn1,2024,新一,5项,n,true\nn2,2024,新二,5项,n,true\n")
    told = json.loads(gouji("audit", "--statistics", "--format", "json", cwd=sums).stdout)
    assert told["rules"] == [
        {"rule": "GJ205", "name": "total-of-parts", "level": "error", "new": 1, "known": 10, "waived": 1},
        {"rule": "GJ205", "name": "total-of-parts", "level": "warning", "new": 0, "known": 1, "waived": 0},
    ]
    assert told["levels"] == {"error": 1, "warning": 0, "note": 0}
    assert gouji("audit", "--statistics", cwd=sums).stdout.splitlines()[1:3] == ["已知 11 条", "照原 1 条"]


def test_a_rule_that_fails_is_told_among_the_counts(sums: Path) -> None:
    (sums / "checks" / "mine.py").write_text(
        RULE + "def mine(facts):\n    'Page.'\n    return 1 / 0\n", encoding="utf-8"
    )
    done = gouji("audit", "--statistics", cwd=sums)
    assert done.returncode == 3
    assert "规则 XX-1 自身出错" in done.stdout
    told = json.loads(gouji("audit", "--statistics", "--format", "json", cwd=sums).stdout)
    assert [crash["rule"] for crash in told["crashes"]] == ["XX-1"]


def test_files_hold_the_findings_all_the_same(sums: Path) -> None:
    gouji("audit", "--statistics", "-o", "a.json", "-o", "a.txt", cwd=sums)
    assert len(json.loads((sums / "a.json").read_text(encoding="utf-8"))["findings"]) == 12
    assert (sums / "a.txt").read_text(encoding="utf-8").count("[GJ205]") == 12
    done = gouji("audit", "--statistics", "-o", "json=-", cwd=sums)
    assert json.loads(done.stdout)["schema"] == "gouji-statistics/1"


@pytest.mark.parametrize("asked", [["--format", "sarif"], ["-o", "junit=-"]])
def test_other_formats_have_no_counts(sums: Path, asked: list[str]) -> None:
    done = gouji("audit", "--statistics", *asked, "-o", "a.json", cwd=sums, env=ENGLISH)
    assert (done.returncode, done.stdout) == (2, "")
    assert "expected one of text, json" in done.stderr
    assert not (sums / "a.json").exists()


def test_without_findings_there_are_totals_alone(sums: Path) -> None:
    done = gouji("audit", "--statistics", "--select", "GJ0", cwd=sums)
    assert done.returncode == 2 or done.stdout == "× 差错 0  ! 待核 0  · 提示 0\n"
    (sums / "facts" / "mine.csv").write_text(HEAD + SUMS.replace("355", "210"), encoding="utf-8")
    assert gouji("audit", "--statistics", cwd=sums).stdout == "× 差错 0  ! 待核 0  · 提示 0\n"
