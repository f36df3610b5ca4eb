"""``gouji waive``: a row of waivers.csv, written so that nothing else in it changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import BAD_SUM
from tests.cli.door import ENGLISH
from tests.cli.test_sheets import sheet

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Gouji = Callable[..., subprocess.CompletedProcess[str]]

HEADER = "fingerprint,rule,reason,who,until\n"
DAY = {"SOURCE_DATE_EPOCH": "1781481600"}  # 2026-06-15


def findings(gouji: Gouji, folder: Path, *paths: str) -> list[dict[str, Any]]:
    done = gouji("audit", *paths, "--output-format", "json", "--fail-on", "never", cwd=folder, env=DAY)
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def waivers(workspace: Path) -> Path:
    return workspace / "facts" / "waivers.csv"


def test_a_finding_is_waived_by_the_beginning_of_its_fingerprint(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    options = ("--reason", " 原文如此 ", "--who", "张三", "--until", "2026-06")
    done = gouji("waive", one["fingerprint"][:6].upper(), *options, cwd=workspace, env=DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == f"已照原：{one['message']['zh']} [GJ205] {one['fingerprint']}，写入 facts/waivers.csv\n"
    )
    assert waivers(workspace).read_text(encoding="utf-8") == (
        f"{HEADER}{one['fingerprint']},GJ205,原文如此,张三,2026-06\n"
    )
    assert [found["state"] for found in findings(gouji, workspace)] == ["waived"]
    assert gouji("audit", cwd=workspace, env=DAY).returncode == 0


@pytest.mark.parametrize(
    ("before", "bom", "encoding", "ending"),
    [
        (HEADER, b"\xef\xbb\xbf", "utf-8", "\r\n"),
        (HEADER, b"", "gb18030", "\n"),
        ("who,reason,rule,fingerprint,until\n", b"", "utf-8", "\n"),
    ],
)
def test_the_file_stays_as_it_was_written(
    gouji: Gouji, workspace: Path, before: str, bom: bytes, encoding: str, ending: str
) -> None:
    columns = before.strip().split(",")
    old = {"fingerprint": "0" * 16, "rule": "GJ205", "reason": '"旧的,""引""号"', "who": "李四", "until": ""}
    kept = f"{before}\n{','.join(old[name] for name in columns)}".replace("\n", ending)
    waivers(workspace).write_bytes(bom + kept.encode(encoding))
    one = next(found for found in findings(gouji, workspace) if found["rule"] == "GJ205")
    done = gouji("waive", one["fingerprint"], "--reason", "照录", cwd=workspace, env=DAY)
    assert done.returncode == 0, done.stderr
    row = {**dict.fromkeys(columns, ""), "fingerprint": one["fingerprint"], "rule": "GJ205", "reason": "照录"}
    added = f"{ending}{','.join(row[name] for name in columns)}{ending}"
    assert waivers(workspace).read_bytes() == bom + (kept + added).encode(encoding)


def test_a_waiver_that_has_run_out_is_renewed_in_its_row(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    mark = one["fingerprint"]
    text = f"{HEADER}{mark},GJ205,旧,李四,2025\n{'0' * 16},GJ205,旧,李四,\n"
    waivers(workspace).write_text(text, encoding="utf-8")
    assert (
        gouji("waive", mark, "--reason", "再看过", "--until", "2027", cwd=workspace, env=DAY).returncode == 0
    )
    assert waivers(workspace).read_text(encoding="utf-8") == text.replace("旧,李四,2025", "再看过,,2027")


@pytest.mark.parametrize(
    ("mark", "options", "told"),
    [
        ("{mark}", ["--reason", " "], "--reason: is empty"),
        ("{mark}", ["--reason", "x", "--until", "2026-06-14"], "2026-06-14 is over (today is 2026-06-15)"),
        ("{mark}", ["--reason", "x", "--until", "明年"], "明年 is no date"),
        ("ffffffff", ["--reason", "x"], "ffffffff: no finding has a fingerprint that begins so"),
        ("", ["--reason", "x"], "no finding has a fingerprint"),
        ("{waived}", ["--reason", "x"], "facts/waivers.csv:2: is waived already (旧)"),
        ("{waived}", ["--reason", "x", "--waivers", "other.csv"], "is waived already (旧)"),
        ("{mark}", [], "--reason"),
    ],
)
def test_what_cannot_be_waived_is_one_clear_line(
    gouji: Gouji, workspace: Path, mark: str, options: list[str], told: str
) -> None:
    more = (
        BAD_SUM.replace("t,2024,甲", "s,2024,丁")
        .replace("p,", "u,")
        .replace("q,", "v,")
        .replace(",t,", ",s,")
    )
    (workspace / "facts" / "more.csv").write_text(more, encoding="utf-8")
    one, two = (found["fingerprint"] for found in findings(gouji, workspace))
    before = f"{HEADER}{two},GJ205,旧,李四,\n"
    waivers(workspace).write_text(before, encoding="utf-8")
    given = mark.format(mark=one, waived=two)
    done = gouji("waive", given, *options, cwd=workspace, env={**ENGLISH, **DAY})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
    assert waivers(workspace).read_text(encoding="utf-8") == before
    assert not (workspace / "other.csv").exists()


def test_a_beginning_of_several_names_them(gouji: Gouji, workspace: Path) -> None:
    rows = [BAD_SUM]
    for number in range(20):
        rows += [f"t{number},2024,甲{number},355项,,\n", f"p{number},2024,乙{number},95项,t{number},true\n"]
    (workspace / "facts" / "mine.csv").write_text("".join(rows), encoding="utf-8")
    marks = [found["fingerprint"] for found in findings(gouji, workspace)]
    first = next(mark[0] for mark in marks if sum(other[0] == mark[0] for other in marks) > 1)
    done = gouji("waive", first, "--reason", "x", cwd=workspace, env={**ENGLISH, **DAY})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "findings have a fingerprint that begins so: " in done.stderr
    assert "[GJ205]" in done.stderr


def test_a_waiver_that_does_not_hold_is_no_finding_to_be_waived(gouji: Gouji, workspace: Path) -> None:
    waivers(workspace).write_text(f"{HEADER}{'0' * 16},GJ205,旧,李四,\n", encoding="utf-8")
    (odd,) = (found for found in findings(gouji, workspace) if found["rule"] == "GJ901")
    done = gouji("waive", odd["fingerprint"], "--reason", "x", cwd=workspace, env={**ENGLISH, **DAY})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_finding_of_documents_is_waived_in_a_file_that_is_named(gouji: Gouji, tmp_path: Path) -> None:
    text = "临川市2024年统计公报\n\n2024年，全市粮食总产量120万吨，其中夏粮50万吨，秋粮60万吨。\n"
    (tmp_path / "公报.txt").write_text(text, encoding="utf-8")
    one = next(found for found in findings(gouji, tmp_path, "公报.txt") if found["rule"] == "GJ205")
    given = (one["fingerprint"][:8], "公报.txt", "--reason", "原文如此")
    done = gouji("waive", *given, cwd=tmp_path, env={**ENGLISH, **DAY})
    assert done.returncode == 2
    assert done.stderr == "gouji: documents have no facts/; expected --waivers FILE\n"
    assert gouji("waive", *given, "--waivers", "照原.csv", cwd=tmp_path, env=DAY).returncode == 0
    done = gouji(
        "audit", "公报.txt", "--waivers", "照原.csv", "--output-format", "json", cwd=tmp_path, env=DAY
    )
    states = [found["state"] for found in json.loads(done.stdout)["findings"] if found["rule"] == "GJ205"]
    assert states == ["waived"]
    again = gouji("waive", *given, "--waivers", "照原.csv", cwd=tmp_path, env={**ENGLISH, **DAY})
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert "照原.csv:2: is waived already" in again.stderr


def test_waivers_in_a_spreadsheet_get_a_row_too(gouji: Gouji, workspace: Path) -> None:
    (one,) = findings(gouji, workspace)
    sheet(workspace / "facts" / "waivers.xlsx", [HEADER.strip().split(",")])
    assert gouji("waive", one["fingerprint"], "--reason", "原文如此", cwd=workspace, env=DAY).returncode == 0
    assert [found["state"] for found in findings(gouji, workspace)] == ["waived"]


SUM = "2024年，全市粮食总产量{}万吨，其中夏粮50万吨，秋粮60万吨。"
OLD = """临川市统计局2023年工作总结
2023年，全市完成工业用电量90万千瓦时，其中轻工业40万千瓦时，重工业50万千瓦时。
"""
NOW = f"""临川市统计局2024年工作总结
{SUM.format(120)}
2024年，全市完成工业用电量120万千瓦时，比上年增长50%。
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Two documents; one finding is of both, one of the later alone."""
    (tmp_path / "稿").mkdir()
    (tmp_path / "稿" / "上年.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "稿" / "今年.txt").write_text(NOW, encoding="utf-8")
    return tmp_path


ACCEPTED = ("--waivers", "照原.csv")


def waived(gouji: Gouji, drafts: Path, *codes: str) -> None:
    """Accept the findings of some rules."""
    for one in findings(gouji, drafts, "稿"):
        if one["rule"] in codes:
            asked = ("稿", "--reason", "原文如此", *ACCEPTED)
            assert gouji("waive", one["fingerprint"], *asked, cwd=drafts, env=DAY).returncode == 0


def states(gouji: Gouji, drafts: Path, *paths: str) -> list[tuple[str, str]]:
    return sorted((one["rule"], one["state"]) for one in findings(gouji, drafts, *paths, *ACCEPTED))


def test_a_waiver_of_documents_says_what_it_accepts_and_of_which(gouji: Gouji, drafts: Path) -> None:
    waived(gouji, drafts, "GJ205", "GJ501")
    head, *rows = (drafts / "照原.csv").read_text(encoding="utf-8").splitlines()
    assert head == "fingerprint,rule,reason,who,until,said,summaries"
    assert sorted(row.rpartition(",")[2] for row in rows) == ["上年;今年", "今年"]
    assert states(gouji, drafts, "稿") == [("GJ205", "waived"), ("GJ501", "waived")]


def test_a_waiver_is_dead_only_where_all_were_read_that_it_is_of(gouji: Gouji, drafts: Path) -> None:
    waived(gouji, drafts, "GJ501")
    assert "GJ901" not in dict(states(gouji, drafts, "稿/今年.txt"))
    assert dict(states(gouji, drafts, "稿/上年.txt")) == {}
    mended = NOW.replace("增长50%", "增长33.3%")
    (drafts / "稿" / "今年.txt").write_text(mended, encoding="utf-8")
    assert "GJ901" not in dict(states(gouji, drafts, "稿/今年.txt"))
    assert ("GJ901", "new") in states(gouji, drafts, "稿")


def test_a_waiver_outlives_the_name_of_its_document(gouji: Gouji, drafts: Path) -> None:
    waived(gouji, drafts, "GJ205", "GJ501")
    (drafts / "稿" / "今年.txt").rename(drafts / "稿" / "今年（定稿）.txt")
    assert states(gouji, drafts, "稿") == [("GJ205", "waived"), ("GJ501", "waived")]
    # What it says now is another sentence, and a second one of the same is not accepted with it.
    text = NOW.replace("120万吨", "130万吨")
    (drafts / "稿" / "今年（定稿）.txt").write_text(text, encoding="utf-8")
    assert ("GJ205", "new") in states(gouji, drafts, "稿")
    (drafts / "稿" / "今年（定稿）.txt").write_text(NOW, encoding="utf-8")
    other = "东山市2024年工作总结\n" + SUM.format(120) + "\n"
    (drafts / "稿" / "东山.txt").write_text(other, encoding="utf-8")
    of_sums = [state for rule, state in states(gouji, drafts, "稿") if rule == "GJ205"]
    assert sorted(of_sums) == ["new", "waived"]


def test_a_waiver_that_names_no_documents_is_noted(gouji: Gouji, drafts: Path) -> None:
    (drafts / "照原.csv").write_text(f"{HEADER}{'0' * 16},GJ205,原文如此,,\n", encoding="utf-8")
    found = findings(gouji, drafts, "稿", *ACCEPTED)
    (dead,) = (one for one in found if one["rule"] == "GJ901")
    assert dead["level"] == "note"
    assert dead["message"]["zh"].endswith("若也不关于别的文档，请删去，或核对指纹。")


def test_a_known_finding_is_gone_only_where_all_were_read_that_it_is_of(gouji: Gouji, drafts: Path) -> None:
    known = ("--baseline", "已知.json")
    assert gouji("baseline", "write", "稿", *known, cwd=drafts).returncode == 0
    assert "已不再出现" not in gouji("baseline", "show", "稿/今年.txt", *known, cwd=drafts).stdout
    before = (drafts / "已知.json").read_bytes()
    gouji("baseline", "prune", "稿/上年.txt", *known, cwd=drafts)
    assert (drafts / "已知.json").read_bytes() == before
    (drafts / "稿" / "今年.txt").write_text(NOW.replace("增长50%", "增长33.3%"), encoding="utf-8")
    assert gouji("baseline", "show", "稿", *known, cwd=drafts).stdout.count("已不再出现") == 1
