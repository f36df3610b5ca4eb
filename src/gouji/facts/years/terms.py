"""What single years tell, held against what a review of several years tells of them all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import product
from math import prod
from operator import add, mul
from typing import TYPE_CHECKING

from gouji.facts.kin import rounded_like
from gouji.facts.tellings import MOST, tellings
from gouji.facts.values import Value, compare
from gouji.facts.wording import bare, spoken
from gouji.facts.years.revisions import revision
from gouji.facts.years.stretches import stretch_of, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.values import Agreement
    from gouji.facts.years.revisions import Revision
    from gouji.facts.years.stretches import Stretch

_ONE, _HUNDRED = Value.exactly(Fraction(1)), Value.exactly(Fraction(100))
_LONGEST = 12
"""A sum of so many years is written out for people."""


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of several years, and those of the single years.

    Attributes:
        told: The figure of them all.
        stretch: Which years, and whether it is a yearly mean over them.
        years: What is told of the single years, the first in front.
        missing: Years of which nothing is told.
        computed: What the years make, in the unit of the figure.
        agreement: How they go together; None where nothing could be held against the figure.
        obstacle: Key of the reason why not.
        revision: What may have revised the single years since they were told.
    """

    told: Telling
    stretch: Stretch
    years: tuple[Telling, ...] = ()
    missing: tuple[int, ...] = ()
    computed: Value | None = None
    agreement: Agreement | None = None
    obstacle: str = ""
    revision: Revision = ""

    @property
    def compounds(self) -> bool:
        """Whether the single years are growths, which multiply."""
        return self.told.first.measure == "growth"

    def words(self) -> dict[str, str]:
        """Return what the years make in words for a message, and the computation in signs."""
        stated = self.told.first
        made = rounded_like(self.computed, stated, stated.unit) if self.computed else ""
        formula = self._compounded() if self.compounds else self._summed()
        sign = "≠" if not self.missing else ">"
        algebra = f"{formula} = {made} {sign} {stated.quote}"
        return {"formula": formula, "computed": made, "stated": stated.quote, "algebra": algebra}

    def over_all(self) -> str:
        """Return what a mean rate of growth makes over all years, to be read beside the product."""
        printed = self.told.value.printed
        if not (self.compounds and self.stretch.mean) or printed is None:
            return ""
        grown = ((1 + printed / 100) ** self.stretch.length - 1) * 100
        return spoken(Fraction(round(grown * 100), 100), "%")

    def _summed(self) -> str:
        quotes = [bare(one.first.quote) for one in self.years]
        if len(quotes) > _LONGEST:
            quotes = [*quotes[:2], "…", quotes[-1]]
        total = " + ".join(quotes)
        return f"({total}) / {self.stretch.length}" if self.stretch.mean else total

    def _compounded(self) -> str:
        return " * ".join(_factor(one) for one in self.years[:_LONGEST]) + " - 1"


def _factor(one: Telling) -> str:
    printed = one.value.printed
    if printed is None:
        return f"(1 + {one.first.quote})"
    return f"(1 {'-' if printed < 0 else '+'} {spoken(abs(printed), '%')})"


def terms(facts: Facts) -> tuple[Term, ...]:
    """Return every figure of several years of which single years are told too, by the same publisher."""
    things: dict[tuple[object, ...], tuple[list[Fact], dict[int, list[Fact]]]] = {}
    for fact in facts:
        stretch, year = stretch_of(facts, fact), year_of(facts, fact)
        if stretch is None and year is None:
            continue
        whole, years = things.setdefault(_thing(facts, fact), ([], {}))
        if stretch is not None:
            whole.append(fact)
        if year is not None:
            years.setdefault(year, []).append(fact)
    return tuple(term for whole, years in things.values() if years for term in _terms(facts, whole, years))


def _thing(facts: Facts, fact: Fact) -> tuple[object, ...]:
    """What single years and all of them share; a mean of totals is held against totals."""
    measure = "level" if fact.measure == "mean" else fact.measure
    about = fact.indicator, measure, fact.scope, fact.unit_class
    return (*about, facts.whose(fact), facts.publisher_of(fact))


def _terms(facts: Facts, whole: list[Fact], years: dict[int, list[Fact]]) -> Iterator[Term]:
    stretches: dict[Stretch, list[Fact]] = {}
    for fact in whole:
        stretch = stretch_of(facts, fact)
        if stretch is not None:
            stretches.setdefault(stretch, []).append(fact)
    for stretch, rows in stretches.items():
        known = {year: years[year] for year in stretch.years if year in years}
        if known:
            told = {year: tellings(facts, some) for year, some in known.items()}
            yield from (_term(facts, one, stretch, told) for one in tellings(facts, rows))


def _term(facts: Facts, told: Telling, stretch: Stretch, known: dict[int, tuple[Telling, ...]]) -> Term:
    missing = tuple(year for year in stretch.years if year not in known)
    found = Term(told, stretch, tuple(some[0] for some in known.values()), missing)
    if told.crowded or any(one.crowded for some in known.values() for one in some):
        return replace(found, obstacle="no-one-value")
    if prod(map(len, known.values())) > MOST:
        return replace(found, obstacle="no-one-value")
    tried = [_held(replace(found, years=chosen)) for chosen in product(*known.values())]
    best = next((one for one in tried if _holds(one)), tried[0])
    rows = [one.first for one in (told, *best.years)]
    return replace(best, revision=revision(facts, rows))


def _holds(term: Term) -> bool:
    return term.agreement is None or term.agreement.outcome != "inconsistent"


def _held(term: Term) -> Term:
    values = [one.value for one in term.years]
    if term.compounds:
        return _grown(term, values)
    total = reduce(add, values)
    if term.missing:
        return _exceeded(term, total)
    if term.stretch.mean:
        total /= Value.exactly(Fraction(term.stretch.length))
    return replace(term, computed=total, agreement=compare(term.told.value, total))


def _exceeded(term: Term, total: Value) -> Term:
    """Where years are missing those that are told may not exceed the total, if none can be negative."""
    agreement = compare(term.told.value, total, ">=")
    counted = term.told.first.measure == "level" and not term.stretch.mean
    positive = all(one.value.hard.low is not None and one.value.hard.low >= 0 for one in term.years)
    if counted and positive and agreement.outcome == "inconsistent":
        return replace(term, computed=total, agreement=agreement)
    return replace(term, obstacle="years-missing")


def _grown(term: Term, rates: Sequence[Value]) -> Term:
    """The years multiply; a mean rate is raised to their number, so that no root is taken."""
    if term.missing:
        return replace(term, obstacle="years-missing")
    every = [*rates, term.told.value]
    if any(rate.hard.low is None or rate.hard.high is None or rate.hard.low <= -100 for rate in every):
        return replace(term, obstacle="growth-unbounded")
    made, stated = reduce(mul, map(_times, rates)), _times(term.told.value)
    if term.stretch.mean:
        stated = reduce(mul, [stated] * term.stretch.length)
    return replace(term, computed=(made - _ONE) * _HUNDRED, agreement=compare(stated, made))


def _times(rate: Value) -> Value:
    return _ONE + rate / _HUNDRED
