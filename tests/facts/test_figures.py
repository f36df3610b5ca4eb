"""Figures: every form of docs/figures.md, and the laws that hold for all of them."""

from __future__ import annotations

import csv
import time
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.figures import FigureError, parse
from gouji.facts.intervals import Interval

TABLE = tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))
ROWS = [pytest.param(*row, id=f"{name}: {row[0]}") for name, rows in TABLE.items() for row in rows]
OWN = Path(__file__).parents[2] / "facts" / "chuanyu-2024.csv"
DIGITS = "零一二三四五六七八九"
SIGNS = (
    "0123456789.,一二三十百千万亿零两半余多几约近超过"
    "达到以上下左右成倍翻番第年月日个项亿元%‰百分点之—至增长下降 ０，％"
)


def shown(interval: Interval | None) -> str:
    return "-" if interval is None else str(interval)


def chinese(number: int) -> str:
    """Write 1 to 9999 in Chinese numerals."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


@pytest.mark.parametrize(("quote", "hard", "soft", "unit", "form", "period"), ROWS)
def test_a_figure_stands_for(quote: str, hard: str, soft: str, unit: str, form: str, period: str) -> None:
    figure = parse(quote, form="list" if form == "list" else None)
    assert shown(figure.hard) == hard
    assert shown(figure.soft) == (soft or hard)
    assert (figure.unit, figure.form, figure.period) == (unit, form, period)


def test_the_table_of_figures_is_long() -> None:
    assert len(ROWS) >= 150


def test_what_was_bounded_by_hand_in_the_article_is_read_alike() -> None:
    with OWN.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["low"]]
    assert len(rows) > 70
    for row in rows:
        figure = parse(row["quote"], form=row["form"])
        given = Interval(
            Fraction(row["low"]), Fraction(row["high"]), row["low_open"] == "true", row["high_open"] == "true"
        )
        assert (figure.hard, figure.unit) == (given, row["unit"]), row["id"]


@pytest.mark.parametrize("quote", ["25l亿元", "", "没有数字", "前1?", "48个人民", "一" * 65, "1.2.3个"])
def test_what_is_no_figure_is_refused(quote: str) -> None:
    with pytest.raises(FigureError):
        parse(quote)


@pytest.mark.parametrize("sign", list("一9（、"))
def test_hostile_length_is_refused_at_once(sign: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(FigureError):
        parse(sign * 100_000)
    assert time.perf_counter() - begin < 0.1


@pytest.mark.parametrize("section", ["target", "plan"])
def test_reaching_a_target_is_reaching_at_least(section: str) -> None:
    assert parse("达到4万亿元", section=section).hard == Interval.at_least(4 * 10**12)


@pytest.mark.parametrize("quote", ["重庆9个区、四川5个市", "万盛经开区", "四川省自贡市", "合作事项"])
def test_a_list_without_a_count_states_none(quote: str) -> None:
    assert parse(quote, form="list").hard is None


@given(st.integers(1, 99).map(lambda n: n * 100))
def test_a_stated_count_of_a_list_is_exact_however_round(number: int) -> None:
    assert parse(f"{number}项", form="list").hard == Interval.of(number)


@given(st.integers(1, 10**9))
def test_a_count_is_itself_and_within_what_it_stands_for(number: int) -> None:
    figure = parse(f"{number}个")
    assert figure.printed == number
    assert figure.hard is not None
    assert number in figure.hard
    assert figure.soft == Interval.of(number)


@given(st.integers(10, 10**9))
def test_yu_is_more_than_the_number_and_less_than_its_next_step(number: int) -> None:
    step = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    assert parse(f"{number}余家").hard == Interval.opened(number, number + step)


@given(st.integers(1, 9999))
def test_chinese_numerals_are_the_numbers_that_they_write(number: int) -> None:
    assert parse(f"{chinese(number)}个").hard == Interval.of(number)


@given(st.integers(1, 9999), st.integers(0, 99))
def test_wan_scales_by_ten_thousand(whole: int, part: int) -> None:
    number = Fraction(f"{whole}.{part:02d}")
    figure = parse(f"{whole}.{part:02d}万吨")
    assert figure.hard == Interval.closed(
        (number - Fraction(1, 200)) * 10**4, (number + Fraction(1, 200)) * 10**4
    )


@given(st.integers(1, 10**6))
def test_full_width_digits_are_digits(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse(f"{wide}个") == parse(f"{number}个")


@given(
    st.one_of(st.text(max_size=80), st.text(alphabet=SIGNS, max_size=20)),
    st.sampled_from([None, "list", "count"]),
)
def test_a_quote_is_read_or_refused_and_soft_lies_within_hard(quote: str, form: str | None) -> None:
    try:
        figure = parse(quote, form=form)
    except FigureError:
        return
    if figure.hard is None or figure.soft is None:
        assert figure.hard is figure.soft is None
        return
    assert figure.soft.within(figure.hard)
    if figure.printed is not None:
        assert figure.printed in figure.hard
