"""Columns of intervals compute what the scalars compute, however large the numbers are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from benchmarks.interval_array import Intervals
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.numbers.intervals import Interval

EDGE = 2**63
numbers = st.one_of(
    st.integers(-3, 3).map(Fraction),
    st.builds(
        lambda digits, places: Fraction(digits, 10**places), st.integers(-9999, 9999), st.integers(0, 4)
    ),
    st.builds(
        lambda sign, power, near: Fraction(sign * 2**power + near),
        st.sampled_from([-1, 1]),
        st.sampled_from([31, 32, 61, 62, 63, 64]),
        st.integers(-2, 2),
    ),
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    left, right = draw(st.booleans()), draw(st.booleans())
    if low == high:
        left = right = False
    unbounded = draw(st.sampled_from(["", "", "", "low", "high", "low high"]))
    return Interval(None if "low" in unbounded else low, None if "high" in unbounded else high, left, right)


cells = st.one_of(st.none(), intervals())
pairs = st.lists(st.tuples(cells, cells), max_size=6)


def listed(column: Intervals) -> list[Interval | None]:
    return [column[position] for position in range(len(column))]


def split(rows: list[tuple[Interval | None, Interval | None]]) -> tuple[Intervals, Intervals]:
    return Intervals.of([one for one, _ in rows]), Intervals.of([two for _, two in rows])


@given(st.lists(cells))
def test_a_column_gives_back_what_it_was_made_of(rows: list[Interval | None]) -> None:
    column = Intervals.of(rows)
    assert listed(column) == rows
    assert len(column) == len(rows)
    assert listed(-column) == [None if one is None else -one for one in rows]
    turned = -column
    assert listed(-turned) == rows


@given(pairs)
def test_columns_add_and_subtract_as_scalars_do(rows: list[tuple[Interval | None, Interval | None]]) -> None:
    one, two = split(rows)
    whole = [(a, b) if a is not None and b is not None else None for a, b in rows]
    assert listed(one + two) == [None if row is None else row[0] + row[1] for row in whole]
    assert listed(one - two) == [None if row is None else row[0] - row[1] for row in whole]


@given(pairs)
def test_columns_meet_as_scalars_do(rows: list[tuple[Interval | None, Interval | None]]) -> None:
    one, two = split(rows)
    expected = [a is not None and b is not None and a.meets(b) for a, b in rows]
    assert one.meets(two).tolist() == two.meets(one).tolist() == expected


@given(st.lists(st.tuples(cells, st.integers(0, 3)), max_size=10))
def test_groups_sum_as_scalars_do_and_a_missing_member_makes_the_sum_missing(
    rows: list[tuple[Interval | None, int]],
) -> None:
    sums: list[Interval | None] = [Interval.of(0)] * 4
    for one, group in rows:
        so_far = sums[group]
        sums[group] = None if so_far is None or one is None else so_far + one
    assert listed(Intervals.of([one for one, _ in rows]).sum_by([group for _, group in rows], 4)) == sums


@given(st.lists(cells, max_size=6), st.integers(0, 20))
def test_a_finer_scale_changes_nothing(rows: list[Interval | None], more: int) -> None:
    column = Intervals.of(rows)
    finer = column.rescaled(column.scale + more)
    assert finer.scale == column.scale + more
    assert listed(finer) == rows


@pytest.mark.parametrize("number", [EDGE - 1, EDGE, EDGE + 1, -EDGE, -EDGE - 1, 10**40])
def test_sums_and_products_at_the_edge_of_sixty_four_bits_stay_exact(number: int) -> None:
    column = Intervals.of(
        [Interval.of(number), Interval.closed(-1, number) if number > 0 else Interval.of(1)]
    )
    assert (column + column)[0] == Interval.of(2 * number)
    assert (-column)[0] == Interval.of(-number)
    assert (column - column)[0] == Interval.of(0)
    assert column.rescaled(5)[0] == Interval.of(number)
    assert Intervals.of([Interval.of(number)] * 3).sum_by([0, 0, 0], 1)[0] == Interval.of(3 * number)


def test_small_numbers_are_kept_small_and_large_ones_whole() -> None:
    assert Intervals.of([Interval.of(EDGE - 1)]).low.dtype == np.int64
    large = Intervals.of([Interval.of(EDGE)])
    assert large.low.dtype == object
    assert (large - Intervals.of([Interval.of(1)])).low.dtype == np.int64


def test_the_least_number_of_sixty_four_bits_has_no_negative_there() -> None:
    column = Intervals.of([Interval.of(-EDGE)])
    assert listed(-column) == [Interval.of(EDGE)]


def test_a_group_without_members_sums_to_nothing() -> None:
    assert listed(Intervals.of([]).sum_by([], 2)) == [Interval.of(0), Interval.of(0)]
    assert listed(Intervals.of([Interval.of(5)]).sum_by([1], 3)) == [
        Interval.of(0),
        Interval.of(5),
        Interval.of(0),
    ]


def test_columns_of_different_length_do_not_go_together() -> None:
    one, two = Intervals.of([Interval.of(1)]), Intervals.of([])
    with pytest.raises(ValueError, match="1 intervals and 0"):
        one + two
    with pytest.raises(ValueError, match="0 intervals and 1"):
        two.meets(one)


@pytest.mark.parametrize("group", [[0], [0, 2], [0, -1], [[0, 1]]])
def test_groups_that_are_not_one_number_an_interval_are_refused(group: list[int]) -> None:
    with pytest.raises(ValueError, match="not one group below 2"):
        Intervals.of([None, Interval.of(1)]).sum_by(group, 2)


def test_an_end_that_is_no_decimal_goes_into_no_column() -> None:
    with pytest.raises(ValueError, match="no finite decimal"):
        Intervals.of([Interval.of(Fraction(1, 3))])


def test_a_column_cannot_be_changed() -> None:
    column = Intervals.of([Interval.of(1)])
    with pytest.raises(ValueError, match="read-only"):
        column.low[0] = 2
