"""The audit of this repository's own facts: what it finds, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import audit
from gouji.facts.workspace import open_workspace

if TYPE_CHECKING:
    from gouji.checks.findings import Account

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def account() -> Account:
    return audit(open_workspace(ROOT), ".")


def test_the_name_that_lacks_a_side_is_found(account: Account) -> None:
    (found,) = [finding for finding in account.findings if finding.rule == "GJ306"]
    assert (found.level, found.facts[0].quote, found.suggestion) == ("warning", "川残联", "川渝残联")
    assert "重庆" in found.message["zh"]
    assert found.facts[0].line > 1


def test_lists_that_are_counted_and_not_listed_are_notes(account: Account) -> None:
    found = {finding.facts[0].quote: finding.level for finding in account.findings if finding.rule == "GJ203"}
    assert found == {"九位一体": "note", "一廊四带": "note", "十项行动": "note"}


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
        "50个",
    ],
)
def test_what_is_sound_is_left_alone(account: Account, quote: str) -> None:
    assert not [finding for finding in account.findings for place in finding.facts if place.quote == quote]


def test_nothing_else_is_reported(account: Account) -> None:
    assert len(account.findings) == 4
    assert account.levels == {"error": 0, "warning": 1, "note": 3}


def test_every_verdict_is_counted_and_every_unchecked_says_why(account: Account) -> None:
    assert sum(account.verdicts.values()) == account.bindings > 400
    assert sum(one.count for one in account.unchecked) == account.verdicts["unchecked"]
    assert all(one.reason["zh"] and one.reason["en"] for one in account.unchecked)


def test_without_the_text_at_hand_no_quote_is_taken_for_proven(account: Account) -> None:
    told = {(one.rule, one.reason["zh"]): one.count for one in account.unchecked}
    assert told["GJ101", "原文不在手边"] == account.facts


def test_the_edition_of_the_yearly_day_is_checked(account: Account) -> None:
    unknown = [one.count for one in account.unchecked if one.rule == "GJ603"]
    assert unknown == [9]  # of ten ordinals; the tenth, 第八次全国残疾预防日, is counted from 2017
