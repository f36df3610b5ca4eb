"""Figures that a text and its tables, or two of its tables, tell twice; all texts are invented."""

from __future__ import annotations

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

TABLE = "项目\t本期（万元）\t上期（万元）\t变动（%）\n{rows}"
FIRST = "销售费用\t2741.85\t2180.36\t25.75\n管理费用\t1251.89\t1128.46\t10.94"


def _found(text: str) -> list[str]:
    """Return the rules of a text that report a figure told twice, each with its level and the quotes."""
    document = Document("a.txt", text, blocks_of(text), "", "0" * 64)
    findings = audit(source_of({"a": document})).findings
    told = [one for one in findings if one.rule in {"GJ207", "GJ210", "GJ212"}]
    return [f"{one.rule} {one.level} {' '.join(fact.quote or '' for fact in one.facts)}" for one in told]


def _two_tables(second: str, *captions: str) -> str:
    first, again = captions or ("利润表相关科目", "费用")
    rows = (TABLE.format(rows=FIRST), TABLE.format(rows=second))
    return f"青禾公司2024年年度报告\n{first}\n{rows[0]}\n以上为主要科目。\n{again}\n{rows[1]}\n"


def test_a_row_is_told_alike_in_two_tables() -> None:
    assert _found(_two_tables(FIRST)) == []


def test_the_odd_one_of_a_row_told_again_is_found() -> None:
    told = _found(_two_tables(FIRST.replace("10.94", "19.04")))
    assert "GJ212 warning 10.94 19.04" in told


@pytest.mark.parametrize(
    "captions", [("合并利润表", "母公司利润表"), ("上半年", "下半年"), ("财政拨款", "全部资金")]
)
def test_tables_of_other_accounts_times_and_funds_may_differ(captions: tuple[str, str]) -> None:
    assert _found(_two_tables(FIRST.replace("10.94", "19.04"), *captions)) == []


def test_rows_that_differ_more_than_once_are_of_two_things() -> None:
    second = FIRST.replace("2741.85", "1741.85").replace("25.75", "15.75")
    assert _found(_two_tables(second)) == []


SOUND = {
    "plan and outcome": "门诊收入年初预算2800.00万元，全年门诊收入2741.85万元。\n"
    "项目\t本年（万元）\t上年（万元）\n门诊收入\t2741.85\t2180.36\n住院收入\t3106.24\t2987.15",
    "prices of a base year": "全年农业总产值58246.31万元，按可比价格计算，增长4.3%。\n"
    "指标\t本年（万元）\t上年（万元）\t增长（%）\n农业总产值\t58246.31\t51203.18\t13.76\n"
    "林业总产值\t40125.77\t36018.42\t11.40",
    "like for like": "全年营业收入58246.31万元，同口径增长12.35%。\n"
    "项目\t本年（万元）\t上年（万元）\t增长（%）\n营业收入\t58246.31\t51203.18\t13.76",
    "a part of the whole": "全年接待读者78.10万人次，其中少儿读者21.30万人次，外借图书57.70万册次。\n"
    "馆别\t接待读者（万人次）\t外借图书（万册次）\n总馆\t46.20\t31.80\n分馆\t31.90\t25.90\n合计\t78.10\t57.70",
    "all funds and one": "全年基本支出1486.25万元，项目支出265.25万元。\n一般公共预算财政拨款支出表\n"
    "项目\t合计（万元）\t基本支出（万元）\t项目支出（万元）\n教育支出\t1239.36\t974.11\t265.25\n"
    "卫生健康支出\t499.25\t499.25\t0.00\n合计\t1738.61\t1473.36\t265.25",
    "a company of the group": "全年营业收入864.25亿元，同比增长12.52%。\n（二）矿业公司\n"
    "矿业公司营业收入86.25亿元，同比增长15.22%。\n（三）全集团\n集团营业收入864.25亿元，同比增长12.52%。",
    "real growth": "全年社会消费品零售总额86.24亿元，增长7.5%。\n"
    "全年社会消费品零售总额86.24亿元，扣除价格因素，实际增长6.1%。",
    "less than the row of a table": "馆别\t到馆（万人次）\t外借（万册次）\n"
    "城东分馆\t12.6\t8.4\n城西分馆\t9.8\t7.1\n合计\t22.4\t15.5\n城东分馆少儿到馆1.62万人次，城西分馆夜间到馆8.9万人次。",
    "kinds of what a column counts": "科室\t门诊（人次）\t出院（人次）\n"
    "内科\t48,210\t3,126\n外科\t31,764\t2,845\n合计\t79,974\t5,971\n外科日间手术出院2,485人次，内科老年患者出院1,326人次。",
    "a part of what a row yields": "品种\t养殖面积（亩）\t产量（吨）\n对虾\t1,850\t926\n梭子蟹\t960\t182\n"
    "合计\t2,810\t1,108\n对虾出口产量296吨，梭子蟹苗种产量128吨。",
    "how far a work has come": "工程\t计划投资（万元）\t完成投资（万元）\t完成率\n"
    "环城路改造\t8,000\t7,200\t90%\n客运站迁建\t5,000\t5,250\t105%\n合计\t13,000\t12,450\t95.8%\n"
    "环城路改造完成投资7,200万元，工程形象进度达到80%。",
    "against another year": "全年水产品产量86.24万吨，比上年增长7.52%。\n"
    "全县水产品产量86.24万吨，比2020年增长17.25%。",
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_texts_stay_silent(name: str) -> None:
    levels = [one for one in _found(f"白水县2024年工作总结\n{SOUND[name]}\n") if " note " not in one]
    assert levels == []


WORKS = (
    "工程\t计划投资（万元）\t完成投资（万元）\t完成率\n环城路改造\t8,000\t7,200\t90%\n"
    "客运站迁建\t5,000\t5,250\t105%\n合计\t13,000\t12,450\t95.8%\n"
)
AREAS = "片区\t清运量（吨）\n南片\t18,640\n北片\t15,275\n西片\t9,310\n合计\t43,225\n"
BY_ROW = (
    (f"{WORKS}环城路改造受管线迁移影响，完成投资7,200万元，为计划的{{}}%。", "90", "80"),
    (f"{AREAS}南片与北片合计清运{{}}吨，占八成。", "33,915", "39,315"),
    (f"{AREAS}西片道路较窄，改用小型车，全年清运量{{}}吨。", "9,310", "9,130"),
    (f"{AREAS}北片以{{}}吨居次。", "15,275", "15,235"),
)


@pytest.mark.parametrize(
    ("text", "sound", "faulty"), BY_ROW, ids=("completion", "two rows", "one row", "no column")
)
def test_what_names_a_row_and_a_column_is_held_against_the_table(text: str, sound: str, faulty: str) -> None:
    for figure, wrong in ((sound, False), (faulty, True)):
        whole = f"白水县2024年工作总结\n{text.format(figure)}\n"
        document = Document("a.txt", whole, blocks_of(whole), "", "0" * 64)
        found = [one for one in audit(source_of({"a": document})).findings if one.level != "note"]
        assert bool(found) == wrong
