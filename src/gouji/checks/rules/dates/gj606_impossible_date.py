"""GJ606: dates that the calendar does not have."""

import re
from collections.abc import Iterator
from datetime import date as calendar_day
from datetime import timedelta

from gouji.checks.bindings.passages import (
    Passage,
    passages,
    summaries_read,
    whole_number,
    without_texts,
    year_reviewed,
    years_of,
)
from gouji.checks.bindings.written_dates import MONTHS, Dated, Written, dated_passages, days_in
from gouji.checks.rule import Level, Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


@rule("GJ606", name="impossible-date", level="error", scope="summary", needs_texts=True, about="rows")
def impossible_date(facts: Facts) -> Iterator[Verdict]:
    """A month, a quarter and a day that a text names are in the calendar."""
    yield from without_texts(facts)
    for summary in summaries_read(facts):
        found = [
            *_impossible_dates(facts, summary),
            *_impossible_times(facts, summary),
            *_wrong_weekdays(facts, summary),
        ]
        if found or facts.derive(dated_passages)[summary]:
            yield from found or [consistent(facts.at(summary, 0, 1))]


def _impossible_dates(facts: Facts, summary: str) -> Iterator[Verdict]:
    for dated in facts.derive(dated_passages)[summary]:
        for date in dated.dates:
            level = _level(dated, date) if not date.exists else _of_leap_day(facts, dated, date)
            if level:
                yield _verdict(facts, dated.passage, date.start, date.end, level)
            elif date.day and date.exists:
                yield consistent(dated.passage.placed(facts, date.start, date.end))


def _verdict(facts: Facts, passage: Passage, start: int, end: int, level: Level) -> Verdict:
    bound = passage.quoted(facts, start, end)
    return inconsistent(bound, message="impossible-date", level=level, algebra=f"∄ {bound.quote}")


def _level(dated: Dated, date: Written) -> Level | None:
    """Return how severe it is that there is no such date; None where it is none."""
    before = dated.passage.text[: date.start]
    if date.style == "numbers":
        coded = date.month > MONTHS or not date.day or pattern("number_of_a_file").search(before)
        return None if coded else "warning"
    if date.quarter and pattern("counts_quarters").search(before):
        return None
    if not date.day and not date.own_year:
        # 13月 and 第五季度 may count what lasts.
        return None if pattern("counts_months").search(before) else "warning"
    return "error"


def _of_leap_day(facts: Facts, dated: Dated, date: Written) -> Level | None:
    """Return the level of a 29th of February in a text of years that have none."""
    if date.year or (date.month, date.day) != _LEAP_DAY:
        return None
    if (year := _year_gone_on_in(dated, date)) and days_in(year, 2) < date.day:
        return "warning"
    text = dated.passage.text
    named = [int(year) for year in re.findall(r"(?:19|20)[0-9]{2}(?=年)", text)]
    row = facts.dimensions.summaries.get(dated.passage.summary)
    years = {*named, *years_of(facts, dated.passage.summary)}
    if years and not (row and row.published):
        years.add(max(years) + 1)
    return "warning" if years and all(days_in(year, 2) < date.day for year in years) else None


def _year_gone_on_in(dated: Dated, date: Written) -> int:
    """Return the year of a January or February told before in the sentence, which goes on; 0 for none.

    2023年1月7日开始，…；2月29日启动: past a semicolon, as long as no other year is told or meant.
    """
    text, end = dated.passage.whole.text, dated.passage.start + date.start
    start = max(text.rfind(sign, 0, end) for sign in "。！？\n") + 1
    found = list(pattern("day_before_leap_day").finditer(text, max(start, end - _REACH), end))
    if not found or pattern("year_may_change").search(text, found[-1].end(), end):
        return 0
    return whole_number(found[-1]["year"])


_LEAP_DAY, _REACH = (2, 29), 120


def _impossible_times(facts: Facts, summary: str) -> Iterator[Verdict]:
    for passage in facts.derive(passages)[summary]:
        for hour in pattern("no_hour").finditer(passage.text) if "时" in passage.text else ():
            yield _verdict(facts, passage, hour.start("hour"), hour.end(), "warning")
        if "分" not in passage.text and ":" not in passage.text:
            continue
        for found in pattern("clock").finditer(passage.text):
            o_clock, minute = int(found["hour"]), whole_number(found["minute"] or found["minutes"])
            wrong = o_clock > _HOURS or minute >= _MINUTES
            if (wrong and pattern("clock_told").search(passage.text, 0, found.start())) or (
                found["minutes"] and pattern("no_minute").match(passage.text, found.start())
            ):
                yield _verdict(facts, passage, *found.span(), "warning")


_HOURS, _MINUTES = 24, 60


def _wrong_weekdays(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield days whose weekday they have in none of the years in which they may be.

    Each is in the year of the one before it in its sentence; in the next one where it is an earlier day, in
    the one before where it is much later: 1月10日召开总结会，10月12日的活动.
    """
    reviewed = year_reviewed(facts, summary)
    for dated in facts.derive(dated_passages)[summary]:
        before, known = (0, 0), set[int]()
        for date, later, told in _named_days(dated):
            day, years = (date.month, date.day), _years_of_day(dated, date, reviewed)
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


def _years_of_day(dated: Dated, date: Written, reviewed: int) -> set[int]:
    """Return the years of a day: its own, from one told before to that reviewed, else those around this."""
    if date.own_year:
        return {date.year}
    text, end = dated.passage.whole.text, dated.passage.start + date.start
    start = max(text.rfind("\n", 0, end) + 1, end - _REACH)
    told = list(pattern("year_before_day").finditer(text, start, end))
    if not told:
        named = {int(year) + by for year in re.findall(r"(?:19|20)[0-9]{2}(?=年)", text) for by in (0, 1)}
        return named.union(range(reviewed - 1, reviewed + 2)) if reviewed else set(_ALL_CALENDARS)
    year, month, day = (whole_number(told[-1][part]) for part in ("year", "month", "day"))
    into_next = (date.month, date.day) < ((month, day) if month else _SPRING)
    years = (year, year + into_next, reviewed or year)
    return set(range(min(years), max(years) + 1))


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
