"""Shares of totals that another paragraph tells. All sentences are invented."""

from __future__ import annotations

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

HEAD = "甲市花业协会2024年工作总结\n一、2024年工作回顾\n"
TOTALS = {
    "prose": "全市花圃工业增加值4353.7万元，产品销售收入9231.2万元，资产总额18374.8万元。\n",
    "table": "指标\t全市花圃\n增加值（万元）\t4353.7\n"
    "销售收入（万元）\t9231.2\n资产总额（万元）\t18374.8\n\n",
}


def told(text: str) -> list[str]:
    document = Document("a.txt", HEAD + text, blocks_of(HEAD + text), "", "0" * 64)
    findings = audit(source_of({"a": document})).findings
    return [one.algebra for one in findings if one.rule == "GJ502" and one.level != "note"]


SHARES = (
    "民营花圃资产总额{}万元，占全部花圃的{}%；民营花圃增加值{}万元，占{}%；民营花圃销售收入{}万元，占{}%。\n"
)
SOUND = ("9867.3", "53.7", "1484.6", "34.1", "3120.1", "33.8")


@pytest.mark.parametrize("totals", TOTALS.values(), ids=TOTALS)
def test_shares_of_totals_told_elsewhere_are_sound(totals: str) -> None:
    assert told(totals + SHARES.format(*SOUND)) == []


@pytest.mark.parametrize(
    ("at", "wrong"),
    [(1, "57.3"), (3, "31.4"), (5, "38.3"), (5, "33.3")],
    ids=["swap", "swap 2", "swap 3", "digit"],
)
def test_a_share_that_a_slip_keeps_from_its_total_is_found(at: int, wrong: str) -> None:
    figures = [*SOUND]
    figures[at] = wrong
    (algebra,) = told(TOTALS["prose"] + SHARES.format(*figures))
    assert wrong in algebra or SOUND[at] in algebra


@pytest.mark.parametrize(
    "sentence",
    [
        "民营花圃增加值1484.6万元，占31.4%。",
        "民营花圃增加值1484.6万元，占本行业的71.2%；销售收入3120.1万元，占本行业的64.5%。",
        "外资花圃资产总额867.3万元，占民营花圃的8.8%；增加值84.6万元，占5.7%；销售收入120.1万元，占3.8%。",
        "民营花圃资产总额9867.3万元，占53.7%；其中存货资产总额3120.1万元，占资产的31.6%。",
    ],
)
def test_shares_of_something_else_are_left_alone(sentence: str) -> None:
    assert told(TOTALS["prose"] + sentence) == []
