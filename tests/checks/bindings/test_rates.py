"""Rates against brute force: over every count, and over every value that the printed figures allow."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from gouji.checks.bindings.growth import growths, yearly_averages
from gouji.checks.bindings.printed_like import printed_unit
from gouji.checks.bindings.shares import possible_counts, shares
from gouji.checks.decide import fails
from gouji.checks.rules.rates.gj508_converted_unit import RATES
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gouji.facts.table.facts import Facts

HALF = Fraction(1, 2)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_percentage_of_a_count_is_possible_if_some_whole_number_makes_it(places: int) -> None:
    scale = 10**places
    percents = [
        Interval(Fraction(2 * digits - 1, 2 * scale), Fraction(2 * digits + 1, 2 * scale))
        for digits in range(100 * scale + 1)
    ]
    for count in range(1, 201):
        # In whole units of the last printed digit; a half may be rounded either way.
        made = set()
        for part in range(count + 1):
            doubled = 2 * part * 100 * scale
            low, rest = divmod(doubled + count, 2 * count)
            made.add(low)
            if rest == 0:
                made.add(low - 1)
        # Of two decimals all that lie beside a possible one, and every tenth of the others.
        beside = {one + step for one in made for step in (-1, 0, 1)}
        for digits, percent in enumerate(percents):
            if places == 2 and digits not in beside and (digits + count) % 10:
                continue
            assert possible_counts(percent, places, count).possible == (digits in made), (
                digits,
                places,
                count,
            )


def test_the_nearest_legal_values_lie_right_below_and_above() -> None:
    for count in range(1, 60):
        for digits in range(101):
            percent = Interval.closed(Fraction(2 * digits - 1, 2), Fraction(2 * digits + 1, 2))
            found = possible_counts(percent, 0, count)
            below = [part for part in range(count + 1) if Fraction(part * 100, count) < digits - HALF]
            above = [part for part in range(count + 1) if Fraction(part * 100, count) > digits + HALF]
            assert (found.below[0] if found.below else None) == (max(below) if below else None)
            assert (found.above[0] if found.above else None) == (min(above) if above else None)


def table(root: Path, rows: list[str]) -> Facts:
    (root / "facts").mkdir(exist_ok=True)
    header = "id,period,indicator,quote,measure,base,whole"
    (root / "facts" / "a.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return assemble(load(open_workspace(root)), frozenset(), {})


def shown(value: Fraction, places: int) -> str:
    scaled = str(round(abs(value) * 10**places)).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}"


def allowed(printed: Fraction, places: int) -> Iterator[Fraction]:
    """Every value with one decimal more that is printed so; the ends may be rounded either way."""
    step = Fraction(1, 10 ** (places + 1))
    return (printed + step * k for k in range(-5, 6))


LEVELS = [
    (Fraction(70, 10), Fraction(73, 10)),
    (Fraction(20, 10), Fraction(29, 10)),
    (Fraction(99, 10), Fraction(4)),
]


@pytest.mark.parametrize(("before", "now"), LEVELS)
def test_a_growth_agrees_if_and_only_if_some_allowed_levels_make_it(
    before: Fraction, now: Fraction, tmp_path: Path
) -> None:
    made = [(late / early - 1) * 100 for early, late in product(allowed(before, 1), allowed(now, 1))]
    rows = [f"a,2023,甲,{shown(before, 1)}万吨,,,", f"b,2024,甲,{shown(now, 1)}万吨,,,"]
    # Every growth from below the least to above the greatest, to one decimal.
    span = range(int(min(made) * 10) - 5, int(max(made) * 10) + 6)
    for number, tenths in enumerate(span):
        word = "增长" if tenths >= 0 else "下降"
        rows.append(f"g{number},2024,甲,{word}{shown(Fraction(tenths, 10), 1)}%,growth,,")
    found = {one.recomputed.stated.id: one.recomputed for one in table(tmp_path, rows).derive(growths)}
    for number, tenths in enumerate(span):
        low, high = Fraction(2 * tenths - 1, 20), Fraction(2 * tenths + 1, 20)
        possible = max(min(made), low) <= min(max(made), high)
        assert fails(found[f"g{number}"]) is not possible, tenths


def test_a_share_agrees_if_and_only_if_some_allowed_levels_make_it(tmp_path: Path) -> None:
    part, total = Fraction(50, 10), Fraction(74, 10)
    made = [one / two * 100 for one, two in product(allowed(part, 1), allowed(total, 1))]
    rows = ["t,2024,乙,7.4亿元,,,", "p,2024,甲,5.0亿元,,,"]
    span = range(600, 760)
    rows += [f"s{tenths},2024,甲,{shown(Fraction(tenths, 10), 1)}%,share,,t" for tenths in span]
    found = {one.recomputed.stated.id: one.recomputed for one in table(tmp_path, rows).derive(shares)}
    for tenths in span:
        low, high = Fraction(2 * tenths - 1, 20), Fraction(2 * tenths + 1, 20)
        possible = max(min(made), low) <= min(max(made), high)
        assert fails(found[f"s{tenths}"]) is not possible, tenths


def test_an_average_agrees_if_and_only_if_some_allowed_total_makes_it(tmp_path: Path) -> None:
    made = [one / 3 for one in allowed(Fraction(100, 10), 1)]
    rows = ["t,2022/2024,甲,10.0亿元,,,"]
    span = range(300, 370)
    rows += [f"m{n},2022/2024,甲,{shown(Fraction(n, 100), 2)}亿元,mean,2022/2024," for n in span]
    found = {one.stated.id: one for one in table(tmp_path, rows).derive(yearly_averages)}
    for n in span:
        low, high = Fraction(2 * n - 1, 200), Fraction(2 * n + 1, 200)
        assert fails(found[f"m{n}"]) is not (max(min(made), low) <= min(max(made), high)), n


@pytest.mark.parametrize(("first", "last", "years"), [("100", "161", 5), ("20", "21", 2), ("731", "518", 5)])
def test_an_average_rate_agrees_if_and_only_if_compounding_it_makes_the_levels(
    first: str, last: str, years: int, tmp_path: Path
) -> None:
    begin = 2024 - years
    rows = [f"a,{begin},甲,{first}万户,,,", f"b,2024,甲,{last}万户,,,"]
    span = range(-90, 130)
    for tenths in span:
        word = "年均增长" if tenths >= 0 else "年均下降"
        rows.append(f"g{tenths},2024,甲,{word}{shown(Fraction(tenths, 10), 1)}%,growth,{begin + 1}/2024,")
    found = {one.stated.id: one for one in table(tmp_path, rows).derive(yearly_averages)}
    low, high = (
        (Fraction(last) - HALF) / (Fraction(first) + HALF),
        (Fraction(last) + HALF) / (Fraction(first) - HALF),
    )
    for tenths in span:
        least, most = (1 + Fraction(2 * tenths + sign, 2000) for sign in (-1, 1))
        possible = max(low, least**years) <= min(high, most**years)
        assert fails(found[f"g{tenths}"]) is not possible, tenths


def test_bands_of_exchange_rates_follow_one_another() -> None:
    for bands in RATES.values():
        assert list(bands) == sorted(bands)
        assert all(Fraction(low) < Fraction(high) for low, high in bands.values())


@pytest.mark.parametrize(
    ("quote", "unit"),
    [
        ("1300亿斤", "斤"),
        ("约6500万吨", "吨"),
        ("2000万亩以上", "亩"),
        ("175亿美元左右", "美元"),
        ("10亿吨大关", "吨"),
    ],
)
def test_the_printed_unit_is_what_stands_behind_number_and_magnitude(
    quote: str, unit: str, tmp_path: Path
) -> None:
    (fact,) = table(tmp_path, [f"a,2024,甲,{quote},,,"]).rows
    assert printed_unit(fact) == unit
