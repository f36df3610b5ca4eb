"""The HTML report as text: its parts, what it does to hostile cells, what it says when there is nothing."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reports.page import Page

from gouji.checks.audit import audit
from gouji.checks.findings import Change
from gouji.checks.messages import LANGUAGES
from gouji.checks.runner import Crash
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.dimensions import Dimensions
from gouji.reports.html.document import render
from gouji.reports.html.words import WORDS
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language

ROOT = Path(__file__).parents[2]
SUMMARIES = """id,year,title,publisher,published,url,standing,sha256
old,2023,去年综述,甲报,2024-01-05,https://example.org/old.html,primary,
new,2024,今年综述,乙报,2025-01-06,https://example.org/new.html#top,second-hand,{sha256}
""".format(sha256="ab" * 32)
ENTITIES = """id,name,kind,side,counterpart
川甲,四川甲厅,body,四川,渝甲
渝甲,重庆甲委,body,重庆,川甲
川乙,四川乙厅,body,四川,渝乙
渝乙,重庆乙委,body,重庆,川乙
报社,报社,body,,
"""
INDICATORS = "id,name\n项目,重点项目\n事项,通办事项\n独,独此一处\n"
FACTS = """summary,id,section,form,indicator,measure,period,scope,quote,start,end,whole,complete
old,a,,count,项目,,2023,,100个,3,7,,
new,b,,count,项目,,2024,全口径,120个,,,,
new,c,target,count,项目,,2025,,150个,,,,
new,d,,ratio,项目,growth,2024,,增长20%,,,,
new,t,,count,事项,,2024,,355项,9,13,,
new,p,,count,事项,,2024,,95项,,,t,true
new,q,,count,事项,,2024,,115项,,,t,true
old,o,,count,事项,,2024,,356项,,,,
new,only,,count,独,,2024,,7个,,,,
"""
PAIRS = """summary,id,form,subject,partner,alone,indicator,period,quote
new,m,pairing,川乙,渝乙,,,2024,甲乙联建
new,n,pairing,川甲,,,,2024,两地联合
new,z,pairing,报社,,third_party,,2024,报社
"""
CLEAN = "id,period,indicator,quote\na,2024,甲,5个\n"
HOSTILE_SUMMARY = (
    "id,title,publisher,url,standing\n"
    '"case","<script>alert(1)</script>","</title><img src=x onerror=alert(2)>",javascript:alert(3),primary\n'
)
HOSTILE = """id,form,subject,period,indicator,quote
a,,,<script>alert(4)</script>,甲,5项
b,,,"95项\u202egnp.exe""><svg onload=alert(5)>",甲,5项
c,,,</style><script>alert(6)</script>,甲,5项
d,,,{{ 7 * 7 }}{% raw %},甲,5项
e,,,&lt;script&gt;,甲,5项
f,,,2023,<i>甲</i>,5项
g,,,2024,<i>甲</i>,6项
h,pairing,<i>某厅</i>,2024,,<u>联合</u>
"""


def audited(root: Path, facts: str, **tables: str) -> AuditResult:
    (root / "facts").mkdir()
    (root / "facts" / "case.csv").write_text(facts, encoding="utf-8")
    for name, table in tables.items():
        (root / "facts" / f"{name}.csv").write_text(table, encoding="utf-8")
    return replace(audit(source_of(open_workspace(root))), workspace=".")


def page(account: AuditResult, language: Language = "zh") -> Page:
    return Page(render(account, Style(language)))


@pytest.fixture
def account(tmp_path: Path) -> AuditResult:
    return audited(
        tmp_path, FACTS, pairs=PAIRS, summaries=SUMMARIES, entities=ENTITIES, indicators=INDICATORS
    )


@pytest.fixture
def hostile(tmp_path: Path) -> AuditResult:
    return audited(tmp_path, HOSTILE, summaries=HOSTILE_SUMMARY)


@pytest.fixture(scope="module")
def own() -> AuditResult:
    return audit(source_of(open_workspace(ROOT)))


def row(source: str, name: str) -> str:
    """Return the text of the one table row that begins with this name."""
    rows = [Page(found).text for found in re.findall(r"<tr>.*?</tr>", source, re.DOTALL)]
    (one,) = [text for text in rows if text.startswith(name)]
    return one


def with_states(account: AuditResult) -> AuditResult:
    """Return the account with its first finding known, its second waived."""
    first, second, *others = account.findings
    return replace(
        account, findings=(replace(first, state="known"), replace(second, state="waived"), *others)
    )


def test_the_verdict_line_stands_in_the_title_and_on_the_page(account: AuditResult) -> None:
    shown = page(account)
    levels, verdicts = account.levels, account.verdicts
    line = (
        f"× 差错 {levels['error']}  ! 待核 {levels['warning']}  · 提示 {levels['note']}  "
        f"√ 相符 {verdicts['consistent']}  未核 {verdicts['unchecked']}"
    )
    assert shown.title == f"{line} | 勾稽核对报告"
    assert " ".join(line.split()) in shown.text


def test_the_parts_stand_in_their_order_and_the_contents_link_to_them(account: AuditResult) -> None:
    shown = page(account)
    parts = ["findings", "years", "pairs", "unchecked", "sources"]
    assert [section["id"] for section in shown.all("section")] == parts
    hrefs = [link["href"] for link in shown.all("a")]
    assert hrefs[:5] == [f"#{part}" for part in parts]


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
    assert len(regions) == 4
    assert all(box["tabindex"] == "0" and box["aria-label"] for box in regions)


def test_the_style_is_the_only_one_that_the_policy_allows(account: AuditResult) -> None:
    source = render(account, Style())
    style = source.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metas = Page(source).all("meta")
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1] == {"http-equiv": "Content-Security-Policy", "content": policy}
    assert source.count("<style") == 1
    assert "style=" not in source


def test_nothing_is_fetched_and_nothing_runs(own: AuditResult) -> None:
    shown = page(own)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in shown.elements}
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
    assert not {"script", "img", "svg", "i", "u"} & {tag for tag, _ in shown.elements}
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
    assert article.text.startswith("× 差错 GJ205 total-of-parts 合计对不上：355项 ≠ 95项＋115项＝210项")
    assert finding.algebra
    assert f'<p class="algebra">{finding.algebra}</p>' in article.source
    assert (
        "“355项” 看原文 《今年综述》 乙报 2025-01-06（转述） facts/case.csv:6 第9—13字 2024年" in article.text
    )
    assert "facts/case.csv:7" in article.text
    assert article.text.endswith(finding.fingerprint)
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
    assert "“<script>alert(4)</script>” " in told
    assert "<script>alert(1)</script>" in told
    assert "facts/case.csv:2 列“period”" in told


def test_an_empty_cell_is_told_as_empty(tmp_path: Path) -> None:
    shown = page(audited(tmp_path, "id,period,indicator,quote\na,2024,甲,5个\n,2024,甲,6个\n"))
    assert "（空） facts/case.csv:3 列“id”" in shown.text


def test_years_stand_side_by_side_with_what_sets_figures_apart(account: AuditResult) -> None:
    shown = page(account).part("years")
    assert "指标 2023年 2024年 2025年" in shown.text
    told = row(shown.source, "重点项目")
    assert "“100个” 甲报 2024-01-05" in told
    assert "“120个” 口径：全口径" in told
    assert "“150个” 目标 乙报 2025-01-06（转述）" in told
    assert "“增长20%” 增速" in told
    assert "独此一处" not in shown.text


def test_figures_that_disagree_are_marked_and_link_to_the_finding(own: AuditResult) -> None:
    shown = page(own).part("years")
    (one,) = [
        finding
        for finding in own.findings
        if finding.rule == "GJ401" and {"95项", "97项"} <= {place.quote for place in finding.facts}
    ]
    told = row(shown.source, "川渝通办第一批事项")
    assert "! “95项”" in told
    assert "! “97项”" in told
    assert shown.source.count(f'<a href="#f-{one.fingerprint}"><mark class="warning">') == 2
    first = next(iter(re.findall(r"<tbody>.*?</tr>", shown.source, re.DOTALL)))
    assert "<mark" in first


def test_who_tells_the_same_alike_is_told_once(tmp_path: Path) -> None:
    facts = "summary,id,period,indicator,quote\n" + "".join(
        f"{summary},{summary}{n},2024,事项,5项\n" for summary in ("old", "new") for n in (1, 2)
    )
    shown = page(audited(tmp_path, facts, summaries=SUMMARIES)).part("years")
    assert row(shown.source, "事项") == "事项 “5项” 甲报 2024-01-05 乙报 2025-01-06（转述） 共4处"


def test_subjects_are_named_where_several_tell_of_one_indicator(tmp_path: Path) -> None:
    facts = "id,subject,period,indicator,quote\na,川甲,2023,事项,5项\nb,渝甲,2024,事项,6项\n"
    shown = page(audited(tmp_path, facts, entities=ENTITIES)).part("years")
    assert "“5项” 四川甲厅" in shown.text
    assert "“6项” 重庆甲委" in shown.text


def test_counterparts_stand_by_side_the_missing_ones_first(account: AuditResult) -> None:
    shown = page(account).part("pairs")
    assert "核对 四川 重庆 其他 处数 如" in shown.text
    rows = [Page(found).text for found in re.findall(r"<tr><td.*?</tr>", shown.source, re.DOTALL)]
    (missing,) = [finding for finding in account.findings if finding.rule == "GJ301"]
    assert rows[0].startswith("! 缺 四川甲厅")
    assert f'<a href="#f-{missing.fingerprint}">' in shown.source
    assert rows[1:] == ["四川乙厅 重庆乙委 1 “甲乙联建”", "第三方 报社 1 “报社”"]


def test_without_pairings_the_counterparts_are_left_out(tmp_path: Path) -> None:
    shown = page(audited(tmp_path, CLEAN))
    assert "pairs" not in shown.ids()
    assert "#pairs" not in {link["href"] for link in shown.all("a")}


def test_what_was_not_checked_is_told_with_the_reason(account: AuditResult) -> None:
    shown = page(account).part("unchecked")
    for one in account.unchecked:
        assert one.reason["zh"] in shown.text
    told = "".join(re.findall(r'<td class="number"[^>]*>(\d+)<', shown.source))
    assert told == "".join(str(one.count) for one in account.unchecked)


def test_what_a_gate_tells_stands_behind_the_findings_as_text(account: AuditResult) -> None:
    assert 'id="changes"' not in render(account, Style("zh"))
    told = Change("fact", "a", {"zh": "删去条目 <b>a</b>", "en": "removed: fact <b>a</b>"})
    source = render(replace(account, changes=(told,)), Style("en"))
    assert source.index('id="findings"') < source.index('id="changes"') < source.index('id="years"')
    assert "removed: fact &lt;b&gt;a&lt;/b&gt;" in source
    assert ">Against what was there before <" in source


def test_a_rule_that_crashed_is_told(account: AuditResult) -> None:
    crashed = replace(account, unchecked=(), crashes=(Crash("XX-1", ValueError("<oops>")),))
    shown = page(crashed).part("unchecked")
    assert "XX-1" in shown.text
    assert "ValueError: <oops>" in shown.text
    assert WORDS["zh"].all_checked not in shown.text


def test_sources_are_told_with_standing_address_and_whole_hash(account: AuditResult) -> None:
    shown = page(account).part("sources")
    assert "原件" in shown.text
    assert "转述" in shown.text
    assert "https://example.org/old.html" in shown.text
    assert "ab" * 32 in shown.text


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
    assert render(account, Style()).count("<article ") == len(account.findings)
