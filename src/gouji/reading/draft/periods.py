"""Of when a figure is, and its section: what is stated for it, or else what its passage is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.figures.model import COUNT, ORDINAL, RATIO
from gouji.facts.figures.numerals import DIGITS, read_numeral
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table.periods import shifted
from gouji.reading.draft.mentions import Mention, Passage, is_base
from gouji.reading.draft.sections import NOTE, PLAN, REVIEW, TARGET, TERM, Sentence, plan_years_in
from gouji.reading.identity.dates import iso_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern, words

PARTICIPANT_COUNTS = frozenset(f"{count}{kind}" for count in "双两三四" for kind in "方地核城边")
"""Numbers of participants (两地, 三方), which have no period."""
_CONGRESSES = frozenset({"大", "届", "中全会"})


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
    stated = _of_series(passage, times, mention) or _latest(passage, times, mention, together=together)
    return _time_before(passage, mention, stated) or stated


_NEARBY = 40


def _times(passage: Passage, mention: Mention, *, together: bool) -> Iterator[_Time]:
    """Yield the times named before a figure; 上半年 and 6月至8月 are of the year of the passage."""
    text, other = passage.text, passage.info.delivered and passage.sentence.section == REVIEW
    for date in passage.dates:
        if date.start >= mention.span.start:
            break
        this = other and pattern("this_year").match(text, max(0, date.start - 2), date.start)
        at_end = pattern("at_end_of_month").match(text, date.end)
        part = "" if this else _in_year_of(passage, date.quote, whole=not at_end)
        period = date.figure.period or part
        if period or this:
            yield _Time(date.start, date.end, period)
    if passage.timed and pattern("sign_of_time").search(text, passage.sentence.start, mention.span.start):
        yield from _undated_times(passage, mention, together=together)


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
    return "" if delivered and _is_over(following, passage.info.published or following) else period


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

    The years of a passage are no base of what is after them: 到2030年，年均增长6%.

    Args:
        passage: Its sentence.
        mention: The figure.
        lead: The first figure of its series, or itself.
        base: The base stated in its clause.
        period: Its own period.
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
        if _says_nothing(text, first, time, between):
            continue
        if not pattern("since").match(between):
            return time.period
    return ""


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


def period_of(before: str, stated: str, mention: Mention, sentence: Sentence, *, together: bool) -> str:
    """Return the period of a figure, *before* which stand these words of its sentence.

    Empty where what it counts has its own, or the passage leaves it open. What several years made *together*
    is of all of them.
    """
    figure, quote = mention.span.figure, mention.span.quote
    last, several = sentence.period.rpartition("/")[2], sentence.section in {TERM, PLAN}
    one_by_one = sentence.section != TERM and "先" in before and pattern("one_after_another").search(before)
    if (
        one_by_one
        or _is_once_done(before)
        or quote in PARTICIPANT_COUNTS
        or (figure.form == ORDINAL and figure.unit in _CONGRESSES)
    ):
        return ""
    yearly = stated == last and pattern("yearly").search(mention.before[-6:])
    if several and (
        yearly or (together and pattern("compared_ago").search(before[before.rfind("，") + 1 :]))
    ):
        # 到2030年达到N，年均增长6%, 比五年前增长9%: over the years of the plan, or of the term.
        return sentence.period
    held = "" if together or figure.form == ORDINAL else _years_held(before, stated or last)
    if period := held or stated or _years_added_up(before, sentence):
        return period
    # From where something grew is before the term.
    grew = sentence.section == TERM and pattern("starts_from").search(mention.before)
    if _is_of_a_part(mention.before) or (grew and not pattern("came_to").match(quote)):
        return ""
    if not several and last and "累" in mention.before and pattern("cumulative").search(mention.before):
        return f"../{last}"
    return last if several and not together else sentence.period


def _is_of_a_part(before: str) -> bool:
    """Whether words name a part of the year: 一季度, 10月份."""
    signs = "月" in before or "季" in before or "半" in before
    return signs and pattern("part_of_year").search(before) is not None


def _is_once_done(before: str) -> bool:
    return "后" in before and pattern("once_done").search(before) is not None


def _years_held(before: str, last: str) -> str:
    """Return the years over which something was so much, up to the last: 连续三年保持在95%; else nothing."""
    held = pattern("held_for_years").search(before) if "连续" in before else None
    count = years_in(held["count"]) if held else 0
    return f"{int(last) - count + 1:04d}/{last}" if count > 1 and last.isdigit() else ""


def _years_added_up(before: str, sentence: Sentence) -> str:
    """Return the years of 近三年累计 and 前四年累计 in a year's review, up to the year reviewed."""
    last = sentence.period
    if sentence.section != REVIEW or not last.isdigit() or "累" not in before:
        return ""
    found = pattern("of_last_years").search(before)
    if found is None:
        return ""
    if pattern("of_one_year").search(before, found.end()):
        return ""
    return f"{int(last) - DIGITS[found['count']] + 1:04d}/{last}"


def may_be_together(passage: Passage, before: str) -> bool:
    """Whether there may be several years that a figure could add up: its passage's, or those of words."""
    of_years = passage.sentence.section in {TERM, PLAN}
    return of_years or bool(passage.dates) or passage.timed or "连续" in before


def adds_up(mention: Mention, indicator: str, measure: str, before: str) -> bool:
    """Return whether a figure of years is what these made together, not what there was at their end."""
    figure, quote, own = mention.span.figure, mention.span.quote, mention.before + mention.span.quote
    if measure in {"growth", "change"}:
        return True
    came_to = not quote[0].isdigit() and pattern("came_to").match(quote)
    if figure.form == ORDINAL or figure.unit in _SPANS or came_to:
        return False
    if pattern("over_years").search(own) or (
        before.endswith(words("spendings")) and pattern("spent").search(before)
    ):
        return not pattern("total_now").search(mention.tail)
    kind = kind_of(indicator)
    if measure != "level" or kind.basis == "rate" or kind.price:
        return _is_of_those(mention, before)
    said = mention.tail.strip("、，和及并")
    if pattern("opens_with_act_of_years").match(said) or pattern("ends_with_act").search(
        said[-_LONGEST_ACT:]
    ):
        return True
    there = kind.basis == "stock" or pattern("reached").match(quote)
    return not there and _happened(mention)


_SPANS = {"连", *TIME_UNITS}
_LONGEST_ACT = 8
"""Characters of an act, with what may stand behind it."""


def _is_of_those(mention: Mention, before: str) -> bool:
    """Whether a figure is of those that the clause before says years made: 累计受理310件，九成的案件."""
    found = pattern("part_of_those").match(mention.after) if "的" in mention.after[:3] else None
    clause = before.rstrip("，").rpartition("，")[2]
    return found is not None and found["noun"] in clause and bool(pattern("over_years").search(clause))


def _happened(mention: Mention) -> bool:
    """Whether a figure is of what happened, by the words around it: 640人次, 12个项目获评, 促成12个项目."""
    figure, own = mention.span.figure, mention.before + mention.span.quote
    if figure.unit.endswith("次") or pattern("flows").search(own):
        return True
    happened = pattern("happened_behind").match(mention.after) or _is_object(mention)
    return figure.form == COUNT and bool(happened)


def _is_object(mention: Mention) -> bool:
    """Whether a count with its noun behind it is what a verb made: 促成12个项目, not 全县12个项目."""
    behind_a_verb = len(mention.tail) > 1 and not pattern("no_verb_before").search(mention.tail)
    return behind_a_verb and bool(pattern("noun_right_behind").match(mention.after))


def section_for(stated: str, before: str, lead: Mention, sentence: Sentence, info: DocumentInfo) -> str:
    """Return a figure's section: that of its sentence, unless its words or its stated period say another."""
    section = sentence.section
    if section in {REVIEW, TERM} and _is_once_done(before):
        return TARGET
    if stated and info.year is not None and section != NOTE:
        last, ahead = stated.rpartition("/")[2], int(stated.rpartition("/")[2][:4]) - info.year
        over = _is_over(last, info.period.rpartition("/")[2])
        if ahead > info.report:
            told = ahead == 1 and not pattern("modals").search(before)
            section = section if told or _is_over(last, info.published) else PLAN
        elif ahead == 1 and stated.isdigit() and not info.delivered:
            section = section if pattern("expected").search(before) else TARGET
        elif section in {TARGET, REVIEW} and over:
            section = TERM if _is_of_a_plan(stated, before) else REVIEW
        elif section == REVIEW and not over and info.report and "-" in info.period:
            section = TARGET if pattern("intends").search(before) else REVIEW
    set_earlier = section == REVIEW and "的" in lead.before and pattern("set_earlier").match(lead.before)
    return TARGET if set_earlier else section


def _is_of_a_plan(period: str, before: str) -> bool:
    """Whether a period ends with the plan that the words before a figure name: “十四五”期间."""
    plans = (plan_years_in(found[0]) for found in pattern("during_a_plan").finditer(before))
    return any(years[-4:] == period[-4:] for years in plans)


def _is_over(period: str, by: str) -> bool:
    """Whether a year, a month or a day ends no later than another."""
    return f"{period}-99" <= f"{by}-99"


def years_back(who: str, count: int) -> int:
    """Return how many years ago the first of a series of yearly values was; 0 where it is none."""
    found = pattern("years_before").search(who)
    return count if found and years_in(found["count"]) == count else 0
