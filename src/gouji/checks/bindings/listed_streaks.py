"""Streaks beside what they are made of: years all alike, months, values that rise or fall, days since one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise, takewhile

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
            yield from _of_months(facts, passage)
            if "连" in passage.text:
                yield from _of_years(facts, passage)
                yield from _of_values(facts, passage)
                yield from _with_break(facts, passage)
        for dated in facts.derive(dated_passages)[summary]:
            yield from _of_days(facts, dated)


def _verdict(
    facts: Facts, passage: Passage, streak: tuple[int, int], listed: tuple[int, int], told: int, made: int,
    *, message: str = "listed-streak",
) -> Verdict:  # fmt: skip
    """Compare what a streak tells with what is listed, both by their places."""
    bound, what = passage.quoted(facts, *streak), passage.quoted(facts, *listed)
    if told == made:
        return consistent(bound)
    algebra = f"{told} ≠ {made}"
    return inconsistent(bound, what, message=message, algebra=algebra, listed=what.quote, expected=str(made))


def _of_years(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Years of which all are told the same: 2021、2022、2023三个赛季均夺冠，实现三连冠."""
    may = has_any(passage.text, words("signs_of_all_alike"))
    for found in pattern("all_of_years").finditer(passage.text) if may else ():
        years = _numbers(pattern("year_alone"), found["years"])
        if len({two - one for one, two in pairwise(years)}) == 1:
            told = whole_number(found["count"] or found["crowns"])
            yield _verdict(facts, passage, found.span("streak"), found.span("years"), told, len(years))


def _of_months(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    may = has_any(passage.text, words("sign_of_months"))
    for form in (pattern("listed_months"), pattern("months_since")) if may else ():
        for found in form.finditer(passage.text):
            told, first, last = (whole_number(found[part]) for part in ("count", "first", "last"))
            months = _numbers(pattern("month_alone"), found["months"])
            in_a_row = all((two - one) % MONTHS == 1 for one, two in pairwise(months))
            made = last - first + 1 if first else len(months) if in_a_row else 0
            # From the one to the other, or both of them.
            made -= told == made - 1 and bool(found.groupdict().get("takes"))
            if made > 1:
                yield _verdict(facts, passage, found.span("streak"), found.span("months"), told, made)


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
    moves = [two - one if found["rises"] else one - two for one, two in pairwise(values)]
    told = min(whole_number(found["count"]), len(moves))
    made = len(list(takewhile(lambda move: move > 0, reversed(moves))))
    spans = found.span("streak"), found.span("values")
    return _verdict(facts, passage, *spans, told, min(told, made), message="moves-of-streak")


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
        made = made if 0 < made < length else length
        yield _verdict(
            facts, passage, streak.span("streak"), found.span(), length, made, message="streak-broken"
        )


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
    spans = found.span(), (min(one.start, two.start), max(one.end, two.end))
    made = told if abs(told - made) <= 1 else made
    yield _verdict(facts, dated.passage, *spans, told, made, message="days-of-streak")
