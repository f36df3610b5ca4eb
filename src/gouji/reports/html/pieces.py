"""Pieces of a source text: plain words, figures with what is known of them, and passages around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple, Self

from gouji.checks.findings import Finding, Location

PLAIN, CODED, ALONE, IDLE, UNCODED = "", "coded", "alone", "idle", "uncoded"

_MOST_LEFT_OUT = 30
"""Of the figures that a finding tells of beside its facts, at most so many are shown."""


class Piece(NamedTuple):
    """Words of a text.

    Attributes:
        kind: ``coded`` for a figure that was checked with others, ``alone`` for one of which only its own
            reading, time, size or unit was checked, ``idle`` for one that was checked against nothing,
            ``uncoded`` for one that no fact quotes, empty for other words.
        anchor: The name of a figure in its text; empty for none.
        to: The name of the most severe finding that a figure is part of; empty for none.
        level: The level of that finding.
        start: Where it begins in the text, of a figure.
        finding: The number of that finding.
    """

    text: str
    kind: str = PLAIN
    anchor: str = ""
    to: str = ""
    level: str = ""
    start: int = -1
    finding: int = 0

    def saying(self, text: str, start: int = -1) -> Self:
        """Return the same with other words, that begin at *start*."""
        return self._replace(text=text, start=start)


class Paragraph(NamedTuple):
    """A paragraph, counted from one, and where it begins; the row of a table has several cells."""

    number: int
    pieces: Sequence[Piece]
    start: int = 0


class SourceText(NamedTuple):
    """A summary: its text, or else the quotes of its facts in document order.

    Attributes:
        number: Its number, by which its figures are named.
        name: Its id.
        whole: Whether its text is at hand.
        paragraphs: Its paragraphs, or its quotes, one a paragraph.
        checked: How many of its figures were checked against others, or stand in a finding.
        marked: How many of them stand in a finding.
        alone: Of how many only their own reading, time, size or unit was checked.
        idle: How many were in no check.
        uncoded: How many no fact quotes.
        findings: How many findings it has a figure in.
    """

    number: int
    name: str
    title: str
    whole: bool
    paragraphs: Sequence[Paragraph]
    checked: int
    marked: int
    alone: int
    idle: int
    uncoded: int
    findings: int


class Figure(NamedTuple):
    """A figure of a text: where it begins and ends, and what its piece says; the words are yet to be cut."""

    start: int
    end: int
    piece: Piece


def pieces(text: str, start: int, end: int, figures: Iterable[Figure]) -> Iterator[Piece]:
    """Yield the words from *start* to *end*; *figures* are in order and do not overlap."""
    at = start
    for one in figures:
        if one.end <= at or one.start >= end:
            continue
        if one.start > at:
            yield Piece(text[at : one.start])
        yield one.piece.saying(text[max(one.start, at) : min(one.end, end)], one.start)
        at = one.end
    if at < end:
        yield Piece(text[at:end])


def drawn_pieces(pieces: Iterable[Piece]) -> Sequence[object]:
    """Return figures with what is known of them, other words as they are: what the script draws pieces of."""
    return [
        (piece[:5] if piece.anchor or piece.level else piece[:2]) if piece.kind else piece.text
        for piece in pieces
    ]


def in_order(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures in text order; of overlapping ones the first, and of those the longest."""
    at = 0
    for one in sorted(figures, key=lambda one: (one.start, -one.end)):
        if one.end > one.start >= at:
            yield one
            at = one.end


def left_out(finding: Finding) -> Iterator[tuple[str, int, int, str]]:
    """Yield summary, start, end and words of the figures that a finding tells of beside its facts."""
    figures = finding.details.get("figures")
    summary = finding.facts[0].summary if finding.facts else None
    for start, end, quote in figures[:_MOST_LEFT_OUT] if isinstance(figures, list) and summary else ():
        yield summary or "", start, end, quote


def apart(quote: str, other: str) -> tuple[str, str, str]:
    """Return a quote in three: what it begins with as another does, where they differ, what they end with.

    >>> apart("95项", "97项")
    ('9', '5', '项')
    """
    begin = _alike(quote, other)
    end = _alike(quote[begin:][::-1], other[begin:][::-1])
    return quote[:begin], quote[begin : len(quote) - end], quote[len(quote) - end :]


def _alike(one: str, two: str) -> int:
    """Return with how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


_STOPS = re.compile("[。！？；\n]")
_MOST = 90
"""So many characters of a sentence are shown on each side of a figure."""
_CUT = "…"


class Passage(NamedTuple):
    """A sentence, or what is at hand of it.

    Attributes:
        paragraph: The number of its paragraph, counted from one; 0 where the text is not at hand.
        pieces: Its words; the finding's own figures are marked as coded.
        places: The facts of the finding that stand in it.
        numbers: Which these are, counted from nought.
    """

    summary: str
    paragraph: int
    pieces: Sequence[Piece]
    places: Sequence[Location]
    numbers: Sequence[int]


@dataclass(frozen=True)
class Passages:
    """The texts at hand, by summary, read for the sentences of findings."""

    texts: Mapping[str, str]
    _starts: dict[str, Sequence[int]] = field(default_factory=dict)
    _ends: dict[str, Sequence[int]] = field(default_factory=dict)

    def of(self, places: Sequence[Location], shown: Sequence[Piece]) -> Iterator[Passage]:
        """Yield the sentences that facts of a finding stand in, each once, in the order of the facts.

        A cell of a table, and a fact whose text is not at hand, is its quote alone; *shown* says how each is.
        """
        found: dict[tuple[str, int, int], list[int]] = {}
        for number, place in enumerate(places):
            found.setdefault((place.summary or "", *self._sentence(place, number)), []).append(number)
        for (summary, start, end), inside in found.items():
            if start < 0:
                yield Passage(summary, 0, (shown[inside[0]],), [places[inside[0]]], inside)
            else:
                figures = [
                    Figure(one.start, one.end, shown[number])
                    for number in inside
                    if (one := places[number]).start is not None and one.end is not None
                ]
                words = tuple(_words(self.texts[summary], start, end, figures))
                at, here = places[inside[0]].start or 0, [places[number] for number in inside]
                yield Passage(summary, self.paragraph(summary, at), words, here, inside)

    def _sentence(self, place: Location, number: int) -> tuple[int, int]:
        """Return where the sentence of a fact begins and ends; -1 and its *number* where it has none."""
        text = self.texts.get(place.summary or "")
        if not text or place.place or place.start is None or place.end is None:
            return -1, number
        stops = self._stops(place.summary or "")
        before, after = bisect_left(stops, place.start), bisect_left(stops, place.end)
        start = stops[before - 1] + 1 if before else 0
        return start, stops[after] + 1 if after < len(stops) else len(text)

    def _stops(self, summary: str) -> Sequence[int]:
        """Return where sentences of a summary end."""
        if summary not in self._ends:
            self._ends[summary] = [found.start() for found in _STOPS.finditer(self.texts[summary])]
        return self._ends[summary]

    def paragraph(self, summary: str, at: int) -> int:
        """Return the number of the paragraph that a character of a summary stands in, counted from one."""
        if summary not in self._starts:
            self._starts[summary] = [start for start, _ in lines_of(self.texts[summary])]
        return bisect_right(self._starts[summary], at)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text that say something, its paragraphs, each with where it begins."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _words(text: str, start: int, end: int, figures: Iterable[Figure]) -> Iterator[Piece]:
    """Yield the words of a sentence without what is far from every figure."""
    apart = list(in_order(figures))
    first, last = max(start, apart[0].start - _MOST), min(end, apart[-1].end + _MOST)
    yield from [Piece(_CUT)] * (first > start)
    for one in pieces(text, first, last, apart):
        between = not one.kind and len(one.text) > 2 * _MOST
        words = f"{one.text[:_MOST]} {_CUT} {one.text[-_MOST:]}" if between else one.text
        yield one if words is one.text and "\n" not in words else one.saying(words.strip("\n"))
    yield from [Piece(_CUT)] * (last < end)
