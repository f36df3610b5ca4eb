"""The HTML report as text: frame and findings, hostile cells, what it says when there is nothing."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.reports.cases import CLEAN, ENTITIES, FACTS, PAIRS, SUMMARIES, audited, page, with_states
from tests.reports.page import Page

from gouji.checks.messages import LANGUAGES
from gouji.facts.table.dimensions import Dimensions
from gouji.reports.html.document import render
from gouji.reports.html.words import WORDS
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language


def test_the_verdict_line_stands_in_the_title_and_on_the_page(account: AuditResult) -> None:
    shown = page(account)
    levels, verdicts = account.levels, account.verdicts
    line = (
        f"× 差错 {levels['error']}  ! 待核 {levels['warning']}  · 提示 {levels['note']}  "
        f"√ 相符 {verdicts['consistent']}  未核 {verdicts['unchecked']}"
    )
    assert shown.title == f"{line} | 勾稽核对报告 《去年综述》、《今年综述》"
    assert " ".join(line.split()) in shown.text


def test_the_parts_stand_in_their_order_and_the_contents_link_to_them(account: AuditResult) -> None:
    shown = page(account)
    parts = ["findings", "texts", "years", "pairs", "unchecked", "sources"]
    assert [section["id"] for section in shown.all("section")] == parts
    hrefs = [link["href"] for link in shown.all("a")]
    assert hrefs[:6] == [f"#{part}" for part in parts]


def test_every_inner_link_has_its_target_and_every_id_stands_once(own: AuditResult) -> None:
    for language in LANGUAGES:
        shown = page(own, language)
        ids = shown.ids()
        assert len(ids) == len(set(ids))
        inner = [href[1:] for link in shown.all("a") if (href := link["href"] or "").startswith("#")]
        assert set(inner) <= set(ids)


def test_headings_descend_one_step_at_a_time(own: AuditResult) -> None:
    levels = [int(tag[1]) for tag, _ in page(own).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_their_heads_a_scope(account: AuditResult) -> None:
    shown = page(account)
    assert len(shown.all("table")) == len(shown.all("caption")) == 4
    assert {head.get("scope") for head in shown.all("th")} == {"col", "row"}
    regions = [box for box in shown.all("div") if box.get("role") == "region"]
    assert len(regions) == 5, "the tables, and the matrix of counterparts"
    assert all(box["tabindex"] == "0" and box["aria-label"] for box in regions)


def test_style_and_script_are_the_only_ones_that_the_policy_allows(account: AuditResult) -> None:
    source = render(account, Style())
    style, script = (
        b64encode(hashlib.sha256(source.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0].encode()).digest())
        for tag in ("style", "script")
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{style.decode()}'; script-src 'sha256-{script.decode()}'; "
        "base-uri 'none'; form-action 'none'"
    )
    metas = Page(source).all("meta")
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1] == {"http-equiv": "Content-Security-Policy", "content": policy}
    assert source.count("<style") == source.count("<script") == 1
    assert "style=" not in source


def test_nothing_is_fetched_and_only_the_script_runs(own: AuditResult) -> None:
    shown = page(own)
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in shown.elements}
    assert shown.all("script") == [{}]
    assert not {"fetch(", "XMLHttpRequest", "import(", "eval("} & set(re.findall(r"\w+\(", shown.source))
    assert "url(" not in shown.source
    assert "@import" not in shown.source
    assert not [name for _, attributes in shown.elements for name in attributes if name.startswith("on")]


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        written.append(render(audited(tmp_path / name, FACTS, summaries=SUMMARIES), Style()))
    assert written[0] == written[1]
    assert str(tmp_path) not in written[0]
    assert written[0].endswith("</html>\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_text_whatever_they_hold(hostile: AuditResult, language: Language) -> None:
    shown = page(hostile, language)
    assert not {"img", "svg"} & {tag for tag, _ in shown.elements}
    assert not re.search("<i>(甲|某厅)|<u>联合", shown.source)
    assert shown.all("script") == [{}]
    assert shown.source.count("</title>") == shown.source.count("</style>") == 1
    for cell in (
        "<script>alert(1)</script>",
        "</title><img src=x onerror=alert(2)>",
        "<script>alert(4)</script>",
        "</style><script>alert(6)</script>",
        "{{ 7 * 7 }}{% raw %}",
        "&lt;script&gt;",
        "<i>甲</i>",
        "<i>某厅</i>",
        "<u>联合</u>",
    ):
        assert cell in shown.text


def test_addresses_that_are_none_of_the_web_are_text(hostile: AuditResult) -> None:
    shown = page(hostile)
    assert "javascript:alert(3)" in shown.part("sources").text
    assert not [link for link in shown.all("a") if not (link["href"] or "").startswith("#")]


def test_characters_that_turn_the_direction_or_control_are_shown_as_question_marks(
    hostile: AuditResult,
) -> None:
    source = render(hostile, Style())
    assert '95项?gnp.exe"><svg onload=alert(5)>' in Page(source).text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", source)


def test_links_out_tell_nothing_of_where_they_come_from(account: AuditResult) -> None:
    out = [link for link in page(account).all("a") if not (link["href"] or "").startswith("#")]
    assert out
    assert {link["rel"] for link in out} == {"noopener noreferrer"}


def test_a_finding_tells_rule_sentence_sum_and_every_quote_with_its_place(account: AuditResult) -> None:
    (finding,) = [finding for finding in account.findings if finding.rule == "GJ205"]
    shown = page(account)
    start = shown.source.index(f'<article id="f-{finding.fingerprint}"')
    article = Page(shown.source[start : shown.source.index("</article>", start) + len("</article>")])
    assert article.text.startswith("× 差错 GJ205 合计对不上：355项 ≠ 95项＋115项＝210项")
    assert "按理，合计等于各分项之和" in article.text
    assert "355项 通办事项 ≠ 95项 通办事项 + 115项 通办事项" in article.text
    assert (
        "355项 看网页 《今年综述》 乙报 2025-01-06（转述） · facts/case.csv:6 · 通办事项 · 2024年"
        in article.text
    )
    assert "facts/case.csv:7" in article.text
    assert article.text.endswith("此条链接")
    assert "https://example.org/new.html#top:~:text=355%E9%A1%B9" in {
        link["href"] for link in article.all("a")
    }


def test_the_gravest_findings_come_first(account: AuditResult) -> None:
    classes = [article["class"] for article in page(account).all("article")]
    order = ["error", "warning", "note"]
    assert len(classes) == len(account.findings)
    assert classes == sorted(classes, key=lambda level: order.index(level or ""))
    assert set(classes) >= {"error", "warning"}


def test_a_suggestion_is_shown(own: AuditResult) -> None:
    (one,) = [finding for finding in own.findings if finding.suggestion == "川渝残联"]
    assert one.level == "warning"
    assert "可能应为 “川渝残联”" in page(own).text


def test_known_and_waived_findings_are_shown_but_not_counted(account: AuditResult) -> None:
    settled = with_states(account)
    shown = page(settled)
    total = sum(settled.levels.values())
    assert total == len(account.findings) - 2
    assert sum(int(count) for count in re.findall(r"(?:差错|待核|提示) (\d+)", shown.title)) == total
    assert "另有已知 1、照原 1，不计在内。" in shown.text
    assert len(shown.all("article")) == len(account.findings)
    assert "Besides, not counted: known 1, waived 1." in page(settled, "en").text


def test_findings_with_the_same_fingerprint_keep_anchors_apart(tmp_path: Path) -> None:
    facts = "id,period,indicator,quote\na,2024,甲,5个\na,2024,甲,6个\na,2024,甲,7个\n"
    ids = page(audited(tmp_path, facts)).ids()
    anchors = [name for name in ids if name.startswith("f-")]
    assert len(anchors) == len(set(anchors)) > 1
    assert anchors[1] == f"{anchors[0]}-2"


def test_a_faulty_cell_is_shown_with_its_column(hostile: AuditResult) -> None:
    told = page(hostile).text
    assert "<script>alert(4)</script>" in told
    assert "<script>alert(1)</script>" in told
    assert "facts/case.csv:2 · 列“period”" in told


def test_an_empty_cell_is_told_as_empty(tmp_path: Path) -> None:
    shown = page(audited(tmp_path, "id,period,indicator,quote\na,2024,甲,5个\n,2024,甲,6个\n"))
    assert "（空） facts/case.csv:3 · 列“id”" in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_at_all_still_reads_well(tmp_path: Path, language: Language) -> None:
    account = audited(tmp_path, CLEAN)
    nothing = replace(account.evidence, rows=(), dimensions=Dimensions({}, {}, {}))
    words = WORDS[language]
    text = page(replace(account, unchecked=(), findings=(), evidence=nothing), language).text
    for sentence in (words.no_findings, words.no_years, words.all_checked, words.no_sources):
        assert sentence in text


def test_both_languages_are_whole(own: AuditResult) -> None:
    chinese, english = page(own, "zh"), page(own, "en")
    assert chinese.all("html") == [{"lang": "zh-CN"}]
    assert english.all("html") == [{"lang": "en"}]
    assert english.title.startswith("× error ")
    for part in ("Findings", "Years side by side", "Counterparts", "Not checked", "Sources"):
        assert part in english.text
    assert own.findings[0].message["en"] in english.text
    assert own.findings[0].message["zh"] in chinese.text


def test_a_named_workspace_is_named(account: AuditResult) -> None:
    assert "勾稽核对报告 北区" in page(replace(account, workspace="北区")).text


def spoken(value: object) -> Iterator[str]:
    """Return every string in a word table's field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_words_hold_what_gbk_can_write(language: Language) -> None:
    words = WORDS[language]
    said = [text for value in vars(words).values() for text in spoken(value)]
    assert all(said)
    "".join(said).encode("gbk")


def test_both_languages_have_the_same_words() -> None:
    assert vars(WORDS["zh"]).keys() == vars(WORDS["en"]).keys()


def test_the_frame_of_a_report_holds_what_gbk_can_write(tmp_path: Path) -> None:
    account = audited(tmp_path, FACTS, pairs=PAIRS, summaries=SUMMARIES, entities=ENTITIES)
    findings = tuple(replace(one, algebra="", message={"zh": "", "en": ""}) for one in account.findings)
    render(replace(account, findings=findings), Style()).encode("gbk")


def test_two_thousand_findings_are_all_there(tmp_path: Path) -> None:
    rows = "".join(f"r{n},2024,甲{n},十项行动,list\n" for n in range(2000))
    account = audited(tmp_path, f"id,period,indicator,quote,form\n{rows}")
    assert len(account.findings) >= 2000
    assert render(account, Style()).count('<article id="f-') == len(account.findings)
