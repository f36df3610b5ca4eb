"""Formulas as linear expressions, where they are such."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.checks.relations.feasible import Linear
from gouji.checks.relations.formula import Leaf, Number, Operation

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gouji.checks.relations.formula import Expression, Formula

_Sum = tuple[dict[Leaf, Fraction], Fraction]


def linear(formula: Formula, tag: Hashable) -> Linear | None:
    """Return a formula as one linear comparison with 0; None where quantities are multiplied or divided.

    Args:
        formula: The formula.
        tag: What its quantities must share with those of others to be the same.
    """
    left, right = _sum_of(formula.left), _sum_of(formula.right)
    if left is None or right is None:
        return None
    one, two = (right, left) if formula.how == ">=" else (left, right)
    weights = _added(one[0], two[0], Fraction(-1))
    named: Mapping[Hashable, Fraction] = {(leaf, tag): weight for leaf, weight in weights.items()}
    return Linear(named, one[1] - two[1], "==" if formula.how == "==" else "<=")


def _sum_of(expression: Expression) -> _Sum | None:
    match expression:
        case Number(text):
            return {}, Fraction(text)
        case Leaf():
            return {expression: Fraction(1)}, Fraction(0)
        case Operation(sign, left, right):
            one, two = _sum_of(left), _sum_of(right)
            return None if one is None or two is None else _operated(sign, one, two)


def _operated(sign: str, one: _Sum, two: _Sum) -> _Sum | None:
    if sign in "+-":
        factor = Fraction(1 if sign == "+" else -1)
        return _added(one[0], two[0], factor), one[1] + factor * two[1]
    if sign == "*" and not one[0]:
        one, two = two, one
    if two[0] or (sign == "/" and not two[1]):
        return None
    factor = two[1] if sign == "*" else 1 / two[1]
    return {leaf: weight * factor for leaf, weight in one[0].items() if factor}, one[1] * factor


def _added(
    one: Mapping[Leaf, Fraction], two: Mapping[Leaf, Fraction], factor: Fraction
) -> dict[Leaf, Fraction]:
    found = dict(one)
    for leaf, weight in two.items():
        found[leaf] = found.get(leaf, Fraction(0)) + factor * weight
    return {leaf: weight for leaf, weight in found.items() if weight}
