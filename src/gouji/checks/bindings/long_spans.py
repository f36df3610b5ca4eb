"""What lasts months and is told to end before it began: 5月8日启动，3月31日结束."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage
from gouji.checks.bindings.written_dates import Dated, Written, dated_passages
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


class LongSpan(NamedTuple):
    """Two days by their places in the folded text of a summary."""

    passage: Passage
    start: int
    end: int

    def place(self) -> tuple[int, int]:
        """Return where both stand in the source text."""
        return self.passage.whole.original(self.start, self.end)


class _Day(NamedTuple):
    """A date, where it stands in the folded text, and where its sentence begins."""

    date: Written
    start: int
    end: int
    sentence: int


def long_spans(facts: Facts, summary: str) -> Iterator[LongSpan]:
    """Yield days on which something begins and, behind them, earlier ones on which it ends.

    Both tell their years, or neither does and it would otherwise have lasted nearly a whole year. The clause
    of the end begins with its day, or names what the sentence of the beginning named, or the first of what
    was opened (首笔业务3月22日办结).
    """
    some = facts.derive(dated_passages)[summary]
    for at, dated in enumerate(some):
        days = [*_days_of(dated), *(day for near in some[at + 1 : at + 2] for day in _days_of(near))]
        text = dated.passage.whole.text
        for first, one in enumerate(days):
            begun = (
                pattern("begins_long").match(text, one.end) if one.sentence == dated.passage.start else None
            )
            if begun and (two := _end_of(text, one, begun, days[first + 1 :])):
                yield LongSpan(dated.passage, one.start, two.end)


def _days_of(dated: Dated) -> Iterator[_Day]:
    start = dated.passage.start
    for date in dated.dates:
        if date.exists and date.month and date.style == "words":
            yield _Day(date, start + date.start, start + date.end, start)


def _end_of(text: str, one: _Day, begun: re.Match[str], later: Sequence[_Day]) -> _Day | None:
    """Return the day on which what began ends before it; None where it does not, or began anew in between."""
    for two in later:
        between = text[one.end : two.start]
        if len(between) > _FARTHEST or "\n" in between:
            return None
        over = pattern("ends_long").match(text, two.end)
        if over and _is_of_one(text, one, begun, two, over):
            is_reversed = _is_reversed(text, one, two)
            return two if is_reversed else None
        if pattern("begins_long").match(text, two.end):
            return None
    return None


_FARTHEST = 80
"""Characters between two days of one thing."""


def _is_of_one(text: str, one: _Day, begun: re.Match[str], two: _Day, over: re.Match[str]) -> bool:
    """Whether what ends is what began: of one kind, in a clause that names nothing else."""
    clause = max(text.rfind(sign, one.end, two.start) + 1 for sign in "，,、；。") or one.end
    said = pattern("before_end").sub("", text[clause : two.start])
    if begun["opened"] and pattern("first_of_opened").fullmatch(said) and over["firsts"]:
        return bool(one.date.day and two.date.day)
    kinds = {begun.lastgroup, over.lastgroup}
    if not (len(kinds) == 1 or _ANYTHING in kinds) or not pattern("over_behind").match(text, over.end()):
        return False
    alike = said and len(said) >= _WORD and said in text[one.sentence : one.start]
    return bool(alike or (not said and one.sentence == two.sentence))


_ANYTHING, _WORD = "anything", 2


def _is_reversed(text: str, one: _Day, two: _Day) -> bool:
    stop = pattern("sentence_over").search(text, two.end)
    said = text[one.sentence : stop.start() if stop else len(text)]
    moved = pattern("date_moved").search(text, one.sentence, two.end)
    if moved or pattern("another_year").search(said) or pattern("a_year_long").search(said):
        return False
    first, last = one.date, two.date
    if first.own_year and last.own_year:
        return (last.year, last.span[1]) < (first.year, first.span[0])
    if first.own_year or last.own_year:
        return False
    gap = _days(first.span[0]) - _days(last.span[1])
    told = (first.day and last.day) or pattern("of_this_year").search(text, one.sentence, one.start)
    return bool(told) and (0 < gap < _SHORT or (not gap and not first.day))


def _days(month_and_day: int) -> int:
    return _MONTH * (month_and_day // 100) + month_and_day % 100


_MONTH, _SHORT = 30, 40
"""Days of a month, and those that are missing to a full year in a span of more than 320."""
