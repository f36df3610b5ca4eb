"""How much of the source texts is in the fact table: figures found, and those that a fact speaks of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures.scan import scan
from gouji.reading.draft.document_info import occasion_of
from gouji.reading.draft.sections import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.figures.scan import Span
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over all source texts at hand.

    Attributes:
        figures: Figures that the texts hold.
        covered: Those of them that lie in the quote of a fact, or hold it.
    """

    figures: int
    covered: int


def coverage(facts: Facts) -> Coverage | None:
    """Search the texts at hand for figures; None where there is none."""
    if not facts.texts:
        return None
    quoted: dict[str, list[tuple[int, int]]] = {}
    for fact in facts:
        if fact.start is not None and fact.end is not None:
            quoted.setdefault(fact.summary, []).append((fact.start, fact.end))
    counts = [_counted(text, sorted(quoted.get(summary, ()))) for summary, text in facts.texts.items()]
    return Coverage(sum(found for found, _ in counts), sum(covered for _, covered in counts))


def uncoded(facts: Facts, summary: str) -> dict[str, list[Span]]:
    """Return the figures of a text that no fact speaks of, by the section that they stand in."""
    text = facts.texts[summary]
    rows = facts.by_summary.get(summary, ())
    quotes = sorted((f.start, f.end) for f in rows if f.start is not None and f.end is not None)
    reach = _reaches(quotes)
    sections = list(sentences(text, occasion_of(summary, text)))
    starts = [sentence.start for sentence in sections]
    found: dict[str, list[Span]] = {}
    for span in scan(text):
        place = bisect_right(starts, span.start) - 1
        if place < 0 or span.start >= sections[place].end or _overlaps(span.start, span.end, quotes, reach):
            continue
        found.setdefault(sections[place].section, []).append(span)
    return found


def _counted(text: str, quotes: list[tuple[int, int]]) -> tuple[int, int]:
    """Figures of a text, and those that a quote overlaps."""
    reach = _reaches(quotes)
    spans = list(scan(text))
    return len(spans), sum(_overlaps(span.start, span.end, quotes, reach) for span in spans)


def _reaches(quotes: Iterable[tuple[int, int]]) -> list[int]:
    """Of each quote how far it and those before it reach."""
    reach, furthest = [], 0
    for _, end in quotes:
        furthest = max(furthest, end)
        reach.append(furthest)
    return reach


def _overlaps(start: int, end: int, quotes: list[tuple[int, int]], reach: list[int]) -> bool:
    before = bisect_left(quotes, (end,))
    return before > 0 and reach[before - 1] > start
