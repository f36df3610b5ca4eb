"""Facts of one summary that speak of one thing: the levels and changes that a rate is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gouji.checks.bindings.reported_values import MOST
from gouji.checks.bindings.surrounding_words import clause_of
from gouji.facts.numbers.values import compare
from gouji.facts.numbers.wording import bare, spoken
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gouji.facts.numbers.values import Agreement, Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

NEAR = 160
"""In a draft, so many characters apart two facts of one phrase may be of one thing."""

Kinship = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """A stated figure, and what others make of it.

    Attributes:
        stated: The figure that is checked.
        terms: The facts that it is computed from, each with its role.
        computed: What they make, in the unit of the stated one.
        agreement: How that goes with what is stated; None where nothing was computed.
        obstacle: Key of the reason why not.
        formula: The computation in signs, without its result.
        firm: Nothing unsaid, like another price basis, explains a gap.
        values: What the reason is filled with.
        unit: Of what was computed, where it is not that of the stated figure.
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

    @property
    def fails(self) -> bool:
        """Whether the stated figure cannot be what the others make."""
        return self.agreement is not None and self.agreement.outcome == "inconsistent"

    def told(self) -> dict[str, str]:
        """Return stated and computed figure in words for a message, and the computation in signs."""
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


def kinship(fact: Fact) -> Kinship:
    """Return what facts share that speak of one thing in one summary, whatever they state of it."""
    return (fact.summary, fact.indicator, fact.key.about, fact.scope, fact.ahead)


def near(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two facts are told in one sentence; by hand they are encoded as of one thing."""
    if not facts.drafted or one.start is None or two.start is None:
        return True
    low, high = sorted((one.start, two.start))
    return high - low <= NEAR and not _SENTENCE_END.search(facts.texts.get(one.summary, ""), low, high)


def worded_alike(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two facts are of one thing: by their key, and in a draft by the words of their clauses too.

    A drafted key is a phrase that may be cut short. Only totals of a place (人口, 总产值, 里程) are told
    twice in the same words; what is done (安排, 新增, 完成) is done to several things.
    """
    if not facts.drafted:
        return True
    if not is_total(one):
        return False
    first, second = (clause_of(facts, fact) for fact in (one, two))
    return bool(first) and first == second


def is_total(fact: Fact) -> bool:
    """Say whether a drafted fact is of what a place has one of: its population, its output."""
    return fact.measure == "level" and bool(_TOTAL.search(fact.indicator))


_SENTENCE_END = re.compile("[。！？\n]")
_TOTAL = re.compile(
    "(?:总[值量额数]|收入|支出|产量|产值|人口|人数|户数|面积|里程|装机|装机容量|余额|数量|增加值|覆盖率|[^增]化率|总规模)$"
)


def of_measure(facts: Facts, fact: Fact, measure: str, period: str, base: str = "") -> list[Fact]:
    """Return what else is told of a fact's thing: a measure of it in a period.

    Args:
        facts: The fact table.
        fact: The fact.
        measure: ``level``, ``change`` and so on.
        period: As written; empty finds nothing.
        base: What a change is against.
    """
    rows = facts.derive(grouped).get(kinship(fact), ())
    return [
        other
        for other in rows
        if other is not fact
        and other.measure == measure
        and period
        and other.key.period == period
        and other.base == base
        and near(facts, fact, other)
    ]


def settle(
    stated: Fact,
    roles: Mapping[str, Sequence[Fact]],
    make: Callable[[Mapping[str, Value]], Value],
    form: str,
) -> Derived:
    """Compare a stated figure with what others make of it, whichever of several values is meant.

    Args:
        stated: The figure that is checked.
        roles: Candidates by role, one at least each.
        make: Computes the figure from one value a role; ValueError where a divisor may be 0.
        form: The computation in signs, with roles in braces.
    """
    if prod(map(len, roles.values())) > MOST:
        return Derived(stated, obstacle="no-one-value")
    tried = [
        compared(stated, dict(zip(roles, chosen, strict=True)), make, form)
        for chosen in product(*roles.values())
    ]
    holding = [one for one in tried if one.agreement is not None and not one.fails]
    if holding:
        return holding[0]
    several = {tuple(value_of(fact) for fact, _ in one.terms) for one in tried}
    if len(several) > 1:
        return Derived(stated, tried[0].terms, obstacle="no-one-value")
    return tried[0]


def compared(
    stated: Fact, chosen: Mapping[str, Fact], make: Callable[[Mapping[str, Value]], Value], form: str
) -> Derived:
    """Compare a stated figure with what one fact a role makes of it."""
    terms = tuple((fact, role) for role, fact in chosen.items())
    values = {role: value_of(fact) for role, fact in chosen.items()}
    told = value_of(stated)
    known = {role: value for role, value in values.items() if value is not None}
    if told is None or len(known) < len(values):
        return Derived(stated, terms, obstacle="missing-value")
    formula = form.format_map({role: bare(fact.quote) for role, fact in chosen.items()})
    try:
        computed = make(known)
    except ValueError:
        return Derived(stated, terms, obstacle="divisor-may-be-zero")
    return Derived(stated, terms, computed, compare(told, computed), formula=formula)


def rounded_like(value: Value, stated: Fact, unit: str) -> str:
    """Return a computed value with one decimal more than the stated one has, to be read beside it."""
    number, unit = value.printed, "个百分点" if unit == "百分点" else unit
    if number is None:
        return value.spoken(unit)
    width = stated.reading.width if stated.reading else Fraction(0)
    return spoken(round(number / width * 10) * width / 10 if width else number, unit)


def grouped(facts: Facts) -> Mapping[Kinship, tuple[Fact, ...]]:
    """Return figures by what they speak of; faulty ones too, so that what would use them is not checked."""
    found: dict[Kinship, list[Fact]] = {}
    for fact in facts:
        if (fact.is_figure or fact.trouble) and fact.indicator and fact.period is not None:
            found.setdefault(kinship(fact), []).append(fact)
    return {key: tuple(some) for key, some in found.items()}
