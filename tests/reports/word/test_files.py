"""Which files are annotated, where the outcome goes, and what is refused."""

from __future__ import annotations

import errno
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.cli import door
from tests.reports.word.files import FIGURE, SENTENCE, W, box, comment, docx, note, notes, p, r, ranged
from tests.reports.word.looked_at import faults, own, parts, xml

from gouji.checks.rules.dates import gj605_term_reversed as module
from gouji.reading.documents.docx import read
from gouji.reports.word import package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

TITLE = "青川市2024年工作总结"


def annotate(folder: Path, *arguments: str, code: int = 1) -> CompletedProcess[str]:
    run = door.gouji("annotate", *arguments, cwd=folder)
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    return run


def pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for line, text in enumerate((TITLE, SENTENCE)):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 770 - 20 * line, text)
    canvas.save()
    return stream.getvalue()


TEXTS = {
    "a.txt": f"{TITLE}\n\n  {SENTENCE}\r\n".encode(),
    "b.md": f"# {TITLE}\n\n{SENTENCE}\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".encode(),
    "c.txt": f"{TITLE}\n{SENTENCE}\n".encode("gb18030"),
    "d.html": f"<html><body><h1>{TITLE}</h1><p>{SENTENCE}</p></body></html>".encode(),
    "e.pdf": pdf(),
    "f.txt": f"\ufeff{TITLE}\x0b\x01\n{SENTENCE}\t乙\x07\n".encode(),
}


@pytest.mark.parametrize("name", TEXTS)
def test_of_other_documents_a_word_file_is_made_beside_them(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(TEXTS[name])
    annotate(tmp_path, name)
    made = (tmp_path / f"{name[0]}_批注.docx").read_bytes()
    assert [one.anchor for one in own(made)] == [FIGURE]
    assert faults(made) == []
    lines = [line.strip("\t 乙") for line in read(made, "").text.splitlines()]
    assert SENTENCE in lines
    assert TITLE in lines[0]


def test_beside_a_word_file_in_english(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    annotate(tmp_path, "a.docx", "--lang", "en")
    assert own((tmp_path / "a_annotated.docx").read_bytes())


def test_without_being_told_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    annotate(tmp_path, "a.docx")
    once = (tmp_path / "a_批注.docx").read_bytes()
    run = annotate(tmp_path, "a.docx", code=2)
    assert "已经有了；应加 -o" in run.stderr
    annotate(tmp_path, "a.docx", "-o", "a_批注.docx")
    assert (tmp_path / "a_批注.docx").read_bytes() == once


def test_a_copy_has_the_waivers_of_its_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    run = annotate(tmp_path, "a.docx", "-v")
    assert len(own((tmp_path / "a_批注.docx").read_bytes())) == 1
    rule, fingerprint = run.stderr.splitlines()[-1].rpartition("[")[2].rstrip("]").split()
    rows = f"fingerprint,rule,reason,who,until\n{fingerprint},{rule},含跨界项目,王,2999-12-31\n"
    (tmp_path / "waivers.csv").write_text(rows, encoding="utf-8")
    annotate(tmp_path, "a_批注.docx", "-o", "a_批注.docx", "--waivers", "waivers.csv", code=0)
    assert own((tmp_path / "a_批注.docx").read_bytes()) == []
    assert "已经有了" in annotate(tmp_path, "a_批注.docx", code=2).stderr


def test_over_a_file_of_other_text_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    for content in (docx(p("别的文章，共12个。")), b"PK", "一份文字".encode()):
        (tmp_path / "b.docx").write_bytes(content)
        run = annotate(tmp_path, "a.docx", "-o", "b.docx", code=2)
        assert "不是 gouji 给本文写的批注文件" in run.stderr
        assert (tmp_path / "b.docx").read_bytes() == content
    (tmp_path / "b.docx").write_bytes(docx(p(SENTENCE)))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE) + p("又建30个。")))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    assert len(own((tmp_path / "b.docx").read_bytes())) == 1


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    once = (tmp_path / "b.docx").read_bytes()
    (tmp_path / "b.docx").chmod(0o444)
    for document in ("a.docx", "b.docx"):
        assert "是只读文件" in annotate(tmp_path, document, "-o", "b.docx", code=2).stderr
    assert (tmp_path / "b.docx").read_bytes() == once


def test_a_later_year_and_the_document_itself_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "b.txt").write_text(f"青川市2025年工作总结\n{SENTENCE}", encoding="utf-8")
    run = annotate(tmp_path, "a.docx", "--against", "b.txt")
    assert "对照的 b 是2025年的，晚于本文的2024年" in run.stderr
    (tmp_path / "c.docx").write_bytes((tmp_path / "a.docx").read_bytes())
    for other in ("a.docx", "c.docx"):
        run = annotate(tmp_path, "a.docx", "--against", other, "-o", "d.docx")
        assert f"对照的 {other} 与本文是同一篇，未作对照" in run.stderr
    run = annotate(tmp_path, "b.txt", "--against", "a.docx")
    assert "晚于" not in run.stderr
    assert "同一篇" not in run.stderr


def test_what_nothing_checks_is_listed_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"青川市2024年工作总结\n{SENTENCE}\n积极推进，办结投诉286件，群众满意。", encoding="utf-8"
    )
    run = annotate(tmp_path, "a.txt")
    assert "1 个数字没有用于任何核对（加 -v 逐个列出）" in run.stderr
    run = annotate(tmp_path, "a.txt", "-o", "b.docx", "-v")
    assert "1 个数字没有用于任何核对\n  积极推进，办结投诉【286件】\n" in run.stderr


def test_of_markdown_headings_tables_and_bold_words_are_made(tmp_path: Path) -> None:
    text = (
        f"# {TITLE}\n\n## 一、概况 ##\n\n全年**新建学校30所**，其中小学**12所**、中学28所。\n\n"
        "| 乡镇 | 里程（公里） |\n|:---|---:|\n| 甲镇 | 36 |\n| 乙镇 | **30** |\n| 合计 | **138** |\n\n"
        "| 甲 | 乙 |\n|---|---|\n| 1 |\n\n- 3*2**2\n#5号楼\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    annotate(tmp_path, "a.md")
    content = (tmp_path / "a_批注.docx").read_bytes()
    assert faults(content) == []
    assert sorted(one.anchor for one in own(content)) == ["138", "30所"]
    assert read(content, "").text.splitlines() == [
        TITLE, "一、概况", "全年新建学校30所，其中小学12所、中学28所。", "乡镇\t里程（公里）", "甲镇\t36",
        "乙镇\t30", "合计\t138", "甲\t乙", "1", "- 3*2**2", "#5号楼",
    ]  # fmt: skip
    body = xml(content, "word/document.xml")
    styles = [one.get(f"{{{W}}}val") for one in body.iter(f"{{{W}}}pStyle")]
    assert styles == ["Heading1", "Heading2"]
    assert len(list(body.iter(f"{{{W}}}tbl"))) == 2
    bold = [run for run in body.iter(f"{{{W}}}r") if run.find(f"{{{W}}}rPr/{{{W}}}b") is not None]
    assert "".join("".join(map(str, run.itertext())) for run in bold) == "新建学校30所12所30138"
    run = annotate(tmp_path, "a_批注.docx", "-o", "a_批注.docx")
    assert "新加 0，原有 2，去掉 0" in run.stderr


def test_the_document_itself_is_never_written_over(tmp_path: Path) -> None:
    content = docx(p(SENTENCE))
    (tmp_path / "a.docx").write_bytes(content)
    (tmp_path / "b.docx").write_bytes(docx(p("无。12个")))
    for target in ("a.docx", "./a.docx"):
        run = annotate(tmp_path, "a.docx", "-o", target, code=2)
        assert "就是原文档" in run.stderr
    assert "用来对照" in annotate(tmp_path, "a.docx", "--against", "b.docx", "-o", "b.docx", code=2).stderr
    assert (tmp_path / "a.docx").read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有.docx",), "没有这个文件"),
        (("a.docx", "-o", "b.pdf"), "认不出格式；文件名应以 .docx 结尾"),
        (("a.docx", "-o", "没有/b.docx"), "写不进去，没有文件夹 没有；"),
        (("text.docx",), "其实是文字，不是 .docx 文件；应把文件名改为 .txt"),
        (("broken.docx",), "不是"),
        (("old.doc",), "另存为 .docx"),
        (("a.docx", "--against", "没有.txt"), "没有这个文件"),
        (("empty.docx",), "没有文字"),
        (("words.docx",), "没有一项可以核对"),
        ((), "缺少参数 DOCUMENT"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "text.docx").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04\x00\x00")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "empty.docx").write_bytes(docx("", title=""))
    (tmp_path / "words.docx").write_bytes(docx(p("没有数字。"), title=p("总结")))
    before = {path.name for path in tmp_path.iterdir()}
    run = annotate(tmp_path, *arguments, code=2)
    assert said in run.stderr
    assert run.stderr.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == before


def changed(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    files = parts(content)
    change(files)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_a_file_without_relations_gets_them(tmp_path: Path) -> None:
    content = changed(docx(p(SENTENCE)), lambda files: files.pop("word/_rels/document.xml.rels"))
    (tmp_path / "a.docx").write_bytes(content)
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    assert faults((tmp_path / "b.docx").read_bytes()) == []


def test_folders_and_other_ways_of_packing_stay(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/", b"")
        for name, data in parts(docx(p(SENTENCE))).items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name.endswith(".rels") else None)
        archive.writestr("word/media/图.bin.xml", b"1" * 9999)
    (tmp_path / "a.docx").write_bytes(packed.getvalue())
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    made = parts((tmp_path / "b.docx").read_bytes())
    assert (made["word/"], made["word/media/图.bin.xml"]) == (b"", b"1" * 9999)


def test_comments_in_a_part_of_another_name(tmp_path: Path) -> None:
    def rename(files: dict[str, bytes]) -> None:
        files["word/notes/c.xml"] = files.pop("word/comments.xml")
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            files[name] = files[name].replace(b'"/word/comments.xml"', b'"/word/notes/c.xml"')
            files[name] = files[name].replace(b'"comments.xml"', b'"/word/notes/c.xml"')

    theirs = docx(p(ranged(0, r("甲")), SENTENCE), comments=comment(0, "好"))
    (tmp_path / "a.docx").write_bytes(changed(theirs, rename))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    made = parts((tmp_path / "b.docx").read_bytes())
    assert "word/comments.xml" not in made
    assert "好" in made["word/notes/c.xml"].decode()
    assert "【差错】" in made["word/notes/c.xml"].decode()


def test_a_part_that_nothing_leads_to_stays_as_it_is(tmp_path: Path) -> None:
    content = changed(docx(p(SENTENCE)), lambda files: files.update({"word/comments.xml": b"<stray/>"}))
    (tmp_path / "a.docx").write_bytes(content)
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    made = parts((tmp_path / "b.docx").read_bytes())
    assert made["word/comments.xml"] == b"<stray/>"
    assert "【差错】" in made["word/comments1.xml"].decode()


def test_ids_are_those_that_nobody_has(tmp_path: Path) -> None:
    theirs = comment(0, "好") + comment(2, "好").replace('"2"', '"x"') + comment(2147483647, "好")
    body = p(ranged(0, r("甲")), ranged(2147483647, r("乙")), ranged(1, r("丙")), SENTENCE)
    (tmp_path / "a.docx").write_bytes(docx(body, comments=theirs))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    (one,) = [
        number
        for number in parts((tmp_path / "b.docx").read_bytes())["word/comments.xml"]
        .decode()
        .split('w:id="')[1:]
        if "gouji" in number.split(">")[0]
    ]
    assert one.startswith('2"')


@pytest.mark.parametrize("part", ["word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "bad",
    [b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b""],
    ids=["broken", "entities", "empty"],
)
def test_parts_that_are_broken_or_hostile_are_refused(part: str, bad: bytes, tmp_path: Path) -> None:
    theirs = docx(p(ranged(0, r("甲")), SENTENCE), comments=comment(0, "好"))
    (tmp_path / "a.docx").write_bytes(changed(theirs, lambda files: files.update({part: bad})))
    run = annotate(tmp_path, "a.docx", "-o", "b.docx", code=2)
    assert part in run.stderr
    assert not (tmp_path / "b.docx").exists()


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "UNPACKED_BYTES", 1 << 20)
    content = changed(docx(p(SENTENCE)), lambda files: files.update({"word/media/a.xml": bytes(4 << 20)}))
    (tmp_path / "a.docx").write_bytes(content)
    run = annotate(tmp_path, "a.docx", "-o", "b.docx", code=2)
    assert "解压后超过" in run.stderr
    assert not (tmp_path / "b.docx").exists()


def test_a_picture_that_is_broken_is_refused(tmp_path: Path) -> None:
    content = bytearray(
        changed(docx(p(SENTENCE)), lambda files: files.update({"word/media/a.xml": b"1" * 99}))
    )
    at = content.rindex(b"PK\x01\x02")
    content[at + 16 : at + 20] = b"abcd"
    (tmp_path / "a.docx").write_bytes(bytes(content))
    assert "解压不了" in annotate(tmp_path, "a.docx", "-o", "b.docx", code=2).stderr


def test_a_note_whose_mark_was_deleted_stands_on_the_title(tmp_path: Path) -> None:
    gone = f'<w:del w:id="1" w:author="李">{note("footnote", 2)}</w:del>'
    content = docx(p("说明", gone, "。"), footnotes=notes("footnote", p(SENTENCE)))
    (tmp_path / "a.docx").write_bytes(content)
    run = annotate(tmp_path, "a.docx", "-o", "b.docx")
    (one,) = own((tmp_path / "b.docx").read_bytes())
    assert one.anchor == TITLE
    assert one.lines[0] == "另有1条疑点没有可加批注的数字，列在这里："
    assert "没有可加批注的数字：差错" in run.stderr


def test_a_document_that_is_all_boxes(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("", title=p(box(p(TITLE) + p(SENTENCE)))))
    annotate(tmp_path, "a.docx", "-o", "b.docx")
    assert faults((tmp_path / "b.docx").read_bytes()) == []


def test_options_of_documents_are_of_the_annotated_one(tmp_path: Path) -> None:
    (tmp_path / "今年.docx").write_bytes(docx(p("新建果园126个。"), title=p("工作总结")))
    (tmp_path / "去年.txt").write_text("青川市2023年工作总结\n新建果园118个。\n", encoding="utf-8")
    run = annotate(
        tmp_path, "今年.docx", "--against", "去年.txt", "--year", "2024", "--publisher", "青川市", code=0
    )
    assert "今年 读作：青川市，2024" in run.stderr
    assert "去年 读作：青川市，2023" in run.stderr


def test_what_word_has_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "b.docx").write_bytes(b"")

    def refused(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("pathlib.Path.replace", refused)
    assert "可能正在 Word 或 WPS 里打开着" in annotate(tmp_path, "a.docx", "-o", "b.docx", code=2).stderr
    assert "没有权限" in annotate(tmp_path, "a.docx", "-o", "c.docx", code=2).stderr
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "b.docx"}


def test_a_folder_of_other_years(tmp_path: Path) -> None:
    (tmp_path / "今年.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "去年.txt").write_text("青川市2023年工作总结\n签约项目118个。\n", encoding="utf-8")
    (tmp_path / "~$去年.docx").write_bytes(b"\x03Wang")
    for _ in range(2):
        run = annotate(tmp_path, "今年.docx", "--against", ".", "-o", "批注.docx")
        read_as = [line.split(" ")[1] for line in run.stderr.splitlines() if "读作" in line]
        assert read_as == ["今年", "去年"]


def test_a_rule_that_fails_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    monkeypatch.setattr(module, "term_reversed", module.term_reversed._replace(check=failing))
    run = annotate(tmp_path, "a.docx", "-o", "b.docx", code=3)
    assert "规则 GJ605 自身出错" in run.stderr
    assert own((tmp_path / "b.docx").read_bytes())


def test_quiet_tells_only_what_has_no_comment(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(SENTENCE)))
    assert annotate(tmp_path, "a.docx", "-q").stderr == ""


def test_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        title = p(f"青川市{year}年工作总结")
        (tmp_path / year / "总结.docx").write_bytes(docx(p(SENTENCE), title=title))
    this, last = (str(tmp_path / year / "总结.docx") for year in ("2024", "2023"))
    annotate(tmp_path, this, "--against", last, "-o", "b.docx")
    assert [one.anchor for one in own((tmp_path / "b.docx").read_bytes())] == [FIGURE]
