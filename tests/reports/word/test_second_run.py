"""Comments in a document that has some of an earlier run."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree
from tests.reports.word.files import BEFORE, FIGURE, MICROSOFT, SENTENCE, W, comment, docx, p, r, ranged
from tests.reports.word.looked_at import comments, faults, own, parts, xml

from gouji.reports.word.annotate import marks_in

if TYPE_CHECKING:
    from pathlib import Path

from tests.reports.word.running import annotate, made


def test_what_is_mended_loses_its_comment(folder: Path) -> None:
    two = p(SENTENCE) + p("新建学校30所，其中小学12所、中学28所。")
    (folder / "总结.docx").write_bytes(docx(two, comments=comment(0, "好"), title=ranged_title()))
    annotate(folder, "总结.docx", "-o", "批注.docx")
    assert [one.anchor for one in own(made(folder))] == ["126个", "30所"]
    mended = rewritten(made(folder), "word/document.xml", b"126", b"136")
    (folder / "批注.docx").write_bytes(mended)
    run = annotate(folder, "批注.docx", "-o", "批注.docx")
    assert "批注.docx，请打开查看：批注 1 处（差错 1，待核 0，提示 0）；新加 0，原有 1，去掉 1" in run.stderr
    assert [one.anchor for one in own(made(folder))] == ["30所"]
    assert [one.lines for one in comments(made(folder)) if one.author == "王编辑"] == [("好",)]
    assert faults(made(folder)) == []
    body = xml(made(folder), "word/document.xml")
    assert not [run for run in body.iter(f"{{{W}}}r") if len(run) == 0]


def test_comments_that_earlier_versions_signed_are_known(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    signed = rewritten(made(folder), "word/comments.xml", b">GJ205<", b">gouji GJ205 0123456789abcdef<")
    (folder / "批注.docx").write_bytes(signed)
    run = annotate(folder, "批注.docx", "-o", "批注.docx")
    assert "新加 0，原有 1，去掉 0" in run.stderr


def ranged_title() -> str:
    return p(ranged(0, r("青川市2024年工作总结")))


def rewritten(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a package with a part that somebody has edited."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, data in parts(content).items():
            archive.writestr(part, data.replace(old, new) if part == name else data)
    return packed.getvalue()


def test_a_comment_follows_its_figure_when_text_comes_in_before_it(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    sentence = "今年天气好。</w:t></w:r></w:p><w:p><w:r><w:t>下一段。"
    longer = rewritten(made(folder), "word/document.xml", BEFORE.encode(), f"{sentence}{BEFORE}".encode())
    (folder / "批注.docx").write_bytes(longer)
    run = annotate(folder, "批注.docx", "-o", "批注.docx")
    assert "新加 0，原有 1，去掉 0" in run.stderr
    assert [one.anchor for one in own(made(folder))] == [FIGURE]


def test_a_comment_that_was_moved_away_is_put_on_its_figure_again(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    body = xml(made(folder), "word/document.xml")
    marks = marks_in(body)["0"]
    assert marks.start is not None
    first = next(body.iter(f"{{{W}}}r"))
    first.addprevious(marks.start)
    moved = rewritten(
        made(folder), "word/document.xml", parts(made(folder))["word/document.xml"], etree.tostring(body)
    )
    (folder / "批注.docx").write_bytes(moved)
    run = annotate(folder, "批注.docx", "-o", "批注.docx")
    assert "新加 1，原有 0，去掉 1" in run.stderr
    assert [one.anchor for one in own(made(folder))] == [FIGURE]
    assert faults(made(folder)) == []


def as_word_saves(content: bytes, *, reply: str = "") -> bytes:
    """Return a file with the parts that Word adds to comments; perhaps somebody replied to the first."""
    told = xml(content, "word/comments.xml")
    names = {}
    for number, one in enumerate(told):
        *_, last = one
        names[one.get(f"{{{W}}}id")] = f"0000000{number + 1}"
        last.set(f"{{{MICROSOFT}/word/2010/wordml}}paraId", f"0000000{number + 1}")
    inside = etree.tostring(told).decode().partition(">")[2].rpartition("</")[0]
    body = etree.tostring(xml(content, "word/document.xml")).decode()
    body = body.partition("<w:body>")[2].rpartition("<w:sectPr/>")[0]
    extended = "".join(f'<w15:commentEx w15:paraId="{one}" w15:done="0"/>' for one in names.values())
    if reply:
        inside += comment(70, reply, paragraph="000000AA")
        extended += '<w15:commentEx w15:paraId="000000AA" w15:paraIdParent="00000001" w15:done="0"/>'
        marks = ranged(70, "")
        body = body.replace('<w:commentRangeStart w:id="0"/>', f'<w:commentRangeStart w:id="0"/>{marks}', 1)
    ids = "".join(
        f'<w16cid:commentId w16cid:paraId="{one}" w16cid:durableId="A{one[1:]}"/>' for one in names.values()
    )
    durable = "".join(f'<w16cex:commentExtensible w16cex:durableId="A{one[1:]}"/>' for one in names.values())
    return docx(
        body,
        title="",
        comments=inside,
        commentsExtended=extended,
        commentsIds=ids,
        commentsExtensible=durable,
    )


def test_what_word_adds_to_comments_goes_with_them(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    saved = as_word_saves(made(folder))
    assert faults(saved) == []
    (folder / "批注.docx").write_bytes(saved)
    annotate(folder, "批注.docx", "-o", "批注.docx")
    assert made(folder) == saved
    (folder / "批注.docx").write_bytes(rewritten(saved, "word/document.xml", b"126", b"136"))
    annotate(folder, "批注.docx", "-o", "批注.docx", code=0)
    assert comments(made(folder)) == []
    for name in ("comments", "commentsExtended", "commentsIds", "commentsExtensible"):
        assert len(xml(made(folder), f"word/{name}.xml")) == 0, name


def test_a_comment_that_somebody_replied_to_stays_marked_as_done(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    saved = rewritten(as_word_saves(made(folder), reply="已改"), "word/document.xml", b"126", b"136")
    (folder / "批注.docx").write_bytes(saved)
    run = annotate(folder, "批注.docx", "-o", "批注.docx", code=0)
    assert "已改正而有人回复的批注 1 条" in run.stderr
    assert [one.lines[0] for one in comments(made(folder)) if one.author == "王编辑"] == ["已改"]
    done = [
        one.get(f"{{{MICROSOFT}/word/2012/wordml}}done")
        for one in xml(made(folder), "word/commentsExtended.xml")
    ]
    assert done == ["1", "0"]
    assert faults(made(folder)) == []


def test_people_who_are_called_gouji_keep_their_comments(folder: Path) -> None:
    theirs = comment(3, "请核", author="gouji 勾稽").replace('initials="王"', 'initials="gouji"')
    (folder / "总结.docx").write_bytes(docx(p(BEFORE, ranged(3, r(FIGURE)), "。"), comments=theirs))
    annotate(folder, "总结.docx", "-o", "批注.docx", code=0)
    assert made(folder) == made(folder, "总结.docx")
