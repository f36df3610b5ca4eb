"""The sentences around the quotes of a finding, with its figures marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.checks.findings import Location
from gouji.reports.html.pieces import Figure, Piece, in_order, pieces

_STOPS = re.compile("[。！？；\n]")
_MOST = 90
"""So many characters of a sentence are shown on each side of a figure."""
_CUT = "…"


class Passage(NamedTuple):
    """A sentence, or what is at hand of it.

    Attributes:
        summary: The id of its summary.
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
            self._starts[summary] = _paragraph_starts(self.texts[summary])
        return bisect_right(self._starts[summary], at)


def _paragraph_starts(text: str) -> list[int]:
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


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
