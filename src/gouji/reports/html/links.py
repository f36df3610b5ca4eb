"""Links to findings and quotes, and how a fact is described: source, period, what distinguishes it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote as percent_encoded

from gouji.checks.findings import Finding, Location
from gouji.checks.rule import LEVELS
from gouji.facts.table.facts import Fact, Facts
from gouji.facts.table.periods import Period
from gouji.reports.html.pieces import left_out
from gouji.reports.text import Words, harmless

Row = tuple[str, int, str]
"""The row of a fact: its file, line and id; a line of a document is a paragraph, and an id may be faulty."""


class Anchored(NamedTuple):
    """A finding, and the name by which the report links to it."""

    finding: Finding
    anchor: str


def anchored(findings: Iterable[Finding]) -> tuple[Anchored, ...]:
    """Return the findings, most severe first, new ones first in each level, those of figures left out last.

    Anchors are unique.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        repeated = f"-{times}" if times > 1 else ""
        found.append(Anchored(finding, f"f-{finding.fingerprint}{repeated}"))

    def order(one: Anchored) -> tuple[int, bool, bool]:
        return LEVELS.index(one.finding.level), one.finding.state != "new", any(left_out(one.finding))

    return tuple(sorted(found, key=order))


def key_of(fact: Fact | Location) -> Row:
    """Return the row of a fact, or of a fact in a finding."""
    return fact.file, fact.line, fact.id or ""


def by_row(findings: Iterable[Anchored], wanted: Callable[[Finding], bool]) -> Mapping[Row, Anchored]:
    """Return for every fact the most severe of the wanted findings that it is part of."""
    found: dict[Row, Anchored] = {}
    for one in findings:
        if wanted(one.finding):
            for place in one.finding.facts:
                found.setdefault(key_of(place), one)
                found.setdefault((place.file, place.line, ""), one)  # a fact whose id is faulty has none
    return found


def web_address(url: str) -> str:
    """Return an address that may be followed; empty for any other, which is shown as text only."""
    return url if url.startswith(("http://", "https://")) and harmless(url) == url else ""


def at_quote(url: str, quote: str) -> str:
    """Return the address of a quote on its page; empty if it may not be followed.

    A hyphen has a meaning in text fragments, so it is encoded as well.
    """
    address = web_address(url)
    if not (address and quote):
        return address
    separator = "" if "#" in address else "#"
    return f"{address}{separator}:~:text={percent_encoded(quote, safe='').replace('-', '%2D')}"


class Attribution(NamedTuple):
    """Who reports a fact: a publisher, the day of publication, and a note if it is second-hand."""

    name: str
    published: str
    second_hand: str


def period_text(period: Period, words: Words, year: str = "") -> str:
    """Return a period in words: ``2021年—2024年``, ``累计至2024年``.

    Args:
        period: The period.
        words: The language's words.
        year: The year that the reader knows already; it is not repeated.
    """
    first, slash, last = period.text.partition("/")
    if not slash:
        return _date_text(first, words, year)
    if first == "..":
        return str(words.until.format(end=_date_text(last, words, year)))
    end = _date_text(last, words, first.partition("-")[0])
    return str(words.from_to.format(start=_date_text(first, words, year), end=end))


def _date_text(text: str, words: Words, known_year: str) -> str:
    year, *rest = text.split("-")
    templates = words.dates_of_year if year == known_year else words.dates
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
