"""How much of the source texts the fact table covers: the figures found, and those that a fact quotes."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from gouji.facts.figures.scan import Span
from gouji.facts.table.facts import Facts
from gouji.reading.draft.no_claims import claims_in, is_no_claim
from gouji.reading.draft.sections import sentences
from gouji.reading.identity.document_info import document_info
from gouji.reading.tables.grid import Cell
from gouji.reading.tables.layout import prose_and_values


class Coverage(NamedTuple):
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
    counts = [_counts(facts, summary, _quoted(facts, summary)) for summary in facts.texts]
    return Coverage(*(sum(column) for column in zip(*counts, strict=True)))


def _counts(facts: Facts, summary: str, quoted: AbstractSet[int]) -> tuple[int, int, int, int]:
    text = facts.texts[summary]
    prose, values = prose_and_values(text)
    claims = facts.derive(_claims)[summary] if prose == text else claims_in(prose)
    covered = (sum(_is_quoted(one, quoted) for one in spans) for spans in (claims, values))
    return len(claims), next(covered), len(values), next(covered)


def _claims(facts: Facts) -> Mapping[str, Sequence[Span]]:
    """Return the figures of the available texts that a fact may quote, by summary."""
    return {summary: claims_in(text) for summary, text in facts.texts.items()}


def uncoded(facts: Facts, summary: str) -> dict[str, list[Span]]:
    """Return the figures of a text that no fact quotes, by the section that they are in.

    Ordinals that rank and number nothing (首批, 第十四届…会议) are left out, as reading leaves them out.
    """
    text, quoted = facts.texts[summary], _quoted(facts, summary)
    sections = list(sentences(text, document_info(summary, text)))
    starts = [sentence.start for sentence in sections]
    found: dict[str, list[Span]] = {}
    for span in facts.derive(_claims)[summary]:
        place = bisect_right(starts, span.start) - 1
        inside = place >= 0 and span.start < sections[place].end
        if inside and not (_is_quoted(span, quoted) or is_no_claim(text, span)):
            found.setdefault(sections[place].section, []).append(span)
    return found


def _quoted(facts: Facts, summary: str) -> AbstractSet[int]:
    """Return the places of a text that quotes of facts cover."""
    rows = (row for row in facts.by_summary.get(summary, ()) if row.start is not None)
    return {place for row in rows for place in range(row.start or 0, row.end or 0)}


def _is_quoted(one: Span | Cell, quoted: AbstractSet[int]) -> bool:
    return not quoted.isdisjoint(range(one.start, one.end))
