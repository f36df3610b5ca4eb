"""What is found in the tables of documents, each by itself. All tables are invented."""

from __future__ import annotations

import pytest

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import read_text
from gouji.reading.source import source_of

GROWING = (
    "甲川市2024年决算报告\n单位：万元\n项目\t2024年决算数\t2023年决算数\t比上年增长（%）\n"
    "门票\t1200\t1000\t{}\n茶水\t800\t700\t{}\n租船\t500\t450\t{}\n摊位\t300\t200\t{}\n"
)
FLOWS = (
    "甲川轮渡股份有限公司2024年年度报告\n单位：元\n项目\t2024年\t2023年\n"
    "船票流入小计\t396,280,417\t359,041,726\n船票流出小计\t343,487,001\t319,996,444\n船票净额\t{}\t39,045,282\n"
)
COSTS = (
    "甲川茶叶股份有限公司2024年年度报告\n单位：元\n项目\t2024年\t\t2023年\t\t同比增减\n\t金额\t占比\t金额\t占比\t\n"
    "茶叶\t600.00\t60.00%\t500.00\t62.50%\t{}\n瓷器\t300.00\t30.00%\t200.00\t25.00%\t5.00%\n"
    "餐饮\t100.00\t10.00%\t100.00\t12.50%\t-2.50%\n"
)

BESIDE = (
    "甲川市茶务局2024年部门决算\n基本支出决算表\n单位：万元\n"
    "经济分类科目编码\t科目名称\t决算数\t经济分类科目编码\t科目名称\t决算数\n"
    "301\t工资福利支出\t900.50\t302\t商品和服务支出\t{}\n30101\t基本工资\t500.20\t30201\t办公费\t21.20\n"
    "30102\t津贴补贴\t300.10\t30202\t印刷费\t{}\n30107\t绩效工资\t60.20\t30205\t水费\t0.92\n"
    "30113\t住房公积金\t40.00\t30211\t差旅费\t{}\n\t\t\t30216\t培训费\t4.05\n\t\t\t30228\t工会经费\t24.42\n"
    "人员经费合计\t\t900.50\t公用经费合计\t\t{}\n"
)


def found(text: str) -> list[str]:
    """Return rule and level of what is found in a text file."""
    parts = read_text(text.encode(), "x")
    document = Document("x.txt", parts.text, parts.blocks, "", "")
    account = audit(source_of({"x": document}), selection=Selection((), ("GJ1", "GJ203")))
    return [f"{one.rule} {one.level}" for one in account.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GROWING.format("20.0", "14.3", "11.1", "50.0"), []),
        (GROWING.format("20.0", "14.3", "1.1", "50.0"), ["GJ501 warning"]),
        # A column that fits its levels nowhere is of another basis.
        (GROWING.format("12.5", "10.1", "9.0", "20.0"), ["GJ501 note"] * 4),
        (FLOWS.format("52,793,416"), []),
        (FLOWS.format("25,793,416"), ["GJ205 error"]),
        (COSTS.format("-2.50%"), []),
        (COSTS.format("-5.20%"), ["GJ501 error"]),
        # The one account of a side that has parts: its codes say that these are all.
        (BESIDE.format("59.40", "7.61", "1.20", "59.40"), []),
        (BESIDE.format("59.40", "8.61", "1.20", "59.40"), ["GJ205 error"]),
        (BESIDE.format("59.40", "7.61", "6.20", "59.40"), ["GJ205 error"]),
    ],
)
def test_what_is_wrong_in_a_table_is_found_where_the_rest_of_it_bears_witness(
    text: str, expected: list[str]
) -> None:
    assert found(text) == expected
