"""What lasts days or weeks and is told to end before it began: 5月6日开幕、4月16日闭幕; lunar days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, whole_number
from gouji.checks.bindings.told_ends import Ends
from gouji.checks.bindings.written_dates import Dated, Written, dated_passages
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


def short_spans(facts: Facts, summary: str) -> Iterator[Ends]:
    """Yield the days on which something begins and, behind them, earlier ones on which it ends.

    Both clauses tell days, each begins with its day or has the words that open the sentence before it, and
    what happens is such as is over within weeks: if it ended on that day of the next year it would have
    lasted for months. Of the lunar calendar both days are in one month.
    """
    for dated in facts.derive(dated_passages)[summary]:
        yield from _of_days(dated)
    for passage in facts.derive(passages)[summary]:
        if "月" in passage.text and pattern("lunar_day").search(passage.text):
            yield from _of_lunar_days(passage)


def _of_days(dated: Dated) -> Iterator[Ends]:
    days = [date for date in dated.dates if date.exists and date.day and date.style == "words"]
    text = dated.passage.text
    for at, one in enumerate(days[:-1]):
        begun = pattern("begins_short").match(text, one.end)
        later = days[at + 1 :] if begun else []
        two = next((date for date in later if _tells_end(text, date, begun)), None)
        if two and _is_reversed(text, one, two) and not _begins_anew(text, days, at, two):
            yield Ends(dated.passage, one.start, two.end)


def _tells_end(text: str, date: Written, begun: re.Match[str] | None) -> bool:
    over = pattern("ends_short").match(text, date.end)
    return bool(over and begun and over.lastgroup == begun.lastgroup and _opens_clause(text, date.start))


def _opens_clause(text: str, start: int) -> bool:
    return pattern("opens_with_day").search(text, 0, start) is not None


def _begins_anew(text: str, days: Sequence[Written], at: int, two: Written) -> bool:
    """Whether something else begins between: 甲展5月6日开幕、…，乙展3月1日开幕、4月16日闭幕."""
    between = [date for date in days[at + 1 :] if date.start < two.start]
    return any(pattern("begins_short").match(text, date.end) for date in between)


def _is_reversed(text: str, one: Written, two: Written) -> bool:
    if two.own_year and two.year != one.year:
        return False
    if pattern("another_year").search(text, one.end, two.end) or pattern("date_moved").search(text):
        return False
    days = _days(one) - _days(two)
    return days > 0 and (days < _YEAR - _LONGEST or one.month == two.month)


def _days(date: Written) -> int:
    return _MONTH * date.month + date.day


_MONTH, _YEAR, _LONGEST = 30, 360, 150
"""Days; nothing of this kind lasts for so many as the last."""


def _of_lunar_days(passage: Passage) -> Iterator[Ends]:
    text = passage.text
    days = list(pattern("lunar_day").finditer(text))
    for one, two in pairwise(days):
        begun, over = (
            pattern("begins_lunar").match(text, one.end()),
            pattern("ends_lunar").match(text, two.end()),
        )
        same = one["month"] == two["month"] and begun and over and _opens_clause(text, two.start())
        later = pattern("another_year").search(text, one.end(), two.end())
        if same and not later and _lunar(two) < _lunar(one):
            yield Ends(passage, one.start(), two.end())


def _lunar(day: re.Match[str]) -> int:
    """Return which day of its month one is: 初三 the third, 廿八 the 28th."""
    tens = 0 if day["first"] else _TWENTY if day["twenties"] else whole_number(day["tens"])
    return tens + whole_number(day["one"])


_TWENTY = 20
