"""Pieces of a source text: plain words, and figures with what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from gouji.checks.findings import Finding

PLAIN, CODED, ALONE, IDLE, UNCODED = "", "coded", "alone", "idle", "uncoded"

_MOST_LEFT_OUT = 30
"""Of the figures that a finding tells of beside its facts, at most so many are shown."""


class Piece(NamedTuple):
    """Words of a text.

    Attributes:
        text: The words.
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

    def saying(self, text: str, start: int = -1) -> Piece:
        """Return the same with other words, that begin at *start*."""
        return Piece(text, self.kind, self.anchor, self.to, self.level, start, self.finding)


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
        title: What it is called.
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
