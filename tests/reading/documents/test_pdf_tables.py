"""Tables on the pages of PDFs, by their rules or by the gaps between texts. All texts are invented."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.cli.door import gouji

from gouji.library import read
from gouji.reading.documents.model import ROW
from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FONT, LEFT, MERGED, BELOW = "STSong-Light", 60, "<", "^"
"""A cell that goes on with that at its left; one that goes on with that above it."""


Draw = Callable[[Canvas], None]


class Side(NamedTuple):
    """A stretch of a rule, or the corners of a cell."""

    x: float
    y: float
    to_x: float
    to_y: float


def pdf(path: Path, *pages: Sequence[Draw]) -> Path:
    """Write a PDF of what draws its pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 10)
        for draw in page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, y: float = 760, x: float = LEFT, apart: float = 18) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, y - number * apart, text)

    return draw


def stroked(canvas: Canvas, side: Side) -> None:
    canvas.line(*side)


def filled(canvas: Canvas, side: Side) -> None:
    canvas.rect(side.x, side.y, side.to_x - side.x or 0.7, side.to_y - side.y or 0.7, stroke=0, fill=1)


def form(canvas: Canvas, side: Side) -> None:
    name = f"rule{'-'.join(f'{at:.0f}' for at in side)}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, 6000, 9000)
        canvas.line(*(10 * at for at in side))
        canvas.endForm()
    canvas.saveState()
    canvas.scale(0.1, 0.1)
    canvas.doForm(name)
    canvas.restoreState()


class Table:
    """A table: figures at the right of their cells, other texts at the left or in the middle."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        y: float = 700,
        high: float = 24,
        rule: Callable[[Canvas, Side], None] | None = stroked,
        middle: bool = False,
    ) -> None:
        self.rows, self.y, self.high, self.rule, self.middle = rows, y, high, rule, middle
        self.edges = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]

    def __call__(self, canvas: Canvas) -> None:
        for at, row in enumerate(self.rows):
            for column, text in enumerate(row):
                top, behind = self.y - at * self.high, column + 1
                while behind < len(row) and row[behind] == MERGED:
                    behind += 1
                cell = Side(self.edges[column], top - self.high, self.edges[behind], top)
                self.sides(canvas, cell, text)
                self.write(canvas, cell, text)
        last, bottom = self.edges[-1], self.y - len(self.rows) * self.high
        if self.rule:
            self.rule(canvas, Side(LEFT, bottom, last, bottom))
            self.rule(canvas, Side(last, bottom, last, self.y))

    def sides(self, canvas: Canvas, cell: Side, text: str) -> None:
        if self.rule and text != MERGED:
            self.rule(canvas, Side(cell.x, cell.y, cell.x, cell.to_y))
        if self.rule and text not in {BELOW, MERGED}:
            self.rule(canvas, Side(cell.x, cell.to_y, cell.to_x, cell.to_y))

    def write(self, canvas: Canvas, cell: Side, text: str) -> None:
        for number, line in enumerate([] if text in {MERGED, BELOW} else text.split("\n")):
            height = cell.to_y - 11 - 11 * number
            if line[-1:].isdigit() or line.endswith(("%", "—")):
                canvas.drawRightString(cell.to_x - 3, height, line)
            elif self.middle:
                canvas.drawCentredString((cell.x + cell.to_x) / 2, height, line)
            else:
                canvas.drawString(cell.x + 3, height, line)


def rows(path: Path, separator: str = "|") -> list[str]:
    document = read_document(path)
    found = [document.text[block.start : block.end] for block in document.blocks if block.kind == ROW]
    return [row.replace("\t", separator) for row in found]


def facts(path: Path) -> set[tuple[str, str, str, str]]:
    return {
        (fact.indicator, fact.quote, fact.unit, fact.key.period) for fact in read(path).facts if fact.place
    }


TITLE = lines("清溪医院2024年度决算公开", "单位：万元", y=760)
BUDGET = (
    ("项目", "2024年", "2023年", "增长（%）"),
    ("药品收入", "1,204.5", "1,100.0", "9.5"),
    ("检查收入", "310.2", "300.0", "3.4"),
)


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
    assert places["80"] == "表1!C6"
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


def test_cells_with_a_border_each_and_rows_without_text_make_no_columns_of_their_own(tmp_path: Path) -> None:
    cells = (("", "", ""), ("门店", "客流（人次）", "销售（万元）"), ("东街店", "1,200", "15"), ("", "", ""))

    def boxes(canvas: Canvas) -> None:
        for number in range(12):
            canvas.rect(61 + 100 * (number % 3), 605 + 24 * (number // 3), 97.5, 21.5)

    table = Table(cells, (100, 100, 100), rule=None)
    path = pdf(tmp_path / "a.pdf", [TITLE, table, boxes])
    assert rows(path) == ["门店|客流（人次）|销售（万元）", "东街店|1,200|15"]
    assert ("东街店销售", "15", "元", "2024") in facts(path)


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


def test_lines_of_a_font_that_is_scaled_down_keep_their_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(0.05, 0.05)
        canvas.setFont(FONT, 240)
        for number, text in enumerate(["行政运行一百二十万元。", "其中：差旅费二十万元。", "培训费另列。"]):
            canvas.drawString(1200, 15200 - 400 * number, text)

    text = read_document(pdf(tmp_path / "a.pdf", [draw])).text
    assert text.index("行政") < text.index("其中") < text.index("培训")


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


def crowd(canvas: Canvas) -> None:
    for number in range(15_000):
        canvas.drawString(number * 7919 % 580, number * 104_729 % 830, "12")


def scribble(canvas: Canvas) -> None:
    for number in range(15_000):
        x, y = number * 7919 % 580, number * 104_729 % 830
        canvas.line(x, y, x + 9 * (number % 2), y + 9 * (1 - number % 2))


def lattice(canvas: Canvas) -> None:
    for number in range(140):
        canvas.line(4 * number, 0, 4 * number, 840)
        canvas.line(0, 6 * number, 560, 6 * number)
        canvas.drawString(4 * number, 6 * number, "1")


@pytest.mark.parametrize("draw", [crowd, scribble, lattice])
def test_pages_with_very_much_on_them_are_read_in_time(tmp_path: Path, draw: Draw) -> None:
    path = pdf(tmp_path / "a.pdf", [lines("甲项48个。"), draw])
    started = time.perf_counter()
    assert read_document(path).blocks
    assert time.perf_counter() - started < 40
