"""Parts of a period and the periods that hold them: a part of a flow is never more than the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from gouji.checks.bindings.multi_year import flows_by_name, stretch_of, terms
from gouji.checks.bindings.recompute import is_total, worded_alike
from gouji.checks.bindings.report_series import last_of, told_of_own_year
from gouji.checks.bindings.reported_values import tellings
from gouji.checks.bindings.surrounding_words import clause_of
from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.numbers.wording import spoken
from gouji.reading.alignment.normal_form import core_of, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.checks.bindings.reported_values import Telling
    from gouji.facts.numbers.intervals import Interval
    from gouji.facts.numbers.values import Agreement, Comparison
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.periods import Period


Deepened = tuple["Telling", "Telling", "Comparison"]
"""Growth over some years, over more of them, and how the first compares with the second."""


def deepened(facts: Facts) -> Iterator[Deepened]:
    """Return what grew or fell over the first years of a term, each beside what it did over more of them."""
    told: dict[tuple[object, ...], dict[int, list[Fact]]] = {}
    for fact in facts:
        stretch = stretch_of(facts, fact) if fact.measure == "growth" else None
        if stretch is not None and not stretch.mean:
            thing = (fact.indicator, facts.whose(fact), fact.scope, stretch.first)
            told.setdefault(thing, {}).setdefault(stretch.last, []).append(fact)
    for years in told.values():
        for earlier, later in pairwise(sorted(years)):
            yield from _pair(tellings(facts, years[earlier]), tellings(facts, years[later]))


def _pair(part: tuple[Telling, ...], whole: tuple[Telling, ...]) -> Iterator[Deepened]:
    if len(part) > 1 or len(whole) > 1 or part[0].crowded or whole[0].crowded:
        return
    # The second of 分别下降A和B has no sign of its own in print.
    ways = _way(part[0].value.hard), _way(whole[0].value.hard)
    if ways[0] and ways[0] == ways[1]:
        yield part[0], whole[0], "<=" if ways[0] > 0 else ">="


def _way(hard: Interval) -> int:
    """1 of growth, -1 of a fall, 0 of what may be either."""
    if hard.low is not None and hard.low > 0:
        return 1
    return -1 if hard.high is not None and hard.high < 0 else 0


Overtaken = tuple["Telling", "Telling"]
"""What a single year came to, and what the years that hold it did."""
_MAY_FALL = re.compile(
    "率$|比例|比重|占比|均|(?<!成交)价|指数|浓度|能耗|强度|排放|失业|贫困|事故|发案|立案|案件|死亡|受灾|净|利润|差额|顺差|逆差|赤字|亏损"
    "|结余|库存|债|分钟|时间|天数|编制|人口|(?<!治理水土流失)面积|门槛"
)
"""Names of what may as well grow less from year to year."""
_OF_ANY_YEAR = re.compile("每年|年均|平均|连续|稳定在|保持在|首批|其中|减|降|压|未完")
_PENDING = "未完"
_UNDER_WAY = re.compile("[^，。；、]{0,12}(?:加快|在建|抓紧|推进)")
_RISEN = re.compile("^(?:增[至到]|(?:增加|扩大|提升|增长|上升|扩展|扩容)[到至]|升至)")
"""Words that say that it is more than it was."""


def overtaken(facts: Facts) -> Iterator[Overtaken]:
    """Return what single years came to, each beside what a later draft tells of years or says has grown."""
    if not facts.drafted:
        return
    told: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if _counted(facts, fact) and (told_of_own_year(facts, fact) or fact.section == "term"):
            told.setdefault((_stem(fact.indicator), facts.whose(fact), fact.unit_class), []).append(fact)
    for rows in told.values():
        yield from _of_one_thing(facts, rows)


def _stem(indicator: str) -> str:
    """What is counted, be it new or in all: 新增博士学位授予单位 are among 博士学位授予单位."""
    return core_of(_NEW.sub("", normal_form(indicator))).replace("国家级", "国家")


_NEW = re.compile("^(?:新增|净增|新(?=[认改筹建评引入设]))")


def _counted(facts: Facts, fact: Fact) -> bool:
    sound = fact.is_figure and fact.settled and fact.measure == "level" and len(fact.indicator) > _SHORT
    if not sound or fact.form not in {COUNT, AMOUNT} or fact.unit in TIME_UNITS:
        return False
    return not _MAY_FALL.search(fact.indicator) and not _OF_ANY_YEAR.search(_words(facts, fact))


_SHORT = 2


def _words(facts: Facts, fact: Fact) -> str:
    """The words of a figure's clause in front of it, its quote, and what is being done behind it."""
    under_way = _UNDER_WAY.match(facts.texts.get(fact.summary, ""), fact.end or 0)
    return clause_of(facts, fact) + fact.quote + (_PENDING if under_way else "")


def _of_one_thing(facts: Facts, rows: list[Fact]) -> Iterator[Overtaken]:
    summaries: dict[str, list[Fact]] = {}
    for fact in rows:
        summaries.setdefault(fact.summary, []).append(fact)
    values = {summary: tellings(facts, some) for summary, some in summaries.items()}
    # What one draft tells twice is of two things, or of two parts of one.
    single = {summary: some[0] for summary, some in values.items() if len(some) == 1 and not some[0].crowded}
    for summary, whole in single.items():
        for before in last_of(facts, summary):
            part = single.get(before)
            if part is not None and part.first.section == "review" and _holds(facts, part.first, whole.first):
                yield part, whole


def _holds(facts: Facts, part: Fact, whole: Fact) -> bool:
    """Whether a figure is of the years that hold last year: of a term, or said to have grown since."""
    if whole.section != "term":
        reached = whole.form == COUNT and all(fact.quote.startswith("达") for fact in (part, whole))
        return reached or bool(_RISEN.match(whole.quote))
    # A year of the term (到2022年达到) may lie before the one that is held against it.
    summary = facts.summary_of(whole)
    return "/" in whole.key.period or whole.key.period in {"", summary.year if summary else ""}


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
    summed = (term for term in facts.derive(terms) if term.agreement is not None)
    bound |= {(year.first.id, term.told.first.id) for term in summed for year in term.years}
    pairs = (pair for pair in overtaken(facts) if (pair[0].first.id, pair[1].first.id) not in bound)
    return [Part(part, whole, part.compare(whole, "<="), "grown") for part, whole in pairs]


def _counts(facts: Facts, fact: Fact) -> bool:
    """Whether a fact tells how much of something there was in a period, or since the beginning."""
    figure = fact.is_figure and fact.settled and bool(fact.indicator) and fact.measure == "level"
    sound = (
        figure and fact.form in {COUNT, AMOUNT} and fact.unit not in TIME_UNITS and fact.period is not None
    )
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
        holding = [(_length(other), name) for name, other in open_ if _holds_parts(other, period)]
        if holding:
            found[text] = min(holding)[1]
        open_.append((text, period))
    return found


def _holds_parts(whole: Period, part: Period) -> bool:
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
