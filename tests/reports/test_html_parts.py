"""The parts of the HTML report beside the findings: years, counterparts, what was not checked, sources."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reports.cases import CLEAN, ENTITIES, SUMMARIES, audited, page, row
from tests.reports.page import Page

from gouji.checks.findings import Change
from gouji.checks.runner import Crash
from gouji.reports.html.document import render
from gouji.reports.html.words import WORDS
from gouji.reports.text import Style

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.findings import AuditResult


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
    assert "疑点 四川 重庆 其他 处数 年度 例句" in shown.text
    rows = [Page(found).text for found in re.findall(r"<tr><td.*?</tr>", shown.source, re.DOTALL)]
    (missing,) = [finding for finding in account.findings if finding.rule == "GJ301"]
    assert rows[0].startswith("! 缺 四川甲厅")
    assert f'<a href="#f-{missing.fingerprint}">' in shown.source
    assert rows[1:] == ["四川乙厅 重庆乙委 1 2024 “甲乙联建”", "第三方 报社 1 2024 “报社”"]


def test_without_pairings_the_counterparts_are_left_out(tmp_path: Path) -> None:
    shown = page(audited(tmp_path, CLEAN))
    assert "pairs" not in shown.ids()
    assert "#pairs" not in {link["href"] for link in shown.all("a")}


def test_what_was_not_checked_is_told_with_the_reason(account: AuditResult) -> None:
    shown = page(account).part("unchecked")
    told_later = [one for one in account.unchecked if one.reason["zh"] == "没有下一年的综述"]
    here = [one for one in account.unchecked if one not in told_later]
    for one in here:
        assert one.reason["zh"] in shown.text
    assert f"另有 {sum(one.count for one in told_later)} 项要等下一年的综述" in shown.text
    told = "".join(re.findall(r'<td class="number"[^>]*>(\d+)<', shown.source))
    assert told == "".join(str(one.count) for one in here)


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


def test_what_is_only_checked_by_its_size_and_unit_is_not_counted_as_checked_against_others(
    tmp_path: Path,
) -> None:
    facts = """summary,id,period,indicator,quote
old,a,2023,事项,50项
new,b,2024,事项,60项
new,c,2024,集群,26个
new,d,2024,集群,26个
new,e,2024,县,21个
new,f,2024,县,23个
"""
    result = audited(tmp_path, facts, summaries=SUMMARIES)
    assert [fact.id for fact in result.alone] == ["a", "b"]
    told = re.search('<p class="account">(.*)</p>', render(result, Style()))
    assert told
    assert "数字 6 个：与别的数核过 4（其中 2 个有疑点），只核了自身（单位、量级、时间等）2，" in told[1]


def test_what_was_not_checked_opens_to_its_figures_with_links(tmp_path: Path) -> None:
    facts = """summary,id,period,indicator,quote,measure
old,a,2023,事项,50项,
new,b,2024,县,增长5%,growth
new,c,2025,集群,26个,
"""
    whole = render(audited(tmp_path, facts, summaries=SUMMARIES), Style())
    link = re.search(r'<a href="#(t-[^"]*)">增长5%</a> <small>2024 · facts/case.csv:3</small>', whole)
    assert link
    assert re.search(f'<[ui] id="{link[1]}"[^>]*>增长5%</[ui]>', whole)


def test_an_edition_is_shown_with_the_one_told_before(tmp_path: Path) -> None:
    facts = "summary,id,form,indicator,period,quote\nold,a,,节,2023,第三届\nnew,b,,节,2024,第五届\n"
    indicators = "id,name,edition\n节,科技节,2021/P1Y\n"
    result = audited(tmp_path, facts, summaries=SUMMARIES, indicators=indicators)
    (one,) = [finding for finding in result.findings if finding.rule == "GJ603"]
    assert [place.quote for place in one.facts] == ["第五届", "第三届"]
    assert [place.witness for place in one.facts] == [False, True]


def test_what_is_wrong_with_parties_is_named_by_its_rule_and_year(tmp_path: Path) -> None:
    pairs = """summary,id,form,subject,partner,alone,indicator,period,quote
old,m,pairing,川乙,渝乙,,,2023,四川乙厅、重庆乙委三方
new,n,pairing,川乙,渝乙,,,2024,四川乙厅与重庆乙委
"""
    result = audited(
        tmp_path,
        "summary,id,period,indicator,quote\nold,a,2023,事项,5项\n",
        pairs=pairs,
        summaries=SUMMARIES,
        entities=ENTITIES,
    )
    assert "! 方数不符 2023" in page(result).part("pairs").text


def test_every_number_of_a_year_is_drawn_and_the_line_leaves_out_the_doubtful_one(tmp_path: Path) -> None:
    facts = "summary,id,period,indicator,quote,whole,complete\n" + "".join(
        f"new,y{year},{year},事项,{number}项,,\n" for year, number in ((2021, 5), (2022, 9), (2023, 7))
    )
    facts += "new,p,2023,甲事项,4项,y2023,true\nnew,q,2023,乙事项,3项,y2023,true\nold,z,2023,事项,8项,,\n"
    result = audited(tmp_path, facts, summaries=SUMMARIES.replace("乙报", "甲报"))
    charts = page(result).part("charts")
    assert charts.all("svg")[0]["aria-label"] == "2021: 5项; 2022: 9项; 2023: 7项; 2023: 8项"
    assert [circle.get("class") for circle in charts.all("circle")][-1] == "warning beside"
    assert len((charts.all("polyline")[0]["points"] or "").split()) == 3
    assert [link["href"] for link in charts.all("a")] == [f"#f-{result.findings[0].fingerprint}"]


def test_the_years_say_how_many_indicators_they_leave_out(account: AuditResult) -> None:
    assert "另有 1 项只有一处，未列。" in page(account).part("years").text
