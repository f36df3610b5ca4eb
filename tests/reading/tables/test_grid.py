"""Which cells a table has, where it begins and ends, and what of a document it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.tables.cells import TITLE, cells, document, told, wholes

from gouji.reading.documents import html
from gouji.reading.documents.cells import CellSpan
from gouji.reading.documents.model import ROW, Document, Piece, join_pieces
from gouji.reading.source import draft_rows
from gouji.reading.tables.grid import tables_in

if TYPE_CHECKING:
    from collections.abc import Sequence


def test_prose_around_a_table_is_read_and_its_rows_are_no_sentences() -> None:
    rows, _ = draft_rows(
        document(f"{TITLE}全年新建花园3个。\n项目\t数量（个）\n花店\t12\n全年改建茶馆5家。\n"), "a"
    )
    places = [(row["quote"], row["place"]) for row in rows]
    assert places == [("3个", ""), ("12", "表1“花店”行“数量（个）”列!B2"), ("5家", "")]


def test_a_cell_with_a_sentence_is_read_as_prose() -> None:
    text = f"{TITLE}事项\t目标（个）\t进展\n花园\t3\t全年新建花园2个，改建茶馆5家，均已开放。\n"
    rows, _ = draft_rows(document(text), "a")
    assert {row["quote"] for row in rows} == {"3", "2个", "5家"}


def test_a_barred_table_of_markdown_is_one() -> None:
    found = cells("| 指标 | 数量（家） |\n| --- | --- |\n| 花店 | 12 |\n")
    assert told(found["B2"]) == ("花店", "level", "家", "2024")


def test_a_header_that_is_repeated_within_a_table_parts_no_total_from_its_rows() -> None:
    table = (
        "法院\t收案（件）\t结案（件）\n合计\t60\t57\n东湖\t10\t9\n西湖\t20\t18\n"
        "法院\t收案（件）\t结案（件）\n南湖\t30\t30\n"
    )
    assert wholes(cells(table), "B3", "B4", "B6", "C3", "C6") == ["B2", "B2", "B2", "C2", "C2"]


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


def test_a_part_of_a_table_goes_on_where_its_header_comes_again() -> None:
    header = "学校\t学生（人）\t教师（人）\n"
    found = cells(f"{header}全镇\t60\t9\n　甲校\t30\t4\n　乙校\t20\t3\n{header}　丙校\t10\t2\n")
    assert wholes(found, "B3", "B4", "B6", "C6") == ["B2", "B2", "B2", "C2"]


def test_a_caption_with_a_header_behind_it_begins_a_table_and_the_rest_of_one_does_not() -> None:
    text = "产品\t产量（套）\n茶具\t12\n{}\n产品\t销量（套）\n茶具\t10\n"
    found = cells(text.format("茶具销售情况表"))
    assert [row["place"] for row in draft_rows(document(TITLE + text.format("茶具销售情况表")), "a")[0]] == [
        "表1“茶具”行“产量（套）”列!B2", "表2“茶具”行“销量（套）”列!B2",
    ]  # fmt: skip
    assert found["B2"]["indicator"] == "茶具销量"
    assert {row["place"][:2] for row in draft_rows(document(TITLE + text.format("续表1")), "a")[0]} == {"表1"}


@pytest.mark.parametrize("style", ["padding-left:2em", "text-indent: 32px", "PADDING-LEFT:24.5pt"])
def test_a_style_of_a_web_page_indents_a_cell(style: str) -> None:
    page = (
        f"<html><body><p>{TITLE}</p><table><tr><td>指标</td><td>产量（吨）</td></tr>"
        f"<tr><td>鲜花</td><td>9</td></tr><tr><td style='{style}'>百合</td><td>4</td></tr>"
        "</table></body></html>"
    )
    found = html.read(page.encode(), "x")
    table = tables_in(Document("x", found.text, found.blocks, "", ""))[0]
    assert [row[0].indent for row in table.rows if row[0]] == [0, 0, 2]


def test_what_stands_further_right_than_the_name_behind_a_mark_is_among_them_too() -> None:
    found = cells("指标\t数量（件）\n来信\t90\n　其中：城区\t50\n　　　　　　　农村\t30\n来访\t7\n")
    assert wholes(found, "B3", "B4", "B5") == ["B2", "B2", ""]
    found = cells(
        "罪名\t件数（件）\n一、危害安全罪\t21\n其中：危险驾驶罪\t15\n　　　交通肇事罪\t4\n"
        "二、侵犯财产罪\t65\n三、其他罪\t9\n"
    )
    assert wholes(found, "B3", "B4", "B5", "B6") == ["B2", "B2", "", ""]
