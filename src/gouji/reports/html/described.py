"""How a fact is described: its source, its period, what distinguishes it; a figure of a finding, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.messages import Language
from gouji.facts.table.facts import Fact, Facts
from gouji.facts.table.periods import Period
from gouji.reports.text import Words


class Attribution(NamedTuple):
    """Who reports a fact: a publisher, the day of publication, and a note if it is second-hand."""

    name: str
    published: str
    second_hand: str


def period_text(period: Period, words: Words, year: str = "") -> str:
    """Return a period in words: ``2021年—2024年``, ``累计至2024年``; no *year* known already is repeated."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _date_text(first, words, year)
    if first == "..":
        return str(words.until.format(end=_date_text(last, words, year)))
    end = _date_text(last, words, first.partition("-")[0])
    return str(words.from_to.format(start=_date_text(first, words, year), end=end))


def year_text(year: str, words: Words) -> str:
    """Return a year in words: ``2024年``; ``本年`` and ``上年`` where the text tells none."""
    return str(words.untold_years.get(year) or words.dates[0].format(year=year))


def _date_text(text: str, words: Words, known_year: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year_text(year, words)
    templates = words.dates_of_year if year == known_year or year in words.untold_years else words.dates
    numbers = dict(zip(("month", "day"), map(int, rest), strict=False))
    return str(templates[len(rest)].format(year=year, **numbers))


def attribution_of(facts: Facts, fact: Fact, words: Words) -> Attribution:
    """Return who reports a fact, and when."""
    summary = facts.summary_of(fact)
    if summary is None:
        return Attribution(fact.summary, "", "")
    name = summary.publisher or summary.title or summary.id
    return Attribution(name, summary.published, words.second_hand if summary.second_hand else "")


def distinctions(fact: Fact, words: Words) -> Iterator[str]:
    """Yield what distinguishes a figure from the others of its indicator and year."""
    if fact.measure in words.measures:
        yield words.measures[fact.measure]
    if fact.base:
        yield (
            words.month_before
            if fact.base == "mom"
            else words.against.format(base=fact.base.replace("/", "—"))
        )
    if fact.section in words.sections:
        yield words.sections[fact.section]
    if fact.stage in words.stages:
        yield words.stages[fact.stage]
    if fact.scope:
        yield words.scope.format(scope=fact.scope)


ZH: Mapping[Language, str] = {"zh": "", "en": ' lang="zh-CN"'}
"""The attribute of Chinese words where the page is not Chinese."""
NAME, PERIOD = 1, 2
"""What of a figure stands below the sentence that it is in."""
_COMPARES = frozenset("=≠<>≤≥≈")


class Shown(NamedTuple):
    """A figure of a finding, in words.

    Attributes:
        file: Its file; empty for the cell of a table.
        name: What it is of.
        role: What a figure without a name is called.
        before: Its column, or its place in a table.
        noted: Which of name and period stand below its sentence: `NAME` and `PERIOD`, added.
        year: Its year, or that of its summary; 0 for none.
        at: The place that names it in its text; -1 where it has no name.
        level: ``odd`` for one that is suspect, ``beside`` for one that only repeats another.
    """

    quote: str
    summary: str
    file: str
    line: int
    name: str
    role: str
    period: str
    before: tuple[str, ...]
    noted: int
    scope: str
    year: int
    at: int
    level: str

    @property
    def notes(self) -> Iterator[str]:
        """What stands below its sentence."""
        yield from self.before
        yield self.name if self.noted & NAME else ""
        yield self.period if self.noted & PERIOD else ""
        yield self.scope


def whole(algebra: str) -> str:
    """Return an equation, unless it only has one side."""
    return "" if algebra.strip()[-1:] in _COMPARES else algebra


def years_of(shown: Iterable[Shown]) -> Sequence[int]:
    """Return the years of a finding."""
    return sorted({one.year for one in shown if one.year})
