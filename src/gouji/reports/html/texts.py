"""The part with the source texts: each figure that is coded leads to its findings, and they lead back."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from gouji.checks.bindings.coverage import uncoded
from gouji.checks.findings import Location
from gouji.facts.table.columns import FIGURE_FORMS
from gouji.facts.table.facts import Fact, Facts
from gouji.reports.html.links import Anchored
from gouji.reports.html.packing import CHARACTERS, PARAGRAPHS, chunks
from gouji.reports.html.pieces import (
    ALONE,
    CODED,
    IDLE,
    UNCODED,
    Figure,
    Paragraph,
    Piece,
    SourceText,
    in_order,
    left_out,
    lines_of,
    pieces,
)

_MOST_QUOTES = 2000
"""Of summaries without a text at hand, at most so many quotes are listed."""


@dataclass(frozen=True)
class Texts:
    """Makes the part of all facts, the texts that may be shown, and what is known of their figures.

    Attributes:
        idle: Figures in no check.
        alone: Those that were only checked by themselves.
        asked: Those that are linked to, whether or not they stand in a finding.
    """

    facts: Facts
    findings: Sequence[Anchored]
    idle: AbstractSet[Fact]
    alone: AbstractSet[Fact]
    asked: AbstractSet[Fact] = frozenset()

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each summary that has facts."""
        return {name: number for number, name in enumerate(self.facts.by_summary, 1)}

    @cached_property
    def shown(self) -> Sequence[SourceText]:
        """The summaries that have facts, in their order; last those without text and finding."""
        room, found = _MOST_QUOTES, []
        for name in self.numbers:
            one = self._with_text(name) if name in self.facts.texts else self._of_quotes(name, room)
            room -= 0 if one.whole else len(one.paragraphs)
            if one.paragraphs:
                found.append(one)
        return sorted(found, key=lambda one: not (one.whole or one.findings))

    @property
    def are_long(self) -> bool:
        """Whether the script draws them, where they are seen."""
        paragraphs = sum(len(one.paragraphs) for one in self.shown)
        return sum(map(len, self.facts.texts.values())) > CHARACTERS or paragraphs > PARAGRAPHS

    @cached_property
    def _marks(self) -> Mapping[str, Mapping[int, tuple[int, Anchored]]]:
        """By summary and offset (of a quote: its line) the end of what findings mark, and the most severe."""
        found: dict[str, dict[int, tuple[int, Anchored]]] = {}
        for one in self.findings:
            for place in one.finding.facts:
                start, end = self._span(place)
                if place.summary:
                    found.setdefault(place.summary, {}).setdefault(start, (end, one))
        for one in self.findings:
            for summary, start, end, _ in left_out(one.finding):
                found.setdefault(summary, {}).setdefault(start, (end, one))
        return found

    def _span(self, place: Location | Fact) -> tuple[int, int]:
        if place.start is None or place.end is None or place.summary not in self.facts.texts:
            return place.line, place.line
        return place.start, place.end

    def anchor(self, place: Location | Fact) -> str:
        """Return the name of a fact in its text, or of its quote; empty where it has none."""
        return self.name(place.summary or "", self.named_at(place))

    def name(self, summary: str, at: int) -> str:
        """Return the name of what stands at a place; empty where that has none."""
        return f"t-{self.numbers[summary]}-{at}" if at >= 0 else ""

    def named_at(self, place: Location | Fact) -> int:
        """Return the place by which a fact is named; -1 where it has no name."""
        at = self._span(place)[0]
        return at if (place.summary, at) in self._named else -1

    @cached_property
    def _named(self) -> AbstractSet[tuple[str, int]]:
        """The summaries and places of figures that are shown and have a name."""
        return {
            (text.name, piece.start if text.whole else line.number)
            for text in self.shown
            for line in text.paragraphs
            for piece in line.pieces
            if piece.anchor
        }

    @cached_property
    def _findings_in(self) -> Mapping[str | None, int]:
        """How many findings have a figure in each summary."""
        return Counter(
            name for one in self.findings for name in {place.summary for place in one.finding.facts}
        )

    def _with_text(self, name: str) -> SourceText:
        text, rows = self.facts.texts[name], self.facts.by_summary[name]
        figures = list(in_order(self._figures(name, rows)))
        taken = {place for one in figures for place in range(one.start, one.end)}
        left = [one for spans in uncoded(self.facts, name).values() for one in spans]
        free = [
            Figure(one.start, one.end, Piece("", UNCODED))
            for one in left
            if taken.isdisjoint(range(one.start, one.end))
        ]
        lines = tuple(_paragraphs(text, sorted((*figures, *free), key=lambda one: one.start)))
        return self._counted(name, rows, lines, len(left), whole=True)

    def _figures(self, name: str, rows: Iterable[Fact]) -> Iterator[Figure]:
        """Yield the figures that facts quote, and what findings mark besides."""
        marks = self._marks.get(name, {})
        spans = {fact.start: fact for fact in rows if fact.start is not None and fact.end is not None}
        for start, fact in spans.items():
            yield Figure(start or 0, fact.end or 0, self._piece(name, start or 0, fact))
        for start, (end, _) in marks.items():
            if start not in spans and end > start:
                yield Figure(start, end, self._piece(name, start, None))

    def _piece(self, name: str, place: int, fact: Fact | None) -> Piece:
        mark, anchor = self._marks.get(name, {}).get(place), f"t-{self.numbers[name]}-{place}"
        if mark is None:
            kind = IDLE if fact in self.idle else ALONE if fact in self.alone else CODED
            return Piece("", kind, anchor if fact in self.asked else "")
        _, one = mark
        return Piece("", CODED, anchor, one.anchor, one.finding.level, finding=one.number)

    def _of_quotes(self, name: str, room: int) -> SourceText:
        rows = self.facts.by_summary[name]
        ordered = sorted(rows, key=lambda fact: (fact.start is None, fact.start or 0, fact.line))
        quoted = [fact for fact in ordered if fact.quote]
        lines = tuple(
            Paragraph(fact.line, (self._piece(name, fact.line, fact).saying(fact.quote),))
            for fact in quoted[: max(0, room)]
        )
        return self._counted(name, quoted, lines, 0, whole=False)

    def _counted(
        self, name: str, rows: Sequence[Fact], lines: Sequence[Paragraph], free: int, *, whole: bool
    ) -> SourceText:
        row, marks = self.facts.dimensions.summaries.get(name), self._marks.get(name, {})
        figures = [fact for fact in rows if fact.form in FIGURE_FORMS]
        found = [self._span(fact)[0] in marks for fact in figures]
        idle = sum(fact in self.idle for fact in figures)
        alone = sum(fact in self.alone and not mark for fact, mark in zip(figures, found, strict=True))
        title = (row.title if row else "") or name
        date = row.published if row and not whole else ""
        return SourceText(
            self.numbers[name],
            name,
            " ".join(filter(None, (title, date))),
            whole,
            lines,
            len(figures) - idle - alone,
            sum(found),
            alone,
            idle,
            free,
            self._findings_in.get(name, 0),
        )


def _paragraphs(text: str, figures: Sequence[Figure]) -> Iterator[Paragraph]:
    starts = [one.start for one in figures]
    for number, (at, line) in enumerate(lines_of(text), 1):
        end = at + len(line)
        inside = figures[max(0, bisect_left(starts, at) - 1) : bisect_left(starts, end)]
        yield Paragraph(number, tuple(pieces(text, at, end, inside)), at)


def drawn_text(text: SourceText) -> Sequence[object]:
    """Return a text as ``text`` of ``report.js`` takes it apart, so many paragraphs together.

    A figure is its words and a number: that of the finding that it stands in, else one of `_KINDS`. Where it
    begins follows from the words before it, of a quote from the number of its paragraph.
    """
    parts = [[_drawn(line, whole=text.whole) for line in together] for together in chunks(text.paragraphs)]
    return text.number, text.whole, parts


_KINDS = (
    *((kind, named) for kind in (CODED, ALONE, IDLE) for named in (False, True)),
    (UNCODED, False),
    ("", False),
)
"""What is known of a figure in no finding, and whether it has a name: these are -1, -2 …"""


def _drawn(line: Paragraph, *, whole: bool) -> Sequence[object]:
    at, drawn = line.start, []
    for piece in line.pieces:
        known = piece.finding if piece.to else -1 - _KINDS.index((piece.kind, bool(piece.anchor)))
        elsewhere = (piece.start,) if whole and piece.start != at else ()
        drawn.append((piece.text, known, *elsewhere) if piece.kind else piece.text)
        at += len(piece.text)
    return line.number, line.start if whole else line.number, drawn
