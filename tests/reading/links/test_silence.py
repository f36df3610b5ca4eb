"""Why the figures of a sentence are tied to none; all sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading.genres import HEADS, cases, told_of

from gouji.checks.messages import LANGUAGES, texts
from gouji.facts.table.told import SENTENCE
from gouji.reading.links import link, linked

CASES = list(cases(Path(__file__).with_name("silence.toml")))


@pytest.mark.parametrize(("reason", "genre", "text"), CASES, ids=lambda one: one[:16])
def test_a_sentence_whose_figures_nothing_ties_says_why(reason: str, genre: str, text: str) -> None:
    told = told_of(genre, text)
    assert reason in {one.reason for one in told}
    assert all(one.kind == SENTENCE and len(one.figures) > 2 for one in told)


def test_every_reason_has_cases_and_words_in_both_languages() -> None:
    reasons = {
        value
        for module in (link, linked)
        for name, value in vars(module).items()
        if name.isupper()
        and isinstance(value, str)
        and name not in {"SENTENCE", "TARGET", "PLAN", "POINTS", "PAIRING", "OF_TIMES"}
    } - {"date", "ordinal"}
    assert {reason for reason, _, _ in CASES} == reasons
    for language in LANGUAGES:
        assert {f"silence-{reason}" for reason in reasons} <= texts(language).keys()


@pytest.mark.parametrize(
    "text",
    [
        "全年签约项目210个，其中工业项目95个、农业项目115个。",
        "农民工29753人。其中，本地12095人；外出17658人；回流1203人。",
        "第一产业增加值315.56亿元；第二产业增加值6069.64亿元；第三产业增加值10522.65亿元。",
        "收入286万元，支出251万元，结余35万元。",
    ],
)
def test_where_something_is_tied_there_is_no_reason(text: str) -> None:
    (one,) = told_of("county", f"生产总值16907.85亿元。{text}" if "产业" in text else text)
    assert one.reason == ""


def test_a_semicolon_ends_no_sentence_and_a_full_stop_does() -> None:
    told = told_of("school", "新建教室12间；改造教室9间；翻新教室6间。另建宿舍3间、食堂2间。")
    assert [len(one.figures) for one in told] == [3]


def test_each_unit_of_a_sentence_is_told_by_itself() -> None:
    text = "工资性收入43105元，增长4.1%；经营净收入7212元，增长3.7%；财产净收入7063元，增长2.9%。"
    assert [(one.unit, one.reason) for one in told_of("county", text)] == [
        ("元", "no-word"),
        ("%", "no-level-before"),
    ]


def test_places_count_in_the_text_as_it_was() -> None:
    text = "改造小区 21 个，新建公园 14 个，治理积水点 33 个。后文。"
    (one,) = told_of("county", text)
    whole = f"{HEADS['county']}\n{text}\n"
    assert [whole[start:end] for start, end in one.figures] == ["21 个", "14 个", "33 个"]
    assert whole[one.start : one.end] == text.removesuffix("后文。")
