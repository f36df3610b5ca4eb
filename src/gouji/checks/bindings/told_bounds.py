"""Bounds and what must keep to them, also bounds of all: 均在20分钟之内，最长的一次25分钟."""

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.checks.bindings.passages import Passage, passages_read, whole_number
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.figures.numerals import magnitude_of
from gouji.facts.numbers.digits import number_in
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def told_bounds(facts: Facts) -> Iterator[Verdict]:
    """Yield how the numbers of each sentence keep to the bounds beside them; all of one unit."""
    for passage in passages_read(facts):
        for form in _FORMS if _DIGIT.search(passage.text) else ():
            yield from form(facts, passage)


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
        broken = inconsistent(bound, message="range-falls", algebra=f"{first} > {last}")
        yield broken if first > last else consistent(bound)


def _beside(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Values that are told to meet a norm or to have kept to a limit, and values beside a round number."""
    for form, denies, signs in (
        (pattern("value_meets_norm"), None, ()),
        (pattern("held_within"), pattern("norm_before"), words("signs_of_held_bound")),
        (pattern("kept_within"), pattern("limit_planned"), words("sign_of_limit")),
        (pattern("round_mark"), None, ()),
        (pattern("value_and_bound"), pattern("limit_planned"), ()),
    ):
        may = not signs or has_any(passage.text, signs)
        for found in form.finditer(passage.text) if may else ():
            if denies and denies.search(passage.text, 0, found.start("bound")):
                continue
            told, value = found.groupdict(), number_in(found["value"])
            mark = magnitude_of(told["round"]) if "round" in told else number_in(told["number"])
            value *= magnitude_of(told.get("big") or "")
            low = "round" in told or told.get("low") or told.get("and_more")
            fits = value >= mark if low else value <= mark
            yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=fits)


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
                yield kept_bound(facts, passage, found.span("bound"), found.span("value"), fits=fits)


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


def _apart(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """How far both extremes, or a time and its plan, are told to be apart: 最小22岁，最大38岁，相差16岁."""
    text = passage.text
    for form in (pattern("extremes_of_one"), pattern("extreme_of_parts")) if "最" in text else ():
        for found in form.finditer(text):
            parts = [number_in(one) for one in pattern("digits").findall(found["parts"])]
            value = number_in(found["value"])
            fits = value <= min(parts) if found["low"] else value >= max(parts)
            yield kept_bound(facts, passage, found.span("parts"), found.span("value"), fits=fits)
    for form in (pattern("time_off_plan"), pattern("bare_moved")):
        for found in form.finditer(passage.text):
            value, plan, by = (number_in(found[part]) for part in ("value", "plan", "by"))
            ends, moved = (found.start("value"), found.end("plan")), (found.end("plan"), found.end("by"))
            fits = value - plan == (-by if found["less"] else by)
            yield kept_bound(facts, passage, ends, moved, fits=fits, message="not-apart")
    for found in pattern("extremes_apart").finditer(passage.text) if "差" in passage.text else ():
        one, two, by = (number_in(found[part]) for part in ("one", "two", "by"))
        points = found["unit_by"] != found["unit"]
        if bool(found["low"]) == bool(found["low_2"]) or points != (found["unit"] in {"%", "％"}):
            continue
        # The last digit of a fraction may be rounded.
        slack = Fraction(1, 10 ** len(found["by"].partition(".")[2])) if "." in found["by"] else 0
        fits, ends = abs(abs(one - two) - by) <= slack, (found.start("one"), found.end("two"))
        yield kept_bound(facts, passage, ends, found.span("by"), fits=fits, message="not-apart")


def _quarters(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Months in brackets behind the quarter, or half a year, that they are: 第二季度（4月至6月）."""
    for found in pattern("months_of_quarter").finditer(passage.text):
        size = 3 if found["quarter"] else 6
        last = size * (whole_number(found["quarter"]) or 1 + (found["half"] == "下"))
        fits = last - size < whole_number(found["first"]) <= whole_number(found["last"]) <= last
        yield kept_bound(facts, passage, found.span("whole"), found.span("months"), fits=fits)


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
    ends = min(most.start(), least.start()), max(most.end(), least.end())
    fits = bottom <= value <= top or bottom > top
    yield kept_bound(facts, passage, ends, mean.span(), fits=fits, message="mean-outside")


_FORMS = (_two_bounds, _ranges, _beside, _judged, _mean, _apart, _quarters)


def bounds_of_all(facts: Facts) -> Iterator[Verdict]:
    """Yield how the extreme one and the mean keep to a bound of all, and a mean to a range.

    All of them keep it (全部, 没有一件超时), or did all the time (始终). The mean stands in a clause that
    names nothing else, in the unit of the bound.
    """
    for passage in passages_read(facts):
        text = passage.text
        if "最" in text or has_any(text, words("signs_of_bound_of_all")):
            yield from _of_bound(facts, passage)
        if has_any(text, words("signs_of_members")):
            yield from _of_range(facts, passage)
        if "最" in text:
            yield from _mean_of_extremes(facts, passage)
        if pattern("sign_of_peak").search(text):
            yield from _days_beyond(facts, passage)
        for form in (pattern("kinds_then_mean"), pattern("mean_then_kinds")) if "非" in text else ():
            yield from _mean_of_kinds(facts, passage, form)
        if pattern("sign_of_kept_mark").search(text):
            yield from _of_marks(facts, passage)


def _of_bound(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    for found in pattern("held_by_all").finditer(passage.text):
        low, high = bool(found["low"] or found["and_more"]), bool(found["high"] or found["at_most"])
        all_keep = found["always"] or pattern("none_breaks").match(passage.text, found.end())
        wanted = pattern("norm_of_all").search(found["said"] or "") or _is_norm(passage, found)
        if low != high and all_keep and not (found["always"] and wanted):
            number = number_in(found["number"])
            yield from _kept_by_members(facts, passage, found, *((number, None) if low else (None, number)))
    for found in pattern("range_of_all").finditer(passage.text):
        if not _is_norm(passage, found):
            ends = number_in(found["first"]), number_in(found["last"])
            yield from _kept_by_members(facts, passage, found, *ends)


def between_extremes(facts: Facts, whole: Passage) -> Iterator[Verdict]:
    """Yield how others keep to both extremes before them: 最高的4月为9.8万，最低的1月为2万；10月为8万."""
    for found in pattern("both_extremes").finditer(whole.text) if "最" in whole.text else ():
        if bool(found["low"]) != bool(found["low_2"]):
            ends = (number_in(found["one"]), number_in(found["two"]))
            yield from _kept_by_members(facts, whole, found, min(ends), max(ends), named=True)


def _is_norm(passage: Passage, bound: re.Match[str]) -> bool:
    return pattern("norm_before").search(passage.text, 0, bound.start()) is not None


def _kept_by_members(
    facts: Facts, passage: Passage, bound: re.Match[str], low: Fraction | None, high: Fraction | None,
    *, named: bool = False,
) -> Iterator[Verdict]:  # fmt: skip
    """Yield how the extreme one, the mean and named ones behind a bound keep to it, up to the full stop.

    They are of nothing else than the bound is; one told before it may be what it leaves out (其余均在…).
    """
    text, start = passage.whole.text, passage.start + bound.end()
    before = bound["of"] if named else text[passage.start : passage.start + bound.start("bound")]
    ends = {(bound[who] or "")[-1:] for who in ("who", "who_2")} if named else set()
    kind = ends.pop() if len(ends) == 1 else ""
    stop = pattern("full_stop").search(text, start, start + _REACH)
    end = stop.start() if stop else start + _REACH
    others = () if named else (pattern("extreme_of_all"), pattern("mean_of_all"))
    found = (one for form in (*others, pattern("one_of_extremes")) for one in form.finditer(text, start, end))
    for one in (one for one in found if _is_member(text, start, one, before, kind)):
        value = number_in(one["value"])
        fits = (low is None or low <= value) and (high is None or value <= high)
        span = one.start("value") - passage.start, one.end("value") - passage.start
        if one["unit"] == bound["unit"]:
            yield kept_bound(facts, passage, bound.span("bound"), span, fits=fits)


def _is_member(text: str, start: int, found: re.Match[str], before: str, kind: str) -> bool:
    """Whether a value is of one of those that some words before their bound count, or of their last sign."""
    if named := found.groupdict().get("name"):
        apart = pattern("no_named_member").search(named)
        return (
            not apart
            and named not in text[max(0, start - _REACH) : start]
            and _is_of_kind(named, before, kind)
        )
    at = found.start() + (found[0][0] in _COMMAS)
    clause = max(text.rfind(sign, start, at) + 1 for sign in _ENDS) or start
    of_whom = pattern("leads_to_extreme").sub("", text[clause:at])
    apart = pattern("no_member_of_all").search(text[clause:at] + found["said"])
    return of_whom in before and (apart is None or apart[0] in before)


_COMMAS, _ENDS, _REACH = "，,", "，,；;：:—", 80
"""Characters behind a bound in which what keeps to it is told."""


def _of_range(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how means lie in the range of all: 年龄在24岁到31岁之间，平均27岁."""
    for found in pattern("range_and_mean").finditer(passage.text):
        before = passage.text[max(0, found.start() - _BEFORE) : found.start()].rpartition("，")[2]
        if pattern("norm_before").search(before):
            continue
        first, last, value = (number_in(found[part]) for part in ("first", "last", "value"))
        sums = not (
            pattern("goes_without_sum").search(found["unit"])
            or (pattern("range_of_times").search(before) and not found["year"])
        )
        yearly = (found["yearly"] and sums) or (found["each"] and pattern("of_single_time").search(before))
        whole = found["all"] or ""
        at = before.rfind(whole)
        if whole and (at < 0 or not pattern("counts_members").match(before, at + len(whole))):
            continue  # 我校六个班在76分至84分之间，全年级平均85分: of others, too
        if yearly or first > last or pattern("no_member_of_all").search(found["said"]):
            continue
        yield kept_bound(
            facts, passage, (found.start("first"), found.end("unit")), found.span("value"),
            fits=first <= value <= last,
        )  # fmt: skip


_BEFORE = 40
"""Characters before a range that tell what it is of."""


def _mean_of_extremes(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how a mean lies between both extremes beside it: 最低0.08NTU、最高0.31NTU，年均值0.35NTU."""
    for form in (pattern("extremes_and_mean"), pattern("mean_and_extremes")) if "均" in passage.text else ():
        for found in form.finditer(passage.text):
            apart = bool(found["low"]) == bool(found["low_2"]) or found["unit_1"] not in {"", found["unit"]}
            # 单日最多1200人，年均15万人: what adds up over a year is more than that of any day
            sums = not pattern("goes_without_sum").search(found["unit"])
            if not apart and not (sums and pattern("mean_of_longer").search(found[0])):
                yield _lies_between(facts, passage, found)


def _mean_of_kinds(facts: Facts, passage: Passage, form: re.Pattern[str]) -> Iterator[Verdict]:
    """Yield how the mean of all lies between those of one kind and of the others: 工作日A，非工作日B."""
    for found in form.finditer(passage.text):
        told = found.groupdict()
        if all(told.get(f"{part}_of_all", told[part]) == told[part] for part in ("unit", "mean")):
            yield _lies_between(facts, passage, found)


def _lies_between(facts: Facts, passage: Passage, found: re.Match[str]) -> Verdict:
    one, two, value = (number_in(found[part]) for part in ("one", "two", "value"))
    ends, fits = (found.start("one"), found.end("two")), min(one, two) <= value <= max(one, two)
    return kept_bound(facts, passage, ends, found.span("value"), fits=fits)


def _days_beyond(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how later days of a line keep to the highest one of the year: 峰值出现在10月3日，为2.86万人次."""
    text, start = passage.whole.text, passage.start
    for peak in pattern("peak_of_year").finditer(passage.text):
        form = "" if peak["value"] else "_2"
        end, of = start + peak.end(), pattern("words_of_peak").sub("", peak[f"of{form}"])
        line = text.find("\n", end, end + _REACH)
        for day in pattern("day_of_peak").finditer(text, end, line if line >= 0 else end + _REACH):
            what = pattern("words_of_peak").sub("", day["what"] or day["most"] or "")
            shared = next((at for at in range(len(what) - 1) if what[at : at + _NOUN] in of), None)
            # 西湖景区接待 is not 东湖景区接待
            named = shared is not None and pattern("acts_of_day").sub("", what[:shared]) in of
            alike = named or (day["again"] and pattern("goes_without_sum").search(day["unit"]))
            apart = pattern("not_of_peak").search(text, end, day.end())
            if alike and not apart and day["unit"] == peak[f"unit{form}"]:
                fits = number_in(day["value"]) <= number_in(peak[f"value{form}"])
                span = (day.start("value") - start, day.end("value") - start)
                yield kept_bound(facts, passage, peak.span(), span, fits=fits)


def _is_of_kind(name: str, of_all: str, kind: str) -> bool:
    """Whether a name ends as what is counted does: 针灸病区 of 八个病区, 柳河镇 of 六个乡镇, 10月 of 月."""
    if pattern("noun_of_another").search(name) or pattern("is_rest").match(name):
        return False
    if kind and name[-1] == kind and not pattern("of_several").search(name):
        return True
    counted = pattern("counted_kind").search(of_all)
    return name[-_NOUN:] in of_all or bool(counted and name[-1] in counted["noun"])


_NOUN = 2


def _of_marks(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield how values keep to marks that they are told not to have passed, or to have reached.

    损失512.6万元，没有突破500万元的控制线: a value far from the mark is of something else.
    """
    for found in pattern("kept_to_mark").finditer(passage.text):
        value, number = number_in(found["value"]), number_in(found["number"])
        start = max(passage.text.rfind(sign, 0, found.start()) + 1 for sign in "，,；、")
        apart = pattern("another_level").search(passage.text[start : found.start()] + found["said"])
        if apart or not number <= 2 * value <= 4 * number:
            continue
        fits = value <= number if found["kept"] else value >= number
        yield kept_bound(facts, passage, found.span("bound"), (found.start(), found.end("unit")), fits=fits)
