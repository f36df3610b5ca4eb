"""What a year had beside what has come since an earlier one: 2024年举办1850场，自2020年启动以来累计1640场."""

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


def since_then(facts: Facts) -> Iterator[Verdict]:
    """Yield whether what has come together since a year is as much as what one of its years had.

    Both have one unit, and what the total is of is said in the words of the year, or not once more.
    """
    for passage in passages_read(facts):
        text = passage.text
        if has_any(text, words("sign_of_total")) and has_any(text, words("signs_of_since")):
            yield from _of_sentence(facts, passage)


def _of_sentence(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """Yield the last figure of a year before such a total, and the total."""
    start = passage.start
    line = passage.whole.text.rfind("\n", 0, start) + 1
    first = max(line, passage.whole.text.rfind("。", line, start) + 1)
    text = passage.whole.text[first : start + len(passage.text)]
    for total in pattern("total_since").finditer(text, start - first):
        years = pattern("figure_of_year").finditer(text, 0, total.start())
        alike = [one for one in years if one["unit"] == total["unit"]]
        same = [one for one in alike if _is_of_same(one["what"], total["what"])]
        if not same:
            continue
        part = same[-1]
        made, had = _value(total), _value(part)
        spans = [
            (found.start("value") + first - start, found.end("unit") + first - start)
            for found in (part, total)
        ]
        whole = passage.placed(facts, *spans[1])
        if had <= made:
            yield consistent(whole)
        else:
            one, all_of_it = (passage.quoted(facts, *span) for span in spans)
            yield inconsistent(
                all_of_it,
                one,
                message="year-of-more",
                algebra=f"{one.quote} > {all_of_it.quote}",
                part=one.quote,
            )


def _value(found: re.Match[str]) -> Fraction:
    return number_in(found["value"]) * magnitude_of(found["big"])


def _is_of_same(one: str, two: str) -> bool:
    """Whether words say the same act, or the second say none."""
    bare = pattern("says_it_came_to").sub("", two)
    return not bare or bare in one or (len(one) > 1 and one in bare)
