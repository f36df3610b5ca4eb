"""Tables as facts: what their cells are of, of when, in which unit, and which are totals of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.model import ROW, Document, Piece, join_pieces
from gouji.reading.documents.text import read
from gouji.reading.source import draft_rows
from gouji.reading.tables.grid import tables_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = "甲川市2024年国民经济和社会发展统计公报\n"


def document(text: str) -> Document:
    """Return a text file."""
    found = read(text.encode(), "x")
    return Document("x.txt", found.text, found.blocks, "", "")


def cells(table: str, title: str = TITLE) -> dict[str, Mapping[str, str]]:
    """Return the facts of a table by their place in it."""
    rows, _ = draft_rows(document(f"{title}{table}"), "a")
    return {row["place"].partition("!")[2]: row for row in rows if row["place"]}


def told(row: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return what a cell is of, what it states of that, its unit and its period."""
    return row["indicator"], row["measure"], row["unit"], row["period"]


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


def wholes(found: Mapping[str, Mapping[str, str]], *places: str) -> list[str]:
    """Return the places of the totals that cells are parts of; empty for none."""
    by_id = {row["id"]: place for place, row in found.items()}
    return [by_id.get(found[place]["whole"], "") for place in places]


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


def test_one_of_those_in_the_row_before_is_part_of_it_and_the_next_mark_is_unsure() -> None:
    found = cells("指标\t数量（家）\n企业\t90\n#花店\t30\n书店\t60\n#茶馆\t70\n")
    assert found["B3"]["whole"] == found["B2"]["id"]
    assert found["B5"]["whole"] == ""


def test_a_growth_in_a_row_of_rates_is_a_change_in_points() -> None:
    found = cells("指标\t2024年\t2023年\t增减\n参与率\t60%\t58%\t2%\n")
    assert (found["D2"]["measure"], found["D2"]["unit"]) == ("change", "百分点")


def test_income_stands_beside_expenses_with_stubs_of_its_own() -> None:
    title = "甲川市园林局2024年度部门决算\n"
    found = cells("单位：元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n拨款\t10\t养护费\t7\n", title)
    assert [found[place]["indicator"] for place in ("B3", "D3")] == ["拨款收入", "养护费支出"]


def test_serial_numbers_and_codes_are_no_figures_and_their_length_says_how_deep_a_row_is() -> None:
    table = (
        "单位：元\n编码\t科目\t金额\n201\t公共服务\t30\n20101\t办事\t30\n2010101\t运行\t10\n2010102\t会务\t20\n"
        "205\t教育\t12\n20502\t普通教育\t12\n2050201\t小学\t5\n2050202\t初中\t7\n"
    )
    found = cells(table, "甲川市园林局2024年部门预算\n")
    assert not [place for place in found if place.startswith("A")]
    assert found["C4"]["whole"] == found["C3"]["id"]
    assert found["C8"]["whole"] == found["C7"]["id"]


def test_prose_around_a_table_is_read_and_its_rows_are_no_sentences() -> None:
    rows, _ = draft_rows(
        document(f"{TITLE}全年新建花园3个。\n项目\t数量（个）\n花店\t12\n全年改建茶馆5家。\n"), "a"
    )
    assert [(row["quote"], row["place"]) for row in rows] == [("3个", ""), ("12", "表1!B2"), ("5家", "")]


def test_a_cell_with_a_sentence_is_read_as_prose() -> None:
    text = f"{TITLE}事项\t目标（个）\t进展\n花园\t3\t全年新建花园2个，改建茶馆5家，均已开放。\n"
    rows, _ = draft_rows(document(text), "a")
    assert {row["quote"] for row in rows} == {"3", "2个", "5家"}


def test_a_barred_table_of_markdown_is_one() -> None:
    found = cells("| 指标 | 数量（家） |\n| --- | --- |\n| 花店 | 12 |\n")
    assert told(found["B3"]) == ("花店", "level", "家", "2024")


def test_a_header_that_is_repeated_within_a_table_parts_no_total_from_its_rows() -> None:
    table = (
        "法院\t收案（件）\t结案（件）\n合计\t60\t57\n东湖\t10\t9\n西湖\t20\t18\n"
        "法院\t收案（件）\t结案（件）\n南湖\t30\t30\n"
    )
    assert wholes(cells(table), "B3", "B4", "B6", "C3", "C6") == ["B2", "B2", "B2", "C2", "C2"]


def test_codes_of_accounts_that_lost_their_zero_are_as_deep_as_others() -> None:
    table = (
        "类\t款\t科目名称\t预算数（元）\n301\t\t工资福利支出\t100\n301\t01\t基本工资\t50\n301\t2\t津贴补贴\t30\n"
        "301\t07\t绩效工资\t20\n302\t\t商品和服务支出\t9\n302\t01\t办公费\t5\n302\t02\t印刷费\t4\n"
    )
    found = cells(table, "甲川市林业局2024年度部门预算\n")
    assert wholes(found, "D2", "D3", "D4", "D5", "D7", "D8") == ["", "D2", "D2", "D2", "D6", "D6"]


def test_rows_beside_a_merged_stub_are_no_parts_of_the_row_above_it() -> None:
    whole, first, further = CellSpan(columns=2), CellSpan(), CellSpan(rows=0)
    rows = (
        ("结果\t自然人（件）\t企业（件）\t其他（件）", (whole,)),
        ("（一）已办结\t4\t0\t0", (whole,)),
        ("（二）转办\t1.门诊\t3\t0\t0", (first, first)),
        ("\t2.住院\t5\t0\t0", (further, first)),
        ("（三）未办\t1\t0\t0", (whole,)),
        ("（四）退回\t1.重复\t2\t0\t0", (first, first)),
        ("\t2.不详\t0\t0\t0", (further, first)),
    )
    spans = [(*span, first, first, first) for _, span in rows]
    pieces = [Piece(text, ROW, cells=span) for (text, _), span in zip(rows, spans, strict=True)]
    text, blocks = join_pieces([Piece(TITLE.strip()), *pieces])
    found, _ = draft_rows(Document("x", text, blocks, "", ""), "a")
    assert len(found) == 18
    assert {row["whole"] for row in found} == {""}


def test_a_header_that_a_row_breaks_within_brackets_is_one() -> None:
    found = cells("地区\t性别比（女\t户数\n\t=100）\t（户）\n东川\t103.4\t12\n西川\t101.2\t15\n")
    assert told(found["B3"])[0] == "东川性别比"


def test_a_form_that_nobody_filled_in_has_no_facts() -> None:
    assert cells("科目名称\t本年收入\t本年支出\n合计\t—\t—\n", "甲川市林业局2024年度部门决算\n") == {}


def grid(rows: Sequence[tuple[str, Sequence[CellSpan]]]) -> list[list[str]]:
    """Return the texts of a table's places."""
    pieces = [Piece(text, ROW, cells=tuple(spans), opens=not at) for at, (text, spans) in enumerate(rows)]
    text, blocks = join_pieces(pieces)
    (table,) = tables_in(Document("x", text, blocks, "", ""))
    return [[cell.text if cell else "" for cell in row] for row in table.rows]


def test_a_merged_cell_stands_at_all_its_places() -> None:
    merged = [("甲\t乙", [CellSpan(rows=2), CellSpan(columns=2)]), ("丙\t丁", [CellSpan(), CellSpan()])]
    assert grid(merged) == [["甲", "乙", "乙"], ["甲", "丙", "丁"]]
    goes_on = [("甲\t乙", [CellSpan(), CellSpan()]), ("\t丙", [CellSpan(rows=0), CellSpan()])]
    assert grid(goes_on) == [["甲", "乙"], ["甲", "丙"]]


def test_a_table_opens_where_the_document_says_so() -> None:
    pieces = [Piece("甲\t1", ROW, opens=True), Piece("乙\t2", ROW), Piece("丙\t3", ROW, opens=True)]
    text, blocks = join_pieces(pieces)
    assert [len(table.rows) for table in tables_in(Document("x", text, blocks, "", ""))] == [2, 1]


@pytest.mark.parametrize("span", [CellSpan(columns=10**6), CellSpan(rows=10**6), CellSpan(column=10**6)])
def test_a_hostile_span_costs_nothing(span: CellSpan) -> None:
    pieces = [Piece("\t".join("1" * 50), ROW, cells=(span,) * 50, opens=not at) for at in range(50)]
    text, blocks = join_pieces(pieces)
    (table,) = tables_in(Document("x", text, blocks, "", ""))
    assert table.width <= 1000


def names(found: Mapping[str, Mapping[str, str]], *places: str) -> list[str]:
    """Return what the cells at some places are of."""
    return [found[place]["indicator"] for place in places]


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


def test_a_part_of_a_table_goes_on_where_its_header_comes_again() -> None:
    header = "学校\t学生（人）\t教师（人）\n"
    found = cells(f"{header}全镇\t60\t9\n　甲校\t30\t4\n　乙校\t20\t3\n{header}　丙校\t10\t2\n")
    assert wholes(found, "B3", "B4", "B6", "C6") == ["B2", "B2", "B2", "C2"]


def test_words_behind_values_are_no_names_and_days_neither() -> None:
    found = cells(
        "股东\t股份（股）\t状态\t数量\t到期日\n甲\t900\t质押\t1\t2025年3月\n乙\t800\t无限制\t2\t2025年4月\n"
        "丙\t700\t无限制\t3\t2025年5月\n丁\t600\t无限制\t4\t2025年6月\n"
    )
    assert names(found, "D3") == ["乙"]


def test_a_caption_with_a_header_behind_it_begins_a_table_and_the_rest_of_one_does_not() -> None:
    text = "产品\t产量（套）\n茶具\t12\n{}\n产品\t销量（套）\n茶具\t10\n"
    found = cells(text.format("茶具销售情况表"))
    assert [row["place"] for row in draft_rows(document(TITLE + text.format("茶具销售情况表")), "a")[0]] == [
        "表1!B2", "表2!B2",
    ]  # fmt: skip
    assert found["B2"]["indicator"] == "茶具销量"
    assert {row["place"][:2] for row in draft_rows(document(TITLE + text.format("续表1")), "a")[0]} == {"表1"}


def test_thousands_bold_names_and_line_ends_within_digits_are_read_as_of_a_day() -> None:
    found = cells(
        "（数据截至2023年12月7日）\n**项目**\t**收藏**\t资产（元）\n**甲库**\t1.9k\t1,905,943,80 5.66\n"
        "**乙库**\t672\t304,000,000. 00\n",
        "甲川软件协会2023年年度报告\n",
    )
    assert told(found["B2"]) == ("甲库收藏", "level", "", "2023-12-07")
    assert (found["B2"]["low"], found["C2"]["low"]) == ("1850", "1905943805.655")
    assert found["C3"]["quote"] == "304,000,000. 00"


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
    assert {row["whole"] for row in found.values()} == {""}


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
    assert (told(found["D2"])[2], found["D2"]["whole"], found["C2"]["whole"] != "") == ("%", "", True)
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
