"""GJ510: a level that falls where the words say that it rises, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from gouji.checks.bindings.quantities import words_before, words_behind
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.bindings.told_directions import told_directions
from gouji.checks.rule import Binding, Bound, Verdict, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.values import compare
from gouji.facts.table.facts import Fact, Facts, value_of
from gouji.reading.lexicon.wording import pattern, words

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
    yield from told_directions(facts)


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
    text = facts.texts.get(now.summary, "")
    return pattern("direction_behind").match(text, before.end) if compared else None


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
    told = found and (last is now or behind)
    return found if found and told and _differ_by(facts, before, now, found.end()) else None


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
