"""Anniversaries beside the year of what they are of: 创办于1958年，2024年迎来建校66周年."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.checks.bindings.kept_up import KeptUp
from gouji.checks.bindings.passages import passages_read, whole_number, years_of
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import has_any, pattern, words


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
        if first is None or count is None:
            continue
        began, number = whole_number(first["first"] or first["also_first"]), whole_number(count["number"])
        told = list(pattern("year_of_event").finditer(text, first.end(), count.start()))
        years = (whole_number(told[-1]["year"]),) if told else years_of(facts, passage.summary)
        if len(told) > 1 or pattern("year_of_event").search(text, 0, first.start()):
            continue  # 1952年成立，1984年改建，2024年建校40周年: of one of several beginnings
        lengths = tuple(sorted({year - began for year in years if year > began}))
        if lengths and number:
            spans = first.span(), count.span("years")
            yield KeptUp(passage, *spans, number, lengths, max(lengths), is_streak=True)
