"""Laws of figures over years: what is true and rounded is never called false, and no gap is missed."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gouji.checks.registry import engine_rules
from gouji.checks.runner import run
from gouji.facts.files.load import load
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

HINTS = frozenset({"GJ404", "GJ408", "GJ410", "GJ412"})
"""Rules that say what is unusual (a figure left standing, a swing), not what is impossible."""
RULES = [rule for rule in engine_rules() if rule.code.startswith(("GJ4", "GJ5")) and rule.code not in HINTS]
HEADER = "id,summary,period,indicator,quote,measure,base,section"
YEARS = range(2021, 2026)
LEVELS = st.lists(st.integers(20_000, 900_000), min_size=len(YEARS), max_size=len(YEARS))


def findings(rows: Sequence[str]) -> set[str]:
    """Return the codes of what is found in rows of five summaries of one publisher, y2021 to y2025."""
    summaries = ["id,series,year,publisher", *(f"y{year},报告,{year},甲省" for year in YEARS)]
    with TemporaryDirectory() as folder:
        facts = Path(folder) / "facts"
        facts.mkdir()
        (facts / "summaries.csv").write_text("\n".join([*summaries, ""]), encoding="utf-8")
        (facts / "indicators.csv").write_text(
            "id,basis\n粮,flow\n信,cumulative\n水质,\n树,flow\n", encoding="utf-8"
        )
        (facts / "a.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
        table = assemble(load(open_workspace(Path(folder))), frozenset(), {})
    return {rule.code for rule, _ in run(table, RULES).findings}


def shown(value: Fraction, places: int) -> str:
    """Print a number to some places, a half away from nothing."""
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    digits = str(scaled).rjust(places + 1, "0")
    return f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits


def grown(change: Fraction, places: int) -> str:
    return f"{'增长' if change >= 0 else '下降'}{shown(change, places)}%"


def growth(before: int, now: int) -> Fraction:
    return (Fraction(now, before) - 1) * 100


def in_ten_thousands(level: int, places: int) -> str:
    return f"{shown(Fraction(level, 10_000), places)}万吨"


@given(levels=LEVELS, places=st.integers(0, 2), rate=st.integers(0, 2))
@settings(max_examples=20)
def test_years_that_are_true_are_never_called_false(levels: list[int], places: int, rate: int) -> None:
    """Levels, growths, their sums and means over five years, rounded, in each year's summary."""
    told = dict(zip(YEARS, levels, strict=True))
    rows = [
        f"l{year},y{year},{year},粮,{in_ten_thousands(level, places)},,,review"
        for year, level in told.items()
    ]
    rows += [
        f"g{year},y{year},{year},粮,{grown(growth(told[year - 1], told[year]), rate)},growth,,review"
        for year in YEARS[1:]
    ]
    total, first, last = sum(levels), levels[0], levels[-1]
    rows += [
        f"s,y2025,2021/2025,粮,{in_ten_thousands(total, places)},,,term",
        f"m,y2025,2021/2025,粮,{shown(Fraction(total, 5 * 10_000), places)}万吨,mean,2021/2025,term",
        f"o,y2025,2025,粮,{grown(growth(first, last), rate)},growth,2021,term",
    ]
    assert findings(rows) == set()


@given(levels=LEVELS, streak=st.integers(2, 30), target=st.integers(0, 100))
@settings(max_examples=20)
def test_what_goes_on_is_never_called_broken(levels: list[int], streak: int, target: int) -> None:
    """A running total with what was added to it, a streak that goes on, a target that was reached."""
    rows, total = [], 0
    for count, (year, added) in enumerate(zip(YEARS, levels, strict=True)):
        total += added
        rows += [
            f"t{year},y{year},../{year},信,{total}件,,,review",
            f"a{year},y{year},{year},信,{added}件,change,,review",
            f"k{year},y{year},{year},水质,连续{streak + count}年,,,review",
        ]
    for year, level in zip(YEARS[1:], levels[1:], strict=True):
        aimed = level * target // 100
        rows += [
            f"p{year},y{year - 1},{year},树,{aimed}株,,,target",
            f"r{year},y{year},{year},树,{level}株,,,review",
        ]
    assert findings(rows) == set()


@given(before=st.integers(200, 9000), now=st.integers(200, 9000), printed=st.integers(-900, 9000))
@settings(max_examples=20)
def test_a_growth_is_told_if_and_only_if_no_levels_make_it(before: int, now: int, printed: int) -> None:
    """Levels to a tenth of 万吨 in two summaries, a growth to a tenth of a percent in the later one."""
    low, high = ((Fraction(10 * now + sign * 5, 10 * before - sign * 5) - 1) * 1000 for sign in (-1, 1))
    assume(printed != 0)
    possible = low <= printed + Fraction(1, 2) and printed - Fraction(1, 2) <= high
    rows = [
        f"b,y2021,2021,粮,{shown(Fraction(before, 10), 1)}万吨,,,review",
        f"n,y2022,2022,粮,{shown(Fraction(now, 10), 1)}万吨,,,review",
        f"g,y2022,2022,粮,{grown(Fraction(printed, 10), 1)},growth,,review",
    ]
    assert ("GJ501" in findings(rows)) is not possible


@given(levels=LEVELS, off=st.integers(1, 10_000))
@settings(max_examples=20)
def test_single_years_that_make_another_sum_are_told(levels: list[int], off: int) -> None:
    """Exact counts of five years, each in its summary, and a total that is not their sum."""
    rows = [
        f"l{year},y{year},{year},树,{level}株,,,review" for year, level in zip(YEARS, levels, strict=True)
    ]
    assert findings([*rows, f"s,y2025,2021/2025,树,{sum(levels)}株,,,term"]) == set()
    assert "GJ413" in findings([*rows, f"s,y2025,2021/2025,树,{sum(levels) + off}株,,,term"])


@given(counts=st.lists(st.integers(1, 10_000), min_size=2, max_size=5))
@settings(max_examples=20)
def test_a_total_that_falls_is_told(counts: list[int]) -> None:
    rows = [
        f"t{year},y{year},../{year},信,{count}件,,,review" for year, count in zip(YEARS, counts, strict=False)
    ]
    assert ("GJ402" in findings(rows)) is any(late < early for early, late in pairwise(counts))
