"""Editions, sessions and issues with their years, and how they follow: 去年举办第三届，今年举办第五届."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from gouji.checks.bindings.kept_up import kept_up, yearly_events
from gouji.checks.bindings.passages import (
    Passage,
    passages,
    summaries_read,
    tables_of,
    text_of,
    whole_number,
    years_of,
)
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import has_any, pattern, words


class Told(NamedTuple):
    """An edition in a sentence.

    Attributes:
        start: Offset of its first character in it.
        end: Offset behind its last.
        year: Its year; of 今年 and 去年 0 and -1.
        relative: Its year is told as this or the last one.
        half: 1 or 2 for half a year, 0 where none is told.
        name: The words behind it; often none.
    """

    passage: Passage
    start: int
    end: int
    number: int
    year: int
    relative: bool
    half: int
    name: str


def told_editions(facts: Facts) -> Iterator[Verdict]:
    """Yield how editions in the available texts fit their years.

    Of a yearly event the numbers grow by one a year, of one held twice a year by one each half-year. Where
    nothing says how often it is held, it is once a year at most: neighbouring years have neighbouring
    numbers, over several years there may be fewer editions than years, never more. Where some were left out
    (停办, 疫情), or an event is held every other year, only too many are reported. Those of one sentence are
    of one event unless their names differ; those of several sentences must have the same name.
    """
    for summary in summaries_read(facts):
        read = facts.derive(passages)[summary]
        told = [_told(one, before) for before, one in pairwise((None, *read)) if one and "届" in one.text]
        named = [row for rows in told for row in rows if len(row.name) >= 3]
        apart = [
            pair
            for event in grouped(named, lambda row: row.name).values()
            for pair in _successive(facts, event)
            if pair[0].passage is not pair[1].passage
        ]
        beside = [pair for rows in told for event in _events(rows) for pair in _successive(facts, event)]
        yield from (_verdict(facts, one, two) for one, two in (*beside, *apart))


def _successive(facts: Facts, event: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    return pairwise(sorted(_in_one_count(facts, event), key=lambda row: (row.year, row.half)))


def _verdict(facts: Facts, one: Told, two: Told) -> Verdict:
    last, before = (row.passage.quoted(facts, row.start, row.end) for row in (two, one))
    least, most = _range(f"{one.passage.text}{two.passage.text}", one, two)
    if least <= two.number - one.number <= most:
        return consistent(last, before)
    expected = str(one.number + most)
    return inconsistent(
        last, before, message="edition-told", algebra=f"{two.number} ≠ {expected}", expected=expected,
        before=before.quote, years=str(two.year - one.year),
    )  # fmt: skip


def _range(text: str, one: Told, two: Told) -> tuple[int, int]:
    """Return how many editions later one may be than another, at least and at most."""
    years = two.year - one.year
    twice = pattern("twice_yearly").search(text)
    if not years and twice and one.half and two.half:
        return two.half - one.half, two.half - one.half
    if not years:
        return -1, 1
    if twice:
        slack = 0 if one.half and two.half else 1
        halves = 2 * years + (0 if slack else two.half - one.half)
        return max(0, halves - slack), halves + slack
    return _without_rhythm(text, years)


def _without_rhythm(text: str, years: int) -> tuple[int, int]:
    """Return the same of events held once a year, every few years, or where nothing says how often."""
    left_out, apart = pattern("edition_left_out").search(text), pattern("every_n_years").search(text)
    every_other = pattern("every_other_year").search(text)
    if (apart or every_other) and not left_out:
        each = whole_number(apart["n"]) if apart else 2
        least, most = years // each, -(-years // each)
        return (least if pattern("kept_to_it").search(text) else min(1, least)), most
    counted = pattern("left_out_counted").search(text) if pattern("held_yearly").search(text) else None
    if counted and not pattern("edition_left_out").search(pattern("left_out_counted").sub("", text)):
        held = max(1, years - whole_number(counted["n"]))
        return (held if counted["only"] else 1), held
    if left_out or pattern("less_than_yearly").search(text):
        return min(1, years), max(1, years)
    exact = years <= 1 or pattern("held_yearly").search(text)
    return (years if exact else 1), years


def _events(told: Sequence[Told]) -> list[list[Told]]:
    """Return the editions of each event of a sentence; one without a name is of the only one named."""
    names = list(dict.fromkeys(row.name for row in told if row.name))
    if all(_is_one(names[0], name) for name in names):
        return [list(told)]
    return [[row for row in told if row.name == name] for name in names]


def _is_one(name: str, other: str) -> bool:
    return name in other or other in name


def _told(passage: Passage, sentence_before: Passage | None) -> list[Told]:
    """Return the editions of a sentence that have years, with the first, which that before it may tell."""
    text, rows, previous = passage.text, list[Told](), 0
    found = list(pattern("edition").finditer(text))
    undated: list[Told] = []
    for one, following in zip_longest(found, found[1:]):
        limit = following.start() if following else len(text)
        when = _year(text, previous, one, limit) or _half_behind(text, one, rows)
        long_term = pattern("long_terms").search(text, max(0, one.start() - 8), limit)
        if when and not long_term:
            number = 1 if one["first"] else whole_number(one["number"] or one["held"])
            year, relative, half = when
            rows.append(Told(passage, one.start(), one.end(), number, year, relative, half, _name(text, one)))
        elif one["number"] and not long_term:
            number, name = whole_number(one["number"]), _name(text, one)
            undated.append(Told(passage, one.start(), one.end(), number, 0, True, 0, name))
        previous = one.end()
    if len(undated) == len(rows) == 1 and _is_compared(text, undated[0], rows[0]):
        rows = [*undated, *rows]
    if rows and rows[0].number != 1:
        first = _first(passage, rows[0].start) or _first_before(sentence_before, rows[0])
        rows = [first, *rows] if first else rows
    return rows


def _first(passage: Passage, stop: int) -> Told | None:
    """Return the first edition of an event by the year that a sentence says it began in: 创办于2009年."""
    begun = pattern("edition_begun").search(passage.text, 0, stop)
    year = whole_number(begun["year"] or begun["since"] or begun["from_on"]) if begun else 0
    return Told(passage, *begun.span(), 1, year, relative=False, half=0, name="") if begun else None


def _first_before(before: Passage | None, row: Told) -> Told | None:
    """Return the first edition of an event that the sentence before tells, and how often it is held."""
    if before is None or not row.name or row.name not in before.text:
        return None
    rhythm = any(pattern(name).search(before.text) for name in ("held_yearly", "every_n_years"))
    return _first(before, len(before.text)) if rhythm else None


def _is_compared(text: str, now: Told, before: Told) -> bool:
    """Whether an edition without a year is held against one of the year before: 比去年第八届的5.9亿元."""
    earlier = before.relative and before.year == -1 and now.end < before.start
    alike = not before.name or not now.name or _is_one(now.name, before.name)
    stop = "。" in text[now.end : before.start]
    return (
        bool(earlier and alike and not stop)
        and pattern("held_against_edition").search(text, now.end, before.start) is not None
    )


def _half_behind(text: str, one: re.Match[str], rows: Sequence[Told]) -> tuple[int, bool, int] | None:
    """Return the year of the edition before, where only its half is told anew: 春季为第31届，秋季为第32届."""
    clause = max(text.rfind(sign, 0, one.start()) + 1 for sign in "，,、")
    half = pattern("edition_half").match(text, clause)
    if half is None or not rows or not rows[-1].half or rows[-1].end > clause:
        return None
    return rows[-1].year, rows[-1].relative, 1 if half["first"] else 2


def _name(text: str, one: re.Match[str]) -> str:
    """Return the name behind an edition; empty where none stands there."""
    found = None if one["held"] else pattern("edition_name").match(text, one.end())
    return found["name"] if found else ""


def _year(text: str, previous: int, one: re.Match[str], following: int) -> tuple[int, bool, int] | None:
    """Return the year of an edition: in its clause before it, else behind it, else in the clauses before.

    Whether it is told as this or the last one and which half of it stand beside it; None for no year.
    """
    clause = max(previous, *(text.rfind(sign, 0, one.start()) + 1 for sign in "，,、"))
    own = list(pattern("edition_year").finditer(text, clause, one.start()))
    bracketed = text[one.start() - 1 : one.start()] in {"（", "("}
    ends = [
        at for sign in ("）)" if bracketed else "，,、") if (at := text.find(sign, one.end(), following)) >= 0
    ]
    behind, earlier = (
        [year for year in years if not pattern("edition_since").search(text, 0, year.start())]
        for years in (
            pattern("edition_year").finditer(text, one.end(), min(ends, default=following)),
            pattern("edition_year").finditer(text, previous, clause),
        )
    )
    found = next(iter((*own[-1:], *behind, *earlier[-1:])), None)
    if found is None:
        return None
    half = pattern("edition_half").match(text, found.end())
    part = 0 if half is None else 1 if half["first"] else 2
    year = whole_number(found["year"]) if found["year"] else -1 if found["before"] else 0
    return year, not found["year"], part


def _in_one_count(facts: Facts, rows: Sequence[Told]) -> Sequence[Told]:
    """Return editions with 今年 and 去年 as years where others tell theirs; none where that is unknown."""
    if len({row.relative for row in rows}) <= 1:
        return rows
    years = years_of(facts, rows[0].passage.summary)
    return [row._replace(year=row.year + years[0]) if row.relative else row for row in rows] if years else []


def told_copies(facts: Facts) -> Iterator[Verdict]:
    """Yield how copies and events counted since a first year fit it: 2008年起每年编一卷，2024年第16卷."""
    told = list(kept_up(facts, streaks=False))
    places = {copy.passage.place(*copy.counted) for copy in told}
    told += [one for one in yearly_events(facts) if one.passage.place(*one.counted) not in places]
    for copy in told:
        last, first = (copy.passage.quoted(facts, *span) for span in (copy.counted, copy.first))
        expected = "、".join(map(str, copy.lengths))
        yield consistent(last) if copy.fits else inconsistent(
            last, first, message="copy-told", algebra=f"{copy.number} ≠ {expected}", first=first.quote,
            expected=expected,
        )  # fmt: skip


def numbered_series(facts: Facts) -> Iterator[Verdict]:
    """Yield how numbers of a series fit their count, the number before them, and the years of their table."""
    for summary in summaries_read(facts):
        for passage in facts.derive(passages)[summary]:
            if "第" in passage.text:
                yield from _spans(facts, passage)
                yield from _sessions(facts, passage)
        yield from _next_ones(facts, summary)
        yield from _issues(facts, summary)
        yield from _columns(facts, summary)


def _spans(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how what is numbered fits its count, wherever that stands in the sentence."""
    for found in pattern("numbered_span").finditer(passage.text):
        made = whole_number(found["last"]) - whole_number(found["first"]) + 1
        counts = {
            whole_number(one["told"]): passage.quoted(facts, *one.span())
            for one in pattern("count_of_numbered").finditer(passage.text)
            if one["of"] == found["of"] and whole_number(one["told"]) > 1
            if not found.start() <= one.start() < found.end()
        }
        if made <= 1 or not counts or found["unit"] not in {None, found["of"]}:
            continue
        bound = passage.quoted(facts, *found.span())
        if made in counts:
            yield consistent(bound)
        elif len(counts) == 1:
            ((told, count),) = counts.items()
            yield inconsistent(
                bound, count, message="numbers-make", algebra=f"{made} ≠ {told}", expected=str(made),
                told=str(told),
            )  # fmt: skip


def _sessions(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Sessions of one body as many as are told, whose numbers leave one out."""
    told = pattern("sessions_told").search(passage.text)
    sessions = list(pattern("session_told").finditer(passage.text)) if told else []
    if told is None or whole_number(told["count"]) != len(sessions):
        return
    for one, two in pairwise(sessions):
        step = whole_number(two["number"]) - whole_number(one["number"])
        bound, before = (passage.quoted(facts, *found.span()) for found in (two, one))
        if step > 1 and two["body"] in {"", one["body"]}:
            yield _not_next(bound, before, two[0], whole_number(one["number"]) + 1)


def _not_next(bound: Fact, before: Fact, told: str, expected: int) -> Verdict:
    """Return that a number is not the one behind that before it."""
    return inconsistent(
        bound, before, message="next-number", algebra=f"{told} ≠ {expected}", before=before.quote,
        expected=str(expected),
    )  # fmt: skip


def _next_ones(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield what is called the next one (新一届即第十四届) and has not the next number."""
    whole = text_of(facts, summary)
    for found in pattern("next_edition").finditer(whole.text):
        last, number = whole_number(found["last"]), whole_number(found["number"])
        spans = (whole.original(*found.span(part)) for part in ("next", "before"))
        bound, before = (facts.at(summary, *span) for span in spans)
        fits = number == last + 1
        yield consistent(bound, before) if fits else _not_next(bound, before, str(number), last + 1)


def _issues(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield the numbers of issues of a journal that are more than it can have had since its first year."""
    whole = text_of(facts, summary)
    may = has_any(whole.text, words("sign_of_issues"))
    for found in pattern("issue_of_all").finditer(whole.text) if may else ():
        each = next(times for part, times in _ISSUES.items() if found[part])
        years = whole_number(found["year"]) - whole_number(found["begun"]) + 1
        number, most = whole_number(found["number"]), each * years
        spans = (whole.original(*found.span(part)) for part in ("issue", "begun"))
        bound, begun = (facts.at(summary, *span) for span in spans)
        yield consistent(bound) if number <= most else inconsistent(
            bound, begun, message="issues-since", algebra=f"{number} > {most}", first=begun.quote,
            most=str(most),
        )  # fmt: skip


_ISSUES = {"quarterly": 4, "every_other_month": 6, "monthly": 12}


def _columns(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield editions of rows that have not the next number, where their years follow one another."""
    for table in tables_of(facts, summary):
        years = [at for at, name in enumerate(table.names) if pattern("column_of_years").fullmatch(name)]
        editions = [
            at for at, name in enumerate(table.names) if pattern("column_of_editions").fullmatch(name)
        ]
        for one, two in pairwise(table.rows) if len(years) == 1 and len(editions) == 1 else ():
            cells = (one[years[0]], two[years[0]], one[editions[0]], two[editions[0]])
            first, second, last, number = (_number(cell.text) for cell in cells)
            if min(first, second, last, number) and second - first == 1 and number != last + 1:
                bound, before = cells[3].quoted(facts), cells[2].quoted(facts)
                yield _not_next(bound, before, str(number), last + 1)


def _number(cell: str) -> int:
    found = pattern("number_of_cell").fullmatch(cell.strip())
    return whole_number(found["year"] or found["number"]) if found else 0
