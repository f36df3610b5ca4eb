"""How much of the source texts the fact table covers: the figures found, and those that a fact quotes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gouji.facts.figures.scan import Span
from gouji.facts.table.facts import Facts
from gouji.reading.draft.no_claims import claims_in
from gouji.reading.draft.sections import sentences
from gouji.reading.identity.document_info import document_info
from gouji.reading.tables.grid import Cell
from gouji.reading.tables.values import prose_and_values


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over all available source texts.

    Attributes:
        figures: Figures in the texts, those in tables aside.
        covered: Those of them that overlap the quote of a fact.
        cells: Values of the tables in the texts.
        covered_cells: Those of them that overlap the quote of a fact.
    """

    figures: int
    covered: int
    cells: int
    covered_cells: int


def coverage(facts: Facts) -> Coverage:
    """Count the figures in the available texts, and those that a fact refers to."""
    counts = [_counts(facts, summary, _quotes(facts, summary)) for summary in facts.texts]
    return Coverage(*(sum(column) for column in zip(*counts, strict=True)))


def _counts(facts: Facts, summary: str, quotes: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    text = facts.texts[summary]
    prose, values = prose_and_values(text)
    claims = facts.derive(_claims)[summary] if prose == text else claims_in(prose)
    return *_counted(claims, quotes), *_counted(values, quotes)


def _claims(facts: Facts) -> Mapping[str, Sequence[Span]]:
    """Return the figures of the available texts that a fact may quote, by summary."""
    return {summary: claims_in(text) for summary, text in facts.texts.items()}


def uncoded(facts: Facts, summary: str) -> dict[str, list[Span]]:
    """Return the figures of a text that no fact quotes, by the section that they are in."""
    text = facts.texts[summary]
    quotes = _quotes(facts, summary)
    ends = _furthest_ends(quotes)
    sections = list(sentences(text, document_info(summary, text)))
    starts = [sentence.start for sentence in sections]
    found: dict[str, list[Span]] = {}
    for span in facts.derive(_claims)[summary]:
        place = bisect_right(starts, span.start) - 1
        if place < 0 or span.start >= sections[place].end or _overlaps(span.start, span.end, quotes, ends):
            continue
        found.setdefault(sections[place].section, []).append(span)
    return found


def _quotes(facts: Facts, summary: str) -> list[tuple[int, int]]:
    """Start and end of the quotes of a text, in ascending order."""
    rows = facts.by_summary.get(summary, ())
    return sorted((row.start, row.end) for row in rows if row.start is not None and row.end is not None)


def _counted(spans: Sequence[Span | Cell], quotes: list[tuple[int, int]]) -> tuple[int, int]:
    """How many figures there are, and how many of them a quote overlaps."""
    ends = _furthest_ends(quotes)
    return len(spans), sum(_overlaps(span.start, span.end, quotes, ends) for span in spans)


def _furthest_ends(quotes: Iterable[tuple[int, int]]) -> list[int]:
    """For each quote, the furthest end of it and of those before it."""
    ends, furthest = [], 0
    for _, end in quotes:
        furthest = max(furthest, end)
        ends.append(furthest)
    return ends


def _overlaps(start: int, end: int, quotes: list[tuple[int, int]], ends: list[int]) -> bool:
    before = bisect_left(quotes, (end,))
    return before > 0 and ends[before - 1] > start
