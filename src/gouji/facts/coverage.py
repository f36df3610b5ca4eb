"""How much of the source texts is in the fact table: figures found, and those that a fact speaks of."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.figures import scan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.table import Facts


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
