"""GJ510: a level that falls where the words say that it rises, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages, whole_number
from gouji.checks.bindings.quantities import words_before, words_behind
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.rule import Binding, Bound, Verdict, consistent, inconsistent, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.digits import number_in
from gouji.facts.numbers.values import compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.nouns import kind_of
from gouji.reading.lexicon.wording import has_any, pattern, words

_Place = tuple[int, int]
_FARTHEST = 24
"""Characters between two levels of one movement: 由A人增加到2024年底的B人."""


@rule("GJ510", name="direction", level="error", scope="summary")
def direction(facts: Facts) -> Iterator[Binding | Verdict]:
    """What rises to a level was lower before, and what falls to one was higher."""
    for told in map(facts.in_text_order, facts.by_summary):
        for at, now in enumerate(told):
            before = told[at - 1] if at else None
            if before is None or not _of_one(facts, before, now) or _is_held_against(facts, now):
                before = next((one for one in told[at + 1 : at + 2] if _told_behind(facts, now, one)), None)
            moved = _movement(facts, before, now) if before else None
            if before and moved and not _are_listed(facts, before, now):
                yield _binding(facts, before, now, moved)
    for some in facts.derive(passages).values():
        for passage in some:
            yield from _of_passage(facts, passage)


def _of_passage(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield what a sentence tells of movements that are no single figures."""
    if "秒" in passage.text or "分" in passage.text:
        yield from _times(facts, passage)
    if has_any(passage.text, words("signs_of_steady")):
        yield from _series(facts, passage)
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
        behind = pattern("steadily_behind").match(passage.text, found.end())
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


class _Movement(NamedTuple):
    """How words say that a level moved, and where in the text their verb stands, if beside neither figure."""

    rises: bool
    verb: tuple[int, int] | None = None


def _are_listed(facts: Facts, before: Fact, now: Fact) -> bool:
    """Whether two levels stand in two lists: 分别由620元、780元提高到670元、830元."""
    listed = pattern("joined_before").search(words_before(facts, before, 1))
    return bool(listed and pattern("joined_behind").match(words_behind(facts, now, 1)))


def _movement(facts: Facts, before: Fact, now: Fact) -> _Movement | None:
    """Return how the words say that a level moved; None where they say nothing of it."""
    quoted = pattern("reached_by").match(now.quote)
    near = words_before(facts, now, _REACH)
    if beside := quoted or pattern("moves_to").search(near):
        verb = None if quoted else _verb(beside, (now.start or 0) - len(near))
        return _Movement(beside["rises"] is not None, verb)
    said = words_before(facts, before, _REACH_OF_CLAUSE)
    if told := pattern("direction_told").search(said):
        # 又扩大，从11.3%收敛到8.9%
        return _Movement(told["rises"] is not None, _verb(told, (before.start or 0) - len(said)))
    moved = _moved_by(facts, before, now)
    verb = _verb(moved) if moved else None
    if behind := _told_behind_both(facts, before, now):
        return _Movement(behind["rises"] is not None or behind["more"] is not None, verb)
    if not moved and (at_all := _moved_at_all(facts, before, now)):
        return _Movement(at_all["rises"] is not None, _verb(at_all))
    if moved:
        return _Movement(moved["rises"] is not None, verb)
    return _Movement(rises=True) if _was_less(facts, before, now) else None


def _verb(found: re.Match[str], start: int = 0) -> tuple[int, int]:
    """Return where a verb stands in the text, of which what was searched begins at *start*."""
    first, last = found.span("rises" if found["rises"] else "falls")
    return start + first, start + last


def _was_less(facts: Facts, before: Fact, now: Fact) -> bool:
    """Whether words say of a level told behind that it was only that: 占60%，而上年仅占5%."""
    behind = (before.start or 0) > (now.start or 0)
    return behind and pattern("was_only").search(words_before(facts, before, _REACH)) is not None


def _told_behind_both(facts: Facts, before: Fact, now: Fact) -> re.Match[str] | None:
    """Return what says behind both how a level moved: 负债率64.8%，较年初的63.1%继续上升."""
    if before.start is None or now.start is None or before.end is None or before.start < now.start:
        return None
    compared = pattern("compared_with_level").search(words_before(facts, before, _REACH))
    return (
        pattern("direction_behind").match(facts.texts.get(now.summary, ""), before.end) if compared else None
    )


def _moved_at_all(facts: Facts, before: Fact, now: Fact) -> re.Match[str] | None:
    """Return what says behind both that a level moved, and not by how much: 今年为A，去年为B，有所上升."""
    last = max((before, now), key=lambda fact: fact.start or 0)
    if not _is_earlier(facts, before, now) or last.end is None or now.measure not in _LEVELS:
        return None
    alone = last is now or pattern("only_told_of_last").search(words_before(facts, before, _REACH))
    return pattern("moved_at_all").match(facts.texts.get(now.summary, ""), last.end) if alone else None


def _moved_by(facts: Facts, before: Fact, now: Fact) -> re.Match[str] | None:
    """Return how a level moved by a figure right behind both: 上年为43.1天，本年为40.4天，延长2.7天."""
    last = max((before, now), key=lambda fact: fact.start or 0)
    if not _is_earlier(facts, before, now) or last.end is None or now.measure not in {*_LEVELS, "rank"}:
        return None
    found = pattern("moved_behind_both").match(facts.texts.get(now.summary, ""), last.end)
    said = words_before(facts, before, _REACH)
    behind = pattern("compared_with_level").search(said) or pattern("only_told_of_last").search(said)
    return (
        found if found and (last is now or behind) and _differ_by(facts, before, now, found.end()) else None
    )


def _differ_by(facts: Facts, before: Fact, now: Fact, at: int) -> bool:
    """Whether the figure that has a character is what two levels differ by: 增加12人 may have come in all."""
    rows = facts.by_summary.get(now.summary, ())
    by = next((row for row in rows if row.start is not None and row.start <= at < (row.end or 0)), None)
    if by is None or by.hard is None or now.hard is None or before.hard is None:
        return False
    gap = now.hard - before.hard
    same = by.unit_class == now.unit_class or (by.unit == POINTS and now.unit_class == PERCENT)
    return same and (gap.meets(by.hard) or gap.meets(-by.hard))


_LEVELS = frozenset({"level", "mean"})
_REACH, _REACH_OF_CLAUSE = 16, 60
"""Characters before a level that say how it moved."""


def _told_behind(facts: Facts, now: Fact, before: Fact) -> bool:
    """Whether a figure behind another is the level before it: 增加到2.4万人，上年2.1万人."""
    near = before.start is not None and now.end is not None and before.start - now.end <= _FARTHEST
    return near and _is_earlier(facts, before, now) and bool(now.indicator) and _are_one(before, now)


def _is_earlier(facts: Facts, before: Fact, now: Fact) -> bool:
    """Whether one level is of a time before another's, by their periods or as what that is held against."""
    first, last = (fact.key.period.rpartition("/")[2] for fact in (before, now))
    return first < last or _is_held_against(facts, before)


def _is_held_against(facts: Facts, fact: Fact) -> bool:
    """Whether a level is what another is compared with: 较2022年的3400起."""
    return pattern("held_against_time").search(words_before(facts, fact, _REACH)) is not None


def _of_one(facts: Facts, before: Fact, now: Fact) -> bool:
    """Whether two figures that follow one another are of one quantity."""
    if before.end is None or now.start is None or now.start - before.end > _FARTHEST:
        return False
    if not now.indicator and _is_from_to(facts, before, now):
        now = replace(now, indicator=before.indicator)
    return bool(now.indicator) and _are_one(before, now)


def _is_from_to(facts: Facts, before: Fact, now: Fact) -> bool:
    """Whether nothing but the verb stands between two levels, and 由 or 从 before them: 由58天降到63天."""
    between = facts.texts.get(now.summary, "")[before.end or 0 : now.start or 0]
    beside = (pattern("moves_to") if between else pattern("reached_by")).match(between or now.quote)
    return bool(beside) and words_before(facts, before, 1) in words("from_which")


def _are_one(before: Fact, now: Fact) -> bool:
    if now.unit == "位" and now.measure != "rank":
        return False  # places, or people
    told = {(row.indicator, row.measure, row.unit_class) for row in (before, now)}
    return len(told) == 1 and not before.place and not (_is_negative(before) or _is_negative(now))


def _is_negative(fact: Fact) -> bool:
    return fact.hard is not None and fact.hard.low is not None and fact.hard.low < 0


def _binding(facts: Facts, before: Fact, now: Fact, moved: _Movement) -> Binding:
    verb = (Bound(facts.at(now.summary, *moved.verb), "verb", witness=True),) if moved.verb else ()
    bound = (Bound(now, "now"), Bound(before, "before"), *verb)
    first, second = value_of(before), value_of(now)
    if first is None or second is None:
        return Binding(bound, None, obstacle="missing-value")
    larger = moved.rises != (now.measure == "rank")
    agreement = compare(second, first, ">=" if larger else "<=")
    common = first.hard.intersection(second.hard)
    if agreement.outcome == "rounding" and common and common.is_point:
        # 由3.8%降到3.9%: at best both are 3.85%, and that is no fall.
        agreement = replace(agreement, outcome="inconsistent")
    algebra = "{now} < {before}" if larger else "{now} > {before}"
    return Binding(bound, agreement, "rises-to-less" if moved.rises else "falls-to-more", algebra)
