"""``gouji gate`` and ``gouji baseline`` for documents as they are."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.ci.repository import git
from tests.cli.door import ENGLISH
from tests.cli.test_gate import committed, edited, new, read

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Gouji = Callable[..., subprocess.CompletedProcess[str]]

OLD = "全市粮食总产量120万吨，其中夏粮50万吨，秋粮60万吨。"
SOUND = "全市户籍人口100万人，其中男性52万人，女性48万人。"
TEXT = f"""临川市2024年国民经济和社会发展统计公报

临川市统计局 2025年3月1日

2024年，{OLD}
{SOUND}
"""
OTHER = TEXT.replace("临川市", "东山市").replace("120万吨", "110万吨")


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A repository with two documents in a folder, of which one has a conflict."""
    root = tmp_path / "文稿"
    (root / "稿").mkdir(parents=True)
    (root / "稿" / "临川.txt").write_text(TEXT, encoding="utf-8")
    (root / "稿" / "东山.txt").write_text(OTHER, encoding="utf-8")
    git(root, "init", "-q")
    committed(root)
    return root


def gone(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["message"]["zh"] for one in read(done)["changes"]]


def test_a_pull_request_on_documents_reddens_for_a_new_conflict_and_is_told_a_mended_one(
    gouji: Gouji, drafts: Path
) -> None:
    base, path = git(drafts, "rev-parse", "HEAD"), drafts / "稿" / "临川.txt"
    assert gouji("audit", "稿", cwd=drafts).stdout.count("合计对不上") == 1
    assert gouji("gate", "稿", "--base", base, "--fail-on", "note", cwd=drafts).returncode == 0
    # Its figures are told once more in front: the same quotes are now later ones of their kind.
    edited(path, "2024年，全市粮", "年内先后建成冷库50万吨、60万吨、120万吨。2024年，全市粮")
    edited(path, "女性48万人", "女性50万人")
    committed(drafts, "新错一处")
    red = gouji("gate", "稿", "--base", base, "--output-format", "json", cwd=drafts)
    assert (red.returncode, new(red), gone(red)) == (1, ["GJ205"], [])
    assert [one["state"] for one in read(red)["findings"] if one["rule"] == "GJ205"] == ["known", "new"]
    edited(path, "女性50万人", "女性48万人")
    edited(path, "秋粮60万吨", "秋粮70万吨")
    committed(drafts, "都改正")
    green = gouji("gate", "稿", "--base", base, "--output-format", "json", cwd=drafts)
    assert (green.returncode, new(green)) == (0, [])
    (mended,) = gone(green)
    assert mended.startswith("不再出现 [GJ205] 合计对不上：120万吨 ≠")


def test_one_document_is_compared_with_one_whatever_it_is_called(gouji: Gouji, drafts: Path) -> None:
    shutil.copy(drafts / "稿" / "临川.txt", drafts / "旧稿（送审）.txt")
    against = ("--against", "旧稿（送审）.txt")
    assert gouji("gate", "稿/临川.txt", *against, "--fail-on", "note", cwd=drafts).returncode == 0
    edited(drafts / "稿" / "临川.txt", "秋粮60万吨", "秋粮80万吨")
    done = gouji("gate", "稿/临川.txt", *against, "--fail-on", "note", "--output-format", "json", cwd=drafts)
    assert (done.returncode, new(done)) == (1, ["GJ205"])
    assert ["110万吨" in line for line in gone(done)] == [True]


def test_documents_are_compared_with_those_of_their_names_in_a_folder(gouji: Gouji, drafts: Path) -> None:
    shutil.copytree(drafts / "稿", drafts / "去年稿")
    one = ("gate", "稿/临川.txt", "--against", "去年稿", "--fail-on", "note")
    assert gouji("gate", "稿", "--against", "去年稿", "--fail-on", "note", cwd=drafts).returncode == 0
    assert gouji(*one, cwd=drafts).returncode == 0
    (drafts / "去年稿" / "临川.txt").unlink()
    (drafts / "去年稿" / "西河.txt").write_text(TEXT.replace("临川市", "西河市"), encoding="utf-8")
    done = gouji(*one, cwd=drafts)
    assert done.returncode == 1
    assert "去年稿 没有可比的文档：全部疑点都算新的。" in done.stdout


def test_a_renamed_document_has_its_old_conflicts(gouji: Gouji, drafts: Path) -> None:
    (drafts / "稿" / "临川.txt").rename(drafts / "稿" / "临川市公报（定稿）.txt")
    assert gouji("gate", "稿", "--base", "HEAD", "--fail-on", "note", cwd=drafts).returncode == 0
    (drafts / "稿" / "东山.txt").unlink()
    done = gouji("gate", "稿", "--base", "HEAD", "--fail-on", "note", cwd=drafts)
    assert done.returncode == 0
    assert "删去年度综述 东山" in done.stdout


def test_before_there_were_documents_everything_is_new(gouji: Gouji, drafts: Path) -> None:
    first = git(drafts, "rev-parse", "HEAD")
    new_folder = drafts / "新稿"
    new_folder.mkdir()
    shutil.copy(drafts / "稿" / "临川.txt", new_folder / "临川.txt")
    for revision in (first, "HEAD~1"):
        done = gouji("gate", "新稿", "--base", revision, "--fail-on", "note", cwd=drafts)
        assert done.returncode == 1
        assert f"{revision} 没有可比的文档：全部疑点都算新的。" in done.stdout


def test_documents_before_that_cannot_be_read_are_told(gouji: Gouji, drafts: Path) -> None:
    path = drafts / "稿" / "临川.txt"
    path.write_bytes(b"\xff\xff\xff\x00")
    committed(drafts, "坏")
    path.write_text(TEXT, encoding="utf-8")
    done = gouji("gate", "稿", "--base", "HEAD", "--fail-on", "note", cwd=drafts)
    assert done.returncode == 1
    assert "HEAD 读不出来（临川.txt" in done.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["稿", "--base", "nowhere"], "expected a branch, a tag or a commit"),
        (["稿", "--against", "空"], "空: "),
        (["稿"], "one of --base and --against"),
    ],
)
def test_what_cannot_be_compared_is_one_clear_line(
    gouji: Gouji, drafts: Path, options: list[str], told: str
) -> None:
    (drafts / "空").mkdir()
    done = gouji("gate", *options, cwd=drafts, env=ENGLISH)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr


def test_a_baseline_of_documents_is_kept_where_it_is_said(gouji: Gouji, drafts: Path) -> None:
    path, known = drafts / "稿" / "临川.txt", ("--baseline", "known.json")
    done = gouji("baseline", "write", "稿", cwd=drafts, env=ENGLISH)
    assert (done.returncode, done.stderr) == (
        2,
        "gouji: documents have no checks/; expected --baseline FILE\n",
    )
    assert gouji("baseline", "write", "稿", *known, cwd=drafts).stdout == "已记 1 条已知疑点：known.json\n"
    edited(path, "2024年，全市粮", "年内先后建成冷库50万吨、60万吨、120万吨。2024年，全市粮")
    done = gouji("audit", "稿", *known, "--output-format", "json", cwd=drafts)
    assert [one["state"] for one in read(done)["findings"] if one["rule"] == "GJ205"] == ["known"]
    assert gouji("baseline", "show", "稿", *known, cwd=drafts).stdout.startswith("合计对不上")
    edited(path, "秋粮60万吨", "秋粮70万吨")
    assert gouji("baseline", "show", "稿", *known, cwd=drafts).stdout.startswith("（已不再出现） 合计")
    assert gouji("baseline", "prune", "稿", *known, "--lang", "en", cwd=drafts).stdout == (
        "0 known findings left: known.json\n"
    )
    assert json.loads((drafts / "known.json").read_text(encoding="utf-8"))["findings"] == []


def test_a_baseline_elsewhere_serves_a_workspace_too(gouji: Gouji, workspace: Path) -> None:
    known = ("--baseline", "known.json")
    assert gouji("baseline", "write", *known, cwd=workspace).returncode == 0
    assert not (workspace / "checks" / "baseline.json").exists()
    assert gouji("audit", cwd=workspace).returncode == 1
    assert gouji("audit", *known, cwd=workspace).returncode == 0
    missing = gouji("audit", "--baseline", "none.json", cwd=workspace, env=ENGLISH)
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)


def test_new_warnings_that_do_not_redden_are_told(gouji: Gouji, drafts: Path) -> None:
    base, path = git(drafts, "rev-parse", "HEAD"), drafts / "稿" / "临川.txt"
    edited(path, SOUND, f"{SOUND}全市学校140所，分别为小学90所、中学50所。")
    committed(drafts, "无错")
    assert "--fail-on" not in gouji("gate", "稿", "--base", base, cwd=drafts).stderr
    edited(path, "学校140所", "学校150所")
    committed(drafts, "新错")
    passed = gouji("gate", "稿", "--base", base, cwd=drafts)
    assert (passed.returncode, "1 条新的待核" in passed.stderr) == (0, True)
    asked = gouji("gate", "稿", "--base", base, "--fail-on", "warning", cwd=drafts)
    assert (asked.returncode, "--fail-on" in asked.stderr) == (1, False)


def test_copies_with_our_comments_are_no_documents_of_their_folder(gouji: Gouji, tmp_path: Path) -> None:
    drafts = tmp_path / "稿"
    drafts.mkdir()
    (drafts / "临川.txt").write_text(TEXT, encoding="utf-8")
    gouji("annotate", "临川.txt", cwd=drafts)
    assert len(list(drafts.iterdir())) == 2
    assert gouji("audit", "稿", cwd=tmp_path).stdout.count("合计对不上") == 1
    (drafts / "临川.txt").unlink()
    assert gouji("audit", "稿", cwd=tmp_path).stdout.count("合计对不上") == 1
