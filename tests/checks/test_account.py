"""The account of sentences and tables: what ties their figures, or why nothing does; all are invented."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from gouji.checks.account import Account
from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.facts.files.load import source_of as workspace_source
from gouji.facts.files.workspace import open_workspace
from gouji.library import audited
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.account import Entry

HEAD = "临川县2024年国民经济和社会发展统计公报\n"
PARTED = "全年签约项目210个，其中工业项目95个、农业项目115个。"
SILENT = "改造小区21个，新建公园14个，治理积水点33个。"


def entries(text: str) -> tuple[Entry, ...]:
    """Return the account of a document."""
    document = Document("x.txt", HEAD + text, blocks_of(HEAD + text), "", "0" * 64)
    account = audit(source_of({"a": document})).account
    assert account is not None
    return account.entries


def in_short(entry: Entry) -> tuple[list[tuple[str, int]], int, int, str]:
    """Return what ties figures and how many, how many bindings were decided and not, and why no more."""
    return [(tie.via, len(tie.facts)) for tie in entry.tied], entry.decided, entry.undecided, entry.why


def test_a_decided_sentence_names_its_construct_and_counts_its_bindings() -> None:
    (one,) = entries(f"一年来。\n{PARTED}\n")
    assert in_short(one) == ([("sum.qizhong", 3)], 2, 0, "")
    assert (one.summary, one.file, one.line, one.kind, one.unit) == ("a", "x.txt", 3, "sentence", "个")
    assert (one.figures, one.quotes, one.reason) == (3, ("210个", "95个", "115个"), None)


def test_a_silent_sentence_says_why_in_both_languages() -> None:
    (one,) = entries(SILENT)
    assert in_short(one) == ([], 0, 0, "no-word")
    assert one.reason == {
        "zh": "没有哪个词说明这些数里谁是总数、谁是分项",
        "en": "no word says which of these figures is a total and which are its parts",
    }


def test_a_sentence_found_wrong_is_decided_too() -> None:
    (one,) = entries("全年签约项目210个，分别为工业项目95个、农业项目85个、服务业项目40个。")
    assert in_short(one) == ([("sum.fenbie", 4)], 2, 0, "")


def test_what_rules_compare_by_name_is_told_by_their_codes() -> None:
    text = "收入79710万元，比上年增加8128万元，增长11.4%；支出71091万元，比上年增加4969万元，增长7.5%。"
    (one,) = entries(text)
    assert {tie.via for tie in one.tied} == {"GJ501"}
    assert one.decided
    assert one.why == ""


def test_what_is_tied_and_no_rule_takes_up_says_so() -> None:
    text = "高技术投资同比增长5.8%，占固定资产投资比重达17.8%，比上年提升0.4个百分点。"
    found = entries(f"固定资产投资5218.6亿元。\n{text}")
    assert [(one.decided, one.why) for one in found] == [(0, "not-compared")]


def test_a_table_is_told_by_its_first_figure_and_without_quotes() -> None:
    table = "法庭\t收案（件）\n城东\t1203\n城西\t986\n合计\t2189\n"
    (one,) = entries(table)
    assert (one.kind, one.line, one.figures, one.quotes, one.unit) == ("table", 3, 3, (), "件")
    assert in_short(one) == ([("table.total", 3)], 2, 0, "")


@pytest.mark.parametrize("asked", [True, False])
def test_texts_of_a_workspace_are_told_where_somebody_asks(tmp_path: Path, *, asked: bool) -> None:
    text = f"{HEAD}{PARTED}\n{SILENT}\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    at = {quote: text.index(quote) for quote in ("210个", "95个", "115个")}
    rows = [
        f"{name},2024,{name},{quote},{at[quote]},{at[quote] + len(quote)},{whole}"
        for name, quote, whole in (("t", "210个", ","), ("p", "95个", "t,true"), ("q", "115个", "t,true"))
    ]
    (tmp_path / "facts").mkdir()
    header = "id,period,indicator,quote,start,end,whole,complete\n"
    (tmp_path / "facts" / "a.csv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "facts" / "summaries.csv").write_text(f"id,year,sha256\na,2024,{sha256}\n", encoding="utf-8")
    source, texts = workspace_source(open_workspace(tmp_path)), tmp_path / "texts"
    result = audited(source, Selection(), texts=texts) if asked else audit(source, texts=texts)
    assert result.account is not None
    told = [(in_short(one), one.file, one.line) for one in result.account.entries]
    assert (
        told
        == [
            (([("coded", 3)], 2, 0, ""), "facts/a.csv", 2),
            (([], 0, 0, "uncoded"), "facts/a.csv", 4),
        ][: 2 * asked]
    )


def test_without_texts_nothing_is_told() -> None:
    document = Document("x.txt", HEAD + PARTED, blocks_of(HEAD + PARTED), "", "0" * 64)
    facts = audit(source_of({"a": document})).evidence
    facts = type(facts)(facts.rows, facts.dimensions)
    assert Account(facts, (), {}).entries == ()


def test_the_account_is_the_same_each_time() -> None:
    text = f"{PARTED}\n{SILENT}\n"
    assert entries(text) == entries(text)
