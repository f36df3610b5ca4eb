"""Means over the days of a year whose total is told right before them: 全年客运量1.83亿人次，日均50万人次."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern
from gouji.reading.links.paragraph import Paragraph

_BY_DAY, _EVERY_DAY = "mean.day", "mean.every_day"
"""How a mean is tied to the total of its year; the second is of what goes on every day of it."""
_YEAR = 4
_REACH = 80
"""Characters before a total in which its sentence says that it is of a whole year."""


def daily(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the means of a day with the total of the year right before them.

    The sentence says that the total is of one whole year, and the mean names nothing else.
    """
    for at in range(1, len(paragraph.claims)):
        mean, total = paragraph.claims[at], paragraph.claims[at - 1]
        if mean.measure != "mean" or mean.totals or mean.whole is not None or mean.base:
            continue
        found = pattern("mean_of_day").fullmatch(paragraph.names[at])
        alike = total.is_level and mean.unit == total.unit and mean.period == total.period
        of_whole = len(mean.period) == _YEAR and total.whole is None and not total.totals
        if not found or not alike or not of_whole or paragraph.opens[at] or mean.section != total.section:
            continue
        begun = max(paragraph.start, total.start - _REACH)
        said = pattern("sentence_ends").split(paragraph.text[begun : total.start])[-1]
        name = total.indicator + paragraph.names[at - 1]
        names_it = not found["what"] or found["what"] in name
        if (
            names_it
            and pattern("says_whole_year").search(said)
            and not pattern("of_no_one_year").search(said)
        ):
            every = pattern("goes_on_daily").search(name)
            yield mean._replace(totals=((total.start, ""),), via=_EVERY_DAY if every else _BY_DAY)
