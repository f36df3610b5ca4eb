"""Days, months and quarters as sentences write them, whether or not there are such."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages, whole_number
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern

MONTHS, QUARTERS = 12, 4
_LEAP_YEAR = 2000


class Written(NamedTuple):
    """A date in a sentence; 0 for each part that it does not tell.

    Attributes:
        start: Offset of its first character in the sentence.
        end: Offset behind its last.
        year: Its year, or that of the date that it is joined to.
        day: Its day.
        own_year: It tells its year itself.
        style: How it is written: ``words`` (6月30日), ``numbers`` (2024-06-30), ``bare`` (30日 alone).
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    quarter: int
    own_year: bool
    style: str = "words"

    @property
    def exists(self) -> bool:
        """Whether there is such a day; without a year the 29th of February is one."""
        if self.quarter or self.is_year:
            return self.quarter <= QUARTERS
        if not 1 <= self.month <= MONTHS:
            return False
        return self.day <= days_in(self.year, self.month)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day of a date that exists, within its year: 630 is the 30th of June."""
        if self.quarter:
            return (3 * self.quarter - 2) * 100 + 1, 3 * self.quarter * 100 + 31
        return (self.month or 1) * 100 + (self.day or 1), (self.month or MONTHS) * 100 + (self.day or 31)

    @property
    def is_year(self) -> bool:
        """Whether it tells a year alone."""
        return not (self.month or self.day or self.quarter) and self.own_year


def days_in(year: int, month: int) -> int:
    """Return how many days a month has; of an unknown year the most that it may have."""
    return monthrange(year or _LEAP_YEAR, month)[1]


def days_from(one: int, two: int) -> int:
    """Return roughly how many days there are from one day of a year to another.

    >>> days_from(101, 630), days_from(1220, 105)
    (179, -345)
    """
    return 30 * (two // 100 - one // 100) + two % 100 - one % 100


class Dated(NamedTuple):
    """A sentence and its dates, in text order."""

    passage: Passage
    dates: tuple[Written, ...]


class OutOfOrder(NamedTuple):
    """Part of a sentence whose dates cannot be in the order that it tells; *message* is the key of why."""

    passage: Passage
    start: int
    end: int
    message: str = "end-before-begin"


def dated_passages(facts: Facts) -> Mapping[str, tuple[Dated, ...]]:
    """Return the sentences that have dates, by summary."""
    return {
        summary: tuple(Dated(one, dates) for one in some if (dates := tuple(_dates(one.text))))
        for summary, some in facts.derive(passages).items()
    }


def _dates(text: str) -> Iterator[Written]:
    found: list[Written] = []
    if "年" in text:
        found += map(_in_year, pattern("written_year").finditer(text))
    if "月" in text or "季度" in text:
        found += map(_in_words, pattern("written_day").finditer(text))
        found += map(_quarter, pattern("written_quarter").finditer(text))
    if _ISO.search(text):
        found += map(_in_numbers, pattern("written_iso").finditer(text))
    before: Written | None = None
    for one in sorted(found):
        date = _joined(text, before, one)
        yield date
        before = date
        while date.day and (more := pattern("next_day").match(text, before.end)):
            before = before._replace(
                start=more.start("day"), end=more.end(), day=whole_number(more["day"]), style="bare"
            )
            yield before


_ISO = re.compile("[0-9]{4}[-./][0-9]{1,2}[-./][0-9]")


def _in_words(found: re.Match[str]) -> Written:
    year, month, day = (whole_number(found[part]) for part in ("year", "month", "day"))
    return Written(found.start(), found.end(), year, month, day, 0, bool(year))


def _in_year(found: re.Match[str]) -> Written:
    return Written(*found.span(), whole_number(found["year"]), 0, 0, 0, own_year=True)


def _quarter(found: re.Match[str]) -> Written:
    year = whole_number(found["year"])
    return Written(found.start(), found.end(), year, 0, 0, whole_number(found["quarter"]), bool(year))


def _in_numbers(found: re.Match[str]) -> Written:
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    return Written(found.start(), found.end(), year, month, day, 0, own_year=True, style="numbers")


def _joined(text: str, before: Written | None, date: Written) -> Written:
    """Return a date with the year of the one that it is joined to: 2024年3月至6月."""
    if before is None or date.own_year or not before.year or before.is_year:
        return date
    joined = pattern("joins_days").fullmatch(text, before.end, date.start)
    return date._replace(year=before.year) if joined else date
