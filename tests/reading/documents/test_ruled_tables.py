"""Tables on the pages of PDFs whose cells are told by rules. All texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.door import gouji
from tests.reading.documents.drawn_pages import (
    BELOW,
    BUDGET,
    MERGED,
    TITLE,
    Table,
    facts,
    filled,
    form,
    lines,
    pdf,
    rows,
    stroked,
)

from gouji.library import read
from gouji.reading.documents.model import ROW
from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas
    from tests.reading.documents.drawn_pages import Side


@pytest.mark.parametrize("rule", [stroked, filled, form])
def test_cells_are_told_by_rules_however_these_are_drawn(
    tmp_path: Path, rule: Callable[[Canvas, Side], None]
) -> None:
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(BUDGET, (160, 90, 90, 90), rule=rule)])
    assert rows(path) == ["|".join(row) for row in BUDGET]
    assert ("药品收入", "1,204.5", "元", "2024") in facts(path)
    assert ("检查收入", "300.0", "元", "2023") in facts(path)


def test_texts_close_to_a_rule_are_parted_and_broken_ones_joined(tmp_path: Path) -> None:
    cells = (
        ("项目", "金额", "项目", "金额"),
        ("基本工资", "88.25", "办公费及各项\n杂费", "17"),
        ("在职教师津贴\n补贴", "123456", "会议费", "2"),
    )
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (64, 38, 64, 38), high=30)])
    assert rows(path)[1:] == ["基本工资|88.25|办公费及各项杂费|17", "在职教师津贴补贴|123456|会议费|2"]


def test_merged_headers_and_stubs_span_their_cells(tmp_path: Path) -> None:
    cells = (
        ("法院", BELOW[:0], "收案（件）", MERGED, "结案（件）"),
        (BELOW, BELOW, "2024年", "2023年", BELOW),
        ("基层", "东湖法院", "120", "110", "98"),
        (BELOW, "西湖法院", "80", "75", "66"),
    )
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (60, 80, 70, 70, 70), middle=True)])
    document = read_document(path)
    spans = [block.cells for block in document.blocks if block.kind == ROW]
    assert [(cell.columns, cell.rows) for cell in spans[0]] == [(1, 1), (1, 1), (2, 1), (1, 1)]
    assert [(cell.column, cell.rows) for cell in spans[3]] == [(0, 0), (1, 1), (2, 1), (3, 1), (4, 1)]
    assert [block.opens for block in document.blocks if block.kind == ROW] == [True, False, False, False]


def test_indents_are_kept_but_not_of_texts_in_the_middle(tmp_path: Path) -> None:
    cells = (
        ("指标", "数量"), ("学校", "48"), ("　　小学", "30"), ("　　中学", "18"), ("教师", "960"),
        ("　　小学", "610"),
    )  # fmt: skip
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (160, 90))])
    indents = [block.cells[0].indent for block in read_document(path).blocks if block.kind == ROW]
    assert indents == [0, 0, 2, 2, 0, 2]
    path = pdf(
        tmp_path / "b.pdf", [TITLE, Table([(one.strip(), two) for one, two in cells], (160, 90), middle=True)]
    )
    indents = [block.cells[0].indent for block in read_document(path).blocks if block.kind == ROW]
    assert indents == [0] * 6


HEADER = (("乡镇", "户数", "人口"),)


def test_a_table_goes_on_over_a_page_break_with_its_header_and_merged_cells(tmp_path: Path) -> None:
    first = (*HEADER, ("合计", "60", "150"), ("甲镇", "10", "20"), ("乙镇", "20", "50"))
    second = (*HEADER, ("丙镇", "30", "80"))
    widths = (120, 90, 90)
    path = pdf(
        tmp_path / "a.pdf",
        [TITLE, Table(first, widths, y=160), lines("- 1 -", y=30, x=290)],
        [Table(second, widths, y=800), lines("- 2 -", y=30, x=290), lines("说明：以上为年末数。", y=700)],
    )
    assert rows(path) == ["|".join(row) for row in (*first, *second)]
    places = {fact.quote: fact.place for fact in read(path).facts if fact.place}
    assert places["80"].endswith("!C6")
    assert not [one for one in gouji_findings(path) if "合计" in one]


def test_a_merged_stub_goes_on_over_a_page_break(tmp_path: Path) -> None:
    widths = (60, 120, 90)
    first = (("类别", "机构", "件数"), ("信访", "甲局", "4"), (BELOW, "乙局", "5"))
    second = (("", "丙局", "6"), ("来电", "甲局", "7"))
    path = pdf(tmp_path / "a.pdf", [Table(first, widths, y=150)], [Table(second, widths, y=800)])
    spans = [block.cells[0] for block in read_document(path).blocks if block.kind == ROW]
    assert [span.rows for span in spans] == [1, 1, 0, 0, 1]


def test_tables_of_other_columns_on_the_next_page_are_others(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [Table(BUDGET, (160, 90, 90, 90), y=150)],
        [Table(HEADER * 3, (120, 155, 155), y=800)],
    )
    opens = [block.opens for block in read_document(path).blocks if block.kind == ROW]
    assert opens == [True, False, False, True, False, False]


def test_rows_that_no_rule_parts_are_those_of_their_figures(tmp_path: Path) -> None:
    cells = (
        ("县区", "小麦（吨）", "玉米（吨）"),
        ("东山县\n南河县\n北原县\n西岭县", "12\n1,300\n14\n15", "22\n23\n24\n25"),
    )
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (120, 90, 90), high=60)])
    assert rows(path)[1:] == ["东山县|12|22", "南河县|1,300|23", "北原县|14|24", "西岭县|15|25"]


def test_a_figure_broken_over_two_lines_is_one(tmp_path: Path) -> None:
    cells = (("科目", "本期", "上期"), ("长期股权\n投资", "215,730,648.0\n7", "187,394,025.1\n6"))
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (60, 90, 90), high=30)])
    assert rows(path)[1] == "长期股权投资|215,730,648.07|187,394,025.16"


def test_cells_with_a_border_each_and_rows_without_text_make_no_columns_of_their_own(tmp_path: Path) -> None:
    cells = (("", "", ""), ("门店", "客流（人次）", "销售（万元）"), ("东街店", "1,200", "15"), ("", "", ""))

    def boxes(canvas: Canvas) -> None:
        for number in range(12):
            canvas.rect(61 + 100 * (number % 3), 605 + 24 * (number // 3), 97.5, 21.5)

    table = Table(cells, (100, 100, 100), rule=None)
    path = pdf(tmp_path / "a.pdf", [TITLE, table, boxes])
    assert rows(path) == ["门店|客流（人次）|销售（万元）", "东街店|1,200|15"]
    assert ("东街店销售", "15", "元", "2024") in facts(path)


def gouji_findings(path: Path) -> list[str]:
    run = gouji("audit", path.name, "--output-format", "json", cwd=path.parent)
    return run.stdout.splitlines()


def test_what_extract_writes_of_a_pdf_is_audited_as_the_pdf_itself(tmp_path: Path) -> None:
    wrong = (("项目", "2024年"), ("合计", "100"), ("门诊收入", "30"), ("住院收入", "60"), ("体检收入", "20"))
    (tmp_path / "docs").mkdir()
    pdf(tmp_path / "docs" / "a.pdf", [TITLE, Table(wrong, (160, 90))])
    run = gouji("audit", "docs", cwd=tmp_path)
    assert "GJ205" in run.stdout
    assert gouji("extract", "docs", "-o", "facts", cwd=tmp_path).returncode == 0
    again = gouji("audit", ".", "--texts", "docs", cwd=tmp_path)
    assert again.stdout.count("GJ205") == run.stdout.count("GJ205")
