"""Streaks beside what they are made of: years all alike, months, values that rise or fall, days since one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, summaries_read, whole_number, years_of
from gouji.checks.bindings.written_dates import MONTHS, Dated, dated_passages
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def listed_streaks(facts: Facts) -> Iterator[Verdict]:
    """Yield how streaks fit what is listed beside them."""
    for summary in summaries_read(facts):
        for passage in facts.derive(passages)[summary]:
            if "连" in passage.text:
                yield from _of_years(facts, passage)
                yield from _of_months(facts, passage)
                yield from _of_values(facts, passage)
                yield from _with_break(facts, passage)
        for dated in facts.derive(dated_passages)[summary]:
            yield from _of_days(facts, dated)


def _verdict(
    facts: Facts, passage: Passage, found: re.Match[str], listed: str, told: int, made: int
) -> Verdict:
    bound = passage.quoted(facts, *found.span("streak"))
    what = passage.quoted(facts, *found.span(listed))
    if told == made:
        return consistent(bound)
    return inconsistent(
        bound, what, message="listed-streak", algebra=f"{told} ≠ {made}", listed=what.quote,
        expected=str(made),
    )  # fmt: skip


def _of_years(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Years of which all are told the same: 2021、2022、2023三个赛季均夺冠，实现三连冠."""
    may = has_any(passage.text, words("signs_of_all_alike"))
    for found in pattern("all_of_years").finditer(passage.text) if may else ():
        years = _numbers(pattern("year_alone"), found["years"])
        if len({two - one for one, two in pairwise(years)}) == 1:
            told = whole_number(found["count"] or found["crowns"])
            yield _verdict(facts, passage, found, "years", told, len(years))


def _of_months(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    may = has_any(passage.text, words("sign_of_months"))
    for found in pattern("listed_months").finditer(passage.text) if may else ():
        if found["first"]:
            first, last = whole_number(found["first"]), whole_number(found["last"])
            made = last - first + 1
        else:
            months = _numbers(pattern("month_alone"), found["months"])
            in_a_row = all((two - one) % MONTHS == 1 for one, two in pairwise(months))
            made = len(months) if in_a_row else 0
        if made > 1:
            yield _verdict(facts, passage, found, "months", whole_number(found["count"]), made)


def _numbers(of: re.Pattern[str], text: str) -> list[int]:
    return [whole_number(found) for found in of.findall(text)]


def _of_values(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Values of successive years, of which the last ones must rise or fall as often as is told."""
    may = has_any(passage.text, words("signs_of_values"))
    for found in pattern("values_of_years").finditer(passage.text) if may else ():
        years = _numbers(pattern("year_alone"), found["years"])
        if found["span"] and years[0] < years[-1]:
            years = list(range(years[0], years[-1] + 1))
        values = [number_in(text) for text in _NUMBER.findall(found["values"])]
        units = set(filter(None, _NUMBER.split(found["values"].replace("，", "、").replace("和", "、"))))
        alike = len({unit.strip("、及与") for unit in units} - {""}) <= 1
        if len(values) == len(years) and alike and all(two - one == 1 for one, two in pairwise(years)):
            yield _of_moves(facts, passage, found, values)


def _of_moves(facts: Facts, passage: Passage, found: re.Match[str], values: Sequence[Fraction]) -> Verdict:
    told = whole_number(found["count"])
    moves = [two - one if found["rises"] else one - two for one, two in pairwise(values)]
    bound = passage.quoted(facts, *found.span("streak"))
    if all(move > 0 for move in moves[-told:]):
        return consistent(bound)
    what = passage.quoted(facts, *found.span("values"))
    return inconsistent(
        bound, what, message="moves-of-streak", algebra=f"{bound.quote}: ∄", values=what.quote
    )


def _with_break(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield streaks beside a year of which the sentence tells what would have broken them.

    They go up to the last year that the sentence tells, or the one under review.
    """
    text, reviewed = passage.text, years_of(facts, passage.summary)[:1]
    tens, grade = pattern("streak_of_tens").search(text), pattern("streak_of_grade").search(text)
    told: list[tuple[re.Match[str], re.Match[str]]] = []
    if tens:
        years = pattern("year_of_growth").finditer(text)
        told += [(tens, found) for found in years if Fraction(found["value"]) < 10]
    if grade:
        told += [(grade, found) for found in pattern("year_of_grade").finditer(text)]
    last = max([*_numbers(pattern("year_alone"), text), *reviewed], default=0) if told else 0
    for streak, found in told:
        inside = streak.start() <= found.start() < streak.end()
        if inside or found.groupdict().get("grade") == streak.groupdict().get("grade", ""):
            continue
        length, made = whole_number(streak["count"]), last - whole_number(found["year"])
        if not 0 < made < length:
            yield consistent(passage.placed(facts, *streak.span("streak")))
            continue
        bound = passage.quoted(facts, *streak.span("streak"))
        what = passage.quoted(facts, *found.span())
        yield inconsistent(
            bound, what, message="streak-broken", algebra=f"{length} > {made}", listed=what.quote,
            expected=str(made),
        )  # fmt: skip


_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def _of_days(facts: Facts, dated: Dated) -> Iterator[Verdict]:
    """Days since one that is told, up to another: 截至2024年12月31日，自2015年1月1日起已连续运行3653天."""
    text = dated.passage.text
    found = pattern("days_in_a_row").search(text)
    full = [day for day in dated.dates if day.own_year and day.year and day.day and day.exists]
    if found is None or len(dated.dates) != 2 or len(full) != 2:
        return
    one, two = sorted(full, key=lambda day: (day.year, day.month, day.day))
    since = pattern("since_that_day").search(text, 0, one.start)
    until = pattern("until_that_day").search(text, 0, two.start)
    if not since or not until or max(one.end, two.end) > found.start():
        return
    made = (date(two.year, two.month, two.day) - date(one.year, one.month, one.day)).days + 1
    told = int(found["days"].replace(",", ""))
    bound, first = (dated.passage.quoted(facts, *span) for span in (found.span(), (one.start, one.end)))
    if abs(told - made) <= 1:
        yield consistent(bound)
    else:
        yield inconsistent(
            bound, first, message="days-of-streak", algebra=f"{told} ≠ {made}", first=first.quote,
            last=dated.passage.quoted(facts, two.start, two.end).quote, expected=str(made),
        )  # fmt: skip
