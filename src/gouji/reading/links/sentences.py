"""Totals whose parts are told in sentences of their own: 共受理案件512件。民事案件….刑事案件….

And in bare classes of what is told right before them: 指导员1630人，国家级24人、一级118人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.numbers.digits import are_swapped, middle, significant
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import corrections, makes_total
from gouji.reading.numbered import value_of_count

_VIA = "sum.sentences"
_NOUN, _FEWEST, _DIGITS = 2, 2, 3
"""Characters of a noun, fewest parts, and fewest digits of a figure of which two are swapped."""


def by_sentences(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the first figures of sentences as parts of the first one of the sentence before them.

    They are all there is where the last says that it is the rest; else where each is of the noun of the
    total, and they add up to it, or would but for two digits that changed places.
    """
    places = list(firsts(paragraph))
    for place, whole in enumerate(places):
        if paragraph.added_in[whole] and paragraph.others[whole] < _FEWEST:
            continue
        behind = places[place + 1 :]
        if counted := _counted(paragraph, whole, behind):
            yield paragraph.link(whole, counted, _VIA, complete=True)
            return
        rest = behind[1:_FEWEST]
        if rest and _is_rest(paragraph, whole, behind[0], rest[0]):
            yield paragraph.link(whole, (behind[0], rest[0]), _VIA, complete=True)
            return
        parts = _parts(paragraph, whole, behind)
        if len(parts) >= _FEWEST and (paragraph.add_up(whole, parts) or _is_swapped(paragraph, whole, parts)):
            yield paragraph.link(whole, parts, _VIA, complete=True)
            return


def _counted(paragraph: Paragraph, whole: int, behind: Sequence[int]) -> Sequence[int]:
    """Return as many figures as the sentence of a total says that it has sources, each of a sentence.

    投入资金共计238.5万元，来源有三。财政安排A。上级下拨B。社会募集C。
    """
    found = pattern("counts_parts").search(paragraph.behind(whole))
    count = value_of_count(found["count"]) if found else None
    parts = behind[:count] if count and count >= _FEWEST else ()
    if not parts or len(parts) != count:
        return ()
    alike = all(paragraph.opens[at] and paragraph.alike(whole, at) for at in parts)
    exact = alike and all(map(paragraph.is_exact, (whole, *parts)))
    return parts if exact and makes_total(paragraph, whole, parts) else ()


def firsts(paragraph: Paragraph) -> Iterator[int]:
    """Yield the first level of each unit in each sentence; none in brackets."""
    told: set[str] = set()
    for at, unit in enumerate(paragraph.added_in):
        if paragraph.opens[at]:
            told = set()
        if paragraph.claims[at].is_level and unit not in told and not paragraph.depths[at]:
            yield at
        told.add(unit)


def _is_rest(paragraph: Paragraph, whole: int, part: int, rest: int) -> bool:
    """Whether a figure is said to be what a part leaves of a total, or would be but for a slip."""
    if not paragraph.opens[rest] or not pattern("opens_rest").search(paragraph.before(rest)):
        return False
    alike = paragraph.alike(whole, part) and paragraph.alike(whole, rest)
    exact = alike and all(map(paragraph.is_exact, (whole, part, rest)))
    return exact and makes_total(paragraph, whole, (part, rest))


def _parts(paragraph: Paragraph, whole: int, behind: Sequence[int]) -> tuple[int, ...]:
    """Return the first figures of the next sentences, so long as each opens one with the noun of a total."""
    noun = paragraph.claims[whole].indicator[-_NOUN:]
    found: list[int] = []
    for at in behind:
        if paragraph.added_in[at] != paragraph.added_in[whole]:
            continue
        named = paragraph.opens[at] and len(noun) >= _NOUN and noun in paragraph.claims[at].indicator
        if not (found or named) or not (paragraph.is_exact(at) and paragraph.is_exact(whole)):
            return ()
        apart = pattern("opens_part_of_part").search(paragraph.between(whole, at))
        if apart or not named:
            break
        found.append(at)
    return tuple(found)


def _is_swapped(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether two digits that changed places, in one figure, keep parts from adding up."""
    total, *numbers = [middle(paragraph.claims[at].interval) for at in (whole, *parts)]
    known = [number for number in numbers if number is not None]
    if total is None or len(known) < len(parts):
        return False
    pairs = corrections(total, known)
    digits = [(significant(one), significant(two)) for one, two in pairs if two > 0]
    return any(min(map(len, pair)) >= _DIGITS and are_swapped(*pair) for pair in digits)


_OF_CLASS = "sum.dengji"


def classes(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the figures that have only a class for a name, as parts of the total that they are a class of.

    That is the first figure of their sentence in their unit; only its growth and other units stand between.
    Each part ends its clause. Others of that total may not be told.
    """
    if not any(map(pattern("bare_class").fullmatch, paragraph.names)):
        return
    for whole in firsts(paragraph):
        parts = list(_of_class(paragraph, whole))
        if not parts or not paragraph.is_exact(whole):
            continue
        said = paragraph.clause_of(whole)
        if not (pattern("is_planned").search(said) or pattern("names_class").search(said)):
            yield paragraph.link(whole, parts, _OF_CLASS, complete=False)


def _of_class(paragraph: Paragraph, whole: int) -> Iterator[int]:
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
