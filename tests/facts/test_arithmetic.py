"""Intervals, columns of them, rounding, and values: examples and laws."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.facts.columns import Intervals
from gouji.facts.intervals import Interval, exact, plain
from gouji.facts.rounding import tail
from gouji.facts.values import Value, compare
from gouji.facts.wording import spoken, spoken_range

NUMBERS = st.one_of(
    st.integers(-(2**64), 2**64).map(Fraction), st.decimals(-(10**6), 10**6, places=4).map(Fraction)
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if low == high:
        return Interval.of(low)
    ends = draw(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5), st.integers(0, 5)))
    return Interval(low if ends[2] else None, high if ends[3] else None, ends[0], ends[1])


def inside(interval: Interval) -> Fraction:
    if interval.low is None and interval.high is None:
        return Fraction(0)
    if interval.low is None or interval.high is None:
        return (interval.low + 1) if interval.low is not None else (interval.high or Fraction(0)) - 1
    return (interval.low + interval.high) / 2


def test_an_open_end_meeting_a_closed_one_at_a_point_is_empty() -> None:
    assert not Interval.read("[1, 2)").meets(Interval.read("[2, 3]"))
    assert Interval.read("[1, 2]").meets(Interval.read("[2, 3]"))


@pytest.mark.parametrize("ends", [(2, 1, False, False), (1, 1, True, False), (1, 1, False, True)])
def test_an_interval_without_a_value_is_refused(ends: tuple[int, int, bool, bool]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Interval(Fraction(ends[0]), Fraction(ends[1]), ends[2], ends[3])


@pytest.mark.parametrize("text", ["", "1e5", "1,000", "１", "+1", "1.", ".5", "--1", "1" * 41])
def test_only_plain_decimals_are_read(text: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        exact(text)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_plain_decimal_written_is_the_one_read(number: object) -> None:
    assert exact(plain(Fraction(str(number)))) == Fraction(str(number))


def test_a_third_is_no_plain_decimal() -> None:
    with pytest.raises(ValueError, match="finite"):
        plain(Fraction(1, 3))


@given(intervals(), intervals(), intervals())
def test_addition_commutes_and_associates(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert Interval.of(0) - -a == a
    assert a - b == a + -b


@given(intervals(), intervals())
def test_meeting_is_symmetric_and_is_having_an_intersection(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (a.intersection(b) is not None)
    assert a.within(a.hull(b))
    assert b.within(a.hull(b))
    if a.meets(b):
        assert a.gap(b) == 0


@given(intervals(), intervals(), intervals())
def test_widening_never_loses_a_meeting(a: Interval, b: Interval, c: Interval) -> None:
    if a.meets(b):
        assert a.hull(c).meets(b)


@given(intervals(), intervals())
def test_products_and_quotients_hold_those_of_their_members(a: Interval, b: Interval) -> None:
    x, y = inside(a), inside(b)
    assert x * y in a * b
    assert x + y in a + b
    if 0 in b or (b.low == 0 or b.high == 0):
        with pytest.raises(ValueError, match=r"."):
            a / b.hull(Interval.of(0))
    else:
        assert x / y in a / b


@given(st.lists(st.tuples(st.one_of(st.none(), intervals()), st.one_of(st.none(), intervals()))))
@example([(Interval.of(2**63 - 1), Interval.of(1)), (Interval.of(-(2**63)), Interval.of(-1))])
def test_columns_compute_as_scalars_do(pairs: list[tuple[Interval | None, Interval | None]]) -> None:
    one, two = Intervals.of([a for a, _ in pairs]), Intervals.of([b for _, b in pairs])
    weights = np.array([(-1) ** i * (i % 3) for i in range(len(pairs))], dtype=np.int64)
    for i, (a, b) in enumerate(pairs):
        known = a is not None and b is not None
        assert one[i] == a
        assert (one + two)[i] == (a + b if a is not None and b is not None else None)
        assert (one - two)[i] == (a - b if a is not None and b is not None else None)
        assert (-one)[i] == (None if a is None else -a)
        assert one.meets(two)[i] == (known and a is not None and b is not None and a.meets(b))
        if weights[i] and a is not None:
            assert one.weighted(weights)[i] == a * int(weights[i])
    assert len(one.take(list(range(len(pairs)))[::-1])) == len(pairs)


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), intervals())), max_size=12))
def test_sums_by_group_are_the_sums_of_scalars_and_a_missing_member_makes_them_missing(
    rows: list[tuple[int, Interval | None]],
) -> None:
    found = Intervals.of([one for _, one in rows]).sum_by(
        np.array([group for group, _ in rows], dtype=np.int64), 4
    )
    for group in range(4):
        members = [one for key, one in rows if key == group]
        known = [one for one in members if one is not None]
        expected = sum(known[1:], known[0]) if known else Interval.of(0)
        assert found[group] == (expected if len(known) == len(members) else None)


def test_a_fraction_that_is_no_decimal_goes_in_no_column() -> None:
    with pytest.raises(ValueError, match="decimal"):
        Intervals.of([Interval.of(Fraction(1, 3))])


def test_a_scale_can_be_raised_and_lowered_again() -> None:
    column = Intervals.of([Interval.of("1.5"), Interval.of("-2")])
    assert column.rescaled(6).rescaled(1)[0] == Interval.of("1.5")


def test_three_parts_make_a_gap_of_one_in_a_third_of_cases() -> None:
    assert tail(Fraction(1), [Fraction(1)] * 3, Fraction(1)) == Fraction(1, 3)


@given(st.integers(1, 6), st.integers(0, 4))
def test_equal_widths_agree_with_inclusion_and_exclusion(parts: int, gap: int) -> None:
    close = [Fraction(1) + Fraction(i, 10**9) for i in range(parts)]
    equal = tail(Fraction(gap), [Fraction(1)] * parts, Fraction(1))
    unequal = tail(Fraction(gap), close, Fraction(1))
    assert equal is not None
    assert unequal is not None
    assert abs(equal - unequal) < Fraction(1, 10**6)


def test_more_than_sixteen_unequal_widths_are_not_computed() -> None:
    assert tail(Fraction(3), [Fraction(i + 1, 10) for i in range(17)], Fraction(1)) is None
    assert tail(Fraction(9), [Fraction(1)] * 40, Fraction(1)) is not None
    with pytest.raises(ValueError, match="negative"):
        tail(Fraction(1), [Fraction(-1)], Fraction(1))


def value(number: str, width: str = "1") -> Value:
    half = Fraction(width) / 2
    around = Interval.closed(Fraction(number) - half, Fraction(number) + half)
    return Value(around, around, Fraction(number), (Fraction(width),))


def test_values_are_compared_by_hard_then_soft_then_printed() -> None:
    assert compare(value("10"), value("10")).outcome == "consistent"
    assert compare(value("10"), value("12")).outcome == "inconsistent"
    close = compare(value("10"), value("5") + value("4"))
    assert close.outcome == "rounding"
    assert close.gap == 1
    assert not close.improbable
    vague = Value(Interval.closed(5, 15), Interval.of(10), None)
    assert compare(vague, Value.exactly(Fraction(12))).vague


def test_a_long_sum_with_a_large_gap_is_improbable() -> None:
    total = value("0")
    for _ in range(12):
        total = total + value("1")
    assert compare(value("17"), total).improbable


@pytest.mark.parametrize(
    ("left", "how", "right", "outcome"),
    [
        ("3", "<=", "4", "consistent"),
        ("5", "<=", "4", "inconsistent"),
        ("5", ">=", "4", "consistent"),
        ("3", ">=", "4", "inconsistent"),
    ],
)
def test_inequalities_hold_where_some_values_allow_them(
    left: str, how: str, right: str, outcome: str
) -> None:
    one, two = Value.exactly(Fraction(left)), Value.exactly(Fraction(right))
    assert compare(one, two, how).outcome == outcome  # type: ignore[arg-type]


def test_an_open_end_that_only_touches_allows_no_inequality() -> None:
    above = Value(Interval.opened(4, 5), Interval.opened(4, 5), None)
    assert compare(above, Value.exactly(Fraction(4)), "<=").outcome == "inconsistent"
    assert compare(value("4.2"), value("4"), "<=").probability is None


def test_errors_stay_additive_only_in_linear_computations() -> None:
    two = Value.exactly(Fraction(2))
    assert (value("3") * two).widths == (Fraction(2),)
    assert (two * value("3")).widths == (Fraction(2),)
    assert (value("3") / two).widths == (Fraction(1, 2),)
    assert (value("3") * value("3")).widths is None
    assert (value("3") - value("1")).printed == 2
    assert compare(value("3") * value("3"), value("10")).probability is None
    with pytest.raises(ValueError, match=r"."):
        value("3") / value("0")


def test_numbers_are_spoken_as_editors_read_them() -> None:
    assert spoken(Fraction(34040000000), "元") == "340.4亿元"
    assert spoken(Fraction(1, 3), "项") == "0.3333项"
    assert spoken_range(Interval.read("(1000, 2000]"), "家") == "(1000家, 2000家]"
    assert spoken_range(Interval.at_least(5), "项") == "[5项, ∞)"
    assert spoken_range(Interval.at_most(5), "项") == "(-∞, 5项]"
    assert spoken_range(Interval.of(5), "项") == "5项"
