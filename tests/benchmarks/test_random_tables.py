"""Random tables: the oracle by itself on what has been computed by hand, and held against an audit."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

import pytest
from benchmarks.oracle_values import Range, tail
from benchmarks.printed import Span, Unit, bare, qualified
from benchmarks.random_tables import RULES, Disagreement, compared, show
from benchmarks.table_maker import table
from benchmarks.table_oracle import Decided, Row, expected

if TYPE_CHECKING:
    from benchmarks.printed import Printed

MONEY = Unit("亿元", "元", Fraction(10**8))
ITEMS = Unit("项", "项", counts=True)
PERCENT = Unit("%", "%", rate=True)


def items(count: int) -> Printed:
    return bare(Fraction(count), ITEMS)


def percent(text: str) -> Printed:
    return bare(Fraction(text), PERCENT, len(text.partition(".")[2]))


def money(text: str) -> Printed:
    return bare(Fraction(text) * MONEY.factor, MONEY, len(text.partition(".")[2]))


def span(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> Span:
    return Span(Fraction(low), Fraction(high), low_open, high_open)


@pytest.mark.parametrize(
    ("printed", "quote", "hard", "soft"),
    [
        (items(355), "355项", span("355", "355"), span("355", "355")),
        (items(2000), "2000项", span("1500", "2500"), span("2000", "2000")),
        (percent("5.2"), "5.2%", span("5.15", "5.25"), span("5.15", "5.25")),
        (
            qualified("余", Fraction(1500), ITEMS),
            "1500余项",
            span("1500", "1600", low_open=True, high_open=True),
            span("1500", "1600", low_open=True, high_open=True),
        ),
        (
            qualified("近", Fraction(100), ITEMS),
            "近100项",
            span("50", "100", low_open=True, high_open=True),
            span("90", "100", high_open=True),
        ),
        (qualified("左右", Fraction(10), PERCENT), "10%左右", span("9", "11"), span("9.5", "10.5")),
    ],
)
def test_what_a_figure_stands_for(printed: Printed, quote: str, hard: Span, soft: Span) -> None:
    assert (printed.quote, printed.hard, printed.soft) == (quote, hard, soft)


def verdict(rule: str, *rows: Row) -> Decided:
    (found,) = [told for binding, told in expected(rows).items() if binding[0] == rule]
    (only,) = found
    return only


def parts(total: Printed, *some: Printed, complete: bool = True) -> list[Row]:
    return [
        Row("t", "x", total),
        *(Row(f"p{one}", "y", part, whole=("t",), complete=complete) for one, part in enumerate(some)),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (parts(items(355), items(95), items(115), items(101)), Decided("inconsistent", "error")),
        (parts(items(355), items(95), items(115), items(101), complete=False), Decided("consistent")),
        (parts(money("6"), money("1.3"), money("2.3"), money("2.3")), Decided("rounding")),
        (parts(items(2000), items(900), items(950)), Decided("inconsistent", "error")),
        (parts(items(11), qualified("余", Fraction(10), ITEMS)), Decided("consistent")),
        (parts(items(13), qualified("余", Fraction(10), ITEMS), items(3)), Decided("inconsistent", "error")),
        (parts(items(10), qualified("余", Fraction(10), ITEMS)), Decided("inconsistent")),
        ([*parts(items(3), items(3)), Row("v", "y", None, whole=("t",))], Decided("unchecked")),
    ],
)
def test_totals(rows: list[Row], told: Decided) -> None:
    assert verdict("GJ205", *rows) == told


def test_a_part_over_the_total_is_nothing_where_another_may_be_negative() -> None:
    rows = parts(items(10), items(15), items(7).falling("", "-", falls=True))
    assert verdict("GJ206", *rows) == Decided("unchecked")
    rows = parts(items(10), items(15), items(5).falling("", "-", falls=True))
    assert verdict("GJ206", *rows) == Decided("consistent")
    assert verdict("GJ206", *parts(items(10), items(15))) == Decided("inconsistent", "error")


def test_rates() -> None:
    now, before = Row("n", "x", money("1753"), price="nominal"), Row("b", "x", money("1528"), period="2022")
    for rate, outcome in (("14.7", "rounding"), ("17.4", "inconsistent")):
        growth = Row("g", "x", percent(rate), measure="growth")
        assert verdict("GJ501", now, before, growth).outcome == outcome
    share = Row("s", "x", percent("33.6"), measure="share", whole=("t",))
    assert verdict("GJ503", Row("t", "y", items(40)), share) == Decided("inconsistent", "error")
    done, aim = Row("o", "x", money("5332.42")), Row("a", "x", money("4414.5"), ahead=True)
    for rate, outcome in (("120.79", "rounding"), ("121.08", "inconsistent")):
        assert (
            verdict("GJ507", done, aim, Row("r", "x", percent(rate), measure="completion")).outcome == outcome
        )


def test_the_tail_is_that_of_irwin_and_hall() -> None:
    one = Fraction(1)
    assert tail(one, [one] * 3, one) == Fraction(1, 3)
    assert tail(one * 4, [one] * 12, one) < Fraction(1, 1000)


def test_nothing_times_anything_is_nothing_also_at_an_open_end() -> None:
    nothing = Range(Fraction(0), Fraction(5))
    assert nothing.times(Range(Fraction(1), Fraction(2), low_open=True)).low_open is False


def test_random_tables_are_decided_as_expected() -> None:
    chance = Random(7)  # noqa: S311  no secrets
    result = compared([table(chance, f"t{number}") for number in range(300)])
    assert result.agreed.total() > 500
    assert {rule for rule, _ in result.agreed} == set(RULES)
    assert result.disagreements == []
    assert result.misread == {}


def test_disagreements_are_shown_with_their_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = tuple(parts(items(355), items(95)))
    result = compared([rows])
    result.disagreements.append(
        Disagreement(rows, ("GJ205", "t", "p0"), None, frozenset({Decided("consistent")}))
    )
    show(result, 5)
    said = capsys.readouterr().out
    assert "GJ205 t p0: nothing, expected consistent" in said
    assert (
        "id=p0 indicator=y measure=level period=2023 section=review quote=95项 whole=t complete=true" in said
    )
