"""Means over the days of a year whose total is told right before them: 全年客运量1.83亿人次，日均50万人次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.numbers.digits import middle
from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph
from gouji.reading.links.slips import slipped

_BY_DAY, _EVERY_DAY, _BY_MONTH = "mean.day", "mean.every_day", "mean.month"
"""How a mean is tied to the total of its year; the second is of what goes on every day of it."""
_YEAR = 4
_REACH = 80
"""Characters before a total in which its sentence says that it is of a whole year."""


def monthly(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of a month with the total of the year right before them: 诉求438件，月均36.5件.

    A twelfth of the total is the mean, or would be but for a slip of the pen; else the total may be of less.
    """
    for at in _means(paragraph, pattern("mean_of_month")):
        if _is_twelfth(paragraph, at):
            yield _with_total(paragraph, at, _BY_MONTH)


def _means(paragraph: Paragraph, name: re.Pattern[str]) -> Iterator[int]:
    """Yield the means of such a name behind a figure of the same year and unit, that name nothing else."""
    for at in range(1, len(paragraph.claims)):
        mean, total = paragraph.claims[at], paragraph.claims[at - 1]
        if mean.measure != "mean" or not mean.stands_alone or mean.base:
            continue
        found = name.fullmatch(paragraph.names[at])
        alike = total.is_level and mean.unit == total.unit and mean.period == total.period
        of_year = len(mean.period) == _YEAR and mean.section == total.section and not paragraph.opens[at]
        if found and alike and of_year and found["what"] in _name_of_total(paragraph, at):
            yield at


def _name_of_total(paragraph: Paragraph, at: int) -> str:
    return paragraph.claims[at - 1].indicator + paragraph.names[at - 1]


def _with_total(paragraph: Paragraph, at: int, via: str) -> Claim:
    """Return a mean tied to the figure before it."""
    return paragraph.claims[at]._replace(totals=((paragraph.claims[at - 1].start, ""),), via=via)


def _is_twelfth(paragraph: Paragraph, at: int) -> bool:
    """Whether a mean is a twelfth of the figure before it, to its last digit, but for a slip."""
    mean, total = paragraph.claims[at].interval, middle(paragraph.claims[at - 1].interval)
    printed, step = middle(mean), pattern("printed_number").match(paragraph.quote(at))
    if mean is None or total is None or not printed or step is None:
        return False
    places = len(step["number"].partition(".")[2])
    scale = printed / Fraction(step["number"].replace(",", "")) or Fraction(1)
    meant = Fraction(round(total / _MONTHS / scale * 10**places), 10**places)
    shown = Fraction(step["number"].replace(",", ""))
    return abs(shown - meant) * 10**places <= 1 or slipped(shown, meant)


_MONTHS = 12


def daily(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of a day with the total of the year right before them.

    The sentence says that the total is of one whole year, and the mean names nothing else.
    """
    for at in _means(paragraph, pattern("mean_of_day")):
        total = paragraph.claims[at - 1]
        begun = max(paragraph.start, total.start - _REACH)
        said = pattern("sentence_ends").split(paragraph.text[begun : total.start])[-1]
        of_whole = pattern("says_whole_year").search(said) and not pattern("of_no_one_year").search(said)
        if of_whole and total.stands_alone:
            every = pattern("goes_on_daily").search(_name_of_total(paragraph, at))
            yield _with_total(paragraph, at, _EVERY_DAY if every else _BY_DAY)
