"""Columns of intervals, taken and weighted: as scalars are, however large the numbers are."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.calculations import taken, weighted
from benchmarks.interval_array import Intervals
from hypothesis import given
from hypothesis import strategies as st
from tests.benchmarks.test_interval_array import EDGE, cells, listed
from tests.facts.written_intervals import read_interval

from gouji.facts.numbers.intervals import Interval


@given(
    st.lists(st.tuples(cells, st.one_of(st.integers(-3, 3), st.integers(-EDGE - 2, EDGE + 2))), max_size=6)
)
def test_columns_are_weighted_as_scalars_are(rows: list[tuple[Interval | None, int]]) -> None:
    column = Intervals.of([one for one, _ in rows])
    weights = np.array([weight for _, weight in rows], dtype=object)
    assert listed(weighted(column, weights)) == [
        None if one is None else one * weight for one, weight in rows
    ]


def test_a_weight_of_nothing_makes_exactly_nothing_of_what_is_there() -> None:
    column = Intervals.of([Interval.above(3), None, Interval.opened(1, 2)])
    assert listed(weighted(column, [0, 0, 0])) == [Interval.of(0), None, Interval.of(0)]


def test_a_negative_weight_swaps_the_ends_and_what_they_leave_out() -> None:
    column = Intervals.of([read_interval("[1, 2)"), Interval.above(5)])
    assert listed(weighted(column, [-1, -2])) == [read_interval("(-2, -1]"), Interval.below(-10)]


@pytest.mark.parametrize("weights", [[1], [1, 2, 3], [1.0, 2.0], [[1, 2]], 3])
def test_weights_that_are_not_one_integer_an_interval_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        weighted(Intervals.of([None, Interval.of(1)]), weights)


@pytest.mark.parametrize("number", [2**61, EDGE - 1, EDGE, -EDGE])
def test_products_at_the_edge_of_sixty_four_bits_stay_exact(number: int) -> None:
    column = Intervals.of([Interval.of(number), Interval.of(1)])
    assert weighted(column, [3, -3])[0] == Interval.of(3 * number)
    assert weighted(column, np.array([2**63, 1], dtype=np.uint64))[0] == Interval.of(number * 2**63)


@given(st.lists(cells, min_size=1, max_size=6), st.data())
def test_rows_are_taken_by_position_and_by_mask(rows: list[Interval | None], data: st.DataObject) -> None:
    column = Intervals.of(rows)
    at = data.draw(st.lists(st.integers(0, len(rows) - 1)))
    mask = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    assert listed(taken(column, at)) == [rows[position] for position in at]
    assert listed(taken(column, mask)) == [one for one, kept in zip(rows, mask, strict=True) if kept]
