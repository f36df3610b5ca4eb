"""Figures: every form of docs/figures.md, and the laws that hold for all of them."""

from __future__ import annotations

import csv
import datetime as dt
import time
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gouji.facts.figures.model import Figure, FigureError
from gouji.facts.figures.parse import parse
from gouji.facts.figures.units import is_classifier
from gouji.facts.numbers.intervals import Interval, plain

TABLE: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parent / "figures.toml").read_text(encoding="utf-8")
)
ROWS = [pytest.param(*row, id=f"{name}: {row[0]}") for name, rows in TABLE.items() for row in rows]
QUOTES = [(row[0], row[4]) for rows in TABLE.values() for row in rows]
OWN = Path(__file__).parents[2] / "facts" / "chuanyu-2024.csv"
DIGITS = "零一二三四五六七八九"
SIGNS = (
    "0123456789.,%‰—/∶ ０，％一二三十百千万亿零两半余多几约近超过达到以上下左右"
    "成倍翻番第年月日个项元百分点之至增长下降"
)
FULL_WIDTH = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")
SECONDS = 0.5
"""More than enough for one quote on a slow machine; exponential time is minutes."""


def shown(interval: Interval | None) -> str:
    return "-" if interval is None else str(interval)


def read(quote: str, form: str, section: str = "review") -> Figure:
    """Read *quote* as the table asks for it: only a list's count needs its form beforehand."""
    return parse(quote, form="list" if form == "list" else None, section=section)


def attempt(quote: str, form: str | None = None, section: str = "review") -> Figure | None:
    try:
        return parse(quote, form=form, section=section)
    except FigureError:
        return None


def check_bounds(figure: Figure, about: str) -> None:
    """A soft interval lies within the hard one, and so does the printed value."""
    assert (figure.hard is None) == (figure.soft is None), about
    if figure.hard is None or figure.soft is None:
        assert figure.printed is None, about
        assert figure.width == 0, about
        return
    assert figure.soft.within(figure.hard), about
    if figure.printed is None:
        assert figure.width == 0, about
    else:
        assert figure.printed in figure.soft, about
    assert not figure.period, about


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
    assert parse("2000个", form="amount").hard == Interval.read("[1999.5, 2000.5]")
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
