"""The part with the findings: gravest first, each with all its quotes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.verdict import LEVELS
from gouji.reports.html.links import at_quote
from gouji.reports.html.telling import period_told
from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.checks.findings import Account, Finding, Place
    from gouji.checks.messages import Language
    from gouji.checks.verdict import Level
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.reports.html.links import Anchored, Row
    from gouji.reports.html.words import PageWords


@dataclass(frozen=True, slots=True)
class Quote:
    """What one fact of a finding says, and where; *notes* are its offsets, period and scope."""

    text: str
    place: str
    notes: tuple[str, ...]
    title: str
    told_by: str
    retold: str
    link: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it is shown."""

    anchor: str
    fingerprint: str
    code: str
    name: str
    rule: str
    state: str
    message: str
    algebra: str
    quotes: tuple[Quote, ...]
    suggestion: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one level; *count* is that of the new ones."""

    level: Level
    sign: str
    word: str
    count: int
    besides: str
    findings: tuple[Shown, ...]


def groups(
    account: Account,
    findings: Iterable[Anchored],
    language: Language,
    words: PageWords,
    titles: Mapping[str, str],
) -> tuple[Group, ...]:
    """Return the findings by level; levels without any are left out."""
    by_level: dict[Level, list[Anchored]] = {level: [] for level in LEVELS}
    for one in findings:
        by_level[one.finding.level].append(one)
    rows = {(fact.file, fact.line): fact for fact in account.evidence}
    common = REPORT_WORDS[language]
    return tuple(
        Group(
            level=level,
            sign=common.signs[level],
            word=common.levels[level],
            count=account.levels[level],
            besides=besides([one.finding for one in found], words),
            findings=tuple(
                _shown(one, _Said(account.evidence, rows, language, words, titles)) for one in found
            ),
        )
        for level, found in by_level.items()
        if found
    )


def besides(findings: Iterable[Finding], words: PageWords) -> str:
    """Return how many findings are known or waived, in words; empty if none is."""
    counted = Counter(finding.state for finding in findings)
    told = words.pause.join(
        f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]
    )
    return words.besides.format(told=told) if told else ""


@dataclass(frozen=True, slots=True)
class _Said:
    """All that is needed to say a finding."""

    facts: Facts
    rows: Mapping[Row, Fact]
    language: Language
    words: PageWords
    titles: Mapping[str, str]


def _shown(one: Anchored, said: _Said) -> Shown:
    finding = one.finding
    return Shown(
        anchor=one.anchor,
        fingerprint=finding.fingerprint,
        code=finding.rule,
        name=finding.name,
        rule=said.titles.get(finding.rule, ""),
        state=said.words.states.get(finding.state, ""),
        message=finding.message[said.language],
        algebra=finding.algebra,
        quotes=tuple(_quote(place, said) for place in finding.facts),
        suggestion=finding.suggestion or "",
    )


def _quote(place: Place, said: _Said) -> Quote:
    summary = said.facts.dimensions.summaries.get(place.summary or "")
    return Quote(
        text=place.quote or "",
        place=f"{place.file}:{place.line}",
        notes=tuple(_notes(place, said)),
        title=(summary.title or summary.id) if summary else place.summary or "",
        told_by=" ".join(filter(None, (summary.publisher, summary.published))) if summary else "",
        retold=said.words.retold if summary and summary.second_hand else "",
        link=at_quote(summary.url, place.quote or "") if summary else "",
    )


def _notes(place: Place, said: _Said) -> Iterator[str]:
    words = said.words
    if place.column:
        yield words.column.format(column=place.column)
    if place.start is not None:
        yield REPORT_WORDS[said.language].span.format(start=place.start, end=place.end)
    fact = said.rows.get((place.file, place.line))
    if fact is not None and fact.period is not None:
        yield period_told(fact.period, words)
    if fact is not None and fact.scope:
        yield words.scope.format(scope=fact.scope)


def shown_count(found: Sequence[Group]) -> int:
    """Return how many findings are shown, of whatever state."""
    return sum(len(group.findings) for group in found)
