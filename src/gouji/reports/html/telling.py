"""How a fact is told to a reader: its period, and what sets it apart from others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.periods import Period
    from gouji.reports.html.words import PageWords


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells something: a publisher, when it was published, and whether at second hand."""

    name: str
    published: str
    retold: str


def period_told(period: Period, words: PageWords, year: str = "") -> str:
    """Return a period as a reader says it: ``2021年—2024年``, ``累计至2024年``.

    Args:
        period: The period.
        words: The language's words.
        year: The year that a reader knows already, and need not be told again.
    """
    first, slash, last = period.text.partition("/")
    if not slash:
        return _date_told(first, words, year)
    if first == "..":
        return words.until.format(end=_date_told(last, words, year))
    return words.from_to.format(
        start=_date_told(first, words, year), end=_date_told(last, words, first.partition("-")[0])
    )


def _date_told(text: str, words: PageWords, known_year: str) -> str:
    year, *rest = text.split("-")
    templates = words.dates_of_year if year == known_year else words.dates
    return templates[len(rest)].format(year=year, **dict(zip(("month", "day"), map(int, rest), strict=False)))


def teller(facts: Facts, fact: Fact, words: PageWords) -> Teller:
    """Return who tells a fact, and when."""
    summary = facts.summary_of(fact)
    if summary is None:
        return Teller(fact.summary, "", "")
    name = summary.publisher or summary.title or summary.id
    return Teller(name, summary.published, words.retold if summary.second_hand else "")


def apart(fact: Fact, words: PageWords) -> Iterator[str]:
    """Iterate over what sets a figure apart from the others of its indicator and year."""
    if fact.measure in words.measures:
        yield words.measures[fact.measure]
    if fact.base:
        yield words.month_before if fact.base == "mom" else words.against.format(base=fact.base)
    if fact.section in words.sections:
        yield words.sections[fact.section]
    if fact.stage in words.stages:
        yield words.stages[fact.stage]
    if fact.scope:
        yield words.scope.format(scope=fact.scope)
