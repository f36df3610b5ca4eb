"""Figures of a paragraph that a column tells again under names of its own."""

from __future__ import annotations

import pytest
from tests.reading.tables.cells import TITLE, document

from gouji.checks.audit import audit
from gouji.facts.table import columns as c
from gouji.reading.source import draft_rows, source_of

SOUND = {
    "prices": (
        "全年居民消费价格比上年上涨1.5%。其中，食品烟酒类上涨2.6%，衣着类上涨1.1%，居住类上涨2.3%。\n"
        "表1 居民消费价格涨跌幅度（%）\n指标\t2024年\n食品烟酒\t2.6\n衣着\t1.1\n居住\t2.3\n医疗保健\t3.4\n"
    ),
    "trade": (
        "限额以上单位中，粮油食品类、饮料类、日用品类商品零售额分别比上年增长12.2%、17.9%和48.6%。\n"
        "表2 限额以上单位商品零售额\n指标\t零售额（亿元）\t比上年增长（%）\n"
        "粮油、食品类\t607.53\t12.2\n饮料类\t49.32\t17.9\n日用品类\t355.47\t48.6\n家具类\t28.42\t18.6\n"
    ),
    "banks": (
        "年末金融机构存款余额1466.64亿元，住户存款余额750.68亿元，贷款余额937.29亿元。\n"
        "表3 金融机构信贷情况\n指标\t余额（万元）\n"
        "各项存款余额\t14666372\n住户存款余额\t7506805\n各项贷款余额\t9372922\n"
    ),
    "farms": (
        "全年茶叶产量2134吨，比上年增长7.4%；蚕茧产量1876吨，增长2.9%；蜂蜜产量354吨，增长5.2%。\n"
        "表4 特色产品产量\n产品\t产量（吨）\t比上年增长（%）\n"
        "茶叶\t2134\t7.4\n蚕茧\t1876\t2.9\n蜂蜜\t354\t5.2\n"
    ),
    "schools": (
        "全市普通高中在校生30128人，职业高中在校生8214人，特殊教育学校在校生316人。\n"
        "表5 各类学校在校生数\n学校\t在校生（人）\n普通高中\t30128\n职业高中\t8214\n特殊教育学校\t316\n"
    ),
}
SLIPS = {"prices": ("\t1.1\n", "\t1.7\n"), "trade": ("\t17.9", "\t19.7"), "banks": ("9372922", "9872922"),
         "farms": ("\t2.9", "\t2.4"), "schools": ("\t8214", "\t8274")}  # fmt: skip
APART = {
    # Another population, another quantity, another year: of none of these the column tells.
    "owners": (
        "城镇居民人均食品烟酒支出11213元，衣着支出2801元，居住支出9776元。\n"
        "表1 全体居民人均消费支出\n指标\t金额（元）\n食品烟酒\t10187\n衣着\t2601\n居住\t8776\n"
    ),
    "areas": (
        "全年茶园面积增长7.1%，桑园面积增长2.2%，果园面积增长5.4%。\n"
        "表2 特色产品产量\n产品\t比上年增长（%）\n茶\t7.4\n桑\t2.9\n果\t5.2\n"
    ),
    "years": (
        "2023年食品烟酒类上涨2.1%，衣着类上涨1.0%，居住类上涨2.0%。\n"
        "表3 居民消费价格涨跌幅度（%）\n指标\t2024年\n食品烟酒\t2.6\n衣着\t1.1\n居住\t2.3\n"
    ),
    "trade": (
        "全年出口总额3989.89亿元，进口总额2376.94亿元。\n"
        "表4 进出口情况\n指标\t金额（亿元）\n进出口总额\t6366.83\n一般贸易\t5068.8\n加工贸易\t1010.9\n"
    ),
    "plans": (
        "2025年计划茶叶产量增长8.0%，蚕茧产量增长3.0%，蜂蜜产量增长6.0%。\n"
        "表5 特色产品产量\n产品\t比上年增长（%）\n茶叶\t7.4\n蚕茧\t2.9\n蜂蜜\t5.2\n"
    ),
}


def _found(text: str) -> list[str]:
    told = audit(source_of({"a": document(f"{TITLE}{text}")})).findings
    return [one.rule for one in told if one.level != "note"]


@pytest.mark.parametrize("text", [*SOUND.values(), *APART.values()])
def test_what_agrees_and_what_is_of_something_else_is_silent(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("name", SOUND)
def test_a_cell_that_differs_is_found(name: str) -> None:
    old, new = SLIPS[name]
    assert SOUND[name].count(old) == 1
    assert "GJ210" in _found(SOUND[name].replace(old, new))


TABLE = "甲川县2024年工作总结\n\n{caption}\n\n领域\t项目数（项）\n教育\t40\n卫生\t44\n交通\t40\n{last}"
LAST = "合计\t124\n"


@pytest.mark.parametrize(
    ("caption", "last", "ties"),
    [
        ("表1 实事项目清单（合计124项）", LAST, ["124 again.column"]),
        ("表1 实事项目清单（共 125 项）", LAST, ["124 again.column"]),
        ("表2 2024年各部门实事项目，总计125项", LAST, ["124 again.column"]),
        ("表1 实事项目清单（合计124项）\n单位：项", LAST, ["124 again.column"]),
        ("表1 实事项目清单（合计124项）", "", ["40 sum.rows", "44 sum.rows", "40 sum.rows"]),
        ("表1 实事项目清单（合计125项）", "", ["40 sum.rows", "44 sum.rows", "40 sum.rows"]),
        ("表1 实事项目清单（合计200项）", "", []),
        ("表1 实事项目清单（合计18个乡镇）", LAST, []),
        ("表1 部分实事项目清单（合计125项）", "", []),
        ("表1 近三年实事项目清单（合计372项）", LAST, []),
        ("表1 实事项目清单（合计125项，其中续建20项）", LAST, []),
        ("全年办成实事，合计125项。", LAST, []),
    ],
)
def test_the_total_of_a_caption_is_that_of_its_table(caption: str, last: str, ties: list[str]) -> None:
    found, _ = draft_rows(document(TABLE.format(caption=caption, last=last)), "a")
    prose = {row[c.ID] for row in found if not row[c.PLACE]}
    ties_of = {row[c.ID]: [one.partition("#")[0] for one in row[c.WHOLE].split(";")] for row in found}
    tied = [row for row in found if row[c.PLACE] and prose.intersection(ties_of[row[c.ID]])]
    assert [
        f"{row[c.QUOTE]} {'again.column' if '#same' in row[c.WHOLE] else row[c.VIA]}" for row in tied
    ] == ties


def test_a_column_of_some_is_not_what_the_caption_counts() -> None:
    text = TABLE.format(caption="表1 代表建议办理情况（合计130项）", last=LAST).replace("项目数", "已办结")
    assert not list(audit(source_of({"a": document(text)})).findings)
