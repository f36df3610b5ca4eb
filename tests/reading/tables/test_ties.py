"""Cells tied to one another: totals, balances, shares told by figures, and what is none of these."""

from __future__ import annotations

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import read_text
from gouji.reading.source import draft_rows, source_of

TITLE = "甲川市2024年国民经济和社会发展统计公报\n"
Ties = dict[str, list[str]]


def document(table: str, title: str = TITLE) -> Document:
    """Return a text file with a table."""
    found = read_text(f"{title}{table}".encode(), "x")
    return Document("x.txt", found.text, found.blocks, "", "")


def ties(table: str, title: str = TITLE) -> Ties:
    """Return for each cell of a table that is tied the cells that it is a part, a term or a share of.

    Added terms have a plus, those taken off a minus, open parts a question mark.
    """
    rows, _ = draft_rows(document(table, title), "a")
    places = {row["id"]: row["place"].partition("!")[2] for row in rows}
    found: Ties = {}
    for row in rows:
        for whole in filter(None, row["whole"].split(";")):
            total, _, kind = whole.partition("#")
            mark = (
                kind
                if kind in {"+", "-"}
                else ""
                if row["complete"] or row["measure"] != "level" or kind == "rest"
                else "?"
            )
            found.setdefault(places[row["id"]], []).append(f"{mark}{places[total]}")
    return found


def found_in(table: str, title: str = TITLE) -> list[str]:
    """Return what is found in a table: the rules, with the quotes of the figures that they name first."""
    result = audit(source_of({"a": document(table, title)}))
    assert not result.crashes
    told = [one for one in result.findings if one.rule not in {"GJ104", "GJ203"}]
    return [f"{one.rule} {one.facts[0].quote}" for one in told]


def test_quarters_and_halves_make_their_year_in_rows_and_in_columns() -> None:
    table = (
        "项目\t一季度\t二季度\t三季度\t四季度\t全年\n门诊人次（人次）\t1,203\t1,317\t1,409\t1,288\t{}\n"
        "手术（台）\t210\t198\t223\t207\t838\n床位（张）\t400\t400\t410\t420\t420\n"
    )
    found = ties(table.format("5,217"))
    assert found["B2"] == found["E2"] == ["F2"]
    assert found["C3"] == ["F3"]
    # A stock at the end of the year is no sum.
    assert "E4" not in found
    assert found_in(table.format("5,271")) == ["GJ205 5,271"]
    months = "月份\t发电量（万千瓦时）\n1月\t20.5\n2月\t31.2\n3月\t40.1\n一季度\t91.8\n"
    assert ties(months) == {"B2": ["B5"], "B3": ["B5"], "B4": ["B5"]}


def test_periods_with_a_gap_make_no_sum() -> None:
    table = "项目\t一季度\t三季度\t四季度\t全年\n门诊人次（人次）\t1,203\t1,409\t1,288\t3,900\n"
    assert ties(table) == {}


def test_one_wrong_cell_of_two_sums_leaves_their_construct_in_use() -> None:
    table = (
        "指标\t绝对数（亿元）\n　总额\t{}\n　　渔业\t{}\n　　　近海\t310.2\n　　　远洋\t104.7\n"
        "　　林业\t200.3\n"
    )
    assert found_in(table.format("615.2", "414.9")) == []
    assert set(found_in(table.format("615.2", "441.9"))) == {"GJ205 441.9", "GJ205 615.2"}


def test_what_a_head_has_is_the_sum_of_its_kinds() -> None:
    table = (
        "单位：元\n指标\t数额\n人均消费支出\t{}\n　食品\t6,914\n　衣着\t1,362\n　居住\t5,027\n"
        "人均可支配收入\t16,064\n　工资\t9,846\n　经营\t6,218\n"
    )
    assert ties(table.format("13,303"))["B3"] == ["B2"]
    assert found_in(table.format("13,403")) == ["GJ205 13,403"]


def test_rows_of_shares_and_columns_among_others_are_no_summands() -> None:
    table = (
        "年龄\t合计（人）\t其中：女\t高级（人）\t初级（人）\n总计\t{}\t204\t143\t357\n"
        "30岁以下\t180\t96\t12\t168\n"
        "30岁以上\t320\t108\t131\t189\n占总数比重（%）\t100.0\t40.8\t28.6\t71.4\n"
    )
    found = ties(table.format("500"))
    assert found["C3"] == ["C2"]
    assert found["B3"] == ["B2"]
    assert found["D3"] == ["D2", "B3"]
    assert found["C5"] == ["B2", "C2"]
    assert found_in(table.format("530")) == ["GJ205 530", "GJ205 530"]
    # Those among others exceed no total.
    assert found_in("班级\t人数（人）\t其中：女（人）\n一班\t40\t52\n二班\t42\t20\n三班\t39\t17\n") == [
        "GJ206 40"
    ]


def test_a_row_of_all_is_a_total_where_it_adds_up_and_else_none() -> None:
    table = "地区\t会员（人）\t新增（人）\n甲区\t186\t14\n乙区\t157\t11\n丙区\t140\t9\n全会\t{}\t{}\n"
    assert ties(table.format("483", "34"))["B2"] == ["B5"]
    assert found_in(table.format("483", "36")) == ["GJ205 36"]
    assert ties(table.format("920", "80")) == {}


def test_a_total_that_leaves_less_than_its_least_part_may_have_one_that_is_not_listed() -> None:
    table = (
        "地区\t出口（亿元）\t进口（亿元）\n合计\t301.5\t{}\n亚洲\t180.2\t140.6\n"
        "欧洲\t101.1\t70.3\n非洲\t20.2\t18.8\n"
    )
    assert ties(table.format("234.1"))["C3"] == ["?C2"]
    assert found_in(table.format("234.1")) == []
    # One digit is a slip.
    assert found_in(table.format("239.7")) == ["GJ205 239.7"]


def test_a_figure_that_is_not_told_leaves_a_total_open() -> None:
    table = "地区\t授权（件）\t发明（件）\n合计\t120\t{}\n甲县\t63\t31\n乙县\t41\t20\n丙县\t16\t{}\n"
    assert ties(table.format("54", "3"))["C3"] == ["C2"]
    assert ties(table.format("54", "…"))["C3"] == ["?C2"]


def test_rows_marked_as_added_and_taken_off_make_a_balance() -> None:
    table = (
        "单位：元\n账龄\t期末\t期初\n一年以内\t1,714\t1,204\n一年以上\t1,000\t1,000\n小计\t2,714\t2,204\n"
        "减：坏账准备\t285\t462\n合计\t{}\t1,742\n"
    )
    assert ties(table.format("2,429"))["B4"] == ["+B6"]
    assert ties(table.format("2,429"))["B5"] == ["-B6"]
    assert found_in(table.format("2,249")) == ["GJ209 2,249"]
    income = (
        "单位：元\n项目\t本年\t上年\n一、营业收入\t9,000\t8,000\n"
        "减：营业成本\t5,100\t4,600\n销售费用\t400\t300\n"
        "加：投资收益\t120\t80\n二、营业利润\t{}\t3,180\n"
    )
    found = ties(income.format("3,620"))
    assert [found[place] for place in ("B2", "B3", "B4", "B5")] == [["+B6"], ["-B6"], ["-B6"], ["+B6"]]
    assert found_in(income.format("3,260")) == ["GJ209 3,260"]


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (
            "岗位\t年初人数\t新进\t离职\t年末人数\n生产\t1,846\t213\t189\t1,870\n销售\t344\t51\t43\t{}\n",
            ("352", "325"),
        ),
        (
            (
                "案件\t旧存（件）\t新收（件）\t审结（件）\t未结（件）\n民事\t812\t10,957\t10,836\t933\n"
                "刑事\t46\t1,283\t1,261\t{}\n"
            ),
            ("68", "86"),
        ),
        (
            (
                "资金（万元）\t上年结余\t收入\t支出\t结余\n会费\t63.2\t214.6\t208.9\t68.9\n"
                "帮扶\t41.7\t287.4\t301.5\t{}\n"
            ),
            ("27.6", "26.7"),
        ),
        (
            (
                "物资（吨）\t库存\t入库\t出库\t结存\n大米\t120.5\t80.2\t95.1\t105.6\n面粉\t64.3\t40.8\t37.9\t67.2\n"
                "食油\t18.2\t12.4\t9.6\t{}\n"
            ),
            ("21.0", "12.0"),
        ),
        (
            (
                "电站\t发电（亿度）\t自用（亿度）\t上网（亿度）\n石门\t13.86\t0.27\t13.59\n云台\t12.14\t0.45\t11.69\n"
                "南郊\t11.37\t0.32\t{}\n"
            ),
            ("11.05", "11.50"),
        ),
    ],
)  # fmt: skip
def test_columns_that_balance_in_most_rows_do_in_all(table: str, wrong: tuple[str, str]) -> None:
    right, slip = wrong
    assert found_in(table.format(right)) == []
    assert found_in(table.format(slip)) == [f"GJ209 {slip}"]


def test_a_stock_follows_from_the_one_before_it() -> None:
    table = (
        "年份\t收入（亿元）\t支出（亿元）\t当年结余（亿元）\t累计结余（亿元）\n"
        "2020年\t8.46\t6.93\t1.53\t19.15\n"
        "2021年\t7.85\t10.37\t-2.52\t16.63\n2022年\t9.21\t8.64\t0.57\t17.20\n2023年\t9.06\t9.88\t-0.82\t{}\n"
        "2024年\t9.34\t9.07\t0.27\t16.65\n"
    )
    found = ties(table.format("16.38"))
    assert found["E2"] == ["+E3"]
    assert "+E3" in found["D3"]
    assert found_in(table.format("16.38")) == []
    assert set(found_in(table.format("-16.38"))) == {"GJ209 -16.38", "GJ209 16.65"}


def test_what_balances_by_chance_or_only_where_something_is_blank_is_no_balance() -> None:
    assert ties("班\t甲（人）\t乙（人）\t丙（人）\n一班\t9\t4\t5\n二班\t8\t3\t5\n三班\t7\t1\t2\n") == {}
    found = ties(
        "单位：元\n项目\t期初余额\t本期新增\t本期使用\t期末余额\n甲项\t\t1,200,500\t200,400\t1,000,100\n"
        "乙项\t\t3,400,700\t400,100\t3,000,600\n丙项\t5,000,000\t1,300,000\t900,000\t5,400,000\n"
    )
    assert found["B4"] == ["+E4"]
    assert "C2" not in found


def test_ratios_are_of_two_columns_or_two_rows_that_give_most_of_them() -> None:
    table = (
        "案件\t收案（件）\t结案（件）\t结收比（%）\n民事\t48,611\t48,106\t{}\n刑事\t5,468\t5,399\t98.7\n"
        "行政\t1,815\t1,700\t93.7\n"
    )
    assert found_in(table.format("99.0")) == []
    assert found_in(table.format("90.9")) == ["GJ502 90.9"]
    rows = (
        "项目\t一季度\t二季度\t三季度\n医疗收入（万元）\t28,614.7\t30,482.5\t31,963.9\n"
        "药品收入（万元）\t7,892.4\t8,216.3\t8,405.8\n"
        "药占比（%）\t27.58\t{}\t26.30\n"
    )
    assert found_in(rows.format("26.95")) == []
    assert found_in(rows.format("29.65")) == ["GJ502 29.65"]


def test_an_index_of_last_year_may_exceed_a_hundred() -> None:
    table = (
        "科目\t决算数（万元）\t上年决算（万元）\t为上年（%）\n教育\t148,236\t139,874\t{}\n"
        "卫生\t126,417\t118,495\t106.7\n农林\t62,163\t58,940\t105.5\n"
    )
    assert found_in(table.format("106.0")) == []
    assert found_in(table.format("160.0")) == ["GJ502 160.0"]


def test_a_growth_is_of_the_row_before_where_years_are_rows() -> None:
    table = (
        "年度\t收案（件）\t同比（%）\n2021年\t50,680\t-\n2022年\t48,611\t-4.1\n"
        "2023年\t54,894\t{}\n2024年\t58,060\t5.8\n"
    )
    assert found_in(table.format("12.9")) == []
    assert found_in(table.format("-12.9")) == ["GJ501 -12.9"]


def test_a_change_stands_beside_its_growth() -> None:
    table = (
        "单位：万元\n年份\t销量\t较上年增减\t增长（%）\n2022年\t341.35\t25.56\t8.1\n"
        "2023年\t421.51\t{}\t23.5\n"
    )
    assert found_in(table.format("80.16")) == []
    assert found_in(table.format("81.06")) == ["GJ501 81.06"]


def test_a_total_grows_as_its_parts_do() -> None:
    table = (
        "指标\t数额（亿元）\t增长（%）\n收入\t{}\n（一）税收\t14.86\t4.2\n"
        "其中：所得税\t5.93\t2.8\n契税\t1.74\t-6.5\n"
        "（二）罚没\t9.07\t-7.3\n"
    )
    assert ties(table.format("23.93\t-0.5")) == {"B3": ["B2"], "B4": ["?B3"], "B5": ["?B3"], "B6": ["B2"]}
    assert found_in(table.format("23.93\t-0.5")) == []
    assert found_in(table.format("23.93\t5.0")) == ["GJ511 5.0"]


def test_a_unit_in_the_corner_and_those_of_the_parts_are_of_totals_too() -> None:
    found = ties("学院\t国家级（项）\t省级（项）\t项目合计\n材料\t38\t46\t84\n医学\t52\t61\t113\n")
    assert found["B2"] == ["D2"]
    found = ties("罪名（人）\t起诉\t不起诉\t合计\n普通\t782\t214\t996\n经济\t236\t83\t319\n")
    assert found["C2"] == ["D2"]


def test_a_table_of_two_years_with_a_growth_is_of_the_later_one_unless_that_is_planned() -> None:
    table = "项目（万元）\t{}\t2024年\t增长（%）\n会费\t286.5\t307.8\t{}\n展会\t412.3\t368.9\t11.8\n"
    assert found_in(table.format("2025年", "-6.9")) == []
    assert found_in(table.format("2025年", "-9.6")) == ["GJ501 -9.6"]
    rows, _ = draft_rows(document(table.format("2025年预算数", "-6.9")), "a")
    assert {row["stage"] for row in rows if row["place"].endswith("!B2")} == {"target"}


def test_what_falls_to_one_is_its_total_over_their_count() -> None:
    table = (
        "行业\t人数（人）\t费用（万元）\t人均费用（元）\n制造\t1,240\t248.00\t2,000\n"
        "教育\t830\t182.60\t{}\n卫生\t642\t147.66\t2,300\n"
    )
    assert ties(table.format("2,200"))["D3"] == ["C3", "B3"]
    assert found_in(table.format("2,200")) == []
    assert found_in(table.format("2,002")) == ["GJ505 2,002"]


def test_a_gap_that_rounding_and_a_digit_may_make_is_no_slip_and_swapped_digits_are() -> None:
    table = (
        "洲\t进口额（亿元）\n合计\t{}\n一、亚洲\t1446.9\n二、非洲\t105.9\n三、欧洲\t505.4\n"
        "四、美洲\t89.5\n五、大洋洲\t156.4\n"
    )
    assert found_in(table.format("2306.2")) == []
    assert found_in(table.format("2340.1")) == ["GJ205 2340.1"]
    table = "行业\t产值（亿元）\n全部\t{}\n　采矿\t803.61\n　建筑\t142.55\n"
    assert found_in(table.format("946.17")) == []
    assert found_in(table.format("964.17")) == ["GJ205 964.17"]


def test_a_margin_is_what_costs_leave_of_sales_and_savings_what_a_price_leaves_of_a_budget() -> None:
    table = (
        "单位：元\n产品\t销售额\t成本\t毛利率（%）\n绿茶\t1,284,600\t731,900\t{}\n红茶\t863,200\t604,500\t29.97\n"
        "瓷器\t455,100\t398,700\t12.39\n"
    )
    title = "甲川茶叶股份有限公司2024年年度报告\n"
    assert ties(table.format("43.03"), title)["D2"] == ["B2", "C2"]
    assert found_in(table.format("43.03"), title) == []
    assert found_in(table.format("34.03"), title) == ["GJ502 34.03"]
    table = (
        "项目\t预算（万元）\t中标价（万元）\t节约率（%）\n校舍\t320.5\t301.2\t6.02\n"
        "操场\t88.4\t{}\t8.60\n围墙\t46.9\t40.3\t14.07\n"
    )
    assert found_in(table.format("80.8")) == []
    assert found_in(table.format("88.0")) == ["GJ502 8.60"]


def test_the_totals_of_both_sides_of_an_account_are_equal() -> None:
    title = "甲川市园林局2024年度部门决算\n"
    table = (
        "单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n拨款收入\t310.5\t养护支出\t290.1\n"
        "年初结转\t12.2\t年末结转\t32.6\n总计\t322.7\t总计\t{}\n"
    )
    assert found_in(table.format("322.7"), title) == []
    assert "GJ209 322.7" in found_in(table.format("327.2"), title)
    # The incomes of a year are not its expenses.
    assert "+B5" not in ties(table.format("322.7").replace("总计", "本年合计"), title).get("D5", [])


def test_what_is_carried_over_is_what_came_and_was_there_less_what_was_done() -> None:
    table = (
        "事项\t\t数量（件）\n一、新收来信\t\t40\n二、上年结转来信\t\t3\n三、办理结果\t（一）办结\t25\n\t（二）转送\t9\n"
        "\t（三）总计\t34\n四、结转下年办理\t\t{}\n"
    )
    assert found_in(table.format("9")) == []


def test_a_share_that_one_of_two_parts_leaves_is_of_the_other_one() -> None:
    table = (
        "区\t职工（人）\t男（人）\t女（人）\t女职工占比（%）\n甲区\t320\t181\t139\t43.44\n乙区\t415\t260\t155\t37.35\n"
        "丙区\t277\t120\t157\t56.68\n"
    )
    assert ties(table)["E2"] == ["B2", "D2"]
