"""Ties of cells beyond their own sums: lone parts, siblings, points, divisions, totals told elsewhere."""

from __future__ import annotations

from tests.reading.tables.test_ties import found_in, ties

COMPANY = "甲川能源股份有限公司2024年年度报告\n"
ACCOUNT = "甲川大学2024年度部门决算\n"


def test_lone_parts_of_rows_are_equal_to_their_totals_where_nearly_all_are() -> None:
    table = (
        "单位：万元\n项目\t本年收入合计\t财政拨款收入\t事业收入\t其他收入\n合计\t5845.15\t5845.15\t\t\n"
        "图书购置\t340.18\t340.18\t\t\n教学改革\t1840.55\t1840.55\t\t\n科研平台\t2976.30\t{}\t\t\n校园修缮\t688.12\t688.12\t\t\n"
    )
    assert "B5" in ties(table.format("2976.30"), ACCOUNT)["C5"]
    assert found_in(table.format("2976.30"), ACCOUNT) == []
    assert found_in(table.format("2967.30"), ACCOUNT) == ["GJ205 5845.15", "GJ205 2976.30"]
    # Where what is left blank is something, nothing is told.
    open_ended = (
        "单位：万元\n项目\t收入合计\t拨款收入\t捐赠收入\n"
        "甲馆\t310.25\t280.14\t\n乙馆\t127.30\t101.08\t\n丙馆\t95.61\t90.02\t\n"
    )
    assert found_in(open_ended, ACCOUNT) == []


def test_sums_of_columns_go_on_in_rows_with_blanks() -> None:
    table = (
        "单位：万元\n研发项目\t投入金额\t费用化金额\t资本化金额\n风机\t3118.42\t2004.10\t1114.32\n储能\t1846.90\t1306.50\t540.40\n"
        "氢能\t977.35\t\t977.35\n电网\t1520.68\t1520.68\t\n碳捕集\t642.11\t{}\t\n光热\t318.06\t318.06\t\n"
        "潮汐\t204.71\t204.71\t\n"
    )
    assert found_in(table.format("642.11"), COMPANY) == []
    assert found_in(table.format("624.11"), COMPANY) == ["GJ205 642.11"]


def test_rows_that_are_left_blank_do_not_part_a_table() -> None:
    title = "甲川县人民法院2024年度部门决算\n"
    table = (
        "收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、拨款收入\t3218.46\t一、公共安全支出\t2690.37\n"
        "\t\t二、国防支出\n\t\t三、外交支出\n\t\t四、教育支出\n\t\t五、社会保障支出\t341.08\n\t\t六、卫生健康支出\t{}\n"
        "本年收入合计\t3218.46\t本年支出合计\t3150.09\n"
    )
    assert found_in(table.format("118.64"), title) == []
    assert found_in(table.format("181.64"), title) == ["GJ205 3150.09"]


def test_a_gain_that_became_a_loss_has_a_growth() -> None:
    table = (
        "单位：万元\n项目\t2024年\t2023年\t增减比率（%）\n经营净额\t699.61\t405.24\t72.64\n投资净额\t-385.70\t413.11\t{}\n"
        "筹资净额\t20.95\t-846.50\t不适用\n财务费用\t-19.57\t-17.83\t9.76\n"
    )
    assert found_in(table.format("-193.37"), COMPANY) == []
    assert found_in(table.format("-139.37"), COMPANY) == ["GJ501 -139.37"]


def test_what_is_told_at_the_end_of_this_period_and_of_the_last_one_has_a_growth() -> None:
    table = (
        "单位：元\n项目名称\t本期期末数\t上期期末数\t本期期末金额较上期期末变动比例（%）\n"
        "货币资金\t1,516,034.28\t1,108,509.31\t{}\n存货\t350,661.80\t245,294.84\t42.96\n"
    )
    assert found_in(table.format("36.76"), COMPANY) == []
    assert found_in(table.format("37.66"), COMPANY) == ["GJ501 37.66"]


def test_shares_of_a_total_that_is_not_told_give_one_total() -> None:
    table = (
        "单位：元\n项目\t年末数\t年末数占总资产的比例（%）\n货币资金\t48,210,336.75\t39.56\n短期投资\t25,600,000.00\t{}\n"
        "应收款项\t1,920,447.30\t1.58\n固定资产\t7,415,903.62\t6.08\n长期投资\t31,000,000.00\t25.44\n"
    )
    title = "甲川慈善基金会2024年度工作报告\n"
    assert ties(table.format("21.00"), title)["C3"] == ["C2", "B3"]
    assert found_in(table.format("21.00"), title) == []
    assert found_in(table.format("12.00"), title) == ["GJ514 12.00"]


def test_shares_make_the_100_percent_in_the_row_of_their_total() -> None:
    table = (
        "单位：元\n科室\t成本\t占比(%)\n药品费\t4,218.36\t30.53\n材料费\t1,875.40\t13.57\n人员费\t6,920.14\t{}\n"
        "折旧\t803.66\t5.82\n小计\t13,817.56\t100.00\n"
    )
    title = "甲川市第三人民医院2024年度工作报告\n"
    assert found_in(table.format("50.08"), title) == []
    assert set(found_in(table.format("58.00"), title)) == {"GJ502 58.00", "GJ517 100.00"}
    # A share that is left out is of something.
    assert found_in(table.format("-"), title) == []


def test_points_of_a_rate_follow_from_the_growths_of_its_two_figures() -> None:
    table = (
        "单位：万元\n险种\t保费收入\t赔付支出\t赔付率（%）\t保费收入比上年增减（%）\t赔付支出比上年增减（%）\t赔付率比上年增减（%）\n"
        "车险\t864,120.33\t601,238.75\t69.58\t7.86\t6.78\t减少0.71个百分点\n"
        "农业险\t120,557.92\t88,610.46\t73.50\t16.61\t23.24\t{}个百分点\n"
        "责任险\t95,310.77\t40,266.12\t42.25\t8.18\t-3.16\t减少4.95个百分点\n"
    )
    title = "甲川财产保险公司2024年年度报告\n"
    assert found_in(table.format("增加3.95"), title) == []
    assert found_in(table.format("增加5.68"), title) == ["GJ518 增加5.68个百分点"]
    assert found_in(table.format("减少3.95"), title) == ["GJ518 减少3.95个百分点"]


def test_a_margin_of_one_row_has_its_name() -> None:
    table = (
        "单位：万元\n领域\t营业收入\t营业成本\t毛利率（%）\t营业收入比上年增减（%）\t营业成本比上年增减（%）\t毛利率比上年增减（%）\n"
        "疫苗\t151,753.52\t56,222.09\t62.95\t40.88\t46.13\t{}\n"
    )
    assert found_in(table.format("-1.33"), COMPANY) == []
    assert found_in(table.format("-2.07"), COMPANY) == ["GJ518 -2.07"]


def test_a_share_names_a_total_that_another_table_tells() -> None:
    table = (
        "单位:万元币种:人民币\n科目\t本期数\t上年同期数\n营业收入\t286,410.75\t251,077.38\n营业成本\t198,330.26\t180,455.17\n"
        "以下为研发项目。本表按项目列示。\n{}研发项目\t研发投入金额\t研发投入占营业收入比例（%）\n风机\t3,118.42\t1.09\n"
        "储能\t1,846.90\t{}\n氢能\t977.35\t0.34\n电网\t1,520.68\t0.53\n碳捕集\t642.11\t0.22\n潮汐\t318.06\t0.11\n"
        "光热\t204.71\t0.07\n"
    )
    for unit in ("单位：万元\n", ""):
        assert found_in(table.format(unit, "0.64"), COMPANY) == []
        assert found_in(table.format(unit, "0.46"), COMPANY) == ["GJ502 0.46"]
    # Those of other companies are no shares of this one's income.
    peers = (
        "科目\t本期数\n营业收入\t286,410.75\n以下为同行。本表仅供参考。\n公司\t研发投入\t研发投入占营业收入比例（%）\n"
        "乙\t931.20\t7.80\n丙\t1,204.55\t4.12\n"
    )
    assert found_in(f"单位：万元\n{peers}", COMPANY) == []


def test_a_share_in_a_sentence_names_a_part_and_a_total_in_tables() -> None:
    text = (
        "单位：万元\n科目\t本期数\n营业收入\t286,410.75\n说明如下。以下分地区列示。\n单位：万元\n地区\t营业收入\n国内\t283,106.40\n国外\t3,304.35\n"
        "国内业务收入占营业收入{}。\n"
    )
    assert found_in(text.format("98.85%"), COMPANY) == []
    assert found_in(text.format("99.58%"), COMPANY) == ["GJ502 99.58%"]


def test_a_whole_that_is_divided_in_several_ways_has_one_sum() -> None:
    table = (
        "单位：万吨\n分货类情况\n分货类\t吞吐量\t收入（万元）\n煤炭\t4,812.36\t96,204.18\n矿石\t3,590.77\t80,117.42\n"
        "分贸易情况\n分贸易\t吞吐量\t收入（万元）\n外贸\t5,118.52\t112,740.66\n内贸\t{}\t63,580.94\n"
    )
    title = "甲川港集团2024年生产情况报告\n"
    assert found_in(table.format("3,284.61"), title) == []
    assert found_in(table.format("3,248.61"), title) == ["GJ211 5,118.52"]
    # Two tables with other sums are of two wholes.
    assert (
        found_in(
            table.format("3,284.61").replace("112,740.66", "212,740.66").replace("5,118", "6,118"), title
        )
        == []
    )


def test_the_growth_of_a_whole_in_the_text_is_that_of_its_parts_in_a_table() -> None:
    text = (
        "报告期内，公司主营业务收入156,732万元，比上年增长{}。\n主营业务分产品情况\n单位：万元\n分产品\t营业收入\t营业收入比上年增减（%）\n"
        "疫苗\t151,753.52\t40.88\n其他\t4,978.24\t17.08\n"
    )
    assert found_in(text.format("39.98%"), COMPANY) == []
    assert found_in(text.format("38.99%"), COMPANY) == ["GJ511 增长38.99%"]
    assert found_in(text.format("47.57%"), COMPANY) == ["GJ511 增长47.57%"]


def test_a_column_that_tells_no_unit_has_what_its_levels_differ_by() -> None:
    table = (
        "各年级人数（单位：人）：\n年级\t2023年\t2024年\t增减\n一年级\t412\t438\t26\n二年级\t405\t410\t{}\n"
        "三年级\t380\t372\t-8\n合计\t1,197\t1,220\t23\n"
    )
    title = "青山区实验小学2024年工作总结\n"
    assert found_in(table.format("5"), title) == []
    assert "GJ501 15" in found_in(table.format("15"), title)
    # Growths without a sign of percent stay growths.
    grown = (
        "单位：万元\n项目\t2023年\t2024年\t增长\n门票\t1,250\t1,400\t12.0\n餐饮\t620\t589\t-5.0\n"
        "停车\t100\t116\t{}\n"
    )
    assert found_in(grown.format("16.0"), title) == []
    assert found_in(grown.format("61.0"), title) == ["GJ501 61.0"]
