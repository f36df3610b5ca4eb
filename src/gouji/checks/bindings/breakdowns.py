"""Totals and their parts, compared all at once.

Whether intervals meet is decided for all breakdowns in a few column operations; only those that
do not agree to the last digit are looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from gouji.facts.numbers.interval_array import Intervals
from gouji.facts.numbers.rounding_error import tail
from gouji.facts.numbers.values import Agreement, compare
from gouji.facts.numbers.wording import spoken
from gouji.facts.table.columns import WHOLE
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gouji.facts.numbers.intervals import Interval
    from gouji.facts.numbers.rounding_error import Mode
    from gouji.facts.numbers.values import Value
    from gouji.facts.table.fact import Fact, Trouble
    from gouji.facts.table.facts import Facts

AGREES = Agreement("consistent")
Ratio = tuple[int, int]
"""Numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts that name it.

    Attributes:
        key: ``FACT_ID`` or ``FACT_ID#BREAKDOWN``, as the parts write it.
        complete: Whether nothing is left out (equal), or something may be (at most).
        agreement: How they agree; None where they cannot be compared.
        obstacle: Key of the reason why they cannot.
        trouble: The faulty row that is the reason, where it is one.
        depth: How deep its total lies: 1 where it is no part itself.
        first: No breakdown above it fails.
        closes_by: The way of rounding that alone closes it, where its summary rounds the other way.
    """

    key: str
    total: Fact
    parts: tuple[Fact, ...]
    complete: bool
    agreement: Agreement | None = None
    obstacle: str = ""
    trouble: Trouble | None = None
    depth: int = 1
    first: bool = True
    closes_by: Mode | None = None

    @property
    def exceeding(self) -> tuple[Fact, ...]:
        """Parts that exceed the total all by themselves; none where another part may be negative."""
        if not self.fails or any(_may_be_negative(part) for part in self.parts):
            return ()
        return tuple(part for part in self.parts if _exceeds(part, self.total))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The total, then the parts."""
        return (self.total, *self.parts)

    @property
    def plain(self) -> bool:
        """Whether there is nothing to tell: it agrees, if need be by a rounding that is no wonder."""
        found = self.agreement
        return found is not None and not self.fails and not found.improbable

    @property
    def fails(self) -> bool:
        """Whether total and parts cannot be true together."""
        return self.agreement is not None and self.agreement.outcome == "inconsistent"

    @property
    def sum(self) -> Value | None:
        """The sum of the parts; None where one has no bounds."""
        values = [value_of(part) for part in self.parts]
        known = [value for value in values if value is not None]
        return reduce(add, known) if len(known) == len(values) else None

    def told(self) -> dict[str, str]:
        """Return total, parts, sum and gap in words for a message, and the computation in signs."""
        total, parts = value_of(self.total), self.sum
        if total is None or parts is None:
            return {}
        summed, unit = parts.spoken(self.total.unit), self.total.unit
        terms = [part.quote for part in self.parts]
        sign = "≠" if self.complete else "<"
        return {
            "total": self.total.quote,
            "parts": "＋".join(terms),
            "sum": summed,
            "gap": spoken(abs(total.gap_to(parts)), unit),
            "algebra": f"{self.total.quote} {sign} {' + '.join(terms)} = {summed}",
        }


def breakdowns(facts: Facts) -> tuple[Breakdown, ...]:
    """Return every breakdown of these facts, compared, in the order of its first part."""
    found = [_obstructed(breakdown, facts) for breakdown in _gathered(facts)]
    clear = [breakdown for breakdown in found if not breakdown.obstacle and breakdown.complete]
    at_once = dict(zip((one.key for one in clear), _all_at_once(clear), strict=True))
    return _placed([_compared(breakdown, at_once.get(breakdown.key)) for breakdown in found])


def _placed(found: Sequence[Breakdown]) -> tuple[Breakdown, ...]:
    """Return the breakdowns with their depth, and whether one above them fails first."""
    above: dict[str, list[Breakdown]] = {}
    for breakdown in found:
        for part in breakdown.parts:
            above.setdefault(part.id, []).append(breakdown)
    return tuple(_in_place(breakdown, above) for breakdown in found)


def _in_place(breakdown: Breakdown, above: Mapping[str, Sequence[Breakdown]]) -> Breakdown:
    if breakdown.total.id not in above:
        return breakdown
    depth, first, seen, level = 1, True, {breakdown.key}, [breakdown]
    while level := [
        upper for lower in level for upper in above.get(lower.total.id, ()) if upper.key not in seen
    ]:
        seen.update(upper.key for upper in level)
        depth += 1
        first = first and not any(upper.fails for upper in level)
    return replace(breakdown, depth=depth, first=first)


def _exceeds(part: Fact, total: Fact) -> bool:
    whole, piece = value_of(total), value_of(part)
    return whole is not None and piece is not None and compare(whole, piece, ">=").outcome == "inconsistent"


def _gathered(facts: Facts) -> Iterable[Breakdown]:
    parts: dict[str, list[Fact]] = {}
    totals: dict[str, Fact] = {}
    for fact in facts:
        if fact.measure in {"share", "mean"}:
            # A share names what it is a share of, a mean what it is the mean of; neither adds up to it.
            continue
        for whole in fact.whole:
            if whole.total in facts.by_id:
                totals[whole.key] = facts.by_id[whole.total]
                parts.setdefault(whole.key, []).append(fact)
    for key, members in parts.items():
        yield Breakdown(key, totals[key], tuple(members), complete=all(part.complete for part in members))


def _obstructed(breakdown: Breakdown, facts: Facts) -> Breakdown:
    """Return the breakdown with what keeps it from being compared, if anything does."""
    total, stray = breakdown.total, facts.derive(_stray_parts).get(breakdown.total.summary, ())
    if breakdown.complete and not stray and total.hard is not None and _all_like(total, breakdown.parts):
        return breakdown
    if any(part.summary != total.summary for part in breakdown.parts):
        return replace(breakdown, obstacle="parts-of-another-summary")
    if any(fact.hard is None for fact in breakdown.facts):
        return replace(breakdown, obstacle="missing-value")
    if any(part.key.unit != total.key.unit for part in breakdown.parts):
        return replace(breakdown, obstacle="units-differ")
    if not breakdown.complete and any(_may_be_negative(part) for part in breakdown.parts):
        return replace(breakdown, obstacle="negative-part")
    trouble = next((row.trouble for row in stray if row.key.unit == total.key.unit), None)
    return replace(breakdown, obstacle="bad-row", trouble=trouble) if trouble else breakdown


def _stray_parts(facts: Facts) -> Mapping[str, tuple[Fact, ...]]:
    """Rows whose ``whole`` is faulty, by summary: parts whose total is unknown."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.trouble is not None and WHOLE in fact.trouble.columns:
            found.setdefault(fact.summary, []).append(fact)
    return {summary: tuple(rows) for summary, rows in found.items()}


def _all_like(total: Fact, parts: Sequence[Fact]) -> bool:
    """Whether all parts are of the total's summary and unit class, and have bounds."""
    summary, unit = total.summary, total.key.unit
    return all(part.summary == summary and part.key.unit == unit and part.hard is not None for part in parts)


def _may_be_negative(part: Fact) -> bool:
    """A negative part that is left out would make room for more: then *at most* says nothing."""
    return part.hard is not None and (part.hard.low is None or part.hard.low < 0)


def _all_at_once(found: Sequence[Breakdown]) -> list[Agreement | None]:
    """How complete breakdowns agree, in a few column operations; None of those that have to be looked at."""
    group = np.repeat(np.arange(len(found)), [len(breakdown.parts) for breakdown in found])
    parts = [part for breakdown in found for part in breakdown.parts]
    totals = [breakdown.total for breakdown in found]

    def read(reading: Callable[[Fact], Interval | None]) -> tuple[Intervals, Intervals]:
        made = Intervals.of([reading(part) for part in parts]).sum_by(group, len(found))
        return made, Intervals.of([reading(total) for total in totals])

    hard_parts, hard_totals = read(_hard)
    possible = hard_parts.meets(hard_totals)
    if any(fact.soft is not fact.hard for fact in (*parts, *totals)):
        soft_parts, soft_totals = read(_soft)
        possible = possible & soft_parts.meets(soft_totals)
    sums = Intervals.points([_printed(part) for part in parts]).sum_by(group, len(found))
    gaps = Intervals.points([_printed(total) for total in totals]) - sums
    return [
        _rounded(breakdown, gaps[place]) if holds else None
        for place, (breakdown, holds) in enumerate(zip(found, possible.tolist(), strict=True))
    ]


def _rounded(breakdown: Breakdown, gap: Interval | None) -> Agreement:
    """The agreement of a breakdown whose intervals meet: to the printed digit, or by rounding."""
    if gap is None or gap.low is None or not gap.low:
        return AGREES if gap is None else replace(AGREES, gap=Fraction(0))
    widths = tuple(sorted(width.as_integer_ratio() for part in breakdown.parts if (width := _width(part))))
    total = _width(breakdown.total).as_integer_ratio()
    return Agreement("rounding", gap=gap.low, probability=_tail(gap.low.as_integer_ratio(), widths, total))


def _width(fact: Fact) -> Fraction:
    reading = fact.reading
    if reading is None or (reading.hard is not fact.hard and reading.hard != fact.hard):
        return Fraction(0)
    return reading.width


@cache
def _tail(gap: Ratio, widths: tuple[Ratio, ...], total: Ratio) -> Fraction | None:
    """Known by ratios of integers: the hash of a fraction costs more than all the rest."""
    return tail(Fraction(*gap), [Fraction(*width) for width in widths], Fraction(*total))


def _hard(fact: Fact) -> Interval | None:
    return fact.hard


def _soft(fact: Fact) -> Interval | None:
    return fact.soft


def _printed(fact: Fact) -> Fraction | None:
    reading = fact.reading
    if reading is not None and reading.hard is fact.hard:
        return reading.printed
    value = value_of(fact)
    return None if value is None else value.printed


def _compared(breakdown: Breakdown, agreement: Agreement | None) -> Breakdown:
    if breakdown.obstacle:
        return breakdown
    return replace(breakdown, agreement=agreement or _agreement(breakdown))


def _agreement(breakdown: Breakdown) -> Agreement | None:
    total, parts = value_of(breakdown.total), breakdown.sum
    if total is None or parts is None:
        return None
    return compare(total, parts, "==" if breakdown.complete else ">=")
