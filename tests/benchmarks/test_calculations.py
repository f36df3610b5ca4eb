"""Calculations 1.1 against an independent oracle, and its laws."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from benchmarks.calculations import Bindings, Report, calculate, reported
from hypothesis import given
from hypothesis import strategies as st
from tests.benchmarks.calculation_cases import CASES, Case, oracle

if TYPE_CHECKING:
    from benchmarks.calculations import Absent, Mode, Verdicts

MODES: tuple[Mode, ...] = ("rounding", "truncation")


def judged(cases: list[Case], mode: Mode, absent: Absent) -> Verdicts:
    """All cases in one go, as the columns are meant to be used."""
    values, decimals, points = [], [], []
    totals, binding, parts, weights, point = [], [], [], [], 0
    for number, case in enumerate(cases):
        for place, items in enumerate((case.total, *(told for _, told in case.parts))):
            for value, places in items:
                values.append(value)
                decimals.append(places)
                points.append(point)
            if place == 0:
                totals.append(point)
            else:
                binding.append(number)
                parts.append(point)
                weights.append(case.parts[place - 1][0])
            point += 1
    sums = Bindings(np.array(totals), np.array(binding), np.array(parts), np.array(weights))
    return calculate(reported(Report(values, decimals, points), point, mode), sums, absent)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("absent", ["unchecked", "ignored"])
def test_150_sums_in_each_mode_agree_with_the_oracle(mode: Mode, absent: Absent) -> None:
    found = [name.replace("rounding", "consistent") for name in judged(CASES, mode, absent)]
    expected = [oracle(case, mode, absent) for case in CASES]
    assert len(found) == 150
    assert [(c.name, f) for c, f in zip(CASES, found, strict=True)] == [
        (c.name, e) for c, e in zip(CASES, expected, strict=True)
    ]


def test_the_cases_come_to_every_verdict_in_both_modes() -> None:
    for mode in MODES:
        assert {oracle(case, mode, "ignored") for case in CASES} == {
            "consistent",
            "inconsistent",
            "unchecked",
        }
    differ = [c for c in CASES if oracle(c, "rounding", "ignored") != oracle(c, "truncation", "ignored")]
    assert len(differ) > 10


def test_a_gap_that_rounding_makes_has_its_probability() -> None:
    three = Case("three", (("1", 0),), tuple((1, (("0", 0),)) for _ in range(3)))
    twelve = next(case for case in CASES if case.name == "a gap that rounding hardly makes")
    verdicts = judged([three, twelve], "rounding", "unchecked")
    assert list(verdicts) == ["rounding", "rounding"]
    assert verdicts.probability[0] == Fraction(1, 3)
    assert verdicts.probability[1] is not None


Told = tuple[str, int]
TOLD = st.tuples(st.integers(-500, 500), st.integers(-1, 2)).map(
    lambda pair: (_shown(pair[0] * 10 if pair[1] < 0 else pair[0], max(pair[1], 0)), pair[1])
)
SUMS = st.builds(
    lambda total, parts: Case("law", (total,), tuple((weight, (told,)) for weight, told in parts)),
    TOLD,
    st.lists(st.tuples(st.sampled_from([1, -1, 2]), TOLD), min_size=1, max_size=5),
)


def _shown(number: int, places: int) -> str:
    sign, digits = "-" if number < 0 else "", str(abs(number)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def verdict(case: Case, mode: Mode) -> str:
    return next(iter(judged([case], mode, "ignored")))


@given(SUMS, st.sampled_from(MODES), st.randoms())
def test_the_order_of_parts_does_not_matter(case: Case, mode: Mode, source: object) -> None:
    parts = list(case.parts)
    source.shuffle(parts)  # type: ignore[attr-defined]
    assert verdict(case, mode) == verdict(Case("shuffled", case.total, tuple(parts)), mode)


@given(SUMS, st.sampled_from(MODES), st.integers(1, 6))
def test_the_unit_does_not_matter(case: Case, mode: Mode, power: int) -> None:
    def scaled(items: tuple[tuple[str | None, int | None], ...]) -> tuple[tuple[str, int], ...]:
        (value, places), *_ = items
        number = Fraction(value or 0) * 10**power
        return ((_shown(int(number * 100), 2), (places or 0) - power),)

    thousands = Case("t", scaled(case.total), tuple((weight, scaled(told)) for weight, told in case.parts))
    assert verdict(case, mode) == verdict(thousands, mode)


@given(SUMS, st.sampled_from(MODES), st.data())
def test_an_exact_part_may_be_split(case: Case, mode: Mode, data: st.DataObject) -> None:
    exact = data.draw(st.integers(-50, 50))
    piece = data.draw(st.integers(-50, 50))
    whole = Case("w", case.total, (*case.parts, (1, ((str(exact), None),))))
    split = ((1, ((str(exact - piece), None),)), (1, ((str(piece), None),)))
    assert verdict(whole, mode) == verdict(Case("s", case.total, (*case.parts, *split)), mode)


@given(SUMS, st.sampled_from(MODES), st.data())
def test_widening_a_figure_never_makes_a_sound_sum_fail(case: Case, mode: Mode, data: st.DataObject) -> None:
    # A figure with more decimals lies in the interval of the same figure with fewer.
    place = data.draw(st.integers(0, len(case.parts)))
    items = [list(told) for told in (case.total, *(told for _, told in case.parts))]
    value, places = items[place][0]
    narrow = [*items]
    narrow[place] = [(value, (places or 0) + data.draw(st.integers(1, 3)))]

    def sum_of(told: list[list[tuple[str | None, int | None]]]) -> Case:
        weights = [weight for weight, _ in case.parts]
        return Case("x", tuple(told[0]), tuple(zip(weights, map(tuple, told[1:]), strict=True)))

    if verdict(sum_of(narrow), mode) in {"consistent", "rounding"}:
        assert verdict(sum_of(items), mode) in {"consistent", "rounding"}


@pytest.mark.parametrize("value", ["1e5", "", ".5", "5.", "１", "--1", "1,000"])
def test_a_value_that_is_no_plain_decimal_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no plain decimal"):
        reported(Report([value], [0], [0]), 1)
