"""Dates, streaks, editions, ranges and bounds of one text: found where they contradict, else left alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

CASES = tomllib.loads(Path(__file__).with_name("within_one_text.toml").read_text(encoding="utf-8"))
SOUND = CASES.pop("sound")
OWN_QUOTES = Selection((), ("GJ104", "GJ203"))
"""What is not of these rules: figures that no fact quotes, lists whose members are not told."""

OTHERS = ("GJ601", "GJ604", "GJ701")
"""Rules that ask some of it first: of figures told too early, of streaks by their name, of shares."""


def found(text: str) -> set[str]:
    """Return the rules that find more than a note in a text."""
    document = Document("2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
    findings = audit(source_of({"a": document}), selection=OWN_QUOTES).findings
    return {finding.rule for finding in findings if finding.level != "note"}


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule, some in CASES.items() for case in some])
def test_a_contradiction_is_found_and_its_sound_twin_is_not(rule: str, case: str) -> None:
    wrong = re.sub(r"\[\[(.*?)\|.*?\]\]", r"\1", case)
    sound = re.sub(r"\[\[.*?\|(.*?)\]\]", r"\1", case)
    assert found(wrong) & {rule, *OTHERS}
    assert found(sound) == set()


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_sentence_is_left_alone(text: str) -> None:
    assert found(text) == set()


BY_ITSELF = [
    (
        "云桥县水务局",
        "县水务局全年完成水利投资[[4.86|4.68]]亿元，实施项目20个。",
        "全年完成水利投资4.68亿元。",
    ),
    (
        "临川市中级人民法院",
        "市中级人民法院审结行政案件[[1,254|1,245]]件。",
        "全年审结行政案件1,245件，增长3.1%。",
    ),
    (
        "青石镇卫生健康委员会",
        "镇卫生健康委培训乡村医生[[362|326]]人次。",
        "全年培训乡村医生326人次，覆盖12个村。",
    ),
    ("江州大学附属医院", "江州大学附属医院完成门诊手术[[8,630|8,360]]台。", "全年完成门诊手术8,360台。"),
    ("河东省作家协会", "省作家协会发展新会员[[175|157]]名。", "全年发展新会员157名，其中女会员61名。"),
]
OF_ALL_THE_AREA = [
    ("云桥县水务局", "县水务局培训干部120人。", "全县培训干部1,200人。"),
    ("临川市司法局", "全市调解民间纠纷1,260件。", "市司法局调解民间纠纷260件。"),
    ("青石镇卫生健康委员会", "镇卫生健康委组织义诊活动12场。", "全镇组织义诊活动21场。"),
    ("河东省作家协会", "河东省作家协会出版文学作品17部。", "全省出版文学作品71部。"),
    ("临川市教育局", "市教育局直属学校教师1,240人。", "全年直属学校教师流动124人。"),
]


@pytest.mark.parametrize(("publisher", "first", "second"), BY_ITSELF)
def test_a_publisher_that_names_itself_tells_the_same_figure_again(
    publisher: str, first: str, second: str
) -> None:
    text = f"{publisher}2025年工作总结\n2025年，{first}\n一、主要工作\n（一）再上台阶。{second}\n"
    wrong, sound = (re.sub(r"\[\[(.*?)\|(.*?)\]\]", kept, text) for kept in (r"\1", r"\2"))
    assert "GJ207" in found(wrong)
    assert found(sound) == set()


@pytest.mark.parametrize(("publisher", "first", "second"), OF_ALL_THE_AREA)
def test_what_a_body_does_is_not_what_is_done_in_all_its_area(
    publisher: str, first: str, second: str
) -> None:
    text = f"{publisher}2025年工作总结\n2025年，{first}\n一、主要工作\n（一）再上台阶。{second}\n"
    assert found(text) == set()
