"""Begin and end told apart: in clauses of one year, in columns of a table, with how long it lasted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar_day
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.passages import Cell, Passage, passages, tables_of, whole_number
from gouji.checks.bindings.written_dates import Dated, OutOfOrder, Written, dated_passages, days_from
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def ends_of_one_year(dated: Dated) -> Iterator[OutOfOrder]:
    """Yield what begins and ends in one year or month, with dates between: 8月7日立案，…，同年4月25日宣判."""
    told = [date for date in dated.dates if date.exists and not date.is_year]
    text = dated.passage.text
    for at, one in enumerate(told):
        begun = verb_behind(pattern("begins"), text, one.end, len(text))
        for two in told[at + 1 :] if begun else ():
            other_year = two.own_year or pattern("another_year").search(text, one.end, two.start)
            if other_year or verb_behind(pattern("begins"), text, two.end, len(text)):
                break
            over = verb_behind(pattern("ends_of"), text, two.end, len(text))
            same_year = pattern("same_year_before").search(text, 0, two.start) or _of_one_month(one, two)
            beside = begun and pattern("same_subject").fullmatch(text, begun.end(), two.start)
            # Neighbouring clauses of one month are asked elsewhere.
            asked = beside and _of_one_month(one, two)
            goes_on = not asked and pattern("no_new_subject").search(text, 0, two.start)
            if over and begun and over.lastgroup == begun.lastgroup and goes_on:
                behind = pattern("over_behind").match(text, over.end())
                if behind and same_year and two.span[1] < one.span[0]:
                    yield OutOfOrder(dated.passage, one.start, two.end)
                break


def _of_one_month(one: Written, two: Written) -> bool:
    return 0 < one.month == two.month and bool(one.day and two.day)


def verb_behind(verbs: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the verb behind a date, after words such as 正式 and 于."""
    lead = pattern("day_and_verb").match(text, start, end)
    return verbs.match(text, lead.end() if lead else start, end)


def lasts_too_short(text: str, one: Written, two: Written) -> bool:
    """Whether a span that seems to go on in the next year is told to have lasted much less than that."""
    joined = pattern("till_then").fullmatch(text, one.end, two.start)
    if two.own_year or not (one.day and two.day) or not joined or two.span[1] >= one.span[0]:
        return False
    lasted = pattern("told_to_last").search(text, two.end)
    if lasted is None:
        return False
    days = whole_number(lasted["number"]) * _DAYS[lasted["unit"]]
    into_next_year = _YEAR + days_from(one.span[0], two.span[1])
    return days > 0 and _SLACK * days + _MONTH < into_next_year


def lasted_otherwise(dated: Dated, reviewed: int) -> Iterator[OutOfOrder]:
    """Yield what is told to have lasted other than from its first day to its last: 历时60天.

    Both days may count, or one of them. What leaves days out (工作日, 除周末) is not compared.
    """
    text, told = dated.passage.text, [one for one in dated.dates if not one.is_year]
    if len(told) < 2 or pattern("days_left_out").search(text):
        return
    for one, two in pairwise(told):
        lasted = _told_to_take(text, one, two, alone=len(told) == 2)
        if not lasted or not (one.exists and two.exists and one.day and two.day):
            continue
        first, last = (each.year or one.year or reviewed for each in (one, two))
        days = _days_between(one, two, first, last)
        if lasted.groupdict().get("both") and days:
            days = {max(days)}  # 含首尾两日
        if days and not _may_be(lasted.groupdict(), days):
            yield OutOfOrder(dated.passage, one.start, lasted.end(), "lasted-otherwise")


def _may_be(told: Mapping[str, str | None], days: set[int]) -> bool:
    """Whether so many days, months or years are told as there are days; months may be rounded."""
    number, more = (whole_number(told.get(name) or "0") for name in ("number", "more"))
    unit = told.get("unit") or "天"
    if unit in words("units_of_days"):
        return number in days
    months = number * _MONTHS[unit] + more + Fraction(bool(told.get("half")) * _MONTHS[unit], 2)
    return any(abs(one - months * _MONTH_OF_DAYS) < _ROUNDED * _MONTH_OF_DAYS for one in days)


_MONTHS, _MONTH_OF_DAYS, _ROUNDED = {"个月": 1, "年": 12}, Fraction(1461, 48), Fraction(17, 20)
"""What is told as three months lasts less than 0.85 of one longer or shorter."""


def _told_to_take(text: str, one: Written, two: Written, *, alone: bool) -> re.Match[str] | None:
    """Return what tells how many days there are from one day to another, in the clause behind both."""
    joined = two.style == "bare" or pattern("joined_days").fullmatch(text, one.end, two.start)
    till = pattern("till_its_end").fullmatch(text, one.end, two.start)
    over = pattern("told_its_end").match(text, two.end)
    if not (joined or (till and (over or not till["open"]))):
        return None
    end = over.end() if over else two.end
    told = pattern("took_days").match(text, end)
    if told or not alone:
        return told
    told = pattern("took_in_all").match(text, end)
    return told or (pattern("took_days_later").match(text, two.end) if joined else None)


def _days_between(one: Written, two: Written, first: int, last: int) -> set[int]:
    """Return how many days there may be from one day to another; none where the second is no later."""
    if not (one.month and two.month):
        return set()
    known = [(first, last)] if first and last else [(_LEAP, _LEAP), (_LEAP + 1, _LEAP + 1)]
    spans = [
        (calendar_day(later, two.month, two.day) - calendar_day(sooner, one.month, one.day)).days
        for sooner, later in known
    ]
    return {days + both for days in spans if days > 0 for both in (0, 1)}


_LEAP = 2000

_DAYS = {"天": 1, "日": 1, "周": 7, "月": 30}
_YEAR, _MONTH, _SLACK = 360, 30, 2


def ends_in_columns(facts: Facts, summary: str) -> Iterator[tuple[Cell, Cell]]:
    """Yield the cells of a begin and an end, in columns that say so, of which the end comes first."""
    dates = {dated.passage.start: dated.dates for dated in facts.derive(dated_passages)[summary]}
    for table in tables_of(facts, summary):
        columns = [_column(name) for name in table.names]
        pairs = [
            (begin, end)
            for begin, (kind, what) in enumerate(columns)
            for end, (other, whose) in enumerate(columns)
            if (kind, other) == ("begin", "end") and what == whose
        ]
        for row in table.rows if len(pairs) == 1 else ():
            cells = [row[at] for at in pairs[0]]
            one, two = (_date_in(cell, dates.get(cell.line.start, ())) for cell in cells)
            if one and two and _is_before(two, one):
                yield cells[0], cells[1]


def _column(name: str) -> tuple[str, str]:
    """Return whether a column tells a begin or an end, and if it is planned or actual."""
    found = pattern("column_of_dates").fullmatch(name)
    return ("begin" if found["begin"] else "end", found["kind"] or "") if found else ("", "")


def _date_in(cell: Cell, dates: Sequence[Written]) -> Written | None:
    within = [date for date in dates if cell.start <= date.start and date.end <= cell.start + len(cell.text)]
    return within[0] if len(within) == 1 and within[0].exists else None


def _is_before(two: Written, one: Written) -> bool:
    if one.own_year and two.own_year:
        return (two.year, two.span[1]) < (one.year, one.span[0])
    return not one.own_year and not two.own_year and _of_one_month(one, two) and two.day < one.day


class OwnDay(NamedTuple):
    """The day that a text tells as its own."""

    text: str
    year: int
    month: int
    day: int


def own_days(facts: Facts) -> Mapping[str, OwnDay | None]:
    """Return the day on which each text says that it was written, by summary."""
    return {summary: _own_day(read) for summary, read in facts.derive(passages).items()}


def _own_day(read: Sequence[Passage]) -> OwnDay | None:
    """Return the day on which a text says that it was written: 本期简报编印于2024年10月8日."""
    text = read[0].whole.text if read else ""
    found = pattern("own_day_told").search(text) if has_any(text, words("signs_of_writing")) else None
    if found is None:
        return None
    year, month, day = (
        next(whole_number(found[f"{part}_{form}"]) for form in "abc" if found[f"{part}_{form}"])
        for part in ("year", "month", "day")
    )
    return OwnDay(f"{year:04}-{month:02}-{day:02}", year, month, day)


def done_later_without_year(text: str, date: Written, own: OwnDay, reviewed: int) -> bool:
    """Whether a day without a year is later than a text's own, and told as done all the same."""
    if date.year or not date.day or (date.month, date.day) <= (own.month, own.day):
        return False
    if pattern("plans_at_all").search(text, 0, date.start):
        return False
    this_year = pattern("of_this_year").search(text, 0, date.start)
    if not this_year and (reviewed != own.year or own.month <= _SPRING):
        return False
    done, behind = pattern("done_before_day").search(text, 0, date.start), pattern("done_behind_day")
    return done is not None or behind.match(text, date.end) is not None


_SPRING = 3
"""A text of the first months mostly reviews the year before."""
