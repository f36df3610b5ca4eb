"""``gouji gate``: what a change brings, in real git repositories."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.ci.repository import git
from tests.cli.door import ENGLISH

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Gouji = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
WRONG = """id,summary,subject,indicator,period,quote,whole,complete
pr2025-001,sichuan-2026,四川省,共建重大项目分类数,2025,362个,,
pr2025-002,sichuan-2026,四川省,共建重大项目分类数,2025,95个,pr2025-001,true
pr2025-003,sichuan-2026,四川省,共建重大项目分类数,2025,115个,pr2025-001,true
"""


def committed(folder: Path, message: str = "一") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message, "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(workspace: Path) -> Path:
    """The small workspace in a repository, its one conflict committed."""
    git(workspace, "init", "-q")
    committed(workspace)
    return workspace


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of this repository's own workspace, committed."""
    root = tmp_path / "copy"
    for part in ("facts", "checks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root / "pyproject.toml")
    git(root, "init", "-q")
    committed(root)
    return root


def read(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def new(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["rule"] for one in read(done)["findings"] if one["state"] == "new"]


def test_a_pull_request_is_red_for_its_own_wrong_total_alone_and_green_when_it_is_mended(
    gouji: Gouji, own: Path
) -> None:
    base = git(own, "rev-parse", "HEAD")
    assert gouji("gate", "--base", base, cwd=own).returncode == 0
    path = own / "facts" / "四川补充.csv"
    path.write_text(WRONG, encoding="utf-8")
    committed(own, "加一个文件")
    red = gouji("gate", "--base", base, cwd=own)
    assert red.returncode == 1
    first, *places = red.stdout.splitlines()[:4]
    assert first.startswith("facts/四川补充.csv:2: 差错 合计对不上：362个 ≠ 95个＋115个＝210个，差152个。")
    assert first.endswith("[GJ205]")
    assert [place.strip() for place in places] == [
        "sichuan-2026 “362个”",
        "facts/四川补充.csv:3 sichuan-2026 “95个”",
        "facts/四川补充.csv:4 sichuan-2026 “115个”",
    ]
    assert red.stdout.count(": 差错 ") == 1
    assert new(gouji("gate", "--base", base, "--output-format", "json", cwd=own)) == ["GJ205"]
    path.write_text(WRONG.replace("362个", "210个"), encoding="utf-8")
    committed(own, "改正")
    green = gouji("gate", "--base", base, "--fail-on", "note", cwd=own)
    assert green.returncode == 0, green.stdout
    assert "差错 0  ! 待核 0  · 提示 0" in green.stdout


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A repository with the facts of three publishers, of which two have a conflict."""
    root = tmp_path / "三家"
    (root / "facts").mkdir(parents=True)
    for name, total in (("甲", "355项"), ("乙", "355项"), ("丙", "210项")):
        rows = f"{name}t,2024,全部,{total},,\n{name}p,2024,一类,95项,{name}t,true\n"
        rows += f"{name}q,2024,二类,115项,{name}t,true\n"
        path = root / "facts" / f"{name}.csv"
        path.write_text("id,period,indicator,quote,whole,complete\n" + rows, encoding="utf-8")
    summaries = "id,year,publisher\n甲,2024,甲市\n乙,2024,乙市\n丙,2024,丙市\n"
    (root / "facts" / "summaries.csv").write_text(summaries, encoding="utf-8")
    git(root, "init", "-q")
    committed(root)
    return root


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_pull_request_on_facts_reddens_for_a_new_conflict_and_is_told_a_mended_one(
    gouji: Gouji, many: Path
) -> None:
    base = git(many, "rev-parse", "HEAD")
    assert gouji("audit", cwd=many).stdout.count("合计对不上") == 2
    for options in ((), ("--full",)):
        assert gouji("gate", "--base", base, *options, cwd=many).returncode == 0
    edited(many / "facts" / "丙.csv", "210项", "310项")
    edited(many / "facts" / "甲.csv", "355项", "210项")
    committed(many, "改两处")
    asked = ("gate", "--base", base, "--output-format", "json")
    part, full = gouji(*asked, cwd=many), gouji(*asked, "--full", cwd=many)
    assert (part.returncode, full.returncode) == (1, 1)
    assert [one["facts"][0]["id"] for one in read(part)["findings"] if one["state"] == "new"] == ["丙t"]
    assert read(part)["changes"] == read(full)["changes"]
    (gone,) = (one["message"]["en"] for one in read(part)["changes"])
    assert gone.startswith("gone: [GJ205] The total is not its parts: 355项 ≠ 95项＋115项 = 210项")
    assert (read(part)["summary"]["facts"], read(part)["summary"]["out_of"]) == (6, 9)
    assert (read(full)["summary"]["facts"], read(full)["summary"]["out_of"]) == (9, None)
    # The old conflict of a publisher that nothing changed is listed only where all is compared.
    assert [len(read(one)["findings"]) for one in (part, full)] == [1, 2]
    assert "只比较了改动可能涉及的 6 条，全部 9 条用 --full" in gouji("gate", "--base", base, cwd=many).stdout
    edited(many / "facts" / "丙.csv", "310项", "210项")
    committed(many, "改正")
    assert gouji("gate", "--base", base, "--fail-on", "note", cwd=many).returncode == 0


@pytest.mark.parametrize("options", [["-v"], ["-o", "all.html"], ["--output-format", "xlsx", "-o", "xlsx=x"]])
def test_reports_of_everything_compare_everything(gouji: Gouji, many: Path, options: list[str]) -> None:
    edited(many / "facts" / "丙.csv", "210项", "310项")
    done = gouji("gate", "--base", "HEAD", *options, "-o", "all.json", cwd=many)
    assert done.returncode == 1
    found = json.loads((many / "all.json").read_text(encoding="utf-8"))
    assert found["summary"]["facts"] == 9


def test_a_waiver_elsewhere_is_no_finding_of_a_change(gouji: Gouji, many: Path) -> None:
    (old,) = {
        one["fingerprint"]
        for one in json.loads(gouji("audit", "--output-format", "json", cwd=many).stdout)["findings"]
        if one["facts"][0]["id"] == "甲t"
    }
    assert gouji("waive", old, "--reason", "原文如此", cwd=many).returncode == 0
    committed(many, "照原")
    edited(many / "facts" / "丙.csv", "210项", "310项")
    done = gouji("gate", "--base", "HEAD", "--output-format", "json", cwd=many)
    assert [one["rule"] for one in read(done)["findings"]] == ["GJ205"]
    edited(many / "facts" / "甲.csv", "355项", "210项")
    done = gouji("gate", "--base", "HEAD", "--output-format", "json", cwd=many)
    assert sorted(new(done)) == ["GJ205", "GJ901"]


def test_a_file_of_a_workspace_is_no_whole_one(gouji: Gouji, many: Path) -> None:
    done = gouji("gate", "facts/甲.csv", "--base", "HEAD", cwd=many, env=ENGLISH)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "facts/甲.csv: is one file of a workspace; expected the whole workspace" in done.stderr


def test_an_old_conflict_never_reddens(gouji: Gouji, repository: Path) -> None:
    assert gouji("audit", cwd=repository).returncode == 1
    done = gouji("gate", "--base", "HEAD", cwd=repository)
    assert done.returncode == 0
    assert "另有已知 1 条" in done.stdout
    (repository / "facts" / "other.csv").write_text(
        "id,period,indicator,quote\nz,2024,丙,3项\n", encoding="utf-8"
    )
    assert gouji("gate", "--base", "HEAD", cwd=repository).returncode == 0


def test_rows_and_files_that_move_line_ends_and_a_bom_are_no_change(gouji: Gouji, repository: Path) -> None:
    path = repository / "facts" / "mine.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    moved = "\r\n".join([head, *reversed(rows)]) + "\r\n"
    path.unlink()
    (repository / "facts" / "另一个名字.csv").write_bytes(b"\xef\xbb\xbf" + moved.encode())
    done = gouji("gate", "--base", "HEAD", "--output-format", "json", cwd=repository)
    assert done.returncode == 0, done.stdout
    assert new(done) == []
    assert [change["kind"] for change in read(done)["changes"]] == []


def test_files_of_this_repository_may_be_renamed(gouji: Gouji, own: Path) -> None:
    for number, path in enumerate(sorted((own / "facts").glob("*-202?.csv"))):
        path.rename(path.with_name(f"改名{number}.csv"))
    done = gouji("gate", "--base", "HEAD", "--fail-on", "note", "--output-format", "json", cwd=own)
    assert done.returncode == 0
    assert read(done)["changes"] == []


def test_a_finding_whose_figures_changed_is_new(gouji: Gouji, repository: Path) -> None:
    path = repository / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("355项", "356项"), encoding="utf-8")
    assert gouji("gate", "--base", "HEAD", cwd=repository).returncode == 1


def test_equal_findings_are_counted(gouji: Gouji, repository: Path) -> None:
    path = repository / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8") + "q,2024,乙,115项,t,true\n", encoding="utf-8")
    committed(repository)
    path.write_text(path.read_text(encoding="utf-8") + "q,2024,乙,115项,t,true\n", encoding="utf-8")
    done = gouji("gate", "--base", "HEAD", "--output-format", "json", cwd=repository)
    assert done.returncode == 1
    assert new(done) == ["GJ002"]


def test_a_relation_that_found_something_and_is_removed_is_told(gouji: Gouji, own: Path) -> None:
    path = own / "checks" / "relations.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index('[[relation]]\nid = "CY-01"')
    end = text.index('[[relation]]\nid = "CY-03"')
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    done = gouji("gate", "--base", "HEAD", cwd=own)
    assert done.returncode == 0
    assert "删去勾稽关系 CY-01；它原有疑点 1 条" in done.stdout
    assert "不再出现 [CY-01] 几个数的关系对不上：355项 ≠ 311项 + 51项 = 362项" in done.stdout


def test_a_relation_that_says_something_else_is_told(gouji: Gouji, own: Path) -> None:
    path = own / "checks" / "relations.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('川渝通办第四批事项"', '川渝通办第四批事项 - 7"'), encoding="utf-8")
    done = gouji("gate", "--base", "HEAD", "--lang", "en", cwd=own)
    assert done.returncode == 0
    assert "changed: relation CY-01, which had 1 findings" in done.stdout


def test_facts_summaries_rules_and_options_that_are_gone_are_told(gouji: Gouji, own: Path) -> None:
    (own / "facts" / "chongqing-2026.csv").unlink()
    summaries = own / "facts" / "summaries.csv"
    rows = summaries.read_text(encoding="utf-8").splitlines()
    summaries.write_text(
        "\n".join(row for row in rows if not row.startswith("chongqing-2026")) + "\n", encoding="utf-8"
    )
    (own / "checks" / "named_parties.py").unlink()
    config = own / "pyproject.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace('fail-on = "error"', 'fail-on = "never"'), encoding="utf-8"
    )
    told = gouji("gate", "--base", "HEAD", cwd=own).stdout
    for line in (
        "删去条目 cq2026-001",
        "删去年度综述 chongqing-2026",
        "删去规则 CY-11；它原有疑点 0 条",
        "改动配置 fail-on",
    ):
        assert line in told


def test_a_rule_whose_code_changed_is_told(gouji: Gouji, own: Path) -> None:
    path = own / "checks" / "named_parties.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("        if strangers:\n", "        if strangers and False:\n"), encoding="utf-8"
    )
    assert "改动 checks/named_parties.py" in gouji("gate", "--base", "HEAD", cwd=own).stdout


def test_rules_of_the_revision_are_never_executed(gouji: Gouji, repository: Path) -> None:
    rule = repository / "checks" / "mine.py"
    rule.write_text("import pathlib\npathlib.Path('executed').touch()\n", encoding="utf-8")
    committed(repository)
    rule.unlink()
    assert gouji("gate", "--base", "HEAD", cwd=repository).returncode == 0
    assert not (repository / "executed").exists()


def test_a_shallow_clone_says_what_to_fetch_and_works_with_what_it_has(
    gouji: Gouji, repository: Path, tmp_path: Path
) -> None:
    first = git(repository, "rev-parse", "HEAD")
    committed(repository, "二")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    shallow = tmp_path / "shallow"
    for revision in ("HEAD~1", first):
        done = gouji("gate", "--base", revision, cwd=shallow, env=ENGLISH)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "shallow clone; expected it fetched" in done.stderr
    assert gouji("gate", "--base", "HEAD", cwd=shallow).returncode == 0
    git(shallow, "fetch", "-q", "--unshallow")
    assert gouji("gate", "--base", first, cwd=shallow).returncode == 0


@pytest.mark.parametrize("revision", ["HEAD~1", "HEAD^", "0" * 40])
def test_before_the_first_commit_everything_is_new(gouji: Gouji, repository: Path, revision: str) -> None:
    done = gouji("gate", "--base", revision, cwd=repository)
    assert done.returncode == 1
    assert f"{revision} 没有可比的工作区：全部疑点都算新的。" in done.stdout


def test_a_repository_without_any_commit_has_nothing_before(gouji: Gouji, workspace: Path) -> None:
    git(workspace, "init", "-q")
    assert gouji("gate", "--base", "HEAD", cwd=workspace).returncode == 1


def test_a_workspace_that_was_not_there_yet_has_nothing_before(
    gouji: Gouji, tmp_path: Path, workspace: Path
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "零")
    done = gouji("gate", "--base", "HEAD", cwd=workspace)
    assert done.returncode == 1
    assert "没有可比的工作区" in done.stdout


def test_a_workspace_below_the_top_of_its_repository_is_compared_with_itself(
    gouji: Gouji, tmp_path: Path, workspace: Path
) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path)
    assert gouji("gate", "--base", "HEAD", cwd=workspace).returncode == 0
    assert gouji("gate", "工作区", "--base", "HEAD", cwd=tmp_path).returncode == 0


def test_a_base_that_cannot_be_read_is_told_and_counts_for_nothing(gouji: Gouji, repository: Path) -> None:
    path = repository / "facts" / "mine.csv"
    sound = path.read_bytes()
    path.write_bytes(b"id,quote\n\xff\xff")
    committed(repository)
    path.write_bytes(sound)
    done = gouji("gate", "--base", "HEAD", cwd=repository)
    assert done.returncode == 1
    assert "HEAD 读不出来（facts/mine.csv" in done.stdout


@pytest.mark.parametrize("revision", ["nowhere", "-q", "--output=x", "HEAD:facts", "a\nb", "x" * 300])
def test_what_is_no_revision_is_one_clear_line(gouji: Gouji, repository: Path, revision: str) -> None:
    done = gouji("gate", f"--base={revision}", cwd=repository, env=ENGLISH)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "expected a branch, a tag or a commit" in done.stderr


def test_outside_git_another_folder_is_compared_with(gouji: Gouji, workspace: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(workspace, old)
    assert gouji("gate", "--against", str(old), cwd=workspace).returncode == 0
    path = workspace / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("95项", "90项"), encoding="utf-8")
    assert gouji("gate", "--against", str(old), cwd=workspace).returncode == 1


def test_outside_git_a_revision_is_one_clear_line(gouji: Gouji, workspace: Path) -> None:
    env = {**ENGLISH, "GIT_CEILING_DIRECTORIES": str(workspace.parent)}
    done = gouji("gate", "--base", "HEAD", cwd=workspace, env=env)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "lies in no git repository; expected one, or --against DIR" in done.stderr


@pytest.mark.parametrize("options", [[], ["--base", "HEAD", "--against", "."]])
def test_one_of_base_and_against_is_expected(gouji: Gouji, workspace: Path, options: list[str]) -> None:
    done = gouji("gate", *options, cwd=workspace, env=ENGLISH)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "one of --base and --against" in done.stderr


def test_the_work_tree_is_left_as_it_was(gouji: Gouji, repository: Path) -> None:
    gouji("gate", "--base", "HEAD", cwd=repository)
    assert git(repository, "status", "--porcelain") == ""


def test_a_baseline_counts_in_the_gate_too(gouji: Gouji, repository: Path) -> None:
    path = repository / "facts" / "mine.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("355项", "356项"), encoding="utf-8")
    gouji("baseline", "write", cwd=repository)
    assert gouji("gate", "--base", "HEAD", cwd=repository).returncode == 0
