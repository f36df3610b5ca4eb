"""The part with figures of several years side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.findings import AuditResult
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reports.cells import in_short
from gouji.reports.html.described import Attribution, attribution_of, distinctions, period_text
from gouji.reports.html.links import Anchored, Row, by_row, key_of
from gouji.reports.html.pieces import apart
from gouji.reports.text import Words

FORMS = frozenset({"count", "amount", "ratio", "point", "ordinal"})


class ReportedValue(NamedTuple):
    """A figure in a cell: what distinguishes it, who reports it and how often, the finding it is part of.

    *apart* is its quote in three, the middle being where it differs from the other one of its finding.
    """

    quote: str
    apart: tuple[str, str, str]
    distinctions: str
    attributions: Sequence[Attribution]
    times: str
    mark: Anchored | None

    @property
    def drawn(self) -> tuple[object, ...]:
        """Plain values, as ``valueOf`` of ``report.js`` takes them apart."""
        mark = (self.mark.anchor, self.mark.finding.level) if self.mark else None
        return mark, self.apart if mark else self.quote, self.distinctions, self.attributions, self.times


class Line(NamedTuple):
    """An indicator over the years: what is reported of it for each."""

    name: str
    cells: Sequence[Sequence[ReportedValue]]

    @property
    def is_marked(self) -> bool:
        """Whether a figure of it is part of a finding."""
        return any(value.mark for cell in self.cells for value in cell)

    @property
    def drawn(self) -> tuple[object, ...]:
        """Plain values, as ``rowOf`` of ``report.js`` takes them apart."""
        return self.name, [[value.drawn for value in cell] for cell in self.cells]


class Years(NamedTuple):
    """The whole table; rows with a finding come first."""

    columns: Sequence[str]
    lines: Sequence[Line]

    @property
    def publishers(self) -> Sequence[str]:
        """Who reports any of it, in the order of the rows."""
        values = (value for line in self.lines for cell in line.cells for value in cell)
        return tuple(dict.fromkeys(who.name for value in values for who in value.attributions))


def years(result: AuditResult, findings: Iterable[Anchored], words: Words) -> Years:
    """Return figures for several years, or from several summaries, side by side."""
    marks = by_row(findings, lambda _: True)
    by_indicator = grouped(filter(_in_years, result.evidence), lambda fact: fact.indicator)
    compared = [rows for rows in by_indicator.values() if _is_compared(rows)]
    columns = sorted({_year(fact) for rows in compared for fact in rows})
    lines = [_line(result.evidence, rows, columns, marks, words) for rows in compared]
    return Years(
        tuple(words.dates[0].format(year=year) for year in columns),
        tuple(sorted(lines, key=lambda line: not line.is_marked)),
    )


def _in_years(fact: Fact) -> bool:
    return fact.is_figure and fact.form in FORMS and bool(fact.indicator) and fact.period is not None


def _is_compared(rows: Sequence[Fact]) -> bool:
    return len({_year(fact) for fact in rows}) > 1 or len({fact.summary for fact in rows}) > 1


def _year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0


def _line(
    facts: Facts, rows: Sequence[Fact], columns: Sequence[int], marks: Mapping[Row, Anchored], words: Words
) -> Line:
    by_year = {year: facts.in_published_order(same) for year, same in grouped(rows, _year).items()}
    indicator = facts.indicator_of(rows[0])
    with_subject = not (indicator and indicator.area) and len({fact.subject for fact in rows}) > 1
    cells = (
        _values(facts, by_year.get(year, ()), marks, words, with_subject=with_subject) for year in columns
    )
    return Line(in_short(facts.name_of(rows[0])), tuple(cells))


def _values(
    facts: Facts, rows: Iterable[Fact], marks: Mapping[Row, Anchored], words: Words, *, with_subject: bool
) -> tuple[ReportedValue, ...]:
    """Return each figure once, with all who report it alike."""

    def told(fact: Fact) -> tuple[str, str, str]:
        notes = words.pause.join(dict.fromkeys(_notes(facts, fact, words, with_subject=with_subject)))
        mark = marks.get(key_of(fact))
        return fact.quote, notes, mark.anchor if mark else ""

    return tuple(
        _value(facts, same, notes, marks.get(key_of(same[0])), words)
        for (_, notes, _), same in grouped(rows, told).items()
    )


def _value(
    facts: Facts, rows: Sequence[Fact], notes: str, mark: Anchored | None, words: Words
) -> ReportedValue:
    attributions = tuple(dict.fromkeys(attribution_of(facts, fact, words) for fact in rows))
    return ReportedValue(
        quote=rows[0].quote,
        apart=_apart(rows[0].quote, mark),
        distinctions=notes,
        attributions=attributions,
        times=words.times.format(count=len(rows)) if len(rows) > len(attributions) else "",
        mark=mark,
    )


def _apart(quote: str, mark: Anchored | None) -> tuple[str, str, str]:
    """Return a quote in three, its middle being where it differs from the other one of its finding."""
    told = [place.quote or "" for place in mark.finding.facts] if mark else []
    others = set(told) - {quote}
    return apart(quote, others.pop()) if len(others) == 1 and len(told) > 1 else (quote, "", "")


def _notes(facts: Facts, fact: Fact, words: Words, *, with_subject: bool) -> Iterator[str]:
    if with_subject and fact.subject:
        yield words.pause.join(facts.dimensions.name_of(name) for name in fact.subject)
    year = f"{_year(fact):04d}"
    if fact.period is not None and fact.period.text == f"../{year}":
        yield words.cumulative
    elif fact.period is not None and fact.period.text != year:
        yield period_text(fact.period, words, year)
    yield from distinctions(fact, words)
