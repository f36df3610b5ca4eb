"""Dates whose order words tell and no calendar has: spans within spans, plans for the past, a heading."""

from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, whole_number, year_reviewed
from gouji.checks.bindings.written_dates import Dated, OutOfOrder, Written, dated_passages
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


def out_of_order(facts: Facts, summary: str) -> Iterator[OutOfOrder]:
    """Yield dates that the words beside them put in an order that the calendar does not have."""
    before: Dated | None = None
    for dated in facts.derive(dated_passages)[summary]:
        yield from _became(dated)
        outer = before if before and _goes_on(before.passage, dated.passage) else None
        for one, two in _spans(dated):
            if any(
                _is_reversed_within(dated.passage.text, one, two, other) for other in (outer, dated) if other
            ):
                yield OutOfOrder(dated.passage, one.start, two.end, "span-reversed")
        before = dated
    yield from _of_years_past(facts, summary)


def _became(dated: Dated) -> Iterator[OutOfOrder]:
    """Yield years of which something became something else by the earlier: 从2023年的…变成了2022年的."""
    dates = [date for date in dated.dates if date.exists]
    if len(dates) > 1 and all(date.is_year for date in dates[:2]):
        for found in pattern("became_by_year").finditer(dated.passage.text):
            if whole_number(found["first"]) > whole_number(found["last"]):
                yield OutOfOrder(dated.passage, found.start("first"), found.end(), "span-reversed")


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
    reviewed = year_reviewed(facts, summary)
    titled = False
    for at, passage in enumerate(facts.derive(passages)[summary] if reviewed else ()):
        text = passage.text
        for found in pattern("plans_for_year").finditer(text) if "将" in text or "要" in text else ():
            if whole_number(found["year"]) < reviewed:
                yield OutOfOrder(passage, *found.span("year"), "planned-for-the-past")
        day = pattern("day_of_heading").search(text) if titled and at < _HEADING else None
        if day and whole_number(day["year"]) < reviewed:
            yield OutOfOrder(passage, *day.span("year"), "dated-before-its-year")
        titled = titled or (str(reviewed) in text and bool(pattern("title_of_whole_year").search(text)))


_HEADING = 6
"""Lines among which a text tells its title and its day."""
