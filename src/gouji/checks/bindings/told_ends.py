"""Begin and end told apart: in clauses of one year, in columns of a table, with how long it lasted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar_day
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.passages import Cell, Passage, passages, tables_of, whole_number
from gouji.checks.bindings.written_dates import Dated, OutOfOrder, Written, dated_passages, days_in
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


def lasted_otherwise(dated: Dated, reviewed: int) -> Iterator[OutOfOrder]:
    """Yield what is told to have lasted other than from its first day to its last: 历时60天.

    Both days may count, or one of them. What leaves days out (工作日, 除周末) is not compared.
    """
    passage, told = dated.passage, [one for one in dated.dates if not one.is_year]
    # 3月15日至5月23日开展行动。行动为期70天: the next sentence may say only how long it lasted.
    behind = passage.start + len(passage.text)
    span = pattern("span_behind").match(passage.whole.text, behind) if len(told) > 1 else None
    text = passage.text + (span[0] if span else "")
    for one, two in pairwise(told):
        alone, apart = len(told) == 2, pattern("lasted_in_days")
        if alone and (other := _other_months(text, one, two)):
            yield OutOfOrder(dated.passage, one.start, max(two.end, other.end()), "lasted-otherwise")
        if not (one.exists and two.exists and one.day and two.day):
            continue
        if alone and (moved := _off_plan(text, one, two, reviewed)):
            yield OutOfOrder(dated.passage, one.start, moved.end(), "lasted-otherwise")
        beside = _told_to_take(text, one, two, alone=alone)
        lasted = beside or (_lasted_apart(apart, text, one.start, two.start) if alone else None)
        # Behind how long it lasted, what else is told does not matter: 共闭馆47天，全年实际开放318天.
        left_out = lasted and pattern("days_left_out").search(text, 0, lasted.end() if beside else len(text))
        if not lasted or left_out or pattern("left_out_behind").match(text, lasted.end()):
            continue
        both = bool(lasted.groupdict().get("both") or pattern("both_ends_told").search(text))
        first, last = (each.year or one.year or reviewed for each in (one, two))
        days = _days_between(one, two, first, last, both=both)
        off = days and (beside or _is_off(whole_number(lasted["number"]), days, 0 if both else _FEW))
        if off and _differs(lasted.groupdict(), days):
            start, end = min(one.start, lasted.start()), max(two.end, lasted.end())
            yield OutOfOrder(dated.passage, start, end, "lasted-otherwise")


def _off_plan(text: str, one: Written, two: Written, reviewed: int) -> re.Match[str] | None:
    """Return what tells other days than lie between a planned day and the real one: 提前15天."""
    moved = pattern("off_planned_day").match(text, two.end)
    plan, real = (two, one) if pattern("planned_day").search(text, one.end, two.start) else (one, two)
    if not moved or not pattern("planned_day").search(text, 0, plan.start):
        return None
    first, last = (real, plan) if moved["less"] else (plan, real)
    years = (each.year or one.year or reviewed for each in (first, last))
    days = _days_between(first, last, *years, both=False)
    return moved if days and whole_number(moved["number"]) not in days else None


def _other_months(text: str, one: Written, two: Written) -> re.Match[str] | None:
    """Return what tells other months than lie between two: 2021年3月开工，…，历时三年半."""
    if not (one.own_year and two.own_year and one.month and two.month):
        return None
    told = _lasted_apart(pattern("lasted_in_months"), text, one.start, two.start)
    if told is None or pattern("days_left_out").search(text):
        return None
    years, number, more = two.year - one.year, whole_number(told["number"]), whole_number(told["more"] or "0")
    months, size = 12 * years + two.month - one.month, _MONTHS[told["unit"]]
    # Years are rounded, to a half where halves are told, or those in which it was: 三年 of 2021 to 2023.
    rounded = told["unit"] == "年" and not more
    few = (_FEW if told["half"] else 2 * _FEW) if rounded else 0
    of_years = rounded and not told["half"] and number == years + 1
    length = number * size + more + (size // 2 if told["half"] else 0)
    lengths = {months - 1, months, months + 1}
    if one.day and two.day:
        lengths.remove(months + 1 if two.day < one.day else months - 1)
    off = not of_years and _is_off(length, lengths, few)
    return told if off else None


def _lasted_apart(how_long: re.Pattern[str], text: str, one: int, two: int) -> re.Match[str] | None:
    """Return how long something is told to last that begins in one place's clause and ends in another's.

    7月15日开展，…，8月14日闭幕，…，展期41天: neither the clause of the end nor that of the span names any.
    """
    found = list(how_long.finditer(text))
    begun, ended = (_clause(text, place) for place in (one, two))
    if len(found) != 1 or begun == ended or pattern("of_parts").search(text):
        return None
    if found[0].start() > one and text.startswith("的", found[0].end()):
        return None  # 7月15日结营，为期3天的拉练
    opens, closes = pattern("opens_in_clause").search(text, *begun), pattern("closes_in_clause")
    said = pattern("before_end").sub("", text[ended[0] : two])
    named = bool(said) and said not in text[: begun[1]]
    return found[0] if opens and closes.search(text, *ended) and not named else None


def _clause(text: str, place: int) -> tuple[int, int]:
    ends = [found.start() for found in _CLAUSE.finditer(text)]
    before, behind = [end for end in ends if end < place], [end for end in ends if end >= place]
    return (before[-1] + 1 if before else 0), (behind[0] if behind else len(text))


_CLAUSE = re.compile("[，,、；;]")


def _is_off(told: int, lengths: set[int], few: int) -> bool:
    """Whether a length is off by more than a few; what is twice as long is of another thing."""
    nearest = min(lengths, key=lambda one: abs(one - told))
    slip = sorted(str(told)) == sorted(str(nearest))
    near = _SLACK * min(told, nearest) > max(told, nearest)
    return abs(told - nearest) > few and (slip or near)


_FEW = 2


def told_other_hours(
    text: str, times: Sequence[re.Match[str]], first: int, last: int
) -> re.Match[str] | None:
    """Return what tells another time than from one minute of a day to another: 前后3小时45分."""
    one, two = times
    told = _lasted_apart(pattern("lasted_in_hours"), text, one.start(), two.start())
    if not told and pattern("joined_times").fullmatch(text, one.end(), two.start()):
        told = pattern("lasted_in_hours").search(text, two.end(), two.end() + _NEAR)
    if not told or pattern("over_night").search(text) or pattern("days_left_out").search(text):
        return None
    last += _HALF_DAY * (last < first)
    minutes = 60 * whole_number(told["hours"]) + whole_number(told["minutes"]) + 30 * bool(told["half"])
    # 上午9时开始，4时散会: the hours of an afternoon begin anew; over noon there may have been a rest.
    lengths, few = {abs(last - first), (last - first) % _HALF_DAY}, _FEW if told["minutes"] else _HALF_HOUR
    rested = first < _HALF_DAY < last and minutes < last - first
    return told if not rested and _is_off(minutes, lengths, few) else None


_HALF_DAY, _HALF_HOUR, _NEAR = 12 * 60, 30, 20


def _differs(told: Mapping[str, str | None], days: set[int]) -> bool:
    """Whether other days, months or years are told than there are days; months may be rounded."""
    number, more = (whole_number(told.get(name) or "0") for name in ("number", "more"))
    unit = told.get("unit") or "天"
    if unit in words("units_of_days"):
        return number not in days
    months = number * _MONTHS[unit] + more + Fraction(bool(told.get("half")) * _MONTHS[unit], 2)
    return all(abs(one - months * _MONTH_OF_DAYS) >= _ROUNDED * _MONTH_OF_DAYS for one in days)


_MONTHS, _MONTH_OF_DAYS, _ROUNDED = {"个月": 1, "个": 1, "年": 12}, Fraction(1461, 48), Fraction(17, 20)
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


def _days_between(one: Written, two: Written, first: int, last: int, *, both: bool) -> set[int]:
    """Return how many days there may be from one day to another, of the next year where it tells none."""
    if not (one.month and two.month):
        return set()
    known = [(first, last)] if first and last else [(_LEAP, _LEAP), (_LEAP + 1, _LEAP + 1)]
    if not two.own_year and two.span < one.span:
        known = [(_LEAP - 1, _LEAP), (_LEAP, _LEAP + 1), (_LEAP + 1, _LEAP + 2)]
    spans = [
        (calendar_day(later, two.month, two.day) - calendar_day(sooner, one.month, one.day)).days
        for sooner, later in known
        if one.day <= days_in(sooner, one.month) and two.day <= days_in(later, two.month)
    ]
    return {days + more for days in spans if days > 0 for more in {1, int(both)}}


_LEAP, _SLACK = 2000, 2


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
