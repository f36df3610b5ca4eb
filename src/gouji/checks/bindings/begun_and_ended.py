"""What is told to end before it began: in days or weeks, in months, of works, of preparations."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, whole_number, year_reviewed
from gouji.checks.bindings.told_ends import verb_behind
from gouji.checks.bindings.written_dates import Dated, OutOfOrder, Written, dated_passages, days_from
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern

_YEAR = 360
"""Days of twelve months."""


def begun_and_ended(facts: Facts, summary: str) -> Iterator[OutOfOrder]:
    """Yield days on which something begins and, behind them, earlier ones on which it ends.

    Where they tell no year, it would have lasted for longer than such a thing does if it ended on that day of
    the next year: each way of telling them has verbs of its own and a longest time.
    """
    for passage in facts.derive(passages)[summary]:
        if "月" in passage.text and pattern("lunar_day").search(passage.text):
            yield from _of_lunar_days(passage)
    some = facts.derive(dated_passages)[summary]
    reviewed = year_reviewed(facts, summary)
    for at, dated in enumerate(some):
        yield from _within_weeks(dated)
        yield from _next_to_one_another(dated, reviewed)
        yield from _within_a_year(dated, some[at + 1 : at + 2])


def _within_weeks(dated: Dated) -> Iterator[OutOfOrder]:
    """Yield what is over within weeks: 5月6日开幕、4月16日闭幕. Both clauses tell days, in any months.

    The clause of the end begins with its day, or has the words that open the sentence before it.
    """
    days = [date for date in dated.dates if date.exists and date.day and date.style == "words"]
    text = dated.passage.text
    for at, one in enumerate(days[:-1]):
        begun = pattern("begins_short").match(text, one.end)
        later = days[at + 1 :] if begun else []
        two = next((date for date in later if _tells_end(text, date, begun)), None)
        if two and _ended_weeks_before(text, one, two) and not _begins_anew(text, days, at, two):
            yield OutOfOrder(dated.passage, one.start, two.end)


def _tells_end(text: str, date: Written, begun: re.Match[str] | None) -> bool:
    over = pattern("ends_short").match(text, date.end)
    return bool(over and begun and over.lastgroup == begun.lastgroup and _opens_clause(text, date.start))


def _opens_clause(text: str, start: int) -> bool:
    return pattern("opens_with_day").search(text, 0, start) is not None


def _begins_anew(text: str, days: Sequence[Written], at: int, two: Written) -> bool:
    """Whether something else begins between: 甲展5月6日开幕、…，乙展3月1日开幕、4月16日闭幕."""
    between = [date for date in days[at + 1 :] if date.start < two.start]
    return any(pattern("begins_short").match(text, date.end) for date in between)


def _ended_weeks_before(text: str, one: Written, two: Written) -> bool:
    if two.own_year and two.year != one.year:
        return False
    if pattern("another_year").search(text, one.end, two.end) or pattern("date_moved").search(text):
        return False
    days = days_from(two.span[0], one.span[0])
    return days > 0 and (days < _YEAR - _LONGEST or one.month == two.month)


_LONGEST = 150
"""Days for which nothing of this kind lasts."""


def _of_lunar_days(passage: Passage) -> Iterator[OutOfOrder]:
    """Yield what begins and ends in one lunar month: 正月十六破土，正月初三建成."""
    text = passage.text
    days = list(pattern("lunar_day").finditer(text))
    for one, two in pairwise(days):
        begun = pattern("begins_lunar").match(text, one.end())
        over = pattern("ends_lunar").match(text, two.end())
        same = one["month"] == two["month"] and begun and over and _opens_clause(text, two.start())
        later = pattern("another_year").search(text, one.end(), two.end())
        if same and not later and _lunar(two) < _lunar(one):
            yield OutOfOrder(passage, one.start(), two.end())


def _lunar(day: re.Match[str]) -> int:
    """Return which day of its month one is: 初三 the third, 廿八 the 28th."""
    tens = 0 if day["first"] else 20 if day["twenties"] else whole_number(day["tens"])
    return tens + whole_number(day["one"])


def _next_to_one_another(dated: Dated, reviewed: int) -> Iterator[OutOfOrder]:
    """Yield works and what was prepared, the end of each in the clause behind its beginning.

    Works that began in the year under review tell it as if they told none: 2024年8月15日开工，6月30日建成.
    """
    text = dated.passage.text
    for one, two in pairwise(date for date in dated.dates if date.exists):
        this_year = bool(reviewed) and one.own_year and one.year == reviewed and one.month > 0
        bare = one._replace(own_year=False, year=0) if this_year and not two.own_year else one
        told = two._replace(year=0) if bare is not one else two
        ended = (
            _works_ended_first(text, bare, told)
            or _over_first(text, one, two)
            or _began_before_prepared(text, one, two)
            or _ended_in_one_year(text, one, two)
            or _over_before_opened(text, one, two)
        )
        if ended:
            yield OutOfOrder(dated.passage, one.start, two.end)


def _works_ended_first(text: str, one: Written, two: Written) -> bool:
    """Whether works of the year under review are done on a day before that on which they began.

    5月10日动工，4月20日交付: neither clause tells another year. What would have gone on into the next one
    for a season only (11月10日开工，3月20日完工) may have done so.
    """
    if _across(one, two) < _SEASONS:
        return False
    begun = verb_behind(pattern("begins"), text, one.end, two.start)
    if begun is None or begun.lastgroup != "works":
        return False
    if not pattern("same_subject").fullmatch(text, begun.end(), two.start):
        return False
    over, years = pattern("works_done").match(text, two.end), pattern("years_told")
    return over is not None and not (
        years.search(text, 0, one.start) or years.search(text, one.end, over.end())
    )


_SEASONS = 240


def _across(one: Written, two: Written) -> int:
    """Return how many days would lie between two that tell no year, the second in the next; 0 for others."""
    if one.own_year or two.own_year or one.year or two.year or not (one.month and two.month):
        return 0
    earlier = bool(one.day) == bool(two.day) and two.span[1] < one.span[0]
    return _YEAR - days_from(two.span[0], one.span[0]) if earlier else 0


def _over_first(text: str, one: Written, two: Written) -> bool:
    """Whether what any verb of beginning opens is over on a day before: 2月6日进坞，1月12日出坞.

    The second day begins a clause that names nobody else, right behind that of the first.
    """
    if not _LONG <= _across(one, two) < _WHOLE_YEAR:
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


_LONG, _WHOLE_YEAR = 270, 358


def _began_before_prepared(text: str, one: Written, two: Written) -> bool:
    """Whether something began in a year before that of its preparation: 于1995年准备，1986年1月1日实施."""
    if not (one.own_year and two.own_year) or two.year >= one.year:
        return False
    prepared = pattern("prepared_in").match(text, one.end, two.start)
    if not prepared or not pattern("same_subject").fullmatch(text, prepared.end(), two.start):
        return False
    return pattern("begins_prepared").match(text, two.end) is not None


def _ended_in_one_year(text: str, one: Written, two: Written) -> bool:
    """Whether what ends is over before it begins, and all of it is said to be in one year.

    5月20日获批立项，4月8日即通过中期验收，均在2023年内完成.
    """
    if one.own_year or two.own_year or not (one.day and two.day) or two.span[1] >= one.span[0]:
        return False
    if not pattern("all_in_one_year").search(text) or pattern("date_moved").search(text):
        return False
    begun = pattern("opened_in_one_year").match(text, one.end, two.start)
    beside = begun and pattern("clause_then_day").fullmatch(text, begun.end(), two.start)
    return bool(beside) and pattern("closed_in_one_year").match(text, two.end) is not None


def _over_before_opened(text: str, one: Written, two: Written) -> bool:
    """Whether what opens is over before, by the years of both or by 同年: 2023年7月启动，同年4月收官."""
    if not (one.month and two.month):
        return False
    opened = pattern("opened_any").fullmatch(text, one.end, two.start)
    closed = pattern("closed_any").match(text, two.end) if opened else None
    if not (opened and closed) or pattern("date_moved").search(text) or (opened["shown"] and closed["built"]):
        return False  # 2023年10月开幕，同年8月竣工: the hall in which it is
    if opened["same"]:
        return not (two.own_year and two.year != one.year) and two.span[1] < one.span[0]
    told = one.own_year and two.own_year
    return told and (two.year, two.span[1]) < (one.year, one.span[0])


def _within_a_year(dated: Dated, behind: Sequence[Dated]) -> Iterator[OutOfOrder]:
    """Yield what lasts for months, in one sentence or two: 5月8日启动，3月31日结束.

    Both tell their years, or neither does and it would otherwise have lasted nearly a whole year. The clause
    of the end begins with its day, or names what the sentence of the beginning named, or the first of what
    was opened (首笔业务3月22日办结).
    """
    passage, days = dated.passage, list(_days_of(dated))
    later = [day for near in behind for day in _days_of(near)]
    for at, one in enumerate(days, start=1):
        begun = pattern("begins_long").match(passage.whole.text, one.end)
        if begun and (two := _end_of(passage, one, begun, [*days[at:], *later])):
            yield OutOfOrder(passage, one.start - passage.start, two.end - passage.start)


def _days_of(dated: Dated) -> Iterator[Written]:
    """Yield the days and months of a sentence, by their places in the folded text."""
    start = dated.passage.start
    for date in dated.dates:
        if date.exists and date.month and date.style == "words":
            yield date._replace(start=start + date.start, end=start + date.end)


def _end_of(passage: Passage, one: Written, begun: re.Match[str], later: Sequence[Written]) -> Written | None:
    """Return the day on which what began ends before it; None where it does not, or began anew in between."""
    text = passage.whole.text
    for two in later:
        between = text[one.end : two.start]
        if len(between) > _FARTHEST or "\n" in between:
            return None
        over = pattern("ends_long").match(text, two.end)
        if over and _is_of_one(passage, one, begun, two, over):
            return two if _ended_before(passage, one, two) else None
        if pattern("begins_long").match(text, two.end):
            return None
    return None


_FARTHEST = 80
"""Characters between two days of one thing."""


def _is_of_one(
    passage: Passage, one: Written, begun: re.Match[str], two: Written, over: re.Match[str]
) -> bool:
    """Whether what ends is what began: of one kind, in a clause that names nothing else."""
    text, start = passage.whole.text, passage.start
    clause = max(text.rfind(sign, one.end, two.start) + 1 for sign in "，,、；。") or one.end
    said = pattern("before_end").sub("", text[clause : two.start])
    if begun["opened"] and pattern("first_of_opened").fullmatch(said) and over["firsts"]:
        return bool(one.day and two.day)
    kinds = {begun.lastgroup, over.lastgroup}
    if not (len(kinds) == 1 or _ANYTHING in kinds) or not pattern("over_behind").match(text, over.end()):
        return False
    alike = said and len(said) >= _WORD and said in text[start : one.start]
    if not said and one.own_year and two.own_year and pattern("took_so_long").match(text, clause):
        return True
    return bool(alike or (not said and two.start < start + len(passage.text)))


_ANYTHING, _WORD = "anything", 2


def _ended_before(passage: Passage, one: Written, two: Written) -> bool:
    text, start = passage.whole.text, passage.start
    stop = pattern("sentence_over").search(text, two.end)
    said = text[start : stop.start() if stop else len(text)]
    moved = pattern("date_moved").search(text, start, two.end)
    if moved or pattern("another_year").search(said) or pattern("a_year_long").search(said):
        return False
    if one.own_year and two.own_year:
        return (two.year, two.span[1]) < (one.year, one.span[0])
    if one.own_year or two.own_year:
        return False
    gap = days_from(two.span[1], one.span[0])
    told = (one.day and two.day) or pattern("of_this_year").search(text, start, one.start)
    return bool(told) and (0 < gap < _SHORT or (not gap and not one.day))


_SHORT = 40
"""Days that are missing to a full year in a span of more than 320."""
