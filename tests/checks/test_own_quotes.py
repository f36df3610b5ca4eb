"""Checks of gouji's own quotes, and of days that a document does not have: told apart."""

from __future__ import annotations

import pytest
from tests.checks.two_years import document, report

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.source import source_of
from gouji.reports.json import contract
from gouji.reports.text import WORDS, Style, render, summed_up


def test_that_quotes_stand_where_gouji_found_them_is_told_apart() -> None:
    name, one = report(2024, "全年完成签约项目210个，其中工业项目95个。")
    result = audit(source_of({name: one}))
    assert result.own_quotes > 0
    assert not {"GJ101", "GJ103", "GJ105"} & {tally.rule for tally in result.tallies}
    alone = audit(source_of({name: document(name, "某市2024年工作总结\n办好实事210件。\n")}))
    lines = render(alone, Style("zh", 1)).splitlines()
    assert f"另核自录引文 {alone.own_quotes} 处" in lines
    assert lines[-1] == "没有一个数字得到核对"


DAY = "（发布时间：2025-01-20）"


UNDATED = [
    ("某小学2024年工作总结", "全校学生1210人，其中男生620人、女生590人。"),
    ("某医院2024年工作总结", "全年门诊量5.23万人次。"),
    ("某公司工会2024年工作总结", "发展会员35人，慰问职工210人次。"),
    ("某乡2024年工作总结", "新建水渠3.5公里。"),
    ("某县人民法院2024年工作总结", "受理案件2101件，审结2050件。"),
]


@pytest.mark.parametrize(("title", "text"), UNDATED)
def test_that_a_document_without_a_day_has_none_is_no_check_of_its_figures(title: str, text: str) -> None:
    undated = audit(source_of({title: document(title, f"{title}\n{text}\n")}))
    dated = audit(source_of({title: document(title, f"{title}\n{DAY}\n{text}\n")}))
    source = source_of({title: document(title, f"{title}\n{text}\n")})
    only = audit(source, selection=Selection(("GJ601",)))
    figures = [fact for fact in only.evidence if fact.stage == "actual" and fact.form != "date"]
    assert (only.own_quotes, only.bindings, only.unchecked, only.tallies) == (len(figures), 0, (), ())
    assert "GJ601" not in {tally.rule for tally in undated.tallies}
    assert "GJ601" in {tally.rule for tally in dated.tallies}
    assert contract(only)["summary"]["own_quotes"] == len(figures)  # type: ignore[index]
    assert f"另核自录引文 {len(figures)} 处" in summed_up(only, WORDS["zh"])
    assert f"besides {len(figures)} checks of quotes" in render(only, Style("en", 1))


def test_of_two_documents_only_the_dated_ones_figures_are_held_against_its_day() -> None:
    (one, text), (two, other) = UNDATED[:2]
    both = {one: document(one, f"{one}\n{DAY}\n{text}\n"), two: document(two, f"{two}\n{other}\n")}
    result = audit(source_of(both), selection=Selection(("GJ601",)))
    figures = [fact for fact in result.evidence if fact.stage == "actual" and fact.form != "date"]
    held = [fact for fact in figures if fact.summary == one]
    assert result.bindings == result.verdicts["consistent"] == len(held)
    assert result.own_quotes == len(figures) - len(held) > 0
