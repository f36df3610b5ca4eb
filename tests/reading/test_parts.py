"""Several summaries in one file. All texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gouji
from gouji.reading.documents.read import read_document
from gouji.reading.summaries import info_of, summaries_in

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "一年来，全院上下围绕中心工作抓落实，各项任务有序推进，群众满意程度稳步提高，队伍建设得到加强。\n"
    "全年办结各类案件{cases}件，比上年增加{more}件；调解纠纷{disputes}件，回访当事人{visits}人次。\n"
    "我们清醒认识到，工作中还有一些不足，信息化水平还不高，基层力量还不强，需要在今后的工作中着力改进。\n"
)
DELIVERED = "政府工作报告\n——{}年1月4日在白水县第十八届人民代表大会第{}次会议上"


def body(cases: int, more: int) -> str:
    """Return the text below a title, with figures of its own."""
    return BODY.format(cases=cases, more=more, disputes=cases // 7, visits=cases // 3)


def found(tmp_path: Path, text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    """Return publisher and period of each summary in a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    infos = [info_of(part) for part in summaries_in(read_document(path))]
    return [(info.publisher, info.period) for info in infos]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            ["白水县人民法院2023年工作总结", "白水县人民法院2024年工作总结"],
            [("白水县人民法院", "2023"), ("白水县人民法院", "2024")],
        ),
        (
            ["青禾小学2021—2022学年工作总结", "青禾小学2022—2023学年工作总结"],
            [("青禾小学", "2021-09/2022-08"), ("青禾小学", "2022-09/2023-08")],
        ),
        (
            ["东岭镇2024年上半年工作总结", "东岭镇2024年工作总结"],
            [("东岭镇", "2024-01/2024-06"), ("东岭镇", "2024")],
        ),
        (
            ["江口市水务局2024年工作总结", "江口市林业局2024年工作总结", "江口市粮食局2024年工作总结"],
            [(f"江口市{bureau}", "2024") for bureau in ("水务局", "林业局", "粮食局")],
        ),
        (
            ["南屏集团有限公司\n2022年年度报告", "南屏集团有限公司\n2023年年度报告"],
            [("南屏集团有限公司", "2022"), ("南屏集团有限公司", "2023")],
        ),
        (
            ["南屏股份有限公司2023年年度报告摘要", "南屏股份有限公司2024年半年度报告摘要"],
            [("南屏股份有限公司", "2023"), ("南屏股份有限公司", "2024-01/2024-06")],
        ),
        # A cover, a list of contents, signatures above titles.
        (
            [
                "白水县医院工作总结汇编（2022—2023年）\n2022年工作总结……1\n2023年工作总结……9",
                "白水县医院2022年工作总结",
                "白水县医院　2023年1月6日\n白水县医院2023年工作总结",
            ],
            [("白水县医院", "2022"), ("白水县医院", "2023")],
        ),
        # Titles without a year, with the day below.
        (
            [DELIVERED.format(2024, "三"), DELIVERED.format(2025, "四")],
            [("白水县", "2023"), ("白水县", "2024")],
        ),
        (
            ["白水县人民法院工作报告\n（2025年1月4日）", "白水县人民检察院工作报告\n（2025年1月4日）"],
            [("白水县人民法院", "2024"), ("白水县人民检察院", "2024")],
        ),
    ],
)
def test_titles_begin_summaries_of_their_own(
    tmp_path: Path, titles: list[str], expected: list[tuple[str, str]]
) -> None:
    text = "".join(f"{title}\n{body(700 + at, 10)}" for at, title in enumerate(titles))
    assert found(tmp_path, text) == expected


@pytest.mark.parametrize(
    "titles",
    [
        # The years of a review of several have chapters.
        ["白水县人民法院2021—2024年工作总结", "2021年工作总结", "2022年工作总结"],
        # A report that looks back, and ahead.
        ["东岭镇2024年工作总结", "2024年工作总结", "2025年工作计划"],
        # Running heads.
        [DELIVERED.format(2024, "三"), "政府工作报告", "政府工作报告"],
        ["南屏集团有限公司2023年年度报告"] * 3,
        # Parts of one report.
        ["江口市水务局2024年度部门决算", "第二部分 江口市水务局2024年度部门决算表"],
        # A year named within.
        ["青禾小学2023年工作总结", "二、2022年工作总结的不足"],
    ],
)
def test_headings_of_one_summary_do_not(tmp_path: Path, titles: list[str]) -> None:
    text = "".join(f"{title}\n{body(700 + at, 10)}" for at, title in enumerate(titles))
    assert len(found(tmp_path, text)) == 1


def test_a_list_of_contents_is_no_summary(tmp_path: Path) -> None:
    titles = [f"白水县人民法院{year}年工作总结" for year in (2022, 2023, 2024)]
    listed = "".join(f"{title}\n" for title in titles)
    text = listed + "".join(f"{title}\n{body(700 + at, 10)}" for at, title in enumerate(titles))
    periods = [period for _, period in found(tmp_path, text)]
    assert periods == ["2022", "2023", "2024"]


CHAPTERS = (
    "一、综合\n全年地区生产总值{0}亿元。年末常住人口{1}万人，城镇新增就业{2}万人。\n"
    "二、农业\n全年粮食产量{3}万吨，水产品产量{4}万吨，肉类产量{5}万吨。\n"
    "三、工业\n全年规模以上工业企业{6}家，发电量{7}亿千瓦时。\n"
)


def test_a_lost_title_is_told_by_headings_that_begin_again(tmp_path: Path) -> None:
    first = "海棠市2024年国民经济和社会发展统计公报\n2024年，全市经济平稳运行。\n"
    text = f"{first}{CHAPTERS.format(*range(110, 118))}海棠市统计局\n2025年3月\n2023年，全市经济回升向好。\n"
    text += CHAPTERS.format(*range(100, 108))
    assert found(tmp_path, text) == [("海棠市", "2024"), ("海棠市", "2023")]
    same_year = text.replace("2023年，全市", "全市")
    assert len(found(tmp_path, same_year)) == 1, "headings alone, of no other year, are parts of one summary"


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """A file with the summaries of two years, the growth in the second at odds with the first."""
    path = tmp_path / "法院.txt"
    first = f"白水县人民法院2023年工作总结\n{body(700, 20)}"
    path.write_text(f"{first}白水县人民法院2024年工作总结\n{body(740, 20)}", encoding="utf-8")
    return path


def test_each_keeps_its_place_in_the_text(two_years: Path) -> None:
    document = gouji.read(two_years)
    assert [f"{one.year} {one.publisher}" for one in document.summaries] == [
        "2023 白水县人民法院",
        "2024 白水县人民法院",
    ]
    assert [one.quote for one in document.facts if document.text[one.start : one.end] != one.quote] == []
    cases = [fact for fact in document.facts if "案件" in fact.indicator]
    told = {(fact.summary, fact.period and fact.period.text) for fact in cases}
    assert told == {("法院_2023", "2023"), ("法院_2024", "2024")}


def test_two_years_in_one_file_are_held_against_each_other(two_years: Path) -> None:
    assert "GJ501" in {finding.rule for finding in gouji.audit(two_years)}
    stated = {finding.rule for finding in gouji.audit(two_years, year=2024)}
    assert "GJ501" not in stated, "it is one, where a user says of which year"


def test_a_text_made_of_titles_is_one_summary(tmp_path: Path) -> None:
    text = "".join(f"白水县人民法院{year}年工作总结\n{body(700, 3)}" for year in range(1950, 2050))
    assert len(found(tmp_path, text)) == 1
