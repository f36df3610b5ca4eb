"""Tables on the pages of PDFs without rules, and what is none. All texts are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.documents.drawn_pages import BUDGET, LEFT, MERGED, TITLE, Table, lines, pdf, rows

from gouji.reading.documents.model import ROW
from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas
    from tests.reading.documents.drawn_pages import Draw


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("stub", ["指　标", ""])
def test_tables_without_rules_have_columns_where_figures_stand_below_one_another(
    tmp_path: Path, stub: str, *, middle: bool
) -> None:
    cells = (
        (stub, "2024年收入", "2023年收入", "支出合计"),
        ("助学项目", "1,204", "1,100", "980"),
        ("敬老项目", "310", "—", "290"),
        ("　其中：午餐", "30", "", "20"),
        ("救灾项目", "95", "120", "90"),
    )
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (160, 90, 90, 90), rule=None, middle=middle)])
    assert [row.split("|") for row in rows(path)] == [[one.strip() for one in row] for row in cells]


def test_a_table_without_rules_under_headers_of_several_rows_is_left(tmp_path: Path) -> None:
    cells = (("指标", "收入", MERGED), ("", "2024年", "2023年"), ("助学", "12", "11"), ("敬老", "3", "4"))
    assert rows(pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (160, 90, 90), rule=None, middle=True)])) == []


def test_the_rest_of_a_stub_belongs_to_the_row_above(tmp_path: Path) -> None:
    cells = (
        ("项目", "2024年", "2023年"),
        ("归属于母公司股东\n的净利润", "120", "110"),
        ("营业收入", "980", "901"),
    )
    path = pdf(tmp_path / "a.pdf", [TITLE, Table(cells, (90, 90, 90), rule=None, high=36)])
    assert rows(path) == ["项目|2024年|2023年", "归属于母公司股东的净利润|120|110", "营业收入|980|901"]


PROSE = [
    "全年新增就业一万二千人，改造小区四十个，",
    "惠及群众三千户，完成投资百分之九十八，",
    "建成公园十二处，铺设管网三十公里，",
]


def boxed(canvas: Canvas) -> None:
    canvas.rect(50, 600, 480, 180)


def underlined(canvas: Canvas) -> None:
    for y in (755, 737, 719):
        canvas.line(LEFT, y, 300, y)


def crossed(canvas: Canvas) -> None:
    for x in (50, 103, 158, 211):
        canvas.line(x, 650, x, 780)
    for y in (650, 733, 780):
        canvas.line(50, y, 211, y)


def ticks(canvas: Canvas) -> None:
    canvas.line(100, 400, 100, 600)
    for number in range(6):
        canvas.line(100, 400 + 40 * number, 500, 400 + 40 * number)
        canvas.drawString(70, 398 + 40 * number, str(20 * number))
        canvas.drawString(120 + 60 * number, 385, str(2019 + number))


@pytest.mark.parametrize(
    "draws",
    [
        pytest.param([lines(*PROSE * 4), lines(*PROSE * 4, x=320)], id="two columns"),
        pytest.param(
            [lines("目录", "一、总体情况", "二、收支情况", "三、名词解释"), lines("", "1", "3", "12", x=500)],
            id="contents",
        ),
        pytest.param([lines("1.", "2.", "3."), lines(*PROSE, x=90)], id="a numbered list"),
        pytest.param(
            [lines(*["甲　　川　　市　　园　　林　　局", "年　　度　　工　　作　　报　　告"])], id="spaced"
        ),
        pytest.param([lines(*PROSE), boxed], id="a box around prose"),
        pytest.param([lines(*PROSE), underlined], id="underlined"),
        pytest.param([lines(*PROSE * 2), crossed], id="behind a picture"),
        pytest.param([ticks], id="a chart"),
        pytest.param(
            [lines("邮编：100000      电话：12345      传真：54321") for _ in range(2)], id="an imprint"
        ),
        pytest.param([lines("2024年", "2023年"), lines("比上年", "比上年", x=300)], id="words alone"),
    ],
)
def test_what_is_no_table_stays_prose(tmp_path: Path, draws: list[Draw]) -> None:
    assert rows(pdf(tmp_path / "a.pdf", draws)) == []


def test_a_table_between_two_columns_of_prose_stands_where_it_is_drawn(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        [
            lines(*PROSE * 2, y=780), lines(*PROSE * 2, y=780, x=320),
            Table(BUDGET, (160, 100, 100, 100), y=640),
            lines(*PROSE * 3, y=520), lines(*PROSE * 3, y=520, x=320),
        ],
    )  # fmt: skip
    kinds = [block.kind for block in read_document(path).blocks]
    assert kinds.index(ROW) >= 2
    assert kinds[-1] != ROW
    assert kinds.count(ROW) == 3
