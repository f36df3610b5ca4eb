"""Pages of PDFs, drawn for tests: lines of text, and tables with rules or without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

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
