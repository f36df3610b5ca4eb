"""Bounds and what must keep to them, where sentences tell both: 均在20分钟之内，最长的一次25分钟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.passages import Passage, passages_read
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.figures.numerals import magnitude_of
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def told_bounds(facts: Facts) -> Iterator[Verdict]:
    """Yield how the numbers of each sentence keep to the bounds beside them; all of one unit."""
    for passage in passages_read(facts):
        if _DIGIT.search(passage.text):
            yield from _two_bounds(facts, passage)
            yield from _ranges(facts, passage)
            yield from _beside(facts, passage)
            yield from _judged(facts, passage)
            yield from _of_all(facts, passage)
            yield from _mean(facts, passage)
            yield from _apart(facts, passage)


_DIGIT = re.compile("[0-9]")


def _two_bounds(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Bounds from below and from above, of which nothing can keep both: 超过300位，却不到280位."""
    may = has_any(passage.text, words("signs_of_high_bound"))
    for found in pattern("two_bounds").finditer(passage.text) if may else ():
        if number_in(found["high"]) < number_in(found["low"]):
            bound = passage.quoted(facts, *found.span())
            yield inconsistent(bound, message="bounds-contradict", algebra=f"∄ {bound.quote}")


def _ranges(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Ranges in which several values lie, told from the greater to the smaller: 8000元至5000元不等."""
    for found in pattern("falling_range").finditer(passage.text) if "不等" in passage.text else ():
        of_first = found["big"] if found["unit"] or found["big"] else found["also_big"]
        first = number_in(found["first"]) * magnitude_of(of_first)
        last = number_in(found["last"]) * magnitude_of(found["also_big"])
        falls = pattern("range_from").search(passage.text, 0, found.start())
        if falls or found["unit"] not in {None, found["last_unit"]}:
            continue
        bound = passage.quoted(facts, *found.span())
        if first <= last:
            yield consistent(bound)
        else:
            yield inconsistent(bound, message="range-falls", algebra=f"{first} > {last}")


def _beside(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Values that are told to meet a norm or to have kept to a limit, and values beside a round number."""
    for found in pattern("value_meets_norm").finditer(passage.text):
        value, number = number_in(found["value"]), number_in(found["number"])
        fits = value >= number if found["low"] else value <= number
        yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=fits)
    may = has_any(passage.text, words("signs_of_held_bound"))
    for found in pattern("held_within").finditer(passage.text) if may else ():
        if not pattern("norm_before").search(passage.text, 0, found.start()):
            fits = number_in(found["value"]) <= number_in(found["number"])
            yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=fits)
    limited = words("sign_of_limit")[0] in passage.text
    for found in pattern("kept_within").finditer(passage.text) if limited else ():
        if not pattern("limit_planned").search(passage.text, 0, found.start("bound")):
            fits = number_in(found["value"]) <= number_in(found["number"])
            yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=fits)
    for found in pattern("round_mark").finditer(passage.text):
        mark, value = magnitude_of(found["round"]), number_in(found["value"]) * magnitude_of(found["big"])
        yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=value >= mark)


def _judged(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Values beside their norm, told to keep to it or not: 标准不超过15分钟，用时17分钟，优于标准."""
    if not has_any(passage.text, words("signs_of_judging")):
        return
    for form in (pattern("norm_and_value"), pattern("value_and_norm"), pattern("value_within")):
        for found in form.finditer(passage.text):
            told = found.groupdict()
            if told.get("value_unit", found["unit"]) != found["unit"]:
                continue
            if pattern("noun_of_norm").search(told.get("said") or ""):
                continue  # 承诺时限为15天，法定时限为30天，低于法定时限: two norms
            fits = _fits_judged(found, number_in(found["value"]), number_in(found["number"]))
            if fits is not None:
                value = found.span("value")
                yield kept_bound(facts, passage, found.span("bound"), value, fits=fits)


def _fits_judged(found: re.Match[str], value: Fraction, number: Fraction) -> bool | None:
    """Return whether a value is to its norm as it is told to be; None where that does not say which way."""
    if found["within"] or found["under"]:
        return value <= number
    if found["over"]:
        return value >= number
    low, high = bool(found["low"] or found["and_more"]), bool(found["high"] or found["at_most"])
    if low == high or value == number:
        return None
    return (value > number) == (low != bool(found["not"]))


def kept_bound(
    facts: Facts, passage: Passage, bound: tuple[int, int], value: tuple[int, int], *, fits: bool,
    message: str = "told-bound-broken",
) -> Verdict:  # fmt: skip
    """Return whether a value, by its place in a sentence, keeps to a bound."""
    if fits:
        return consistent(passage.placed(facts, *value))
    limit, told = passage.quoted(facts, *bound), passage.quoted(facts, *value)
    return inconsistent(
        told, limit, message=message, algebra=f"{told.quote} ∉ {limit.quote}", bound=limit.quote
    )


def _of_all(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """A bound of all of them, and the extreme one, or some that are listed right behind."""
    for found in pattern("bound_of_all").finditer(passage.text):
        low, high = bool(found["low"] or found["and_more"]), bool(found["high"] or found["at_most"])
        if low == high or pattern("norm_before").search(passage.text, 0, found.start()):
            continue
        at, number = found.start("rest"), number_in(found["number"])
        among = pattern("listed_among").search(found["rest"])
        spans: list[tuple[int, int]] = []
        extremes = pattern("extreme_behind_low") if low else pattern("extreme_behind_high")
        extreme = extremes.match(found["rest"])
        if extreme and extreme["unit"] == found["unit"]:
            spans.append((at + extreme.start("value"), at + extreme.end("value")))
        if among:
            spans += [
                (
                    at + among.start("values") + one.start("value"),
                    at + among.start("values") + one.end("value"),
                )
                for one in pattern("one_of_them").finditer(among["values"])
                if one["unit"] == found["unit"]
            ]
        for span in spans:
            value = number_in(passage.text[slice(*span)])
            fits = value >= number if low else value <= number
            yield kept_bound(facts, passage, found.span("bound"), span, fits=fits)


def _apart(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """How far both extremes, or a time and its plan, are told to be apart: 最小22岁，最大38岁，相差16岁."""
    for found in pattern("time_off_plan").finditer(passage.text):
        value, plan, by = (number_in(found[part]) for part in ("value", "plan", "by"))
        fits, ends = plan - value == (by if found["less"] else -by), (found.start("value"), found.end("plan"))
        yield kept_bound(facts, passage, ends, found.span("by"), fits=fits, message="not-apart")
    for found in pattern("extremes_apart").finditer(passage.text) if "差" in passage.text else ():
        one, two, by = (number_in(found[part]) for part in ("one", "two", "by"))
        points = found["unit_by"] != found["unit"]
        if bool(found["low"]) == bool(found["low_2"]) or points != (found["unit"] in {"%", "％"}):
            continue
        # The last digit of a fraction may be rounded.
        slack = Fraction(1, 10 ** len(found["by"].partition(".")[2])) if "." in found["by"] else 0
        fits, ends = abs(abs(one - two) - by) <= slack, (found.start("one"), found.end("two"))
        yield kept_bound(facts, passage, ends, found.span("by"), fits=fits, message="not-apart")


def _mean(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """A mean that is not between the highest and the lowest one."""
    highest = list(pattern("highest_told").finditer(passage.text))
    lowest = list(pattern("lowest_told").finditer(passage.text)) if len(highest) == 1 else []
    means = list(pattern("mean_told").finditer(passage.text)) if len(lowest) == 1 else []
    if len(means) != 1:
        return
    most, least, mean = highest[0], lowest[0], means[0]
    if len({most["unit"], least["unit"], mean["unit"]}) > 1:
        return
    top, bottom, value = (number_in(found["value"]) for found in (most, least, mean))
    bound = passage.quoted(facts, *mean.span())
    ends = [passage.quoted(facts, *found.span()) for found in (most, least)]
    if bottom <= value <= top or bottom > top:
        yield consistent(bound)
    else:
        yield inconsistent(
            bound, *ends, message="mean-outside", algebra=f"{bound.quote} ∉ [{bottom}, {top}]",
            most=ends[0].quote, least=ends[1].quote,
        )  # fmt: skip
