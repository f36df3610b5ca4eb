"""Formulas: parsed with lark into small trees that can be computed and written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from operator import add, mul, sub, truediv
from pathlib import Path
from typing import Any, Literal, cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken

from gouji.facts.numbers.values import Comparison, Value

How = Literal["now", "previous", "total"]

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul, "/": truediv}
_EXPECTED = {
    "NAME": "formula-name",
    "NUMBER": "formula-number",
    "COMPARISON": "== <= >=",
    "QUOTED": '"…"',
    "LPAR": "(",
    "RPAR": ")",
    "PLUS": "+",
    "MINUS": "-",
    "STAR": "*",
    "SLASH": "/",
    "PREV": "prev(",
    "SUM": "sum(",
    "$END": "formula-end",
}
"""What signs look like; or else the words of ``errors.toml`` for them."""


class FormulaError(ValueError):
    """A formula that cannot be parsed: what was found (its end: empty) and expected, and a caret below it."""

    def __init__(self, found: str, expected: tuple[str, ...], caret: str) -> None:
        self.found, self.expected, self.caret = found, expected, caret
        super().__init__(f"{found!r} is unexpected; expected {', '.join(expected)}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator in a formula: its value now, one period before (``prev``), or the sum of all (``sum``)."""

    name: str
    how: How = "now"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a formula: an exact constant."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by one of ``+ - * /``."""

    sign: str
    left: Expression
    right: Expression


Expression = Leaf | Number | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """Two expressions and how they compare."""

    left: Expression
    how: Comparison
    right: Expression

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The distinct leaves, in the order of the formula."""
        return tuple(dict.fromkeys((*_leaves(self.left), *_leaves(self.right))))

    @property
    def repeats(self) -> bool:
        """Whether a leaf stands in it more than once."""
        return len(self.leaves) < len(_leaves(self.left)) + len(_leaves(self.right))


class UnitError(ValueError):
    """Two units that cannot be added or compared."""


def read_formula(text: str) -> Formula:
    """Parse a formula.

    Raises:
        FormulaError: The text is no formula; says what was expected, and shows where.
    """
    try:
        return _Build().transform(_parser().parse(text))
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        place = len(text) if ended else error.column - 1
        raise FormulaError(text[place : place + 1], _expected(error), _caret(text, place)) from None


def compute(expression: Expression, values: Mapping[Leaf, Value]) -> Value:
    """Compute an expression; raises ValueError where a divisor may be 0."""
    match expression:
        case Number(text):
            return Value.exactly(Fraction(text))
        case Leaf():
            return values[expression]
        case Operation(sign, left, right):
            return cast("Value", _OPERATIONS[sign](compute(left, values), compute(right, values)))


def write(expression: Expression, words: Mapping[Leaf, str]) -> str:
    """Write an expression with *words* in place of its leaves, and parentheses where needed."""
    match expression:
        case Number(text):
            return text
        case Leaf():
            return words[expression]
        case Operation(sign, left, right):
            return f"{_side(left, sign, words)} {sign} {_side(right, sign, words, is_right=True)}"


def unit_of(expression: Expression, units: Mapping[Leaf, str]) -> str | None:
    """Return the unit of an expression; None for a bare number, which fits every unit.

    Raises:
        UnitError: Different units are added.
    """
    match expression:
        case Number():
            return None
        case Leaf():
            return units[expression]
        case Operation(sign, left, right):
            one, two = unit_of(left, units), unit_of(right, units)
            return _same(one, two) if sign in "+-" else _combined(sign, one, two)


def same_unit(formula: Formula, units: Mapping[Leaf, str]) -> str | None:
    """Return the unit that both sides share; raises UnitError where they share none."""
    return _same(unit_of(formula.left, units), unit_of(formula.right, units))


def _same(one: str | None, two: str | None) -> str | None:
    if one is not None and two is not None and one != two:
        raise UnitError(f"{one} and {two}")
    return two if one is None else one


def _combined(sign: str, one: str | None, two: str | None) -> str | None:
    """A percentage multiplies like a bare number; a unit over itself gives one."""
    if two in (None, "%"):
        return one
    if sign == "*":
        return two if one in (None, "%") else f"{one}*{two}"
    return None if one == two else f"{one or 1}/{two}"


def _leaves(expression: Expression) -> tuple[Leaf, ...]:
    match expression:
        case Leaf():
            return (expression,)
        case Operation(_, left, right):
            return (*_leaves(left), *_leaves(right))
        case _:
            return ()


def _side(expression: Expression, outer: str, words: Mapping[Leaf, str], *, is_right: bool = False) -> str:
    text = write(expression, words)
    if not isinstance(expression, Operation):
        return text
    looser = expression.sign in "+-" and outer in "*/"
    return f"({text})" if looser or (is_right and outer in "-/") else text


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, start="formula", parser="lalr")


class _Build(Transformer[Token, Formula]):
    """Transforms lark's tree into a `Formula`."""

    def formula(self, parts: list[Any]) -> Formula:
        left, how, right = parts
        return Formula(left, cast("Comparison", str(how)), right)

    def name(self, parts: list[Any]) -> Leaf:
        return Leaf(str(parts[0]).strip('"'))

    def previous(self, parts: list[Any]) -> Leaf:
        return Leaf(parts[1].name, "previous")

    def total(self, parts: list[Any]) -> Leaf:
        return Leaf(parts[1].name, "total")

    def number(self, parts: list[Any]) -> Number:
        return Number(str(parts[0]))

    def negate(self, parts: list[Any]) -> Operation:
        return Operation("-", Number("0"), parts[0])

    def operation(self, parts: list[Any]) -> Operation:
        left, sign, right = parts
        return Operation(str(sign), left, right)


def _expected(error: UnexpectedInput) -> tuple[str, ...]:
    expected = getattr(error, "expected", None) or getattr(error, "allowed", None) or ()
    return tuple(sorted(_EXPECTED.get(name, name) for name in expected))


def _caret(text: str, column: int) -> str:
    """The formula with a caret under the column; a Chinese character is two columns wide."""
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[:column])
    return f"{text}\n{' ' * width}^"
