"""The part that a share is told of: the level its clause names, that of its list, or the one right before."""

from collections.abc import Iterator, Sequence

from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import MOST, Paragraph


def part_of_share(paragraph: Paragraph, at: int) -> int | None:
    """Return the level that a share is told of: the one that its clause names, else the one right before.

    How that grew, and asides, may stand between. None for a list of levels, which may be meant together.
    """
    based, listed = paragraph.bases[at - 1], part_in_list(paragraph, at)
    listed = _by_order(paragraph, at) if listed is None else listed
    if listed is not None:
        return listed
    if pattern("brackets_of_its_own").search(paragraph.before(at - based)):
        return None  # 住院收入A，医疗服务收入（不含药品）占B: of that
    found = pattern("who_makes_up").search(paragraph.names[at - based])
    who = found["who"] if found else ""
    depth = paragraph.depths[at]
    for one in range(at - 1 - based, max(-1, at - (MOST if who else NEAR)), -1):
        claim = paragraph.claims[one]
        if not who and any(paragraph.opens[one + 1 : at + 1]):
            return None
        if paragraph.depths[one] > depth or claim.changes or not (claim.is_level or not who):
            continue
        if who:
            if who in names_of(paragraph, one):
                return one
            continue
        lone = not pattern("joins_list").match(paragraph.before(one)) or _is_meant(paragraph, at, one)
        return one if claim.is_level and lone else None
    return None


def is_ahead(paragraph: Paragraph, at: int) -> bool:
    """Whether a share of something that its clause names has its part right behind it: 甲占42%，为315起."""
    said = pattern("told_ahead").search(paragraph.names[at])
    if not said or at + 1 == len(paragraph.claims) or not paragraph.claims[at + 1].is_level:
        return False
    behind = paragraph.behind(at + 1)
    stops = said[0][-1] != "的" or not behind or pattern("clause_stops").match(behind)
    beside = stops and pattern("told_as").fullmatch(paragraph.behind(at))
    return bool(beside) and not pattern("bare_share").match(behind.lstrip("，（"))


NEAR = 6
"""Figures between a share and its part, or a part and its total, at most."""


def _is_meant(paragraph: Paragraph, at: int, one: int) -> bool:
    """Whether a share names what the last level of a list is of: 合同21项、成交额5亿元，占成交总额的60%."""
    noun = paragraph.names[one]
    named = len(noun) >= WORD and noun[:WORD] in paragraph.names[at]
    return named and paragraph.kinds[one] != paragraph.kinds[one - 1]


def _by_order(paragraph: Paragraph, at: int) -> int | None:
    """Return the level behind a share that tells it, or of two before it that of its word: 后者占C."""
    if is_ahead(paragraph, at):
        return at + 1
    said = paragraph.before(at)
    found = pattern("who_by_order").search(said) if "后" in said or "前" in said else None
    if not found or at < 2 or any(paragraph.opens[at - 1 : at + 1]):
        return None
    first, last = at - 2, at - 1
    if not paragraph.alike(first, last):
        return None
    return last if found["last"] else first


def part_in_list(paragraph: Paragraph, at: int) -> int | None:
    """Return the level of a list right before a list of as many shares that has a share's place in it.

    出口额分别为A、B、C，分别占X、Y、Z: B has Y.
    """
    first = first_of_list(paragraph, at)
    levels = levels_listed(paragraph, first)
    return levels[at - first] if levels else None


def first_of_list(paragraph: Paragraph, at: int) -> int:
    """Return the first of the percentages that one is listed with."""
    while at and paragraph.claims[at - 1].unit == "%" and paragraph.joins(at):
        at -= 1
    return at


def levels_listed(paragraph: Paragraph, first: int) -> Sequence[int]:
    """Return as many levels right before a list of shares as it has, listed too; else nothing."""
    if not pattern("shares_one_each").search(paragraph.names[first]) or paragraph.opens[first]:
        return ()
    last = first
    while last + 1 < len(paragraph.claims) and paragraph.joins(last + 1):
        last += 1
    levels = range(first - (last - first + 1), first)
    if last == first or levels.start < 0 or paragraph.joins(levels.start):
        return ()
    told = all(paragraph.claims[one].is_level for one in levels)
    alike = len({paragraph.kinds[one] for one in levels}) == 1
    listed = all(paragraph.joins(one) for one in levels[1:]) or _are_named(paragraph, levels)
    return levels if told and alike and listed else ()


def _are_named(paragraph: Paragraph, levels: Sequence[int]) -> bool:
    """Whether a list has a name for each level, and no more levels than these: 甲1.6亿元、乙1.2亿元."""
    first, before = levels[0], levels[0] - 1
    apart = before < 0 or paragraph.opens[first] or paragraph.kinds[before] != paragraph.kinds[first]
    apart = apart or not any(paragraph.exceeds(one, before) for one in levels)  # their total
    beside = all(
        paragraph.before(one)[:1] in {"、", "，", ","} and not paragraph.opens[one] for one in levels[1:]
    )
    return apart and beside and all(paragraph.names[one] for one in levels)


def fills_brackets(paragraph: Paragraph, at: int) -> bool:
    """Whether a figure stands in brackets with nothing before it: （80%）."""
    claim = paragraph.claims[at]
    around = paragraph.text[claim.start - 1], paragraph.text[claim.end : claim.end + 1]
    return around[0] in "（(" and around[1] in {"）", ")", "，", "；"}


WORD = 2
"""Characters of a word."""


def names_of(paragraph: Paragraph, one: int) -> Iterator[str]:
    """Yield what a figure is called: by the words before it, and by its indicator."""
    for said in (paragraph.names[one], paragraph.claims[one].indicator):
        yield pattern("in_general").sub("", said)
