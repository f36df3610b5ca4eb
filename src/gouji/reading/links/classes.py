"""Classes of what is told right before them, in no other words: 指导员1630人，国家级24人、一级118人."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.sentences import firsts

_VIA = "sum.dengji"


def classes(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the figures that have only a class for a name, as parts of the total that they are a class of.

    That is the first figure of their sentence in their unit; only its growth and other units stand between.
    Each part ends its clause. Others of that total may not be told.
    """
    if not any(map(pattern("bare_class").fullmatch, paragraph.names)):
        return
    for whole in firsts(paragraph):
        parts = list(_parts(paragraph, whole))
        if not parts or not paragraph.is_exact(whole):
            continue
        said = paragraph.clause_of(whole)
        if not (pattern("is_planned").search(said) or pattern("names_class").search(said)):
            yield paragraph.link(whole, parts, _VIA, complete=False)


def _parts(paragraph: Paragraph, whole: int) -> Iterator[int]:
    for at in range(whole + 1, len(paragraph.claims)):
        if paragraph.opens[at]:
            return
        if paragraph.added_in[at] == paragraph.added_in[whole]:
            if not (paragraph.alike(whole, at) and _is_class(paragraph, at)):
                return
            yield at


def _is_class(paragraph: Paragraph, at: int) -> bool:
    if paragraph.depths[at] or not pattern("bare_class").fullmatch(paragraph.names[at]):
        return False
    return not paragraph.behind(at) or pattern("clause_stops").match(paragraph.behind(at)) is not None
