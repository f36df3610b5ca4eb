"""Numbers of sessions, issues and terms that follow one another: how many they make, and which comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, summaries_read, tables_of, whole_number
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


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
    """召开四次（第五次至第八次会议)."""
    for found in pattern("numbered_span").finditer(passage.text):
        made = whole_number(found["last"]) - whole_number(found["first"]) + 1
        told = whole_number(found["before"] or found["behind"])
        if made > 1 and told:
            yield _counted(facts, passage, found, "span", made, told)


def _counted(
    facts: Facts, passage: Passage, found: re.Match[str], span: str, made: int, told: int
) -> Verdict:
    bound = passage.quoted(facts, *found.span(span))
    count = passage.quoted(facts, *found.span("before" if found["before"] else "behind"))
    if made == told:
        return consistent(bound)
    return inconsistent(
        bound, count, message="numbers-make", algebra=f"{made} ≠ {told}", expected=str(made), told=str(told)
    )


def _sessions(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Sessions of one body as many as are told, whose numbers leave one out."""
    told = pattern("sessions_told").search(passage.text)
    sessions = list(pattern("session_told").finditer(passage.text))
    numbers = [whole_number(one["number"]) for one in sessions]
    if told is None or whole_number(told["count"]) != len(numbers) or len(numbers) <= 1:
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
    whole = next((one.whole for one in facts.derive(passages)[summary]), None)
    for found in pattern("next_edition").finditer(whole.text) if whole else ():
        last, number = whole_number(found["last"]), whole_number(found["number"])
        bound, before = (
            facts.at(summary, *whole.original(*found.span(part))) for part in ("next", "before") if whole
        )
        fits = number == last + 1
        yield consistent(bound, before) if fits else _not_next(bound, before, str(number), last + 1)


def _issues(facts: Facts, summary: str) -> Iterator[Verdict]:
    """Yield the numbers of issues of a journal that are more than it can have had since its first year."""
    whole = next((one.whole for one in facts.derive(passages)[summary]), None)
    may = whole is not None and has_any(whole.text, words("sign_of_issues"))
    for found in pattern("issue_of_all").finditer(whole.text) if whole and may else ():
        each = next(times for part, times in _ISSUES.items() if found[part])
        years = whole_number(found["year"]) - whole_number(found["begun"]) + 1
        number, most = whole_number(found["number"]), each * years
        bound, begun = (
            facts.at(summary, *whole.original(*found.span(part))) for part in ("issue", "begun") if whole
        )
        yield (
            consistent(bound)
            if number <= most
            else inconsistent(
                bound,
                begun,
                message="issues-since",
                algebra=f"{number} > {most}",
                first=begun.quote,
                most=str(most),
            )
        )


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
