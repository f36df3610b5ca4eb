"""The parts with figures of several years, and with targets and what came of them, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from gouji.checks.bindings.targets import target_outcomes
from gouji.checks.findings import AuditResult
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reports.cells import in_short
from gouji.reports.html.described import Attribution, attribution_of, distinctions, period_text, year_text
from gouji.reports.html.links import Anchored, Row, by_row, key_of
from gouji.reports.html.packing import column, steps
from gouji.reports.html.pieces import apart
from gouji.reports.targets import TargetRow, row_of
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


class Line(NamedTuple):
    """An indicator over the years: what is reported of it for each."""

    name: str
    cells: Sequence[Sequence[ReportedValue]]

    @property
    def is_marked(self) -> bool:
        """Whether a figure of it is part of a finding."""
        return any(value.mark for cell in self.cells for value in cell)


class Years(NamedTuple):
    """The whole table; rows with a finding come first.

    *publishers* report any of it; *left* indicators have figures of one year and summary alone.
    """

    columns: Sequence[str]
    lines: Sequence[Line]
    publishers: Sequence[str]
    left: int


def years(facts: Facts, marks: Mapping[Row, Anchored], words: Words) -> Years:
    """Return figures for several years, or from several summaries, side by side."""
    told = [[fact for fact in rows if _in_years(fact)] for name, rows in facts.by_indicator.items() if name]
    compared = [rows for rows in told if _is_compared(rows)]
    columns = sorted({_year(fact) for rows in compared for fact in rows})
    made = _Lines(facts, marks, words)
    lines = [made.of(rows, columns) for rows in compared]
    return Years(
        tuple(year_text(f"{year:04d}", words) for year in columns),
        tuple(sorted(lines, key=lambda line: not line.is_marked)),
        tuple(dict.fromkeys(who.name for (who,) in made.attributions.values())),
        sum(map(bool, told)) - len(compared),
    )


def _in_years(fact: Fact) -> bool:
    return fact.is_figure and fact.form in FORMS and fact.period is not None


def _is_compared(rows: Sequence[Fact]) -> bool:
    return len({_year(fact) for fact in rows}) > 1 or len({fact.summary for fact in rows}) > 1


def _year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0


@dataclass(frozen=True)
class _Lines:
    """Makes the rows: all facts, the findings about them, the words of a language."""

    facts: Facts
    marks: Mapping[Row, Anchored]
    words: Words
    attributions: dict[str, tuple[Attribution]] = field(default_factory=dict)
    quotes: dict[int, AbstractSet[str]] = field(default_factory=dict)

    def of(self, rows: Sequence[Fact], columns: Sequence[int]) -> Line:
        """Return the row of an indicator."""
        facts, by_year = self.facts, grouped(rows, _year)
        indicator = facts.indicator_of(rows[0])
        with_subject = not (indicator and indicator.area) and len({fact.subject for fact in rows}) > 1
        cells = [
            self._values(by_year[year], year, with_subject=with_subject) if year in by_year else ()
            for year in columns
        ]
        return Line(in_short(facts.name_of(rows[0])), cells)

    def _values(self, rows: Sequence[Fact], year: int, *, with_subject: bool) -> Sequence[ReportedValue]:
        """Return each figure once, with all who report it alike."""
        if len(rows) == 1:
            return (self._value(rows[0], self._notes(rows[0], year, with_subject=with_subject)),)
        found: dict[tuple[str, str, int], list[Fact]] = {}
        for fact in self.facts.in_published_order(rows):
            notes, mark = self._notes(fact, year, with_subject=with_subject), self.marks.get(key_of(fact))
            found.setdefault((fact.quote, notes, mark.number if mark else -1), []).append(fact)
        return [self._together(same, notes) for (_, notes, _), same in found.items()]

    def _value(self, fact: Fact, notes: str) -> ReportedValue:
        quote, mark = fact.quote, self.marks.get((fact.file, fact.line, fact.id))
        who = self.attributions.get(fact.summary) or self._who(fact)
        return ReportedValue(
            quote, self._apart(quote, mark) if mark else (quote, "", ""), notes, who, "", mark
        )

    def _together(self, rows: Sequence[Fact], notes: str) -> ReportedValue:
        who = tuple(dict.fromkeys(self._who(fact)[0] for fact in rows))
        times = self.words.times.format(count=len(rows)) if len(rows) > len(who) else ""
        return self._value(rows[0], notes)._replace(attributions=who, times=times)

    def _who(self, fact: Fact) -> tuple[Attribution]:
        if fact.summary not in self.attributions:
            self.attributions[fact.summary] = (attribution_of(self.facts, fact, self.words),)
        return self.attributions[fact.summary]

    def _apart(self, quote: str, mark: Anchored) -> tuple[str, str, str]:
        """Return a quote in three, its middle being where it differs from the other one of its finding."""
        if mark.number not in self.quotes:
            self.quotes[mark.number] = {place.quote or "" for place in mark.finding.facts}
        told = self.quotes[mark.number]
        others = [one for one in told if one != quote] if len(told) == 2 else ()
        return apart(quote, others[0]) if len(others) == 1 else (quote, "", "")

    def _notes(self, fact: Fact, year: int, *, with_subject: bool) -> str:
        period = fact.period.text if fact.period else ""
        plain = not (fact.measure or fact.base or fact.section or fact.stage or fact.scope)
        if plain and period.isdecimal() and not with_subject:
            return ""
        notes = _notes(self.facts, fact, f"{year:04d}", self.words, with_subject=with_subject)
        return str(self.words.pause.join(dict.fromkeys(notes)))


def _notes(facts: Facts, fact: Fact, year: str, words: Words, *, with_subject: bool) -> Iterator[str]:
    if with_subject and fact.subject:
        yield words.pause.join(facts.dimensions.name_of(name) for name in fact.subject)
    if fact.period is not None and fact.period.text == f"../{year}":
        yield words.cumulative
    elif fact.period is not None and fact.period.text != year:
        yield period_text(fact.period, words, year)
    yield from distinctions(fact, words)


def drawn_years(years: Years, lines: Sequence[Line]) -> Mapping[str, object]:
    """Return rows as ``yearsOf`` of ``report.js`` takes them apart; a mark is the number of its finding."""
    values = [value for line in lines for cell in line.cells for value in cell]
    return {
        "columns": years.columns,
        "names": [line.name for line in lines],
        "counts": column(len(cell) for line in lines for cell in line.cells),
        "marks": steps([value.mark.number if value.mark else -1 for value in values]),
        "apart": {
            number: value.apart for number, value in enumerate(values) if value.apart[0] != value.quote
        },
        **{name: column(map(attrgetter(name), values)) for name in _TOLD},
    }


_TOLD = ("quote", "distinctions", "attributions", "times")


class TargetLine(NamedTuple):
    """A target in words, and the finding that it is part of."""

    row: TargetRow
    mark: Anchored | None


def targets(result: AuditResult, findings: Iterable[Anchored], words: Words) -> Sequence[TargetLine]:
    """Return every target whose next summary is available, in reported order, those with a finding first."""
    marks = by_row(findings, lambda finding: result.rule_of(finding).of_targets)
    facts, lines = result.evidence, []
    for pair in facts.derive(target_outcomes):
        if pair.obstacle == "no-next-summary":
            continue
        row, mark = row_of(facts, pair, words.language), marks.get(key_of(pair.target))
        if pair.status == "untold" and mark is None:
            row = row._replace(status=words.not_found, reason=row.reason or words.not_found_why)
        lines.append(TargetLine(row, mark))
    return sorted(lines, key=lambda line: line.mark is None)
