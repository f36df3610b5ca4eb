"""Sentences with several figures of one unit, and why no linker ties any of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gouji.facts.figures.model import DATE, ORDINAL
from gouji.facts.figures.units import POINTS, TIME_UNITS
from gouji.facts.table.told import SENTENCE, Told
from gouji.reading.draft.mentions import Claim
from gouji.reading.draft.sections import PLAN, TARGET
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.holds import three_alike
from gouji.reading.links.link import BOUNDS, OF_LISTS, PLANNED, SIDE_BY_SIDE, YEARLY, Refusal
from gouji.reading.links.paragraph import Paragraph

NO_WORD, PERIODS, NO_LEVEL_BEFORE = "no-word", "periods-differ", "no-level-before"
NO_TOTAL, UNSURE_TOTAL = "no-total-before", "unsure-total"
NO_WHOLE, NO_TERMS, TIMES, TARGETS = "no-whole", "no-terms", "times", "targets"
_FEWEST = 3
_NO_SUMMANDS = frozenset({DATE, ORDINAL})


def silences(
    paragraphs: Sequence[Paragraph], claims: Mapping[int, Claim], refusals: Iterable[Refusal]
) -> Iterator[Told]:
    """Yield the sentences with three and more figures of one unit, once for each such unit.

    Args:
        paragraphs: The paragraphs, in text order.
        claims: The claims as the linkers have left them, by where they start.
        refusals: The links that were tried and not made.
    """
    wholes = {at for claim in claims.values() for at in _totals(claim)}
    refused: dict[int, list[str]] = {}
    for one in refusals:
        for at in one.figures:
            refused.setdefault(at, []).append(one.reason)
    for paragraph in paragraphs:
        if not three_alike(paragraph):
            continue
        for start, end, places in _sentences(paragraph):
            for unit, group in _by_unit(paragraph, places):
                starts = [paragraph.claims[at].start for at in group]
                tied = any(at in wholes or _totals(claims[at]) for at in starts)
                reason = "" if tied else _reason(paragraph, group, claims, refused)
                figures = tuple((at, claims[at].end) for at in starts)
                yield Told(SENTENCE, start, end, unit, figures, reason)


def _totals(claim: Claim) -> list[int]:
    """Return where the totals of a claim start."""
    return [at for at, _ in claim.totals] + ([] if claim.whole is None else [claim.whole])


def _sentences(paragraph: Paragraph) -> Iterator[tuple[int, int, list[int]]]:
    """Yield the sentences that have figures: start, end, places of the figures; a semicolon ends none."""
    text, stops = paragraph.text, pattern("full_stop")
    at, start = 0, paragraph.start
    while at < len(paragraph.claims):
        stop = stops.search(text, paragraph.claims[at].end, paragraph.end)
        end = stop.end() if stop else paragraph.end
        places = [at]
        while places[-1] + 1 < len(paragraph.claims) and paragraph.claims[places[-1] + 1].start < end:
            places.append(places[-1] + 1)
        before = [found.end() for found in stops.finditer(text, start, paragraph.claims[at].start)]
        start = before[-1] if before else start
        yield start, end, places
        at, start = places[-1] + 1, end


def _by_unit(paragraph: Paragraph, places: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the figures of a unit of which there are several."""
    found: dict[str, list[int]] = {}
    for at in places:
        if paragraph.claims[at].form not in _NO_SUMMANDS:
            found.setdefault(paragraph.kinds[at], []).append(at)
    yield from ((unit, group) for unit, group in found.items() if unit and len(group) >= _FEWEST)


def _reason(
    paragraph: Paragraph, group: Sequence[int], claims: Mapping[int, Claim], refused: Mapping[int, list[str]]
) -> str:
    """Return why the figures of a group are not tied: what a linker said of the list, or of most of them."""
    said = {one for at in group for one in refused.get(paragraph.claims[at].start, ())}
    if of_list := next((one for one in OF_LISTS if one in said), ""):
        return of_list
    asked = paragraph.renewed(claims)
    levels = (at for at in group if asked.added_in[at] and not _is_bound(asked, at))
    first = next((at for at in levels if _opens_parts(asked, at)), None)
    if first is not None:
        return UNSURE_TOTAL if any(asked.alike(at, first) for at in range(first)) else NO_TOTAL
    found = (_of_one(asked, at, group, refused.get(asked.claims[at].start, ())) for at in group)
    return Counter(found).most_common(1)[0][0]


def _is_bound(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure is a bound: 2000万元及以上."""
    return pattern("is_a_bound").search(paragraph.quote(at)) is not None


def _opens_parts(paragraph: Paragraph, at: int) -> bool:
    """Whether words before a figure say that it is the first of the parts of something: 其中, 分类型看."""
    said = pattern("full_stop").split(paragraph.before(at))[-1]
    return pattern("opens_parts").match(said) is not None


def _of_one(paragraph: Paragraph, at: int, group: Sequence[int], refused: Collection[str]) -> str:
    """Return why a figure is tied to no other: what a linker said of it, else what all linkers ask first."""
    claim = paragraph.claims[at]
    if apart := {one for one in refused if one != SIDE_BY_SIDE or not claim.changes}:
        return min(apart)
    reason = _as_read(claim, paragraph.names[at])
    if reason or paragraph.added_in[at]:
        return reason or _of_level(paragraph, at, group)
    return TIMES if claim.unit in TIME_UNITS else NO_TERMS


def _as_read(claim: Claim, said: str) -> str:
    """Return why a figure is tied to none by what it states, and the words before it; empty for a level."""
    if claim.section in {TARGET, PLAN}:
        return TARGETS
    if claim.changes or claim.unit == POINTS:
        return YEARLY if pattern("yearly").search(said) else NO_LEVEL_BEFORE
    if claim.measure == "share":
        return NO_WHOLE
    return NO_TERMS if claim.unit == "%" or claim.measure != "level" else ""


def _of_level(paragraph: Paragraph, at: int, group: Sequence[int]) -> str:
    """Return why a level that others may be added to is tied to none."""
    if _is_bound(paragraph, at):
        return BOUNDS
    if paragraph.bases[at]:
        return PLANNED
    return NO_WORD if any(paragraph.alike(at, other) for other in group if other != at) else PERIODS
