"""GJ704: figures that nothing of their kind can reach.

Below the rule, what a year had beside what has come since: 2024年举办1850场，自2020年启动以来累计1640场.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.passages import Passage, passages_read, whole_number, without_texts, years_of
from gouji.checks.bindings.quantities import sentence_of
from gouji.checks.bindings.told_first import places_of_all
from gouji.checks.bindings.written_dates import MONTHS, days_in
from gouji.checks.rule import Verdict, bind, consistent, inconsistent, rule
from gouji.facts.figures.numerals import magnitude_of
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


@rule("GJ704", name="out-of-range", level="warning", scope="summary", needs_texts=True, of_size=True)
def out_of_range(facts: Facts) -> Iterator[Verdict]:
    """A figure is possible for what it measures."""
    yield from without_texts(facts)
    for fact in facts:
        if fact.measure == "growth" and _falls_below_nothing(facts, fact):
            yield inconsistent(fact, message="falls-below-nothing", algebra=f"{fact.quote}: > 100%")
        limit = _limit(facts, fact) if fact.is_figure and fact.hard and not fact.fault else None
        if limit is not None:
            yield _verdict(fact, limit)
    for passage in passages_read(facts):
        yield from _of_times(facts, passage)
    yield from places_of_all(facts)
    yield from since_then(facts)


def _verdict(fact: Fact, limit: int) -> Verdict:
    low = fact.hard.low if fact.hard else None
    if low is None or low < limit or (low == limit and fact.hard and not fact.hard.low_open):
        return consistent(fact)
    unit = fact.unit
    return inconsistent(
        fact, message="out-of-range", algebra=f"{fact.quote} > {limit}{unit}", most=f"{limit}{unit}"
    )


def _falls_below_nothing(facts: Facts, fact: Fact) -> bool:
    """Whether what is counted falls by more than all of it."""
    high = fact.hard.high if fact.hard and fact.unit == "%" and not fact.fault else None
    if high is None or high >= -_HUNDRED or not fact.indicator:
        return False
    rows = facts.by_summary.get(fact.summary, ())
    counts = [row for row in rows if row.indicator == fact.indicator and row.measure == "level"]
    return any(row.form == "count" and row.hard and (row.hard.low or 0) > 0 for row in counts)


def _limit(facts: Facts, fact: Fact) -> int | None:
    """Return what a figure can be at most; None where nothing says so."""
    if fact.period is not None and pattern("days_in_column").search(fact.indicator):
        return _days_of_month(fact)
    if fact.unit not in _UNITS or fact.start is None or fact.measure not in _MEASURES:
        return None
    sentence = sentence_of(facts, fact)
    if fact.unit == "%" and fact.quote.replace(".", "").isdigit():
        sentence = fact.indicator  # a cell of a table
    if fact.unit == "%":
        return _limit_of_rate(facts, fact, sentence)
    if fact.unit == "岁":
        return _OLDEST if pattern("ages_are").search(sentence) else None
    marks = list(pattern("full_marks").finditer(sentence))
    if not marks or not pattern("marks_are").search(sentence) or pattern("marks_added").search(sentence):
        return None
    return int(marks[-1]["full"] or _HUNDRED)


def _days_of_month(fact: Fact) -> int | None:
    """Return how many days a figure of one month in a column of days can be."""
    begins, end = (fact.period.begins, fact.period.end) if fact.period else (None, None)
    if begins is None or end is None or fact.unit != "天" or fact.measure != "level":
        return None
    return end.day if (begins.year, begins.month) == (end.year, end.month) else None


_UNITS, _MEASURES = frozenset({"%", "岁", "分"}), frozenset({"level", "mean", ""})
_OLDEST, _HUNDRED, _SOME_OF_LAST_YEAR = 130, 100, 150


def _limit_of_rate(facts: Facts, fact: Fact, sentence: str) -> int | None:
    indicator = facts.indicator_of(fact)
    if indicator is not None and indicator.bounded:
        return None  # GJ701 asks it
    found = pattern("rate_is").search(sentence)
    if found is None or pattern("rates_above_all").search(sentence[max(0, found.start() - 4) :]):
        return None
    return _HUNDRED if found["part"] else _SOME_OF_LAST_YEAR


def _of_times(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    text = passage.text
    for found in pattern("time_lasted").finditer(text):
        limit = _longest(facts, passage, found)
        number = Fraction(found["number"])
        if limit and limit < number <= limit * _MOST:
            yield _too_long(facts, passage, found, f"{limit}{found['unit']}")
    for found in pattern("part_of_time").finditer(text):
        if int(found["part"]) > int(found["whole"]):
            yield _too_long(facts, passage, found, f"{found['whole']}{found['unit']}")
    for found in pattern("all_day").finditer(text) if "小时" in text else ():
        yield _too_long(facts, passage, found, f"{_HOURS}小时")


_MOST, _HOURS = Fraction(3, 2), 24


def _too_long(facts: Facts, passage: Passage, found: re.Match[str], most: str) -> Verdict:
    bound = passage.quoted(facts, *found.span())
    return Verdict(
        "inconsistent", bind(bound), "out-of-range", {"most": most}, algebra=f"{bound.quote} > {most}"
    )


def _is_of_many(text: str, hours: re.Match[str]) -> bool:
    """Whether hours are those of many people: 全年志愿服务9640小时; 全年服务9372小时，人均44小时."""
    each = pattern("mean_behind").match(text, hours.end())
    return each is not None or pattern("done_by_many").search(text, 0, hours.start()) is not None


def _longest(facts: Facts, passage: Passage, found: re.Match[str]) -> int | None:
    """Return how long something can last within the time that it is told of; None where that is unknown."""
    before, unit = passage.text[: found.start()], found["unit"].removeprefix("个")
    reviewed = next(iter(years_of(facts, passage.summary)), 0)
    told = pattern("time_of_lasting").search(before)
    a_year = told is not None and told.lastgroup in _YEARS
    many = a_year and unit == "小时" and _is_of_many(passage.text, found)
    if many or pattern("adds_up_over").search(before):
        return None
    whole = told is not None and told.lastgroup in _FIXED
    if told is None or not (whole or pattern("lasts_on").search(before)):
        in_such_state = pattern("days_in_state").search(before) and pattern("whole_year_told").search(before)
        of_year = unit == "天" and (pattern("days_of_year").search(before) or in_such_state)
        return _days_of_year(reviewed) if of_year and (told is None or told.lastgroup in _YEARS) else None
    return _capacity(told, "天" if unit == "日" else unit, reviewed)


_YEARS = frozenset({"year", "whole", "per_year"})


def _capacity(told: re.Match[str], unit: str, reviewed: int) -> int | None:
    """Return how many of a unit a time has."""
    kind = str(told.lastgroup)
    if kind == "that_month":
        told_before = [
            found["month"] for found in pattern("month_told").finditer(told.string, 0, told.start())
        ]
        month_told = whole_number(told_before[-1]) if told_before else 0
        return days_in(reviewed, month_told) if unit == "天" and 1 <= month_told <= MONTHS else None
    if kind in _FIXED:
        return _FIXED[kind].get(unit)
    if unit != "天":
        return _OF_YEAR.get(unit) if kind in _YEARS else None
    if kind in _YEARS:
        return _days_of_year(whole_number(told["year"]) or reviewed)
    if kind == "month":
        month = whole_number(told["month"])
        return days_in(reviewed, month) if 1 <= month <= MONTHS else None
    last = 3 * whole_number(told["quarter"]) if kind == "quarter" else 6 if told["half"] == "上" else 12
    first = last - (2 if kind == "quarter" else 5)
    return sum(days_in(reviewed, month) for month in range(first, last + 1))


_FIXED: dict[str, dict[str, int]] = {
    "per_day": {"小时": 24},
    "per_week": {"天": 7, "小时": 168},
    "per_month": {"天": 31, "周": 5},
}
_OF_YEAR = {"月": 12, "周": 53, "小时": 8784}


def _days_of_year(year: int) -> int:
    return sum(days_in(year, month) for month in range(1, MONTHS + 1))


def since_then(facts: Facts) -> Iterator[Verdict]:
    """Yield whether what has come together since a year is as much as what one of its years had.

    Both have one unit, and what the total is of is said in the words of the year, or not once more.
    """
    for passage in passages_read(facts):
        text = passage.text
        if has_any(text, words("sign_of_total")) and has_any(text, words("signs_of_since")):
            yield from _of_sentence(facts, passage)


def _of_sentence(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield the last figure of a year before such a total, and the total."""
    start = passage.start
    line = passage.whole.text.rfind("\n", 0, start) + 1
    first = max(line, passage.whole.text.rfind("。", line, start) + 1)
    text = passage.whole.text[first : start + len(passage.text)]
    for total in pattern("total_since").finditer(text, start - first):
        years = pattern("figure_of_year").finditer(text, 0, total.start())
        alike = [one for one in years if one["unit"] == total["unit"]]
        same = [one for one in alike if _is_of_same(one["what"], total["what"])]
        if not same:
            continue
        part = same[-1]
        made, had = _value(total), _value(part)
        spans = [
            (found.start("value") + first - start, found.end("unit") + first - start)
            for found in (part, total)
        ]
        whole = passage.placed(facts, *spans[1])
        if had <= made:
            yield consistent(whole)
        else:
            one, all_of_it = (passage.quoted(facts, *span) for span in spans)
            yield inconsistent(
                all_of_it,
                one,
                message="year-of-more",
                algebra=f"{one.quote} > {all_of_it.quote}",
                part=one.quote,
            )


def _value(found: re.Match[str]) -> Fraction:
    return number_in(found["value"]) * magnitude_of(found["big"])


def _is_of_same(one: str, two: str) -> bool:
    """Whether words say the same act, or the second say none."""
    bare = pattern("says_it_came_to").sub("", two)
    return not bare or bare in one or (len(one) > 1 and one in bare)
