"""What the cells of a table are of: names put together from headers and stubs."""

from __future__ import annotations

from tests.reading.tables.cells import cells, names, told


def test_income_stands_beside_expenses_with_stubs_of_its_own() -> None:
    title = "甲川市园林局2024年度部门决算\n"
    found = cells("单位：元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n拨款\t10\t养护费\t7\n", title)
    assert [found[place]["indicator"] for place in ("B3", "D3")] == ["拨款收入", "养护费支出"]


def test_headers_over_several_rows_tell_columns_apart_and_the_quantity_goes_last() -> None:
    found = cells(
        "学校\t走读生\t\t住校生\t\t投诉数量（件）\t\n\t转入\t转出\t转入\t转出\t收到\t办结\n"
        "甲校\t30\t14\t25\t6\t17\t8\n乙校\t3\t4\t5\t6\t9\t8\n"
    )
    assert names(found, "B3", "D3") == ["甲校走读生转入", "甲校住校生转入"]
    assert names(found, "F3", "G3") == ["甲校收到投诉数量", "甲校办结投诉数量"]


def test_columns_of_a_division_have_the_noun_of_the_column_before_it() -> None:
    found = cells(
        "年份\t常住人口（万人）\t按城乡分（万人）\t\n\t\t城镇\t乡村\n2023\t30\t20\t10\n2024\t31\t22\t9\n"
    )
    assert names(found, "C3", "D4") == ["城镇人口", "乡村人口"]


def test_a_growth_is_of_the_one_level_before_it_and_of_none_of_several() -> None:
    found = cells("地区\t出口额（亿元）\t增长（%）\t进口额（亿元）\t增长（%）\n甲地\t3.2\t1.5\t4.1\t2.5\n")
    assert names(found, "C2", "E2") == ["甲地出口额", "甲地进口额"]
    found = cells("药店\t收入（万元）\t成本（万元）\t同比增长（%）\n甲店\t30\t20\t2.5\n")
    assert names(found, "D2") == ["甲店"]


def test_the_growth_of_a_share_is_told_from_that_of_an_amount_by_the_figures() -> None:
    table = (
        "单位：元\n项目\t2024年\t\t2023年\t\t同比增减\n\t金额\t占比\t金额\t占比\t\n"
        "茶叶\t600.00\t60.00%\t500.00\t62.50%\t{}\n瓷器\t400.00\t40.00%\t300.00\t37.50%\t{}\n"
    )
    title = "甲川茶叶股份有限公司2024年年度报告\n"
    found = cells(table.format("20.00%", "33.33%"), title)
    assert told(found["F3"]) == ("茶叶", "growth", "%", "2024")
    found = cells(table.format("-2.50%", "2.50%"), title)
    assert told(found["F3"]) == ("茶叶", "change", "百分点", "2024")
    assert names(cells(table.format("1.00%", "2.00%"), title), "F3") == [""]


def test_a_row_that_says_little_or_is_repeated_is_called_by_the_one_above_it() -> None:
    found = cells(
        "指标\t单位\t数量\n客运总量\t万人次\t30\n　轮渡\t万人次\t20\n"
        "货物周转量\t万吨公里\t9\n　轮渡\t万吨公里\t4\n"
        "住宅\t套\t50\n　90平方米以下\t套\t20\n60岁及以上\t人\t9\n　65岁及以上\t人\t7\n"
    )
    assert names(found, "C3", "C5", "C7", "C9") == [
        "轮渡客运总量", "轮渡货物周转量", "住宅90平方米以下", "65岁及以上",
    ]  # fmt: skip
    found = cells("地区\t户数（户）\n全市\t50\n　市区\t30\n　县\t20\n")
    assert names(found, "B3", "B4") == ["市区户数", "县户数"]


def test_words_behind_values_are_no_names_and_days_neither() -> None:
    found = cells(
        "股东\t股份（股）\t状态\t数量\t到期日\n甲\t900\t质押\t1\t2025年3月\n乙\t800\t无限制\t2\t2025年4月\n"
        "丙\t700\t无限制\t3\t2025年5月\n丁\t600\t无限制\t4\t2025年6月\n"
    )
    assert names(found, "D3") == ["乙"]


def test_a_row_with_a_unit_alone_is_the_quantity_of_those_below_it() -> None:
    found = cells(
        "项目\t2024年\t2023年\n一、门诊量（万人次）\t—\t—\n内科\t12\t10\n外科\t9\t8\n小计\t21\t18\n"
        "二、手术量（台）\t—\t—\n内科\t120\t100\n外科\t90\t80\n三、床位（张）\t50\t50\n"
    )
    assert [told(found[place])[::2] for place in ("B3", "B7", "B9")] == [
        ("内科门诊量", "人次"), ("内科手术量", "台"), ("床位", "张"),
    ]  # fmt: skip


def test_what_was_added_over_kinds_is_no_growth_and_a_number_may_name_a_row() -> None:
    found = cells(
        "单位：人\n路线\t本年减少\t本年减少\n路线\t退休\t调出\n1号院\t13\t24\n2号院\t15\t36\n老院区\t7\t8\n"
    )
    assert told(found["B3"]) == ("1号院退休", "level", "人", "2024")
    found = cells("年份\t收件（件）\n2022年\t10\n2023年\t20\n2024年\t30\n合计\t60\n")
    assert told(found["B5"])[3] == "2022/2024"


def test_of_several_units_above_a_table_each_column_has_the_one_that_fits_it() -> None:
    found = cells(
        "单位：家、人、万元\n类型\t参保单位\t参保职工\t缴费金额\n机关\t12\t48\t96.5\n企业\t21\t19\t51.6\n"
    )
    assert [found[place]["unit"] for place in ("B2", "C2", "D2")] == ["家", "人", "元"]


def test_the_name_of_a_statement_is_no_quantity_and_a_net_growth_of_a_year_no_rate() -> None:
    title = "甲川酒业股份有限公司2024年年度报告\n"
    found = cells("利润表\n单位：元\n项目\t2024年度\n销售费用\t1,864,275\n管理费用\t983,164\n", title)
    assert found["B2"]["indicator"] == "销售费用"
    found = cells("单位：吨\n项目\t2023年\t2024年\n收购\t17,986.2\t20,413.6\n当年净增\t-716.7\t1,126.2\n")
    assert (found["C3"]["indicator"], found["C3"]["measure"], found["C3"]["unit"]) == (
        "当年净增",
        "level",
        "吨",
    )


def test_tables_of_a_school_year_are_of_it_unless_they_count_at_one_time() -> None:
    title = "甲川学院2023—2024学年教学质量报告\n"
    table = "学院\t就业（人）\n文学院\t593\n理学院\t438\n"
    assert cells(table, title)["B2"]["period"] == "2023-09/2024-08"
    assert cells(f"统计时点为2024年8月31日。\n{table}", title)["B2"]["period"] == "2024"


def test_in_plain_text_a_section_row_has_only_tabs_behind_it_and_numbers_of_rows_no_header() -> None:
    found = cells(
        "项目\t2024年\t\t2023年\n\t上半年\t全年\t\n一、业务量（万件）\t\t\t\n　同城\t386.4\t812.0\t802.3\n"
        "　异地\t147.8\t396.1\t374.5\n"
    )
    assert told(found["B4"]) == ("同城业务量", "level", "件", "2024-01/2024-06")
    found = cells(
        "项目\t行次\t上年数\t\t本年数\t\n\t\t限定性\t合计\t限定性\t合计\n捐赠收入\t1\t42\t50\t51\t58\n"
        "补助收入\t2\t35\t35\t42\t42\n"
    )
    assert names(found, "C3", "E3") == ["捐赠收入限定性", "捐赠收入限定性"]
    assert (told(found["C3"])[3], told(found["E3"])[3]) == ("2023", "2024")


def test_a_growth_behind_a_total_is_of_what_that_is_the_total_of() -> None:
    found = cells(
        "年份\t销量\t\t\t\n\t甲型\t乙型\t合计\t增长（%）\n2023年\t186\t41\t227\t6.7\n2024年\t179\t43\t222\t-2.2\n"
    )
    assert told(found["E4"])[:2] == ("销量", "growth")


def test_whose_something_is_goes_first_where_columns_tell_several_owners() -> None:
    found = cells("指标\t市直\t河西区\n团员（人）\t30\t20\n团支部（个）\t9\t8\n")
    assert names(found, "B2", "C3") == ["市直团员", "河西区团支部"]
    found = cells(
        "单位：个、人、万元\n行业\t参保单位\t参保职工\t缴费额\n建筑\t30\t200\t9.5\n餐饮\t40\t100\t8.5\n"
    )
    assert names(found, "B2", "C2", "D2") == ["建筑参保单位", "建筑参保职工", "建筑缴费额"]
    found = cells(
        "回答\t全部样本\t\t小微企业\t\n\t家数\t占比\t家数\t占比\n看好\t30\t30%\t20\t25%\n看淡\t70\t70%\t60\t75%\n"
    )
    assert names(found, "B3", "E4") == ["全部样本看好", "小微企业看淡"]
    assert names(cells("年龄\t教师\t女\n30岁以下\t9\t5\n50岁以上\t7\t3\n"), "C2") == ["30岁以下女"]


def test_a_row_of_rates_repeats_no_name_and_a_noun_of_whole_and_part_is_said_once() -> None:
    found = cells("指标\t数量\n志愿者（人）\t90\n其中：女志愿者\t40\n女志愿者占比（%）\t44.4\n")
    assert names(found, "B3", "B4") == ["女志愿者"] * 2
    found = cells(
        "指标\t年末余额（亿元）\n个人贷款\t90\n　短期贷款\t40\n　中长期贷款\t50\n"
        "单位贷款\t70\n　短期贷款\t30\n　中长期贷款\t40\n"
    )
    assert names(found, "B3", "B7") == ["个人短期贷款余额", "单位中长期贷款余额"]
    table = "年度\t收案\t\t结案\t\n\t民事\t其他\t民事\t其他\n2023年\t9\t3\t8\t2\n2024年\t8\t4\t9\t3\n"
    assert names(cells(table), "C3", "E3") == ["其他收案", "其他结案"]


def test_what_is_left_is_neither_income_nor_expense() -> None:
    title = "甲川市园林局2024年度部门决算\n"
    table = (
        "单位：元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n拨款\t10\t养护费\t7\n"
        "年初结转\t2\t年末结转\t5\n"
    )
    assert names(cells(table, title), "B3", "B4", "D4") == ["拨款收入", "年初结转", "年末结转"]


def test_a_growth_between_two_years_is_of_what_both_tell_and_one_within_a_group_of_that() -> None:
    table = (
        "街道\t空置房（套）\t商铺（间）\t\t\n\t\t2023年\t2024年\t增长（%）\n"
        "东街\t5\t30\t33\t10.0\n西街\t6\t40\t42\t5.0\n"
    )
    assert names(cells(table), "E3") == ["东街商铺"]
    table = (
        "区\t天数（天）\t臭氧\t\t\t降水（毫米）\n\t\t浓度\t比上年变化（%）\t排名\t\n"
        "甲区\t5\t130\t-2.0\t1\t900\n乙区\t6\t140\t1.5\t2\t800\n"
    )
    assert names(cells(table), "D3") == ["甲区臭氧"]


def test_a_share_behind_several_columns_is_of_the_one_that_gives_it() -> None:
    found = cells(
        "单位：万吨\n区\t污泥\t餐厨\t清运量\t占全市（%）\n甲区\t9\t20\t31.5\t31.5\n乙区\t8\t30\t45.2\t45.2\n丙区\t3\t9\t23.3\t23.3\n"
        "全市\t20\t59\t100\t100.0\n"
    )
    assert names(found, "E2", "E3") == ["甲区清运量", "乙区清运量"]
