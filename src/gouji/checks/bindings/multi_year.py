"""What single years tell, held against what a review of several years tells of them all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import product
from math import prod
from operator import add, mul
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.bindings.recompute import rounded_like
from gouji.checks.bindings.reported_values import MOST, tellings
from gouji.checks.bindings.revisions import revision
from gouji.checks.bindings.surrounding_words import clause_of, sentence_of
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.values import Value, compare
from gouji.facts.numbers.wording import bare, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.bindings.reported_values import Telling
    from gouji.checks.bindings.revisions import Revision
    from gouji.facts.numbers.values import Agreement
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


_YEARS = re.compile("([0-9]{4})/([0-9]{4})")
_YEAR = re.compile("[0-9]{4}")
_LONGEST = 60
_OF_YEARS = frozenset({"level", "change", "growth", "mean"})


class Stretch(NamedTuple):
    """Several years, both ends in; *mean*: the figure is a yearly mean over them."""

    first: int
    last: int
    mean: bool = False

    @property
    def years(self) -> range:
        """The years."""
        return range(self.first, self.last + 1)

    @property
    def length(self) -> int:
        """How many years."""
        return len(self.years)


def stretch_of(facts: Facts, fact: Fact) -> Stretch | None:
    """Return the years that a figure is of together; None where it is not of several."""
    if not _told(facts, fact):
        return None
    mean = _between(fact.base)
    if mean is not None:
        return None if fact.measure == "level" else mean._replace(mean=True)
    over = _between(fact.key.period)
    if fact.measure == "mean":
        return None
    if over is not None:
        return over if fact.base in {"", str(over.first - 1)} else None
    return _since(fact) if fact.measure in {"growth", "change"} else None


def year_of(facts: Facts, fact: Fact) -> int | None:
    """Return the year that a figure is of; None where it is of no single one."""
    period = fact.key.period
    if fact.measure == "mean" or not _YEAR.fullmatch(period) or not _told(facts, fact):
        return None
    return int(period) if fact.base in {"", str(int(period) - 1)} else None


def _between(text: str) -> Stretch | None:
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    return Stretch(first, last) if first < last < first + _LONGEST else None


def _since(fact: Fact) -> Stretch | None:
    """The years between the one that a change is against and its own."""
    base, period = fact.base, fact.key.period
    if not (_YEAR.fullmatch(base) and _YEAR.fullmatch(period)) or not 1 < int(period) - int(base) < _LONGEST:
        return None
    return Stretch(int(base) + 1, int(period))


def _told(facts: Facts, fact: Fact) -> bool:
    """Whether a figure adds up over years, or multiplies; of a draft, whether it is certain of what."""
    if not (fact.is_figure and fact.settled and fact.indicator and fact.measure in _OF_YEARS):
        return False
    sound = fact.unit == "%" if fact.measure == "growth" else fact.form in {COUNT, AMOUNT}
    flows = fact.measure not in {"level", "mean"} or flows_by_name(facts, fact)
    return (
        sound and flows and fact.unit not in TIME_UNITS and (not facts.drafted or plainly_told(facts, fact))
    )


_NO_FLOW = re.compile(
    "率$|率（|占比|比重|比例|均|价格|单价|指数|浓度|密度|水平|余额|存量|保有量|人口|里程|在[校园册岗建]|总数|装机"
    "|库存|储量|面积|户数|家数|拥有量|净|利润|顺差|逆差|差额|结余|亏损|强度|寿命|标准"
)


def flows_by_name(facts: Facts, fact: Fact) -> bool:
    """Say whether a level is of what happens in a period and adds up over several.

    What ``indicators.csv`` says of its basis counts; where it says nothing, the name and the unit.
    """
    indicator = facts.indicator_of(fact)
    if indicator is not None and indicator.basis:
        return indicator.basis == "flow"
    return "/" not in fact.unit and not _NO_FLOW.search(facts.name_of(fact))


_SAYING_WHEN = re.compile(
    "(?:19|20)[0-9]{2}(?:年|-|—)|[近前过去“”十一二三四五六七八九两几]*年[来间]?累计|[一二三四五六七八九十]年[来间]?|累计|比?(?:上年|去年)(?:同期)?|同比"
    "|年均|平均每年|每年|全年|全国|全省|全市|全区|我国|我省|又|再|共|转为|达到?|实现|[ \u3000]"
)
_OF_SERIES = re.compile("[^，。；,;]*分别[^，。；,;]*$")
"""Of a series (甲、乙分别下降A和B) the names stand in front of all the figures."""
_OF_ANY_YEAR = re.compile("年均|每年|平均|稳定在|保持在")
"""In a review of years what is so in each of them is no total."""


def plainly_told(facts: Facts, fact: Fact) -> bool:
    """Say whether the clause of a drafted figure says what it is of, when, and nothing else."""
    if fact.summary not in facts.texts or fact.start is None or not facts.publisher_of(fact):
        return False
    clause = clause_of(facts, fact)
    if fact.measure == "level" and _OF_ANY_YEAR.search(clause):
        return False
    indicator = facts.indicator_of(fact)
    names = indicator.names if indicator else (fact.indicator,)
    series = _OF_SERIES.search(sentence_of(facts, fact))
    if series:
        return any(name in series[0] for name in names)
    return _SAYING_WHEN.sub("", clause) in {"", *(_SAYING_WHEN.sub("", name) for name in names)}


_ONE, _HUNDRED = Value.exactly(Fraction(1)), Value.exactly(Fraction(100))
_LONGEST_TERMS = 12
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
        if len(quotes) > _LONGEST_TERMS:
            quotes = [*quotes[:2], "…", quotes[-1]]
        total = " + ".join(quotes)
        return f"({total}) / {self.stretch.length}" if self.stretch.mean else total

    def _compounded(self) -> str:
        return " * ".join(_factor(one) for one in self.years[:_LONGEST_TERMS]) + " - 1"


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
