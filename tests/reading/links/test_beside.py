"""Shares, rates, completions and balances of sentences: silent where sound, found where wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

FILES = [Path(__file__).with_name(f"{name}.toml") for name in ("beside", "parts_told", "told_apart")]
BOOKS = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
CASES = {kind: [case for book in BOOKS for case in book[kind]] for kind in ("sound", "wrong")}


def _found(text: str) -> list[str]:
    """Return the rules that report something of a text, notes left out."""
    document = Document("白水县2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
    return [one.rule for one in audit(source_of({"a": document})).findings if one.level != "note"]


@pytest.mark.parametrize("text", CASES["sound"], ids=lambda text: text[:24])
def test_nothing_is_reported_of_sound_figures(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["text"][:24])
def test_one_wrong_digit_is_reported(case: dict[str, str]) -> None:
    assert _found(case["text"]) == [case["rule"]]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # A completion rate in a sentence of its own, of the one level of the sentence before.
        ("全年完成水利投资4.86亿元。完成年度计划4.8亿元的103.2%。", "GJ502"),
        ("全年完成水利投资4.86亿元。完成年度计划4.8亿元的101.3%。", ""),
        ("全年接待游客486万人次。完成年度目标480万人次的91.3%。", "GJ502"),
        ("完成固定资产投资48.6亿元。占年度计划40亿元的121.5%，超序时进度。", ""),
        # Of another matter, another time, of a part, of one that is planned.
        ("全年完成工业投资4.86亿元。完成年度招商计划4.8亿元的96.2%。", ""),
        ("全年完成水利投资4.86亿元。截至11月底，完成年度计划4.8亿元的96%。", ""),
        ("全年完成水利投资4.86亿元。前三季度即完成年度计划4.8亿元的90%。", ""),
        ("全年完成水利投资4.86亿元。其中中央项目完成年度计划4.8亿元的90%。", ""),
        ("2024年完成水利投资4.86亿元。“十四五”以来完成规划投资48亿元的86%。", ""),
        ("市本级完成水利投资4.86亿元。全市完成年度计划14.8亿元的98.2%。", ""),
        # One slip is told once.
        ("全年完成水利投资4.86亿元，完成年度计划4.8亿元的103.2%。", "GJ507"),
    ],
)
def test_a_completion_rate_of_the_sentence_before(text: str, rule: str) -> None:
    assert _found(text) == [rule] * bool(rule)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("立案查处水事违法案件27起，收缴罚款52万元，案均1.5万元。", "GJ505"),
        ("立案查处水事违法案件27起，收缴罚款52万元，案均1.93万元。", ""),
        ("立案27起，结案25起，罚款52万元，案均2.08万元。", ""),
        ("收案5200件，结案4860件，标的额12亿元，案均24.7万元。", ""),
        ("收案5200件，结案4860件，标的额12亿元，案均审理天数45天。", ""),
        ("执结案件3000件，到位金额6.2亿元，执行完毕案件案均到位18万元。", ""),
        ("查处价格违法案件46起，退还多收价款92万元，罚款138万元，案均罚款3万元。", ""),
        ("全年调解案件2600件，涉案金额1.3亿元，调解成功2500件，案均5.2万元。", ""),
        ("受理行政案件860件，标的额9.8亿元，行政案件案均标的114万元。", ""),
    ],
)
def test_means_of_cases(text: str, rule: str) -> None:
    assert _found(text) == [rule] * bool(rule)


def test_a_text_that_names_no_year_tells_this_year_from_the_one_before() -> None:
    text = "网格数由上年的86个增加到112个，增加36个。"
    document = Document("a.txt", text, blocks_of(text), "", "0" * 64)
    assert [one.rule for one in audit(source_of({"a": document})).findings] == ["GJ501"]
    sound = text.replace("36", "26")
    document = Document("a.txt", sound, blocks_of(sound), "", "0" * 64)
    result = audit(source_of({"a": document}))
    assert [one.rule for one in result.findings] == []
