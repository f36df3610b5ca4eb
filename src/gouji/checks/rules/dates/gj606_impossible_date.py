"""GJ606: dates that the calendar does not have."""

import re
from collections.abc import Iterator

from gouji.checks.bindings.passages import (
    Passage,
    passages,
    summaries_read,
    whole_number,
    without_texts,
    years_of,
)
from gouji.checks.bindings.weekdays import wrong_weekdays
from gouji.checks.bindings.written_dates import MONTHS, Dated, Written, dated_passages, days_in
from gouji.checks.rule import Level, Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ606", name="impossible-date", level="error", scope="summary", needs_texts=True, about="rows")
def impossible_date(facts: Facts) -> Iterator[Verdict]:
    """A month, a quarter and a day that a text names are in the calendar."""
    yield from without_texts(facts)
    for summary in summaries_read(facts):
        found = [
            *_impossible_dates(facts, summary),
            *_impossible_times(facts, summary),
            *wrong_weekdays(facts, summary),
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
