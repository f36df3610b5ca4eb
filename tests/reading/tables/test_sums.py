"""Which cells of a table are totals of which, told by words and by figures; and what shares are of."""

from __future__ import annotations

from tests.reading.tables.cells import cells, names, told, wholes


def test_a_total_row_is_the_sum_of_those_before_it_and_a_total_column_of_those_behind() -> None:
    table = (
        "单位：万元\n科目\t合计\t基本支出\t项目支出\n"
        "教育支出\t30\t10\t20\n卫生支出\t12\t5\t7\n合计\t42\t15\t27\n"
    )
    found = cells(table, "甲川市园林局2024年部门预算\n")
    assert found["C2"]["indicator"] == "教育支出基本支出"
    wholes = {place: set(row["whole"].split(";")) for place, row in found.items()}
    assert wholes["C2"] == {f"{found['B2']['id']}#行", found["C4"]["id"]}
    assert wholes["B2"] == {found["B4"]["id"]}
    assert found["C2"]["complete"] == "true"


def test_what_adds_up_nowhere_is_no_sum() -> None:
    found = cells("单位：家\n类别\t甲区\t乙区\n花店\t3\t4\n书店\t5\t6\n合计\t90\t70\n")
    assert {row["whole"] for row in found.values()} == {""}


def test_a_part_whose_own_parts_stand_unmarked_behind_it_is_counted_once() -> None:
    table = "单位：元\n年限\t金额\n一年以内\t70\n三年以上\t30\n三至四年\t10\n五年以上\t20\n合计\t100\n"
    assert wholes(cells(table), "B2", "B3", "B4", "B5") == ["B6", "", "B6", "B6"]


def test_what_is_taken_off_makes_a_row_no_sum() -> None:
    found = cells("单位：元\n项目\t金额\n处置收益\t70\n财政补助\t30\n减：所得税\t25\n合计\t75\n")
    assert {row["whole"] for row in found.values()} == {""}


def test_a_named_total_is_of_the_rows_since_the_last_or_of_totals_whichever_adds_up() -> None:
    table = (
        "单位：元\n项目\t期末余额\n现金\t40\n设备\t60\n资产合计\t100\n借款\t30\n应付款\t25\n负债合计\t55\n"
    )
    assert wholes(cells(table), "B2", "B3", "B4", "B5", "B6") == ["B4", "B4", "", "B7", "B7"]
    table = (
        "单位：元\n项目\t决算数\n税收\t40\n罚没\t60\n本年收入合计\t100\n"
        "上年结转\t30\n调入资金\t25\n收入总计\t155\n"
    )
    assert wholes(cells(table), "B4", "B5", "B6") == ["B7", "B7", "B7"]


def test_a_named_total_that_one_digit_keeps_from_adding_up_is_one_and_one_far_off_is_none() -> None:
    table = "单位：元\n项目\t金额\n工资\t2,368\n津贴\t110\n人员经费合计\t{}\n"
    assert wholes(cells(table.format("2,428")), "B2", "B3") == ["B4", "B4"]
    assert wholes(cells(table.format("0")), "B2", "B3") == ["", ""]


def test_shares_are_of_the_total_that_is_the_whole_of_them() -> None:
    found = cells("单位：亿元\n项目\t金额\t占比（%）\n税收\t40\t40\n罚没\t60\t60\n合计\t100\t100\n")
    assert wholes(found, "C2", "C3", "C4") == ["B4", "B4", ""]


def test_the_three_industries_add_up_to_the_row_before_them() -> None:
    found = cells("单位：亿元\n指标\t绝对数\n生产总值\t100\n第一产业\t10\n第二产业\t40\n第三产业\t50\n")
    assert wholes(found, "B3", "B4", "B5") == ["B2", "B2", "B2"]
    assert found["B3"]["complete"] == "true"


def test_one_of_those_in_the_row_before_is_part_of_it_and_the_next_mark_is_unsure() -> None:
    found = cells("指标\t数量（家）\n企业\t90\n#花店\t30\n书店\t60\n#茶馆\t70\n")
    assert found["B3"]["whole"] == found["B2"]["id"]
    assert found["B5"]["whole"] == ""


def test_serial_numbers_and_codes_are_no_figures_and_their_length_says_how_deep_a_row_is() -> None:
    table = (
        "单位：元\n编码\t科目\t金额\n201\t公共服务\t30\n20101\t办事\t30\n2010101\t运行\t10\n2010102\t会务\t20\n"
        "205\t教育\t12\n20502\t普通教育\t12\n2050201\t小学\t5\n2050202\t初中\t7\n"
    )
    found = cells(table, "甲川市园林局2024年部门预算\n")
    assert not [place for place in found if place.startswith("A")]
    assert found["C4"]["whole"] == found["C3"]["id"]
    assert found["C8"]["whole"] == found["C7"]["id"]


def test_codes_of_accounts_that_lost_their_zero_are_as_deep_as_others() -> None:
    table = (
        "类\t款\t科目名称\t预算数（元）\n301\t\t工资福利支出\t100\n301\t01\t基本工资\t50\n301\t2\t津贴补贴\t30\n"
        "301\t07\t绩效工资\t20\n302\t\t商品和服务支出\t9\n302\t01\t办公费\t5\n302\t02\t印刷费\t4\n"
    )
    found = cells(table, "甲川市林业局2024年度部门预算\n")
    assert wholes(found, "D2", "D3", "D4", "D5", "D7", "D8") == ["", "D2", "D2", "D2", "D6", "D6"]


def test_those_that_stand_below_the_name_behind_a_mark_are_among_them_too() -> None:
    found = cells("指标\t数量（件）\n信访件\t90\n其中：来信\t30\n　　　来访\t40\n复查件\t7\n")
    assert wholes(found, "B3", "B4", "B5") == ["B2", "B2", ""]


def test_what_has_the_name_of_the_row_before_it_is_part_of_it_where_others_are_unsure() -> None:
    found = cells("产品\t产量（辆）\n钢琴\t90\n#三角钢琴\t30\n轮椅\t60\n#电动轮椅\t70\n")
    assert wholes(found, "B3", "B5") == ["B2", "B4"]


def test_in_plain_text_a_stub_that_is_left_out_goes_on_and_totals_may_stand_among_numbers() -> None:
    found = cells(
        "片区\t学校\t学生（人）\n东片\t甲校\t30\n\t乙校\t20\n\t小计\t50\n西片\t丙校\t5\n\t丁校\t6\n\t小计\t11\n"
    )
    assert names(found, "C4", "C7") == ["东片小计学生", "西片小计学生"]
    assert wholes(found, "C2", "C3", "C5", "C6") == ["C4", "C4", "C7", "C7"]
    found = cells("序号\t客户\t销售额（元）\n1\t甲店\t30\n2\t乙店\t20\n合计\t\t50\n")
    assert wholes(found, "C2", "C3") == ["C4", "C4"]


def test_a_total_before_subtotals_is_of_these() -> None:
    found = cells("片区\t学生（人）\n合计\t61\n甲校\t30\n乙校\t20\n小计\t50\n丙校\t5\n丁校\t6\n小计\t11\n")
    assert wholes(found, "B3", "B5", "B6", "B8") == ["B5", "B2", "B8", "B2"]


def test_a_sum_without_words_is_one_that_other_columns_or_rows_have_too() -> None:
    table = (
        "单位：元\n项目\t2024年\t2023年\n船票流入\t396,280,417\t359,041,726\n"
        "船票流出\t343,487,001\t319,996,444\n净流量\t{}\t39,045,282\n"
    )
    title = "甲川轮渡股份有限公司2024年年度报告\n"
    for net in ("52,793,416", "57,293,416"):
        assert wholes(cells(table.format(net), title), "B3", "B4", "C3", "C4") == ["B2", "B2", "C2", "C2"]
    areas = (
        "指标\t全县\t甲镇\t乙镇\n水稻（吨）\t{}\t20,417\t35,062\n"
        "茶叶（吨）\t8,213\t3,102\t5,111\n柑橘（吨）\t9,020\t4,015\t5,005\n"
    )
    for rice in ("55,479", "45,479"):
        found = cells(areas.format(rice))
        assert found["C2"]["whole"] == f"{found['B2']['id']}#行"
    # Few digits may agree by chance.
    found = cells("指标\t甲镇\t乙镇\t丙镇\n花店（家）\t9\t4\t5\n书店（家）\t8\t3\t5\n茶馆（家）\t7\t1\t2\n")
    assert {row["whole"] for row in found.values()} == {""}


def test_a_sum_without_words_that_has_more_cells_where_it_fails_is_none() -> None:
    found = cells(
        "单位：元\n项目\t期初余额\t本期新增\t本期使用\t期末余额\n甲项\t\t1,200,500\t200,400\t1,000,100\n"
        "乙项\t\t3,400,700\t400,100\t3,000,600\n丙项\t5,000,000\t1,300,000\t900,000\t5,400,000\n",
        "甲川图书馆2024年度部门决算\n",
    )
    assert {row["complete"] for row in found.values()} == {""}
    signed = {place: row["whole"].rpartition("#")[2] for place, row in found.items() if row["whole"]}
    assert {place: sign for place, sign in signed.items() if place.endswith("4")} == {
        "B4": "+", "C4": "+", "D4": "-",
    }  # fmt: skip


def test_a_share_is_of_what_gives_most_of_its_column_and_of_nothing_where_two_columns_do() -> None:
    table = (
        "单位：万元\n项目\t承诺投资\t调整后投资\t累计投入\t投资进度\n甲\t{}\t100\t50\t50.00%\n"
        "乙\t{}\t200\t90\t45.00%\n丙\t300\t300\t99\t33.00%\n丁\t400\t400\t84\t{}\n"
    )
    title = "甲川茶叶股份有限公司2024年年度报告\n"
    for stated in ("21.00%", "12.00%"):
        found = cells(table.format("110", "190", stated), title)
        ids = [one.partition("#")[0] for one in found["E5"]["whole"].split(";")]
        assert ids == [found["C5"]["id"], found["D5"]["id"]]
    assert cells(table.format("100", "200", "21.00%"), title)["E5"]["whole"] == ""
    found = cells(
        "选项\t小计\t比例\n步行\t42\t2.10%\n骑车\t516\t25.80%\n公交\t683\t34.15%\n有效填写\t2000\t\n"
    )
    assert found["C3"]["whole"].startswith(found["B5"]["id"])


def test_a_total_below_a_header_is_of_the_columns_below_it() -> None:
    found = cells(
        "复议\t\t\t\t诉讼\t\t\t\n维持\t纠正\t未结\t总计\t维持\t纠正\t未结\t总计\n7\t2\t3\t12\t4\t0\t1\t5\n",
        "甲川市园林局2024年政府信息公开工作年度报告\n",
    )
    assert found["A3"]["whole"] == f"{found['D3']['id']}#行"
    assert found["E3"]["whole"] == f"{found['H3']['id']}#行"
    assert names(found, "A3", "E3") == ["复议维持", "诉讼维持"]


def test_peaks_and_rates_are_no_sums_of_those_of_their_parts() -> None:
    table = (
        "月份\t发电量（万千瓦时）\t出力峰值（万千瓦）\n1月\t20\t5.1\n2月\t30\t5.8\n3月\t40\t5.6\n"
        "一季度小计\t90\t5.8\n4月\t50\t6.2\n5月\t60\t6.3\n6月\t70\t6.1\n二季度小计\t180\t6.3\n"
    )
    found = cells(table)
    assert found["B2"]["whole"] == found["B5"]["id"]
    assert [found[place]["whole"] for place in ("C2", "C3", "C6")] == ["", "", ""]
    assert told(found["B5"])[3] == "2024-01/2024-03"
    found = cells(
        "单位：人、%\n学院\t毕业\t签约\t签约毕业比\n文学院\t200\t150\t75.0\n理学院\t100\t90\t90.0\n合计\t300\t240\t80.0\n"
    )
    assert (told(found["D2"])[2], found["D2"]["complete"], found["C2"]["whole"] != "") == ("%", "", True)
    # One digit that is wrong makes a sum no peak.
    found = cells("单位：人\n班\t甲\t乙\n一班\t120\t20\n二班\t30\t30\n合计\t110\t50\n")
    assert found["B2"]["whole"] == found["B4"]["id"]


def test_a_share_is_of_this_years_greatest_and_the_rows_of_last_year_are_of_the_total() -> None:
    found = cells(
        "单位：万册\n馆\t藏书\t占比（%）\n总馆\t50\t50.0\n东馆\t30\t30.0\n西馆\t20\t20.0\n"
        "全市合计\t100\t100.0\n上年\t104\t—\n比上年增减（%）\t-3.8\t—\n"
    )
    assert told(found["B6"]) == ("全市合计藏书", "level", "册", "2023")
    assert told(found["B7"]) == ("全市合计藏书", "growth", "%", "2024")
    assert not any(found["B6"]["id"] in row["whole"] for row in found.values())


def test_kinds_below_one_of_the_three_industries_part_them_not() -> None:
    table = (
        "指标\t投资额（万元）\n全部项目\t936.0\n第一产业\t120.5\n　农业\t120.5\n第二产业\t310.2\n"
        "　工业\t200.1\n　建筑业\t110.1\n第三产业\t505.3\n"
    )
    found = cells(table)
    assert wholes(found, "B3", "B5", "B8") == ["B2"] * 3


def test_a_mark_behind_a_numbered_row_makes_those_of_the_next_row_not_unsure() -> None:
    found = cells(
        "项目\t金额（亿元）\n基金收入\t30\n（1）缴费收入\t20\n其中：单位缴费\t12\n（2）补贴收入\t10\n基金支出\t28\n其中：门诊支出\t9\n"
    )
    assert wholes(found, "B4", "B7") == ["B3", "B6"]


def test_a_total_of_customs_is_one_and_what_a_head_spends_is_told_by_its_columns() -> None:
    found = cells("方式\t出口（亿元）\t进口（亿元）\n总值\t72.4\t31.1\n一般\t50.1\t20.9\n加工\t22.3\t10.2\n")
    assert wholes(found, "B3", "C4") == ["B2", "C2"]
    assert found["B2"]["indicator"] == "出口"
    found = cells(
        "指标\t全体居民（元）\t城镇居民（元）\t农村居民（元）\n人均支出\t23289\t27854\t15678\n吃\t13914\t16036\t9043\n"
        "穿\t1362\t1715\t774\n住\t8013\t10103\t5861\n"
    )
    assert wholes(found, "B3", "C4", "D5") == ["B2", "C2", "D2"]


def test_one_code_below_another_is_all_of_it_unless_something_is_left() -> None:
    table = (
        "科目编码\t科目名称\t支出（万元）\n205\t教育支出\t75.4\n20502\t普通教育\t{}\n2050202\t小学教育\t50.4\n"
        "2050203\t初中教育\t25.0\n210\t卫生支出\t9.1\n21011\t医疗\t9.1\n"
    )
    title = "甲川中学2024年度部门决算\n"
    found = cells(table.format("75.4"), title)
    assert wholes(found, "C3", "C7") == ["C2", "C6"]
    assert [found[place]["complete"] for place in ("C3", "C7")] == ["true", "true"]
    # Rows that are left out may have the rest.
    assert cells(table.format("60.0"), title)["C3"]["complete"] != "true"


def test_lists_behind_marks_that_divide_a_row_anew_are_each_all_of_it() -> None:
    table = (
        "指标\t人数（人）\n会员\t{}\n#城区\t31270\n乡镇\t12055\n#男\t22104\n女\t21221\n"
        "#35岁及以下\t15002\n36至59岁\t20113\n60岁及以上\t8210\n"
    )
    found = cells(table.format("43325"))
    assert [found[f"B{row}"]["via"] for row in range(3, 10)] == ["table.group"] * 7
    assert len({found[f"B{row}"]["whole"] for row in range(3, 10)}) == 3
    # So few digits may fit by chance.
    found = cells("指标\t人数（人）\n会员\t12\n#城区\t5\n乡镇\t7\n工厂\t9\n")
    assert "table.group" not in {row["via"] for row in found.values()}


def test_a_numbered_total_is_of_its_own_rank() -> None:
    found = cells(
        "事项\t\t数量（件）\n一、新收来信\t\t40\n二、上年结转来信\t\t3\n三、办理结果\t（一）办结\t25\n\t（二）转送\t9\n"
        "\t（三）总计\t34\n四、结转下年办理\t\t9\n"
    )
    assert wholes(found, "C4", "C5") == ["C6", "C6"]
    assert found["C2"]["whole"].endswith("#+")
    assert found["C6"]["whole"].endswith("#-")
