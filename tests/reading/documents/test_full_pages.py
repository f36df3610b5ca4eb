"""Pages of PDFs with very much on them, or drawn to a scale of their own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.reading.documents.drawn_pages import FONT, lines, pdf

from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas
    from tests.reading.documents.drawn_pages import Draw


def test_lines_of_a_font_that_is_scaled_down_keep_their_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(0.05, 0.05)
        canvas.setFont(FONT, 240)
        for number, text in enumerate(["行政运行一百二十万元。", "其中：差旅费二十万元。", "培训费另列。"]):
            canvas.drawString(1200, 15200 - 400 * number, text)

    text = read_document(pdf(tmp_path / "a.pdf", [draw])).text
    assert text.index("行政") < text.index("其中") < text.index("培训")


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
