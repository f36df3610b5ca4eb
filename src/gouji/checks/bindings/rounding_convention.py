"""How a summary rounds: half up, or by cutting off; inferred from which closes most of its sums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from gouji.checks.bindings.breakdowns import breakdowns
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import Agreement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.checks.bindings.breakdowns import Breakdown
    from gouji.facts.numbers.rounding_error import Mode
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts

FEWEST = 3
"""Of fewer rounded sums nothing is inferred."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a summary rounds.

    Attributes:
        summary: Its id.
        mode: The mode that closes most of its sums; half up where both close as many.
        closed: How many that mode closes.
        sums: How many complete sums of rounded figures there are.
    """

    summary: str
    mode: Mode
    closed: int
    sums: int


def roundings(facts: Facts) -> tuple[Rounding, ...]:
    """Infer from complete sums of rounded figures how each summary rounds; from few sums nothing."""
    by_summary: dict[str, list[Breakdown]] = {}
    for breakdown in facts.derive(breakdowns):
        if _rounded(breakdown):
            by_summary.setdefault(breakdown.total.summary, []).append(breakdown)
    return tuple(
        Rounding(summary, *_mode(some), len(some))
        for summary, some in by_summary.items()
        if len(some) >= FEWEST
    )


def _mode(found: Sequence[Breakdown]) -> tuple[Mode, int]:
    half_up = sum(breakdown.plain for breakdown in found)
    if not any(_only_cut_off(breakdown) for breakdown in found):
        # Cutting off closes no sum that rounding half up does not.
        return "rounding", half_up
    cut = sum(closes_cut_off(breakdown) for breakdown in found)
    return ("truncation", cut) if cut > half_up else ("rounding", half_up)


def breakdowns_as_rounded(facts: Facts) -> tuple[Breakdown, ...]:
    """Return the breakdowns as the way in which their summary rounds has it.

    What cutting off closes in a summary that cuts off agrees by rounding. A sum that only the other way
    closes is marked with it (``closes_by``). A gap that rounding hardly makes is not closed by it.
    """
    modes = {one.summary: one.mode for one in facts.derive(roundings)}
    return tuple(_by_mode(breakdown, modes) for breakdown in facts.derive(breakdowns))


def _by_mode(breakdown: Breakdown, modes: Mapping[str, Mode]) -> Breakdown:
    mode = modes.get(breakdown.total.summary)
    if mode is None or not _rounded(breakdown):
        return breakdown
    if mode == "rounding":
        return replace(breakdown, closes_by="truncation") if _only_cut_off(breakdown) else breakdown
    if closes_cut_off(breakdown):
        return replace(breakdown, agreement=Agreement("rounding")) if not breakdown.plain else breakdown
    return replace(breakdown, closes_by="rounding") if breakdown.plain else breakdown


def _only_cut_off(breakdown: Breakdown) -> bool:
    return not breakdown.plain and closes_cut_off(breakdown)


def _rounded(breakdown: Breakdown) -> bool:
    """Whether it is a complete sum of bare figures of which some are rounded."""
    if breakdown.agreement is None or not breakdown.complete:
        return False
    facts = breakdown.facts
    return all(map(_is_bare, facts)) and any(fact.reading.width for fact in facts if fact.reading)


def _is_bare(fact: Fact) -> bool:
    """Whether a figure is printed without a word that bounds it."""
    reading = fact.reading
    if reading is None or reading.printed is None:
        return False
    return reading.hard is fact.hard or reading.hard == fact.hard


def closes_cut_off(breakdown: Breakdown) -> bool:
    """Whether total and parts agree if every figure is cut off behind its last digit."""
    total, *parts = (_cut_off(fact) for fact in breakdown.facts)
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts):
        return False
    return reduce(add, known).meets(total)


def _cut_off(fact: Fact) -> Interval | None:
    """What a figure stands for if it is cut off; None of one that is qualified."""
    reading = fact.reading
    if reading is None or reading.printed is None or not _is_bare(fact):
        return None
    value, width = reading.printed, reading.width
    if not width:
        return Interval.of(value)
    if value > 0:
        return Interval(value, value + width, high_open=True)
    return Interval(value - width, value or width, low_open=True, high_open=not value)
