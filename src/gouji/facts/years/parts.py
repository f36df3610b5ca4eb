"""Parts of a period and the periods that hold them: a part of a flow is never more than the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.kin import is_total, worded_alike
from gouji.facts.prose.measures import TIMES
from gouji.facts.tellings import tellings
from gouji.facts.wording import spoken
from gouji.facts.years.deepened import deepened
from gouji.facts.years.overtaken import overtaken
from gouji.facts.years.stretches import flows_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.facts.periods import Period
    from gouji.facts.table import Fact, Facts
    from gouji.facts.tellings import Telling
    from gouji.facts.values import Agreement

How = Literal["", "scope", "batch", "grown", "deepened"]
"""What else differs: nothing; the scope; one is a flow and the other the total that it adds to; a draft tells
the whole of several years, or as what it grew to; growth over some years and over more of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a part of a period, and that of a period that holds it.

    Attributes:
        part: Of the part.
        whole: Of the whole.
        agreement: Whether the part is at most the whole; None where a crowd of values is told.
        how: What else differs between them.
    """

    part: Telling
    whole: Telling
    agreement: Agreement | None
    how: How = ""

    @property
    def gap(self) -> str:
        """By how much the part exceeds the whole."""
        return spoken(abs(self.part.value.gap_to(self.whole.value)), self.part.first.unit)


_Thing = tuple[object, ...]
_Told = dict[tuple[str, str], list["Fact"]]
"""Facts of one thing by period and scope."""


def parts(facts: Facts) -> tuple[Part, ...]:
    """Return every part of a period with the shortest period that holds it and is told."""
    flows: dict[_Thing, _Told] = {}
    totals: dict[_Thing, _Told] = {}
    for fact in facts:
        if not _counts(facts, fact):
            continue
        basis = _basis(facts, fact)
        filed = totals if basis == "cumulative" else flows
        told = filed.setdefault(_thing(facts, fact, fact.indicator), {})
        told.setdefault((fact.key.period, fact.scope), []).append(fact)
    found = [one for told in flows.values() for one in _of_flow(facts, told)]
    found += [one for told in flows.values() for one in _of_batches(facts, told, totals)]
    found += _of_drafts(facts, found) if facts.drafted else []
    found += [Part(part, whole, part.compare(whole, how), "deepened") for part, whole, how in deepened(facts)]
    return tuple(found)


def _of_drafts(facts: Facts, found: list[Part]) -> list[Part]:
    """What drafts tell of last year and of years that hold it, but for what is compared already."""
    bound = {(one.part.first.id, one.whole.first.id) for one in found}
    # Where the years of a term are added up, GJ413 tells of one that exceeds them.
    summed = (term for term in facts.years.terms if term.agreement is not None)
    bound |= {(year.first.id, term.told.first.id) for term in summed for year in term.years}
    pairs = (pair for pair in overtaken(facts) if (pair[0].first.id, pair[1].first.id) not in bound)
    return [Part(part, whole, part.compare(whole, "<="), "grown") for part, whole in pairs]


def _counts(facts: Facts, fact: Fact) -> bool:
    """Whether a fact tells how much of something there was in a period, or since the beginning."""
    figure = fact.is_figure and fact.settled and bool(fact.indicator) and fact.measure == "level"
    sound = figure and fact.form in {COUNT, AMOUNT} and fact.unit not in TIMES and fact.period is not None
    if not sound or (facts.drafted and not (is_total(fact) and facts.publisher_of(fact))):
        return False
    return _basis(facts, fact) == "cumulative" or flows_by_name(facts, fact)


def _basis(facts: Facts, fact: Fact) -> str:
    indicator = facts.indicator_of(fact)
    return indicator.basis if indicator else ""


def _thing(facts: Facts, fact: Fact, indicator: str) -> _Thing:
    return indicator, facts.whose(fact), fact.unit_class


def _of_flow(facts: Facts, told: _Told) -> Iterator[Part]:
    held = _held({period: rows[0].period for (period, _), rows in told.items() if rows[0].period})
    scopes: dict[str, list[str]] = {}
    for period, scope in told:
        scopes.setdefault(period, []).append(scope)
    for period, whole in held.items():
        for scope in scopes[period]:
            for other in _alike(scope, scopes[whole]):
                yield from _compared(facts, told[period, scope], told[whole, other], scope != other)


def _alike(scope: str, others: list[str]) -> Iterator[str]:
    """The same scope, or else the one that is not said: several that are said are several things."""
    if scope in others:
        yield scope
    elif scope and "" in others:
        yield ""
    elif not scope and len(others) == 1:
        yield others[0]


def _held(periods: Mapping[str, Period]) -> dict[str, str]:
    """For each period the shortest other one that holds it, if any.

    Periods of a summary lie in one another (month, half-year, year, term), so few are open at a time.
    """
    found: dict[str, str] = {}
    open_: list[tuple[str, Period]] = []
    for text, period in sorted(
        periods.items(), key=lambda one: (_start(one[1]), -one[1].end.toordinal(), one[0])
    ):
        open_ = [(name, other) for name, other in open_ if other.end >= _opens(period)]
        holding = [(_length(other), name) for name, other in open_ if _holds(other, period)]
        if holding:
            found[text] = min(holding)[1]
        open_.append((text, period))
    return found


def _holds(whole: Period, part: Period) -> bool:
    """Whether a period holds another that is shorter; since when a total counts is not said."""
    if part.start is None or whole.end < part.end:
        return False
    return whole.start is not None and (whole.start, whole.end) != (part.start, part.end)


def _start(period: Period) -> date:
    return period.start or date.min


def _opens(period: Period) -> date:
    return period.start or period.end


def _length(period: Period) -> int:
    return (period.end - _start(period)).days


def _of_batches(facts: Facts, told: _Told, totals: Mapping[_Thing, _Told]) -> Iterator[Part]:
    """What a flow adds in one period, held against the total that it adds to, at its end or later."""
    first = next(iter(told.values()))[0]
    indicator = facts.indicator_of(first)
    total = totals.get(_thing(facts, first, indicator.adds_to), {}) if indicator and indicator.adds_to else {}
    ends = sorted((rows[0].period.end, key) for key, rows in total.items() if rows[0].period)
    for (_, scope), rows in told.items():
        period = rows[0].period
        later = next((key for end, key in ends if key[1] == scope and period and end >= period.end), None)
        if later is not None:
            for one in _compared(facts, rows, total[later], restated=False):
                yield Part(one.part, one.whole, one.agreement, "batch")


def _compared(facts: Facts, some: Iterable[Fact], whole: list[Fact], restated: bool) -> Iterator[Part]:
    how: How = "scope" if restated else ""
    wholes = tellings(facts, whole)
    for part in tellings(facts, some):
        if not worded_alike(facts, part.first, wholes[0].first):
            continue
        if part.crowded or any(one.crowded for one in wholes):
            yield Part(part, wholes[0], None, how)
            continue
        tried = [Part(part, one, part.compare(one, "<="), how) for one in wholes]
        yield next(
            (one for one in tried if one.agreement and one.agreement.outcome != "inconsistent"), tried[0]
        )
