"""Means over the days, weeks, months or quarters of a year whose total is told before them.

全年客运量1.83亿人次，日均50万人次; 业务量7300万件，增长8%，日均处理20万件.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gouji.facts.numbers.digits import middle
from gouji.facts.table.periods import months_of_span
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, patterns, words
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import is_misplaced, nearly, slipped

_BY_DAY, _EVERY_DAY = "mean.day", "mean.every_day"
"""How a mean is tied to the total of its year; the second is of what goes on every day of it."""
_REACH = 80
"""Characters before a total in which its sentence says that it is of a whole year."""
_FEWEST_DAYS, _DAYS = 345, 366
"""How many days of a year there are of what goes on every day."""
_WORKING_DAYS = range(248, 254)
_FEWEST = {"month": 6, "week": 36, "quarter": 3}
"""How many of the months, weeks and quarters of a year something may go on in."""
_PARTS = {"month": 12, "week": 52, "quarter": 4}
_POWERS = (-4, -1, 1, 4)
"""Powers of ten by which a unit or a point is misplaced."""


class _Mean(NamedTuple):
    """A mean and its total, by their places.

    Attributes:
        anew: Whether other words tell what the total is of: 业务量A，日均处理B.
    """

    at: int
    total: int
    anew: bool


def monthly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of a month, a week or a quarter with the total of the year before: 438件，月均36.5件.

    The total divided by their number is the mean, or would be but for a slip of the pen; else the total may
    be of less.
    """
    for part, name in patterns("means_of_parts").items():
        for mean in _means(paragraph, name):
            if _is_part(paragraph, mean, part):
                yield _with_total(paragraph, mean, f"mean.{part}")


def _means(paragraph: Paragraph, name: re.Pattern[str]) -> Iterator[_Mean]:
    """Yield the means of such a name beside a figure of the same year and unit, that name nothing else."""
    for at, mean in enumerate(paragraph.claims):
        if mean.measure != "mean" or not mean.stands_alone or mean.base:
            continue
        timed = len(mean.period) == 4 or months_of_span(mean.period)
        found = name.fullmatch(paragraph.names[at]) if timed else None
        for total in _totals_of(paragraph, at) if found else ():
            named = found is not None and all(
                sign in _name_of(paragraph, total) for sign in found["what"].removesuffix("量")
            )
            anew = found is not None and not named and _is_said_anew(paragraph, total, found["what"])
            if (named or anew) and _is_like(paragraph, at, total):
                yield _Mean(at, total, anew)
                break


def _totals_of(paragraph: Paragraph, at: int) -> Iterator[int]:
    """Yield the places of what a mean may be of: before it, and right behind it in its sentence.

    What the first grew by may stand between: A，增长12%，日均B. The other says that it is of all the year,
    and nothing but what the mean is of.
    """
    place = at - 1
    while place > 0 and paragraph.claims[place].measure in {"growth", "change"}:
        place -= 1
    ends = sum(paragraph.opens[place + 1 : at + 1])
    if place >= 0 and (not ends or (ends == 1 and paragraph.opens[at] and place == at - 1)):
        yield place
    behind = at + 1 < len(paragraph.claims) and not paragraph.opens[at + 1]
    said = pattern("sums_year").fullmatch(paragraph.names[at + 1]) if behind else None
    if said and set(said["what"]) <= set(paragraph.names[at]):
        yield at + 1


def _is_like(paragraph: Paragraph, at: int, total: int) -> bool:
    """Whether a mean and a level are of one unit, year and section."""
    mean, whole = paragraph.claims[at], paragraph.claims[total]
    return whole.is_level and (mean.unit, mean.period, mean.section) == (
        whole.unit,
        whole.period,
        whole.section,
    )


def _name_of(paragraph: Paragraph, total: int) -> str:
    return paragraph.claims[total].indicator + paragraph.names[total]


def _is_said_anew(paragraph: Paragraph, total: int, what: str) -> bool:
    """Whether a mean is of what is done with all of a total: 处理 of 业务量, 运送乘客 of 客运量.

    Its noun has a sign of the name of the total; what names some of it (投递, 外地游客) is no such.
    """
    found, name = pattern("done_with_all").fullmatch(what), _name_of(paragraph, total)
    return found is not None and (not found["noun"] or any(sign in name for sign in found["noun"]))


def _with_total(paragraph: Paragraph, mean: _Mean, via: str) -> Claim:
    """Return a mean tied to the figure before it."""
    start = paragraph.claims[mean.total].start
    return paragraph.claims[mean.at]._replace(totals=((start, ""),), via=via)


def _is_part(paragraph: Paragraph, mean: _Mean, part: str) -> bool:
    """Whether a mean is its total divided by so many, to its last digit, but for a slip.

    One of two digits, or too low, is wrong only where the total is of a whole year.
    """
    total, shown = middle(paragraph.claims[mean.total].interval), _printed(paragraph, mean.at)
    if shown is None or total is None:
        return False
    if months := months_of_span(paragraph.claims[mean.at].period):
        meant = total / (_PARTS[part] * Fraction(months, _PARTS["month"]))  # of 上半年 there are six
        return part != "week" and meant / _TOO_LOW <= shown.number * shown.scale <= meant * _TOO_LOW
    meant, unit = shown.meant(total / _PARTS[part]), Fraction(1, 10**shown.places)
    low, high = (total / shown.scale / (shown.number + by) for by in (unit / 2, -unit / 2))
    fewer = any(low <= some <= high for some in range(_FEWEST[part], _PARTS[part]))
    beside = abs(shown.number - meant) <= unit and not fewer
    if shown.number == meant or beside or slipped(shown.number, meant):
        return True
    too_low = not mean.anew and meant / _TOO_LOW <= shown.number < meant - unit
    likely = too_low or (nearly(shown.number, meant) and not fewer)
    return likely and paragraph.is_exact(mean.at) and _is_of_whole_year(paragraph, mean.total)


_TOO_LOW = 2
"""How many times a mean is too low at most; over fewer parts of a year it would be more."""


class _Printed(NamedTuple):
    """A number as it is printed, with its decimals, and how much one of its unit is."""

    number: Fraction
    places: int
    scale: Fraction

    def meant(self, value: Fraction) -> Fraction:
        """Return how a value would be printed so."""
        return Fraction(round(value / self.scale * 10**self.places), 10**self.places)


def _printed(paragraph: Paragraph, at: int) -> _Printed | None:
    """Return how a mean is printed; None where it is no plain number."""
    value, found = (
        middle(paragraph.claims[at].interval),
        pattern("printed_number").match(paragraph.quote(at)),
    )
    number = Fraction(found["number"].replace(",", "")) if found else None
    if not found or not value or not number:
        return None
    return _Printed(number, len(found["number"].partition(".")[2]), value / number)


def daily(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of a day with the total of the year before them.

    The sentence says that the total is of one whole year, and the mean names nothing else. One in other
    words is what the days of a year make of the total, or would be but for a slip of the pen.
    """
    for mean in _means(paragraph, pattern("mean_of_day")):
        if not paragraph.claims[mean.total].stands_alone or not _is_of_whole_year(paragraph, mean.total):
            continue
        days = _days(paragraph, mean)
        worked = any(low <= some <= high for low, high in days for some in _WORKING_DAYS)
        by_year = not mean.anew or worked or _is_of_days(paragraph, mean)
        # 全年开机280天，发电A，日均B: the days that a sentence tells give the mean.
        near = [one for one in paragraph.claims[max(0, mean.at - _NEAR) : mean.at] if one.unit in _DAY]
        given = [middle(one.interval) or 0 for one in near]
        if not by_year or any(low <= one <= high for low, high in days for one in given):
            continue
        told = _name_of(paragraph, mean.total) + paragraph.names[mean.at]
        every = pattern("goes_on_daily").search(told) and not worked
        yield _with_total(paragraph, mean, _EVERY_DAY if every else _BY_DAY)


def _days(paragraph: Paragraph, mean: _Mean) -> list[tuple[Fraction, Fraction]]:
    """Return between what numbers of days a total divided by its mean is; nothing where it has no bounds.

    A round count is one to a twentieth of it here.
    """
    stated, total = paragraph.claims[mean.at].interval, middle(paragraph.claims[mean.total].interval)
    value = middle(stated)
    if stated is None or not value or not stated.low or not stated.high or stated.low < 0 or not total:
        return []
    low, high = max(stated.low, value * (1 - _ROUND)), min(stated.high, value * (1 + _ROUND))
    return [(total / high, total / low)]


_ROUND, _NEAR, _DAY = Fraction(1, 20), 4, words("units_of_days")


def _is_of_days(paragraph: Paragraph, mean: _Mean) -> bool:
    """Whether the days of a year give a mean, but for a slip: one digit, two swapped, a wrong unit."""
    if any(low <= _DAYS and high >= _FEWEST_DAYS for low, high in _days(paragraph, mean)):
        return True
    total, shown = middle(paragraph.claims[mean.total].interval), _printed(paragraph, mean.at)
    if shown is None or not total:
        return False
    meant = shown.meant(total / (_DAYS - 1))
    misplaced = bool(meant) and is_misplaced(shown.number / meant, _POWERS)
    return misplaced or (meant > 0 and nearly(shown.number, meant))


def _is_of_whole_year(paragraph: Paragraph, total: int) -> bool:
    """Whether the sentence of a total says before it that it is of one whole year."""
    start, before = paragraph.claims[total].start, paragraph.claims[total - 1].end if total else 0
    is_mean = total and paragraph.claims[total - 1].measure == "mean"  # 日均A，全年B
    first = max(paragraph.start, start - _REACH, before if is_mean else 0)
    said = pattern("sentence_ends").split(paragraph.text[first:start])[-1]
    whole = pattern("says_whole_year").search(said) is not None
    return whole and pattern("of_no_one_year").search(said) is None
