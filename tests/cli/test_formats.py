"""Findings for other programs through the command line: files, consoles, folders, GitHub's step summary."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import ENGLISH, gouji, gouji_on_console
from tests.reports.formats.read_back import NEW_ONLY, READERS, commands

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.formats.read_back import Told

FILES = {
    "csv": "a.csv",
    "github": "github=a.log",
    "gitlab": "gitlab=b.json",
    "json": "a.json",
    "jsonl": "a.jsonl",
    "junit": "a.xml",
    "markdown": "a.md",
    "sarif": "a.sarif",
}


def told(kind: str, text: str) -> set[Told]:
    return set(READERS[kind](text))


def sum_of(found: set[Told]) -> Told:
    (one,) = [one for one in found if one.rule == "GJ205"]
    return one


def test_several_formats_of_one_run_tell_the_same(workspace: Path) -> None:
    outputs = [argument for output in FILES.values() for argument in ("-o", output)]
    done = gouji("audit", *outputs, "-o", "report.html", "--output-format", "jsonl", cwd=workspace)
    assert done.returncode == 1
    shown = told("jsonl", done.stdout)
    assert sum_of(shown).message.startswith("合计对不上：355项")
    for kind, output in FILES.items():
        text = (workspace / output.rpartition("=")[2]).read_bytes().decode("utf-8")
        assert told(kind, text) == shown, kind
    assert (workspace / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("kind", [*READERS, "html", "text"])
def test_chinese_is_whole_whatever_the_console(workspace: Path, kind: str, encoding: str) -> None:
    done = gouji_on_console("audit", "--output-format", kind, cwd=workspace, encoding=encoding)
    shown = is_whole(done, kind, encoding)
    if kind in READERS:
        assert told(kind, shown) == told(
            "json", gouji("audit", "--output-format", "json", cwd=workspace).stdout
        )


@pytest.mark.parametrize(("kind", "encoding"), [("text", "gbk"), ("text", "ascii"), ("json", "ascii")])
def test_chinese_is_whole_in_a_process_of_its_own(workspace: Path, kind: str, encoding: str) -> None:
    command = [sys.executable, "-m", "gouji", "audit", "--output-format", kind]
    env = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=workspace, env=env, capture_output=True, check=False)
    is_whole(done, kind, encoding)


def is_whole(done: subprocess.CompletedProcess[bytes], kind: str, encoding: str) -> str:
    """Assert that a run found the sum and said nothing else; return what it told."""
    assert done.returncode == 1
    assert done.stderr == b""
    text = done.stdout.decode("gbk" if (kind, encoding) == ("text", "gbk") else "utf-8")
    assert "合计对不上：355项 ≠ 95项＋115项＝210项，差145项。" in text
    return text


def test_a_document_is_told_by_the_path_that_was_given(tmp_path: Path) -> None:
    text = "临川县2024年工作总结\n全年签约项目210个，其中工业项目95个、农业项目85个、服务业项目40个。\n"
    (tmp_path / "文稿").mkdir()
    (tmp_path / "文稿" / "a.txt").write_text(text, encoding="utf-8")
    for kind, reader in READERS.items():
        run = gouji("audit", "文稿/a.txt", "--output-format", kind, cwd=tmp_path)
        one = sum_of(set(reader(run.stdout)))
        assert (one.file, one.line) == ("文稿/a.txt", 2)


def test_our_markdown_in_a_folder_of_documents_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("临川县2024年工作总结\n全年签约项目210个。\n", encoding="utf-8")
    first = gouji("audit", ".", "-o", "report.md", "--output-format", "json", cwd=tmp_path)
    assert (tmp_path / "report.md").is_file()
    assert gouji("audit", ".", "--output-format", "json", cwd=tmp_path).stdout == first.stdout


def test_annotations_name_files_as_seen_from_where_gouji_runs(workspace: Path) -> None:
    for kind in ("sarif", "github", "gitlab", "junit"):
        above = gouji("audit", workspace.name, "--output-format", kind, cwd=workspace.parent)
        assert sum_of(told(kind, above.stdout)).file == f"{workspace.name}/facts/mine.csv"
        beside = gouji("audit", str(workspace), "--output-format", kind, cwd=workspace / "checks")
        assert sum_of(told(kind, beside.stdout)).file == "facts/mine.csv"


def test_the_step_summary_is_added_to_what_stands_there(workspace: Path) -> None:
    page = workspace / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    env = {"GITHUB_STEP_SUMMARY": str(page)}
    gouji("audit", "-o", "github=a.log", cwd=workspace, env=env)
    assert page.read_text("utf-8") == "before\n"
    done = gouji("audit", "--output-format", "github", cwd=workspace, env=env)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "差错 1，待核 0，提示 0"
    text = page.read_text("utf-8")
    assert text.startswith("before\n<!--")
    assert "\n# 勾稽：差错 1，待核 0，提示 0\n" in text
    assert told("markdown", text) == told("github", done.stdout)
    away = {"GITHUB_STEP_SUMMARY": str(workspace / "no" / "page.md")}
    failed = gouji("audit", "--output-format", "github", cwd=workspace, env={**ENGLISH, **away})
    assert failed.returncode == 2
    assert failed.stderr.count("\n") == 1


def test_what_is_known_or_waived_reddens_nothing(workspace: Path) -> None:
    found = json.loads(gouji("audit", "--output-format", "json", cwd=workspace).stdout)["findings"]
    (mark,) = [one["fingerprint"] for one in found]
    assert found[0]["waiver"] is None
    waivers = f"fingerprint,rule,reason\n{mark},GJ205,两处口径不同\n"
    (workspace / "facts" / "waivers.csv").write_text(waivers, encoding="utf-8")
    runs = {kind: gouji("audit", "--output-format", kind, cwd=workspace) for kind in READERS}
    assert {run.returncode for run in runs.values()} == {0}
    for kind, run in runs.items():
        assert bool(told(kind, run.stdout)) == (kind not in NEW_ONLY)
    (result,) = json.loads(runs["sarif"].stdout)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "两处口径不同"}]
    assert '<skipped message="照原 两处口径不同" />' in runs["junit"].stdout
    (one,) = json.loads(runs["json"].stdout)["findings"]
    assert one["waiver"] == "两处口径不同"


def test_the_gate_annotates_only_what_is_new(workspace: Path) -> None:
    old = workspace.parent / "old"
    (old / "facts").mkdir(parents=True)
    rows = (workspace / "facts" / "mine.csv").read_text("utf-8")
    (old / "facts" / "mine.csv").write_text(rows, encoding="utf-8")
    (workspace / "facts" / "more.csv").write_text(rows.replace("\nt,", "\nu,").replace(",t,", ",u,")
        .replace("\np,", "\nv,").replace("\nq,", "\nw,"), encoding="utf-8")  # fmt: skip
    done = gouji("gate", "--against", str(old), "--output-format", "github", cwd=workspace)
    sums = [one for one in commands(done.stdout) if "GJ205" in one.message]
    assert [one.properties["file"] for one in sums] == ["facts/more.csv"]
    sarif = gouji("gate", "--against", str(old), "--output-format", "sarif", cwd=workspace).stdout
    (run,) = json.loads(sarif)["runs"]
    states = [one["baselineState"] for one in run["results"] if one["ruleId"] == "GJ205"]
    assert sorted(states) == ["new", "unchanged"]


def test_help_names_every_format(workspace: Path) -> None:
    shown = "".join(gouji("audit", "--help", cwd=workspace).stdout.split())
    assert all(kind in shown for kind in (*READERS, "html", "text"))
