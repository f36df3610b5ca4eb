"""What was added, and the total that it came to: 新增甲A个、累计达到B个; 分别新增A、B，累计分别达到C、D."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.facts.figures.model import AMOUNT, COUNT
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.reading.draft.clauses import Around

Cells = dict[str, str]

_TOTAL = re.compile(
    "[^，。；：、0-9]{0,24}[，、,](?:全[省市区国])?(?:累计|总数|总量)(?P<each>分别)?(?:已|为|有|增至|增加到|超过?|近|突破)*"
)
"""What stands between an addition and its total: the noun of the addition, and the word for a total."""
_REACHED = re.compile("达|增至|增加到|升至")
"""A quote that begins so tells a total right behind what was added."""
_ADDED = re.compile("新增|净增|新建(?=[^设成])|新认定|新获批|新推出|新入选|新培育")


def accrue(text: str, words: Sequence[Around], rows: Sequence[Cells]) -> None:
    """Fill in the cells of totals that are told right behind what was added to them.

    A total without a name of its own is one of what was added; the addition is a change of it.

    Args:
        text: The text.
        words: The figures of a sentence.
        rows: Their cells, one each; filled in here.
    """
    for place in range(1, len(words)):
        gap = text[words[place - 1].span.end : words[place].span.start]
        found = _TOTAL.fullmatch(gap)
        reached = gap in {"，", "、", ","} and bool(_REACHED.match(words[place].span.quote))
        if not (found or reached) or rows[place].get(c.INDICATOR):
            continue
        count = _in_a_row(words, place) if found and found["each"] else 1
        if place >= count and _ADDED.search(words[place - count].before + words[place - count].span.quote):
            for total in range(place, place + count):
                _join(rows[total - count], rows[total], counted_up=bool(found))


def _in_a_row(words: Sequence[Around], first: int) -> int:
    """How many figures stand in a row: C和D."""
    last = first + 1
    while last < len(words) and words[last].joined:
        last += 1
    return last - first


def _join(added: Cells, total: Cells, *, counted_up: bool) -> None:
    """Name a total after what was added to it; a row that says something else is left alone.

    *counted_up*: since the beginning (累计); else it is what there is at the end.
    """
    alike = added.get(c.UNIT) == total.get(c.UNIT)
    levels = all(row.get(c.MEASURE) == "level" and row[c.FORM] in {COUNT, AMOUNT} for row in (added, total))
    noun = _ADDED.sub("", added.get(c.INDICATOR, ""), count=1)
    if not (alike and levels and len(noun) > 1 and added[c.PERIOD].isdigit()):
        return
    added[c.INDICATOR] = total[c.INDICATOR] = noun
    added[c.MEASURE] = "change"
    if counted_up:
        total[c.PERIOD] = f"../{added[c.PERIOD]}"
