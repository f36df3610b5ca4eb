"""Days that are not the weekday beside them: 2024年5月6日（星期三）, 8月17日（周六）…次日（周一）."""

import re
from collections.abc import Iterator, Mapping
from datetime import date as calendar_day
from datetime import timedelta

from gouji.checks.bindings.passages import passages, whole_number, year_reviewed
from gouji.checks.bindings.written_dates import Dated, Written, dated_passages, days_in
from gouji.checks.rule import Level, Verdict, inconsistent
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words

_REACH = 120
"""Characters before a day in which its year is told."""


def wrong_weekdays(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield days whose weekday they have in none of the years in which they may be.

    Each is in the year of the one before it in its sentence; in the next one where it is an earlier day, in
    the one before where it is much later: 1月10日召开总结会，10月12日的活动.
    """
    reviewed = year_reviewed(facts, summary)
    for dated in facts.derive(dated_passages)[summary]:
        before, known = (0, 0), set[int]()
        for date, later, told in _named_days(dated):
            day, years = (date.month, date.day), _years_of_day(facts, dated, date, reviewed)
            if not date.own_year and not pattern("year_changes").search(dated.passage.text):
                apart = (day < before) - (day[0] - before[0] >= _HALF)
                years = (years & (known | {year + apart for year in known})) or years
            there = sorted(year for year in years if date.day <= days_in(year, date.month))
            days = {year: calendar_day(year, *day) + timedelta(later) for year in there}
            if fitting := {year for year, that_day in days.items() if that_day.isoweekday() == told}:
                before, known = day, set() if date.own_year else fitting
                continue
            bound = dated.passage.quoted(facts, date.start, date.end)
            level: Level = "error" if date.own_year else "warning"
            algebra = f"{told} ≠ " + " / ".join(f"{year}: {days[year].isoweekday()}" for year in there[:3])
            yield inconsistent(bound, message="weekday-differs", level=level, algebra=algebra)


def _years_of_day(facts: Facts, dated: Dated, date: Written, reviewed: int) -> set[int]:
    """Return the years of a day: its own, from one told before to that reviewed, else those around this."""
    if date.own_year:
        return {date.year}
    text, end = dated.passage.whole.text, dated.passage.start + date.start
    start = max(text.rfind("\n", 0, end) + 1, end - _REACH)
    told = list(pattern("year_before_day").finditer(text, start, end))
    if not told:
        around = {*range(reviewed - 1, reviewed + 2), *facts.derive(_years_named)[dated.passage.summary]}
        return around if reviewed else set(_ALL_CALENDARS)
    year, month, day = (whole_number(told[-1][part]) for part in ("year", "month", "day"))
    into_next = (date.month, date.day) < ((month, day) if month else _SPRING)
    years = (year, year + into_next, reviewed or year)
    return set(range(min(years), max(years) + 1))


def _years_named(facts: Facts) -> Mapping[str, set[int]]:
    """Return the years that each text names, and those behind them."""
    texts = ((summary, some[0].whole.text) for summary, some in facts.derive(passages).items() if some)
    return {one: {int(year) + by for year in _YEAR.findall(text) for by in (0, 1)} for one, text in texts}


_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_ALL_CALENDARS, _SPRING, _HALF, _SUNDAY = range(2000, 2028), (4, 1), 6, 7
"""Weekdays come again after 28 years; days before spring may be told of the year behind that of a text."""


def _named_days(dated: Dated) -> Iterator[tuple[Written, int, int]]:
    """Yield the days with a weekday beside them, how much later each is than its date, and the weekday."""
    text, last = dated.passage.text, 0
    for date, later in sorted(_days_of(dated)) if has_any(text, words("signs_of_weekdays")) else ():
        found = pattern("weekday_behind").match(text, date.end)
        if not (found or later or pattern("goes_on_from_day").match(text, date.end)):
            found = pattern("weekday_ahead").search(text, last, date.start)
        if found and not pattern("lunar_before").search(text, 0, date.start):
            last = max(date.end, found.end())
            named = date._replace(start=min(date.start, found.start("name")), end=last)
            yield named, later, whole_number(found["weekday"]) or _SUNDAY


def _days_of(dated: Dated) -> Iterator[tuple[Written, int]]:
    """Yield the days of a sentence, bare ones in the month of the date before (28日), and the next ones."""
    days = [date for date in dated.dates if date.day and date.exists]
    yield from ((date, 0) for date in days)
    for found in pattern("day_by_another").finditer(dated.passage.text):
        date = next((date for date in reversed(days) if date.start < found.start()), None)
        if date is None or found.start() < date.end:
            continue
        weeks, later, day = (whole_number(found[part]) for part in ("weeks", "days", "day"))
        placed = date._replace(start=found.start(), end=found.end(), day=day or date.day)
        if not day or (placed.exists and date.day < day):
            yield placed, 0 if day else 7 * weeks or later or 1
