"""Periods and the longer ones that contain them: a part of a flow is never more than the whole."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Literal, NamedTuple

from gouji.checks.bindings.multi_year import multi_year_sums, year_span_of
from gouji.checks.bindings.quantities import (
    ReportedValue,
    choose_values,
    clause_of,
    flows_by_name,
    is_total,
    only_value,
    reported_values,
    same_wording,
)
from gouji.checks.bindings.report_series import is_about_own_year, previous_reports
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement, Comparison
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.facts.table.periods import Period
from gouji.reading.lexicon.nouns import kind_of, normal_form, without_act
from gouji.reading.lexicon.wording import pattern

_GrowthPair = tuple["ReportedValue", "ReportedValue", "Comparison"]
"""Growth over some years, growth over more of them, and how the first must compare with the second."""


def _growth_pairs(facts: Facts) -> Iterator[_GrowthPair]:
    """Yield each growth over the first years of a term, with the growth over more of them."""
    spans = {
        fact: span
        for fact in facts
        if fact.measure == "growth" and (span := year_span_of(facts, fact)) and not span.mean
    }
    same = grouped(spans, lambda fact: (fact.indicator, facts.owner_of(fact), fact.scope, spans[fact].first))
    for rows in same.values():
        years = grouped(rows, lambda fact: spans[fact].last)
        for ends in pairwise(sorted(years)):
            part, whole = (only_value(reported_values(facts, years[end])) for end in ends)
            # In 分别下降A和B the second figure is printed without a sign.
            sign = _sign(part.value.hard) if part else 0
            if part and whole and sign and sign == _sign(whole.value.hard):
                yield part, whole, "<=" if sign > 0 else ">="


def _sign(hard: Interval) -> int:
    """1 for growth, -1 for a fall, 0 where it may be either."""
    if hard.low is not None and hard.low > 0:
        return 1
    return -1 if hard.high is not None and hard.high < 0 else 0


_ValuePair = tuple["ReportedValue", "ReportedValue"]
"""The value of a single year, and that of several years that contain it."""


def _draft_pairs(facts: Facts) -> Iterator[_ValuePair]:
    """Yield values of years read from texts, each with a later one of several years, or grown since."""
    read = (
        fact
        for fact in facts
        if not fact.coded
        and _is_countable(facts, fact)
        and (is_about_own_year(facts, fact) or fact.section == "term")
    )
    for rows in grouped(read, lambda fact: _group(facts, fact, _stem(fact.indicator))).values():
        yield from _draft_pairs_among(facts, rows)


def _stem(indicator: str) -> str:
    """What is counted, whether new or in total: 新增博士学位授予单位 are among 博士学位授予单位."""
    return without_act(pattern("new").sub("", normal_form(indicator))).replace("国家级", "国家")


def _is_countable(facts: Facts, fact: Fact) -> bool:
    sound = fact.is_figure and fact.settled and fact.measure == "level" and len(fact.indicator) > 2
    if not sound or fact.form not in {COUNT, AMOUNT} or fact.unit in TIME_UNITS:
        return False
    if kind_of(fact.indicator).may_fall or pattern("no_total").search(clause_of(facts, fact) + fact.quote):
        return False
    return not pattern("under_way").match(facts.texts.get(fact.summary, ""), fact.end or 0)


def _draft_pairs_among(facts: Facts, rows: list[Fact]) -> Iterator[_ValuePair]:
    summaries = grouped(rows, lambda fact: fact.summary)
    # Two values in one draft are of two quantities, or of two parts of one.
    single = {name: only_value(reported_values(facts, some)) for name, some in summaries.items()}
    for summary, whole in single.items():
        for before in previous_reports(facts, summary) if whole else ():
            part = single.get(before)
            reviewed = part and whole and part.first.section == "review"
            if part and whole and reviewed and _spans(facts, part.first, whole.first):
                yield part, whole


def _spans(facts: Facts, part: Fact, whole: Fact) -> bool:
    """Whether *whole* contains the year of *part*: it is of a term, or said to have grown since."""
    if whole.section != "term":
        reached = whole.form == COUNT and all(fact.quote.startswith("达") for fact in (part, whole))
        return reached or bool(pattern("grown_to").match(whole.quote))
    # A year of the term (到2022年达到) may lie before the one that it is compared with.
    summary = facts.summary_of(whole)
    return "/" in whole.key.period or whole.key.period in {"", summary.year if summary else ""}


How = Literal["", "scope", "batch", "grown", "deepened"]
"""What else differs: nothing; the scope; a flow and the total that it adds to; in a draft, a figure of
several years or one that the first has grown to; growth over some years and over more of them."""


class NestedPeriod(NamedTuple):
    """A figure of a part of a period, and that of a period that contains it.

    Attributes:
        agreement: Whether the part is at most the whole; None where the reported values are ambiguous.
        how: What else differs between them.
    """

    part: ReportedValue
    whole: ReportedValue
    agreement: Agreement | None
    how: How = ""


_Group = tuple[object, ...]
_ByPeriod = dict[tuple[str, str], list["Fact"]]
"""Facts of one quantity by period and scope."""


def nested_periods(facts: Facts) -> tuple[NestedPeriod, ...]:
    """Return every part of a period with the shortest reported period that contains it."""
    compared = (fact for fact in facts if _is_compared(facts, fact))
    flows: dict[_Group, _ByPeriod] = {}
    totals: dict[_Group, _ByPeriod] = {}
    for group, rows in grouped(compared, lambda fact: _group(facts, fact, fact.indicator)).items():
        groups = totals if facts.basis_of(rows[0]) == "cumulative" else flows
        groups[group] = grouped(rows, lambda fact: (fact.key.period, fact.scope))
    found = [one for by_period in flows.values() for one in _nested_flows(facts, by_period)]
    found += [one for by_period in flows.values() for one in _batches(facts, by_period, totals)]
    found += _nested_in_drafts(facts, found)
    found += [
        NestedPeriod(part, whole, part.compare(whole, how), "deepened")
        for part, whole, how in _growth_pairs(facts)
    ]
    return tuple(found)


def _nested_in_drafts(facts: Facts, found: list[NestedPeriod]) -> list[NestedPeriod]:
    """Values of last year in drafts with those of years that contain it, unless compared already."""
    pairs = list(_draft_pairs(facts))
    if not pairs:
        return []
    bound = {(one.part.first.id, one.whole.first.id) for one in found}
    # Where the years of a term are added up, GJ413 reports one that exceeds the total.
    summed = (total for total in facts.derive(multi_year_sums) if total.agreement is not None)
    bound |= {(year.first.id, total.total.first.id) for total in summed for year in total.years}
    new = (pair for pair in pairs if (pair[0].first.id, pair[1].first.id) not in bound)
    return [_at_most(part, whole, "grown") for part, whole in new]


def _is_compared(facts: Facts, fact: Fact) -> bool:
    """Whether a fact states how much of something there was in a period, or since the beginning."""
    level = fact.is_figure and fact.settled and bool(fact.indicator) and fact.measure == "level"
    countable = (
        level and fact.form in {COUNT, AMOUNT} and fact.unit not in TIME_UNITS and fact.period is not None
    )
    if not countable or not (fact.coded or (is_total(fact) and facts.publisher_of(fact))):
        return False
    return facts.basis_of(fact) == "cumulative" or flows_by_name(facts, fact)


def _group(facts: Facts, fact: Fact, indicator: str) -> _Group:
    return indicator, facts.owner_of(fact), fact.unit_class


def _nested_flows(facts: Facts, flow: _ByPeriod) -> Iterator[NestedPeriod]:
    outer = _enclosing({period: rows[0].period for (period, _), rows in flow.items() if rows[0].period})
    scopes = grouped(flow, lambda one: one[0])
    for period, whole in outer.items():
        for _, scope in scopes[period]:
            for other in _matching_scopes(scope, [name for _, name in scopes[whole]]):
                yield from _compared(facts, flow[period, scope], flow[whole, other], scope != other)


def _matching_scopes(scope: str, others: list[str]) -> Iterator[str]:
    """The same scope, or else the unstated one: scopes that are stated differ from each other."""
    if scope in others:
        yield scope
    elif scope and "" in others:
        yield ""
    elif not scope and len(others) == 1:
        yield others[0]


def _enclosing(periods: Mapping[str, Period]) -> dict[str, str]:
    """Return for each period the shortest other one that contains it, if any.

    Periods of a summary are nested (month, half-year, year, term), so few are open at a time.
    """
    found: dict[str, str] = {}
    open_: list[tuple[str, Period]] = []
    for text, period in sorted(
        periods.items(), key=lambda one: (_start(one[1]), -one[1].end.toordinal(), one[0])
    ):
        open_ = [(name, other) for name, other in open_ if other.end >= (period.start or period.end)]
        enclosing = [(_length(other), name) for name, other in open_ if _contains(other, period)]
        if enclosing:
            found[text] = min(enclosing)[1]
        open_.append((text, period))
    return found


def _contains(whole: Period, part: Period) -> bool:
    """Whether a period contains another, shorter one; neither may lack a stated start."""
    if part.start is None or whole.end < part.end:
        return False
    return whole.start is not None and (whole.start, whole.end) != (part.start, part.end)


def _start(period: Period) -> date:
    return period.start or date.min


def _length(period: Period) -> int:
    return (period.end - _start(period)).days


def _batches(facts: Facts, flow: _ByPeriod, totals: Mapping[_Group, _ByPeriod]) -> Iterator[NestedPeriod]:
    """What a flow adds in one period, compared with the total that it adds to at its end or later."""
    first = next(iter(flow.values()))[0]
    indicator = facts.indicator_of(first)
    total = totals.get(_group(facts, first, indicator.adds_to), {}) if indicator and indicator.adds_to else {}
    ends = sorted((rows[0].period.end, key) for key, rows in total.items() if rows[0].period)
    for (_, scope), rows in flow.items():
        period = rows[0].period
        later = next((key for end, key in ends if key[1] == scope and period and end >= period.end), None)
        if later is not None:
            for one in _compared(facts, rows, total[later], rescoped=False):
                yield NestedPeriod(one.part, one.whole, one.agreement, "batch")


def _compared(
    facts: Facts, parts: Iterable[Fact], whole: list[Fact], rescoped: bool
) -> Iterator[NestedPeriod]:
    how: How = "scope" if rescoped else ""
    wholes = reported_values(facts, whole)
    for part in reported_values(facts, parts):
        if same_wording(facts, part.first, wholes[0].first):
            chosen = choose_values(((part,), wholes), partial(_at_most, how=how))
            yield chosen or NestedPeriod(part, wholes[0], None, how)


def _at_most(part: ReportedValue, whole: ReportedValue, how: How) -> NestedPeriod:
    return NestedPeriod(part, whole, part.compare(whole, "<="), how)
