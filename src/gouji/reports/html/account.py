"""The parts with the totals, what was not checked, and the sources: the summaries that were checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.reports.html.links import web_address
from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language
    from gouji.facts.table.dimensions import Summary
    from gouji.reports.html.words import PageWords


@dataclass(frozen=True, slots=True)
class Tally:
    """One count of the verdict line, with its sign and word."""

    kind: str
    sign: str
    word: str
    count: int

    def __str__(self) -> str:
        return f"{self.sign} {self.word} {self.count}".lstrip()


def tallies(result: AuditResult, language: Language) -> tuple[Tally, ...]:
    """Count new findings by level, then the bindings that agree, then those not checked."""
    words = REPORT_WORDS[language]
    levels = [
        Tally(level, words.signs[level], words.levels[level], count) for level, count in result.levels.items()
    ]
    agreeing = Tally("consistent", "√", words.verdicts["consistent"], result.verdicts["consistent"])
    unchecked = Tally("unchecked", "", words.verdicts["unchecked"], result.verdicts["unchecked"])
    return (*levels, agreeing, unchecked)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Bindings of one rule that were not checked for one reason."""

    count: int
    code: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotChecked:
    """All that was not checked.

    *crashes* are the rules that raised, *besides* the remarks on unbound figures and on rounding.
    """

    count: int
    rows: tuple[Skipped, ...]
    crashes: tuple[str, ...]
    besides: tuple[str, ...]


def not_checked(result: AuditResult, language: Language, titles: Mapping[str, str]) -> NotChecked:
    """Return what was not checked, and why."""
    crash = REPORT_WORDS[language].crash
    return NotChecked(
        sum(one.count for one in result.unchecked),
        tuple(
            Skipped(one.count, one.rule, titles.get(one.rule, ""), one.reason[language])
            for one in result.unchecked
        ),
        tuple(crash.format(code=one.code, error=one.summary) for one in result.crashes),
        tuple(_besides(result, language)),
    )


def _besides(result: AuditResult, language: Language) -> Iterator[str]:
    words = REPORT_WORDS[language]
    if result.unbound:
        yield words.unbound.format(len(result.unbound))
    for one in result.roundings:
        mode = words.modes[one.mode]
        yield words.rounding.format(summary=one.summary, mode=mode, sums=one.sums, closed=one.closed)


@dataclass(frozen=True, slots=True)
class Source:
    """A summary; *link* is its address if that may be followed, else empty."""

    title: str
    publisher: str
    published: str
    standing: str
    url: str
    link: str
    sha256: str


def sources(summaries: Iterable[Summary], words: PageWords) -> tuple[Source, ...]:
    """Return the summaries in the order of their table."""
    return tuple(
        Source(
            title=summary.title or summary.id,
            publisher=summary.publisher,
            published=summary.published,
            standing=words.standings.get(summary.standing, ""),
            url=summary.url,
            link=web_address(summary.url),
            sha256=summary.sha256,
        )
        for summary in summaries
    )
