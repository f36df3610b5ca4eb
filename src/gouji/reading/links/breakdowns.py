"""Totals and their parts: 分别为, 包括, 由…组成, 其中, brackets; and totals behind what they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.paragraph import FIGURE, Link, Paragraph

_STRENGTH = {"、": 1, "和": 1, "及": 1, "与": 1, "，": 2, ",": 2, "；": 3, ";": 3}
_OPEN, _BRACKET = "sum.qizhong", "sum.kuohao"


class _Run(NamedTuple):
    """Figures that follow one another as the parts of a total, and the words behind the last one."""

    parts: tuple[int, ...]
    behind: str


def breakdowns(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the parts that a word opens behind their total, and those before a total that adds them up."""
    for whole in range(len(paragraph.claims)):
        link = _opened(paragraph, whole) or _behind(paragraph, whole)
        if link:
            yield link


def _opened(paragraph: Paragraph, whole: int) -> Link | None:
    """Return the parts that a construct opens behind a total."""
    for via, construct in patterns("opened_by").items():
        first = paragraph.next_of_unit(whole, deeper=via == _BRACKET)
        if first is None or not paragraph.alike(whole, first):
            continue
        if _opens(construct, paragraph.between(whole, first)):
            run = _run(paragraph, whole, first, via)
            closed = _is_closed(via, run)
            return _link(paragraph, whole, run.parts, via, complete=closed) if closed or via == _OPEN else None
    return None


def _opens(construct: re.Pattern[str], gap: str) -> bool:
    """Whether a construct and the name of a part are the words between a total, with its growth, and a figure."""
    found = construct.match(gap, gap.rfind(FIGURE) + 1)
    return found is not None and pattern("name_of_part").fullmatch(gap, found.end()) is not None


def _is_closed(via: str, run: _Run) -> bool:
    """Whether a construct says that the parts are all there are."""
    if via not in words("closed_constructs") or len(run.parts) < 2 or pattern("and_others").match(run.behind):
        return False
    return via != "sum.zucheng" or pattern("makes_up").match(run.behind) is not None


def _run(paragraph: Paragraph, whole: int, first: int, via: str) -> _Run:
    """Return the figures that go on from the first part: their names stand between equal separators.

    Behind 其中 a semicolon may begin another matter.
    """
    parts, strength, last = [first], 0, first
    strongest, depths = _STRENGTH["，" if via == _OPEN else "；"], paragraph.depths
    for at in range(first + 1, len(paragraph.claims)):
        gap = paragraph.between(last, at)
        if depths[at] < depths[first] or pattern("ends_parts").search(gap):
            break
        if depths[at] > depths[first] or not paragraph.alike(whole, at):
            continue
        found = pattern("next_part").fullmatch(gap)
        if not found:
            break
        own = _STRENGTH[found["sep"][-1:]]
        strength = strength or own
        if own > min(strength, strongest):
            break
        if own == strength or found["sep"] in _JOINS:
            parts.append(at)
            last = at
    return _Run(tuple(parts), paragraph.behind(last))


_JOINS = "和及与"


def _behind(paragraph: Paragraph, whole: int) -> Link | None:
    """Return the parts that a total adds up behind them: 甲63人、乙88人，合计151人."""
    if not whole or not pattern("adds_up").fullmatch(paragraph.before(whole)):
        return None
    parts, strength, at = [whole - 1], 0, whole - 1
    if not paragraph.alike(whole, at):
        return None
    for earlier in range(at - 1, -1, -1):
        gap = paragraph.between(earlier, at)
        if pattern("ends_parts").search(gap):
            break
        if paragraph.depths[earlier] > paragraph.depths[whole] or not paragraph.alike(whole, earlier):
            continue
        found = pattern("next_part").fullmatch(gap)
        if not found:
            break
        own = _STRENGTH[found["sep"][-1:]]
        strength = max(strength, own)
        parts.insert(0, earlier)
        at = earlier
    return _link(paragraph, whole, parts, "sum.heji", complete=True) if len(parts) > 1 else None


def _link(
    paragraph: Paragraph, whole: int, parts: Sequence[int], via: str, *, complete: bool
) -> Link | None:
    """Return a link; none where the parts are certain to end somewhere else: fewer of them add up."""
    if complete and not _adds_up(paragraph, whole, parts):
        fewer = (parts[:size] for size in range(2, len(parts))) if parts[0] > whole else _later(parts)
        if any(_adds_up(paragraph, whole, some) for some in fewer):
            return None
    return paragraph.link(whole, parts, via, complete=complete)


def _later(parts: Sequence[int]) -> Iterator[Sequence[int]]:
    return (parts[at:] for at in range(1, len(parts) - 1))


def _adds_up(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    total, *found = [paragraph.claims[one].interval for one in (whole, *parts)]
    known = [one for one in found if one is not None]
    return total is not None and len(known) == len(parts) and reduce(add, known).meets(total)
