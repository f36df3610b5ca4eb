"""The part that lays the years side by side: a row an indicator, a column a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reports.html.links import by_row
from gouji.reports.html.telling import apart, period_told, teller
from gouji.reports.words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.checks.findings import Account
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.reports.html.links import Anchored, Row
    from gouji.reports.html.telling import Teller
    from gouji.reports.html.words import PageWords

ACROSS = frozenset({"years", "rates", "dates", ""})
"""Families of rules whose findings are marked here; the last are relations and rules of the workspace."""
FORMS = frozenset({"count", "amount", "ratio", "point", "ordinal"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in a cell: what sets it apart, who says it and how often, the finding that it stands in."""

    quote: str
    apart: str
    tellers: tuple[Teller, ...]
    times: str
    level: str
    sign: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of an indicator for one year."""

    year: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator over the years."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def is_marked(self) -> bool:
        """Whether a figure of it stands in a finding."""
        return any(told.anchor for cell in self.cells for told in cell.told)


@dataclass(frozen=True, slots=True)
class Years:
    """The whole table; rows with a finding come first."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def years(account: Account, findings: Iterable[Anchored], words: PageWords) -> Years:
    """Lay side by side what is told for several years, or by several summaries."""
    marks = by_row(findings, lambda finding: account.rule_of(finding).family in ACROSS)
    told = [rows for rows in _by_indicator(account.evidence).values() if _is_compared(rows)]
    columns = sorted({_year(fact) for rows in told for fact in rows})
    lines = [_line(account.evidence, rows, columns, marks, words) for rows in told]
    return Years(
        tuple(words.dates[0].format(year=year) for year in columns),
        tuple(sorted(lines, key=lambda line: not line.is_marked)),
    )


def _by_indicator(facts: Facts) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.is_figure and fact.form in FORMS and fact.indicator and fact.period is not None:
            found.setdefault(fact.indicator, []).append(fact)
    return found


def _is_compared(rows: Sequence[Fact]) -> bool:
    return len({_year(fact) for fact in rows}) > 1 or len({fact.summary for fact in rows}) > 1


def _year(fact: Fact) -> int:
    return fact.period.end.year if fact.period else 0


def _line(
    facts: Facts,
    rows: Sequence[Fact],
    columns: Sequence[int],
    marks: Mapping[Row, Anchored],
    words: PageWords,
) -> Line:
    by_year: dict[int, list[Fact]] = {}
    for fact in facts.in_order_told(rows):
        by_year.setdefault(_year(fact), []).append(fact)
    indicator = facts.indicator_of(rows[0])
    several = not (indicator and indicator.area) and len({fact.subject for fact in rows}) > 1
    cells = (
        Cell(
            words.dates[0].format(year=year),
            _told(facts, by_year.get(year, ()), marks, words, several=several),
        )
        for year in columns
    )
    return Line(facts.name_of(rows[0]), tuple(cells))


def _told(
    facts: Facts, rows: Iterable[Fact], marks: Mapping[Row, Anchored], words: PageWords, *, several: bool
) -> tuple[Told, ...]:
    """Tell each figure once, with all who tell it alike."""
    alike: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in rows:
        notes = words.pause.join(dict.fromkeys(_notes(facts, fact, words, several=several)))
        mark = marks.get((fact.file, fact.line))
        alike.setdefault((fact.quote, notes, mark.anchor if mark else ""), []).append(fact)
    return tuple(
        _figure(facts, some, notes, marks.get((some[0].file, some[0].line)), words)
        for (_, notes, _), some in alike.items()
    )


def _figure(facts: Facts, rows: Sequence[Fact], notes: str, mark: Anchored | None, words: PageWords) -> Told:
    tellers = tuple(dict.fromkeys(teller(facts, fact, words) for fact in rows))
    return Told(
        quote=rows[0].quote,
        apart=notes,
        tellers=tellers,
        times=words.times.format(count=len(rows)) if len(rows) > len(tellers) else "",
        level=mark.finding.level if mark else "",
        sign=SIGNS[mark.finding.level] if mark else "",
        anchor=mark.anchor if mark else "",
    )


def _notes(facts: Facts, fact: Fact, words: PageWords, *, several: bool) -> Iterator[str]:
    if several and fact.subject:
        yield words.pause.join(facts.dimensions.name_of(name) for name in fact.subject)
    year = f"{_year(fact):04d}"
    if fact.period is not None and fact.period.text == f"../{year}":
        yield words.cumulative
    elif fact.period is not None and fact.period.text != year:
        yield period_told(fact.period, words, year)
    yield from apart(fact, words)
