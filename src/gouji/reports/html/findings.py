"""The part with the findings: most severe first, each with all its quotes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.rule import LEVELS
from gouji.reports.html.links import at_quote, key_of, period_text
from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.checks.findings import AuditResult, Finding, Location
    from gouji.checks.messages import Language
    from gouji.checks.rule import Level
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.reports.html.links import Anchored, Row
    from gouji.reports.html.words import PageWords


@dataclass(frozen=True, slots=True)
class Quote:
    """What one fact of a finding says, and where; *notes* are its column, offsets, period and scope."""

    text: str
    place: str
    notes: tuple[str, ...]
    title: str
    source: str
    second_hand: str
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
    """The findings of one level; *count* is the number of new ones."""

    level: Level
    sign: str
    word: str
    count: int
    besides: str
    findings: tuple[Shown, ...]


def groups(
    result: AuditResult,
    findings: Iterable[Anchored],
    language: Language,
    words: PageWords,
    titles: Mapping[str, str],
) -> tuple[Group, ...]:
    """Return the findings by level; levels without any are left out."""
    by_level: dict[Level, list[Anchored]] = {level: [] for level in LEVELS}
    for one in findings:
        by_level[one.finding.level].append(one)
    rows = {key_of(fact): fact for fact in result.evidence}
    common = REPORT_WORDS[language]
    return tuple(
        Group(
            level=level,
            sign=common.signs[level],
            word=common.levels[level],
            count=result.levels[level],
            besides=besides([one.finding for one in found], words),
            findings=tuple(
                _shown(one, _Context(result.evidence, rows, language, words, titles)) for one in found
            ),
        )
        for level, found in by_level.items()
        if found
    )


def besides(findings: Iterable[Finding], words: PageWords) -> str:
    """Return how many findings are known or waived, in words; empty if none."""
    counted = Counter(finding.state for finding in findings)
    counts = words.pause.join(
        f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]
    )
    return words.besides.format(told=counts) if counts else ""


@dataclass(frozen=True, slots=True)
class _Context:
    """All that is needed to show a finding."""

    facts: Facts
    rows: Mapping[Row, Fact]
    language: Language
    words: PageWords
    titles: Mapping[str, str]


def _shown(one: Anchored, context: _Context) -> Shown:
    finding = one.finding
    return Shown(
        anchor=one.anchor,
        fingerprint=finding.fingerprint,
        code=finding.rule,
        name=finding.name,
        rule=context.titles.get(finding.rule, ""),
        state=context.words.states.get(finding.state, ""),
        message=finding.message[context.language],
        algebra=finding.algebra,
        quotes=tuple(_quote(place, context) for place in finding.facts),
        suggestion=finding.suggestion or "",
    )


def _quote(place: Location, context: _Context) -> Quote:
    summary = context.facts.dimensions.summaries.get(place.summary or "")
    return Quote(
        text=place.quote or "",
        place=f"{place.file}:{place.line}",
        notes=tuple(_notes(place, context)),
        title=(summary.title or summary.id) if summary else place.summary or "",
        source=" ".join(filter(None, (summary.publisher, summary.published))) if summary else "",
        second_hand=context.words.second_hand if summary and summary.second_hand else "",
        link=at_quote(summary.url, place.quote or "") if summary else "",
    )


def _notes(place: Location, context: _Context) -> Iterator[str]:
    words = context.words
    if place.column:
        yield words.column.format(column=place.column)
    if place.start is not None:
        yield REPORT_WORDS[context.language].span.format(start=place.start, end=place.end)
    fact = context.rows.get(key_of(place)) or context.rows.get((place.file, place.line, ""))
    if fact is not None and fact.period is not None:
        yield period_text(fact.period, words)
    if fact is not None and fact.scope:
        yield words.scope.format(scope=fact.scope)


def shown_count(found: Sequence[Group]) -> int:
    """Return how many findings are shown, of whatever state."""
    return sum(len(group.findings) for group in found)
