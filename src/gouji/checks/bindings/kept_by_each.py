"""What is said of all, and each one told, wherever it stands: 全部在90分以上：春晖93.1、老街89.6."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from gouji.checks.bindings.passages import Passage, passages, summaries_read, whole_number
from gouji.checks.bindings.told_bounds import between_extremes, kept_bound
from gouji.checks.rule import Verdict
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def kept_by_each(facts: Facts) -> Iterator[Verdict]:
    """Yield how what a text tells of all, of none, of a share or of a task fits the figures beside it."""
    for summary in summaries_read(facts):
        some = facts.derive(passages)[summary]
        if not some:
            continue
        text = Passage(summary, some[0].whole.text, 0, some[0].whole)
        for form in (pattern("held_by_each"), pattern("none_beyond"), pattern("norm_met_by_all")):
            for bound in form.finditer(text.text):
                yield from _each(facts, text, bound)
        yield from between_extremes(facts, text)
        for passage in some:
            yield from _of_sentence(facts, passage)


def _each(facts: Facts, whole: Passage, bound: re.Match[str]) -> Iterator[Verdict]:
    """Compare the lowest or highest one beside a bound of all, and those listed, with that bound."""
    told, text = bound.groupdict(), whole.text
    more = bool(told["low"] or told.get("and_more") or told.get("positive"))
    if more == bool(told["high"] or told.get("at_most")):
        return
    clause = _opens(text, bound.start(), _COMMAS)
    opens = _opens(text, clause - 1, _STOPS)
    subject = text[clause : bound.start()]
    wanted = "said" in told and (
        pattern("norm_before").search(text, opens, bound.start())
        or pattern("norm_of_all").search(told["said"])
    )  # 都控制在30件以内 is no norm
    if wanted or pattern("is_apart_from_all").search(text, opens, bound.start("bound")):
        return
    number = Fraction(0) if told.get("positive") else _number(told["number"])
    for one in (*_extremes(text, bound, opens, clause), *_listed(text, bound, subject, number)):
        value = number_in(one["value"]) * (-1 if one.groupdict().get("minus") else 1)
        fits = value >= number if more else value <= number
        yield kept_bound(facts, whole, bound.span("bound"), one.span("value"), fits=fits)


_JOINS = "、，,"
_COMMAS, _STOPS, _REACH, _FARTHEST = "，,；：:。！\n", "。！；\n", 60, 300
"""What ends a clause, a sentence; characters behind a bound with the extreme one, and of a sentence."""


def _opens(text: str, at: int, signs: str) -> int:
    low = max(0, at - _FARTHEST)
    return max(low, *(text.rfind(sign, low, max(at, 0)) + 1 for sign in signs))


def _number(told: str) -> Fraction:
    return number_in(told) if told[0].isascii() else Fraction(whole_number(told))


def _extremes(text: str, bound: re.Match[str], opens: int, clause: int) -> Iterator[re.Match[str]]:
    """Yield the lowest or the highest one of the clause before a bound, or of the one behind it."""
    subject, unit = text[clause : bound.start()], bound["unit"] or "%"
    for one in pattern("extreme_told").finditer(text, opens, bound.end() + _REACH):
        before, behind = one.end() == clause - 1, one.start() == bound.end()
        of = one["of"] if behind else ""
        # 最低气温-3℃，大棚均在10℃以上: of something else
        kind = behind or not subject or subject[-1] in one["said"]
        same = pattern("noun_of_growth").sub("", of) in text[opens : bound.start()]
        apart = pattern("not_one_of_all").search(of + one["said"] + ("" if behind else subject))
        if (before or behind) and one["unit"] == unit and kind and same and not apart:
            yield one


def _listed(text: str, bound: re.Match[str], subject: str, number: Fraction) -> Iterator[re.Match[str]]:
    """Yield those listed behind a bound, or elsewhere behind as many of the same kind (四个村：岭上88户…)."""
    lists = [pattern("list_behind").match(text, bound.end())]
    counted, clause = pattern("count_and_kind").search(subject), bound.start() - len(subject)
    for found in pattern("items_listed").finditer(text, _opens(text, clause - 1, _STOPS), clause - 1):
        listed = len(pattern("one_listed").findall(text, *found.span()))
        whole = not subject or (counted and listed == whole_number(counted["count"]))
        lists += [found] if found.end() == clause - 1 and whole else []
    if counted:
        of = {one + two for one, two in pairwise(subject[counted.end() :])} - {subject[-2:]}
        at = text.find(counted[0])
        while at >= 0:
            again = pattern("list_behind").match(text, at + len(counted[0]))
            sentence = text[_opens(text, at, _STOPS) : at]
            lists += [again] if any(pair in sentence for pair in of) else []
            at = text.find(counted[0], at + 1)
    for some in filter(None, lists):
        first = some.span(some.re.groupindex.get("items", 0))
        for one in pattern("one_listed").finditer(text, *first):
            near = number <= 2 * number_in(one["value"]) <= 4 * number
            apart = pattern("no_named_member").search(one["name"])
            goes_on = one.start() == first[0] or text[one.start() - 1] in _JOINS
            if one["unit"] in {"", bound["unit"]} and near and goes_on and not apart:
                yield one
    before = pattern("in_turn_before").search(text, _opens(text, clause - 1, _STOPS), clause - 1)
    if in_turn := pattern("each_in_turn").match(text, bound.end()) or (None if subject else before):
        told = list(pattern("one_in_turn").finditer(text, *in_turn.span("items")))
        near = number <= 2 * number_in(told[-1]["value"]) <= 4 * number
        yield from told if told[-1]["unit"] == bound["unit"] and near else ()


def _of_sentence(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare what is told as all, as none, as a share or as done with the figure beside it."""
    for form, fits in (
        (pattern("all_done_and_rate"), _fits_all), (pattern("none_and_count"), _fits_none),
        (pattern("listed_and_mean"), _fits_listed),
    ):  # fmt: skip
        for found in form.finditer(passage.text):
            before = passage.text[: found.end("bound")]
            apart = pattern("is_apart_from_all").search(before) or pattern("norm_before").search(before)
            if not apart and (told := fits(found, before)) is not None:
                yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=told)
    if has_any(passage.text, words("signs_of_share_told")):
        yield from _shares(facts, passage)
    if has_any(passage.text, words("names_of_plans")):
        yield from _tasks(facts, passage)


def _fits_all(found: re.Match[str], _: str) -> bool:
    return number_in(found["value"]) >= _ALL


def _fits_none(found: re.Match[str], before: str) -> bool | None:
    subject, name = before[_opens(before, found.start(), _COMMAS) : found.start()], iter(found["name"])
    same = pattern("all_of_none").match(subject) and all(char in name for char in found["again"])
    return not number_in(found["value"]) if same else None


def _fits_listed(found: re.Match[str], _: str) -> bool | None:
    values = [number_in(one["value"]) for one in pattern("one_of_them").finditer(found["bound"])]
    all_of_them = len(values) == whole_number(found["count"])
    return min(values) <= number_in(found["value"]) <= max(values) if all_of_them else None


_ALL = 100


def _shares(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare a share in words with the part right before it and any whole before that: 逾七成, 超过半数."""
    for found in pattern("share_in_words").finditer(passage.text):
        before = passage.text[: found.start("value")]
        said = pattern("aside_of_share").sub("", found["own"])
        named = not said or any(one + two in before + found["said"] for one, two in pairwise(said))
        part, told = number_in(found["value"]), pattern("number_of_whole").finditer(before)
        wholes = [number_in(one["value"]) for one in told if one["unit"] == found["unit"]]
        percent = found["unit"] == "%" and not pattern("moved_before").search(before)
        wholes = [Fraction(_ALL)] if percent else [whole for whole in wholes if whole > part]
        if not named or not wholes or (said if percent else not pattern("sign_of_whole").search(before)):
            continue
        tenths = (whole_number(found["tenths"]) or 5) + Fraction(bool(found["and_half"]), 2)
        fits = (
            10 * part < tenths * whole if found["high"] else 10 * part >= tenths * whole for whole in wholes
        )
        yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=any(fits))


def _tasks(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Compare what was done with the task, in any order, as is said: 任务85个，已完工92个，未能完成."""
    for judged in pattern("judged_of_task").finditer(passage.text):
        tasks = list(pattern("task_told").finditer(passage.text, 0, judged.start()))
        dones = list(pattern("done_told").finditer(passage.text, 0, judged.start()))
        dones = [one for one in dones if one.end() not in {task.end() for task in tasks}]
        alone = len(tasks) == len(dones) == 1 and tasks[0]["unit"] == dones[0]["unit"]
        if alone and passage.text.count(dones[0]["unit"], 0, judged.start()) == len([*tasks, *dones]):
            fits = number_in(dones[0]["value"]) >= number_in(tasks[0]["value"])
            spans = judged.span("bound"), dones[0].span("value")
            yield kept_bound(facts, passage, *spans, fits=fits != bool(judged["not"]))
