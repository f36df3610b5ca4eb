"""What comments say, which findings have one, and how they come and go over several runs."""

from __future__ import annotations

import csv
import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx import Document
from tests.cli import door
from tests.reports.word.files import SENTENCE, W, comment, docx, p, r, ranged
from tests.reports.word.looked_at import comments, faults, own, xml
from tests.reports.word.made_up import commented, figures, finding
from tests.reports.word.running import LAST_YEAR, annotate, made

from gouji.checks.joins import said_of
from gouji.reading.documents.docx import read
from gouji.reports.word.comments import MOST_CHARACTERS
from gouji.reports.word.wording import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.rule import Level


def test_a_comment_tells_the_fault_with_its_arithmetic(folder: Path) -> None:
    annotate(folder, "总结.docx", "-o", "批注.docx")
    (one,) = own(made(folder))
    head, signed = one.lines
    assert head.startswith("【差错】")
    assert "52个＋41个＋43个＝136个" in head
    assert signed == "GJ205"


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
    for about, told in (("", "提示 "), (",今年", "待核 "), (",总结", "")):
        text = f"fingerprint,rule,reason{',summaries' if about else ''}\n{'0' * 16},GJ205,另有说明{about}\n"
        (folder / "waivers.csv").write_text(text, encoding="utf-8")
        run = annotate(folder, "今年.docx", "-o", "今年批注.docx", "--waivers", "waivers.csv", code=0)
        assert ("照原清单：" in run.stderr, "[GJ901]" in run.stderr) == (bool(told), bool(told))
        assert told in run.stderr


def test_figures_that_gouji_did_not_read_are_not_an_editor_s_business(folder: Path) -> None:
    (folder / "a.docx").write_bytes(docx(p("两地三方共建第一个果园。产量12万吨。")))
    run = door.gouji("audit", "a.docx", "--output-format", "json", cwd=folder)
    assert {one["rule"] for one in json.loads(run.stdout)["findings"]} == {"GJ104"}
    annotate(folder, "a.docx", "-o", "批注.docx", code=0)
    assert own(made(folder)) == []


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


def test_a_comment_has_the_time_that_is_stated_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.docx"
    written = Document()
    written.add_paragraph("产量1.1万吨。")
    written.core_properties.modified = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)
    written.save(str(path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (one,) = xml(commented(path, [finding(0, *figures(path))]).content, "word/comments.xml")
    assert one.get(f"{{{W}}}date") is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1736843400")
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
        "GJ205",
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
