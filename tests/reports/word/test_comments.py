"""What comments say, which findings have one, and how they come and go over several runs."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document
from lxml import etree
from tests.cli import door
from tests.reports.word.files import BEFORE, FIGURE, MICROSOFT, SENTENCE, W, comment, docx, p, r, ranged
from tests.reports.word.looked_at import comments, faults, own, parts, xml
from tests.reports.word.made_up import commented, figures, finding

from gouji.checks.joins import said_of
from gouji.reading.documents.docx import read
from gouji.reports.word.comments import MOST_CHARACTERS
from gouji.reports.word.marks import marks_in
from gouji.reports.word.wording import WORDS

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

    from gouji.checks.rule import Level

THIS_YEAR = (
    "<w:p><w:r><w:t>2025年1月14日</w:t></w:r></w:p>"
    + p("全年新建果园126个，其中山区52个、平原41个、河谷43个。")
    + p("果品互销额42.5亿元，增长6.2%。")
)
LAST_YEAR = """青川市2023年工作总结
2024年1月15日
全年新建果园118个，其中山区50个、平原68个。
果品互销额41.8亿元，增长5.1%。
二、2024年工作安排
2024年经济社会发展主要预期目标是：新建果园140个，城镇调查失业率5.5%左右。
"""


def annotate(folder: Path, *arguments: str, code: int = 1) -> CompletedProcess[str]:
    run = door.gouji("annotate", *arguments, "--fail-on", "note", cwd=folder)
    assert run.returncode == code, run.stderr
    return run


def made(folder: Path, name: str = "批注.docx") -> bytes:
    return (folder / name).read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "总结.docx").write_bytes(docx(p(SENTENCE)))
    (tmp_path / "今年.docx").write_bytes(docx(THIS_YEAR))
    (tmp_path / "去年.txt").write_text(LAST_YEAR, encoding="utf-8")
    return tmp_path


def test_a_comment_tells_the_fault_with_its_arithmetic(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    (one,) = own(made(folder))
    head, signed = one.lines
    assert head.startswith("【差错】")
    assert "52个＋41个＋43个＝136个" in head
    assert signed.startswith("gouji GJ205 ")


def test_other_places_are_quoted_with_where_they_are(folder: Path) -> None:
    run = annotate(folder, "今年.docx", "--against", "去年.txt", "-o", "批注.docx")
    told = {line for one in own(made(folder)) for line in one.lines}
    assert any(line.startswith("对照《青川市2023年工作总结》（青川市 2024-01-15）：") for line in told), told
    assert any(line.endswith("新建果园140个，城镇调查失业率5.5%左右。") for line in told), told
    assert "去年 读作：青川市，2023" in run.stderr


def test_in_english(folder: Path) -> None:
    run = annotate(folder, "总结.docx", "-o", "b.docx", "--lang", "en")
    assert own(made(folder, "b.docx"))[0].lines[0].startswith("[error] ")
    assert "b.docx: 1 comments (error 1, warning 0, note 0); 1 added, 0 kept, 0 removed" in run.stderr


def test_what_last_year_alone_says_is_not_this_document_s(folder: Path) -> None:
    (folder / "去年.txt").write_text(LAST_YEAR + SENTENCE, encoding="utf-8")
    audited = door.gouji("audit", "今年.docx", "去年.txt", cwd=folder)
    assert "136个" in audited.stdout
    run = annotate(folder, "今年.docx", "--against", "去年.txt", "-o", "批注.docx")
    assert "136个" not in "".join(line for one in own(made(folder)) for line in one.lines)
    assert "136个" not in run.stderr


def test_a_target_that_is_not_told_of_stands_on_the_title(folder: Path) -> None:
    run = annotate(folder, "今年.docx", "--against", "去年.txt", "-o", "批注.docx")
    (last,) = [one for one in own(made(folder)) if one.lines[-1] == "gouji"]
    assert last.anchor == "青川市2024年工作总结"
    assert "5.5%左右" in "".join(last.lines)
    lines = [line for line in run.stderr.splitlines() if "没有可加批注的数字" in line]
    assert any("5.5%左右" in line and line.endswith("[GJ407]") for line in lines), run.stderr
    assert faults(made(folder)) == []


def test_waived_findings_have_no_comment(folder: Path) -> None:
    run = door.gouji("audit", "总结.docx", "--output-format", "json", cwd=folder)
    (found,) = [one for one in json.loads(run.stdout)["findings"] if one["level"] == "error"]
    with (folder / "waivers.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("fingerprint", "rule", "reason", "who", "until"))
        rows.writerow((found["fingerprint"], found["rule"], "含跨界项目", "王", "2999-12-31"))
    annotate(folder, "总结.docx", "-o", "批注.docx", "--waivers", "waivers.csv", code=0)
    assert own(made(folder)) == []
    assert made(folder) == made(folder, "总结.docx")
    run = annotate(folder, "今年.docx", "-o", "批注.docx", "--waivers", "waivers.csv", code=0)
    assert "照原清单：待核 " in run.stderr
    assert "[GJ901]" in run.stderr


def test_figures_that_gouji_did_not_read_are_not_an_editor_s_business(folder: Path) -> None:
    (folder / "a.docx").write_bytes(docx(p("两地三方共建第一个果园。产量12万吨。")))
    run = door.gouji("audit", "a.docx", "--output-format", "json", cwd=folder)
    assert {one["rule"] for one in json.loads(run.stdout)["findings"]} == {"GJ104"}
    annotate(folder, "a.docx", "-o", "批注.docx", code=0)
    assert own(made(folder)) == []


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


def test_two_thousand_findings(tmp_path: Path) -> None:
    letters, crops = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", "稻麦豆薯麻茶桑果菌蜜"
    body = "".join(
        p(*(f"{one}{two}{crop}产量{row}{place}.{place}万吨。" for place, crop in enumerate(crops, start=1)))
        for row, one in enumerate(letters, start=1)
        for two in letters[:10]
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(body))
    facts = figures(path)
    assert len(facts) == 2000
    began = time.process_time()
    whole = commented(path, [finding(number, fact) for number, fact in enumerate(facts)])
    assert time.process_time() - began < 60
    seen = own(whole.content)
    assert (len(seen), whole.left) == (2000, ())
    assert [one.anchor for one in seen] == [fact.quote for fact in facts]
    assert faults(whole.content) == []
    assert read(whole.content, "").text == read(path.read_bytes(), "").text
    path.write_bytes(whole.content)
    again = commented(path, [finding(number, fact) for number, fact in enumerate(facts)])
    assert (again.added, again.kept, again.content == whole.content) == (0, 2000, True)


def test_word_opens_no_more_comments_than_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.reports.word.annotate.MOST_RANGES", 6)
    path = tmp_path / "a.docx"
    body = p("产量1.1万吨、2.2万吨、3.3万吨、4.4万吨、5.5万吨。", ranged(1, r("请看")))
    path.write_bytes(docx(body, comments=comment(1, "好")))
    facts = figures(path)
    levels: tuple[Level, ...] = ("note", "warning", "note", "error", "note")
    found = [finding(number, fact, level=levels[number]) for number, fact in enumerate(facts)]
    whole = commented(path, found)
    assert [one.level for one in whole.findings] == ["error", "warning", "note", "note"]
    assert len(whole.left) == 1
    assert len(comments(whole.content)) == 6
    assert own(whole.content)[-1].lines[1].startswith("【提示】")


def test_comments_are_no_longer_than_people_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("产量1.1万吨。")))
    whole = commented(path, [finding(0, *figures(path), said="长" * 50_000)])
    (one,) = own(whole.content)
    assert len(one.lines[0]) == MOST_CHARACTERS
    path.write_bytes(whole.content)
    assert commented(path, [finding(0, *figures(path), said="长" * 50_000)]).kept == 1


def test_a_comment_has_the_day_of_the_document_s_last_change(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    written = Document()
    written.add_paragraph("产量1.1万吨。")
    written.core_properties.modified = datetime(2025, 1, 14, 8, 30, tzinfo=UTC)
    written.save(str(path))
    whole = commented(path, [finding(0, *figures(path))])
    (one,) = xml(whole.content, "word/comments.xml")
    assert one.get(f"{{{W}}}date") == "2025-01-14T08:30:00Z"
    assert faults(whole.content) == []


def test_many_places_are_not_all_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx("".join(p(f"{one}产量{number}.5万吨。") for number, one in enumerate("稻麦豆薯麻茶桑果菌蜜米")))
    )
    facts = figures(path)
    whole = commented(path, [finding(0, *facts)])
    (one,) = own(whole.content)
    assert len(one.lines) == 11
    assert one.lines[1] == "对照本文：麦产量1.5万吨。"
    assert one.lines[9] == "……对照之处共10个。"


def test_what_an_editor_reads_of_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("产量1.1万吨。")))
    how = {"words": "稻谷产量", "others": "稻产量", "likeness": 429, "next_best": 0}
    said = said_of(how)["zh"]
    one = replace(
        finding(0, *figures(path), said=f"说法不一：作“1.1万吨”。请核。{said}"),
        details={"joined": how},
        algebra="1.1万吨 × 2 = 2.2万吨 ≠ 2.3万吨",
        suggestion="1.15万吨",
    )
    whole = commented(path, [one])
    (seen,) = own(whole.content)
    assert seen.lines == (
        "【待核】说法不一：作“1.1万吨”。请核。",
        "算式：1.1万吨 × 2 = 2.2万吨 ≠ 2.3万吨",
        "可能应为：1.15万吨",
        "两处用语不同（“稻谷产量”“稻产量”）：如果说的不是一件事，不必理会。",
        "gouji GJ205 0000000000000000",
    )
    bold = [
        run
        for run in xml(whole.content, "word/comments.xml").iter(f"{{{W}}}r")
        if run.find(f"{{{W}}}rPr/{{{W}}}b") is not None
    ]
    assert ["".join(map(str, run.itertext())) for run in bold] == ["【待核】说法不一："]


def test_both_languages_say_the_same_in_words_that_gbk_has() -> None:
    zh, en = (vars(WORDS[language]) for language in ("zh", "en"))
    assert zh.keys() == en.keys()
    for key in zh:
        assert re.findall("{[a-z]+}", zh[key]) == [] or set(re.findall("{[a-z]+}", zh[key])) == set(
            re.findall("{[a-z]+}", en[key])
        )
        zh[key].encode("gbk")


def test_a_comment_on_the_title_stands_on_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("增产3.2万吨。"), title=p("产量1.1万吨的一年")))
    one, two = figures(path)
    elsewhere = finding(1, two)
    elsewhere = replace(elsewhere, facts=tuple(replace(fact, file="b.docx") for fact in elsewhere.facts))
    whole = commented(path, [finding(0, one), elsewhere])
    assert [seen.anchor for seen in own(whole.content)] == ["1.1万吨", "产量1.1万吨的一年"]
    assert whole.left == (elsewhere,)
    path.write_bytes(whole.content)
    assert commented(path, [finding(0, one), elsewhere]).kept == 2


def test_several_comments_stand_on_one_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("产量1.1万吨，增长2%。")))
    one, two = figures(path)
    whole = commented(path, [finding(0, one), finding(1, one, two), finding(2, two, one), finding(0, one)])
    assert [seen.anchor for seen in own(whole.content)] == ["1.1万吨", "1.1万吨", two.quote, "1.1万吨"]
    assert faults(whole.content) == []


def test_signs_that_no_file_may_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("产量1.1万吨。")))
    whole = commented(path, [finding(0, *figures(path), said="坏\x00\x0b\u202e\uffff字 <w:t>&amp;")])
    assert own(whole.content)[0].lines[0] == "【待核】坏????字 <w:t>&amp;"


@pytest.mark.parametrize(
    "algebra", ["[5, 5] ∌ 4", "35个 ∌ k / 12人", "∄ 3人", "2024-06-30 > 2023", "150公里 → ?"]
)
def test_what_is_no_arithmetic_is_left_out(tmp_path: Path, algebra: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("产量1.1万吨。")))
    whole = commented(path, [replace(finding(0, *figures(path), said="不合。"), algebra=algebra)])
    (one,) = own(whole.content)
    assert not any(line.startswith("算式") for line in one.lines)
