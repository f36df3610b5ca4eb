"""Cells that the width of their column has broken off, and headings that stand as they do. All invented."""

from __future__ import annotations

from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.tables.grid import tables_in


def stubs(text: str) -> list[list[str]]:
    document = Document("t", text, blocks_of(text), "", "0" * 64)
    return [
        [next(cell.text for cell in row if cell and cell.text) for row in table.rows]
        for table in tables_in(document)
    ]


BROKEN = """\t\t2023年\t2022年
\t归属于出资人\t18.2\t17.1
\t的净资产（元）
\t经营活动产生\t9.1\t8.2
\t的现金流量净
\t额（元）
\t总资产\t40.1\t39.2
"""
ONE = """\t\t2023年\t2022年
\t归属于出资人的扣除非经常性损\t18.2\t17.1
\t益的净利润
\t总资产\t40.1\t39.2
"""
HEADINGS = """\t\t2023年\t2022年
\t手机\t18.2\t17.1
\t新能源汽车\t9.1\t8.2
\t主要农产品
\t粮食\t40.1\t39.2
\t蔬菜\t12.3\t11.8
\t水产品
\t鱼\t1.2\t1.1
"""
LONGEST = """\t\t2023年\t2022年
\t机关事业单位基本养老保险缴费支出\t18.2\t17.1
\t项目支出
\t培训\t40.1\t39.2
"""
SEVERAL = """期末股东总数\t\t37734\t年度报告\t34359\t末优先股\t0
\t\t\t披露日前\t\t股的股东
\t\t\t股东总\t\t数
"""


def test_the_rest_of_a_name_goes_into_its_cell() -> None:
    assert stubs(BROKEN) == [
        ["2023年", "归属于出资人的净资产（元）", "经营活动产生的现金流量净额（元）", "总资产"]
    ]
    assert stubs(ONE) == [["2023年", "归属于出资人的扣除非经常性损益的净利润", "总资产"]]
    (table,) = tables_in(Document("t", SEVERAL, blocks_of(SEVERAL), "", "0" * 64))
    texts = [cell.text for cell in table.rows[0] if cell and cell.text]
    assert texts == ["期末股东总数", "37734", "年度报告披露日前股东总", "34359", "末优先股股的股东数", "0"]


def test_headings_of_rows_below_are_no_rest_of_the_name_above() -> None:
    told = [name for table in stubs(HEADINGS) for name in table]
    assert {"新能源汽车", "蔬菜"} <= {*told}
    assert "机关事业单位基本养老保险缴费支出" in stubs(LONGEST)[0]
