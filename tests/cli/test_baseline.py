"""``gouji baseline`` and ``facts/waivers.csv``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.door import ENGLISH

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Gouji = Callable[..., subprocess.CompletedProcess[str]]

HEADER = "fingerprint,rule,reason,who,until\n"


def findings(gouji: Gouji, workspace: Path, env: dict[str, str] | None = None) -> list[dict[str, Any]]:
    done = gouji("audit", "--output-format", "json", "--fail-on", "never", cwd=workspace, env=env)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def waive(workspace: Path, row: str) -> None:
    (workspace / "facts" / "waivers.csv").write_text(HEADER + row + "\n", encoding="utf-8")


def test_a_known_finding_is_listed_and_fails_nothing(gouji: Gouji, workspace: Path) -> None:
    assert gouji("audit", cwd=workspace).returncode == 1
    written = gouji("baseline", "write", cwd=workspace)
    assert (written.returncode, written.stdout) == (0, "已记 1 条已知疑点：checks/baseline.json\n")
    done = gouji("audit", cwd=workspace)
    assert done.returncode == 0
    assert "GJ205" not in done.stdout
    assert "另有已知 1 条（-v 列出）" in done.stdout
    assert done.stdout.endswith("× 差错 0  ! 待核 0  · 提示 0\n")
    assert "[GJ205] 已知" in gouji("audit", "-v", cwd=workspace).stdout
    assert [one["state"] for one in findings(gouji, workspace)] == ["known"]


def test_a_known_finding_whose_figures_changed_is_new_again(gouji: Gouji, workspace: Path) -> None:
    gouji("baseline", "write", cwd=workspace)
    path = workspace / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("355项", "356项"), encoding="utf-8")
    assert gouji("audit", cwd=workspace).returncode == 1


def test_a_baseline_written_twice_is_the_same_file(gouji: Gouji, workspace: Path) -> None:
    gouji("baseline", "write", cwd=workspace)
    first = (workspace / "checks" / "baseline.json").read_bytes()
    gouji("baseline", "write", cwd=workspace)
    assert (workspace / "checks" / "baseline.json").read_bytes() == first


def test_what_is_gone_is_shown_and_pruned(gouji: Gouji, workspace: Path) -> None:
    gouji("baseline", "write", cwd=workspace)
    assert gouji("baseline", "show", cwd=workspace).stdout.startswith("合计对不上")
    path = workspace / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("355项", "210项"), encoding="utf-8")
    assert gouji("baseline", "show", cwd=workspace).stdout.startswith("（已不再出现） 合计对不上")
    pruned = gouji("baseline", "prune", "--lang", "en", cwd=workspace)
    assert pruned.stdout == "0 known findings left: checks/baseline.json\n"
    assert gouji("baseline", "show", cwd=workspace).stdout == ""


def test_what_was_not_asked_for_stays_known(gouji: Gouji, workspace: Path) -> None:
    gouji("baseline", "write", cwd=workspace)
    before = (workspace / "checks" / "baseline.json").read_bytes()
    for command in ("prune", "write"):
        gouji("baseline", command, "--select", "GJ3", cwd=workspace)
        assert (workspace / "checks" / "baseline.json").read_bytes() == before


def test_a_rule_that_crashes_leaves_the_baseline_as_it_was(gouji: Gouji, workspace: Path) -> None:
    (workspace / "checks" / "mine.py").write_text(
        "from gouji.checks import rule\n\n\n"
        "@rule('XX-1', name='mine', level='note', scope='row')\n"
        "def mine(facts):\n    'Page.'\n    return 1 / 0\n",
        encoding="utf-8",
    )
    done = gouji("baseline", "write", cwd=workspace)
    assert (done.returncode, done.stdout) == (3, "")
    assert "XX-1" in done.stderr
    assert not (workspace / "checks" / "baseline.json").exists()


def test_isolated_leaves_the_baseline_alone(gouji: Gouji, workspace: Path) -> None:
    gouji("baseline", "write", cwd=workspace)
    assert gouji("audit", "--isolated", cwd=workspace).returncode == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "no JSON"),
        ("[]", "no baseline; expected schema gouji-baseline/1"),
        ('{"schema": "gouji-baseline/1", "findings": [{"rule": "GJ205"}]}', "finding 1 lacks a part"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_broken_baseline_is_one_clear_line(gouji: Gouji, workspace: Path, content: str, told: str) -> None:
    (workspace / "checks" / "baseline.json").write_text(content, encoding="utf-8")
    done = gouji("audit", cwd=workspace, env=ENGLISH)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("gouji: checks/baseline.json: ")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_waived_finding_is_listed_and_fails_nothing(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    waive(workspace, f"{one['fingerprint']},GJ205,原文如此,张三,2999")
    done = gouji("audit", cwd=workspace)
    assert done.returncode == 0
    assert "另有照原 1 条（-v 列出）" in done.stdout
    assert [found["state"] for found in findings(gouji, workspace)] == ["waived"]


def test_a_waiver_of_another_rule_waives_nothing(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    waive(workspace, f"{one['fingerprint']},GJ201,原文如此,张三,")
    assert gouji("audit", cwd=workspace).returncode == 1


@pytest.mark.parametrize(("day", "state"), [("1719791999", "waived"), ("1719792000", "new")])
def test_a_waiver_counts_to_the_last_second_of_its_month(
    gouji: Gouji, workspace: Path, day: str, state: str
) -> None:
    (one,) = findings(gouji, workspace)
    waive(workspace, f"{one['fingerprint']},GJ205,原文如此,张三,2024-06")
    found = {found["rule"]: found for found in findings(gouji, workspace, {"SOURCE_DATE_EPOCH": day})}
    assert found["GJ205"]["state"] == state
    assert ("GJ901" in found) == (state == "new")
    if state == "new":
        assert found["GJ901"]["message"]["zh"].startswith("照原已过期（2024-06）")
        assert found["GJ901"]["facts"][0]["line"] == 2


def test_an_epoch_that_is_none_is_one_clear_line(gouji: Gouji, workspace: Path) -> None:
    done = gouji("audit", cwd=workspace, env={"SOURCE_DATE_EPOCH": "today"})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_bad_cell_of_the_waivers_is_a_finding_and_waives_nothing(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    waive(workspace, f"{one['fingerprint']},GJ205,原文如此,张三,明年")
    found = {found["rule"]: found for found in findings(gouji, workspace)}
    assert found["GJ205"]["state"] == "new"
    place = found["GJ001"]["facts"][0]
    assert (place["file"], place["line"], place["column"]) == ("facts/waivers.csv", 2, "until")


def test_waivers_without_a_needed_column_are_one_clear_line(gouji: Gouji, workspace: Path) -> None:
    (workspace / "facts" / "waivers.csv").write_text("fingerprint,rule\n", encoding="utf-8")
    done = gouji("audit", cwd=workspace, env=ENGLISH)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert 'facts/waivers.csv:1: column "reason" is missing' in done.stderr
