"""The account of sentences and tables in text, JSON and HTML."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.page import Page

import gouji.reading
from gouji.checks.audit import audit
from gouji.checks.messages import LANGUAGES
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of
from gouji.reports import json as json_report
from gouji.reports.account import by_words
from gouji.reports.html.document import render as as_html
from gouji.reports.html.silence import silence
from gouji.reports.html.words import WORDS as HTML_WORDS
from gouji.reports.text import WORDS, Style, render

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language

READING = Path(gouji.reading.__file__).parent
HEAD = "临川县2024年国民经济和社会发展统计公报\n"
PARTED = "全年签约项目210个，分别为工业项目95个、农业项目85个、服务业项目40个。\n"
SILENT = "改造小区21个，新建公园14个，治理积水点33个。\n"
TABLE = "产品\t产量（吨）\n茶叶\t1863\n香菇\t972\n木耳\t418\n"


def result_of(text: str) -> AuditResult:
    """Return the audit of a document."""
    return audit(source_of({"a": Document("x.txt", HEAD + text, blocks_of(HEAD + text), "", "0" * 64)}))


def lines(text: str, language: Language = "zh", detail: int = 2) -> list[str]:
    """Return the lines of a report in text."""
    return render(result_of(text), Style(language, detail)).splitlines()


def test_text_counts_by_reason_and_then_lists_in_the_order_of_the_text() -> None:
    told = lines(PARTED + SILENT + TABLE)
    at = told.index("同一单位有三个以上数字的句子 2 处，表 1 张：1 处内部有核对，2 处没有")
    assert told[at - 1] == ""
    assert told[at + 1 : at + 6] == [
        "  1  没有哪个词说明这些数里谁是总数、谁是分项",
        "  1  没有认出合计的行或列（合计、总计、小计），也没有“其中”",
        "  x.txt:2: 210个、95个、85个、40个  “分别为”联系4个，核过 2 项",
        "  x.txt:3: 21个、14个、33个  没有哪个词说明这些数里谁是总数、谁是分项",
        "  x.txt:5: 表，数字 3 格  没有认出合计的行或列（合计、总计、小计），也没有“其中”",
    ]
    assert told[at + 6] == ""


def test_text_in_english() -> None:
    assert (
        "  x.txt:3: 21个, 14个, 33个  no word says which of these figures is a total and which are its parts"
        in lines(PARTED + SILENT, "en")
    )


def test_every_construct_that_ties_figures_has_words() -> None:
    kinds = "sum|share|mean|ratio|flow|again|table|growth|part|list|movement"
    named = re.compile(rf'"((?:{kinds})\.[a-z_-]+)"')
    sources = READING.rglob("*.py")
    constructs = {name for path in sources for name in named.findall(path.read_text("utf-8"))}
    assert len(constructs) > 60
    for language in LANGUAGES:
        assert constructs <= by_words(language).keys()
        "".join(by_words(language).values()).encode("gbk")


def test_text_has_it_only_where_all_is_asked() -> None:
    assert not any("三个以上数字" in line for line in lines(SILENT, detail=1))


def test_text_of_long_documents_is_cut_and_says_so() -> None:
    told = lines("".join(f"改造小区{n}1个，新建公园{n}2个，治理积水点{n}3个。\n" for n in range(1, 131)))
    assert sum(line.startswith("  x.txt:") for line in told) == 100
    assert "  另有 30 处未列出（JSON 的 account 列出全部）" in told


def test_many_figures_of_a_sentence_are_cut_too() -> None:
    listed = "，".join(f"新建第{name}类设施{n}处" for n, name in enumerate("甲乙丙丁戊己庚辛壬癸", start=11))
    assert any("、18处等10个  " in line for line in lines(f"{listed}。\n"))


def test_json_has_every_entry_with_plain_values() -> None:
    parted, silent = json.loads(json_report.render(result_of(PARTED + SILENT), Style()))["account"]
    assert list(parted) == [
        "summary", "file", "line", "start", "end", "kind", "figures", "quotes", "unit", "tied", "decided",
        "undecided", "why", "reason",
    ]  # fmt: skip
    (tie,) = parted["tied"]
    assert tie == {"via": "sum.fenbie", "facts": ["a+210个+1", "a+95个+1", "a+85个+1", "a+40个+1"]}
    assert parted["reason"] is None
    assert (silent["why"], silent["reason"].keys()) == ("no-word", {"zh", "en"})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_folds_the_list_and_links_entries_to_their_findings(language: Language) -> None:
    result = result_of(PARTED + SILENT + TABLE)
    source = as_html(result, Style(language))
    shown = Page(source).part("silence")
    (finding,) = [one for one in result.findings if one.rule == "GJ205"]
    assert '<a href="#silence">' in source
    assert "<details>" in shown.source
    assert shown.source.count("<li>") == 3
    assert shown.source.count(f'href="#f-{finding.fingerprint}"') == 1
    assert "21个" in shown.text
    assert ("第3段" if language == "zh" else "paragraph 3") in shown.text
    assert "x.txt" not in shown.text
    assert "sum.fenbie" not in source


def test_html_has_no_such_part_where_no_text_is_at_hand(account: AuditResult) -> None:
    assert 'id="silence"' not in as_html(account, Style())


def test_html_lists_a_bounded_number_and_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.reports.html.silence._MOST", 1)
    result = result_of(PARTED + SILENT)
    part = silence(result, (), HTML_WORDS["zh"], WORDS["zh"])
    assert part is not None
    assert (len(part.entries), part.left) == (1, 1)
    assert "另有 1 处未列出" in as_html(result, Style())


def test_html_takes_the_text_as_text() -> None:
    text = '改造<b>小区21个，新建&公园14个，治理"积水点33个。\n'
    shown = Page(as_html(result_of(text), Style())).part("silence")
    assert "<b>" not in shown.source
