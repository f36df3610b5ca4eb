"""The time that words before a figure state for it, and the base that they compare it with."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import RATIO
from gouji.facts.figures.numerals import read_numeral
from gouji.facts.figures.scan import Span
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Mention, Passage, is_base
from gouji.reading.draft.sections import REVIEW, plan_years_in
from gouji.reading.identity.dates import iso_of
from gouji.reading.lexicon.wording import pattern, words


class _Time(NamedTuple):
    """A time named before a figure; its period is empty where it is not certain."""

    start: int
    end: int
    period: str


def stated_period(passage: Passage, mention: Mention, *, together: bool) -> str:
    """Return the period stated before a figure, in its clause or an earlier one of its sentence, in ISO 8601.

    Empty where no period is stated, or only one that the figure is compared with. What years make *together*
    is of all of them: 2021年以来.
    """
    named = passage.timed or passage.dates
    times = sorted(set(_times(passage, mention, together=together))) if named else ()
    if not times:
        return _time_before(passage, mention, "")
    text, (at, end, *_) = passage.text, mention.span
    clause = text[text.rfind("，", 0, at) + 1 : at] + text[end : end + _NEARBY].partition("，")[0]
    for time in times:
        # 以5月10日为授予日、5月25日为上市日: what was granted is of the first.
        role = pattern("role_of_a_day").match(text, time.end)
        if role and role["role"] in clause:
            return time.period
    stated = _of_series(passage, times, mention) or (_spanned(passage, times, mention) if times[1:] else "")
    stated = stated or _latest(passage, times, mention, together=together)
    return _time_before(passage, mention, stated) or stated


_NEARBY = 40


def _times(passage: Passage, mention: Mention, *, together: bool) -> Iterator[_Time]:
    """Yield the times named before a figure; 上半年 and 6月至8月 are of the year of the passage."""
    text, other = passage.text, passage.info.delivered and passage.sentence.section == REVIEW
    for date in passage.dates:
        if date.start >= mention.span.start:
            break
        if _is_aside(text, date, mention.span.start):
            continue
        this = other and pattern("this_year").match(text, max(0, date.start - 2), date.start)
        at_end = pattern("at_end_of_month").match(text, date.end)
        part = "" if this else _in_year_of(passage, date.quote, whole=not at_end)
        period = date.figure.period or part
        if period or this:
            yield _Time(date.start, date.end, period)
    if passage.timed and pattern("sign_of_time").search(text, passage.sentence.start, mention.span.start):
        yield from _undated_times(passage, mention, together=together)


def _is_aside(text: str, date: Span, end: int) -> bool:
    """Whether brackets that close before a figure say by a date how something else was counted."""
    opens = text.rfind("（", max(0, date.start - _NEARBY), date.start)
    return opens >= 0 and pattern("aside_of_other_time").match(text, opens, end) is not None


def _undated_times(passage: Passage, mention: Mention, *, together: bool) -> Iterator[_Time]:
    text, sentence = passage.text, passage.sentence
    reach = text, sentence.start, mention.span.start
    for half in pattern("half_of_year").finditer(*reach):
        yield _Time(half.start("half"), half.end(), _in_year_of(passage, half["half"]))
    yield from _quarters_by_letter(*reach)
    for term in pattern("term_of_school").finditer(*reach):
        yield _Time(term.start("term"), term.end(), _school_term(sentence.period, term))
    for plan in pattern("during_a_plan").finditer(*reach):
        years = plan_years_in(plan[0])
        yield _Time(plan.start(), plan.end(), years if together else years[-4:])
    for end in pattern("end_of_plan").finditer(*reach):
        yield _Time(end.start(), end.end(), plan_years_in(end["plan"])[-4:])
    for ago in pattern("years_ago").finditer(*reach):
        yield _Time(ago.start(), ago.end(), _years_before(sentence.period, years_in(ago["count"])))


def _quarters_by_letter(text: str, first: int, end: int) -> Iterator[_Time]:
    for one in pattern("quarter_by_letter").finditer(text, first, end):
        last = 3 * int(one["quarter"])
        yield _Time(one.start(), one.end(), f"{one['year']}-{last - 2:02}/{one['year']}-{last:02}")


def _in_year_of(passage: Passage, part: str, *, whole: bool = True) -> str:
    """Return the months that a part of a year has in the year of a passage, in ISO 8601.

    Empty for all months, for one (unless a figure is as of its end: not *whole*), and where deputies meet
    late enough for it to be of the year in which they do.
    """
    first, _, last = passage.sentence.period.rpartition("/")
    period = iso_of(f"{last[:4]}年{part}") if first[:4] in {"", last[:4]} else ""
    at_its_end = not whole and "-" in period and period != last
    if not ("/" in period or at_its_end) or pattern("all_months").search(period):
        return ""
    delivered = passage.info.delivered and passage.sentence.section == REVIEW
    following = shifted(period, 1).rpartition("/")[2]
    return "" if delivered and is_over(following, passage.info.published or following) else period


def _school_term(period: str, found: re.Match[str]) -> str:
    """Return the months of a term by its name, in the year or school year of a passage; empty for none."""
    first, _, last = period.partition("/")
    autumn, of_school = bool(found["autumn"] or found["first"]), first[5:] == _SCHOOL_BEGINS
    if not first or (found["counted"] and not (of_school and last[5:] == _SCHOOL_ENDS)):
        return ""
    year = int(found["year"] or 0) or (int(first[:4]) + (of_school and not autumn))
    return f"{year}-09/{year + 1}-01" if autumn else f"{year}-02/{year}-07"


_SCHOOL_BEGINS, _SCHOOL_ENDS = "09", "08"


def years_in(count: str) -> int:
    """Return a number of years told in words or digits: 五, 10, 两; 0 where it is none."""
    number = read_numeral(count)
    return int(number.value) if number else 0


def _years_before(period: str, count: int) -> str:
    """Return the year so many years before the end of a period; empty for no period."""
    last = period.rpartition("/")[2]
    return f"{int(last[:4]) - count:04d}" if last and count else ""


def stated_base(passage: Passage, mention: Mention, lead: Mention, base: str, period: str) -> str:
    """Return what a change is against: a year right before it or told by its distance, the years of a mean.

    The years of a passage are no base of what is after them: 到2030年，年均增长6%. *lead* is the first figure
    of its series, or the figure itself; *base* the one stated in its clause.
    """
    ago = pattern("compared_ago").search(lead.before)
    dates = [one for one in passage.dates if one.start < mention.span.start]
    if not base and ago:
        base = _years_before(period, years_in(ago["count"]))
    elif not base and dates:
        date, text = dates[-1], passage.text
        near = pattern("right_behind_a_year").fullmatch(text, date.end, mention.span.start)
        if near and text[date.start - 1 : date.start] in {"比", "较"} and date.figure.period.isdigit():
            base = date.figure.period
    elif "/" in base and base.rpartition("/")[2] < period.rpartition("/")[2][:4]:
        base = ""
    yearly = pattern("yearly").search(mention.before[-6:])
    return (yearly and years_since(base, period)) or base


def years_since(base: str, last: str) -> str:
    """Return the years from the one after *base* to *last*, several; empty where they are not years."""
    several = base.isdigit() and last.isdigit() and int(base) + 1 < int(last)
    return f"{int(base) + 1:04d}/{last}" if several else ""


def _of_series(passage: Passage, times: Sequence[_Time], mention: Mention) -> str:
    """Return the time of a figure of a series where as many are named in a row: 一季度、上半年分别为A、B.

    Empty for others.
    """
    series = passage.series.get(mention.at)
    if series is None:
        return ""
    figures = sorted(index for index, one in passage.series.items() if one.lead is series.lead)
    start, ahead = series.lead.span.start, [time for time in times if time.end <= series.lead.span.start]
    named = ahead[-len(figures) :]
    gaps = [passage.text[one.end : other.start] for one, other in pairwise(named)]
    in_a_row = len(named) == len(figures) > 1 and all(pattern("joins_times").fullmatch(gap) for gap in gaps)
    same = in_a_row and "，" not in passage.text[named[-1].end : start].strip("，")
    return named[figures.index(mention.at)].period if same else ""


def _latest(passage: Passage, times: Sequence[_Time], mention: Mention, *, together: bool) -> str:
    """Return the last time that belongs to no title or name, and with which nothing is compared."""
    text, first = passage.text, passage.sentence.start
    for time in reversed(times):
        between = text[time.end : mention.span.start]
        if _is_of_base(text[first : time.start], between, mention):
            continue
        if pattern("of_that_time").fullmatch(between) or (not between and not is_base(text, time.start)):
            # 由1997年的7.4万亿元增加到…: the figure is for that year.
            return time.period
        if pattern("since_then").match(between) and not pattern("by_now").search(between):
            if not together:
                continue
            earlier = [one for one in times if one < time]
            until = _latest(passage, earlier, mention, together=True) or passage.sentence.period
            return _from_to(time.period, until.rpartition("/")[2])
        retold = time.start == times[0].start and _is_retold(passage, time, between)
        if retold or _says_nothing(text, first, time, between):
            continue
        if not pattern("since").match(between):
            return time.period
    return ""


def _spanned(passage: Passage, times: Sequence[_Time], mention: Mention) -> str:
    """Return the years of a total behind a change between two: 从2006年的A增加到2010年的B，共资助C."""
    text, (first, last) = passage.text, times[-2:]
    if not pattern("totals_what_changed").fullmatch(text, last.end, mention.span.start):
        return ""
    changed = text[first.start - 1] in words("from_which") and text[last.start - 1] in words("until_then")
    return _from_to(first.period, last.period) if changed else ""


def _from_to(first: str, last: str) -> str:
    """Return a period of several years; empty where these do not tell it."""
    return f"{first}/{last}" if "/" not in first and "" < first[:4] < last[:4] else ""


def _time_before(passage: Passage, mention: Mention, stated: str) -> str:
    """Return the time before the one reviewed where a figure is of it: 上年末总资产, 上年同期为9件, 上学年.

    What is of the same months a year before is so of those stated before it.
    """
    if passage.sentence.section != REVIEW or not ("年" in mention.before or "初" in mention.before):
        return ""
    found = pattern("of_the_year_before").search(mention.before)
    if found is None:
        return ""
    if passage.info.delivered and (found["last"] or found["begin"]):
        # Deputies' 去年 is the year reviewed.
        return ""
    own = passage.sentence.period
    if found["same"] or found["school"]:
        period = stated or own
        return shifted(period, -1) if "-" in period or period.isdigit() else ""
    year = stated if stated.isdigit() and not found["begin"] else own
    first, last = year[:4], year.rpartition("/")[2][:4]
    years = 2 if found["two"] and not passage.info.delivered else 1
    return _years_before(year, years) if first == last else ""


def _is_of_base(before: str, between: str, mention: Mention) -> bool:
    """Whether a year is that of what a multiple is of: 是2019年的1.3倍, 相当于2019年的86%."""
    found = pattern("of_that_time").match(between)
    if found is None or (found.end() == len(between) and mention.span.figure.form != RATIO):
        return False
    multiple = found.end() == len(between) and mention.span.quote.endswith("倍")
    return multiple or bool(pattern("as_much_as").search(before))


def _says_nothing(text: str, first: int, time: _Time, between: str) -> bool:
    """Whether a time is compared with, over (before 目前, a month before 全年), or part of a title or a name.

    《2024—2027年合作协议》 is a title, 2021年激励计划 a name.
    """
    compared = pattern("comparing").search(text[max(first, time.start - 2) : time.start])
    over = "-" in time.period and pattern("all_of_the_year").search(between)
    began = pattern("began_then").match(between)
    in_title = text.rfind("《", first, time.start) > text.rfind("》", first, time.start)
    named = in_title or pattern("names_a_plan").match(text, time.end)
    return bool(compared or over or named or began or pattern("by_now").search(between))


def _is_retold(passage: Passage, time: _Time, between: str) -> bool:
    """Whether an earlier year, the first one named, is only of the level told beside this year's.

    In 营业收入137亿元，2022年为129亿元，利润10亿元 the profit is of the year reviewed.
    """
    own, told = passage.sentence.period, pattern("retells_a_level").match(between)
    if told is None or not (time.period.isdigit() and own.isdigit() and time.period < own):
        return False
    return any(map(str.isdigit, passage.text[passage.sentence.start : time.start]))


def is_over(period: str, by: str) -> bool:
    """Whether a year, a month or a day ends no later than another."""
    return f"{period}-99" <= f"{by}-99"
