"""Fact files and other tables of a workspace in spreadsheets, wherever CSV may stand."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.ci.repository import git
from tests.cli.conftest import BAD_SUM
from tests.cli.test_gate import committed

import gouji as library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from subprocess import CompletedProcess

    Gouji = Callable[..., CompletedProcess[str]]

SUMMARY = "全年签订协议355项，新建口袋公园41座，其中东区20座、西区21座。办结案件1000余件。\n"


def sheet(path: Path, rows: Iterable[Sequence[object]], name: str = "条目") -> Path:
    with xlsxwriter.Workbook(path) as book:
        made = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "bg_color": "#CCDDEE"})
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                made.write(line, column, cell, None if line else bold)
        made.set_column(0, 0, 33)
    return path


def cells(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def as_sheet(path: Path, name: str = "条目") -> Path:
    """Put a spreadsheet in the place of a CSV file."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    path.unlink()
    return sheet(path.with_suffix(".xlsx"), rows, name)


def findings(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def test_a_workspace_of_spreadsheets_finds_what_that_of_csv_finds(gouji: Gouji, tmp_path: Path) -> None:
    gouji("init", "ws", "--example", cwd=tmp_path)
    asked = ("audit", "ws", "--output-format", "json", "--fail-on", "never")
    before = findings(gouji(*asked, cwd=tmp_path))
    for path in sorted((tmp_path / "ws" / "facts").glob("*.csv")):
        as_sheet(path)
    after = findings(gouji(*asked, cwd=tmp_path))
    told = [
        sorted((one["rule"], one["fingerprint"], one["digest"]) for one in found) for found in (before, after)
    ]
    assert told[0] == told[1]
    assert len(after) > 20
    assert all(place["cell"] is None for one in before for place in one["facts"])
    for place in (place for one in after for place in one["facts"]):
        assert place["file"].endswith((".xlsx", ".toml"))
        assert (place["cell"] or "").endswith(str(place["line"])) == place["file"].endswith(".xlsx")


def test_findings_name_file_row_and_cell(gouji: Gouji, workspace: Path) -> None:
    sheet(
        workspace / "facts" / "mine.xlsx",
        [
            ("id", "period", "indicator", "quote", "whole", "complete"),
            ("t", 2024, "甲", "355项"),
            ("p", 2024, "乙", "95项", "t", True),
            ("q", "明年", "丙", "115项", "t", True),
        ],
    )
    (workspace / "facts" / "mine.csv").unlink()
    done = gouji("audit", "--lang", "en", cwd=workspace)
    assert done.returncode == 1
    assert "facts/mine.xlsx:4: error" in done.stdout
    assert "\n    条目!B4 period" in done.stdout
    as_json = findings(gouji("audit", "facts/mine.xlsx", "--output-format", "json", cwd=workspace))
    assert [(one["facts"][0]["line"], one["facts"][0]["cell"]) for one in as_json] == [(4, "条目!B4")]


def test_a_file_that_cannot_be_read_as_a_table_is_one_line_and_exit_2(gouji: Gouji, workspace: Path) -> None:
    facts = workspace / "facts"
    sheet(facts / "mine.xlsx", [("id", "period", "indicator", "quote")])
    both = gouji("audit", "--lang", "zh", cwd=workspace)
    assert (both.returncode, both.stdout) == (2, "")
    assert both.stderr == "gouji: facts/mine.xlsx: facts/mine.csv 也在；一张表应只有一个文件，CSV 或 .xlsx\n"
    (facts / "mine.csv").unlink()
    sheet(facts / "mine.xlsx", [("id", "period", "quote", "indicator", "核对"), ("a", 1, 2, 3, 4)])
    assert "facts/mine.xlsx:1: unknown column" in gouji("audit", "--lang", "en", cwd=workspace).stderr
    sheet(facts / "mine.xlsx", [("id", "period", "quote")])
    assert (
        'facts/mine.xlsx:1: column "indicator" is missing'
        in gouji("audit", "--lang", "en", cwd=workspace).stderr
    )
    (facts / "mine.xlsx").write_bytes(b"PK\x05\x06 no book")
    broken = gouji("audit", "--lang", "en", cwd=workspace)
    assert (broken.returncode, broken.stderr.count("\n")) == (2, 1)


def test_what_excel_keeps_beside_an_open_file_is_no_fact_file(gouji: Gouji, workspace: Path) -> None:
    (workspace / "facts" / "~$mine.xlsx").write_bytes(b"\x05somebody")
    (workspace / "facts" / ".~lock.mine.csv#").write_text("x", encoding="utf-8")
    assert gouji("audit", "-q", cwd=workspace).returncode == 1


def test_spreadsheets_elsewhere_are_documents_unless_they_have_the_header(
    gouji: Gouji, workspace: Path
) -> None:
    head = ("id", "period", "indicator", "quote")
    sheet(workspace / "other.xlsx", [head, ("x", 2024, "甲", "12项"), ("y", 2024, "甲", "13项")])
    sheet(workspace / "表.xlsx", [("指标", "2024年"), ("合计", 12), ("甲", 5), ("乙", 8)])
    as_facts = gouji("audit", "other.xlsx", "--lang", "en", cwd=workspace)
    assert "other.xlsx:2: " in as_facts.stdout
    assert "条目!D2 other" in as_facts.stdout
    assert "表.xlsx:" in gouji("audit", "表.xlsx", "--lang", "zh", "-v", cwd=workspace).stdout
    assert len(library.audit(workspace / "other.xlsx")) == 1


def test_extract_adds_to_a_spreadsheet_and_leaves_the_rest(gouji: Gouji, tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "facts").mkdir()
    file = tmp_path / "facts" / "总结.xlsx"
    assert gouji("extract", "总结.txt", "-o", "facts/总结.xlsx", cwd=tmp_path).returncode == 0
    drafted = cells(file)
    row = [*drafted[1]]
    row[drafted[0].index("note")] = "已核"
    sheet(file, [drafted[0], row])
    refused = gouji("extract", "总结.txt", "-o", "facts/总结.xlsx", cwd=tmp_path)
    assert refused.returncode == 2
    before = file.read_bytes()
    assert gouji("extract", "总结.txt", "-o", "facts/总结.xlsx", "--update", cwd=tmp_path).returncode == 0
    assert cells(file)[1] == row
    assert [line[1:] for line in cells(file)[2:]] == [line[1:] for line in drafted[2:]]
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(file) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml"}
    again = file.read_bytes()
    assert gouji("extract", "总结.txt", "-o", "facts", "--update", "-q", cwd=tmp_path).returncode == 0
    assert file.read_bytes() == again
    assert sorted(path.name for path in (tmp_path / "facts").iterdir()) == ["summaries.csv", "总结.xlsx"]


def test_extract_adds_to_summaries_in_a_spreadsheet(gouji: Gouji, tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "facts").mkdir()
    sheet(tmp_path / "facts" / "summaries.xlsx", [("id", "year", "publisher"), ("old", 2020, "甲市")])
    assert gouji("extract", "总结.txt", "-o", "facts", "--year", "2024", "-q", cwd=tmp_path).returncode == 0
    assert cells(tmp_path / "facts" / "summaries.xlsx")[2][:2] == ["总结", "2024"]
    assert not (tmp_path / "facts" / "summaries.csv").exists()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_suggestions_are_answered_in_indicators_of_either_kind(
    gouji: Gouji, tmp_path: Path, suffix: str
) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    head = "id,period,indicator,quote,subject\n"
    (facts / "y2023.csv").write_text(f"{head}a,../2023,里程,12公里,甲市\n", encoding="utf-8")
    (facts / "y2024.csv").write_text(f"{head}b,../2024,总里程,10公里,甲市\n", encoding="utf-8")
    (facts / "indicators.csv").write_text("id,name\n里程,里程\n总里程,总里程\n", encoding="utf-8")
    if suffix == ".xlsx":
        as_sheet(facts / "indicators.csv")
    for answer in (("--refuse", "里程=长度"), ("--accept", "里程=总里程")):
        done = gouji("suggest-aliases", *answer, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    file = facts / f"indicators{suffix}"
    found = (
        cells(file) if suffix == ".xlsx" else list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    )
    assert [[cell for cell in row if cell] for row in found if any(row)] == [
        ["id", "name", "distinct", "aliases"], ["里程", "里程", "长度", "总里程"],
    ]  # fmt: skip


def test_a_gate_compares_spreadsheets_of_a_revision(gouji: Gouji, workspace: Path) -> None:
    as_sheet(workspace / "facts" / "mine.csv")
    git(workspace, "init", "-q")
    committed(workspace)
    assert gouji("gate", "--base", "HEAD", cwd=workspace).returncode == 0
    rows = [row.split(",") for row in BAD_SUM.splitlines()]
    rows += [["u", "2024", "丁", "7项", "", ""], ["v", "2024", "丁", "8项", "", ""]]
    sheet(workspace / "facts" / "mine.xlsx", rows)
    brought = gouji("gate", "--base", "HEAD", "--output-format", "json", cwd=workspace)
    new = [one for one in findings(brought) if one["state"] == "new"]
    assert [(one["rule"], one["facts"][0]["cell"]) for one in new] == [("GJ207", "条目!D5")]


def test_waivers_in_a_spreadsheet_count(gouji: Gouji, workspace: Path) -> None:
    (found,) = findings(gouji("audit", "--output-format", "json", cwd=workspace))
    rows = [("fingerprint", "rule", "reason"), (found["fingerprint"], "GJ205", "另有说明")]
    sheet(workspace / "照原.xlsx", rows)
    assert gouji("audit", "--waivers", "照原.xlsx", cwd=workspace).returncode == 0
    sheet(workspace / "facts" / "waivers.xlsx", [*rows[:1], (*rows[1][:2], "")])
    done = gouji("audit", "--output-format", "json", cwd=workspace)
    assert [one["facts"][0]["cell"] for one in findings(done) if one["rule"] == "GJ901"] == ["条目!A2"]
