"""``gouji targets``; all places and figures are invented."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.door import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Run = Callable[..., CompletedProcess[str]]

FACTS = """id,summary,period,indicator,quote,section,measure
a1,s,2024,果园产值,增长5%,target,growth
b1,s,2024,城镇岗位,70万个,target,
c1,s,2024,=河岸绿道,120公里,target,
d1,s,2024,沿河花圃,30个,target,
a2,t,2024,果园产值,增长4.2%,review,growth
b2,t,2024,城镇岗位,72.3万个,review,
c2,t,2024,=河岸绿道,120公里,review,
b3,t,2025,城镇岗位,75万个,target,
"""
SUMMARIES = (
    "id,series,year,publisher,published\ns,年度报告,2023,江北市,2024-01\nt,年度报告,2024,江北市,2025-01\n"
)


@pytest.fixture
def years(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "both.csv").write_text(FACTS, encoding="utf-8")
    (tmp_path / "facts" / "summaries.csv").write_text(SUMMARIES, encoding="utf-8")
    return tmp_path


def test_each_target_stands_beside_its_outcome_and_the_next_target(gouji: Run, years: Path) -> None:
    done = gouji("targets", "--lang", "zh", cwd=years)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "江北市 2024-01 2024\n"
        "  指标       目标     完成      完成情况  次年目标\n"
        "  果园产值   增长5%   增长4.2%  未达到    -\n"
        "  城镇岗位   70万个   72.3万个  超额      75万个\n"
        "  =河岸绿道  120公里  120公里   达到      -\n"
        "  沿河花圃   30个     -         未交代    -\n"
    )


def test_sheets_hold_text_only(gouji: Run, years: Path) -> None:
    assert gouji("targets", "-o", "t.xlsx", "--lang", "zh", cwd=years).returncode == 0
    rows = CalamineWorkbook.from_path(str(years / "t.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["年度", "指标", "目标"]
    assert rows[3][1:3] == ["=河岸绿道", "120公里"]


def test_programs_read_json_and_csv(gouji: Run, years: Path) -> None:
    told = json.loads(gouji("targets", "--output-format", "json", "--lang", "en", cwd=years).stdout)
    assert [row["status"] for row in told] == ["missed", "exceeded", "met", "not told of"]
    assert told[1]["next_target"] == "75万个"
    as_csv = gouji("targets", "--output-format", "csv", "--lang", "zh", cwd=years).stdout.removeprefix(
        "\ufeff"
    )
    assert [row["完成情况"] for row in csv.DictReader(io.StringIO(as_csv))] == [
        "未达到",
        "超额",
        "达到",
        "未交代",
    ]


def test_one_year_may_be_asked_for(gouji: Run, years: Path) -> None:
    told = json.loads(
        gouji("targets", "--year", "2025", "--output-format", "json", "--lang", "en", cwd=years).stdout
    )
    assert [(row["target"], row["status"]) for row in told] == [("75万个", "not checked")]


def test_documents_need_no_table(gouji: Run, tmp_path: Path) -> None:
    head = "{}年江西省政府工作报告\n各位代表：\n一、{}年工作回顾\n{}\n二、{}年工作安排\n{}\n"
    one = head.format(2024, 2023, "各项工作取得成效。", 2024, "主要预期目标是：水果产量增长5%。")
    two = head.format(2025, 2024, "水果产量增长5.6%。", 2025, "主要预期目标是：水果产量增长6%。")
    (tmp_path / "a.txt").write_text(one, encoding="utf-8")
    (tmp_path / "b.txt").write_text(two, encoding="utf-8")
    told = json.loads(gouji("targets", ".", "--output-format", "json", "--lang", "zh", cwd=tmp_path).stdout)
    assert [(row["target"], row["outcome"], row["status"], row["next_target"]) for row in told] == [
        ("增长5%", "增长5.6%", "超额", "增长6%")
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--year", "1999"], "no target is for 1999"),
        (["-o", "t.pdf"], "expected a name that ends with json csv xlsx"),
    ],
)
def test_what_cannot_be_told_is_one_line_and_exit_code_two(
    gouji: Run, years: Path, arguments: list[str], told: str
) -> None:
    done = gouji("targets", *arguments, cwd=years, env=ENGLISH)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr
