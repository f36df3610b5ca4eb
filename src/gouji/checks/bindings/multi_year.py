"""Figures of single years, compared with a figure of several years together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import NamedTuple

from gouji.checks.bindings.quantities import (
    ReportedValue,
    Revision,
    choose_values,
    clause_of,
    flows_by_name,
    reported_values,
    revision,
    sentence_of,
)
from gouji.checks.bindings.recompute import rounded_like, without_change_words
from gouji.checks.rule import MessageValue
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.values import HUNDRED, ONE, Agreement, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern

_YEARS = re.compile("([0-9]{4})/([0-9]{4})")
_YEAR = re.compile("[0-9]{4}")
_MAX_SPAN = 60
_MEASURES = frozenset({"level", "change", "growth", "mean"})


class YearSpan(NamedTuple):
    """Several years, both ends included; *mean*: the figure is a yearly mean over them."""

    first: int
    last: int
    mean: bool = False

    @property
    def years(self) -> range:
        """The years."""
        return range(self.first, self.last + 1)

    @property
    def length(self) -> int:
        """The number of years."""
        return len(self.years)


def year_span_of(facts: Facts, fact: Fact) -> YearSpan | None:
    """Return the years that a figure covers together; None where it does not cover several."""
    if not _is_summable(facts, fact):
        return None
    mean = _span(fact.base)
    if mean is not None:
        return None if fact.measure == "level" else mean._replace(mean=True)
    covered = _span(fact.key.period)
    if fact.measure == "mean":
        return None
    if covered is not None:
        return covered if fact.base in {"", str(covered.first - 1)} else None
    return _span_since_base(fact) if fact.measure in {"growth", "change"} else None


def single_year_of(facts: Facts, fact: Fact) -> int | None:
    """Return the single year that a figure covers; None where there is none."""
    period = fact.key.period
    if fact.measure == "mean" or not _YEAR.fullmatch(period) or not _is_summable(facts, fact):
        return None
    return int(period) if fact.base in {"", str(int(period) - 1)} else None


def _span(text: str) -> YearSpan | None:
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return YearSpan(first, last) if first < last < first + _MAX_SPAN else None


def _span_since_base(fact: Fact) -> YearSpan | None:
    """The years from the one after a change's base to the change's own."""
    base, period = fact.base, fact.key.period
    if not (_YEAR.fullmatch(base) and _YEAR.fullmatch(period)) or not 1 < int(period) - int(base) < _MAX_SPAN:
        return None
    return YearSpan(int(base) + 1, int(period))


def _is_summable(facts: Facts, fact: Fact) -> bool:
    """Whether a figure adds up or compounds over years; read from a text, whether it is clearly stated."""
    if not (fact.is_figure and fact.settled and fact.indicator and fact.measure in _MEASURES):
        return False
    sound = fact.unit == "%" if fact.measure == "growth" else fact.form in {COUNT, AMOUNT}
    flows = fact.measure not in {"level", "mean"} or flows_by_name(facts, fact)
    return sound and flows and fact.unit not in TIME_UNITS and (fact.coded or clearly_stated(facts, fact))


def clearly_stated(facts: Facts, fact: Fact) -> bool:
    """Say whether the clause of a drafted figure states what it measures and when, and nothing else."""
    if fact.summary not in facts.texts or fact.start is None or not facts.publisher_of(fact):
        return False
    clause = clause_of(facts, fact)
    if fact.measure == "level" and pattern("each_year").search(clause):
        # In a review of several years, what holds in each of them is no total.
        return False
    indicator = facts.indicator_of(fact)
    names = indicator.names if indicator else (fact.indicator,)
    # In a series (甲、乙分别下降A和B) the names stand in front of all the figures.
    series = pattern("respectively").search(sentence_of(facts, fact))
    if series:
        return any(name in series[0] for name in names)
    around = pattern("time_or_place")
    return around.sub("", clause) in {"", *(around.sub("", name) for name in names)}


_MOST_TERMS = 12
"""Formulas for people write out no more years than this."""


@dataclass(frozen=True, slots=True)
class MultiYearSum:
    """A figure of several years, and those of the single years.

    Attributes:
        span: Which years, and whether it is a yearly mean over them.
        years: The reported values of the single years, in ascending order.
        missing: Years without a reported value.
        computed: The value computed from the single years, in the unit of the figure.
        agreement: How they compare; None where the figure could not be compared.
        obstacle: Key of the reason why not.
        revision: What may have revised the single years since they were reported.
    """

    total: ReportedValue
    span: YearSpan
    years: tuple[ReportedValue, ...] = ()
    missing: tuple[int, ...] = ()
    computed: Value | None = None
    agreement: Agreement | None = None
    obstacle: str = ""
    revision: Revision = ""

    @property
    def compounds(self) -> bool:
        """Whether the single years are growths, which multiply."""
        return self.total.first.measure == "growth"

    def message_values(self) -> dict[str, MessageValue]:
        """Return the computed value in words for a message, and the computation as a formula."""
        stated = self.total.first
        made = rounded_like(self.computed, stated, stated.unit) if self.computed else ""
        formula = self._product_formula() if self.compounds else self._sum_formula()
        sign = "≠" if not self.missing else ">"
        algebra = f"{formula} = {made} {sign} {stated.quote}"
        return {"formula": formula, "computed": made, "stated": stated.quote, "algebra": algebra}

    def over_all(self) -> str:
        """Return the growth over all years that a mean rate amounts to, to be read beside the product."""
        printed = self.total.value.printed
        if not (self.compounds and self.span.mean) or printed is None:
            return ""
        grown = ((1 + printed / 100) ** self.span.length - 1) * 100
        return formatted(Fraction(round(grown * 100), 100), "%")

    def _sum_formula(self) -> str:
        quotes = [without_change_words(one.first.quote) for one in self.years]
        if len(quotes) > _MOST_TERMS:
            quotes = [*quotes[:2], "…", quotes[-1]]
        total = " + ".join(quotes)
        return f"({total}) / {self.span.length}" if self.span.mean else total

    def _product_formula(self) -> str:
        return " * ".join(_factor_in_words(one) for one in self.years[:_MOST_TERMS]) + " - 1"


def _factor_in_words(year: ReportedValue) -> str:
    printed = year.value.printed
    if printed is None:
        return f"(1 + {year.first.quote})"
    return f"(1 {'-' if printed < 0 else '+'} {formatted(abs(printed), '%')})"


def multi_year_sums(facts: Facts) -> tuple[MultiYearSum, ...]:
    """Return every figure of several years whose single years the same publisher reports too."""
    covering = (fact for fact in facts if year_span_of(facts, fact) or single_year_of(facts, fact))
    same = grouped(covering, lambda fact: _group_key(facts, fact))
    return tuple(found for rows in same.values() for found in _sums(facts, rows))


def _group_key(facts: Facts, fact: Fact) -> tuple[object, ...]:
    """What single years and all of them share; a mean of totals is compared with totals."""
    measure = "level" if fact.measure == "mean" else fact.measure
    about = fact.indicator, measure, fact.scope, fact.unit_class
    return (*about, facts.owner_of(fact), facts.publisher_of(fact))


def _sums(facts: Facts, rows: list[Fact]) -> Iterator[MultiYearSum]:
    years = grouped(rows, lambda fact: single_year_of(facts, fact))
    spans = grouped(rows, lambda fact: year_span_of(facts, fact))
    for span, whole in spans.items():
        known = [year for year in span.years if year in years] if span else []
        if span and known:
            values = {year: reported_values(facts, years[year]) for year in known}
            yield from (_sum(facts, total, span, values) for total in reported_values(facts, whole))


def _sum(
    facts: Facts, total: ReportedValue, span: YearSpan, known: dict[int, tuple[ReportedValue, ...]]
) -> MultiYearSum:
    missing = tuple(year for year in span.years if year not in known)
    found = MultiYearSum(total, span, tuple(some[0] for some in known.values()), missing)
    chosen = choose_values(
        ((total,), *known.values()), lambda _, *years: _compared(replace(found, years=years))
    )
    if chosen is None:
        return replace(found, obstacle="no-one-value")
    rows = [value.first for value in (total, *chosen.years)]
    return replace(chosen, revision=revision(facts, rows))


def _compared(found: MultiYearSum) -> MultiYearSum:
    values = [one.value for one in found.years]
    if found.compounds:
        return _compounded(found, values)
    summed = reduce(add, values)
    if found.missing:
        return _compared_incomplete(found, summed)
    if found.span.mean:
        summed /= Value.exactly(Fraction(found.span.length))
    return replace(found, computed=summed, agreement=compare(found.total.value, summed))


def _compared_incomplete(found: MultiYearSum, summed: Value) -> MultiYearSum:
    """With years missing, the reported ones may not exceed the total, if none can be negative."""
    agreement = compare(found.total.value, summed, ">=")
    counted = found.total.first.measure == "level" and not found.span.mean
    positive = all(one.value.hard.low is not None and one.value.hard.low >= 0 for one in found.years)
    if counted and positive and agreement.outcome == "inconsistent":
        return replace(found, computed=summed, agreement=agreement)
    return replace(found, obstacle="years-missing")


def _compounded(found: MultiYearSum, rates: Sequence[Value]) -> MultiYearSum:
    """Compound the years; a mean rate is raised to their number, so that no root is taken."""
    if found.missing:
        return replace(found, obstacle="years-missing")
    every = [*rates, found.total.value]
    if any(rate.hard.low is None or rate.hard.high is None or rate.hard.low <= -100 for rate in every):
        return replace(found, obstacle="growth-unbounded")
    computed, stated = reduce(mul, map(_factor, rates)), _factor(found.total.value)
    if found.span.mean:
        stated = reduce(mul, [stated] * found.span.length)
    return replace(found, computed=(computed - ONE) * HUNDRED, agreement=compare(stated, computed))


def _factor(rate: Value) -> Value:
    return ONE + rate / HUNDRED
