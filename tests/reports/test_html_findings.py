"""What findings show beside their message, source texts, packed lists, charts."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.reports.cases import SUMMARIES, audited, page
from tests.reports.page import Page

from gouji.checks.audit import audit
from gouji.checks.findings import Location
from gouji.checks.messages import LANGUAGES
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of
from gouji.reports.html.cards import Term, equation
from gouji.reports.html.document import render
from gouji.reports.html.intervals import MARGIN, WIDTH, End, bars
from gouji.reports.html.packing import chunks, pack, split
from gouji.reports.html.pieces import CODED, Figure, Passages, Piece, pieces
from gouji.reports.text import Style

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.findings import AuditResult
    from gouji.reports.html.pieces import Passage

TEXT = """青石县图书馆2024年工作总结

全年举办讲座48场，分别为少儿讲座21场、老年讲座19场、家长讲座12场。
新增读者证3120张，比上年增长4%。另见12楼。
"""


def of_document(text: str) -> AuditResult:
    return audit(source_of({"馆": Document("馆.txt", text, blocks_of(text), "", "0" * 64)}))


def passages(text: str, *places: Location) -> list[Passage]:
    return list(Passages({"馆": text}).of(places, [Piece(one.quote or "", CODED) for one in places]))


def place(text: str, quote: str) -> Location:
    start = text.index(quote)
    return Location(None, "value", "馆", "馆.txt", 1, quote=quote, start=start, end=start + len(quote))


def test_figures_of_one_sentence_are_shown_in_it_once() -> None:
    (found,) = passages(TEXT, place(TEXT, "48场"), place(TEXT, "21场"))
    assert "".join(piece.text for piece in found.pieces) == TEXT.splitlines()[2]
    assert [piece.text for piece in found.pieces if piece.kind == CODED] == ["48场", "21场"]
    assert found.paragraph == 2


def test_figures_of_two_sentences_are_shown_apart_in_the_order_of_the_finding() -> None:
    found = passages(TEXT, place(TEXT, "4%"), place(TEXT, "48场"))
    assert [one.paragraph for one in found] == [3, 2]
    assert [one.pieces[0].text[:2] for one in found] == ["新增", "全年"]


def test_what_is_far_from_every_figure_is_left_out() -> None:
    text = "甲" * 200 + "12个" + "乙" * 300 + "13个" + "丙" * 200
    (found,) = passages(text, place(text, "12个"), place(text, "13个"))
    shown = "".join(piece.text for piece in found.pieces)
    assert shown == f"…{'甲' * 90}12个{'乙' * 90} … {'乙' * 90}13个{'丙' * 90}…"


def test_a_cell_and_a_fact_without_a_text_are_their_quotes() -> None:
    cell = Location(None, "value", "馆", "馆.txt", 4, quote="1863", start=3, end=7, place="表1!B2")
    gone = Location(None, "value", "别处", "a.csv", 2, quote="5项", start=3, end=5)
    found = passages(TEXT, cell, gone)
    assert [(one.paragraph, one.pieces) for one in found] == [
        (0, (Piece("1863", CODED),)),
        (0, (Piece("5项", CODED),)),
    ]


def test_pieces_give_the_text_back_whatever_overlaps() -> None:
    figures = [
        Figure(2, 5, Piece("", CODED)),
        Figure(4, 6, Piece("", CODED)),
        Figure(8, 12, Piece("", CODED)),
    ]
    found = list(pieces("abcdefghijkl", 1, 10, figures))
    assert "".join(one.text for one in found) == "bcdefghij"


def test_numbers_of_an_equation_have_the_names_of_their_facts() -> None:
    names = {"48场": "讲座", "21场": "少儿讲座", "8场": "?"}
    found = list(equation("48场 ≠ 21场 + 19场 = 40场", names, names.values()))
    assert found == [Term("48场", "讲座"), Term(" ≠ "), Term("21场", "少儿讲座"), Term(" + 19场 = 40场")]


def test_bars_have_filled_ends_where_they_belong_to_them_and_hollow_ones_where_not() -> None:
    def fact(quote: str, hard: Interval) -> Fact:
        return Fact("a.csv", 2, quote, "馆", quote, form="count", hard=hard, unit="个")

    exact = fact("90个", Interval.of(90))
    vague = fact("近100个", Interval(Fraction(90), Fraction(100), False, True))
    found = bars([exact, vague])
    assert found is not None
    assert [bar.ends for bar in found.bars] == [
        (End(MARGIN, False),),
        (End(MARGIN, False), End(WIDTH - MARGIN, True)),
    ]
    assert bars([exact, fact("95个", Interval.of(95))]) is None, "exact figures need no bars"
    assert bars([vague, fact("5个", Interval.of(5))]) is None, "too far apart"
    assert bars([vague]) is None


def test_a_text_shows_every_figure_and_marks_those_in_findings() -> None:
    source = render(of_document(TEXT), Style())
    texts = Page(source).part("texts")
    assert "2 全年举办讲座48场，分别为少儿讲座21场、老年讲座19场、家长讲座12场。" in texts.text
    ids = set(Page(source).ids())
    marked = [link for link in texts.all("a") if "figure" in (link["class"] or "")]
    assert len(marked) >= 4
    assert {(link["href"] or "")[1:] for link in marked} <= ids


def test_no_text_keeps_the_sentences_out() -> None:
    result = of_document(TEXT)
    assert "分别为少儿讲座" in render(result, Style())
    without = render(result, Style(with_texts=False))
    assert "分别为少儿讲座" not in without
    assert "21场" in without


def test_without_a_text_the_quotes_of_facts_are_listed(account: AuditResult) -> None:
    texts = page(account).part("texts")
    assert "手边没有原文" in texts.text
    assert "355项" in texts.text


def test_ties_name_the_rule_the_words_and_the_outcome_of_each_check() -> None:
    source = render(of_document(TEXT), Style())
    ((_, note),) = [one for one in Page(source).elements if one[1].get("id") == "ties"]
    labels, called, wrong, *every = json.loads(
        gzip.decompress(b64decode(note["data-ties"] or "")).decode("gbk")
    )
    assert called == ["2024"]
    assert ["不符" in labels[tie[0]] for tie in every] == [at < wrong for at in range(len(every))]
    assert any("“分别为”" in label and "不符" in label for label in labels)
    assert [0, 1, 0, 0, 1, 1, 0, 1, 2, 0, 1, 3] in [places for label, *places in every]


def test_a_tie_that_adds_nothing_up_says_so() -> None:
    documents = {}
    for year, told in ((2023, "建成数字阅读点310个。"), (2024, "数字阅读点增至402个。")):
        text = f"青石县图书馆{year}年工作总结\n\n{told}\n"
        documents[str(year)] = Document(f"{year}.txt", text, blocks_of(text), "", str(year) * 16)
    source = render(audit(source_of(documents)), Style())
    ((_, note),) = [one for one in Page(source).elements if one[1].get("id") == "ties"]
    labels, *_ = json.loads(gzip.decompress(b64decode(note["data-ties"] or "")).decode("gbk"))
    assert "一段时期里一部分时间的数，不应超过整段时期的数（只比大小，没有相加；相符）" in labels


def test_a_card_says_why_its_finding_stands_at_its_level(account: AuditResult) -> None:
    shown = [page(account, language).part("findings").text for language in LANGUAGES]
    counted = [text.count(told) for text, told in zip(shown, ("定级：", "Level: "), strict=True)]
    assert counted == [len(account.findings)] * 2
    said = "定级：分项列全，应当正好等于合计；这种写法由程序读出，本篇算得通的比算不通的少，降一级。"
    assert said in page(of_document(TEXT)).part("findings").text


def test_without_whole_texts_there_are_no_ties() -> None:
    assert 'id="ties"' not in render(of_document(TEXT), Style(with_texts=False))


def test_a_finding_of_figures_left_out_leads_to_each_and_stands_last() -> None:
    source = render(of_document(f"{TEXT}服务60岁以上读者420人、6岁以下儿童130人。\n"), Style())
    shown = re.findall(r"<article id=\"f-.*?</article>", source, re.DOTALL)
    left = Page(shown[-1])
    assert "没有录入" in left.text
    links = {(link["href"] or "")[1:] for link in left.all("a")}
    assert {name for name in Page(source).ids() if name in links and name.startswith("t-")} >= {
        name for name in links if name.startswith("t-")
    }
    assert len([name for name in links if name.startswith("t-")]) >= 2


def test_ordinals_that_rank_nothing_are_not_called_left_out() -> None:
    text = TEXT + "建成全省首个智慧书房，获评首批示范单位。在第十四届人民代表大会上报告。\n"
    shown = page(of_document(text))
    assert not any(word in shown.part("findings").text for word in ("首个", "首批", "第十四届"))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (4, 4), (5, 2)])
def test_a_list_is_split_only_where_it_is_long(count: int, shown: int) -> None:
    first, rest = split(range(count), 2, 4)
    assert [*first, *rest] == list(range(count))
    assert len(first) == shown


def test_what_is_packed_comes_out_again_and_holds_no_markup() -> None:
    fragments = ["<p>一</p>", "</script><b>&", "é😀￿", "\\\\u0000 \\b", "\n"]
    packed = pack(fragments)
    assert packed == pack(fragments)
    assert not set(packed) & set("<>&\"'")
    assert json.loads(gzip.decompress(b64decode(packed)).decode("gbk")) == fragments
    assert json.loads(gzip.decompress(b64decode(pack(["a\0b\b\r\u202e\x7f"]))).decode("gbk")) == ["a?b????"]
    assert [list(part) for part in chunks(range(5), 2)] == [[0, 1], [2, 3], [4]]


def test_an_indicator_of_three_years_has_a_chart(tmp_path: Path) -> None:
    facts = "summary,id,period,indicator,quote\n" + "".join(
        f"new,y{year},{year},事项,{number}项\n" for year, number in ((2021, 5), (2022, 9), (2024, 7))
    )
    charts = page(audited(tmp_path, facts, summaries=SUMMARIES)).part("charts")
    assert "事项 乙报" in charts.text
    assert charts.all("svg")[0]["aria-label"] == "2021: 5项; 2022: 9项; 2024: 7项"
    assert len(charts.all("circle")) == 3


def test_two_years_make_no_chart(account: AuditResult) -> None:
    assert 'id="charts"' not in page(account).source


def test_an_undated_finding_has_the_year_of_the_document_that_it_stands_in() -> None:
    text = "青石县图书馆2024年工作总结\n规划期为2035—2023年，11月31日闭馆。\n"
    document = Document("x.txt", text, blocks_of(text), "", "0" * 64)
    shown = render(audit(source_of({"x": document})), Style())
    years = re.findall(r'data-rule="GJ60[56]" data-years="(.*?)"', shown)
    assert years == ["2024", "2024"]
