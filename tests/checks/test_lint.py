"""Relations held against one another, and `gouji lint`."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.door import gouji

from gouji.checks.relations.formula import read_formula
from gouji.checks.relations.linear import Linear, conflict, feasible, implied, linear

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.door import Run


def rows(*formulas: str) -> list[Linear]:
    found = [linear(read_formula(formula), "tag") for formula in formulas]
    return [row for row in found if row is not None]


@pytest.mark.parametrize(
    ("formulas", "possible"),
    [
        (("a <= 5", "a >= 5"), True),
        (("a <= 5", "a >= 6"), False),
        (("a == b + c", "a + 1 <= b", "c >= 0"), False),
        (("a == b + c", "a <= b", "c >= 0"), True),
        (("2 * a == b", "b == 3", "a <= 1"), False),
        (("a == b", "b == c", "c == a + 1"), False),
        (("a / 2 >= b", "b >= a"), True),
        (("prev(a) <= 1", "a >= 2"), True),
    ],
)
def test_relations_can_hold_together_or_not(formulas: tuple[str, ...], *, possible: bool) -> None:
    assert feasible(rows(*formulas)) is possible


def test_the_smallest_set_that_contradicts_itself_is_told() -> None:
    formulas = ("x <= 9", "a == b + c", "b >= 5", "a <= c + 4", "x >= 1")
    assert conflict(rows(*formulas)) == (1, 2, 3)


@pytest.mark.parametrize(
    ("others", "formula", "follows"),
    [
        (("a == b + c",), "2 * a == 2 * b + 2 * c", True),
        (("a == b + c",), "a - b == c", True),
        (("a <= b", "b <= c"), "a <= c", True),
        (("a <= b",), "a <= b + 1", True),
        (("a <= b + 1",), "a <= b", False),
        (("a <= b", "b <= a"), "a == b", True),
        ((), "a <= b", False),
    ],
)
def test_a_relation_that_others_imply_says_nothing_new(
    others: tuple[str, ...], formula: str, *, follows: bool
) -> None:
    (row,) = rows(formula)
    assert implied(row, rows(*others)) is follows


def test_too_many_inequalities_are_left_undecided_and_take_no_time() -> None:
    names = [f"n{place}" for place in range(16)]
    dense = [
        " + ".join(names[place % 16 :: 2] + names[: place % 5]) + f" <= {names[(place * 7) % 16]} + {place}"
        for place in range(40)
    ]
    begun = time.process_time()
    assert feasible(rows(*dense)) in {True, None}
    assert time.process_time() - begun < 5


NAMES = "abcd"
POINTS = st.fixed_dictionaries({name: st.fractions(-20, 20, max_denominator=4) for name in NAMES})
WEIGHTS = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3).filter(bool), min_size=1, max_size=3)


@given(POINTS, st.lists(st.tuples(WEIGHTS, st.sampled_from(["==", "<="]), st.integers(0, 3)), max_size=6))
def test_relations_that_hold_at_one_point_never_contradict_one_another(
    point: dict[str, Fraction], drawn: list[tuple[dict[str, int], str, int]]
) -> None:
    made = []
    for weights, sign, slack in drawn:
        value = sum((weight * point[name] for name, weight in weights.items()), Fraction(0))
        constant = -value - (slack if sign == "<=" else 0)
        made.append(Linear({name: Fraction(w) for name, w in weights.items()}, constant, sign))  # type: ignore[arg-type]
    assert feasible(made) is not False
    assert conflict(made) == ()


@given(st.lists(st.tuples(WEIGHTS, st.integers(-4, 4)), min_size=2, max_size=5))
def test_without_any_one_of_it_a_smallest_set_can_hold(drawn: list[tuple[dict[str, int], int]]) -> None:
    made = [Linear({n: Fraction(w) for n, w in weights.items()}, Fraction(c), "==") for weights, c in drawn]
    places = conflict(made)
    if places:
        assert feasible([made[place] for place in places]) is False
        for some in combinations(places, len(places) - 1):
            assert feasible([made[place] for place in some]) is not False


RELATIONS = """
[[relation]]
id = "XX-01"
formula = "甲 == 乙 + 丙"
why = "相加。"

[[relation]]
id = "XX-02"
formula = "甲 - 乙 == 丙"
why = "相减。"

[[relation]]
id = "XX-03"
formula = "甲 <= 丁"
why = "丁未说。"
"""


def linted(folder: Path, relations: str, language: str = "zh") -> Run:
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "checks").mkdir(exist_ok=True)
    rows = "id,period,indicator,quote\na,2024,甲,3项\nb,2024,乙,1项\nc,2024,丙,2项\n"
    (folder / "facts" / "a.csv").write_text(rows, encoding="utf-8")
    (folder / "facts" / "indicators.csv").write_text("id\n甲\n乙\n丙\n丁\n", encoding="utf-8")
    if relations:
        (folder / "checks" / "relations.toml").write_text(relations, encoding="utf-8")
    return gouji("lint", str(folder), "--lang", language, "-q", cwd=folder)


def test_lint_tells_what_is_redundant_and_never_bound_and_fails_only_from_a_warning(tmp_path: Path) -> None:
    done = linted(tmp_path, RELATIONS)
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert "勾稽关系多余：XX-02 甲 - 乙 == 丙 可由 XX-01 甲 == 乙 + 丙 推出。" in told[0]
    assert "勾稽关系从未核到数字：XX-03 甲 <= 丁（没有一处说到丁）" in told[1]
    assert told[1].startswith("checks/relations.toml:13: 提示")
    more = RELATIONS + '\n[[relation]]\nid = "XX-04"\nformula = "甲 >= 乙 + 丙 + 1"\nwhy = "矛盾。"\n'
    done = linted(tmp_path, more)
    assert done.returncode == 1
    assert "互相矛盾" in done.stdout


def test_lint_without_relations_says_so(tmp_path: Path) -> None:
    done = linted(tmp_path, "", "en")
    assert done.returncode == 2
    assert "expected declared relations" in done.stderr


def test_a_condition_that_is_none_is_told_with_its_relation(tmp_path: Path) -> None:
    done = linted(tmp_path, RELATIONS.replace('why = "相加。"', 'why = "x"\nmeasure = "size"'), "en")
    assert done.returncode == 2
    assert "relation XX-01" in done.stderr
    assert "measure has 'size'" in done.stderr
