"""Targets and outcomes in the HTML report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.checks.audit import audit
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reports.html.document import render
from gouji.reports.text import Style

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.checks.messages import Language

FACTS = """id,summary,period,indicator,quote,section
a1,s,2024,绿道,100公里,target
a2,t,2024,绿道,120公里,review
a3,t,2025,绿道,130公里,target
b1,s,2024,户厕改造,10万户,target
b2,t,2024,户厕改造,5.1万户,review
c1,s,2024,<b>公园</b>,30个,target
"""
SUMMARIES = """id,series,year,publisher
s,报告,2023,甲省
t,报告,2024,甲省
"""


def rendered(root: Path, facts: str, language: Language = "zh") -> str:
    (root / "facts").mkdir()
    (root / "facts" / "case.csv").write_text(facts, encoding="utf-8")
    (root / "facts" / "summaries.csv").write_text(SUMMARIES, encoding="utf-8")
    return render(audit(source_of(open_workspace(root))), Style(language=language))


def table(page: str) -> str:
    _, _, rest = page.partition('<section id="targets">')
    return rest.partition("</section>")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("超额", "未达到", "未见到", "次年目标")),
        ("en", ("exceeded", "missed", "not found", "Next target")),
    ],
)
def test_every_target_stands_beside_its_outcome(
    language: Language, words: tuple[str, ...], tmp_path: Path
) -> None:
    shown = table(rendered(tmp_path, FACTS, language))
    assert shown.count('<th scope="row"') == 3
    assert all(word in shown for word in words)
    assert "130公里" in shown
    # What was missed links to its finding, and stands in front; without the text 未交代 is no finding.
    assert shown.index("户厕改造") < shown.index("绿道")
    assert shown.count('href="#f-') == 1


def test_names_are_text(tmp_path: Path) -> None:
    shown = table(rendered(tmp_path, FACTS))
    assert "&lt;b&gt;公园" in shown
    assert "<b>" not in shown


def test_without_a_next_summary_the_part_is_left_out(tmp_path: Path) -> None:
    page = rendered(tmp_path, "id,summary,period,indicator,quote,section\na,t,2025,绿道,130公里,target\n")
    assert 'id="targets"' not in page
    assert 'href="#targets"' not in page


def test_what_exceeds_a_target_is_told_so_in_the_unit_of_the_target(tmp_path: Path) -> None:
    facts = """id,summary,period,indicator,quote,section
a,s,2024,互销额,达到42亿元,target
b,s,2024,事项,达到160项,target
c,t,2024,互销额,42.5亿元,review
d,t,2024,事项,168项,review
"""
    shown = table(rendered(tmp_path, facts))
    assert shown.count("超额") == 2
    assert "多0.5亿元" in shown
