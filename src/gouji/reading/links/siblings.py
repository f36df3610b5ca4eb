"""Shares of one total that nobody tells, each beside its part: 甲30件占15%，乙50件占25%; if it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from gouji.facts.figures.model import COUNT
from gouji.facts.numbers.digits import are_swapped, is_one_slip, middle
from gouji.facts.numbers.intervals import Interval
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.parts_of_shares import fills_brackets, is_ahead, part_in_list, part_of_share
from gouji.reading.links.slips import nearly

VIA = "share.siblings"


class _Pair(NamedTuple):
    """The places of a part and of its share."""

    part: int
    share: int


def siblings(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield shares of one total, three and more, each with its part; the first stands for the total.

    They follow one another with nothing but their names between them. That they are of one total shows where
    all parts and shares tell the same, or all but one, which a slip of the pen explains.
    """
    for run in _runs(paragraph):
        if len(run) >= 3 and are_of_one([_told(paragraph, pair) for pair in run]):
            total = paragraph.claims[run[0].share].start
            for part, share in run:
                # Each by itself: kinds may overlap.
                way = str(paragraph.claims[share].start)
                totals = ((total, way), (paragraph.claims[part].start, ""))
                yield paragraph.claims[share]._replace(totals=totals, via=VIA)


def _runs(paragraph: Paragraph) -> Iterator[list[_Pair]]:
    """Yield the shares that stand in one row; what 其中 opens in it, up to ；, is a row of its own."""
    rows: list[list[_Pair]] = [[]]
    last = 0
    for share, claim in enumerate(paragraph.claims):
        if claim.measure != "share" or paragraph.on_other_terms(share):
            continue
        part = _part(paragraph, share)
        gap = paragraph.between(last, share if part is None else part)
        if part is None or not _goes_on(paragraph, rows[0], part, last):
            yield from rows
            rows = [[]]
        if rows[0] and pattern("is_among").search(gap):
            rows.append([])
        elif len(rows) > 1 and pattern("semicolon").search(gap):
            yield rows.pop()
        if part is not None:
            rows[-1].append(_Pair(part, share))
        last = share if part is None else max(share, part)
    yield from rows


def _goes_on(paragraph: Paragraph, row: Sequence[_Pair], part: int, last: int) -> bool:
    """Whether a part goes on a row behind its last share: a level of its unit, with nothing told between."""
    others = paragraph.kinds[part] in paragraph.kinds[last + 1 : part]
    ends = pattern("full_stop").search(paragraph.between(last, part))
    return not row or (not ends and not others and _are_alike(paragraph, row[0].part, part))


def _are_alike(paragraph: Paragraph, one: int, two: int) -> bool:
    """Whether two parts may be of one total: also hours, whose shares may be told."""
    first, second = paragraph.claims[one], paragraph.claims[two]
    hours = first.is_level and second.is_level and first.unit == second.unit != "%"
    same = (first.period, first.section) == (second.period, second.section)
    return paragraph.alike(one, two) or (hours and same)


def _part(paragraph: Paragraph, at: int) -> int | None:
    """Return the part right before a share whose total is not told; None where there is none."""
    claim = paragraph.claims[at]
    if claim.measure != "share" or claim.unit != "%" or not claim.stands_alone:
        return None
    said = paragraph.names[at]
    told = pattern("bare_share_of").match(said) or pattern("share_of_told").search(said)
    placed = part_in_list(paragraph, at) is not None or fills_brackets(paragraph, at)
    return part_of_share(paragraph, at) if told or placed or is_ahead(paragraph, at) else None


def _told(paragraph: Paragraph, pair: _Pair) -> Told:
    """Return what a part and its share state; a round count beside its share is exact."""
    claim = paragraph.claims[pair.part]
    number = middle(claim.interval) if claim.form == COUNT and paragraph.is_exact(pair.part) else None
    piece = claim.interval if number is None else Interval.of(number)
    printed = pattern("number_in_ratio").search(paragraph.quote(pair.share))
    places = len(printed[0].partition(".")[2]) if printed else 0
    return Told(piece, paragraph.claims[pair.share].interval, Fraction(1, 10**places))


_TELLING = Fraction(1, 50)
"""Shares that a column needs which tell their total alike, and how loosely each does at most."""


class Told(NamedTuple):
    """What a part and its share state.

    Attributes:
        step: One of the last place of the share as it is printed.
    """

    piece: Interval | None
    stated: Interval | None
    step: Fraction


def are_of_one(some: Sequence[Told]) -> bool:
    """Whether parts and shares tell one total, or all but one that a slip of the pen explains."""
    made = [total_of(one) for one in some]
    known = [one for one in made if one is not None]
    if len(known) < len(some):
        return False
    for odd in [None, *range(len(some))]:
        common = _common([one for at, one in enumerate(known) if at != odd])
        if common is not None:
            return odd is None or _is_slip(some[odd], common)
    return False


def are_mostly_of_one(some: Sequence[Told]) -> bool:
    """Whether three in four of a column's shares, and three at least, tell one total closely."""
    made = [total for one in some if (total := total_of(one)) is not None and (total.low or 0) > 0]
    points = (Interval.of(one.low or Fraction(0)) for one in made)
    alike = max(([one for one in made if one.meets(point)] for point in points), key=len, default=[])
    telling = sum(width_of(one) < _TELLING for one in alike)
    return telling >= 3 and len(alike) >= 3 * (len(made) - len(alike))


def total_of(told: Told) -> Interval | None:
    """Return what a part and its share tell that the total is."""
    if told.piece is None or told.stated is None or 0 in told.stated:
        return None
    return told.piece / told.stated * 100


def width_of(total: Interval) -> Fraction:
    """Return how little an interval tells: its width against its upper bound."""
    high = total.high or Fraction(1)
    return (high - (total.low or Fraction(0))) / high


def _common(found: Sequence[Interval]) -> Interval | None:
    """Return what lies in all of some intervals."""
    common: Interval | None = found[0]
    for one in found[1:]:
        common = None if common is None else common.intersection(one)
    return common


def _is_slip(told: Told, total: Interval) -> bool:
    """Whether one slip in a part, or in its share, keeps them from telling a total."""
    piece, stated = told.piece, told.stated
    if piece is None or stated is None or piece.meets(total):
        return False  # 刑事案件120件占20%；盗窃60件占50%: of what stands before them
    unit = (piece.high or Fraction(0)) - (piece.low or Fraction(0)) or Fraction(1)
    share = middle(stated) or Fraction(0)
    return _is_near(share, piece / total * 100, told.step) or _is_near(
        middle(piece) or Fraction(0), stated * total / 100, unit
    )


def _is_near(printed: Fraction, meant: Interval, step: Fraction) -> bool:
    """Whether a printed number is a slip of the pen for one of a few in an interval."""
    if meant.low is None or meant.high is None:
        return False
    half = Fraction(1, 2)
    first, last = ceil(meant.low / step - half), floor(meant.high / step + half)
    if first == last and is_one_slip(str(printed / step), str(first)):
        return True
    slip = nearly if last - first < _MOST else _is_swapped
    return last - first <= _MOST_SWAPPED and any(
        slip(printed / step, Fraction(one)) for one in range(first, last + 1)
    )


def _is_swapped(printed: Fraction, meant: Fraction) -> bool:
    return are_swapped(str(printed), str(meant))


_MOST, _MOST_SWAPPED = 60, 250
"""Numbers that a part may have been, at most, and where two digits changed places."""
