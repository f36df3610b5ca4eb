"""Figures: every form of docs/figures.md."""

from __future__ import annotations

import csv
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from tests.facts.figure_checks import check_bounds
from tests.facts.written_intervals import read_interval

from gouji.facts.figures.model import Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.intervals import Interval, plain

TABLE: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "figures.toml").read_text(encoding="utf-8")
)
ROWS = [pytest.param(*row[:6], id=f"{name}: {row[0]}") for name, rows in TABLE.items() for row in rows]
QUOTES = [(row[0], row[4]) for rows in TABLE.values() for row in rows]
OWN = Path(__file__).parents[2] / "facts" / "chuanyu-2024.csv"


def shown(interval: Interval | None) -> str:
    return "-" if interval is None else str(interval)


def read(quote: str, form: str, section: str = "review") -> Figure:
    """Read *quote* as the table asks for it: only a list's count needs its form beforehand."""
    return parse(quote, form="list" if form == "list" else None, section=section)


# The tables


@pytest.mark.parametrize(("quote", "hard", "soft", "unit", "form", "period"), ROWS)
def test_a_figure_stands_for(quote: str, hard: str, soft: str, unit: str, form: str, period: str) -> None:
    figure = read(quote, form)
    assert shown(figure.hard) == hard
    assert shown(figure.soft) == (soft or hard)
    assert (figure.unit, figure.form, figure.period) == (unit, form, period)
    check_bounds(figure, quote) if figure.form != "date" else None


def test_the_table_of_figures_is_long() -> None:
    assert len(set(QUOTES)) == len(ROWS) >= 150


def test_what_was_bounded_by_hand_in_the_article_is_read_alike() -> None:
    with OWN.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["form"] != "pairing"]
    assert len([row for row in rows if row["low"]]) > 70
    for row in rows:
        figure = parse(row["quote"], form=row["form"], section=row["section"] or "review")
        assert (figure.form, figure.unit) == (row["form"], row["unit"]), row["id"]
        if not row["low"]:
            assert figure.hard is None, row["id"]
            continue
        assert figure.hard == Interval(
            Fraction(row["low"]), Fraction(row["high"]), row["low_open"] == "true", row["high_open"] == "true"
        ), row["id"]


@pytest.mark.parametrize(
    ("quote", "printed", "width"),
    [
        ("48个", "48", "0"),
        ("2000个", "2000", "0"),
        ("340.4亿元", "34040000000", "10000000"),
        ("12万亩", "120000", "10000"),
        ("100公顷", "1500", "15"),
        ("下降3.7%", "-3.7", "0.1"),
        ("6‰", "0.6", "0.1"),
        ("增长2倍", "200", "100"),
        ("降至3.2%", "3.2", "0.1"),
        ("三成", "30", "10"),
        ("三成五", "35", "1"),
        ("半数", "50", "0"),
        ("1/4", "25", "0"),
        ("持平", "0", "0"),
        ("翻两番", "300", "0"),
        ("第3位", "3", "0"),
        ("双方", "2", "0"),
        ("达到4万亿元", "4000000000000", "1000000000000"),
    ],
)
def test_a_bare_number_keeps_what_was_printed(quote: str, printed: str, width: str) -> None:
    figure = parse(quote)
    assert figure.printed is not None
    assert (plain(figure.printed), plain(figure.width)) == (printed, width)


@pytest.mark.parametrize(
    "quote",
    [
        "1000余家",
        "近百",
        "约300亿元",
        "超300亿元",
        "5%以下",
        "3—5%",
        "数十",
        "三分之一",
        "过半",
        "正增长",
        "翻番",
    ],
)
def test_a_qualified_number_prints_no_one_value(quote: str) -> None:
    figure = parse(quote)
    assert figure.printed is None
    assert figure.width == 0


@pytest.mark.parametrize(
    "quote",
    [
        # nothing, and what only looks like a number
        "", " ", "“”", "元", "个", "余", "②", "10²", "九①", "25l亿元", "五一", "十百", "一万二", "2千5万",
        "三点五十万", "年底", "3.5亿2千5元", "2024年13月", "2024年2月30日", "11月31日", "2024—2021年",
        "没有数字", "前1?", "1.2.3个",
        # Chinese digits in words
        "统一", "四川", "三峡", "一体化", "建成", "达成", "万州区", "万盛经开区", "成都—重庆", "唯一",
        "四川省", "三峡库区", "一体化发展", "十分重视", "百姓", "万物",
        # more than one figure, codes and lists
        "3批311项", "9个区、5个市", "地铁1、2号线", "48个，27项", "1+12", "分别增长3%、5%", "10个20",
        "１，２",
        # words that contradict one another
        "近超300个", "约300个以上", "超300个以下", "下降-3%", "同比48个", "--3%", "增长提高3%", "近0个",
        "不到0个", "约3—5%", "5—3%", "过半以上", "近数十个", "好几十个以上", "十五成", "基本正增长", "翻零番",
        "翻一点五番", "翻一百番", "1/0", "零分之一", "十百分之一", "三年—五个", "百分之五%",
        "百分之三至千分之五", "3个半", "5吨三",
        # ranks
        "前0名", "第3—1位", "第3.5位", "第十百次", "首都",
        # words after the unit
        "48个人民", "48个项目", "3个五", "300人左右以上", "一" * 65,
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused(quote: str) -> None:
    with pytest.raises(FigureError):
        parse(quote)


# Sections and forms


@pytest.mark.parametrize("section", ["target", "plan"])
def test_reaching_a_target_is_reaching_at_least(section: str) -> None:
    figure = parse("达到4万亿元", section=section)
    assert figure.hard == figure.soft == Interval.at_least(4 * 10**12)
    assert figure.printed is None
    assert figure.width == 0
    assert parse("达到一半", section=section).hard == Interval.closed(50, 100)


def test_reaching_a_number_in_a_review_may_be_said_of_what_exceeds_it() -> None:
    figure = parse("达到4万亿元")
    assert figure.hard is not None
    assert 4148 * 10**9 in figure.hard
    assert 3499 * 10**9 not in figure.hard


def test_a_section_changes_nothing_but_what_reaching_means() -> None:
    for quote, form in QUOTES:
        if not quote.startswith(("达", "高达")):
            assert read(quote, form, "target") == read(quote, form), quote


def test_a_year_needs_its_word_unless_it_is_known_to_be_a_date() -> None:
    assert parse("2024", form="date").period == "2024"
    assert parse("2021—2024", form="date").period == "2021/2024"
    assert parse("2024").form == "count"


def test_what_is_no_date_is_no_figure_of_that_form() -> None:
    with pytest.raises(FigureError):
        parse("48个", form="date")


@pytest.mark.parametrize("form", ["vague", "relating", "nonsense", "x" * 1000])
def test_a_form_that_cannot_be_asked_for_is_refused(form: str) -> None:
    with pytest.raises(FigureError, match="no form") as raised:
        parse("48个", form=form)
    assert len(str(raised.value)) < 100


def test_a_given_form_decides_how_exact_a_number_is() -> None:
    assert parse("2000个", form="amount").hard == read_interval("[1999.5, 2000.5]")
    assert parse("2000个", form="ordinal").hard == Interval.of(2000)
    assert parse("49.7万个", form="count").hard == Interval.of(497000)


def test_a_vague_figure_stays_vague_whatever_form_is_asked_for() -> None:
    assert parse("一批", form="count").form == "vague"
    assert parse("由负转正", form="ratio").form == "relating"


@pytest.mark.parametrize(
    "quote",
    [
        "重庆9个区、四川5个市", "9个区和5个市", "万盛经开区", "四川省自贡市", "合作事项", "作协", "统一",
        "市州、区县党校", "第三届", "川渝一体化领域", "机制", "十百行动", "推进十百行动",
    ],
)  # fmt: skip
def test_a_list_without_a_count_states_none(quote: str) -> None:
    assert parse(quote, form="list") == Figure(form="list")


def test_a_list_of_two_may_say_so_by_its_prefix() -> None:
    assert parse("推进双城联动", form="list").hard == Interval.of(2)


def test_a_pairing_is_read_as_a_list_is() -> None:
    assert parse("两地各级机关单位", form="pairing").hard == Interval.of(2)
    assert parse("川渝通办", form="pairing") == Figure(form="pairing")


def test_counting_words_are_told_from_what_measures_something_of_its_own() -> None:
    assert all(map(is_classifier, ("个", "项", "条", "批次")))
    assert not any(map(is_classifier, ("人", "人次", "户", "年", "元", "", "%")))
