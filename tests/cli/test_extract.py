"""Documents into draft facts, and documents audited as they are: as their users do it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.door import ENGLISH, process

from gouji.reading.documents.read import SUFFIXES

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

THIS = """2025年四川省政府工作报告
各位代表：
一、2024年工作回顾
全年完成技改投资340.4亿元，增长5.1%。“三公”经费连续11年下降。
"""
NEXT = """2026年四川省政府工作报告
各位代表：
一、2025年工作回顾
全年完成技改投资361.2亿元，增长6.1%。“三公”经费连续13年下降。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "2025.txt").write_text(THIS, encoding="utf-8")
    (tmp_path / "docs" / "2026.md").write_text(NEXT, encoding="gb18030")
    return tmp_path


def rows_of(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.lstrip("\ufeff"))))


def test_a_document_becomes_a_fact_table(gouji: Run, folder: Path) -> None:
    run = gouji("extract", "docs/2025.txt", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "2025 读作：四川省，2024，四川省政府工作报告\n")
    quiet = gouji("extract", "docs/2025.txt", "-q", cwd=folder)
    assert (quiet.stdout, quiet.stderr) == (run.stdout, "")
    rows = rows_of(run.stdout)
    (row,) = [row for row in rows if row["quote"] == "340.4亿元"]
    assert (row["summary"], row["period"]) == ("2025", "2024")
    assert (row["indicator"], row["unit"]) == ("技改投资", "元")
    assert THIS[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_line_of_jsonl_is_a_fact(gouji: Run, folder: Path) -> None:
    run = gouji("extract", "docs/2025.txt", "--output-format", "jsonl", cwd=folder)
    facts = [json.loads(line) for line in run.stdout.splitlines()]
    (fact,) = [fact for fact in facts if fact["quote"] == "增长5.1%"]
    assert THIS[fact["start"] : fact["end"]] == "增长5.1%"
    assert (fact["low"], fact["high"], fact["partner"]) == ("5.05", "5.15", None)


def test_a_workbook_holds_text_only(gouji: Run, folder: Path) -> None:
    assert gouji("extract", "docs/2025.txt", "-o", "a.xlsx", cwd=folder).returncode == 0
    table = CalamineWorkbook.from_path(folder / "a.xlsx").get_sheet_by_index(0).to_python()
    assert "indicator" in table[0]
    assert all(isinstance(cell, str) for row in table for cell in row)


def test_the_text_that_offsets_count_in_is_printed_unchanged(gouji: Run, folder: Path) -> None:
    assert process("extract", "--text", "docs/2026.md", cwd=folder).stdout == NEXT
    run = gouji("extract", "--text", "docs/2026.md", "docs/2025.txt", cwd=folder)
    assert run.returncode == 2


def test_an_update_keeps_every_line_and_adds_what_is_new(gouji: Run, folder: Path) -> None:
    assert gouji("extract", "docs/2025.txt", "-o", "a.csv", cwd=folder).returncode == 0
    path = folder / "a.csv"
    kept = path.read_text(encoding="utf-8-sig").replace(",技改投资,", ",固定资产投资,").splitlines()
    edited = [line for line in kept if "连续11年" not in line]
    path.write_text("\n".join(edited) + "\n", encoding="utf-8-sig")
    refused = gouji("extract", "docs/2025.txt", "-o", "a.csv", cwd=folder)
    assert refused.returncode == 2
    assert "--update" in refused.stderr
    assert gouji("extract", "docs/2025.txt", "-o", "a.csv", "--update", cwd=folder).returncode == 0
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[: len(edited)] == edited
    (added,) = lines[len(edited) :]
    assert "连续11年" in added
    ids = [row["id"] for row in rows_of(path.read_text(encoding="utf-8"))]
    assert len(ids) == len(set(ids))
    before = path.read_bytes()
    assert gouji("extract", "docs/2025.txt", "-o", "a.csv", "--update", cwd=folder).returncode == 0
    assert path.read_bytes() == before


def test_what_a_document_is_can_be_said(gouji: Run, folder: Path) -> None:
    told = ("--publisher", "甲川市", "--year", "2030", "--series", "甲川市综述")
    run = gouji("extract", "docs/2025.txt", "-o", "out", *told, cwd=folder)
    assert run.stderr == "2025 读作：甲川市，2030，甲川市综述\n"
    (row,) = rows_of((folder / "out" / "summaries.csv").read_text("utf-8"))
    assert (row["publisher"], row["year"], row["series"]) == ("甲川市", "2030", "甲川市综述")
    audited = gouji("audit", "docs/2025.txt", *told, cwd=folder)
    assert "2025 读作：甲川市，2030，甲川市综述\n" in audited.stdout
    refused = gouji("audit", "out/2025.csv", "--publisher", "甲川市", cwd=folder, env=ENGLISH)
    assert refused.returncode == 2
    assert refused.stderr.startswith("gouji: --publisher --year --series: is for documents")


def test_a_folder_is_read_into_a_folder_and_gone_on_with(gouji: Run, folder: Path) -> None:
    (folder / "docs" / "bad.docx").write_bytes(b"PK")
    run = gouji("extract", "docs", "-o", "out", "--resume", cwd=folder, env=ENGLISH)
    assert run.returncode == 2
    assert run.stderr.splitlines() == [line for line in run.stderr.splitlines() if "bad.docx" in line]
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "2025.csv",
        "2026.csv",
        "summaries.csv",
    ]
    (folder / "docs" / "bad.docx").unlink()
    (folder / "out" / "2025.csv").write_text("id,period,indicator,quote\n", encoding="utf-8")
    assert gouji("extract", "docs", "-o", "out", "--resume", cwd=folder).returncode == 0
    assert (folder / "out" / "2025.csv").read_text(encoding="utf-8") == "id,period,indicator,quote\n"
    assert gouji("clean", cwd=folder).returncode == 0
    assert not (folder / ".gouji").exists()
    assert gouji("extract", "docs", "-o", "out", cwd=folder).returncode == 2


def test_a_folder_gets_the_summaries_that_it_has_not(gouji: Run, folder: Path) -> None:
    (folder / "facts").mkdir()
    (folder / "facts" / "mine.csv").write_text("id,period,indicator,quote\na,2024,甲,3项\n", encoding="utf-8")
    assert gouji("extract", "docs/2025.txt", "-o", "facts", cwd=folder).returncode == 0
    path = folder / "facts" / "summaries.csv"
    second, first = rows_of(path.read_text(encoding="utf-8"))
    assert first["id"] == "mine"
    about = ("id", "year", "publisher", "series", "sha256", "standing")
    hashed = hashlib.sha256(THIS.encode()).hexdigest()
    assert [second[column] for column in about] == [
        "2025", "2024", "四川省", "四川省政府工作报告", hashed, "primary"
    ]  # fmt: skip
    edited = 'title,id\r\n"甲\r\n乙",2025\r\n我的,mine'.encode("gb18030")
    path.write_bytes(edited)
    assert gouji("extract", "docs", "-o", "facts", "--update", cwd=folder).returncode == 0
    assert path.read_bytes() == edited + "\r\n2026年四川省政府工作报告,2026\r\n".encode("gb18030")
    assert gouji("extract", "docs", "-o", "facts", "--update", cwd=folder).returncode == 0
    assert path.read_bytes() == edited + "\r\n2026年四川省政府工作报告,2026\r\n".encode("gb18030")
    found = json.loads(gouji("audit", "--output-format", "json", cwd=folder).stdout)["findings"]
    assert [one["rule"] for one in found] == ["GJ604"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.txt"], "no such file"),
        (["a.doc"], "save it as .docx"),
        (["empty"], "holds no document"),
        (["docs/2025.txt", "-o", "a.pdf"], "csv jsonl xlsx"),
        (["docs/2025.txt", "--update"], "-o FILE"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_two(
    gouji: Run, folder: Path, arguments: list[str], told: str
) -> None:
    (folder / "a.doc").write_bytes(b"")
    (folder / "empty").mkdir()
    run = gouji("extract", *arguments, cwd=folder, env=ENGLISH)
    assert (run.returncode, run.stdout) == (2, "")
    assert told in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_documents_are_audited_across_years_without_a_workspace(gouji: Run, folder: Path) -> None:
    run = gouji(
        "audit",
        "docs/2025.txt",
        "docs/2026.md",
        "--output-format",
        "json",
        "--fail-on",
        "warning",
        cwd=folder,
    )
    assert run.returncode == 1
    report = json.loads(run.stdout)
    (finding,) = report["findings"]
    assert finding["rule"] == "GJ604"
    first = finding["facts"][0]
    assert (first["file"], first["line"], first["id"]) == ("docs/2026.md", 4, "2026+连续13年+1")
    again = gouji("audit", "docs/2026.md", "docs/2025.txt", "--output-format", "json", cwd=folder)
    assert json.loads(again.stdout)["findings"][0]["fingerprint"] == finding["fingerprint"]


def test_a_folder_of_documents_is_one_series_in_any_order(gouji: Run, folder: Path) -> None:
    run = gouji("audit", "docs", "--output-format", "json", cwd=folder)
    both = gouji("audit", "docs/2026.md", "docs/2025.txt", "--output-format", "json", cwd=folder)
    assert json.loads(run.stdout)["findings"] == json.loads(both.stdout)["findings"] != []
    (folder / "none").mkdir()
    empty = gouji("audit", "none", cwd=folder, env=ENGLISH)
    assert (empty.returncode, empty.stderr) == (
        2,
        f"gouji: none: holds no document; expected some of {' '.join(sorted(SUFFIXES))}\n",
    )


def test_documents_and_fact_files_are_not_audited_together(gouji: Run, folder: Path, workspace: Path) -> None:
    run = gouji("audit", "docs/2025.txt", str(workspace / "facts" / "mine.csv"), cwd=folder, env=ENGLISH)
    assert run.returncode == 2
    assert "documents only" in run.stderr
