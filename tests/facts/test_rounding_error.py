"""How probable a gap is under rounding alone, against a distribution built another way."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.facts.numbers.values import gap_probability

ONE = Fraction(1)
Polynomial = list[Fraction]
"""Coefficients, lowest first."""


def at(polynomial: Polynomial, x: Fraction) -> Fraction:
    return sum((factor * x**power for power, factor in enumerate(polynomial)), Fraction(0))


def rising(pieces: list[Polynomial]) -> list[Polynomial]:
    """Integrate a density whose piece k stands on [k, k + 1]."""
    total, integrals = Fraction(0), []
    for piece in pieces:
        integral = [total, *(factor / (power + 1) for power, factor in enumerate(piece))]
        integrals.append(integral)
        total = at(integral, ONE)
    return integrals


def difference(one: Polynomial, two: Polynomial, width: int) -> Polynomial:
    size = max(len(one), len(two))
    padded = [polynomial + [Fraction(0)] * (size - len(polynomial)) for polynomial in (one, two)]
    return [(left - right) / width for left, right in zip(*padded, strict=True)]


def convolved(widths: list[int]) -> list[Polynomial]:
    """Return the distribution of a sum of uniforms on [0, w], by convolving one after another."""
    pieces: list[Polynomial] = [[Fraction(1, widths[0])]] * widths[0]
    for width in widths[1:]:
        integrals = rising(pieces)
        ended: list[Polynomial] = [[at(integrals[-1], ONE)]] * width
        started: list[Polynomial] = [[Fraction(0)]] * width
        pieces = [
            difference(one, two, width)
            for one, two in zip(integrals + ended, started + integrals, strict=True)
        ]
    return rising(pieces)


def by_convolution(gap: Fraction, widths: list[int], total_width: int) -> Fraction:
    threshold = abs(gap) - Fraction(total_width, 2)
    if threshold <= 0:
        return ONE
    below = Fraction(sum(widths), 2) - threshold
    if below <= 0:
        return Fraction(0)
    return 2 * at(convolved(widths)[int(below)], below % 1)


gaps = st.fractions(-12, 12, max_denominator=8)


def fractions(widths: list[int]) -> list[Fraction]:
    return list(map(Fraction, widths))


def test_a_gap_of_one_between_three_parts_happens_in_every_third_case() -> None:
    assert gap_probability(ONE, [ONE] * 3, ONE) == Fraction(1, 3)


def test_a_gap_of_four_between_twelve_parts_is_rarer_than_one_in_a_thousand() -> None:
    probability = gap_probability(Fraction(4), [ONE] * 12, ONE)
    assert probability is not None
    assert 0 < probability < Fraction(1, 1000)


@settings(max_examples=150)
@given(gaps, st.integers(1, 9), st.integers(0, 3))
def test_equal_widths_agree_with_a_convolution(gap: Fraction, parts: int, total: int) -> None:
    assert gap_probability(gap, [ONE] * parts, Fraction(total)) == by_convolution(gap, [1] * parts, total)


@settings(max_examples=150)
@given(gaps, st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 3))
def test_unequal_widths_agree_with_a_convolution(gap: Fraction, widths: list[int], total: int) -> None:
    assert gap_probability(gap, fractions(widths), Fraction(total)) == by_convolution(gap, widths, total)


@given(gaps, st.lists(st.integers(1, 6), min_size=1, max_size=6), st.fractions("0.001", 1000))
def test_the_unit_of_measure_does_not_matter(gap: Fraction, widths: list[int], factor: Fraction) -> None:
    scaled = [width * factor for width in widths]
    assert gap_probability(gap * factor, scaled, factor) == gap_probability(gap, fractions(widths), ONE)


@given(st.lists(st.integers(0, 4), max_size=6))
def test_a_wider_gap_is_never_more_probable(widths: list[int]) -> None:
    found = [gap_probability(Fraction(step, 2), fractions(widths), ONE) for step in range(12)]
    known = [probability for probability in found if probability is not None]
    assert len(known) == len(found)
    assert all(left >= right for left, right in pairwise(known))
    assert known[0] == 1
    assert all(0 <= probability <= 1 for probability in known)


@given(gaps, st.lists(st.integers(0, 4), max_size=6), st.integers(0, 3))
def test_order_sign_and_exact_parts_do_not_matter(gap: Fraction, widths: list[int], total: int) -> None:
    probability = gap_probability(gap, fractions(widths), Fraction(total))
    assert gap_probability(-gap, fractions(widths[::-1]), Fraction(total)) == probability
    assert gap_probability(gap, [*fractions(widths), Fraction(0)], Fraction(total)) == probability


def test_exact_parts_explain_no_gap_that_the_total_does_not() -> None:
    assert gap_probability(ONE, [], Fraction(0)) == 0
    assert gap_probability(Fraction(1, 2), [], ONE) == 1
    assert gap_probability(Fraction(0), [], Fraction(0)) == 1


def test_more_parts_than_sixteen_are_left_open_only_where_their_widths_differ() -> None:
    sixteen = [Fraction(1), *[Fraction(2)] * 15]
    assert gap_probability(Fraction(3), sixteen, ONE) is not None
    assert gap_probability(Fraction(3), [*sixteen, ONE], ONE) is None
    assert gap_probability(Fraction(3), [ONE] * 200, ONE) is not None
    # What is certain or impossible needs no computation.
    assert gap_probability(Fraction(0), [*sixteen, ONE], ONE) == 1
    assert gap_probability(Fraction(100), [*sixteen, ONE], ONE) == 0


def test_sixteen_widths_that_all_differ_are_quick_enough() -> None:
    widths = [Fraction(10) + Fraction(1, prime) for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)]
    probability = gap_probability(Fraction(5), widths, ONE)
    assert probability is not None
    assert 0 < probability < 1


@pytest.mark.parametrize(("widths", "total"), [([-1], 1), ([1, -1], 0), ([1], -1)])
def test_a_negative_width_is_refused(widths: list[int], total: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        gap_probability(ONE, fractions(widths), Fraction(total))
