"""The audit of this repository's own facts: what it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult, Finding

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def account() -> AuditResult:
    return audit(source_of(open_workspace(ROOT)))


def found(account: AuditResult, rule: str, *quotes: str) -> Finding:
    """Return the one finding of a rule that shows all these quotes."""
    (one,) = [
        finding
        for finding in account.findings
        if finding.rule == rule and set(quotes) <= {place.quote for place in finding.facts}
    ]
    for place in one.facts:
        assert place.file.startswith("facts/"), place
        assert place.line > 1, place
    return one


def test_the_name_that_lacks_a_side_is_found(account: AuditResult) -> None:
    one = found(account, "GJ306", "川残联")
    assert (one.level, one.suggestion) == ("warning", "川渝残联")
    assert "重庆" in one.message["zh"]


def test_lists_that_are_counted_and_not_listed_are_notes(account: AuditResult) -> None:
    quotes = [one.facts[0].quote for one in account.findings if one.rule == "GJ203"]
    assert sorted(str(quote) for quote in quotes) == [
        "七大专项行动",
        "九位一体",
        "十项行动",
        "十项行动",
        "四带",
    ]
    assert {one.level for one in account.findings if one.rule == "GJ203"} == {"note"}


def test_a_completion_rate_of_second_hand_sources_is_a_warning(account: AuditResult) -> None:
    one = found(account, "GJ507", "5332.42亿元", "4414.5亿元", "121.08%")
    assert one.level == "warning"
    assert one.algebra == "5332.42亿元 / 4414.5亿元 = 120.79% ≠ 121.08%"
    assert "4404亿元" in one.message["zh"]


def test_four_batches_are_seven_items_short(account: AuditResult) -> None:
    one = found(account, "CY-01", "355项", "311项", "51项")
    assert one.level == "warning"
    assert one.algebra == "355项 ≠ 311项 + 51项 = 362项"
    assert "差7项" in one.message["zh"]


def test_the_first_batch_is_told_differently_and_the_total_agrees_with_one(account: AuditResult) -> None:
    assert found(account, "GJ401", "95项", "97项").level == "warning"
    one = found(account, "CY-03", "95项", "97项", "115项", "210项")
    assert one.level == "warning"
    assert one.algebra == "210项 ≠ 97项 + 115项 = 212项"
    assert "取别的数则相符：210项 = 95项 + 115项" in one.message["zh"]


def test_channels_that_fall_are_of_another_scope(account: AuditResult) -> None:
    one = found(account, "GJ402", "增至30个", "达到28条")
    assert (one.level, one.details) == ("warning", {"class": "restated scope"})
    assert one.algebra == "达到28条 < 增至30个"


def test_a_streak_that_is_raised_by_two_is_found(account: AuditResult) -> None:
    one = found(account, "GJ604", "连续11年下降", "连续13年只减不增")
    assert one.level == "warning"
    assert "连续12年" in one.message["zh"]
    assert one.algebra == "连续13年只减不增 ≠ 连续12年"


def test_three_names_of_one_corridor_are_one_finding(account: AuditResult) -> None:
    one = found(account, "GJ308", "川渝中线科创走廊", "成渝中线科创走廊", "成渝中线科创大走廊")
    assert one.level == "warning"
    assert one.algebra == "川渝中线科创走廊 ≠ 成渝中线科创大走廊 ≠ 成渝中线科创走廊"
    assert len([finding for finding in account.findings if finding.rule == "GJ308"]) == 1


@pytest.mark.parametrize("quotes", [("295个", "223个"), ("346项", "122项")])
def test_a_year_against_five_years_is_a_note(account: AuditResult, quotes: tuple[str, str]) -> None:
    one = found(account, "GJ402", *quotes)
    assert (one.level, one.details) == ("note", {"class": "restated scope"})


def test_a_subject_that_is_an_object_is_a_note(account: AuditResult) -> None:
    one = found(account, "GJ305", "协调广安市组团", "省体育局、广安市协同重庆市体育局")
    assert one.level == "note"
    assert "广安市" in one.message["zh"]


@pytest.mark.parametrize(
    "quote",
    [
        "五个一体化",
        "三走廊",
        "三方",
        "三地",
        "第八次",
        "2024—2027年",
        "十大行动",
        "9个",
        "5个",
        "300个",
        "320个",
        "50个",
        "5200亿元",
        "3.6万列",
        "突破3.6万列",
        "超2.6万列",
        "1次",
        "2次",
        "8次",
        "9次",
        "4次",
        "5次",
        "6次",
        "10次",
    ],
)
def test_what_is_sound_is_left_alone(account: AuditResult, quote: str) -> None:
    assert quote in {fact.quote for fact in account.evidence}
    assert not [finding for finding in account.findings for place in finding.facts if place.quote == quote]


def test_the_sum_that_agrees_is_no_finding_of_its_own(account: AuditResult) -> None:
    assert not [one for one in account.findings if one.algebra.startswith("210项") and "95项" in one.algebra]


def test_nothing_else_is_reported(account: AuditResult) -> None:
    assert account.levels == {"error": 0, "warning": 8, "note": 8}


def test_every_verdict_is_counted_and_every_unchecked_says_why(account: AuditResult) -> None:
    assert sum(account.verdicts.values()) == account.bindings > 1000
    assert sum(one.count for one in account.unchecked) == account.verdicts["unchecked"]
    assert all(one.reason["zh"] and one.reason["en"] for one in account.unchecked)


def test_without_the_text_at_hand_no_quote_is_taken_for_proven(account: AuditResult) -> None:
    told = {(one.rule, one.reason["zh"]): one.count for one in account.unchecked}
    assert told["GJ101", "没有原文"] + told["GJ101", "没有记下在原文的位置"] == account.facts


def test_the_editions_of_two_recurring_events_are_checked(account: AuditResult) -> None:
    unknown = [one.count for one in account.unchecked if one.rule == "GJ603"]
    ordinals = sum(fact.form == "ordinal" for fact in account.evidence)
    assert ordinals - sum(unknown) == 11  # five 全国残疾预防日 and six 重庆四川党政联席会议
