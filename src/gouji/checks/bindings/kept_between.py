"""What must lie between ends told before it: 在82%至95%之间，其中城关78%; 全年最高38.7℃，11月3日测得39.4℃."""

import re
from collections.abc import Iterator, Sequence

from gouji.checks.bindings.quantities import clause_of
from gouji.checks.rule import Binding, Bound
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern

_LEVELS = frozenset({"level", "mean", "share"})


def kept_between(facts: Facts) -> Iterator[Binding]:
    """Yield how members keep to the range of all of them, and single days to the extremes of the year."""
    for summary in facts.by_summary:
        text = facts.texts.get(summary, "")
        between, extremes = "之间" in text, "最" in text
        if not between and not extremes:
            continue
        told = [row for row in facts.in_text_order(summary) if not row.place and row.is_figure]
        if between:
            yield from _members(facts, text, told)
        if extremes:
            yield from _single_days(facts, text, told)


def _members(facts: Facts, text: str, rows: Sequence[Fact]) -> Iterator[Binding]:
    """Yield the members told behind a range: its sentence goes on with 其中, a colon, or a place of each."""
    for at, last in enumerate(rows):
        behind = pattern("ends_range").match(text, last.end or 0)
        ends = _ends_of_range(text, rows, at) if behind else None
        clause = clause_of(facts, ends[0]) if ends else ""
        if not behind or not ends or pattern("norm_before").search(clause):
            continue
        over = pattern("over_range").search(text, behind.end())
        if over and over.start() == behind.end() and clause:
            yield from _told_next(text, rows[at + 1 :], ends, clause, over.end())
        own = pattern("means_of_its_times").search(clause)
        if pattern("mean_over_time").search(clause) and not own:
            continue  # a month may be warmer than any year
        stop = over.start() if over else len(text)
        listed = behind["lists"] is not None
        of_times = pattern("range_of_times").search(clause) is not None
        since = behind.end()
        for row in rows[at + 1 :]:
            if (row.end or 0) > stop:
                break
            alike = row.unit_class == last.unit_class and row.measure in _LEVELS
            among = listed or "其中" in text[behind.end() : row.start]
            if alike and _is_member(text, since, row, listed=among, of_times=of_times, own=own):
                yield _of_range(ends, row)
            since = row.end or since


def _told_next(
    text: str, rows: Sequence[Fact], ends: tuple[Fact, Fact], clause: str, since: int
) -> Iterator[Binding]:
    """Yield the members of a range that the sentence behind it tells one by one; one of them is an end.

    各季得分在A至B之间。一季度C，二季度因会刊延期降到D.
    """
    stop = pattern("over_range").search(text, since)
    members: list[Fact] = []
    for row in rows:
        if stop and (row.end or 0) > stop.start():
            break
        said = text[since : row.start or since].lstrip("，；、")
        alike = row.unit_class == ends[1].unit_class and row.measure in _LEVELS
        if alike and _is_told_of(clause, said, first=not members):
            members.append(row)
        elif not members:
            return
        since = row.end or since
    values = [value for one in ends if (value := value_of(one))]
    known = {end for one in values for end in (one.printed, one.hard.low, one.hard.high)}
    if any((value := value_of(one)) and value.printed in known for one in members):
        yield from (_of_range(ends, one) for one in members)


def _is_told_of(clause: str, said: str, *, first: bool) -> bool:
    """Whether words name one of those that a clause is of: a quarter or a month, or a place of their kind."""
    times, kinds = pattern("times_of_members").search(clause), pattern("kinds_of_members").search(clause)
    if times and pattern("mean_over_time").search(clause):
        return False
    time = pattern("member_of_time").fullmatch(said) if times else None
    if times and time and times["time"] in time["time"]:
        more = time["more"]
        free = pattern("only_leads").fullmatch(more) or more in clause
        return bool(free) or not (first or pattern("why_moved").match(more) is None)
    kind = pattern("member_of_kind").fullmatch(said) if kinds and not times else None
    return bool(kinds and kind and kinds["noun"].endswith(kind["noun"]))


def _ends_of_range(text: str, rows: Sequence[Fact], at: int) -> tuple[Fact, Fact] | None:
    """Return the ends of a range: one figure (82%至95%), or two that 到, 至 or 和 joins."""
    last, first = rows[at], rows[at - 1] if at else None
    if pattern("range_quote").fullmatch(last.quote):
        return last, last
    joined = first is not None and pattern("joins_range").fullmatch(text, first.end or 0, last.start or 0)
    return (first, last) if first and joined and first.unit_class == last.unit_class else None


def _is_member(
    text: str, start: int, row: Fact, *, listed: bool, of_times: bool, own: re.Match[str] | None
) -> bool:  # fmt: skip
    """Whether a figure is of one of those that a range is of, and of the same noun.

    The words before it begin at *start*, behind the figure before it. A month is one of a range *of_times*.
    """
    said, behind = text[start : row.start or start], text[row.end or 0 : (row.end or 0) + 16]
    clause = pattern("clause_marks").split(said)[-1]
    if own and (own["time"] not in said or "日" in said):
        return False  # 各季季均价格在…之间，其中8月最高
    apart = pattern("apart_by_words") if of_times else pattern("apart_from_range")
    if apart.search(said) or pattern("noun_of_another").search(clause):
        return False
    placed = pattern("place_among").search(said) or pattern("place_behind").match(behind)
    return bool(listed or placed)


def _of_range(ends: tuple[Fact, Fact], row: Fact) -> Binding:
    first, last, own = (value_of(one) for one in (*ends, row))
    roles = (
        Bound(row, "value"),
        Bound(ends[0], "bound"),
        *((Bound(ends[1], "bound_2"),) if ends[1] is not ends[0] else ()),
    )
    if first is None or last is None or own is None:
        return Binding(roles, None, obstacle="missing-value")
    whole = Interval(first.hard.low, last.hard.high)
    algebra = "{value} ∉ {bound}"
    return Binding(roles, compare(own, Value(whole, whole, None)), "outside-range", algebra)


def _single_days(facts: Facts, text: str, rows: Sequence[Fact]) -> Iterator[Binding]:
    """Yield the days of a year that go beyond its extreme, which the same line tells before them."""
    of_year = ""
    for at, extreme in enumerate(rows):
        clause = clause_of(facts, extreme)
        found = pattern("extreme_of_year").search(clause)
        if found or "\n" in text[rows[at - 1].end or 0 : extreme.start]:
            of_year = clause if found else ""
        # 本年度最高库水位168.42米；最低库水位151.07米: of the same year
        other = pattern("other_extreme").fullmatch(clause) if not found else None
        found = other if other and other["noun"] in of_year else found
        if not found or extreme.measure not in _LEVELS:
            continue
        line = text.find("\n", extreme.end or 0)
        for row in rows[at + 1 : at + 1 + _FARTHEST]:
            if 0 <= line < (row.start or 0):
                break
            same = row.unit_class == extreme.unit_class and row.measure == extreme.measure
            day = pattern("only_a_day").fullmatch(clause_of(facts, row)) if same else None
            # 10月客流一度达到31万人次: of a month, not of one of its days
            of_day = day and (day["month"] is None or pattern("goes_without_sum").search(row.quote))
            if day and of_day and (day["noun"] or "") in clause:
                yield _beyond(extreme, row, highest=found["low"] is None)


_FARTHEST = 6
"""Figures behind an extreme among which a single day is."""


def _beyond(extreme: Fact, row: Fact, *, highest: bool) -> Binding:
    roles = (Bound(row, "value"), Bound(extreme, "bound"))
    first, second = value_of(row), value_of(extreme)
    if first is None or second is None:
        return Binding(roles, None, obstacle="missing-value")
    algebra = "{value} > {bound}" if highest else "{value} < {bound}"
    return Binding(roles, compare(first, second, "<=" if highest else ">="), "beyond-extreme", algebra)
