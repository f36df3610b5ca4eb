"""Figures of items named by class, section and item, and the rows of a budget that tell them again."""

from __future__ import annotations

import pytest
from tests.reading.tables.cells import document

from gouji.checks.audit import audit
from gouji.reading.source import source_of

TITLE = "某区第三中学2024年部门预算"
CODES = "功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\n"
SCHOOL = (
    "1. “教育支出（类）普通教育（款）初中教育（项）”科目2183.46万元，主要用于日常运转。\n"
    "2. “教育支出（类）普通教育（款）高中教育（项）”科目1672.35万元，主要用于高中部教学。\n"
    "3. “社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）”科目48.72万元，用于离退休。\n"
    "4. “住房保障支出（类）住房改革支出（款）住房公积金（项）”科目216.58万元，主要用于公积金。\n"
    "2024年部门支出预算总表\n单位：元\n"
    f"{CODES}"
    "205\t\t\t教育支出\t38,558,100\t30,558,100\t8,000,000\n"
    "205\t02\t\t普通教育\t38,558,100\t30,558,100\t8,000,000\n"
    "205\t02\t03\t初中教育\t21,834,600\t16,834,600\t5,000,000\n"
    "205\t02\t04\t高中教育\t16,723,500\t13,723,500\t3,000,000\n"
    "208\t\t\t社会保障和就业支出\t487,200\t487,200\t0\n"
    "208\t05\t\t行政事业单位养老支出\t487,200\t487,200\t0\n"
    "208\t05\t02\t事业单位离退休\t487,200\t487,200\t0\n"
    "221\t\t\t住房保障支出\t2,165,800\t2,165,800\t0\n"
    "221\t02\t\t住房改革支出\t2,165,800\t2,165,800\t0\n"
    "221\t02\t01\t住房公积金\t2,165,800\t2,165,800\t0\n"
    "合计\t\t\t\t41,211,100\t33,211,100\t8,000,000\n"
)
# Rows of one name below several sections.
TOWN = (
    "（一）一般公共服务支出（类）组织事务（款）一般行政管理事务（项）安排26.45万元，用于党员教育。\n"
    "（二）一般公共服务支出（类）宣传事务（款）一般行政管理事务（项）安排18.93万元，用于理论宣讲。\n"
    "（三）一般公共服务支出（类）统战事务（款）一般行政管理事务（项）安排31.27万元，用于走访联谊。\n"
    "2024年部门支出预算总表\n单位：万元\n"
    f"{CODES}"
    "201\t\t\t一般公共服务支出\t76.65\t0\t76.65\n"
    "201\t32\t\t组织事务\t26.45\t0\t26.45\n201\t32\t02\t一般行政管理事务\t26.45\t0\t26.45\n"
    "201\t33\t\t宣传事务\t18.93\t0\t18.93\n201\t33\t02\t一般行政管理事务\t18.93\t0\t18.93\n"
    "201\t34\t\t统战事务\t31.27\t0\t31.27\n201\t34\t02\t一般行政管理事务\t31.27\t0\t31.27\n"
    "合计\t\t\t\t76.65\t0\t76.65\n"
)
# Two figures of an item: one of them is that of the column.
COURT = (
    "1、公共安全支出（类）法院（款）行政运行（项）。主要用于人员经费。年初预算为862.15万元，支出决算为847.36万元。\n"
    "2、公共安全支出（类）法院（款）案件审判（项）。主要用于审判业务。年初预算为238.60万元，支出决算为231.74万元。\n"
    "3、公共安全支出（类）法院（款）案件执行（项）。主要用于执行业务。年初预算为145.20万元，支出决算为145.20万元。\n"
    "4、公共安全支出（类）法院（款）两庭建设（项）。主要用于法庭修缮。年初预算为96.30万元，支出决算为92.58万元。\n"
    "支出决算表\n单位：万元\n"
    "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"
    "204\t公共安全支出\t1316.88\t847.36\t469.52\n20405\t法院\t1316.88\t847.36\t469.52\n"
    "2040501\t行政运行\t847.36\t847.36\t0\n2040504\t案件审判\t231.74\t0\t231.74\n"
    "2040505\t案件执行\t145.20\t0\t145.20\n2040506\t两庭建设\t92.58\t0\t92.58\n"
    "合计\t\t1316.88\t847.36\t469.52\n"
)
CLINIC = (
    "卫生健康支出（类）基层医疗卫生机构（款）乡镇卫生院（项）预算数为1583.24万元，比上年增长3.2%。\n"
    "卫生健康支出（类）公共卫生（款）基本公共卫生服务（项）预算数为427.91万元，比上年增长5.1%。\n"
    "卫生健康支出（类）公共卫生（款）重大公共卫生服务（项）预算数为63.48万元，比上年下降2.0%。\n"
    "支出预算表\n单位：万元\n"
    "科目名称\t预算数\n卫生健康支出\t2074.63\n  基层医疗卫生机构\t1583.24\n    乡镇卫生院\t1583.24\n"
    "  公共卫生\t491.39\n    基本公共卫生服务\t427.91\n    重大公共卫生服务\t63.48\n"
)
LIBRARY = (
    "文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）736.82万元，用于购书和开放。\n"
    "文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）164.27万元，用于讲座和展览。\n"
    "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）71.35万元，用于缴费。\n"
    "收入支出表\n单位：万元\n"
    f"{CODES}"
    "207\t\t\t文化旅游体育与传媒支出\t901.09\t520.09\t381.00\n207\t01\t\t文化和旅游\t901.09\t520.09\t381.00\n"
    "207\t01\t04\t图书馆\t736.82\t520.09\t216.73\n207\t01\t09\t群众文化\t164.27\t0\t164.27\n"
    "208\t\t\t社会保障和就业支出\t71.35\t71.35\t0\n208\t05\t\t行政事业单位养老支出\t71.35\t71.35\t0\n"
    "208\t05\t05\t机关事业单位基本养老保险缴费支出\t71.35\t71.35\t0\n"
)
SOUND = {"school": SCHOOL, "town": TOWN, "court": COURT, "clinic": CLINIC, "library": LIBRARY}
SLIPS = {
    "school": ("2183.46", "2138.46"),
    "town": ("安排18.93", "安排19.83"),
    "court": ("支出决算为231.74", "支出决算为237.14"),
    "clinic": ("预算数为427.91", "预算数为472.91"),
    "library": ("736.82万元", "763.82万元"),
}
APART = {
    # The figure of the plan stands alone before the rows of what was spent.
    "plan": COURT.replace("，支出决算为847.36万元", "")
    .replace("，支出决算为231.74万元", "")
    .replace("，支出决算为92.58万元", ""),
    # A path that no row has.
    "elsewhere": TOWN.replace("宣传事务（款）", "统计信息事务（款）").replace("安排18.93", "安排19.83"),
    # Most items are told of something else: no column is meant.
    "others": LIBRARY.replace("736.82万元", "216.73万元").replace("71.35万元，", "7.35万元，"),
    # What was spent the year before.
    "before": SCHOOL.replace("科目", "2023年执行数为").replace("2183.46", "2138.46"),
    # One item alone says nothing.
    "alone": CLINIC.split("\n", 2)[2].replace("预算数为63.48", "预算数为68.43"),
}


def _found(text: str) -> list[str]:
    result = audit(source_of({"a": document(f"{TITLE}\n{text}")}))
    return [one.rule for one in result.findings if one.level in {"error", "warning"}]


@pytest.mark.parametrize("name", SOUND)
def test_sound_budgets_have_no_finding(name: str) -> None:
    assert _found(SOUND[name]) == []


@pytest.mark.parametrize("name", SLIPS)
def test_an_item_that_its_row_tells_otherwise_is_found(name: str) -> None:
    assert "GJ210" in _found(SOUND[name].replace(*SLIPS[name], 1))


@pytest.mark.parametrize("name", APART)
def test_items_of_which_no_column_tells_stay_apart(name: str) -> None:
    assert "GJ210" not in _found(APART[name])
