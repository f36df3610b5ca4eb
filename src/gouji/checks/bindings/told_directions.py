"""Movements that a sentence tells in its own words, against what rises or falls: 由3分20秒缩短为3分40秒."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, whole_number
from gouji.checks.rule import Bound, Verdict, consistent, inconsistent
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import has_any, pattern, words

_Place = tuple[int, int]
_REACH, _REACH_OF_CLAUSE = 16, 60
"""Characters before a figure that may say what it is of."""


def told_directions(facts: Facts) -> Iterator[Verdict]:
    """Yield what sentences tell of movements that are no single figures."""
    for some in facts.derive(passages).values():
        for passage in some:
            yield from _of_passage(facts, passage)


def _of_passage(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    if "秒" in passage.text or "分" in passage.text:
        yield from _times(facts, passage)
    if has_any(passage.text, words("signs_of_steady")):
        yield from _series(facts, passage)
    end = passage.start + len(passage.text) + _REACH
    if has_any(passage.whole.text[passage.start : end], words("signs_of_steady")):
        yield from _in_turn(facts, passage)
    yield from _pairs(facts, passage)
    yield from _both(facts, passage)
    if pattern("sign_of_better").search(passage.text):
        yield from _bettered(facts, passage)
    yield from _numbers(facts, passage)
    for found in pattern("class_moved").finditer(passage.text) if "类" in passage.text else ():
        # The signs of the classes stand in their order, and 劣 behind them.
        rises, places = found["better"] is None, [found.span(part) for part in ("before", "now", "verb")]
        fits = found["now"] > found["before"] if rises else found["now"] < found["before"]
        yield _moved(facts, passage, *places, fits=fits, rises=rises)


def _times(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare lengths of time that are told in two units: 由3分20秒缩短为3分10秒."""
    for found in pattern("times_from_to").finditer(passage.text):
        if found["rises"] and pattern("faster_is_better").search(passage.text, 0, found.start()):
            continue
        first, last = (_seconds(found, end) for end in ("from", "to"))
        rises, ends = found["rises"] is not None, (found.span("before"), found.span("now"))
        yield _moved(facts, passage, *ends, fits=(last > first) == rises and last != first, rises=rises)
        if told := pattern("times_apart").match(passage.text, found.end()):
            yield _apart(facts, passage, found, told, abs(last - first))


def _seconds(told: re.Match[str], end: str) -> int:
    """Return a length of time that is told in two units; *end* names its groups."""
    return sum(whole_number(told[f"{unit}_{end}"]) * size for unit, size in _SIZES.items())


def _apart(
    facts: Facts, passage: Passage, moved: re.Match[str], told: re.Match[str], seconds: int
) -> Verdict:
    """Compare how far two lengths of time are apart with what is told behind them: …，节省45分钟."""
    by, ends = passage.quoted(facts, *told.span("by")), (moved.span("before"), moved.span("now"))
    before, now = (passage.quoted(facts, *end) for end in ends)
    if _seconds(told, "by") == seconds:
        return consistent(by, before, now)
    expected = _length_of_time(seconds)
    return inconsistent(
        by, before, now, message="times-apart", algebra=f"{now.quote} - {before.quote} ≠ {by.quote}",
        before=before.quote, now=now.quote, expected=expected, level="warning",
    )  # fmt: skip


def _length_of_time(seconds: int) -> str:
    """Return a length of time in words: 1小时20分."""
    said = ""
    for size, unit in zip(_SIZES.values(), words("units_of_lengths"), strict=True):
        count, seconds = divmod(seconds, size)
        said += f"{count}{unit}" if count else ""
    return said or f"0{words('units_of_lengths')[-1]}"


def _numbers(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare numbers without a unit with the verb between them, or behind: 收入比由1.84扩大到1.80."""
    for found in pattern("number_moved").finditer(passage.text):
        verbs = [name for name in ("rises", "falls", "widens", "narrows") if found[name]]
        grew = number_in(found["now"]) - number_in(found["before"])
        for verb in verbs if grew else ():
            rises, ends = verb in {"rises", "widens"}, (found.span("before"), found.span("now"))
            yield _moved(facts, passage, *ends, found.span(verb), fits=(grew > 0) == rises, rises=rises)


def _bettered(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare levels with what both differ by, told as better or worse: 浓度34，去年这一数字是31，改善3."""
    for form in (pattern("bettered_since_last"), pattern("bettered_from_to")):
        for found in form.finditer(passage.text):
            now, before, by = (number_in(found[part]) for part in ("now", "before", "by"))
            point = found["unit"] == "%" and found["unit_by"] in {POINTS, f"个{POINTS}"}
            same = found["unit_before"] in {None, found["unit"]} and (
                point or found["unit_by"] == found["unit"]
            )
            better = _better(found["name"])
            if not (same and better) or abs(now - before) != by or not by:
                continue
            # Better is less of what had better be few.
            rises = (found["better"] is not None) == (better == "up")
            fits, ends = (now > before) == rises, (found.span("before"), found.span("now"))
            yield _moved(facts, passage, *ends, found.span("verb"), fits=fits, rises=rises)


def _better(name: str) -> str:
    """Return which way what a name tells gets better, up or down; empty where it does not say."""
    return "down" if pattern("less_is_better").search(name) else kind_of(name).better


def _moved(
    facts: Facts, passage: Passage, first: _Place, last: _Place, verb: _Place | None = None, *, fits: bool,
    rises: bool,
) -> Verdict:  # fmt: skip
    """Return whether what is said to rise or to fall does so, by the places of both ends and of the verb."""
    if fits:
        return consistent(passage.placed(facts, *last), passage.placed(facts, *first))
    now, before = passage.quoted(facts, *last), passage.quoted(facts, *first)
    moved = inconsistent(
        now, before, message="rises-to-less" if rises else "falls-to-more",
        algebra=f"{now.quote} {'<' if rises else '>'} {before.quote}",
        now=now.quote, before=before.quote,
    )  # fmt: skip
    bound = (Bound(passage.quoted(facts, *verb), "verb", witness=True),) if verb else ()
    return replace(moved, bound=(*moved.bound, *bound))


def _series(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare the values of years with what is told of all of them: 逐年下降（2022年为64%，2023年为…）."""
    for found in pattern("steadily_between").finditer(passage.text):
        first, last = number_in(found["before"]), number_in(found["now"])
        rises, ends = found["rises"] is not None, (found.span("before"), found.span("now"))
        fits, verb = (last > first) == rises or last == first, found.span("rises" if rises else "falls")
        if int(found["year"]) < int(found["last"]):
            yield _moved(facts, passage, *ends, verb, fits=fits, rises=rises)


def _in_turn(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare figures in the order of their times with which way all go: 依次为…，呈逐季上升之势."""
    for found in pattern("values_in_turn").finditer(passage.text):
        before = passage.text[max(0, found.start() - _REACH_OF_CLAUSE) : found.start()]
        behind = pattern("steadily_behind").match(passage.whole.text, passage.start + found.end())
        noun = behind["noun"] or "" if behind else ""
        behind = behind if not noun or any(a + b in before for a, b in pairwise(noun)) else None
        goes = behind or pattern("steadily_before").search(before)
        if not goes or pattern("moves_otherwise").search(before if behind else before[: goes.start()]):
            continue
        named = pattern("name_of_time").finditer(before + found[0])
        times = [whole_number(one[one.lastgroup or ""]) for one in named]
        told = list(pattern("value_of_turn").finditer(passage.text, *found.span()))
        if len(times) < _TWO:
            listed = "、" in before.rpartition("，")[2]
            in_order = not listed and pattern("times_in_turn").search(before) is not None
        else:
            in_order = times == sorted(times) and len(told) in {len(times), times[-1] - times[0] + 1}
        if in_order and len({one["unit"] for one in told if one["unit"]}) == 1:
            rises = goes["rises"] is not None
            for one, two in pairwise(told):
                step = number_in(two["value"]) - number_in(one["value"])
                ends, fits = (one.span("value"), two.span("value")), not step or (step > 0) == rises
                yield _moved(facts, passage, *ends, fits=fits, rises=rises)


def _pairs(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare two levels with how their noun moved by what they differ: 净亏损A，上年净亏损B，亏损额扩大C."""
    for found in pattern("pair_and_moved").finditer(passage.text):
        one, two, by = (number_in(found[part]) for part in ("one", "two", "by"))
        said = (
            passage.text[max(0, found.start() - _REACH) : found.start()].rpartition("，")[2],
            found["of"] or "",
        )
        earlier = [pattern("sign_of_earlier").search(part) is not None for part in said]
        noun = pattern("time_at_end").sub("", found["noun"])
        shared = pattern("bare_time").fullmatch(noun) or noun[:_TWO] in "，".join(said)
        if earlier[0] != earlier[1] and shared and by and abs(one - two) == by:
            before, now = map(found.span, ("one", "two") if earlier[0] else ("two", "one"))
            rises, grew = found["rises"] is not None, (two > one) == earlier[0]
            yield _moved(facts, passage, before, now, found.span("verb"), fits=rises == grew, rises=rises)


def _both(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare what both of two names are told to have done with what the text tells of each: A与B双升."""
    for found in pattern("both_moved").finditer(passage.text):
        if pattern("not_said_of_now").search(passage.text, 0, found.end()):
            continue
        text, ways, moved = passage.whole.text, set(), {}
        for name in (found["one"], found["two"]):
            at = text.find(name[-_TAIL:])
            while at >= 0:
                if told := pattern("moves_of_name").match(text, at + _TAIL):
                    ways.add(told["rises"] is not None)
                    moved[name] = (told.start("told") - passage.start, told.end() - passage.start)
                at = text.find(name[-_TAIL:], at + 1)
        if len({name[-_TAIL:] for name in moved}) == _TWO and ways == {found["rises"] is None}:
            both, *each = (passage.quoted(facts, *span) for span in (found.span("verb"), *moved.values()))
            before = each[0].quote
            yield inconsistent(
                both, *each, message="told-otherwise", algebra=f"{both.quote} ≠ {before}",
                before=before, level="warning",
            )  # fmt: skip


_TWO, _TAIL = 2, 3
"""Characters at the end of a name by which the text tells of it elsewhere."""
_SIZES = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
"""Units of time in seconds, by the groups of the pattern."""
