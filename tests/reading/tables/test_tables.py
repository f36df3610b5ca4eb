"""What the cells of a table state: of when, in which unit, which measure."""

from __future__ import annotations

import pytest
from tests.reading.tables.cells import cells, told


def test_a_header_says_unit_and_measure_and_a_stub_what_it_is_of() -> None:
    found = cells(
        "表1 2024年主要产品产量\n产品\t单位\t产量\t比上年增长（%）\n"
        "#水泥\t万吨\t12.5\t-3.2\n彩灯\t盏\t1,200\t5\n"
    )
    assert told(found["C2"]) == ("水泥产量", "level", "吨", "2024")
    assert told(found["D2"]) == ("水泥产量", "growth", "%", "2024")
    assert (found["C2"]["low"], found["D2"]["low"]) == ("124500", "-3.25")
    assert told(found["C3"]) == ("彩灯产量", "level", "盏", "2024")


def test_years_stand_in_headers_and_stubs_and_the_unit_above_the_table() -> None:
    found = cells("单位：万元\n项目\t2024年\t2023年\n门票收入\t12\t10\n")
    assert told(found["B2"]) == ("门票收入", "level", "元", "2024")
    assert told(found["C2"]) == ("门票收入", "level", "元", "2023")
    found = cells("年份\t常住人口（万人）\t城镇化率（%）\n2022年\t12\t50\n2023年\t13\t51\n")
    assert told(found["B3"]) == ("常住人口", "level", "人", "2023")
    assert told(found["C2"])[3] == "2022"


def test_last_years_and_this_years_columns_are_of_the_documents_year() -> None:
    title = "甲川市园林局2024年度部门决算\n"
    found = cells("单位：元\n项目\t本年\t上年\t本年比上年增减\n差旅费\t120\t100\t20.00%\n", title)
    assert [told(found[place])[1:] for place in ("B2", "C2", "D2")] == [
        ("level", "元", "2024"), ("level", "元", "2023"), ("growth", "%", "2024"),
    ]  # fmt: skip


def test_additions_are_no_growth_and_a_ratio_no_share() -> None:
    title = "甲川药业股份有限公司2024年年度报告\n"
    found = cells("股东\t期初股数\t本期增加股数\t期末股数\n张三\t12,000\t0\t12,000\n", title)
    assert (found["C2"]["measure"], found["C2"]["unit"]) == ("level", "股")
    found = cells("年度\t分红金额（元）\t占净利润的比率\n2024年\t20\t123.68%\n", title)
    assert found["C2"]["measure"] == "level"


def test_a_year_to_come_is_planned_and_a_torn_number_is_none() -> None:
    found = cells("单位：元\n年份\t到期金额\n2024年\t10\n2027年\t20\n", "甲川公司2024年年度报告\n")
    assert [found[place]["stage"] for place in ("B2", "B3")] == ["actual", "target"]
    found = cells("单位：元\n项目\t补助\t余额\n小计\t6\t,554,259.99\n中水\t1\t2\n")
    assert set(found) == {"B3", "C3"}


def test_a_growth_in_a_row_of_rates_is_a_change_in_points() -> None:
    found = cells("指标\t2024年\t2023年\t增减\n参与率\t60%\t58%\t2%\n")
    assert (found["D2"]["measure"], found["D2"]["unit"]) == ("change", "百分点")


def test_a_day_that_does_not_exist_above_a_table_dates_nothing() -> None:
    found = cells("截至2024年12月32日\n单位：万元\n项目\t金额\n房屋\t120.5\n车辆\t36.2\n")
    assert {told(one)[3] for one in found.values()} == {"2024"}


def test_thousands_bold_names_and_line_ends_within_digits_are_read_as_of_a_day() -> None:
    found = cells(
        "（数据截至2023年12月7日）\n**项目**\t**收藏**\t资产（元）\n**甲库**\t1.9k\t1,905,943,80 5.66\n"
        "**乙库**\t672\t304,000,000. 00\n",
        "甲川软件协会2023年年度报告\n",
    )
    assert told(found["B2"]) == ("甲库收藏", "level", "", "2023-12-07")
    assert (found["B2"]["low"], found["C2"]["low"]) == ("1850", "1905943805.655")
    assert found["C3"]["quote"] == "304,000,000. 00"


@pytest.mark.parametrize(
    ("title", "above", "when"),
    [
        ("甲川市残联2024年工作总结\n", "2024年1—6月救助情况", ("2024-01/2024-06", "2023-01/2023-06")),
        ("甲川海事局\n", "2024年前三季度，救助有力。\n救助情况", ("2024-01/2024-09", "2023-01/2023-09")),
        ("甲川市残联2024年工作总结\n", "2024年1—12月救助情况", ("2024", "2023")),
        ("甲川市残联2024年工作总结\n", "2024年救助情况", ("2024", "2023")),
    ],
)
def test_a_table_is_of_the_months_above_it(title: str, above: str, when: tuple[str, str]) -> None:
    found = cells(f"{above}\n项目\t本年（人）\t上年同期（人）\n辅具\t12\t10\n康复\t7\t9\n", title)
    assert (told(found["B2"])[3], told(found["C2"])[3]) == when


def test_a_day_over_a_column_is_its_time_and_a_currency_no_part_of_the_unit() -> None:
    found = cells(
        "（人民币百万元，百分比除外）\n项目\t2024年12月31日\t2024年6月30日\t2024年1月1日\n"
        "存款\t12\t11\t10\n贷款\t9\t8\t7\n"
    )
    assert [told(found[place]) for place in ("B2", "C2", "D2")] == [
        ("存款", "level", "元", "2024"),
        ("存款", "level", "元", "2024-06-30"), ("存款", "level", "元", "2023"),
    ]  # fmt: skip
