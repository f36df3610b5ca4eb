"""Stated figures recomputed from other facts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from gouji.checks.decide import agrees, choose
from gouji.checks.rule import Binding, Bound, Level, MessageValue
from gouji.facts.figures.model import any_of
from gouji.facts.figures.qualifiers import COMPARED, FALL, LEVEL, RISE, SHIFT, WORDS
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.values import Agreement, Value, compare, formatted
from gouji.facts.table.columns import APART
from gouji.facts.table.facts import Fact, value_of

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Recomputation:
    """A stated figure, and the value computed for it from other facts.

    Attributes:
        terms: The facts that it is computed from, each with its role.
        computed: The computed value, in the unit of the stated one.
        agreement: How the two compare; None where nothing was computed.
        obstacle: Key of the reason why not.
        formula: The computation as a formula, without its result.
        firm: Whether nothing unstated, such as another price basis, explains a gap.
        values: Values that the reason is filled with.
        unit: Unit of the computed value, where it is not that of the stated figure.
    """

    stated: Fact
    terms: tuple[tuple[Fact, str], ...] = ()
    computed: Value | None = None
    agreement: Agreement | None = None
    obstacle: str = ""
    formula: str = ""
    firm: bool = True
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The stated figure, then those that it is computed from."""
        return (self.stated, *(fact for fact, _ in self.terms))

    def binding(self, role: str, message: str) -> Binding:
        """Bind the stated figure in a role, and those that it is computed from in theirs."""
        bound = (Bound(self.stated, role), *(Bound(fact, name) for fact, name in self.terms))
        because = ("cut-off",) if self._is_cut_off else ("apart",) if self.stated.via == APART else ()
        level: Level = "note" if "cut-off" in because else "error" if self.firm and not because else "warning"
        return Binding(
            bound, self.agreement, message, words=self.message_values, obstacle=self.obstacle,
            reason=self.values, level=level, because=because,
        )  # fmt: skip

    @property
    def _is_cut_off(self) -> bool:
        """Whether a percentage or a mean read from a text is the computed one without its last decimals.

        Whoever published it cut it off; a person who codes a figure has looked at it.
        """
        reading, printed = self.stated.own_reading, self.computed.printed if self.computed else None
        may_be = self.stated.unit == PERCENT or self.stated.measure == "mean"
        if self.stated.coded or not may_be or reading is None or reading.printed is None or printed is None:
            return False
        return 0 <= printed - reading.printed < reading.width

    def message_values(self) -> dict[str, MessageValue]:
        """Return stated and computed figure in words for a message, and the computation as a formula."""
        if self.computed is None:
            return {}
        made = rounded_like(self.computed, self.stated, self.unit or self.stated.unit)
        stated = self.stated.quote
        return {
            "stated": stated,
            "computed": made,
            "formula": self.formula,
            "algebra": f"{self.formula} = {made} ≠ {stated}",
        }


def recompute(
    stated: Fact,
    roles: Mapping[str, Sequence[Fact]],
    make: Callable[[Mapping[str, Value]], Value],
    form: str,
) -> Recomputation:
    """Compare a stated figure with the value computed from others, whichever of several candidates is meant.

    Each role has a candidate at least. *make* computes the figure from one value per role (ValueError where a
    divisor may be 0); *form* is the same as a formula, with roles in braces.
    """
    found = choose(
        list(roles.values()),
        lambda *chosen: compared(stated, dict(zip(roles, chosen, strict=True)), make, form),
    )
    if found is not None and (agrees(found) or _is_one_value(roles.values())):
        return found
    return Recomputation(stated, found.terms if found else (), obstacle="no-one-value")


def _is_one_value(candidates: Iterable[Sequence[Fact]]) -> bool:
    """Whether all candidates of a role have one value, so that it does not matter which is meant."""
    return all(len({value_of(fact) for fact in some}) == 1 for some in candidates)


def compared(
    stated: Fact, chosen: Mapping[str, Fact], make: Callable[[Mapping[str, Value]], Value], form: str
) -> Recomputation:
    """Compare a stated figure with the value computed from one fact per role."""
    terms = tuple((fact, role) for role, fact in chosen.items())
    values = {role: value_of(fact) for role, fact in chosen.items()}
    expected = value_of(stated)
    known = {role: value for role, value in values.items() if value is not None}
    if expected is None or len(known) < len(values):
        return Recomputation(stated, terms, obstacle="missing-value")
    formula = form.format_map({role: _operand(fact, known[role]) for role, fact in chosen.items()})
    formula = formula.replace("- -", "+ ").replace("+ -", "- ")
    try:
        computed = make(known)
    except ValueError:
        return Recomputation(stated, terms, obstacle="divisor-may-be-zero")
    return Recomputation(stated, terms, computed, compare(expected, computed), formula=formula)


def _operand(fact: Fact, value: Value) -> str:
    """Return a figure as it stands in a formula, with the sign that its words of change give it."""
    printed, most = without_change_words(fact.quote), value.hard.high
    return f"-{printed}" if most is not None and most < 0 and printed[:1].isdigit() else printed


def without_change_words(quote: str) -> str:
    """Return a quote without its words of change, to stand in a formula.

    >>> without_change_words("增长14.7%"), without_change_words("达到93.5%")
    ('14.7%', '93.5%')
    """
    return _change().sub("", quote) or quote


@cache
def _change() -> re.Pattern[str]:
    changes = any_of(word for word, kind in WORDS.items() if kind in {RISE, FALL, LEVEL, SHIFT})
    return re.compile(f"^(?:比[^0-9]{{0,8}})?(?:{COMPARED}|累计)*(?:(?:{changes}|达到?)了?)+为?")


def rounded_like(value: Value, stated: Fact, unit: str) -> str:
    """Return a computed value with one decimal more than the stated one, to be read beside it."""
    number, unit = value.printed, f"个{unit}" if unit == POINTS else unit
    if number is None:
        return value.formatted(unit)
    width = stated.reading.width if stated.reading else Fraction(0)
    return formatted(round(number / width * 10) * width / 10 if width else number, unit)
