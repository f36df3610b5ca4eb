"""Counts of what is listed behind them with a figure each: 有3个县，即：甲县12亿元、乙县11亿元、丙县9亿元."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.facts.figures.model import COUNT, LIST
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.lists import VIA
from gouji.reading.links.paragraph import Paragraph

_FEWEST, _MOST, _MOST_OFF = 3, 40, 2


def listed_figures(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield counts with the names behind them that have a figure each, all of one unit, and nothing else.

    即, 分别是 or a colon says that they are those that are counted. A list that is off by more than two
    counts something else.
    """
    for at, claim in enumerate(paragraph.claims[:-1]):
        stated = paragraph.count(at) if claim.form == COUNT else 0
        if not _FEWEST <= stated <= _MOST or claim.unit in {"%", "倍"}:
            continue
        opens = pattern("opens_listed_figures").fullmatch(paragraph.before(at + 1))
        if not opens or paragraph.kinds[at + 1] == paragraph.kinds[at]:
            continue
        names = [opens["name"], *_others(paragraph, at + 1)]
        last = at + len(names)
        behind = paragraph.behind(last)
        more = pattern("and_others").match(behind) or behind.startswith("、")
        if len({*names}) == len(names) >= _FEWEST and abs(len(names) - stated) <= _MOST_OFF and not more:
            yield claim._replace(form=LIST, members=tuple(names), complete=True, via=VIA)


def _others(paragraph: Paragraph, first: int) -> Iterator[str]:
    """Yield the names of the figures that follow one in its list."""
    unit = paragraph.kinds[first]
    for at in range(first + 1, len(paragraph.claims)):
        found = pattern("next_listed_figure").fullmatch(paragraph.before(at))
        if not found or paragraph.kinds[at] != unit:
            return
        yield found["name"]
