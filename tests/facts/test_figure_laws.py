"""Figures: the laws that hold for all of them, whatever words are put together."""

from __future__ import annotations

import datetime as dt
import time
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.facts.figure_checks import attempt, check_bounds

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval

DIGITS = "零一二三四五六七八九"
SIGNS = (
    "0123456789.,%‰—/∶ ０，％一二三十百千万亿零两半余多几约近超过达到以上下左右"
    "成倍翻番第年月日个项元百分点之至增长下降"
)
FULL_WIDTH = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")
SECONDS = 0.5
"""More than enough for one quote on a slow machine; exponential time is minutes."""


# Laws of numbers with words around them


def step(number: str, magnitude: int = 1) -> Fraction:
    """Return the place of the last digit of *number* that is not 0, times *magnitude*."""
    whole, _, decimals = number.partition(".")
    digits = whole + decimals
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10**zeros, 10 ** len(decimals)) * magnitude


decimal = st.builds(
    lambda digits, places: f"{digits // 10**places}.{digits % 10**places:0{places}d}",
    st.integers(1, 10**7),
    st.integers(1, 4),
)
positive = st.one_of(
    st.integers(1, 10**9).map(str),
    st.builds(lambda digits, zeros: f"{digits}{'0' * zeros}", st.integers(1, 99), st.integers(0, 10)),
    decimal,
)


def parts(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split("|"))


magnitudes = st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)])


@given(
    parts(
        "|近|约|超|逾|突破|至少|不超过|不到|上|达到|下降|增长|同比增长|降至|负|下降超过|增长约|连续|高于全国|收窄|第|前"
    ),
    st.one_of(positive, parts("0|0.0|百|千|万|十|两三百|八九|3—5|三千|一万两千|数十|半|一半|三分之二")),
    parts("||余|多|几|左右|以上|以下|大关"),
    parts("|个|项|亿元|元|万亩|公顷|斤|%|‰|个百分点|倍|成|人|年|米|千瓦时"),
    parts("||余|多|左右|以上|以内|以下|大关"),
    st.sampled_from(["review", "target"]),
)
def test_bounds_lie_within_one_another_whatever_words_are_put_together(
    before: str, number: str, inside: str, unit: str, after: str, section: str
) -> None:
    quote = f"{before}{number}{inside}{unit}{after}"
    figure = attempt(quote, section=section)
    if figure is not None and figure.form != "date":
        check_bounds(figure, quote)


@given(st.integers(1, 10**9), st.sampled_from("个项条件"))
def test_a_count_is_itself_and_within_what_it_stands_for(number: int, unit: str) -> None:
    figure = parse(f"{number}{unit}")
    half = step(str(number)) / 2 if number % 100 == 0 else Fraction(0)
    assert figure.hard == Interval(number - half, number + half)
    assert figure.soft == Interval.of(number)
    assert figure.printed == number
    assert figure.width == 0


@given(positive, magnitudes, st.sampled_from("余多几"))
def test_yu_is_more_than_the_number_and_less_than_its_next_step(
    number: str, magnitude: tuple[str, int], word: str
) -> None:
    value = Fraction(number) * magnitude[1]
    hard = parse(f"{number}{magnitude[0]}{word}元").hard
    assert hard == Interval.opened(value, value + step(number, magnitude[1]))


@given(positive, magnitudes)
def test_near_a_number_is_below_it_and_above_half_of_it(number: str, magnitude: tuple[str, int]) -> None:
    figure = parse(f"近{number}{magnitude[0]}元")
    value, place = Fraction(number) * magnitude[1], step(number, magnitude[1])
    assert figure.hard == Interval.opened(max(value - place, value / 2), value)
    assert figure.soft == figure.hard.intersection(Interval(value * 9 / 10, value, high_open=True))


@given(positive, magnitudes)
def test_an_amount_is_everything_that_rounds_to_it(number: str, magnitude: tuple[str, int]) -> None:
    figure = parse(f"{number}{magnitude[0]}元")
    value = Fraction(number) * magnitude[1]
    last = Fraction(magnitude[1], 10 ** len(number.partition(".")[2]))
    assert (figure.printed, figure.width) == (value, last)
    assert figure.hard == figure.soft == Interval(value - last / 2, value + last / 2)


@given(positive)
def test_wan_scales_by_ten_thousand(number: str) -> None:
    one, many = parse(f"{number}吨"), parse(f"{number}万吨")
    assert one.hard is not None
    assert one.printed is not None
    assert (many.hard, many.printed, many.width) == (one.hard * 10**4, one.printed * 10**4, one.width * 10**4)


@given(positive, st.sampled_from(["个", "亿元", "%", "余家", "%以上", "倍"]))
def test_full_width_digits_are_digits(number: str, unit: str) -> None:
    quote = f"{number}{unit}"
    assert parse(quote.translate(FULL_WIDTH)) == parse(quote)


@given(st.integers(0, 10**18 - 1), st.booleans())
def test_thousands_commas_change_nothing(number: int, wide: bool) -> None:
    quote = f"{number:,}个"
    assert parse(quote.translate(FULL_WIDTH) if wide else quote) == parse(f"{number}个")


@given(positive, st.lists(st.integers(0, 12), max_size=4))
def test_blanks_and_quotation_marks_change_nothing(number: str, places: list[int]) -> None:
    spaced = f"{number}万亩"
    for place in places:
        spaced = f"{spaced[:place]} {spaced[place:]}"
    assert parse(f"“{spaced}”") == parse(f"{number}万亩")


@given(
    positive,
    st.sampled_from(["下降", "减少", "降低", "回落", "负", "-"]),
    st.sampled_from(["%", "个百分点", "元"]),
)
def test_a_fall_is_a_rise_turned_over(number: str, fall: str, unit: str) -> None:
    rise, fallen = parse(f"增长{number}{unit}"), parse(f"{fall}{number}{unit}")
    assert rise.hard is not None
    assert rise.printed is not None
    assert (fallen.hard, fallen.printed, fallen.width) == (-rise.hard, -rise.printed, rise.width)


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from("—–-~～至到"), st.sampled_from("个%元"))
def test_a_range_holds_both_its_ends(one: int, two: int, dash: str, unit: str) -> None:
    low, high = sorted((one, two))
    assert parse(f"{low}{dash}{high}{unit}").hard == Interval.closed(low, high)


@given(st.integers(1, 10**6).map(lambda number: number * 100), st.sampled_from("个项条件"))
def test_a_stated_count_of_a_list_is_exact_however_round(number: int, unit: str) -> None:
    for quote in (f"{number}{unit}", f"共同推进{number}{unit}重点工作"):
        figure = parse(quote, form="list")
        assert (figure.hard, figure.soft, figure.unit) == (Interval.of(number), Interval.of(number), unit)


@given(st.integers(1, 10**6).map(lambda number: number * 100), st.sampled_from("次届批位"))
def test_an_ordinal_is_exact_however_round(number: int, unit: str) -> None:
    figure = parse(f"第{number}{unit}")
    assert (figure.hard, figure.form) == (Interval.of(number), "ordinal")


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)))
def test_a_day_is_written_as_iso_writes_it(day: dt.date) -> None:
    for quote in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        assert parse(quote).period == day.isoformat()


# Chinese numerals


def chinese(number: int, two: str = "二", ten: str = "十") -> str:
    """Write a number below 10**12 in Chinese numerals, as an editor would."""
    text = ""
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        if group:
            text += "零" * bool(text and (group < 1000 or number // 10**power // 10**4 % 10 == 0)) + (
                _thousands(group, two) + name
            )
    return ten + text[2:] if text.startswith("一十") else text or "零"


def _thousands(number: int, two: str) -> str:
    text = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += "零" * bool(text and number // (place * 10) % 10 == 0)
            text += (two if digit == 2 and place >= 100 else DIGITS[digit]) + name
    return text


@given(
    st.one_of(
        st.integers(0, 99999),
        st.integers(0, 10**12 - 1),
        st.integers(1, 9999).map(lambda number: number * 10**4),
    ),
    st.sampled_from("二两"),
    st.sampled_from(["十", "一十"]),
)
@example(105, "二", "十")
@example(10010, "二", "十")
@example(10**8 + 1, "二", "十")
@example(2 * 10**8 + 10**4, "两", "十")
def test_chinese_numerals_are_the_numbers_that_they_write(number: int, two: str, ten: str) -> None:
    text = chinese(number, two, ten)
    assume(len(text) <= 20)
    assert parse(f"{text}元").printed == number
    if number < 10**4:
        assert parse(f"{text}个").hard == Interval.of(number)


@given(st.integers(0, 9), st.integers(0, 9), magnitudes)
def test_chinese_decimals_are_the_numbers_that_they_write(
    whole: int, tenth: int, magnitude: tuple[str, int]
) -> None:
    figure = parse(f"{DIGITS[whole]}点{DIGITS[tenth]}{magnitude[0]}元")
    assert figure == parse(f"{whole}.{tenth}{magnitude[0]}元")


# Hostile text


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=80), st.text(alphabet=SIGNS, max_size=20), st.text(alphabet=SIGNS, max_size=6)
    ),
    st.sampled_from([None, "list", "count", "amount", "date", "ordinal", "pairing"]),
    st.sampled_from(["review", "target"]),
)
@example("٣个", None, "review")
@example("\x00", None, "review")
@example("半" * 64, None, "review")
def test_a_quote_is_read_or_refused_and_soft_lies_within_hard(
    quote: str, form: str | None, section: str
) -> None:
    figure = attempt(quote, form, section)
    if figure is not None and not figure.period:
        check_bounds(figure, quote)


@pytest.mark.parametrize("sign", ["一", "9", "（", "、", "，", "千", " ", "第", "1,"])
@pytest.mark.parametrize("form", [None, "list", "date"])
def test_hostile_length_is_refused_at_once(sign: str, form: str | None) -> None:
    begin = time.process_time()
    with pytest.raises(FigureError, match="longer than"):
        parse(sign * 100_000, form=form)
    assert time.process_time() - begin < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "一",
        "9",
        "十",
        "千",
        "半",
        "近",
        "一一至",
        "3—",
        "百分之",
        "一廊",
        "大",
        "1,",
        "9.",
        "上",
        "连续",
        "由1到",
        "个",
    ],
)
@pytest.mark.parametrize("tail", ["", "元", "！", "一体", "台阶"])
@pytest.mark.parametrize("form", [None, "list"])
def test_the_longest_quote_takes_no_longer_than_a_short_one(text: str, tail: str, form: str | None) -> None:
    quote = (text * 64)[: 64 - len(tail)] + tail
    begin = time.process_time()
    attempt(quote, form)
    assert time.process_time() - begin < SECONDS
