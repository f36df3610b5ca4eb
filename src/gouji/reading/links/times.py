"""Parts of a time that are all of it: 上半年 and 下半年, four quarters, beside the year."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from gouji.facts.numbers.digits import middle
from gouji.facts.table.periods import Period
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import has_any, pattern, words
from gouji.reading.links.link import Link
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import makes_total

OF_TIMES = "sum.times"
"""The construct of parts of a time."""
_TWO, _FOUR = 2, 4
_PARTS = (2, 3, 4)


def times(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the figures of parts of a time, told side by side, as parts of that of the whole beside them."""
    yield from _quarters(paragraph)
    yield from _by_words(paragraph)
    claims = paragraph.claims
    told = [at for at, claim in enumerate(claims) if claim.is_level and claim.period]
    if len({claims[at].period for at in told}) <= min(_PARTS):
        return  # most paragraphs tell of one time
    units = dict.fromkeys(claims[at].unit for at in told)
    for flows in (
        [at for at in told if claims[at].unit == unit and not paragraph.bases[at]] for unit in units
    ):
        link = _of_one_unit(paragraph, flows)
        if link is not None:
            yield link


def _of_one_unit(paragraph: Paragraph, flows: Sequence[int]) -> Link | None:
    """Return the first figures of one unit that are of all parts of the time of one beside them."""
    claims = paragraph.claims
    for place in range(len(flows)):
        for count in _PARTS:
            parts = flows[place : place + count]
            beside = [at for at in (place - 1, place + count) if 0 <= at < len(flows)]
            for whole in [flows[at] for at in beside] if len(parts) == count else []:
                if _are_all(claims[whole], [claims[at] for at in parts]) and (
                    _are_one(paragraph, whole, parts) or _are_told_next(paragraph, whole, parts)
                ):
                    return paragraph.link(whole, parts, OF_TIMES, complete=True)
            if len(parts) == count and (earlier := _told_before(paragraph, flows[:place], parts)) is not None:
                return paragraph.link(earlier, parts, OF_TIMES, complete=True)
    return None


def _told_before(paragraph: Paragraph, before: Sequence[int], parts: Sequence[int]) -> int | None:
    """Return what times make that open a sentence each: 全年接待A。上半年接待B，…。下半年…，接待C.

    It is told before them, and they make it, or would but for a slip of the pen.
    """
    if not all(any(paragraph.opens[max(0, at - _NEAR) : at + 1]) for at in parts):
        return None
    for whole in before[: -_NEAR - 1 : -1]:
        told = _are_all(paragraph.claims[whole], [paragraph.claims[at] for at in parts])
        exact = told and all(map(paragraph.is_exact, (whole, *parts)))
        if exact and makes_total(paragraph, whole, parts):
            return whole
    return None


_NEAR = 3
"""Figures before a part in which its sentence begins, and before all parts among which their total is."""


def _quarters(paragraph: Paragraph) -> Iterator[Link]:
    """Yield figures that 四个季度, 一至四季度 or 上、下半年 announce, as parts of the one beside them."""
    claims = paragraph.claims
    if not has_any(paragraph.said, words("signs_of_parts_of_year")):
        return
    for at, claim in enumerate(claims):
        parts = range(at + 1, at + 1 + _FOUR)
        quarters = claim.unit in words("units_of_quarters") and claim.interval
        told = quarters and quarters.high == _FOUR
        if in_turn := pattern("year_in_turn").search(paragraph.before(at)):
            parts = range(at, at + (_FOUR if in_turn["four"] else _TWO))
        elif not told or not pattern("one_each").search(paragraph.before(at + 1)):
            continue
        if parts.stop > len(claims):
            continue
        for whole in (_year_before(paragraph, at, parts), parts.stop):
            units = {claims[one].unit for one in (*parts, whole)} if 0 <= whole < len(claims) else set()
            alike = len(units) == 1 and claims[whole].is_level
            if alike and not pattern("less_than_a_year").search(paragraph.names[whole]):
                yield paragraph.link(whole, parts, OF_TIMES, complete=True)
                break


def _year_before(paragraph: Paragraph, at: int, parts: Sequence[int]) -> int:
    """Return what parts of a year are of, before them: in another sentence what they make or are called."""
    if not paragraph.opens[at]:
        return at - 1
    claims, said = paragraph.claims, paragraph.before(at) + paragraph.before(parts[0])
    year = claims[parts[0]].period[:_YEAR]
    told = [
        one
        for one in range(at)
        if claims[one].period == year and paragraph.has_unit_of(one, parts[0]) and not paragraph.bases[one]
    ]
    fits = [one for one in told if paragraph.add_up(one, parts)]
    named = [one for one in told if claims[one].indicator and claims[one].indicator in said]
    return next((some[-1] for some in (fits, named, told) if len(some) == 1 or (some is fits and some)), -1)


_YEAR = 4
"""Characters of a year, with which a time in it begins."""


_WHOLE = ("q1", "q2", "q3", "q4")
"""The quarters of a year, as the groups of the pattern name them."""


def _by_words(paragraph: Paragraph) -> Iterator[Link]:
    """Yield the parts of a year that the words before them tell, with 全年 behind: 四季度A，前三季度B，全年C.

    What else stands before them may tell how they came about; then they make the year, or would but for a
    slip of the pen.
    """
    parts: list[int] = []
    covered: list[str] = []
    for at, claim in enumerate(paragraph.claims):
        if parts and (paragraph.opens[at] and "；" not in paragraph.before(at)):
            parts, covered = [], []
        said = pattern("quarters_told").search(paragraph.before(at)) if claim.is_level else None
        alike = said and (not parts or paragraph.has_unit_of(at, parts[0])) and not paragraph.bases[at]
        if not said or not alike:
            continue
        quarters = [
            each for group, told in said.groupdict().items() if told for each in _QUARTERS[group.rstrip("_")]
        ]
        if sorted(covered) == list(_WHOLE) and not quarters:
            if _make_year(paragraph, at, parts):
                yield paragraph.link(at, parts, OF_TIMES, complete=True)
            parts, covered = [], []
        elif quarters and not set(quarters) & set(covered):
            parts, covered = [*parts, at], [*covered, *quarters]
        else:
            parts, covered = ([at], quarters) if quarters else ([], [])


_QUARTERS = {
    "q1": ("q1",), "q2": ("q2",), "q3": ("q3",), "q4": ("q4",),
    "h1": ("q1", "q2"), "h2": ("q3", "q4"), "nine": ("q1", "q2", "q3"), "year": (),
}  # fmt: skip


def _make_year(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether figures are of one thing by their words, or are so much that only a slip parts them.

    Four quarters that make nearly the year are of it, too.
    """
    reaching = words("reaching_leads")
    if not all(paragraph.is_exact(at) or paragraph.leads[at][-1:] in reaching for at in (whole, *parts)):
        return False
    numbers = [middle(paragraph.claims[at].interval) or Fraction(0) for at in (whole, *parts)]
    near = len(parts) == _FOUR and numbers[0] and abs(sum(numbers[1:]) / numbers[0] - 1) <= _NEARLY
    return bool(near) or _have_one_noun(paragraph, whole, parts) or makes_total(paragraph, whole, parts)


_NEARLY = Fraction(1, 20)


def _are_all(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether times follow one another from the first day of another to its last."""
    if any((claim.unit, claim.section) != (whole.unit, whole.section) for claim in parts):
        return False
    told = [Period.read(claim.period) for claim in parts]
    year = Period.read(whole.period)
    one_day = timedelta(days=1)
    joined = all(two.start is not None and one.end + one_day == two.start for one, two in pairwise(told))
    ends = (told[0].start, told[-1].end) == (year.start, year.end)
    return joined and ends


def _are_one(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether all are told in one sentence, of one thing that others may leave out."""
    told = sorted((whole, *parts))
    parted = any(pattern("sentence_ends").search(paragraph.between(one, two)) for one, two in pairwise(told))
    same = _have_one_noun(paragraph, whole, parts)
    return not parted and same and len({paragraph.depths[at] for at in told}) == 1


def _are_told_next(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts make what a sentence right behind them tells of all of it, or would but for a slip."""
    beside = len({paragraph.depths[at] for at in (whole, *parts)}) == 1
    near = beside and 0 <= sum(paragraph.opens[parts[0] + 1 : whole + 1]) <= len(parts) and parts[-1] < whole
    told = near and pattern("tells_whole_time").match(paragraph.names[whole])
    exact = bool(told) and all(map(paragraph.is_exact, (whole, *parts)))
    return exact and makes_total(paragraph, whole, parts)


def _have_one_noun(paragraph: Paragraph, whole: int, parts: Sequence[int]) -> bool:
    """Whether the words before figures name one thing, which some may leave out."""
    told = sorted((whole, *parts))
    nouns = [noun for at in told if (noun := pattern("of_a_time").sub("", paragraph.names[at]))]
    return all(one in two or two in one for one, two in pairwise(nouns))
