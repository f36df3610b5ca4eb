"""Formulas as linear comparisons, where they are linear; what follows from several of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeVar

from gouji.checks.relations.formula import Expression, Formula, Leaf, Number, Operation

_Item = TypeVar("_Item")
Sign = Literal["==", "<=", "<"]
_MAX_INEQUALITIES = 400
"""With more inequalities than this, elimination would take too long."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``Σ weights·quantity + constant`` compared with 0.

    Attributes:
        weights: By quantity; none of them 0.
        constant: What is added.
        sign: How it compares with 0.
    """

    weights: Mapping[Hashable, Fraction]
    constant: Fraction
    sign: Sign

    def times(self, factor: Fraction) -> Linear:
        """Return it multiplied by a factor, which must not be negative for an inequality."""
        weights = {name: weight * factor for name, weight in self.weights.items()}
        return Linear(weights, self.constant * factor, self.sign)

    def plus(self, other: Linear) -> Linear:
        """Return the sum of both; strict where either is, an equation where both are."""
        weights = dict(self.weights)
        for name, weight in other.weights.items():
            weights[name] = weights.get(name, Fraction(0)) + weight
        kept = {name: weight for name, weight in weights.items() if weight}
        signs = {self.sign, other.sign}
        sign: Sign = "<" if "<" in signs else "<=" if "<=" in signs else "=="
        return Linear(kept, self.constant + other.constant, sign)

    @property
    def holds(self) -> bool:
        """Whether it holds, for one without quantities."""
        if self.sign == "==":
            return self.constant == 0
        return self.constant < 0 if self.sign == "<" else self.constant <= 0


def feasible(relations: Sequence[Linear]) -> bool | None:
    """Say whether all relations can hold together; None where deciding it takes too long."""
    rows = list(relations)
    while True:
        bare = [row for row in rows if not row.weights]
        if not all(row.holds for row in bare):
            return False
        rows = [row for row in rows if row.weights]
        if not rows:
            return True
        without = _eliminate_one(rows)
        if without is None:
            return None
        rows = without


def _eliminate_one(rows: list[Linear]) -> list[Linear] | None:
    """Eliminate a quantity by an equation that has it, or by pairing inequalities; None where too many."""
    equation = next((row for row in rows if row.sign == "=="), None)
    if equation is not None:
        name = min(equation.weights, key=str)
        return [_substituted(row, equation, name) for row in rows if row is not equation]
    name = min({name for row in rows for name in row.weights}, key=lambda one: (_pairs(rows, one), str(one)))
    if _pairs(rows, name) + len(rows) > _MAX_INEQUALITIES:
        return None
    upper = [row for row in rows if row.weights.get(name, 0) > 0]
    lower = [row for row in rows if row.weights.get(name, 0) < 0]
    kept = [row for row in rows if name not in row.weights]
    combined = [
        one.times(-two.weights[name]).plus(two.times(one.weights[name])) for one in upper for two in lower
    ]
    return kept + combined


def _pairs(rows: list[Linear], name: Hashable) -> int:
    weights = [row.weights[name] for row in rows if name in row.weights]
    return sum(weight > 0 for weight in weights) * sum(weight < 0 for weight in weights)


def _substituted(row: Linear, equation: Linear, name: Hashable) -> Linear:
    weight = row.weights.get(name)
    if weight is None:
        return row
    return replace(row.plus(equation.times(-weight / equation.weights[name])), sign=row.sign)


def conflict(relations: Sequence[Linear]) -> tuple[int, ...]:
    """Return the indices of a minimal set that cannot hold together: without any one of them the rest can.

    Empty where all can hold, or where it is unknown.
    """
    if feasible(relations) is not False:
        return ()
    indices = list(range(len(relations)))
    return tuple(minimal(indices, lambda some: feasible([relations[index] for index in some]) is False))


def minimal(items: Sequence[_Item], enough: Callable[[Sequence[_Item]], bool]) -> Sequence[_Item]:
    """Return as few of the items as are still enough: without any one of them the rest is not."""
    kept = items
    for item in items:
        without = [other for other in kept if other is not item]
        if enough(without):
            kept = without
    return kept


def implied(relation: Linear, others: Sequence[Linear]) -> bool:
    """Say whether *others* imply a relation."""
    negative = Linear({name: -weight for name, weight in relation.weights.items()}, -relation.constant, "<")
    positive = Linear(relation.weights, relation.constant, "<")
    violations = [negative, positive] if relation.sign == "==" else [negative]
    return all(feasible([*others, violation]) is False for violation in violations)


_Sum = tuple[dict[Leaf, Fraction], Fraction]


def linear(formula: Formula, tag: Hashable) -> Linear | None:
    """Return a formula as one linear comparison with 0; None where quantities are multiplied or divided.

    The *tag* must be equal for quantities of two formulas to be the same.
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
