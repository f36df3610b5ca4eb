"""Totals and their parts: 分别为, 包括, 由…组成, 其中, brackets; and totals behind what they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.references import flows_through
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.paragraph import FIGURE, Link, Paragraph
from gouji.reading.links.runs import Run, ends_list, is_uncertain, run_before, run_from
from gouji.reading.links.slips import is_slip

_AMONG, _BRACKET, _DIVIDED, _MADE_UP = "sum.qizhong", "sum.kuohao", "sum.an", "sum.zucheng"


def breakdowns(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the parts that a word opens behind their total, and those before a total that adds them up."""
    for whole in range(len(paragraph.claims)):
        link = _opened(paragraph, whole) or _added_up(paragraph, whole) or _named(paragraph, whole)
        if link:
            yield link


def _opened(paragraph: Paragraph, whole: int) -> Link | None:
    """Return the parts that a construct opens behind a total."""
    if ends_list(paragraph, whole):
        return None
    for deeper in (True, False):
        first = paragraph.next_of_unit(whole, deeper=deeper)
        if first is None or not paragraph.alike(whole, first):
            continue
        gap = paragraph.between(whole, first)
        via = _construct(gap, bracketed=deeper)
        if via and not flows_through(paragraph.claims[first], paragraph.claims[whole]):
            # What 按行业分 divides is the first figure of the paragraph.
            divided = via == _DIVIDED and paragraph.has_before(whole)
            return None if divided else _with_parts(paragraph, whole, first, via)
    return None


def _construct(gap: str, *, bracketed: bool) -> str:
    """Return what stands, with the name of a part, between a total, with its growth, and a figure."""
    start = gap.rfind(FIGURE) + 1
    if pattern("sentence_ends").search(gap, 0, start):
        return ""  # what follows is of a figure of its own sentence
    for via, construct in patterns("opened_by").items():
        fits = bracketed == (via == _BRACKET) or (bracketed and via == _AMONG)
        found = construct.match(gap, start) if fits else None
        name = pattern("name_among" if via == _AMONG else "name_of_part")
        if found and name.fullmatch(gap, found.end()):
            return via
    return ""


def _named(paragraph: Paragraph, first: int) -> Link | None:
    """Return the parts of a total that is named once more before them: 流动资产中，存货16.9亿元、…."""
    if not first or not pattern("may_name_again").search(paragraph.before(first)):
        return None
    for via, construct in ((_DIVIDED, pattern("divided_named")), (_AMONG, pattern("among_named"))):
        found = construct.search(paragraph.before(first))
        whole = _last_named(paragraph, first, found["whole"]) if found else None
        if whole is not None:
            return _with_parts(paragraph, whole, first, via)
    return None


def _last_named(paragraph: Paragraph, first: int, name: str) -> int | None:
    """Return the last figure before one that is of such a name and may be its total."""
    for at in range(first - 1, max(-1, first - _FAR_BEFORE), -1):
        names = (paragraph.claims[at].indicator, paragraph.names[at])
        if any(one.endswith(name) for one in names) and paragraph.alike(at, first):
            return at
    return None


_FAR_BEFORE = 20
"""Figures between a total and its parts where these name it."""


def _with_parts(paragraph: Paragraph, whole: int, first: int, via: str) -> Link | None:
    """Return a total with its parts; behind 其中 what exceeds it is of another matter."""
    run = run_from(paragraph, whole, first, bounded=via == _AMONG)
    complete = run.leaves_nothing_out and (_is_closed(via, run) or _ends_with_rest(paragraph, run))
    return _link(paragraph, whole, run.parts, via, complete=complete) if complete or via == _AMONG else None


def _is_closed(via: str, run: Run) -> bool:
    """Whether a construct says that the parts are all there are."""
    made_up = via != _MADE_UP or pattern("makes_up").match(run.behind) is not None
    return via in words("closed_constructs") and made_up


def _ends_with_rest(paragraph: Paragraph, run: Run) -> bool:
    """Whether a list ends with what is left: 其余35名."""
    return pattern("is_rest").match(paragraph.names[run.parts[-1]]) is not None


def _added_up(paragraph: Paragraph, whole: int) -> Link | None:
    """Return the parts that a total adds up behind them: 甲63人、乙88人，合计151人; …，两类人员共151人."""
    parts = run_before(paragraph, whole)
    if len(parts) < _FEWEST_PARTS or pattern("held_against").search(paragraph.names[whole]):
        return None
    gap, between = paragraph.between(parts[-1], whole), range(parts[-1] + 1, whole)
    surely = pattern("adds_up").fullmatch(gap) is not None
    if not surely and not pattern("may_add_up").fullmatch(gap):
        return None
    counted = list(map(paragraph.count, between))
    if counted and counted[-1] in range(_FEWEST_PARTS, len(parts) + 1):
        parts = parts[-counted[-1] :]
    elif counted:
        surely = False
    return _link(paragraph, whole, parts, "sum.heji" if surely else "sum.zonge", complete=True)


_FEWEST_PARTS = 2


def _link(paragraph: Paragraph, whole: int, parts: Sequence[int], via: str, *, complete: bool) -> Link | None:
    """Return a link; none where fewer parts, or an earlier total, fit: the list may be another.

    Words that may say something else tie only what adds up, or would but for a slip.
    """
    how = Interval.meets if complete else _may_hold
    if not paragraph.add_up(whole, parts, how):
        fewer = (parts[:size] for size in range(2, len(parts))) if parts[0] > whole else _later(parts)
        before = [at for at in range(max(0, whole - _NEAR), whole) if at not in parts]
        alike = [at for at in before if paragraph.alike(whole, at)]
        if complete and any(paragraph.add_up(whole, some, how) for some in fewer):
            return None
        # 收案6483件，结案6241件。其中，… may be of either.
        beside = paragraph.depths[parts[0]] == paragraph.depths[whole]
        if beside and any(paragraph.add_up(at, parts, how) for at in alike):
            return None
        if is_uncertain(via) and not is_slip(paragraph, whole, parts):
            return None
    if is_uncertain(via) and not all(map(paragraph.is_exact, (whole, *parts))):
        return None
    return paragraph.link(whole, parts, via, complete=complete)


_NEAR = 4
"""Figures before a total that its parts may be of as well."""


def _later(parts: Sequence[int]) -> Iterator[Sequence[int]]:
    return (parts[at:] for at in range(1, len(parts) - 1))


def _may_hold(summed: Interval, total: Interval) -> bool:
    """Whether parts may be all or some of a total."""
    return not summed.exceeds(total)
