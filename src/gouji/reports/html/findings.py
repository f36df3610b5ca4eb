"""The part with the findings: most severe first, each with all its quotes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gouji.checks.findings import Finding, Location
from gouji.checks.messages import Language
from gouji.facts.table.facts import Fact, Facts
from gouji.reports.cells import in_table
from gouji.reports.html.links import Row, at_quote, key_of, period_text
from gouji.reports.text import WORDS as REPORT_WORDS
from gouji.reports.text import Words, words_in

WORDS = words_in("gouji.reports.html")
"""The fixed words of the HTML report (``words.toml``), in both languages; all can be encoded in GBK."""


def besides(words: Words, findings: Iterable[Finding]) -> str:
    """Return how many findings are known or waived, in words; empty if none."""
    counted = Counter(finding.state for finding in findings)
    counts = [f"{word} {counted[state]}" for state, word in words.states.items() if counted[state]]
    return str(words.besides.format(told=words.pause.join(counts))) if counts else ""


class Quote(NamedTuple):
    """Where a fact of a finding is told; *notes* are its column, offsets, period and scope."""

    notes: Sequence[str]
    title: str
    source: str
    second_hand: str
    link: str


@dataclass(frozen=True)
class Quotes:
    """What is told of the facts in findings, in one language."""

    facts: Facts
    language: Language

    @cached_property
    def _rows(self) -> Mapping[Row, Fact]:
        return {key_of(fact): fact for fact in self.facts}

    def at(self, place: Location) -> Quote:
        """Return where a fact of a finding is told."""
        notes = tuple(self._notes(place))
        summary = self.facts.dimensions.summaries.get(place.summary or "")
        if summary is None:
            return Quote(notes, place.summary or "", "", "", "")
        return Quote(
            notes,
            title=summary.title or summary.id,
            source=" ".join(filter(None, (summary.publisher, summary.published))),
            second_hand=WORDS[self.language].second_hand if summary.second_hand else "",
            link=at_quote(summary.url, place.quote or ""),
        )

    def _notes(self, place: Location) -> Iterator[str]:
        words = WORDS[self.language]
        if place.column:
            yield words.column.format(column=place.column)
        yield from filter(None, [in_table(place.place, REPORT_WORDS[self.language]).strip()])
        if place.start is not None:
            yield REPORT_WORDS[self.language].span.format(start=place.start, end=place.end)
        fact = self._rows.get(key_of(place)) or self._rows.get((place.file, place.line, ""))
        if fact is not None and fact.period is not None:
            yield period_text(fact.period, words)
        if fact is not None and fact.scope:
            yield words.scope.format(scope=fact.scope)
