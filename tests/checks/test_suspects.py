"""Which figures of a finding are suspects, and which one is singled out; all texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.one_text import findings

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from gouji.checks.findings import Finding


def findings_of(text: str) -> list[Finding]:
    return [one for one in findings(text) if one.rule.startswith(("GJ2", "GJ5"))]


def quotes(ids: object) -> list[str]:
    """Return the quotes of facts of a document, which stand in their ids."""
    assert isinstance(ids, list)
    return [str(one).split("+")[1] for one in ids]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        # A sum fails, the shares of two parts hold, that of the third fails.
        (
            "签约项目210个，分别为工业项目95个（占45.2%）、农业项目75个（占35.7%）、服务业项目50个（占19.0%）。",
            "50个",
        ),
        # The change between two levels holds.
        ("全年实现收入1260万元，上年为1120万元，增加140万元，增长15.2%。", "增长15.2%"),
        # The parts add up to one of two.
        (
            "全年接待读者12.6万人次，其中少儿读者3.1万人次、成人读者9.5万人次。全年接待读者13.6万人次。",
            "13.6万人次",
        ),
        (
            "募集善款1260万元，包括企业捐赠780万元、个人捐赠480万元。\n一、募集情况\n全年募集善款1620万元。",
            "1620万元",
        ),
        # A row and a column cross in one cell.
        (
            "年级\t男生\t女生\t合计\n高一\t412\t398\t810\n高二\t386\t347\t733\n高三\t357\t396\t726\n合计\t1155\t1114\t2269",
            "396",
        ),
    ],
)
def test_one_figure_is_singled_out_by_what_else_is_told(text: str, odd: str) -> None:
    found = findings_of(text)
    assert {quotes([one.details["odd"]])[0] for one in found if "odd" in one.details} == {odd}
    assert all(f"疑在“{odd}”" in one.message["zh"] for one in found if "odd" in one.details)


@pytest.mark.parametrize(
    ("text", "suspects"),
    [
        (
            "签约项目210个，分别为工业项目95个、农业项目75个、服务业项目50个。",
            ["210个", "95个", "75个", "50个"],
        ),
        ("举办培训36期，培训学员1800人，平均每期58人。", ["58人", "1800人", "36期"]),
        # The total is told once more with one value, so a part is wrong.
        (
            "签约项目210个，分别为工业项目95个、农业项目75个、服务业项目50个。全年签约项目210个，开工168个。",
            ["95个", "75个", "50个"],
        ),
    ],
)
def test_with_one_failed_relation_all_are_suspects(text: str, suspects: list[str]) -> None:
    (found,) = findings_of(text)
    assert quotes(found.details["suspects"]) == suspects
    assert "odd" not in found.details
    assert "疑在" not in found.message["zh"]


def over_years(*texts: str) -> list[Finding]:
    """Return the findings of one body's reports of 2023, 2024 …"""
    documents = {}
    for year, told in enumerate(texts, 2023):
        text = f"青石县{year}年工作总结\n{told}\n"
        documents[str(year)] = Document(f"{year}.txt", text, blocks_of(text), "", str(year) * 16)
    return list(audit(source_of(documents)).findings)


@pytest.mark.parametrize(
    ("texts", "doubt"),
    [
        # The parts of last year's report bear its total out.
        (
            (
                "全年接待游客42.5万人次，其中省外游客18.7万人次、省内游客23.8万人次。",
                "全年接待游客45.1万人次。上年全年接待游客41.8万人次。",
            ),
            "疑在“41.8万人次”，其余各数另有印证（42.5万人次＝18.7万人次＋23.8万人次）。",
        ),
        # This year's total has its parts, so the growth is wrong, or last year's level.
        (
            (
                "全年接待游客642.5万人次。",
                "全年接待游客703.2万人次，增长12.4%，其中省外游客301.4万人次、省内游客401.8万人次。",
            ),
            "疑在“增长12.4%”、“642.5万人次”之中，其余各数另有印证（703.2万人次＝301.4万人次＋401.8万人次）。",
        ),
        # A mean of the day stands for one of two totals.
        (
            ("全年开行班列1204列。\n一、班列\n全年开行班列1240列，日均开行3.4列。",),
            "疑在“1204列”，其余各数另有印证（1240列 / 365＝3.4列）。",
        ),
    ],
)
def test_other_years_and_relations_tell_which_figures_are_in_doubt(
    texts: tuple[str, ...], doubt: str
) -> None:
    found = over_years(*texts)
    assert [one.message["zh"].partition("疑在")[1:] for one in found if "疑在" in one.message["zh"]] == [
        ("疑在", doubt.removeprefix("疑在"))
    ]


@pytest.mark.parametrize(
    "texts",
    [
        # What is revised every year was right when it was told, and its parts bore it out.
        (
            "全县地区生产总值1161亿元，其中第一产业增加值61亿元、第二产业增加值500亿元、第三产业增加值600亿元。",
            "全县地区生产总值1500亿元。2023年地区生产总值1288亿元。",
        ),
        # Nothing bears either of the two out.
        ("全年接待游客42.5万人次。", "全年接待游客45.1万人次。上年全年接待游客41.8万人次。"),
        ("全年接待游客642.5万人次。", "全年接待游客703.2万人次，增长12.4%。"),
        # Both are borne out.
        (
            (
                "全年接待游客642.5万人次，其中省外游客301.4万人次、省内游客341.1万人次。\n一、旅游\n"
                "全年接待游客652.5万人次，包括散客311.4万人次、团队游客341.1万人次。"
            ),
        ),
        (
            "全年接待游客642.5万人次，其中省外游客301.4万人次、省内游客341.1万人次。",
            "全年接待游客703.2万人次。2023年，接待游客652.5万人次，其中省外游客311.4万人次、省内游客341.1万人次。",
        ),
    ],
)
def test_where_nothing_else_tells_no_figure_is_said_to_be_in_doubt(texts: tuple[str, ...]) -> None:
    assert not [one for one in over_years(*texts) if "疑在" in one.message["zh"]]
