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
        "  指标       目标     完成      差距           完成情况  次年目标\n"
        "  果园产值   增长5%   增长4.2%  少0.8个百分点  未达到    -\n"
        "  城镇岗位   70万个   72.3万个  多2.3万个      超额      75万个\n"
        "  =河岸绿道  120公里  120公里   -              达到      -\n"
        "  沿河花圃   30个     -         -              未交代    -\n"
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


HEAD = "{}年江西省政府工作报告\n各位代表：\n一、{}年工作回顾\n{}\n二、{}年工作安排\n{}\n"


def told_of(
    gouji: Run, folder: Path, plan: str, review: str, aims: str = "持续改善民生。"
) -> list[dict[str, str | None]]:
    """What becomes of the targets of a plan by the next report's review."""
    texts = (
        HEAD.format(2024, 2023, "各项工作取得成效。", 2024, plan),
        HEAD.format(2025, 2024, review, 2025, aims),
    )
    for name, text in zip(("a.txt", "b.txt"), texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    done = gouji("targets", ".", "--output-format", "json", "--lang", "zh", "--year", "2024", cwd=folder)
    rows: list[dict[str, str | None]] = json.loads(done.stdout) if done.returncode == 0 else []
    return rows


@pytest.mark.parametrize(
    ("plan", "review", "target", "status"),
    [
        ("社区书屋覆盖率5%左右。", "社区书屋覆盖率4%。", "5%左右", "未达到"),
        ("果园产值增长5%左右。", "果园产值增长4%。", "增长5%左右", "未达到"),
        ("果园产值增长5%左右。", "果园产值增长4.6%。", "增长5%左右", "达到"),
        ("果园产值增长8%。", "果园产值增长7.9%。", "增长8%", "未达到"),
        # Of several years, of all that there is, of another magnitude.
        ("新增花园座位18万个。", "五年来，新增花园座位累计106万个。", "18万个", "未核"),
        ("新增花园座位18万个。", "新增花园座位19万个。", "18万个", "超额"),
        ("新建充电车位2.3万个。", "充电车位增至8.8万个。", "2.3万个", "未核"),
        ("充电车位达到8.5万个。", "充电车位增至8.8万个。", "达到8.5万个", "超额"),
        ("水厂总装机4500万千瓦。", "水厂总装机3.1亿千瓦。", "4500万千瓦", "未核"),
        # One verb is of all in a row; of some years, of so many people.
        ("新增示范园若干，园艺实验室增加2家。", "园艺实验室达8家。", "增加2家", "未核"),
        # Told of in words.
        ("新增花木融资规模1万亿元。", "花木融资规模持续扩大。", "1万亿元", "未核"),
        # Only planned again.
        ("培育花艺企业300家。", "全年建成长桥3座。", "300家", "未交代"),
    ],
)
def test_targets_are_held_against_figures_of_the_same_kind(
    gouji: Run, tmp_path: Path, plan: str, review: str, target: str, status: str
) -> None:
    told = told_of(gouji, tmp_path, plan, review, "培育花艺企业320家。")
    assert [(row["target"], row["status"]) for row in told] == [(target, status)]


@pytest.mark.parametrize(
    "plan",
    [
        "我省有20个花木口岸，要提升服务。",
        "我省每年接待花展观众近3亿人次，潜力很大。",
        "全区有280万花农在城镇务工，要实施好花农安居行动。",
        "围绕盆景、切花等10个品类，培育链主企业。",
        "在去年布局5个花艺点位基础上，再启动一批新点位。",
        "针对失能、独居等6类老人，完善照护服务。",
        "认真抓好11方面重点工作。",
        "紧盯漏损、爆管等4类隐患，开展管网排查。",
        "全校有120名青年教师未取得博士学位，要支持在职读博。",
        "全院共有3200张病床，要合理调配。",
        "我们有16座老旧泵站，要分类处置。",
        "公司有2.3万名一线员工，要办好职工食堂。",
        "全省还有63万独居老人、158万残疾人，需要照护。",
        "聚焦28条重点花木链。",
        "盯紧抓实64个花木增长点。",
        "加大对10个试点镇的支持力度。",
        "改造产值超10亿元的园艺企业。",
        "开工建设江北120万吨饲料改造项目。",
        "花木产业投资占比近七成，但带动就业不多。",
        "重点做好11个方面工作。",
        "用3—5年时间，培养花木工匠1000名。",
        "经过五年左右的时间，建成花木驿站300座。",
    ],
)
def test_what_is_or_how_great_a_thing_is_is_no_target(gouji: Run, tmp_path: Path, plan: str) -> None:
    assert told_of(gouji, tmp_path, plan, "各项工作取得成效。") == []


@pytest.mark.parametrize(
    ("plan", "review", "near"),
    [
        (
            "建设筹措保障性租赁住房7万套，实现保障性租赁住房总量达到60万套。",
            "建设筹措保障性租赁住房7.4万套、累计达到61万套。",
            "达到61万套",
        ),
        # Homes are counted by any of their words; few figures are of one unit.
        ("开展城中村改造和危旧小院改造2.5万套。", "实施城中村和危旧小院改造2.5万户。", "2.5万户"),
        ("力争欧亚班列全年开行2500列以上。", "班列（江北号）往返开行3005列。", "3005列"),
    ],
)
def test_what_is_told_under_another_name_is_offered(
    gouji: Run, tmp_path: Path, plan: str, review: str, near: str
) -> None:
    row = told_of(gouji, tmp_path, plan, review)[-1]
    assert (row["status"], row["near"], row["outcome"]) == ("未核", near, None)
    assert "可能是其完成数" in (row["reason"] or "")


def test_what_is_told_of_several_years_is_offered_as_such(gouji: Run, tmp_path: Path) -> None:
    plan, review = "增补义务教育阶段学位2万个。", "五年来，累计增补义务教育阶段优质学位13.1万个。"
    (row,) = told_of(gouji, tmp_path, plan, review)
    assert (row["status"], row["near"]) == ("未核", "13.1万个")
    assert (row["reason"] or "").startswith("写到的数时段、范围或口径不同")
    assert "2020—2024" in (row["reason"] or "")


def test_what_is_told_of_the_plan_is_shown_in_its_words(gouji: Run, tmp_path: Path) -> None:
    (row,) = told_of(gouji, tmp_path, "新增护理岗位41万个。", "新增护理岗位完成年计划的118.2%。")
    assert (row["status"], row["outcome"]) == ("未核", None)
    assert row["reason"] == "下一年只写了完成情况，没有写完成数（“新增护理岗位完成年计划的118.2%”）"


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("外贸进出口总额增长5%左右。", "外贸出口总额增长8%。"),
        ("培育省级先进花木产业集群3个。", "创建国家先进花木产业集群2个。"),
        ("改造危旧小院2.5万套。", "新增家庭农场2.4万户。"),
        ("开行夜班公交120列。", "新造动车130列。"),
    ],
)
def test_a_part_or_another_level_is_not_offered(gouji: Run, tmp_path: Path, plan: str, review: str) -> None:
    (row,) = told_of(gouji, tmp_path, plan, review)
    assert (row["status"], row["near"]) == ("未交代", None)


def test_one_verb_is_of_all_in_a_row(gouji: Run, tmp_path: Path) -> None:
    rows = told_of(gouji, tmp_path, "新增花木示范园1家、园艺实验室2家。", "园艺实验室达8家。")
    assert [(row["target"], row["status"]) for row in rows] == [("1家", "未交代"), ("2家", "未核")]


def test_words_that_were_joined_are_told(gouji: Run, tmp_path: Path) -> None:
    plan, review = (
        "实施“村口花海”工程，建设提升乡村花廊350处。",
        "“村口花海”工程稳步实施，建设提升美丽乡村花廊362处。",
    )
    (row,) = told_of(gouji, tmp_path, plan, review)
    assert (row["status"], row["distance"]) == ("超额", "多12处")
    assert "美丽乡村花廊" in (row["reason"] or "")


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
