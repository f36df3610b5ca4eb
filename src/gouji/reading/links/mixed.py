"""Totals behind what is counted in other words each: 展柜26个、投影机8台，共34件（套）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.figures.units import is_classifier
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import MOST, Paragraph
from gouji.reading.links.slips import makes_total

_SURE, _PERHAPS = "sum.heji", "sum.zonge"
_FEWEST = 2


def mixed(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the items of a list with the total right behind it, where not all are counted in its unit.

    Brackets behind the unit of the total say so: （套）, （双、瓶）. Without them it is one where it holds,
    or would but for a slip.
    """
    for whole, claim in enumerate(paragraph.claims):
        if whole < _FEWEST or not paragraph.may_sum[whole] or not _is_counted(paragraph, whole):
            continue
        if not pattern("sum_right_behind").fullmatch(paragraph.before(whole)):
            continue
        parts = _listed(paragraph, whole)
        parts = parts if len(parts) >= _FEWEST else _in_clauses(paragraph, whole)
        units = {paragraph.claims[at].unit for at in parts}
        if len(parts) < _FEWEST or units <= {claim.unit}:
            continue
        if not all(map(paragraph.is_exact, (whole, *parts))):
            continue
        said = pattern("units_in_brackets").match(paragraph.text, claim.end)
        named = {claim.unit, *pattern("parts_units").split(said["units"])} if said else set()
        if said and (units <= named or not named.isdisjoint(words("units_of_all"))):
            yield paragraph.link(whole, parts, _SURE, complete=True)
        elif not said and makes_total(paragraph, whole, parts):
            yield paragraph.link(whole, parts, _PERHAPS, complete=True)


def _listed(paragraph: Paragraph, whole: int) -> Sequence[int]:
    """Return the items of the list that ends right before a figure, each counted in a word of its own."""
    parts = [whole - 1]
    while parts[0] and whole - parts[0] < MOST and pattern("joins_counted").match(paragraph.before(parts[0])):
        parts.insert(0, parts[0] - 1)
    claims = [paragraph.claims[at] for at in parts]
    one = {(claim.section, claim.period.removeprefix(_SINCE)) for claim in (*claims, paragraph.claims[whole])}
    fits = all(_is_counted(paragraph, at) and paragraph.depths[at] == paragraph.depths[whole] for at in parts)
    return parts if fits and len(one) == 1 else ()


def _in_clauses(paragraph: Paragraph, whole: int) -> Sequence[int]:
    """Return the items of a list in clauses of their own, which the units in brackets behind its sum tell.

    讲座86场，义诊42场，直播12期，累计140场（期）: they make the sum, or would but for a slip.
    """
    said = pattern("units_in_brackets").match(paragraph.text, paragraph.claims[whole].end)
    units = {paragraph.claims[whole].unit, *pattern("parts_units").split(said["units"])} if said else set()
    parts: list[int] = []
    for at in range(whole - 1, max(-1, whole - MOST), -1):
        claim = paragraph.claims[at]
        if claim.unit not in units or not _is_counted(paragraph, at) or paragraph.depths[at]:
            break
        if claim.period != paragraph.claims[whole].period.removeprefix(_SINCE):
            break
        parts.insert(0, at)
        if paragraph.opens[at] or not pattern("joins_in_clauses").fullmatch(paragraph.before(at)):
            break
    told = len(parts) >= _FEWEST
    fits = told and makes_total(paragraph, whole, parts)
    return parts if fits else ()


_SINCE = "../"
"""What the period of a figure begins with that has come together up to its end."""


def _is_counted(paragraph: Paragraph, at: int) -> bool:
    claim = paragraph.claims[at]
    return claim.is_level and is_classifier(claim.unit)
