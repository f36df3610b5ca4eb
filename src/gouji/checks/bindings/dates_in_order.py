"""Dates whose order words beside them tell: works, spans within spans, from a year to another, plans."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages, whole_number
from gouji.checks.bindings.told_ends import verb_behind
from gouji.checks.bindings.written_dates import Dated, Written, dated_passages
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


class OutOfOrder(NamedTuple):
    """Part of a sentence whose dates cannot be in the order that it tells; *message* is the key of why."""

    passage: Passage
    start: int
    end: int
    message: str


def out_of_order(facts: Facts, summary: str) -> Iterator[OutOfOrder]:
    """Yield dates that the words beside them put in an order that the calendar does not have."""
    before: Dated | None = None
    for dated in facts.derive(dated_passages)[summary]:
        yield from _in_sentence(dated)
        outer = before if before and _goes_on(before.passage, dated.passage) else None
        for one, two in _spans(dated):
            if any(
                _is_reversed_within(dated.passage.text, one, two, other) for other in (outer, dated) if other
            ):
                yield OutOfOrder(dated.passage, one.start, two.end, "span-reversed")
        before = dated
    yield from _of_years_past(facts, summary)


def _in_sentence(dated: Dated) -> Iterator[OutOfOrder]:
    """Yield works, what was prepared, and what became something else by a year, within one sentence."""
    dates = [date for date in dated.dates if date.exists]
    text = dated.passage.text
    for one, two in pairwise(dates):
        if (
            _works_ended_first(text, one, two)
            or _over_first(text, one, two)
            or _began_before_prepared(text, one, two)
        ):
            yield OutOfOrder(dated.passage, one.start, two.end, "end-before-begin")
    if len(dates) > 1 and all(date.is_year for date in dates[:2]):
        for found in pattern("became_by_year").finditer(text):
            if whole_number(found["first"]) > whole_number(found["last"]):
                yield OutOfOrder(dated.passage, found.start("first"), found.end(), "span-reversed")


def _works_ended_first(text: str, one: Written, two: Written) -> bool:
    """Whether works of the year under review are done on a day before that on which they began.

    5月10日动工，4月20日交付: both clauses tell no year. What would have gone on into the next year for a
    season only (11月10日开工，3月20日完工) may have done so.
    """
    if not _is_far_back(one, two):
        return False
    begun = verb_behind(pattern("begins"), text, one.end, two.start)
    if begun is None or begun.lastgroup != "works":
        return False
    if not pattern("same_subject").fullmatch(text, begun.end(), two.start):
        return False
    over = pattern("works_done").match(text, two.end)
    return over is not None and not pattern("years_told").search(text, 0, over.end())


def _is_far_back(one: Written, two: Written) -> bool:
    """Whether neither date tells its year, and the second is before the first by less than a season."""
    if one.own_year or two.own_year or one.year or two.year or not (one.month and two.month):
        return False
    return bool(one.day) == bool(two.day) and two.span[1] < one.span[0] and _across(one, two) >= _SEASONS


def _over_first(text: str, one: Written, two: Written) -> bool:
    """Whether what any verb of beginning opens is over on a day before: 2月6日进坞，1月12日出坞.

    The second day begins a clause that names nobody else, right behind that of the first.
    """
    if not _is_far_back(one, two) or not _LONG <= _across(one, two) < _WHOLE_YEAR:
        return False  # 防火期10月1日启动，5月31日结束; 7月1日启动，6月30日结束
    if pattern("years_told").search(text) or pattern("goes_for_a_year").search(text):
        return False
    begun = pattern("begins_at_all").match(text, one.end, two.start)
    if begun is None or not pattern("clause_then_day").fullmatch(text, begun.end(), two.start):
        return False
    over = pattern("is_over").match(text, two.end)
    if over is None or pattern("begins_at_all").match(text, two.end):
        return False
    # What opens may have been tested before: 5月6日开展，4月28日通过验收.
    return bool(begun["works"] or begun["built"] or not (over["checked"] or over["tested"]))


def _across(one: Written, two: Written) -> int:
    """Return roughly how many days lie between a day and an earlier one of the next year."""
    return _YEAR - _MONTH * (one.month - two.month) - (one.day - two.day)


_YEAR, _MONTH, _SEASONS, _LONG, _WHOLE_YEAR = 360, 30, 240, 270, 358


def _began_before_prepared(text: str, one: Written, two: Written) -> bool:
    """Whether something began in a year before that of its preparation: 于1995年准备，1986年1月1日实施."""
    if not (one.own_year and two.own_year) or two.year >= one.year:
        return False
    prepared = pattern("prepared_in").match(text, one.end, two.start)
    if not prepared or not pattern("same_subject").fullmatch(text, prepared.end(), two.start):
        return False
    return pattern("begins_prepared").match(text, two.end) is not None


def _goes_on(before: Passage, passage: Passage) -> bool:
    """Whether nothing but a semicolon stands between two parts of a sentence."""
    end = before.start + len(before.text)
    return passage.whole.text[end : passage.start].strip() in {"；", ";"}


def _spans(dated: Dated) -> Iterator[tuple[Written, Written]]:
    """Yield the spans of days or months of a sentence, which tell no year."""
    for one, two in pairwise(date for date in dated.dates if date.exists):
        told = one.month and two.month and not (one.own_year or two.own_year)
        if told and pattern("span_between").fullmatch(dated.passage.text, one.end, two.start):
            yield one, two


def _is_reversed_within(text: str, one: Written, two: Written, outer: Dated) -> bool:
    """Whether a span is reversed within one told before it: 自5月1日至9月30日，其间…；7月20日至6月10日."""
    here, words = outer.passage.text == text, outer.passage.text
    for first, last in _spans(outer):
        if here and last.end > one.start:
            continue
        within = pattern("within_that_span").search(words, last.end, one.start if here else len(words))
        if (
            within
            and first.span[0] <= two.span[0] <= two.span[1] < one.span[0] <= one.span[1] <= last.span[1]
        ):
            return True
    return False


def _of_years_past(facts: Facts, summary: str) -> Iterator[OutOfOrder]:
    """Yield plans for a year that was over when the year under review began, and a heading of such a day."""
    row = facts.dimensions.summaries.get(summary)
    reviewed = (row.year_reviewed if row else None) or 0
    titled = False
    for at, passage in enumerate(facts.derive(passages)[summary] if reviewed else ()):
        text = passage.text
        for found in pattern("plans_for_year").finditer(text) if "将" in text or "要" in text else ():
            if whole_number(found["year"]) < reviewed:
                yield OutOfOrder(passage, *found.span("year"), "planned-for-the-past")
        day = pattern("day_of_heading").search(text) if titled and at < _HEAD else None
        if day and whole_number(day["year"]) < reviewed:
            yield OutOfOrder(passage, *day.span("year"), "dated-before-its-year")
        titled = titled or (str(reviewed) in text and bool(pattern("title_of_whole_year").search(text)))


_HEAD = 6
"""Lines among which a text tells its title and its day."""
