"""Slips of the pen between two statements: a magnitude, a decimal point, two digits."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from gouji.checks.bindings.nested_periods import nested_periods
from gouji.checks.bindings.quantities import is_total, only_value, reported_values, same_wording
from gouji.facts.numbers.digits import have_swapped
from gouji.facts.numbers.values import compare
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.facts.table.periods import Period

SlipKind = Literal["magnitude", "transposed"]
POWERS = (10, 100, 1000, 10**4, 10**8)
"""A decimal point moved by one to three places; 万 or 亿 added, left out or exchanged."""
_CLOSE = (Fraction(4, 5), Fraction(5, 4))
_LOOSELY_CLOSE = (Fraction(1, 3), Fraction(3))
_FAR = Fraction(5)
_MYRIADS = (10**4, 10**8)


class Slip(NamedTuple):
    """Two statements of which one may be a slip.

    Attributes:
        one: The statement that is examined.
        two: The other one.
        kind: What may have happened; empty where nothing suggests a slip.
        power: For a magnitude, by how much: a power of ten.
    """

    one: Fact
    two: Fact
    kind: SlipKind | Literal[""]
    power: int = 0


def slip_between(one: Fact, two: Fact) -> Slip:
    """Return the slip by which two statements of one figure may differ; without a kind where they agree."""
    left, right = value_of(one), value_of(two)
    if left is None or right is None or left.printed is None or right.printed is None:
        return Slip(one, two, "")
    if compare(left, right).outcome != "inconsistent" or one.unit_class != two.unit_class:
        return Slip(one, two, "")
    for power in POWERS:
        if left.printed and right.printed in {left.printed * power, left.printed / power}:
            return Slip(one, two, "magnitude", power)
    swapped = have_swapped(left.printed, right.printed)  # 5332 and 5323
    return Slip(one, two, "transposed" if swapped else "")


def restatement_slips(facts: Facts) -> tuple[Slip, ...]:
    """Return pairs of statements of one figure, in one summary or several, with the slip between them."""
    same = grouped(filter(is_comparable, facts), lambda fact: (fact.key, facts.owner_of(fact), fact.stage))
    return tuple(slip for rows in same.values() for slip in _compared(facts, rows))


def is_slip(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two statements of one figure are reported as a slip of the pen."""
    return frozenset((one.id, two.id)) in facts.derive(_slip_pairs)


def _slip_pairs(facts: Facts) -> set[frozenset[str]]:
    return {frozenset((slip.one.id, slip.two.id)) for slip in facts.derive(restatement_slips) if slip.kind}


def is_comparable(fact: Fact) -> bool:
    """Say whether a figure stands for itself, and may be told twice."""
    single = bool(fact.indicator and fact.hard) and not fact.whole and not fact.members
    return (
        single
        and (fact.is_figure or fact.fault is not None)
        and fact.form in {"count", "amount", "ratio", "point"}
    )


def _compared(facts: Facts, rows: list[Fact]) -> Iterator[Slip]:
    """Compare the first statement with the others; more than two values mean parts."""
    values = {value_of(fact) for fact in rows}
    if len(rows) > 1 and len(values) <= 2:
        first, *others = facts.in_published_order(rows)
        yield from (slip_between(first, other) for other in others if same_wording(facts, first, other))


def year_to_year_slips(facts: Facts) -> tuple[Slip, ...]:
    """Return levels of one quantity in consecutive years, with the power of ten between them.

    It is a slip only if the two levels are close once the power is removed.
    """
    levels = grouped(
        filter(_is_level, facts), lambda fact: (fact.key.quantity, fact.scope, facts.owner_of(fact))
    )
    return tuple(slip for rows in levels.values() for slip in _year_to_year(facts, rows))


def _is_level(fact: Fact) -> bool:
    level = fact.is_figure and fact.measure == "level" and bool(fact.period and fact.indicator)
    return level and not fact.whole and (fact.certainty != "cut" or is_total(fact))


def _year_to_year(facts: Facts, levels: list[Fact]) -> Iterator[Slip]:
    periods = grouped(levels, lambda fact: fact.key.period)
    values = {period: only_value(reported_values(facts, rows)) for period, rows in periods.items()}
    for text, rows in periods.items():
        period, now = rows[0].period, values[text]
        before = period.previous() if period else None
        previous = values.get(before.text) if before else None
        if now and previous:
            # An activity may grow tenfold in a year; ten thousandfold is a wrong unit.
            is_level = rows[0].coded or is_total(rows[0])
            yield _jump(now.first, previous.first, POWERS if is_level else _MYRIADS)


def _jump(now: Fact, before: Fact, powers: Sequence[int]) -> Slip:
    left, right = _size(now), _size(before)
    if not left or not right:
        return Slip(now, before, "")
    ratio = left / right
    if ratio <= 0 or 1 / _FAR <= ratio <= _FAR or min(abs(left), abs(right)) < 1:
        return Slip(now, before, "")
    power = next((one for one in powers if _is_close(ratio * one, one) or _is_close(ratio / one, one)), 0)
    return Slip(now, before, "magnitude" if power else "", power)


def part_of_period_slips(facts: Facts) -> tuple[Slip, ...]:
    """Return figures of a part of a period and of the whole, with the 万 or 亿 that the part may lack.

    A part is not more than the whole (GJ411 checks that); one that is ten thousand times less than its
    share of the days, and near that share once 万 is added, has lost it.
    """
    parts = (one for one in facts.derive(nested_periods) if not one.how and one.agreement is not None)
    return tuple(_shrunk(one.part.first, one.whole.first) for one in parts if one.part.first.coded)


def _shrunk(part: Fact, whole: Fact) -> Slip:
    left, right = _size(part), _size(whole)
    part_days, whole_days = _days(part.period), _days(whole.period)
    if not (left and right and part_days and whole_days) or part.unit != whole.unit:
        return Slip(part, whole, "")
    ratio = left / (right * Fraction(part_days, whole_days))
    power = next((one for one in _MYRIADS if _is_close(ratio * one, one)), 0)
    return Slip(part, whole, "magnitude" if power else "", power)


def _days(period: Period | None) -> int | None:
    """The number of days in a period; None where it has no start."""
    return (period.end - period.start).days + 1 if period and period.start else None


def _size(fact: Fact) -> Fraction | None:
    """The printed value; for a figure that is only bounded (超过130万辆), the bound."""
    value = value_of(fact)
    if value is None or value.printed is not None:
        return value.printed if value else None
    return value.hard.low if value.hard.high is None else value.hard.high


def _is_close(ratio: Fraction, power: int) -> bool:
    # Nothing changes ten thousandfold in a year, so a looser match is enough there.
    low, high = _CLOSE if power < _MYRIADS[0] else _LOOSELY_CLOSE
    return low <= ratio <= high
