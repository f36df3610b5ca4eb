"""Values and their agreement: hard intervals, then soft ones, then what was printed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.figures.parse import parse
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Value, compare, gap_probability
from gouji.facts.table.facts import Fact, value_of

if TYPE_CHECKING:
    from gouji.facts.numbers.values import Comparison

ONE = Fraction(1)


def read(quote: str) -> Value:
    """Return the value of a quote, as that of a fact."""
    value = value_of(fact(quote))
    assert value is not None
    return value


def fact(quote: str, given: Interval | None = None) -> Fact:
    figure = parse(quote) if quote else None
    hard, soft = (figure.hard, figure.soft) if figure else (None, None)
    return Fact(
        file="facts/a.csv", line=2, id="a-1", summary="a", section="review", form="", subject=(), partner=(),
        alone="", indicator="", measure="level", base="", period=None, scope="", stage="actual", quote=quote,
        start=None, end=None, given=given, given_unit="", reading=figure, hard=given or hard,
        soft=given or soft, unit="", whole=(), complete=False, members=(),
    )  # fmt: skip


def rounded(number: str, width: str = "1") -> Value:
    """Return a number that was rounded to *width*."""
    half = Fraction(width) / 2
    interval = Interval(Fraction(number) - half, Fraction(number) + half)
    return Value(interval, interval, Fraction(number), (Fraction(width),))


def outcome(left: Value, right: Value, how: Comparison = "==") -> tuple[str, bool]:
    agreement = compare(left, right, how)
    return agreement.outcome, agreement.vague


values = st.one_of(
    st.builds(rounded, st.integers(-30, 30).map(str), st.sampled_from(["0.1", "1", "2"])),
    st.integers(-30, 30).map(lambda number: Value.exactly(Fraction(number))),
    st.sampled_from(["1000余家", "近百", "约20个", "超10", "5%以下", "2000个", "3—5", "达到20"]).map(read),
)


# From facts


def test_a_fact_stands_for_what_its_figure_says() -> None:
    value = read("340.4亿元")
    assert value.hard == value.soft == Interval.closed(34035000000, 34045000000)
    assert value.printed == 34040000000
    assert value.widths == (Fraction(10**7),)


def test_an_exact_figure_has_no_rounding_error() -> None:
    assert read("48个") == Value.exactly(Fraction(48))
    assert read("48个").number == 48
    assert (read("2000个").widths, read("2000个").number) == ((), None)


def test_a_fact_without_bounds_has_no_value() -> None:
    assert value_of(fact("一批")) is None
    assert value_of(fact("")) is None
    assert value_of(fact("2024年")) is None


def test_bounds_that_a_row_states_itself_say_nothing_of_what_was_printed() -> None:
    given = Interval.closed(40, 50)
    assert value_of(fact("48个", given)) == Value(given, given, None)
    assert value_of(fact("48个", Interval.of(50))) == Value.exactly(Fraction(50))
    assert value_of(fact("", Interval.of(50))) == Value.exactly(Fraction(50))
    assert value_of(fact("48个", Interval.of(48))) == Value.exactly(Fraction(48))


def test_a_value_is_spoken_as_printed_or_else_as_its_interval() -> None:
    assert read("340.4亿元").formatted("元") == "340.4亿元"
    assert read("1000余家").formatted("家") == "(1000家, 2000家)"


# Arithmetic


def test_rounding_errors_add_up_in_sums_and_differences() -> None:
    one, two = rounded("5", "1"), rounded("3.2", "0.1")
    for result in (one + two, one - two, -one + two):
        assert result.widths == (ONE, Fraction(1, 10))
    assert ((one + two).printed, (one - two).printed) == (Fraction(82, 10), Fraction(18, 10))
    assert (one + two).hard == Interval.closed("7.65", "8.75")


def test_an_exact_factor_scales_rounding_errors() -> None:
    one, three = rounded("5", "1"), Value.exactly(Fraction(-3))
    assert (one * three).widths == (three * one).widths == (Fraction(3),)
    assert (one * three).printed == -15
    assert (one / three).widths == (Fraction(1, 3),)
    assert (three * three).number == 9
    assert (three / three).number == 1


def test_a_round_count_times_a_number_still_has_no_rounding_error() -> None:
    two = Value.exactly(Fraction(2))
    assert (read("2000个") * two).widths == (two * read("2000个")).widths == ()


def test_rounding_errors_are_lost_where_they_are_not_additive() -> None:
    one = rounded("5", "1")
    assert (one * one).widths is None
    assert (one / one).widths is None
    assert (Value.exactly(ONE) / one).widths is None
    assert (one * one + one).widths is None
    assert (-(one * one)).widths is None
    assert ((one * one) * Value.exactly(Fraction(2))).widths is None


def test_what_is_computed_from_a_qualified_number_prints_nothing() -> None:
    qualified = read("1000余家")
    assert (qualified + rounded("5")).printed is None
    assert (rounded("5") - qualified).printed is None
    assert (-qualified).printed is None
    assert (-qualified).hard == Interval.opened(-2000, -1000)


@pytest.mark.parametrize(
    "divisor", [Value.exactly(Fraction(0)), rounded("0"), rounded("0.5"), read("5%以下")]
)
def test_nothing_is_divided_by_what_may_be_zero(divisor: Value) -> None:
    with pytest.raises(ValueError, match="holds 0"):
        rounded("5") / divisor


@given(values, values)
def test_what_was_printed_stays_within_what_it_can_stand_for(one: Value, two: Value) -> None:
    for result in (one + two, one - two, one * two, -one):
        assert result.soft.within(result.hard)
        assert result.printed is None or result.printed in result.hard


@given(values, values)
def test_the_widths_of_a_sum_are_as_wide_as_its_interval(one: Value, two: Value) -> None:
    total = one + two
    assert total.widths is not None
    if one.widths and two.widths:
        assert total.hard.low is not None
        assert total.hard.high is not None
        assert sum(total.widths) == total.hard.high - total.hard.low


def test_a_gap_is_between_printed_numbers_or_else_between_intervals() -> None:
    assert rounded("5").gap_to(rounded("7")) == -2
    assert read("1000余家").gap_to(Value.exactly(Fraction(900))) == 100
    assert read("1000余家").gap_to(Value.exactly(Fraction(1500))) == 0


# Agreement


def test_hard_intervals_that_do_not_meet_are_inconsistent() -> None:
    assert compare(rounded("5"), rounded("7")) == Agreement("inconsistent", gap=Fraction(-2))
    assert compare(read("1000余家"), read("900家")) == Agreement("inconsistent")


def test_soft_intervals_alone_that_do_not_meet_are_vague() -> None:
    agreement = compare(read("2000个"), read("2010个"))
    assert agreement == Agreement("inconsistent", vague=True, gap=Fraction(-10))
    assert outcome(read("约300亿元"), read("320.0亿元")) == ("inconsistent", True)


def test_printed_numbers_that_differ_within_rounding_have_a_probability() -> None:
    parts = rounded("1") + rounded("2") + rounded("3")
    agreement = compare(rounded("7"), parts)
    assert agreement == Agreement("rounding", gap=ONE, probability=Fraction(1, 3))
    assert compare(parts, rounded("7")).probability == Fraction(1, 3)
    assert not agreement.improbable


def test_a_gap_that_rounding_hardly_makes_is_improbable() -> None:
    parts = sum([rounded("1")] * 11, rounded("1"))
    agreement = compare(rounded("16"), parts)
    assert agreement.outcome == "rounding"
    assert agreement.improbable


def test_between_two_sums_all_errors_add_up() -> None:
    one, two = rounded("1") + rounded("2"), rounded("1") + rounded("3")
    assert compare(one, two).probability == gap_probability(ONE, [ONE] * 4, Fraction(0))


def test_an_exact_total_has_no_rounding_error_of_its_own() -> None:
    parts = rounded("1") + rounded("2") + rounded("3")
    assert compare(Value.exactly(Fraction(7)), parts).probability == gap_probability(
        ONE, [ONE] * 3, Fraction(0)
    )


def test_a_gap_whose_errors_are_not_additive_has_no_probability() -> None:
    product = rounded("5") * rounded("5")
    assert compare(product, rounded("26")) == Agreement("rounding", gap=Fraction(-1))
    assert compare(rounded("26"), product) == Agreement("rounding", gap=ONE)


def test_equal_numbers_and_qualified_ones_that_can_be_equal_are_consistent() -> None:
    assert compare(rounded("5"), rounded("5")) == Agreement("consistent", gap=Fraction(0))
    assert compare(read("1000余家"), read("1500家")) == Agreement("consistent")


def test_an_open_end_that_meets_a_closed_one_is_inconsistent() -> None:
    assert outcome(read("1000余家"), Value.exactly(Fraction(1000))) == ("inconsistent", False)
    assert outcome(read("1000余家"), Value.exactly(Fraction(1000)), "<=") == ("inconsistent", False)
    assert outcome(read("1000家以上"), Value.exactly(Fraction(1000)), "<=") == ("consistent", False)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("4个", "5个", ("consistent", False)),
        ("5个", "5个", ("consistent", False)),
        ("6个", "5个", ("inconsistent", False)),
        ("5.0", "4.9", ("rounding", False)),
        ("5.0", "4.8", ("inconsistent", False)),
        ("5.0", "5", ("consistent", False)),
        ("5.3%", "5%", ("rounding", False)),
        ("超5个", "100个", ("consistent", False)),
        ("约300亿元", "290.0亿元", ("inconsistent", True)),
        ("2010个", "2000个", ("inconsistent", True)),
        ("3以上", "超3个", ("consistent", False)),
        ("5%", "5%以上", ("consistent", False)),
    ],
)
def test_at_most_is_held_against_what_both_sides_can_be(
    left: str, right: str, expected: tuple[str, bool]
) -> None:
    assert outcome(read(left), read(right), "<=") == expected


@given(values, values)
def test_at_least_is_at_most_from_the_other_side(one: Value, two: Value) -> None:
    left, right = compare(one, two, "<="), compare(two, one, ">=")
    assert (left.outcome, left.vague) == (right.outcome, right.vague)
    assert left.probability is None
    assert right.probability is None


@given(values, values)
def test_equality_is_symmetric_and_implies_both_inequalities(one: Value, two: Value) -> None:
    there, back = compare(one, two), compare(two, one)
    assert (there.outcome, there.vague) == (back.outcome, back.vague)
    assert there.gap == (None if back.gap is None else -back.gap)
    if there.outcome == "consistent":
        assert compare(one, two, "<=").outcome == compare(one, two, ">=").outcome == "consistent"
    if compare(one, one).outcome != "consistent":
        pytest.fail("a value disagrees with itself")
