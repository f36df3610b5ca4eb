"""The part with the source texts: each figure that is coded leads to its findings, and they lead back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.coverage import uncoded
from gouji.facts.table.facts import Fact, Facts
from gouji.reports.html.links import Anchored, Row, by_row, key_of
from gouji.reports.html.pieces import CODED, UNCODED, Figure, Piece, pieces

_MOST_QUOTES = 2000
"""Of summaries without a text at hand, at most so many quotes are listed."""


class Paragraph(NamedTuple):
    """A paragraph, counted from one; the row of a table has several cells."""

    number: int
    pieces: Sequence[Piece]


class SourceText(NamedTuple):
    """A summary: its text, or else the quotes of its facts in document order.

    Attributes:
        title: What it is called.
        whole: Whether its text is at hand.
        paragraphs: Its paragraphs, or its quotes, one a paragraph.
        coded: How many figures facts quote.
        uncoded: How many others there are.
        marked: How many of the figures stand in a finding.
    """

    title: str
    whole: bool
    paragraphs: Sequence[Paragraph]
    coded: int
    uncoded: int
    marked: int


def texts(facts: Facts, findings: Iterable[Anchored]) -> Sequence[SourceText]:
    """Return the summaries that have facts, in their order."""
    marks = by_row(findings, lambda _: True)
    room, found = _MOST_QUOTES, []
    for number, name in enumerate(facts.by_summary, 1):
        one = _with_text(facts, name, number, marks) if name in facts.texts else None
        if one is None:
            one = _of_quotes(facts, name, number, marks, room)
            room -= len(one.paragraphs)
        if one.paragraphs:
            found.append(one)
    return found


def anchors(facts: Facts, shown: Iterable[SourceText]) -> Mapping[tuple[str, int], str]:
    """Return the names of the figures that are shown, by summary and offset (of a quote: its line)."""
    names = {piece.anchor for one in shown for line in one.paragraphs for piece in line.pieces}
    numbers = {name: number for number, name in enumerate(facts.by_summary, 1)}
    return {
        (fact.summary, place): anchor
        for fact in facts
        for place in [_place(facts, fact)]
        if (anchor := _anchor(numbers[fact.summary], place)) in names
    }


def _place(facts: Facts, fact: Fact) -> int:
    return fact.start if fact.start is not None and fact.summary in facts.texts else fact.line


def _title(facts: Facts, name: str) -> str:
    row = facts.dimensions.summaries.get(name)
    return (row.title if row else "") or name


def _with_text(facts: Facts, name: str, number: int, marks: Mapping[Row, Anchored]) -> SourceText:
    text = facts.texts[name]
    coded = list(_coded(facts.by_summary[name], number, marks))
    unquoted = [one for spans in uncoded(facts, name).values() for one in spans]
    others = [Figure(one.start, one.end, Piece("", UNCODED)) for one in unquoted]
    figures = sorted((*coded, *others), key=lambda one: one.start)
    paragraphs = tuple(_paragraphs(text, figures))
    marked = sum(bool(one.piece.to) for one in coded)
    return SourceText(_title(facts, name), True, paragraphs, len(coded), len(others), marked)


def _paragraphs(text: str, figures: Sequence[Figure]) -> Iterator[Paragraph]:
    starts, at, number = [one.start for one in figures], 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            number += 1
            inside = figures[max(0, bisect_left(starts, at) - 1) : bisect_left(starts, end)]
            yield Paragraph(number, tuple(pieces(text, at, end, inside)))
        at = end + 1


def _of_quotes(facts: Facts, name: str, number: int, marks: Mapping[Row, Anchored], room: int) -> SourceText:
    rows = sorted(facts.by_summary[name], key=lambda fact: (fact.start is None, fact.start or 0, fact.line))
    quoted = [fact for fact in rows if fact.quote]
    lines = tuple(_quote(fact, number, marks) for fact in quoted[: max(0, room)])
    marked = sum(bool(line.pieces[0].to) for line in lines)
    return SourceText(_title(facts, name), False, lines, len(quoted), 0, marked)


def _quote(fact: Fact, number: int, marks: Mapping[Row, Anchored]) -> Paragraph:
    return Paragraph(fact.line, (_piece(fact, number, fact.line, marks)._replace(text=fact.quote),))


def _coded(facts: Iterable[Fact], number: int, marks: Mapping[Row, Anchored]) -> Iterator[Figure]:
    """Yield the figures that facts of one summary quote, in text order; of overlapping ones the first."""
    at = 0
    for fact in sorted(facts, key=lambda one: (one.start or 0, -(one.end or 0))):
        if fact.start is not None and fact.end is not None and fact.end > fact.start >= at:
            yield Figure(fact.start, fact.end, _piece(fact, number, fact.start, marks))
            at = fact.end


def _piece(fact: Fact, number: int, place: int, marks: Mapping[Row, Anchored]) -> Piece:
    mark = marks.get(key_of(fact))
    to, level = (mark.anchor, mark.finding.level) if mark else ("", "")
    return Piece("", CODED, _anchor(number, place) if to else "", to, level)


def _anchor(number: int, place: int) -> str:
    """Return the name of a figure in the summary with this number; *place* is its offset or line."""
    return f"t-{number}-{place}"
