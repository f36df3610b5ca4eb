"""Of when a figure is, and its section: what is stated for it, or else what its passage is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.figures.model import COUNT, ORDINAL, RATIO
from gouji.facts.figures.numerals import DIGITS, read_numeral
from gouji.facts.figures.units import TIME_UNITS
from gouji.reading.draft.mentions import Mention, Passage, is_base
from gouji.reading.draft.sections import NOTE, PLAN, REVIEW, TARGET, TERM, Sentence, plan_years_in
from gouji.reading.identity.dates import iso_of
from gouji.reading.identity.info import DocumentInfo
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import pattern

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
    times = sorted(_times(passage, mention))
    text, (at, end, *_) = passage.text, mention.span
    clause = text[text.rfind("，", 0, at) + 1 : at] + text[end : end + _NEARBY].partition("，")[0]
    for time in times:
        # 以5月10日为授予日、5月25日为上市日: what was granted is of the first.
        role = pattern("role_of_a_day").match(text, time.end)
        if role and role["role"] in clause:
            return time.period
    return _latest(passage, times, mention, together=together) or _year_before(passage, mention)


_NEARBY = 40


def _times(passage: Passage, mention: Mention) -> Iterator[_Time]:
    """Yield the times named before a figure; 上半年 and 6月至8月 are of the year of the passage."""
    text, sentence = passage.text, passage.sentence
    # Of deputies' 上半年 it is not certain whether it is that of the year in which they meet.
    other = passage.info.delivered and sentence.section == REVIEW
    for date in (one.span for one in passage.mentions[: mention.index] if one.is_date):
        this = other and pattern("this_year").match(text, max(0, date.start - 2), date.start)
        period = date.figure.period or ("" if this else _in_year_of(sentence, date.quote))
        if period or this:
            yield _Time(date.start, date.end, period)
    for half in pattern("half_of_year").finditer(text, sentence.start, mention.span.start):
        yield _Time(half.start("half"), half.end(), "" if other else _in_year_of(sentence, half["half"]))
    for end in pattern("end_of_plan").finditer(text, sentence.start, mention.span.start):
        yield _Time(end.start(), end.end(), plan_years_in(end["plan"])[-4:])


def _in_year_of(sentence: Sentence, part: str) -> str:
    """Return the months that a part of a year has in the year of a passage; empty for one month, or all."""
    first, _, last = sentence.period.rpartition("/")
    period = iso_of(f"{last[:4]}年{part}") if first[:4] in {"", last[:4]} else ""
    return period if "/" in period and not pattern("all_months").search(period) else ""


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
        if _says_nothing(text, first, time, between):
            continue
        if between.startswith("以来") and together:
            earlier = [one for one in times if one < time]
            until = _latest(passage, earlier, mention, together=True) or passage.sentence.period
            return _from_to(time.period, until.rpartition("/")[2])
        if not pattern("since").match(between):
            return time.period
    return ""


def _from_to(first: str, last: str) -> str:
    """Return a period of several years; empty where these do not tell it."""
    return f"{first}/{last}" if "/" not in first and "" < first[:4] < last[:4] else ""


def _year_before(passage: Passage, mention: Mention) -> str:
    """Return the year before the one reviewed where a figure is of it: 上年末总资产, 期初存货."""
    year = passage.sentence.period
    told = year.isdigit() and passage.sentence.section == REVIEW and not passage.info.delivered
    return f"{int(year) - 1:04d}" if told and pattern("of_the_year_before").search(mention.before) else ""


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
    in_title = text.rfind("《", first, time.start) > text.rfind("》", first, time.start)
    named = in_title or pattern("names_a_plan").match(text, time.end)
    return bool(compared or over or named or pattern("by_now").search(between))


def period_of(before: str, stated: str, mention: Mention, sentence: Sentence, *, together: bool) -> str:
    """Return the period of a figure, *before* which stand these words of its sentence.

    Empty where what it counts has its own, or the passage leaves it open. What several years made *together*
    is of all of them.
    """
    figure, quote = mention.span.figure, mention.span.quote
    last, several = sentence.period.rpartition("/")[2], sentence.section in {TERM, PLAN}
    one_by_one = sentence.section != TERM and pattern("one_after_another").search(before)
    if one_by_one or quote in PARTICIPANT_COUNTS or (figure.form == ORDINAL and figure.unit in _CONGRESSES):
        return ""
    if period := stated or _years_added_up(before, sentence):
        return period
    # From where something grew is before the term.
    grew = pattern("starts_from").search(mention.before) and not pattern("came_to").match(quote)
    if pattern("part_of_year").search(mention.before) or (sentence.section == TERM and grew):
        return ""
    if not several and last and pattern("cumulative").search(mention.before):
        return f"../{last}"
    return last if several and not together else sentence.period


def _years_added_up(before: str, sentence: Sentence) -> str:
    """Return the years of 近三年累计 and 前四年累计 in a year's review, up to the year reviewed."""
    last, found = sentence.period, pattern("of_last_years").search(before)
    if sentence.section != REVIEW or not last.isdigit() or found is None:
        return ""
    if pattern("of_one_year").search(before, found.end()):
        return ""
    return f"{int(last) - DIGITS[found['count']] + 1:04d}/{last}"


def adds_up(mention: Mention, indicator: str, measure: str, before: str) -> bool:
    """Return whether a figure of years is what these made together, not what there was at their end."""
    figure, quote, own = mention.span.figure, mention.span.quote, mention.before + mention.span.quote
    if measure in {"growth", "change"}:
        return True
    if figure.form == ORDINAL or figure.unit in {"连", *TIME_UNITS} or pattern("came_to").match(quote):
        return False
    if pattern("over_years").search(own) or pattern("spent").search(before):
        return not pattern("total_now").search(mention.tail)
    kind = kind_of(indicator)
    if measure != "level" or kind.basis == "rate" or kind.price:
        return False
    if pattern("acts_over_years").search(mention.tail.strip("、，和及并")):
        return True
    there = kind.basis == "stock" or pattern("reached").match(quote)
    return not there and _happened(mention)


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
    if stated and info.year is not None and section != NOTE:
        last, ahead = stated.rpartition("/")[2], int(stated.rpartition("/")[2][:4]) - info.year
        over = _is_over(last, info.period.rpartition("/")[2])
        if ahead > info.report:
            told = ahead == 1 and not pattern("modals").search(before)
            section = section if told or _is_over(last, info.published) else PLAN
        elif ahead == 1 and stated.isdigit() and not info.delivered:
            section = section if pattern("expected").search(before) else TARGET
        elif section == TARGET and over:
            section = REVIEW
        elif section == REVIEW and not over and info.report and "-" in info.period:
            section = TARGET if pattern("intends").search(before) else REVIEW
    return TARGET if section == REVIEW and pattern("set_earlier").match(lead.before) else section


def _is_over(period: str, by: str) -> bool:
    """Whether a year, a month or a day ends no later than another."""
    return f"{period}-99" <= f"{by}-99"


def years_back(who: str, count: int) -> int:
    """Return how many years ago the first of a series of yearly values was; 0 where it is none."""
    found = pattern("years_before").search(who)
    number = read_numeral(found["count"]) if found else None
    return int(number.value) if number and number.value == count else 0
