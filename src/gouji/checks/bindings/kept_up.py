"""What went on every year since its first: 2008年起每年编一卷，2024年出版的是第16卷."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gouji.checks.bindings.passages import Passage, passages_read, whole_number, years_of
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


class KeptUp(NamedTuple):
    """A count of a sentence that says how long something has gone on, or how often it has been.

    Attributes:
        passage: The sentence.
        first: Offsets of the year in which it began.
        counted: Offsets of the count.
        number: The number told.
        lengths: The numbers that the years make.
        years: Years between the first and the last.
        is_streak: It counts years (连续第六年, 第四个年头, 九连冠); else copies or events (第16卷).
    """

    passage: Passage
    first: tuple[int, int]
    counted: tuple[int, int]
    number: int
    lengths: tuple[int, ...]
    years: int
    is_streak: bool

    @property
    def fits(self) -> bool:
        """Whether the number is one that the years make, or may count something narrower."""
        if self.number in self.lengths:
            return True
        short = min(self.lengths) - self.number
        narrower = pattern("of_another_measure").match(self.passage.text, self.counted[1])
        return short > _SLIP or (short > 0 and self.is_streak and narrower is not None)


_SLIP = 2
"""How many years a slip may be short: much less counts something else, such as years above a mark."""


def kept_up(facts: Facts, *, streaks: bool) -> Iterator[KeptUp]:
    """Yield the counts of years, or those of copies and events, beside their first and their last year.

    The sentence says that it went on every year (此后每年, 从未中断) and names no break. Between the last
    year and the count there is no other clause; without a last year it went on up to that of the text.
    """
    for passage in passages_read(facts):
        found = _kept_up(facts, passage) if "年" in passage.text else None
        if found and found.is_streak == streaks:
            yield found


def _kept_up(facts: Facts, passage: Passage) -> KeptUp | None:
    text = passage.text
    first = pattern("first_of_many").search(text)
    if first is None or not pattern("went_on_yearly").search(text, first.start()):
        return None
    for count in pattern("count_kept_up").finditer(text, first.end()) if not is_uneven(text) else ():
        last = pattern("last_of_many").search(text, first.end(), count.start())
        if last and pattern("went_on_yearly").search(text, first.start(), last.start()):
            return _counted(passage, first, last, count)
        still = pattern("still_kept_up").search(text, first.end(), count.start())
        if still and pattern("went_on_yearly").search(text, first.start(), still.start() + 1):
            return _up_to_its_year(facts, passage, first, count)
    return None


def is_uneven(text: str, *within: int) -> bool:
    """Whether words say that one was left out, or that there is not one each year."""
    rhythms = (
        pattern("edition_left_out"),
        pattern("less_than_yearly"),
        pattern("twice_yearly"),
        pattern("other_rhythm"),
    )
    return any(rhythm.search(text, *within) for rhythm in rhythms)


def _up_to_its_year(
    facts: Facts, passage: Passage, first: re.Match[str], count: re.Match[str]
) -> KeptUp | None:
    """Return the count of what goes on up to the year of the text: that reviewed, or that of its day."""
    reviewed, *day = years_of(facts, passage.summary) or (0,)
    row, began = facts.dimensions.summaries.get(passage.summary), whole_number(first["first"])
    early = row is not None and row.published[:4] == str(reviewed)
    lengths = {year - began + 1 for year in (reviewed, *day)} | ({reviewed - began} if early else set())
    number = _number(count)
    if reviewed <= began or not number:
        return None
    return KeptUp(
        passage, first.span("first"), count.span(), number, tuple(sorted(lengths)), reviewed - began,
        is_streak=count["streak"] is not None,
    )  # fmt: skip


def _number(count: re.Match[str]) -> int:
    return whole_number(count["years"] or count["nth_year"] or count["crowns"] or count["copies"])


def _counted(
    passage: Passage, first: re.Match[str], last: re.Match[str], count: re.Match[str]
) -> KeptUp | None:
    number = _number(count)
    years = whole_number(last["last"]) - whole_number(first["first"])
    changes = pattern("grows_or_falls").search(passage.text, first.start())
    # A report of a year may come out in the next.
    lengths = (
        {years + 1} | ({years} if changes else set()) | ({years, years + 2} if last["of_year"] else set())
    )
    if years <= 0 or not number:
        return None
    return KeptUp(
        passage, first.span("first"), count.span(), number, tuple(sorted(lengths)), years,
        is_streak=count["streak"] is not None,
    )  # fmt: skip
