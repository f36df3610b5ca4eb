"""Classes of what is told right before them, in no other words: 指导员1630人，国家级24人、一级118人."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Link, Paragraph

_VIA = "sum.dengji"


def classes(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the figures that have only a class for a name, as parts of the total that they are a class of.

    That is the figure before them in their unit and sentence, with what it grew by between; each of them
    ends its clause. Others of that total may not be told.
    """
    whole, parts = -1, []
    for at, name in enumerate(paragraph.names):
        if at and paragraph.opens[at]:
            yield from _links(paragraph, whole, parts)
            whole, parts = -1, []
        if whole >= 0 and paragraph.alike(whole, at) and _is_class(paragraph, at, name):
            parts.append(at)
        elif paragraph.added_in[at]:
            yield from _links(paragraph, whole, parts)
            whole, parts = at, []
    yield from _links(paragraph, whole, parts)


def _links(paragraph: Paragraph, whole: int, parts: list[int]) -> Iterator[Link]:
    said = paragraph.clause_of(whole) if parts else ""
    planned, of_class = pattern("is_planned").search(said), pattern("names_class").search(said)
    if parts and not planned and not of_class and paragraph.is_exact(whole):
        yield paragraph.link(whole, parts, _VIA, complete=False)


def _is_class(paragraph: Paragraph, at: int, name: str) -> bool:
    if paragraph.depths[at] or not pattern("bare_class").fullmatch(name):
        return False
    return not paragraph.behind(at) or pattern("clause_stops").match(paragraph.behind(at)) is not None
