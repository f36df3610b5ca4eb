"""Periods of facts: ISO 8601 dates and intervals, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DATE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_PERIOD = re.compile(rf"(?:(\.\.|{_DATE})/)?{_DATE}")


class Period(NamedTuple):
    """A span of days.

    Attributes:
        text: As written: ``2024``, ``2024-11-13``, ``2021/2024``, ``../2024``.
        start: First day; None = since the beginning.
        end: Last day.
    """

    text: str
    start: date | None
    end: date

    @classmethod
    def read(cls, text: str) -> Period:
        """Read a period in the notation of ``docs/fact-table.md``.

        Raises:
            ValueError: Not an ISO 8601 date or interval, no such day, or the end before the start.

        >>> Period.read("2021/2024").end
        datetime.date(2024, 12, 31)
        """
        return cls(text, *_days(text))

    @property
    def begins(self) -> date:
        """The first day; for a period since the beginning, the first day of its last step."""
        return self.start or Period.read(self.text.removeprefix("../")).begins

    def previous(self) -> Period | None:
        """Return the same period one step before; None where the step is unclear.

        >>> Period.read("../2024").previous().text
        '../2023'
        """
        opening, _, last = self.text.rpartition("/")
        if opening not in ("", ".."):
            return None
        before = _one_before(last)
        return Period.read(f"{opening}/{before}" if opening else before) if before else None


@lru_cache(maxsize=4096)
def _days(text: str) -> tuple[date | None, date]:
    """Return the first and the last day; cached, as a fact file repeats a few periods many times."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is no ISO 8601 date or interval')
    opening, *parts = match.groups()
    first, last = parts[:3], parts[3:]
    end = _last_day(*last)
    if opening == "..":
        return None, end
    year, month, day = last if opening is None else first
    start = date(int(year), int(month or 1), int(day or 1))
    if start > end:
        raise ValueError(f'"{text}" ends before it begins')
    return start, end


def _last_day(year: str, month: str | None, day: str | None) -> date:
    month_number = int(month or 12)
    if not 1 <= month_number <= 12:
        raise ValueError(f"month {month} does not exist")
    return date(int(year), month_number, int(day or monthrange(int(year), month_number)[1]))


def _one_before(last: str) -> str:
    year, _, month = last.partition("-")
    if not month:
        return f"{int(year) - 1:04d}" if int(year) > 1 else ""
    if "-" in month:
        return ""
    number = int(year) * 12 + int(month) - 2
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if number >= 12 else ""


def shifted(period: str, years: int) -> str:
    """Return the same time so many years later; empty where there is none, as for what came together so far.

    >>> shifted("2024-01/2024-06", -1), shifted("../2024", -1)
    ('2023-01/2023-06', '')
    """
    ends = period.split("/")
    if not all(end[:4].isdigit() for end in ends):
        return ""
    return "/".join(f"{int(end[:4]) + years:04d}{end[4:]}" for end in ends)


def months_of_span(period: str) -> int:
    """Return how many months a span of one year has; 0 for any other time.

    >>> months_of_span("2024-01/2024-06"), months_of_span("2024"), months_of_span("2023/2024")
    (6, 0, 0)
    """
    found = _SPAN_OF_MONTHS.fullmatch(period)
    return int(found["last"]) - int(found["first"]) + 1 if found else 0


_SPAN_OF_MONTHS = re.compile(r"([0-9]{4})-(?P<first>[0-9]{2})/\1-(?P<last>[0-9]{2})")
