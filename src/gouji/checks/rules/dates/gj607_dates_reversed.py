"""GJ607: spans that end before they begin, and what is told as done after the document's own day."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.bindings import told_ends
from gouji.checks.bindings.begun_and_ended import begun_and_ended
from gouji.checks.bindings.days_out_of_order import out_of_order
from gouji.checks.bindings.passages import (
    Cell,
    Passage,
    passages,
    placed,
    summaries_read,
    whole_number,
    without_texts,
    year_reviewed,
)
from gouji.checks.bindings.written_dates import Dated, Written, dated_passages, days_from
from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ607", name="dates-reversed", level="warning", scope="summary", needs_texts=True, about="rows")
def dates_reversed(facts: Facts) -> Iterator[Verdict]:
    """What lasts from one day to another begins before it ends, and what is told as done was done before."""
    yield from without_texts(facts)
    for summary in summaries_read(facts):
        found = [
            *(one for dated in facts.derive(dated_passages)[summary] for one in _of_dates(facts, dated)),
            *(one for passage in facts.derive(passages)[summary] for one in _of_passage(facts, passage)),
            *(_of_cells(*cells, facts) for cells in told_ends.ends_in_columns(facts, summary)),
        ]
        known = {one.bound[0].fact.start for one in found}
        for one in (*begun_and_ended(facts, summary), *out_of_order(facts, summary)):
            verdict = _verdict(facts, one.passage, one.start, one.end, one.message)
            place = verdict.bound[0].fact.start
            found += [verdict] if place not in known else []
            known.add(place)
        if found or facts.derive(dated_passages)[summary]:
            yield from found or [consistent(facts.at(summary, 0, 1))]


def _of_cells(begin: Cell, end: Cell, facts: Facts) -> Verdict:
    bound, other = begin.quoted(facts), end.quoted(facts)
    return inconsistent(
        other, bound, message="columns-reversed", algebra=f"{bound.quote} > {other.quote}", begin=bound.quote
    )


def _of_dates(facts: Facts, dated: Dated) -> Iterator[Verdict]:
    told = [date for date in dated.dates if date.exists]
    for one, two in pairwise(told):
        message = _reversed(dated.passage.text, one, two)
        if message:
            yield _verdict(facts, dated.passage, one.start, two.end, message)
        elif _is_span(dated.passage.text, one, two):
            yield consistent(dated.passage.placed(facts, one.start, two.end))
    reviewed = year_reviewed(facts, dated.passage.summary)
    for ends in (*told_ends.ends_of_one_year(dated), *told_ends.lasted_otherwise(dated, reviewed)):
        yield _verdict(facts, ends.passage, ends.start, ends.end, ends.message)
    yield from _after_its_day(facts, dated, told)
    yield from _own_period(facts, dated, told)


def _verdict(facts: Facts, passage: Passage, start: int, end: int, message: str) -> Verdict:
    bound = passage.quoted(facts, start, end)
    return inconsistent(bound, message=message, algebra=f"{bound.quote}: >")


def _reversed(text: str, one: Written, two: Written) -> str:
    """Return what is said of two neighbouring dates that are reversed, by its key; empty for others."""
    between = text[one.end : two.start]
    if two.style == "bare":
        between = between or "—"
    if pattern("span_between").fullmatch(between) and not _is_moved(text, one, two):
        # Spans of two years are asked elsewhere.
        if one.is_year and two.is_year:
            return ""
        return "span-reversed" if _ends_first(one, two) else ""
    return "end-before-begin" if _ended_before_it_began(text, one, two) else ""


def _is_span(text: str, one: Written, two: Written) -> bool:
    """Whether words join two dates to a span, whose order the calendar tells."""
    if one.is_year or two.is_year or not (one.span[1] <= two.span[0] or two.own_year):
        return False
    return pattern("span_between").fullmatch(text, one.end, two.start) is not None


def _is_moved(text: str, one: Written, two: Written) -> bool:
    """Whether dates were moved, by the words of their clause or of the one before it."""
    clauses = [0, 0, *(found.end() for found in _COMMA.finditer(text, 0, one.start))]
    over = _COMMA.search(text, two.end)
    return pattern("date_moved").search(text, clauses[-2], over.start() if over else len(text)) is not None


_COMMA = re.compile("[，,]")


def _ends_first(one: Written, two: Written) -> bool:
    """Whether a span ends before it begins, and does not go on in the next year."""
    if bool(one.quarter) != bool(two.quarter) or (two.own_year and not one.year):
        return False
    first, last = one.span, two.span
    if two.own_year and one.year != two.year:
        return one.year > two.year
    if last[1] >= first[0]:
        return False
    if two.own_year or (one.month and one.month == two.month):
        return True
    return days_from(last[1], first[0]) < _SHORT and first[0] % 100 != 1


_SHORT = 40
"""Days that are missing to a full year in a span of more than 325."""


def _ended_before_it_began(text: str, one: Written, two: Written) -> bool:
    """Whether what begins on one day ends on an earlier one, right behind it."""
    of_one_month = not two.own_year and 0 < one.month == two.month
    if not (one.own_year and two.own_year) and not of_one_month:
        return False
    first, last = (one.year, one.span[0]), (two.year if two.own_year else one.year, two.span[1])
    return last < first and (_opens_span(text, one, two) or _begin_and_end(text, one, two))


def _opens_span(text: str, one: Written, two: Written) -> bool:
    """Whether words stand between the ends of a span: 自2024年5月1日起封闭，至2024年6月20日."""
    both_years = one.own_year and two.own_year and pattern("till_then").fullmatch(text, one.end, two.start)
    if both_years and pattern("ends_any").match(text, two.end):
        return True
    joined = pattern("from_on").fullmatch(text, one.end, two.start)
    return joined is not None and pattern("opens_span").search(text, 0, one.start) is not None


def _begin_and_end(text: str, one: Written, two: Written) -> bool:
    """Whether a date is of what begins and one behind it of what ends the same."""
    begun = told_ends.verb_behind(pattern("begins"), text, one.end, two.start)
    if begun is None or not pattern("same_subject").fullmatch(text, begun.end(), two.start):
        return False
    over = told_ends.verb_behind(pattern("ends_of"), text, two.end, len(text))
    if over is None or over.lastgroup != begun.lastgroup:
        return False
    return pattern("over_behind").match(text, over.end()) is not None


def _after_its_day(facts: Facts, dated: Dated, dates: list[Written]) -> Iterator[Verdict]:
    """Yield what is told as done on days after the document's own."""
    passage = dated.passage
    row = facts.dimensions.summaries.get(passage.summary)
    own = facts.derive(told_ends.own_days)[passage.summary]
    published = own.text if own else ""
    if row and row.published_period:
        published = row.published_period.end.isoformat()
    for date in dates if published else ():
        day = f"{date.year:04}-{date.month:02}-{date.day:02}"
        late = date.own_year and date.day and day > published
        reviewed = year_reviewed(facts, passage.summary)
        if own and told_ends.done_later_without_year(passage.text, date, own, reviewed):
            yield _later(facts, passage, date, own.text)
        elif late and _is_told_as_done(passage.text, date) and not _is_asked_elsewhere(facts, passage, date):
            yield _later(facts, passage, date, published)


def _later(facts: Facts, passage: Passage, date: Written, published: str) -> Verdict:
    bound = passage.quoted(facts, date.start, date.end)
    return inconsistent(
        bound, message="done-after-its-day", algebra=f"{bound.quote} > {published}", published=published
    )


def _own_period(facts: Facts, dated: Dated, dates: list[Written]) -> Iterator[Verdict]:
    """Compare the span that a text says its figures are of with the year that it reviews."""
    passage = dated.passage
    reviewed = year_reviewed(facts, passage.summary)
    for one, two in pairwise(dates) if reviewed and len(dates) == 2 else ():
        joined = pattern("span_between").fullmatch(passage.text, one.end, two.start)
        own = pattern("own_period").search(passage.text, 0, one.start)
        if not (joined and own and one.own_year and one.year and two.year == one.year):
            continue
        bound = passage.placed(facts, one.start, two.end)
        title = _title_year(facts, passage.summary, reviewed)
        if one.year == reviewed:
            yield consistent(bound, *title)
        elif title:
            yield inconsistent(
                passage.quoted(facts, one.start, two.end), *title, message="period-of-another-year",
                algebra=f"{one.year} ≠ {reviewed}", year=str(reviewed),
            )  # fmt: skip


def _title_year(facts: Facts, summary: str, year: int) -> tuple[Fact, ...]:
    """Return where the first lines of a text tell its year; nothing where they do not."""
    at = facts.texts[summary].find(f"{year}年", 0, _HEAD)
    return (placed(facts, summary, at, at + len(str(year))),) if at >= 0 else ()


_HEAD = 120
"""Characters in which a text has its title."""


def _is_told_as_done(text: str, date: Written) -> bool:
    if pattern("done_before_day").search(text, 0, date.start) and not pattern("limit_behind_day").match(
        text, date.end
    ):
        return True
    before, behind = pattern("ahead_of_day"), pattern("limit_behind_day")
    if before.search(text, 0, date.start) or behind.match(text, date.end):
        return False
    decided = pattern("decided_at_meeting").search(text)
    return not decided and pattern("done_that_day").match(text, date.end) is not None


def _is_asked_elsewhere(facts: Facts, passage: Passage, date: Written) -> bool:
    """Whether the passage is of plans, or figures of that day are in it, which GJ601 asks."""
    start, end = passage.place(0, len(passage.text))
    at, _ = passage.place(date.start, date.end)
    rows = [row for row in facts.by_summary.get(passage.summary, ()) if row.start is not None]
    nearest = sorted((row for row in rows if _starts(row) <= at), key=_starts)[-1:]
    within = [row for row in rows if start <= _starts(row) < end]
    ahead = any(row.ahead for row in within or nearest)
    day = f"{date.year:04}-{date.month:02}-{date.day:02}"
    return ahead or any(row.key.period == day and row.form != "date" for row in within)


def _starts(row: Fact) -> int:
    return row.start or 0


def _of_passage(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield spans of clock times and of years that are reversed."""
    text = passage.text
    if ":" in text or "时" in text:
        times = list(pattern("to_a_time").finditer(text))
        for one, two in pairwise(times):
            joined = pattern("span_between").fullmatch(text, one.end(), two.start())
            minutes = (whole_number(t["minute"] or t["minutes"]) for t in (one, two))
            first, last = (60 * int(t["hour"]) + more for t, more in zip((one, two), minutes, strict=True))
            night = _DAY - first + last <= _LONGEST_NIGHT or pattern("over_night").search(text)
            if joined and first >= _AFTERNOON and last < first and not night:
                yield _verdict(facts, passage, one.start(), two.end(), "span-reversed")
            elif last < first and _on_that_day(text, one, two):
                yield _verdict(facts, passage, one.start(), two.end(), "end-before-begin")
            elif len(times) == 2 and (told := told_ends.told_other_hours(text, times, first, last)):
                start, end = min(one.start(), told.start()), max(two.end(), told.end())
                yield _verdict(facts, passage, start, end, "lasted-otherwise")
    for found in pattern("years_joined").finditer(text) if "年" in text else ():
        moved = pattern("date_moved").search(text)
        if whole_number(found["first"]) > whole_number(found["last"]) and not moved:
            yield _verdict(facts, passage, found.start("first"), found.end(), "span-reversed")


def _on_that_day(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether something begins at one time and ends at another of the same day."""
    opens, closes = pattern("clock_opens"), pattern("clock_closes")
    same = pattern("same_day_before").search(text, 0, two.start())
    return bool(same and opens.match(text, one.end()) and closes.match(text, two.end()))


_DAY, _LONGEST_NIGHT, _AFTERNOON = 24 * 60, 16 * 60, 13 * 60
"""In minutes."""
