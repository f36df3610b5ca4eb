"""Numbers as an editor reads them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.written_intervals import read_interval

from gouji.facts.figures.parse import parse
from gouji.facts.numbers.values import formatted, formatted_range, truncated_decimal

printed = st.builds(
    lambda digits, zeros, places: Fraction(digits * 10**zeros, 10**places),
    st.integers(0, 99999),
    st.integers(0, 12),
    st.integers(0, 4),
)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (Fraction(34040000000), "元", "340.4亿元"),
        (Fraction(120000), "亩", "12万亩"),
        (Fraction(10**12), "元", "1万亿元"),
        (Fraction(-3_0000_0000), "元", "-3亿元"),
        (Fraction(27203), "个", "27203个"),
        (Fraction(48), "个", "48个"),
        (Fraction(2000), "个", "2000个"),
        (Fraction(0), "个", "0个"),
        (Fraction(37, 10), "%", "3.7%"),
        (Fraction(100, 3), "%", "33.3333%"),
        (Fraction(123456789), "元", "123456789元"),
    ],
)
def test_a_number_is_spoken_the_shorter_way(number: Fraction, unit: str, text: str) -> None:
    assert formatted(number, unit) == text


@given(printed)
def test_what_is_spoken_reads_as_the_same_number(number: Fraction) -> None:
    assert parse(formatted(number, "元")).printed == number


@given(printed)
def test_a_number_below_nothing_is_spoken_with_a_minus(number: Fraction) -> None:
    if number:
        assert formatted(-number, "元") == f"-{formatted(number, '元')}"


@given(st.fractions(-1000, 1000))
def test_a_long_decimal_is_cut_never_rounded_up(number: Fraction) -> None:
    cut = Fraction(truncated_decimal(number))
    assert abs(cut) <= abs(number)
    assert abs(number - cut) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        ("[48, 48]", "48个"),
        ("[30000, 50000)", "[3万个, 5万个)"),
        ("(1000, 2000)", "(1000个, 2000个)"),
        ("[300, ∞)", "[300个, ∞)"),
        ("(-∞, 5]", "(-∞, 5个]"),
        ("(-∞, ∞)", "(-∞, ∞)"),
    ],
)
def test_a_range_is_spoken_with_the_brackets_of_its_ends(interval: str, text: str) -> None:
    assert formatted_range(read_interval(interval), "个") == text
