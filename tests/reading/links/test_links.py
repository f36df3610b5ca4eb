"""Which figures of a text are parts of which, and what moved; all sentences are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.drafts import draft

from gouji.facts.table import columns as c
from gouji.reading.links.slips import slipped

HEAD = "白水县医院2024年工作总结\n"
CASES = tomllib.loads(Path(__file__).with_name("links.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_figures_are_tied_to_their_totals(case: dict[str, Any]) -> None:
    rows = draft(HEAD + case["text"] + "\n", "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    tied = [row for row in rows if row[c.WHOLE] and row[c.MEASURE] == "level"]
    wholes = [row[c.WHOLE].partition("#") for row in tied]
    totals = [quotes[total] + (f"#{way}" if way in {"+", "-"} else "") for total, _, way in wholes]
    words = [f"{row[c.QUOTE]} {row[c.VIA]}{'=' if row[c.COMPLETE] else ''}" for row in tied]
    ties = [f"{one} {total}" for one, total in zip(words, totals, strict=True)]
    assert ties == case.get("ties", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "审理天数68.4天，上一年度为75.9天，缩短7.5天。",
            ["68.4天 审理天数 level 2024", "75.9天 审理天数 level 2023", "缩短7.5天 审理天数 change 2024"],
        ),
        (
            "民用汽车保有量48.26万辆，2022年末则为45.17万辆，增长6.8%。",
            [
                "48.26万辆 民用汽车保有量 level 2024",
                "45.17万辆 民用汽车保有量 level 2022",
                "增长6.8% 民用汽车保有量 growth 2024",
            ],
        ),
        (
            "认罪认罚适用率90.4%，同比上升2.3个百分点（上年88.1%）。",
            [
                "90.4% 认罪认罚适用率 level 2024",
                "上升2.3个百分点 认罪认罚适用率 change 2024",
                "88.1% 认罪认罚适用率 level 2023",
            ],
        ),
        (
            "互助金本季少发2.4万元、降幅8.0%，全年只发27.6万元。",
            [
                "2.4万元 互助金本季 change 2024",
                "降幅8.0% 互助金本季 growth 2024",
                "27.6万元 互助金本季 level 2024",
            ],
        ),
        (
            "门诊量达31.2万人次，2.6万人次的增量来自分院，增长率9.1%。",
            [
                "达31.2万人次 门诊量 level 2024",
                "2.6万人次 门诊量 change 2024",
                "9.1% 门诊量 growth 2024",
            ],
        ),
        (
            "续约率改善2.5个百分点，上年同期84.0%，本期86.5%。",
            [
                "2.5个百分点 续约率 change 2024",
                "84.0% 续约率 level 2023",
                "86.5% 续约率 level 2024",
            ],
        ),
        (
            "平均候诊由上年的31分钟缩短为22分钟。",
            ["31分钟 平均候诊 mean 2023", "22分钟 平均候诊 mean 2024"],
        ),
        (
            "追缴欠薪金额3.9亿元，上年为3.2亿元。",
            ["3.9亿元 追缴欠薪金额 level 2024", "3.2亿元 追缴欠薪金额 level 2023"],
        ),
        (
            "综合考核列第19位，去年为第16位，后退3位。",
            ["第19位 综合考核 rank 2024", "第16位 综合考核 rank 2023", "3位 综合考核 change 2024"],
        ),
        (
            "认罪从宽适用率为91.2%，较上年88.7%提高2.5个百分点。",
            [
                "91.2% 认罪从宽适用率 level 2024",
                "88.7% 认罪从宽适用率 level 2023",
                "提高2.5个百分点 认罪从宽适用率 change 2024",
            ],
        ),
    ],
)
def test_figures_of_one_movement_have_one_name_and_their_periods(text: str, told: list[str]) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    columns = (c.QUOTE, c.INDICATOR, c.MEASURE, c.PERIOD)
    assert [" ".join(row[column] for column in columns) for row in rows] == told


@pytest.mark.parametrize(
    "text",
    [
        "运动员由236人增加到274人，夺金数与上届持平。",  # of another thing
        "接待游客638万人次，超过年初600万人次的计划，增长17.3%。",  # planned
        "电网负荷126.8万千瓦，较上一年最大负荷高9.5万千瓦。",  # a change, no level before
        "图书馆藏书由12万册增加到15万册。",  # nobody says when
        "从轻处罚率达30.5%，从严查处率26.1%，提高1.2个百分点。",  # 从 within words
        "基金预算收入31.2亿元，上年结余收入4.1亿元，收入总计35.3亿元。",  # no movement
    ],
)
def test_other_figures_are_not_drawn_into_a_movement(text: str) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    assert "2023" not in {row[c.PERIOD] for row in rows}


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("支出合计9759.4万元，其中：基本支出5377.6万元，占55.1%。", ["9759.4万元", "5377.6万元"]),
        ("年初预算为452.4万元，支出决算为446.1万元，完成年初预算的98.6%。", ["452.4万元", "446.1万元"]),
        (
            "营业收入91.2亿元，其中酒店收入12.5亿元。酒店收入占营业收入比重为13.7%。",
            ["91.2亿元", "12.5亿元"],
        ),
        ("优良断面61个（一类4个、二类57个），占89.7%。", []),  # of what all are, nothing is told
    ],
)
def test_shares_have_the_total_and_the_part_before_them(text: str, wholes: list[str]) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    quotes = {row[c.ID]: row[c.QUOTE] for row in rows}
    named = [one.partition("#")[0] for one in rows[-1][c.WHOLE].split(";") if one]
    assert [quotes[one] for one in named] == wholes


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("城东馆、滨湖馆、高新馆、大学城馆五座分馆夜间开放。", "城东馆;滨湖馆;高新馆;大学城馆"),
        ("工会分设四个委员会：组织委员会、经费委员会，委员39名。", "组织委员会;经费委员会"),
        ("开工的四个工程是城南水库、环湖高速、产业大道以及物流园。", "城南水库;环湖高速;产业大道;物流园"),
        ("投运变电站三座（云台、南郊、开源、石门），线路全长146公里。", "云台;南郊;开源;石门"),
        ("新增六个重点专科，包括骨科、妇科、儿科等，经费120万元。", ""),
        ("在甲县、乙县两地开展试点。", ""),
        ("三项改革是相互联系、紧密结合的。", ""),
        ("表彰先进集体、先进个人、优秀党员12名同志。", ""),
        ("培训教师、医生、护士300人次。", ""),
        ("落实生育津贴、育儿补贴、婚育假、满3岁入园政策。", ""),
    ],
)
def test_lists_beside_their_counts(text: str, members: str) -> None:
    rows = draft(f"{HEAD}{text}\n", "a")
    assert [row[c.MEMBERS] for row in rows if row[c.VIA] == "list.count"] == ([members] if members else [])


def test_slips_are_one_digit_or_two_swapped_ones() -> None:
    from fractions import Fraction as F  # noqa: N817, PLC0415

    assert slipped(F(1263), F(163)) is False
    assert slipped(F("64.8"), F("48.6")) is False
    assert slipped(F("44.18"), F("44.81"))
    assert slipped(F("438"), F("138"))
    assert not slipped(F(8), F(5))
