"""Documents of every kind, read as text that maps back to its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from gouji.reading.documents.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def p(*runs: str, marks: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{marks}</w:pPr>{inner}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(path: Path) -> list[str]:
    document = read_document(path)
    assert all(document.text[block.start : block.end].strip() for block in document.blocks)
    return document.text.splitlines()


def page(tmp_path: Path, html: str | bytes) -> Path:
    path = tmp_path / "a.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return path


def test_text_is_read_unchanged_and_its_blocks_are_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff一、甲\r\n\r\n　　乙项48个。".encode())
    document = read_document(path)
    assert document.text == "一、甲\r\n\r\n　　乙项48个。"
    assert [(block.number, document.text[block.start : block.end]) for block in document.blocks] == [
        (1, "一、甲"),
        (3, "　　乙项48个。"),
    ]
    assert document.reader == ""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_is_decoded_by_rule(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# 甲省综述\n新增乙项48个。".encode(encoding))
    assert read_document(path).text == "# 甲省综述\n新增乙项48个。"


def test_a_page_is_read_without_what_stands_around_its_text(tmp_path: Path) -> None:
    path = page(
        tmp_path,
        """<html><head><title>题</title><script>var a = "48个";</script></head><body>
        <nav>首页 &gt; 政务 &gt; 第3栏</nav><div class="tools">【字号：大 中 小】 打印 分享</div>
        <div class="pages_content"><h1>甲省综述</h1><p>　　全年新增乙项 48&nbsp;个
        <sup><a href="#n1">[1]</a></sup>，算力达10<sup>18</sup>次、面积3m<sup>2</sup>。</p>
        <p style="display:none">隐藏 99 个</p>
        <p>打印本页</p><table><tr><th>项</th><th>数</th></tr><tr><td>丙</td><td>10<sup>5</sup></td></tr></table>
        <p>扫一扫在手机打开当前页</p></div><footer>版权所有 2024</footer></body></html>""",
    )
    assert lines(path) == [
        "甲省综述",
        "全年新增乙项 48 个 ，算力达10¹⁸次、面积3m²。",
        "项\t数",
        "丙\t10⁵",
    ]
    assert read_document(path).blocks[2].kind == "row"
    assert read_document(path).reader.startswith("gouji-html/")


def test_the_densest_part_of_a_page_without_known_names_is_its_text(tmp_path: Path) -> None:
    text = "".join(f"<p>第{number}段，乙项完成{number}8个，进展顺利。</p>" for number in range(1, 9))
    around = "<body><div id=x><p>菜单</p></div><div id=y><div>@</div></div><div><p>联系我们</p></div></body>"
    path = page(tmp_path, around.replace("@", text))
    assert lines(path)[0] == "第1段，乙项完成18个，进展顺利。"
    assert len(lines(path)) == 8


def test_a_page_declares_its_encoding_or_is_decoded_by_rule(tmp_path: Path) -> None:
    html = '<html><head><meta charset="gb2312"></head><body><p>乙项48个。</p></body></html>'
    assert lines(page(tmp_path, html.encode("gb18030"))) == ["乙项48个。"]
    wrong = html.replace("gb2312", "utf-8")
    assert lines(page(tmp_path, wrong.encode("gb18030"))) == ["乙项48个。"]


def test_a_word_file_of_python_docx_is_read_with_its_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("甲省综述", 1)
    made.add_paragraph("全年新增乙项48个。")
    table = made.add_table(2, 2)
    for place, text in enumerate(["项", "数", "丙", "12"]):
        table.cell(place // 2, place % 2).text = text
    made.add_paragraph("完。")
    path = tmp_path / "a.docx"
    made.save(str(path))
    assert lines(path) == ["甲省综述", "全年新增乙项48个。", "项\t数", "丙\t12", "完。"]
    assert [block.kind for block in read_document(path).blocks][2:4] == ["row", "row"]


def test_tracked_changes_are_read_as_accepted(word: Callable[..., Path]) -> None:
    body = p(
        "完成",
        f"<w:del>{r('47').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{r('48')}</w:ins>",
        f"<w:moveFrom>{r('旧')}</w:moveFrom>",
        f"<w:moveTo>{r('个')}</w:moveTo>",
        "。",
    )
    joined = p("前半", marks="<w:rPr><w:del/></w:rPr>") + p("后半。")
    assert lines(word(body + joined)) == ["完成48个。", "前半后半。"]


def test_text_boxes_are_read_once_and_footnotes_last(word: Callable[..., Path]) -> None:
    box = f"<w:txbxContent>{p('框中12项。')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:wsp>{box}</wps:wsp></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = p("正文48个", '<w:r><w:footnoteReference w:id="1"/></w:r>', "。", drawing) + p("下一段。")
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="1">{p("注：丙为7项。")}</w:footnote>'
    )
    path = word(body, footnotes=notes)
    assert lines(path) == ["正文48个。", "框中12项。", "下一段。", "注：丙为7项。"]
    assert read_document(path).blocks[-1].kind == "note"


def test_what_a_reader_does_not_see_is_not_read(word: Callable[..., Path]) -> None:
    field = "<w:r><w:instrText>PAGE 99</w:instrText></w:r><w:r><w:t>3</w:t></w:r>"
    body = p(
        "甲",
        r("隐藏", "<w:vanish/>"),
        r("现", '<w:vanish w:val="false"/>'),
        field,
        "<w:r><w:tab/></w:r>",
        "乙",
    )
    body += p("10", r("18", '<w:vertAlign w:val="superscript"/>'), "次")
    assert lines(word(body)) == ["甲现3\t乙", "10¹⁸次"]


def test_merged_and_nested_cells_are_read_once(word: Callable[..., Path]) -> None:
    def cell(text: str, look: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{text}</w:tc>"

    begun, held = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    inner = f"<w:tbl><w:tr>{cell(p('内1'))}{cell(p('内2'))}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr>{cell(p('甲'), begun)}{cell(p('12') + p('项'))}</w:tr>"
        f"<w:tr>{cell(p(''), held)}{cell(inner)}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell(p('乙'))}{cell(p('7项'))}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert lines(word(body)) == ["甲\t12 项", "\t内1 内2", "乙\t7项"]


def test_a_pdf_of_reportlab_is_read_in_two_columns_without_headers(
    reportlab_pdf: Callable[..., Path],
) -> None:
    def body(number: int) -> list[tuple[float, float, str]]:
        left = [
            "甲项全年完成十二亿元左右增长",
            "百分之五上下并且继续加快建设",
            "步伐实现开门红迎来新的局面。",
        ]
        right = [
            "乙项新增三十四个完成一百二十",
            "八户改造任务惠及群众上万人次",
            f"第{number}页右栏到此为止圆满结束。",
        ]
        rows: list[tuple[float, float, str]] = []
        for place in range(9):
            rows.append((60 if place else 84, 700 - 20 * place, left[place % 3][: None if place else -2]))
            rows.append((320, 700 - 20 * place, right[place % 3]))
        return rows

    def whole(number: int) -> list[tuple[float, float, str]]:
        return [(220, 800, "甲省年度综述"), *body(number), (280, 40, f"— {number} —")]

    path = reportlab_pdf(whole(1), whole(2))
    document = read_document(path)
    assert "甲省年度综述" not in document.text
    assert "—" not in document.text
    first = document.text.splitlines()[0]
    assert first.startswith("甲项全年完成十二亿元左右百分之五上下并且继续加快建设步伐")
    assert document.text.index("乙项新增三十四个完成一百二十八户") > document.text.index("甲项全年")
    assert {block.page for block in document.blocks} == {1, 2}


def test_what_a_line_break_splits_is_joined(reportlab_pdf: Callable[..., Path]) -> None:
    path = reportlab_pdf(
        [
            (84, 700, "全年完成固定资产投资12"), (60, 680, "3.4亿元，推广低碳环保tech-"),
            (60, 660, "nology和open"), (60, 640, "data平台七个。"), (84, 610, "下一段。"),
        ]
    )  # fmt: skip
    assert lines(path)[0].startswith("全年完成固定资产投资123.4亿元")
    assert lines(path)[-1] == "下一段。"


def test_a_raised_digit_in_a_pdf_stays_raised(reportlab_pdf: Callable[..., Path]) -> None:
    path = reportlab_pdf([(60, 700, "每秒10"), (96, 706, "18", 6.0), (104, 700, "次运算。")])
    assert "10¹⁸次" in read_document(path).text


def test_a_pdf_of_chromium_has_its_paragraphs_again(chromium_pdf: Callable[[str], Path]) -> None:
    paragraphs = [
        f"　　第{number}段：甲省全年新增就业12{number}万人，完成投资340.{number}亿元，同比增长5.{number}%；"
        f"乙类项目开工108个，其中丙类34个，丁类74个，惠及群众上万人次，改造老旧小区{number}6个。"
        for number in range(1, 8)
    ]
    path = chromium_pdf("<meta charset=utf-8>" + "".join(f"<p>{text}</p>" for text in paragraphs))
    assert [line.strip() for line in lines(path)] == [text.strip("　") for text in paragraphs]
