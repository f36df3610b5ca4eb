"""Numbered items that each tell the same figures as the paragraph before them: 1、…年初预算为…，决算为….

They are its parts if one of these figures adds up over all items; then the others have to as well.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.numbered import value_of_count

ITEMS = "sum.items"
"""The construct of numbered items that are the parts of what the paragraph before them tells."""
_REACH = 12
_LABEL = 4
"""At most so many characters before a figure are what it is called by in every item."""


class _Item(NamedTuple):
    """A numbered item, or the paragraph before the first.

    Attributes:
        start: Where its words begin, behind its number.
        told: Its levels, by the words right before each; the first of each.
    """

    start: int
    told: Mapping[str, Claim]


def with_items(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text in its order, those of numbered items tied to what they are parts of."""
    kept = {claim.start: claim for claim in claims}
    for start, run in _runs(text):
        lead, *items = [_item(text, claims, *bounds) for bounds in _bounds(text, start, run)]
        labels = [label for label in lead.told if all(label in item.told for item in items)]
        parts = {label: [item.told[label] for item in items] for label in labels}
        if any(_adds_up(lead.told[label], parts[label]) for label in labels):
            for label in labels:
                _tie(kept, lead.told[label], parts[label])
        for whole, some in _classes(text, start, items, claims):
            _tie(kept, whole, some)
    return [kept[claim.start] for claim in claims] if len(kept) == len(claims) else list(claims)


def _runs(text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield runs of lines numbered 1, 2, 3 …: where the first begins, and of each its beginning and words."""
    run: list[tuple[int, int]] = []
    # Behind a line end, which is what a search is fast for; the text begins with none.
    for found in pattern("numbered_line").finditer(f"\n{text}"):
        number = value_of_count(found["number"]) or 0
        if number != len(run) + 1:
            if len(run) >= 3:
                yield run[0][0], run
            run = []
        if number == len(run) + 1:
            run.append((found.start(), found.end() - 1))
    if len(run) >= 3:
        yield run[0][0], run


def _bounds(text: str, start: int, run: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the paragraph before a run and its items begin and end; the last one ends with its line."""
    before = text.rstrip().rfind("\n", 0, max(start - 1, 0)) + 1
    yield before, start
    for at, (_, begin) in enumerate(run):
        end = text.find("\n", begin)
        yield begin, run[at + 1][0] if at + 1 < len(run) else len(text) if end < 0 else end


def _item(text: str, claims: Sequence[Claim], start: int, end: int) -> _Item:
    told: dict[str, Claim] = {}
    first = bisect_left(claims, start, key=_start)
    for claim in claims[first : bisect_left(claims, end, lo=first, key=_start)]:
        if claim.is_level and claim.interval is not None:
            label = pattern("words_at_end").search(text, max(start, claim.start - _REACH), claim.start)
            if label:
                told.setdefault(label[0][-_LABEL:], claim)
    return _Item(start, told)


_start = attrgetter("start")


def _adds_up(whole: Claim, parts: Sequence[Claim]) -> bool:
    known = [part.interval for part in parts if part.interval and part.unit == whole.unit]
    if len(known) < len(parts) or whole.interval is None:
        return False
    return 0 not in whole.interval and sum(known, Interval.of(0)).meets(whole.interval)


def _tie(kept: dict[int, Claim], whole: Claim, parts: Sequence[Claim]) -> None:
    """Make claims the parts of a whole; they may be those of another one too."""
    for part in parts:
        claim = kept[part.start]
        totals = claim.totals or (() if claim.whole is None else ((claim.whole, ""),))
        if claim.start != whole.start and whole.start not in {start for start, _ in totals}:
            kept[part.start] = claim._replace(
                whole=claim.whole if claim.whole is not None else whole.start,
                totals=(*totals, (whole.start, "")),
                via=claim.via or ITEMS,
                complete=True,
            )


def _classes(
    text: str, start: int, items: Sequence[_Item], claims: Sequence[Claim]
) -> Iterator[tuple[Claim, list[Claim]]]:
    """Yield the classes (社会保障支出（类）) told before the items, with those that begin with their name.

    The figures of the items are those that add up to most classes, two at least.
    """
    named = {
        claim.indicator: claim
        for claim in claims
        if claim.start < start and claim.is_level and pattern("named_class").search(claim.indicator)
    }
    ways: dict[str, list[tuple[Claim, list[Claim]]]] = {}
    for name, whole in named.items():
        own = [item for item in items if text.startswith(name, item.start)]
        for label in own[0].told if own else ():
            if all(label in item.told for item in own):
                ways.setdefault(label, []).append((whole, [item.told[label] for item in own]))
    fine = {label: sum(_adds_up(*one) for one in way) for label, way in ways.items()}
    best = max(fine, key=lambda label: fine[label], default="")
    if best and fine[best] >= 2 and 3 * fine[best] >= 2 * len(ways[best]):
        yield from ways[best]
