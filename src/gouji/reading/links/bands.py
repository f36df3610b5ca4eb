"""Bands that leave nothing out, by their bounds: 18岁以下214名，18至35岁611名，36岁以上535名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import makes_total

_VIA = "sum.an"
_FEWEST = 3


def bands(paragraph: Paragraph) -> Iterator[Link]:
    """Yield levels whose names are bounds that go on from one another, with the total before them.

    Of several totals they are of the one that they make, or would but for a slip of the pen; so are
    those that begin with a bound: 60至69岁.
    """
    for run in _runs(paragraph):
        wholes = [
            at for at in _before(paragraph, run[0]) if not any(paragraph.exceeds(one, at) for one in run)
        ]
        made = [at for at in wholes if makes_total(paragraph, at, run)]
        if len({_noun_of(paragraph, at) for at in run}) > 1:
            continue  # 46岁以上的党员志愿者210人
        below = pattern("below_bound").search(paragraph.clause_of(run[0]))
        whole = made[0] if made else wholes[0] if len(wholes) == 1 and below else None
        if whole is not None and all(map(paragraph.is_exact, (whole, *run))):
            yield paragraph.link(whole, run, _VIA, complete=True)


def _noun_of(paragraph: Paragraph, at: int) -> str:
    """Return what a clause says behind its bounds: 志愿者 of 46岁以上的志愿者."""
    said = paragraph.clause_of(at)
    found = pattern("bounds_of_kind").search(said)
    last = max(found.end(name) for name in ("unit", "below", "above")) if found else 0
    return said[last:].strip("的有为）)")


def _runs(paragraph: Paragraph) -> Iterator[list[int]]:
    """Yield the levels behind one another whose bounds leave nothing out: from below one to above another."""
    run: list[int] = []
    found: list[re.Match[str]] = []
    for at, unit in enumerate(paragraph.added_in):
        if not unit:
            continue
        bound = pattern("bounds_of_kind").search(paragraph.clause_of(at))
        goes_on = run and paragraph.alike(run[-1], at) and paragraph.depths[run[-1]] == paragraph.depths[at]
        if bound and goes_on and _follows(found[-1], bound):
            run, found = [*run, at], [*found, bound]
            if len(run) >= _FEWEST and (bound["above"] or bound["over"]):
                yield run
                run, found = [], []
        elif bound and (bound["below"] or bound["under"] or bound["high"]):
            run, found = [at], [bound]
        elif pattern("bound_itself").match(paragraph.behind(at)) is None:
            run, found = [], []


def _follows(one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether a band begins where another ends, in its unit."""
    if one["unit"] != two["unit"]:
        return False
    return 0 <= Fraction(two["low"]) - Fraction(one["high"] or one["low"]) <= 1


def _before(paragraph: Paragraph, first: int) -> list[int]:
    """Return the levels of its sentence that stand before the first band, the nearest first."""
    found: list[int] = []
    for at in range(first - 1, -1, -1):
        if paragraph.are_of_sentences(at, first):
            break
        if paragraph.alike(at, first) and paragraph.depths[at] <= paragraph.depths[first]:
            found.append(at)
    return found
