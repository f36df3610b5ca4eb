"""Totals compared with their parts, and how a summary rounds: half up or by truncation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache, reduce
from itertools import pairwise
from operator import add, attrgetter
from typing import NamedTuple

from gouji.checks.bindings.printed_like import printed_like
from gouji.checks.decide import fails
from gouji.checks.rule import Bound, MessageValue
from gouji.facts.numbers.intervals import Interval, total_of
from gouji.facts.numbers.values import Agreement, Mode, Value, compare, gap_probability
from gouji.facts.table.columns import NO_PARTS, NO_SUMMANDS, WHOLE
from gouji.facts.table.facts import Fact, Facts, by_key, grouped, value_of
from gouji.reading.lexicon.nouns import Trait, Values, is_rest, traits

AGREES = Agreement("consistent")
Ratio = tuple[int, int]
"""Numerator and denominator."""
_PRECISE = 100
"""A total of three digits is hardly made by chance."""


class Breakdown(NamedTuple):
    """A total and the parts that name it.

    Attributes:
        key: ``FACT_ID`` or ``FACT_ID#BREAKDOWN``, as the parts write it.
        complete: Whether nothing is left out (equal), or something may be (at most).
        agreement: How they compare; None where they cannot be compared.
        obstacle: Key of the reason why they cannot.
        stray: A row that may be a part too, if its total is unknown because its cell is faulty.
        depth: Nesting level of the total: 1 where it is not itself a part.
        first: Whether no breakdown above it fails.
        closes_by: The rounding mode that alone closes it, where its summary uses the other one.
    """

    key: str
    total: Fact
    parts: tuple[Fact, ...]
    complete: bool
    agreement: Agreement | None = None
    obstacle: str = ""
    stray: Fact | None = None
    depth: int = 1
    first: bool = True
    closes_by: Mode | None = None

    @property
    def exceeding(self) -> tuple[tuple[Fact, Agreement], ...]:
        """Parts that alone exceed the total, and how surely; none where a row is faulty.

        Where the sum holds, those that are printed as more, to the total's digit: rounding keeps the order.
        """
        if self.agreement is None or any(fact.fault for fact in self.facts):
            return ()
        if not fails(self):
            parts = () if self.has_negative else self.parts
            beyond = (part for part in parts if _is_printed_beyond(self.total, part))
            return tuple((part, Agreement("inconsistent")) for part in beyond)
        found = ((part, _at_least(self.total, part)) for part in self.parts)
        return tuple((part, one) for part, one in found if one is not None and one.outcome == "inconsistent")

    @property
    def has_negative(self) -> bool:
        """Whether a part may be negative: another may then well exceed the total."""
        return any(map(_may_be_negative, self.parts))

    @property
    def leaves_nothing_out(self) -> bool:
        """Whether it is said that the parts are all there are, or they make just a total of three digits."""
        total, parts = value_of(self.total), self.sum
        if self.complete or total is None or total.printed is None or parts is None:
            return self.complete
        precise = total.printed >= _PRECISE * (max(total.widths or (Fraction(0),)) or 1)
        return precise and compare(total, parts).outcome != "inconsistent"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The total, then the parts."""
        return (self.total, *self.parts)

    @property
    def bound(self) -> tuple[Bound, ...]:
        """The total and the parts in their roles."""
        parts = self.parts if self.stray is None else (*self.parts, self.stray)
        return (Bound(self.total, "total"), *(Bound(part, "part") for part in parts))

    @property
    def comparable(self) -> bool:
        """Whether nothing keeps total and parts from being compared."""
        return not self.obstacle and self.stray is None

    @property
    def plain(self) -> bool:
        """Whether there is nothing to report: it agrees, or rounding plausibly explains the gap."""
        return self.agreement is not None and self.agreement.plain

    @property
    def sum(self) -> Value | None:
        """The sum of the parts; None where one has no bounds."""
        values = [value_of(part) for part in self.parts]
        known = [value for value in values if value is not None]
        return reduce(add, known) if len(known) == len(values) else None

    def message_values(self) -> dict[str, MessageValue]:
        """Return total, parts, sum and gap in words for a message, and the computation as a formula."""
        total, parts = value_of(self.total), self.sum
        if total is None or parts is None:
            return {}
        of = self.total
        summed = parts.formatted(of.unit) if parts.printed is None else printed_like(parts.printed, of)
        terms = [part.quote for part in self.parts]
        sign = "≠" if self.complete else "<"
        return {
            "total": self.total.quote,
            "parts": "＋".join(terms),
            "sum": summed,
            "gap": printed_like(abs(total.gap_to(parts)), of),
            "algebra": f"{self.total.quote} {sign} {' + '.join(terms)} = {summed}",
        }


def breakdowns(facts: Facts) -> tuple[Breakdown, ...]:
    """Return every breakdown of these facts, compared, ordered by first part."""
    return tuple(compared(_with_obstacle(breakdown, facts)) for breakdown in _gathered(facts))


def exclusive(facts: Facts, key: str, parts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Yield groups of the parts of a breakdown, no two of which have anything in common, the largest first.

    All of them where a person has named the breakdown, or one part is what is left (其他).
    """
    if len(parts) == 1 or "#" in key or any(is_rest(facts.name_of(part)) for part in parts):
        yield tuple(parts)
        return
    told = ((part, _traits(facts, part, number)) for number, part in enumerate(parts))
    found = by_key((trait, (values, part)) for part, traits_of in told for trait, values in traits_of)
    for group in sorted(found.values(), key=len, reverse=True):
        ranges = sorted(values for values, _ in group)
        if all(one[1] <= two[0] and one != two for one, two in pairwise(ranges)):
            yield tuple(part for _, part in group)


def _traits(facts: Facts, part: Fact, number: int) -> Iterator[tuple[Trait, Values]]:
    """What tells a part from others: its kind, its period; parts of one name are lots of one thing."""
    name = " ".join((part.scope, *part.subject, facts.name_of(part)))
    if part.indicator:
        yield from traits(name)
        yield ("same", name), (number, number)
    if part.period:
        yield ("period",), (part.period.start or date.min, part.period.end)


def _at_least(total: Fact, part: Fact) -> Agreement | None:
    whole, piece = value_of(total), value_of(part)
    return None if whole is None or piece is None else compare(whole, piece, ">=")


def _is_printed_beyond(total: Fact, part: Fact) -> bool:
    whole, piece = total.own_reading, part.own_reading
    if whole is None or piece is None or whole.printed is None or piece.printed is None:
        return False
    long = whole.printed >= _LONG * whole.width
    return long and whole.width == piece.width and whole.printed < piece.printed


_LONG = 1000
"""Of so many units: what is nearest to a shorter one may be of another total by chance."""


def _gathered(facts: Facts) -> Iterable[Breakdown]:
    parts: dict[str, list[Fact]] = {}
    totals: dict[str, Fact] = {}
    for fact in facts:
        if fact.measure in NO_SUMMANDS:
            continue
        for whole in fact.whole:
            if whole.total in facts.by_id and whole.breakdown not in NO_PARTS:
                totals[whole.key] = facts.by_id[whole.total]
                parts.setdefault(whole.key, []).append(fact)
    for key, members in parts.items():
        yield Breakdown(key, totals[key], tuple(members), complete=all(part.complete for part in members))


def _with_obstacle(breakdown: Breakdown, facts: Facts) -> Breakdown:
    """Return the breakdown with the obstacle that keeps it from being compared, if any."""
    total, stray = breakdown.total, facts.derive(_stray_parts).get(breakdown.total.summary, ())
    if breakdown.complete and not stray and total.hard is not None and _are_alike(total, breakdown.parts):
        return breakdown
    if any(part.summary != total.summary for part in breakdown.parts):
        return breakdown._replace(obstacle="parts-of-another-summary")
    if any(fact.hard is None for fact in breakdown.facts):
        return breakdown._replace(obstacle="missing-value")
    if any(part.key.unit != total.key.unit for part in breakdown.parts):
        return breakdown._replace(obstacle="units-differ")
    if not breakdown.complete and any(_may_be_negative(part) for part in breakdown.parts):
        return breakdown._replace(obstacle="negative-part")
    return breakdown._replace(stray=next((row for row in stray if row.key.unit == total.key.unit), None))


def _stray_parts(facts: Facts) -> Mapping[str, list[Fact]]:
    """Rows whose ``whole`` is faulty, by summary: parts whose total is unknown."""
    stray = (fact for fact in facts.faulty if fact.fault and WHOLE in fact.fault.columns)
    return grouped(stray, lambda fact: fact.summary)


def _are_alike(total: Fact, parts: Sequence[Fact]) -> bool:
    """Whether all parts have bounds, and the summary and unit class of the total."""
    summary, unit = total.summary, total.key.unit
    return all(part.summary == summary and part.key.unit == unit and part.hard is not None for part in parts)


def _may_be_negative(part: Fact) -> bool:
    """Whether a part may be negative: if one that is left out may be too, *at most* says nothing.

    What is printed as nothing (0.00万元) is none that is below it.
    """
    reading = part.own_reading
    nothing = reading is not None and reading.printed == 0
    return not nothing and part.hard is not None and (part.hard.low is None or part.hard.low < 0)


def _plain_agreement(breakdown: Breakdown) -> Agreement | None:
    """The agreement of a complete breakdown that holds; None for one that needs a closer look."""
    hard, soft = ([*map(attrgetter(name), breakdown.facts)] for name in ("hard", "soft"))
    if not _adds_up(*hard) or (soft != hard and not _adds_up(*soft)):
        return None
    printed = [_printed(fact) for fact in breakdown.facts]
    known = [number for number in printed if number is not None]
    return _rounded(breakdown, known[0] - total_of(known[1:]) if len(known) == len(printed) else None)


def _adds_up(total: Interval | None, *parts: Interval | None) -> bool:
    """Whether some values within these intervals add up; False where one is missing."""
    known = [part for part in parts if part is not None]
    return total is not None and len(known) == len(parts) and Interval.total(known).meets(total)


def _rounded(breakdown: Breakdown, gap: Fraction | None) -> Agreement:
    """The agreement of a breakdown whose intervals meet: exact as printed, or by rounding."""
    if not gap:
        return replace(AGREES, gap=gap)
    widths = tuple(sorted(width.as_integer_ratio() for part in breakdown.parts if (width := _width(part))))
    total = _width(breakdown.total).as_integer_ratio()
    return Agreement("rounding", gap=gap, probability=_chance(gap.as_integer_ratio(), widths, total))


def _width(fact: Fact) -> Fraction:
    reading = fact.own_reading
    return reading.width if reading else Fraction(0)


@cache
def _chance(gap: Ratio, widths: tuple[Ratio, ...], total_width: Ratio) -> Fraction | None:
    """The probability of a gap, cached by integer ratios: hashing fractions costs more than all the rest."""
    return gap_probability(Fraction(*gap), [Fraction(*width) for width in widths], Fraction(*total_width))


def _printed(fact: Fact) -> Fraction | None:
    reading = fact.own_reading
    value = None if reading else value_of(fact)
    return reading.printed if reading else value.printed if value else None


def compared(breakdown: Breakdown) -> Breakdown:
    """Return a breakdown compared, if it can be."""
    if not breakdown.comparable:
        return breakdown
    plain = _plain_agreement(breakdown) if breakdown.complete else None
    return breakdown._replace(agreement=plain or _agreement(breakdown))


def _agreement(breakdown: Breakdown) -> Agreement | None:
    total, parts = value_of(breakdown.total), breakdown.sum
    if total is None or parts is None:
        return None
    return compare(total, parts, "==" if breakdown.complete else ">=")


FEWEST = 3
"""From fewer rounded sums than this no convention is inferred."""


@dataclass(frozen=True, slots=True)
class RoundingConvention:
    """How a summary rounds.

    Attributes:
        mode: The mode that closes most of its sums; half up where both close as many.
        closed: How many that mode closes.
        sums: How many complete sums of rounded figures there are.
    """

    summary: str
    mode: Mode
    closed: int
    sums: int


def rounding_conventions(facts: Facts) -> tuple[RoundingConvention, ...]:
    """Infer how each summary rounds from its complete sums of rounded figures, if there are enough."""
    rounded = filter(_is_rounded, facts.derive(breakdowns))
    by_summary = grouped(rounded, lambda breakdown: breakdown.total.summary)
    return tuple(
        RoundingConvention(summary, *_mode(some), len(some))
        for summary, some in by_summary.items()
        if len(some) >= FEWEST
    )


def _mode(found: Sequence[Breakdown]) -> tuple[Mode, int]:
    half_up = sum(breakdown.plain for breakdown in found)
    if not any(_closes_only_truncated(breakdown) for breakdown in found):
        # Truncation closes no sum that rounding half up does not.
        return "rounding", half_up
    truncated = sum(closes_truncated(breakdown) for breakdown in found)
    return ("truncation", truncated) if truncated > half_up else ("rounding", half_up)


def breakdowns_as_rounded(facts: Facts) -> tuple[Breakdown, ...]:
    """Return the breakdowns, judged by the rounding convention of their summary.

    In a summary that truncates, a sum that closes by truncation agrees by rounding. A sum that closes only
    by the other mode is marked with it (``closes_by``). Rounding does not close an improbable gap.
    """
    modes = {one.summary: one.mode for one in facts.derive(rounding_conventions)}
    return tuple(_judged_by_mode(breakdown, modes) for breakdown in facts.derive(breakdowns))


def _judged_by_mode(breakdown: Breakdown, modes: Mapping[str, Mode]) -> Breakdown:
    mode = modes.get(breakdown.total.summary)
    if mode is None or not _is_rounded(breakdown):
        return breakdown
    if mode == "rounding":
        return breakdown._replace(closes_by="truncation") if _closes_only_truncated(breakdown) else breakdown
    if closes_truncated(breakdown):
        return breakdown._replace(agreement=Agreement("rounding")) if not breakdown.plain else breakdown
    return breakdown._replace(closes_by="rounding") if breakdown.plain else breakdown


def _closes_only_truncated(breakdown: Breakdown) -> bool:
    return not breakdown.plain and closes_truncated(breakdown)


def _is_rounded(breakdown: Breakdown) -> bool:
    """Whether it is a complete sum of bare figures, some of them rounded."""
    if breakdown.agreement is None or not breakdown.complete:
        return False
    facts = breakdown.facts
    return all(map(is_bare, facts)) and any(fact.reading.width for fact in facts if fact.reading)


def is_bare(fact: Fact) -> bool:
    """Whether a figure is printed without a word that qualifies it."""
    reading = fact.own_reading
    return reading is not None and reading.printed is not None


def closes_truncated(breakdown: Breakdown) -> bool:
    """Whether total and parts agree if every figure is truncated after its last digit."""
    total, *parts = map(_truncated, breakdown.facts)
    known = [part for part in parts if part is not None]
    return total is not None and len(known) == len(parts) and reduce(add, known).meets(total)


def _truncated(fact: Fact) -> Interval | None:
    """What a figure stands for if it was truncated; None for one that is qualified."""
    reading = fact.own_reading
    if reading is None or reading.printed is None:
        return None
    value, width = reading.printed, reading.width
    if not width:
        return Interval.of(value)
    if value > 0:
        return Interval(value, value + width, high_open=True)
    return Interval(value - width, value or width, low_open=True, high_open=not value)
