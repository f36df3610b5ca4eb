"""Events counted beside the year of their first: 2019年首次召开，…今年第六次; 1958年创办，…建校66周年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.checks.bindings.kept_up import KeptUp, is_uneven
from gouji.checks.bindings.passages import (
    Passage,
    passages,
    passages_read,
    summaries_read,
    whole_number,
    years_of,
)
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


def yearly_events(facts: Facts) -> Iterator[KeptUp]:
    """Yield the number of an event that was held each year since a year that its line tells.

    The line says in which year it was first, that it is held once a year, and which one that of a year is;
    without a year it is that of the text. Nothing says that one was left out.
    """
    for summary in summaries_read(facts):
        for passage in facts.derive(passages)[summary]:
            if has_any(passage.text, words("signs_of_yearly")):
                yield from _of_passage(facts, passage)


def _of_passage(facts: Facts, passage: Passage) -> Iterator[KeptUp]:
    """Yield the events of a sentence and the one behind it in its line."""
    first = pattern("first_event").search(passage.text)
    rhythm = first and pattern("event_each_year").search(passage.text, first.end())
    if not first or not rhythm:
        return
    text, start = passage.whole.text, passage.start
    line = text.find("\n", start)
    stop = text.find("。", start + len(passage.text) + 1, line if line >= 0 else len(text))
    end = stop if stop >= 0 else line if line >= 0 else len(text)
    if is_uneven(text, start, end):
        return
    count = pattern("number_of_event").search(
        text, start + rhythm.end(), min(end, start + rhythm.end() + _REACH)
    )
    if count:
        # 始于2018年，…第六届 in one sentence is asked as an edition.
        if not first["since"] and (found := _counted(facts, passage, first, count)):
            yield found
    elif before := _told_before(facts, passage, first, rhythm):
        yield before


_REACH = 72
"""Characters behind the words for once a year in which the number of an event is told."""


def _told_before(
    facts: Facts, passage: Passage, first: re.Match[str], rhythm: re.Match[str]
) -> KeptUp | None:
    """Return an event of the sentence before, which this one tells of: 举办第13届展览会。展会自2009年创办….

    Fewer than there are years are compared only where none was left out, by words.
    """
    text, start = passage.whole.text, passage.start
    begin = max(text.rfind(sign, 0, max(0, start - 1)) + 1 for sign in "。\n")
    subject = pattern("subject_of_event").match(passage.text)
    events = list(pattern("number_of_event").finditer(text, begin, start))
    end = start + len(passage.text)
    if not subject or len(events) != 1 or pattern("of_another_event").match(passage.text, rhythm.end()):
        return None
    name = text[events[0].end() : start]
    noun = set(subject["noun"]) - set(words("signs_of_any_event"))
    if not noun or not noun <= set(name) or is_uneven(text, begin, end):
        return None
    told = [whole_number(one["year"]) for one in pattern("year_of_event").finditer(text, begin, start)]
    began, number = whole_number(first["first"] or first["since"]), whole_number(events[0]["number"])
    lengths = tuple(sorted({year - began + 1 for year in told or years_of(facts, passage.summary)}))
    kept = pattern("never_left_out").search(passage.text)
    if not lengths or lengths[0] < _FEWEST or (number < lengths[0] and not kept):
        return None
    span = (events[0].start() - start, events[0].end() - start)
    return KeptUp(
        passage,
        first.span(first.lastgroup or "first"),
        span,
        number,
        lengths,
        max(lengths) - 1,
        is_streak=False,
    )


_FEWEST = 2


def _counted(facts: Facts, passage: Passage, first: re.Match[str], count: re.Match[str]) -> KeptUp | None:
    start = passage.start
    began, number = whole_number(first["first"] or first["since"]), whole_number(count["number"])
    told = list(pattern("year_of_event").finditer(passage.whole.text, start + first.end(), count.start()))
    years = (whole_number(told[-1]["year"]),) if told else years_of(facts, passage.summary)
    lengths = tuple(sorted({year - began + 1 for year in years if year > began}))
    if not lengths or not number:
        return None
    span = (count.start() - start, count.end() - start)
    return KeptUp(
        passage,
        first.span(first.lastgroup or "first"),
        span,
        number,
        lengths,
        max(lengths) - 1,
        is_streak=False,
    )


def years_told(facts: Facts) -> Iterator[KeptUp]:
    """Yield which year of a plan or of a body one is, and how long a term is, beside their years."""
    for passage in passages_read(facts):
        text = passage.text
        for found in pattern("term_and_its_end").finditer(text) if "满" in text or "到期" in text else ():
            years = whole_number(found["till"]) - whole_number(found["from"])
            months = years * _MONTHS + whole_number(found["month_to"]) - whole_number(found["month"])
            number, near = whole_number(found["number"]), (months + _MONTHS // 2) // _MONTHS
            spans = found.span("span"), found.span("years")
            yield KeptUp(passage, *spans, number, (near,), near, is_streak=True)
        for found in pattern("nth_year_told").finditer(text) if "第" in text else ():
            bare, number = pattern("bare_plan").fullmatch(found["what"]), whole_number(found["number"])
            span = pattern("plan_span").search(text, 0, found.start()) if bare else None
            begun = pattern("founded_in").search(text, 0, found.start()) if found["body"] else None
            told = begun.groups() if begun else span.groups() if span else ()
            plan, begins = whole_number(found["plan"]), [whole_number(one) for one in told if one]
            first = _TENTH + _FIVE * plan if plan else begins[0] if begins else 0
            most = whole_number(found["year"]) - first + 1
            # What a body does may have begun later than it.
            if first and most > 0 and not (begun and (span or plan or number < most - 1)):
                where = (begun or span or found).span()
                lengths = (most - 1, most) if begun else (most,)
                yield KeptUp(passage, where, found.span("years"), number, lengths, most, is_streak=True)


_MONTHS = 12
_TENTH, _FIVE = 2001, 5
"""The tenth plan for five years began in the first of these years."""


def anniversaries(facts: Facts) -> Iterator[KeptUp]:
    """Yield the anniversaries of a sentence that tells when what they are of began, and when they were.

    Without a year of its own an anniversary is in that of the text.
    """
    for passage in passages_read(facts):
        text = passage.text
        if not has_any(text, words("sign_of_anniversary")):
            continue
        first = pattern("founded_in").search(text)
        count = pattern("anniversary").search(text, first.end()) if first else None
        early = pattern("anniversary").search(text, 0, first.start()) if first and not count else None
        count = early if early and not (early["whose"] or early["what"]) else count
        # 2023年是建厂65周年，本厂创建于1958年; another's are of no matter: 2023年是集团成立30周年
        if first is None or count is None or (count["whose"] or "") not in text[: first.end()]:
            continue
        began, number = whole_number(first["first"] or first["also_first"]), whole_number(count["number"])
        since, before = (0, count.end()) if count is early else (first.end(), 0)
        told = list(pattern("year_of_event").finditer(text, since, count.start()))
        years = (whole_number(told[-1]["year"]),) if told else years_of(facts, passage.summary)
        if len(told) > 1 or pattern("year_of_event").search(text, before, first.start()):
            continue  # 1952年成立，1984年改建，2024年建校40周年: of one of several beginnings
        lengths = tuple(sorted({year - began for year in years if year > began}))
        if lengths and number:
            spans = first.span(), count.span("years")
            yield KeptUp(passage, *spans, number, lengths, max(lengths), is_streak=True)
