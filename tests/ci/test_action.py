"""The GitHub action: its shell is run as GitHub runs it, in real repositories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ci.repository import Repository, git
from tests.ci.scripts import ACTION, action_scripts, read
from tests.reports.formats.read_back import READERS

if TYPE_CHECKING:
    from tests.ci.runner import Action, Ran

SOUND, FAULTY = 210, 362
TEXT = "临川县2024年工作总结\n全年签约项目{}个，其中工业项目95个、农业项目85个、服务业项目40个。\n"
SARIF, ARTIFACT = "github/codeql-action/upload-sarif", "actions/upload-artifact"


def pull_request(base: str) -> dict[str, object]:
    return {"pull_request": {"base": {"sha": base}}}


def annotated(ran: Ran) -> set[str]:
    return {one.file for one in READERS["github"](ran.out)}


def base_of(repository: Repository) -> str:
    return git(repository.root, "rev-parse", "HEAD")


def test_inputs_reach_the_shell_through_the_environment_alone() -> None:
    action = read(ACTION)
    scripts = action_scripts()
    assert len(scripts) == 2
    for script in scripts:
        assert "${{" not in script.text, script.name
        for name in script.env:
            assert f"${name}" in script.text or f"${{{name}" in script.text, name
    steps = json.dumps(action["runs"]["steps"])
    for name in action["inputs"]:
        assert f"inputs.{name} " in steps, name


def test_a_faulty_change_is_red_with_annotation_summary_sarif_and_report(
    action: Action, repository: Repository
) -> None:
    base = base_of(repository)
    repository.change("通办", FAULTY)
    ran = action(repository.root, pull_request(base))
    assert (ran.code, ran.outputs["exit-code"]) == (1, "1")
    assert annotated(ran) == {"facts/通办.csv"}
    assert "::error" in ran.out
    assert "362项" in ran.summary
    states = {one.file: one for one in READERS["sarif"](Path(ran.outputs["sarif"]).read_text("utf-8"))}
    assert set(states) == {"facts/签约.csv", "facts/通办.csv"}
    assert Path(ran.outputs["html"]).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(Path(ran.outputs["json"]).read_text("utf-8"))["summary"]["levels"]["error"] == 1
    assert ran.uploads == {
        SARIF: {"sarif_file": ran.outputs["sarif"], "category": "gouji"},
        ARTIFACT: {"name": "gouji", "path": ran.outputs["html"]},
    }


def test_a_sound_change_is_green_whatever_was_wrong_before(action: Action, repository: Repository) -> None:
    base = base_of(repository)
    repository.change("通办", SOUND)
    ran = action(repository.root, pull_request(base))
    assert (ran.code, annotated(ran)) == (0, set())
    assert set(ran.uploads) == {SARIF, ARTIFACT}
    everything = action(repository.root, command="audit")
    assert (everything.code, annotated(everything)) == (1, {"facts/签约.csv"})


def test_a_mended_conflict_is_green_and_told(action: Action, repository: Repository) -> None:
    base = base_of(repository)
    repository.change("签约", SOUND)
    ran = action(repository.root, {"before": base})
    assert ran.code == 0
    assert "355项" in ran.summary


def test_a_clone_of_one_commit_gets_what_came_before(
    action: Action, repository: Repository, tmp_path: Path
) -> None:
    base = base_of(repository)
    repository.change("通办", SOUND)
    clone = repository.shallow(tmp_path / "clone")
    assert action(clone, pull_request(base)).code == 0
    for against in ("main", base):
        assert action(clone, against=against).code == 0


def test_a_push_that_makes_a_branch_has_nothing_before(action: Action, repository: Repository) -> None:
    ran = action(repository.root, {"before": "0" * 40})
    assert (ran.code, annotated(ran)) == (1, {"facts/签约.csv"})


def test_a_folder_is_compared_with(action: Action, repository: Repository, tmp_path: Path) -> None:
    before = Repository(tmp_path / "上 一 版")
    before.change("签约", 355)
    assert action(repository.root, against=str(before.root)).code == 0
    repository.change("通办", FAULTY)
    assert action(repository.root, against=str(before.root)).code == 1


@pytest.mark.parametrize(
    ("inputs", "told"),
    [({}, "against"), ({"command": "init"}, "gate"), ({"against": "v9.9"}, "v9.9")],
    ids=["nothing to compare with", "another command", "an unknown revision"],
)
def test_what_cannot_be_checked_is_told_and_uploads_nothing(
    action: Action, repository: Repository, inputs: dict[str, str], told: str
) -> None:
    ran = action(repository.root, **inputs)
    assert ran.code == 2
    assert told in ran.out
    assert ran.uploads == {}


def test_inputs_are_options(action: Action, repository: Repository) -> None:
    where = repository.root
    assert action(where, command="audit", fail_on="never").code == 0
    assert action(where, command="audit", ignore="GJ2").code == 0
    assert action(where, command="audit", select="GJ2").code == 1
    assert "合计对不上" in action(where, command="audit", language="zh").out
    assert "The total is not its parts" in action(where, command="audit", language="en").out
    # The folder of texts is searched: an empty one proves nothing, one that is missing is an error.
    (where / "文本").mkdir()
    assert action(where, command="audit", texts="文本").code == 1
    assert action(where, command="audit", texts="没有").code == 2


def test_what_is_not_wanted_is_not_uploaded(action: Action, repository: Repository) -> None:
    assert set(action(repository.root, command="audit", sarif="false").uploads) == {ARTIFACT}
    ran = action(repository.root, command="audit", report="false", name="年报")
    assert "html" not in ran.outputs
    assert {name: one["category"] for name, one in ran.uploads.items()} == {SARIF: "年报"}


def test_documents_are_audited_one_path_a_line(action: Action, repository: Repository) -> None:
    for name, total in (("甲 稿", 220), ("乙 稿", 210)):
        (repository.root / f"{name}.txt").write_text(TEXT.format(total), encoding="utf-8")
    assert action(repository.root, command="audit", paths="甲 稿.txt").code == 0
    ran = action(repository.root, command="audit", paths="乙 稿.txt\n")
    assert (ran.code, annotated(ran)) == (1, {"乙 稿.txt"})
    both = action(repository.root, command="audit", paths="甲 稿.txt\n乙 稿.txt\n")
    assert both.code == 1


def test_a_change_to_documents_is_red_for_what_it_brings(action: Action, repository: Repository) -> None:
    # A folder below a workspace would be that workspace.
    (repository.root / "facts").rename(repository.root / "tables")
    reports = repository.root / "reports"
    reports.mkdir()
    (reports / "甲 稿.txt").write_text(TEXT.format(210), encoding="utf-8")
    base = repository.commit()
    (reports / "乙 稿.txt").write_text(TEXT.format(220).replace("临川县", "青石县"), encoding="utf-8")
    assert action(repository.root, pull_request(base), paths="reports").code == 0
    (reports / "乙 稿.txt").write_text(TEXT.format(215).replace("临川县", "青石县"), encoding="utf-8")
    ran = action(repository.root, pull_request(base), paths="reports")
    assert (ran.code, annotated(ran)) == (1, {"reports/乙 稿.txt"})


def test_a_workspace_below_the_top_is_named_as_seen_from_the_top(
    action: Action, repository: Repository
) -> None:
    base = base_of(repository)
    (repository.root / "下级" / "facts").mkdir(parents=True)
    repository.change("通办", FAULTY, at="下级/facts")
    ran = action(repository.root, pull_request(base), paths="下级")
    assert (ran.code, annotated(ran)) == (1, {"下级/facts/通办.csv"})


@pytest.mark.parametrize(
    "text", ['"; touch owned; "$(touch owned)`touch owned`\ntouch owned', "--upload-pack=touch owned"]
)
def test_no_input_is_run(action: Action, repository: Repository, text: str) -> None:
    others = dict.fromkeys(("paths", "fail_on", "language", "select", "ignore", "texts", "name"), text)
    assert action(repository.root, command="audit", **others).code == 2
    assert action(repository.root, command=text).code == 2
    assert action(repository.root, against=text).code == 2
    assert action(repository.root, pull_request(text)).code == 2
    assert not list(repository.root.rglob("owned"))
