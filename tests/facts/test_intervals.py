"""Exact intervals: reading and writing them, and the laws of their arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.written_intervals import read_interval

from gouji.facts.numbers.intervals import Interval, decimals, exact, plain

numbers = st.one_of(
    st.integers(-6, 6).map(Fraction),
    st.fractions(-50, 50, max_denominator=12),
    st.fractions(max_denominator=999),
)
printable = st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(), st.integers(0, 6))


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = numbers) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    left, right = draw(st.booleans()), draw(st.booleans())
    if low == high:
        left = right = False
    unbounded = draw(st.sampled_from(["", "", "", "low", "high", "low high"]))
    return Interval(None if "low" in unbounded else low, None if "high" in unbounded else high, left, right)


def members(one: Interval) -> list[Fraction]:
    """Return some numbers of *one*, among them its ends and others as near them as matters."""
    low, high = one.low, one.high
    if low is None:
        low = (Fraction(0) if high is None else min(high, Fraction(0))) - 1000
    if high is None:
        high = max(low, Fraction(0)) + 1000
    tiny = (high - low) / 10**6
    return [number for number in (low, low + tiny, (low + high) / 2, high - tiny, high) if number in one]


def empty(low: int, high: int, *, low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match="nothing lies in"):
        Interval(Fraction(low), Fraction(high), low_open, high_open)


# Numbers as text


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", Fraction(0)), ("-1.50", Fraction(-3, 2)), ("007", Fraction(7)), ("0.001", Fraction(1, 1000))],
)
def test_a_plain_decimal_is_read_exactly(text: str, number: Fraction) -> None:
    assert exact(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "1e3", "+1", ".5", "5.", "1,000", " 1", "1\n", "１", "٣", "1/3", "inf", "nan", "--1", "9" * 41],
)
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no plain decimal") as raised:
        exact(text)
    assert len(str(raised.value)) < 80


@given(printable)
def test_what_is_written_is_read_again(number: Fraction) -> None:
    text = plain(number)
    assert Fraction(text) == number
    assert "E" not in text
    if len(text) <= 40:
        assert exact(text) == number


@given(st.fractions())
def test_the_decimals_of_a_number_are_just_enough(number: Fraction) -> None:
    try:
        places = decimals(number)
    except ValueError:
        assert 10**60 % number.denominator != 0 or number.denominator > 10**18
        return
    assert (number * 10**places).denominator == 1
    assert places == 0 or (number * 10 ** (places - 1)).denominator != 1


def test_a_third_is_no_decimal_and_is_still_shown() -> None:
    with pytest.raises(ValueError, match="no finite decimal"):
        plain(Fraction(1, 3))
    assert str(Interval.of(Fraction(1, 3))) == "[1/3, 1/3]"


# Making and writing intervals


def test_each_way_to_make_an_interval_says_what_belongs_to_it() -> None:
    assert str(Interval.of("105")) == "[105, 105]"
    assert str(Interval.closed(1, "2.5")) == "[1, 2.5]"
    assert str(Interval.opened(1, 2)) == "(1, 2)"
    assert str(Interval.at_least(5)) == "[5, ∞)"
    assert str(Interval.above(5)) == "(5, ∞)"
    assert str(Interval(None, Fraction(5))) == "(-∞, 5]"
    assert str(Interval.below(5)) == "(-∞, 5)"
    assert repr(Interval.below(5)) == "Interval('(-∞, 5)')"


def test_a_float_is_no_exact_number() -> None:
    with pytest.raises(TypeError, match="no exact number"):
        Interval.of(0.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no exact number"):
        Interval.of(1) + 0.5  # type: ignore[operator]


def test_ends_that_leave_nothing_between_them_are_refused() -> None:
    empty(2, 1, low_open=False, high_open=False)
    empty(1, 1, low_open=True, high_open=False)
    empty(1, 1, low_open=False, high_open=True)


def test_an_unbounded_end_is_open_however_it_is_made() -> None:
    assert Interval(None, None) == Interval(None, None, low_open=True, high_open=True)
    assert Interval(None, Fraction(1)).low_open
    assert Interval(Fraction(1), None).high_open


@given(intervals(st.fractions(-(10**6), 10**6, max_denominator=1).map(lambda number: number / 10**3)))
def test_an_interval_is_read_as_it_was_written(one: Interval) -> None:
    assert read_interval(str(one)) == one


@pytest.mark.parametrize(
    "text", ["", "[1]", "[1, 2", "1, 2", "[2, 1]", "(1, 1]", "[1,2,3]", "[∞, 2]", "[1, -∞]", "[a, b]"]
)
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_interval(text)


def test_an_end_belongs_to_an_interval_only_where_it_is_closed() -> None:
    half_open = read_interval("[1, 2)")
    assert 1 in half_open
    assert Fraction(3, 2) in half_open
    assert 2 not in half_open
    assert 0 not in half_open
    assert -(10**30) in Interval.below(0)


def test_only_one_number_makes_a_point() -> None:
    assert Interval.of(3).is_point
    assert not Interval.closed(3, 4).is_point
    assert not Interval(None, None).is_point


# Meeting


def test_an_open_end_meeting_a_closed_one_at_a_point_is_empty() -> None:
    assert not read_interval("[1, 2)").meets(Interval.of(2))
    assert not Interval.of(2).meets(read_interval("[1, 2)"))
    assert read_interval("[1, 2)").intersection(Interval.closed(2, 3)) is None


def test_two_closed_ends_meet_at_a_point() -> None:
    assert Interval.closed(1, 2).intersection(Interval.closed(2, 3)) == Interval.of(2)


def test_of_two_equal_ends_the_open_one_leaves_more_out() -> None:
    assert read_interval("[1, 2]").intersection(read_interval("(1, 2)")) == Interval.opened(1, 2)
    assert read_interval("(1, 2)").hull(read_interval("[1, 2]")) == Interval.closed(1, 2)


@given(intervals(), intervals())
def test_meeting_is_symmetric_and_is_having_an_intersection(one: Interval, two: Interval) -> None:
    met = one.intersection(two)
    assert one.meets(two) == two.meets(one) == (met is not None)
    assert met == two.intersection(one)
    if met is not None:
        assert all(number in one and number in two for number in members(met))
        assert met.within(one)
        assert met.within(two)
    assert all((number in two) == (met is not None and number in met) for number in members(one))


@given(intervals(), intervals(), intervals())
def test_widening_never_loses_a_meeting(one: Interval, two: Interval, three: Interval) -> None:
    wider = one.hull(three)
    assert one.within(wider)
    assert three.within(wider)
    assert wider == three.hull(one)
    if one.meets(two):
        assert wider.meets(two)


@given(intervals(), intervals())
def test_what_lies_within_another_is_their_intersection(one: Interval, two: Interval) -> None:
    assert one.within(two) == (one.intersection(two) == one) == (one.hull(two) == two)


@given(intervals(), intervals())
def test_a_gap_is_what_would_bring_two_intervals_together(one: Interval, two: Interval) -> None:
    gap = one.gap(two)
    assert gap == -two.gap(one)
    if one.meets(two):
        assert gap == 0
    if gap:
        moved = one - gap
        assert moved.low == two.high if gap > 0 else moved.high == two.low


# Arithmetic


@given(intervals(), intervals(), intervals())
def test_addition_commutes_and_associates(one: Interval, two: Interval, three: Interval) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)


@given(intervals())
def test_negating_twice_changes_nothing(one: Interval) -> None:
    turned = -one
    assert -turned == one
    assert one * -1 == -one
    assert one + 0 == one * 1 == one / 1 == one


@given(intervals(), intervals())
def test_subtraction_is_addition_of_the_negation(one: Interval, two: Interval) -> None:
    assert one - two == one + -two
    assert 0 in one - one


@given(intervals(), intervals())
def test_sums_and_products_hold_those_of_their_members(one: Interval, two: Interval) -> None:
    total, difference, product = one + two, one - two, one * two
    assert product == two * one
    for left in members(one):
        for right in members(two):
            assert left + right in total
            assert left - right in difference
            assert left * right in product


@given(intervals(), intervals())
def test_a_quotient_holds_those_of_its_members(one: Interval, two: Interval) -> None:
    if 0 in two:
        with pytest.raises(ValueError, match="holds 0"):
            one / two
        return
    quotient = one / two
    assert all(left / right in quotient for left in members(one) for right in members(two))


@given(intervals(), numbers.filter(bool))
def test_dividing_by_a_number_undoes_multiplying_by_it(one: Interval, number: Fraction) -> None:
    assert one * number / number == one
    assert Interval.of(1) / (Interval.of(1) / Interval.of(number)) == Interval.of(number)


@given(intervals(), intervals())
def test_a_product_is_no_wider_than_its_ends_make_it(one: Interval, two: Interval) -> None:
    product = one * two
    corners = {
        a * b for a in (one.low, one.high) for b in (two.low, two.high) if a is not None and b is not None
    }
    for end in (product.low, product.high):
        assert end is None or end in corners or end == 0
    if one.is_point and two.is_point:
        assert product.is_point


@pytest.mark.parametrize(
    ("one", "two", "product"),
    [
        ("[2, 3]", "[4, 5)", "[8, 15)"),
        ("[-2, 3]", "(-5, 4]", "(-15, 12]"),
        ("[0, ∞)", "[0, 0]", "[0, 0]"),
        ("(0, 1)", "[0, 0]", "[0, 0]"),
        ("(0, 1)", "[0, 2]", "[0, 2)"),
        ("(0, ∞)", "(0, 1)", "(0, ∞)"),
        ("[2, ∞)", "(-∞, -1]", "(-∞, -2]"),
        ("(-∞, ∞)", "[1, 2]", "(-∞, ∞)"),
        ("(-∞, ∞)", "[0, 0]", "[0, 0]"),
    ],
)
def test_a_product_spans_the_products_of_the_ends(one: str, two: str, product: str) -> None:
    assert read_interval(one) * read_interval(two) == read_interval(product)


@pytest.mark.parametrize(
    ("one", "inverse"),
    [
        ("[2, 4]", "[0.25, 0.5]"),
        ("[-4, -2)", "(-0.5, -0.25]"),
        ("(0, 4]", "[0.25, ∞)"),
        ("[2, ∞)", "(0, 0.5]"),
        ("(0, ∞)", "(0, ∞)"),
        ("(-∞, 0)", "(-∞, 0)"),
        ("(-∞, -4]", "[-0.25, 0)"),
    ],
)
def test_an_inverse_turns_the_ends_round(one: str, inverse: str) -> None:
    assert Interval.of(1) / read_interval(one) == read_interval(inverse)


@pytest.mark.parametrize("divisor", ["[0, 0]", "[-1, 1]", "[0, 1)", "(-∞, 0]", "(-∞, ∞)"])
def test_nothing_is_divided_by_what_may_be_zero(divisor: str) -> None:
    with pytest.raises(ValueError, match="holds 0"):
        Interval.of(1) / read_interval(divisor)


def test_numbers_stand_behind_intervals() -> None:
    one = read_interval("[1, 2)")
    assert Interval.of(3) + one == one + 3 == read_interval("[4, 5)")
    assert Interval.of(3) - one == read_interval("(1, 2]")
    assert Interval.of(2) * one == one * Fraction(2) == read_interval("[2, 4)")
    assert Interval.of(2) / one == read_interval("(1, 2]")
