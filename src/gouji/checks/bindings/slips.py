"""Slips of the pen between two statements: a magnitude, a decimal point, two digits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.checks.bindings.nested_periods import parts
from gouji.checks.bindings.recompute import is_total, worded_alike
from gouji.checks.bindings.reported_values import tellings
from gouji.facts.numbers.intervals import plain
from gouji.facts.numbers.values import compare
from gouji.facts.table.fact import value_of
from gouji.reading.alignment.known_indicators import known_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.periods import Period

SlipKind = Literal["magnitude", "transposed"]
POWERS = (10, 100, 1000, 10**4, 10**8)
"""A decimal point moved by one to three places; 万 or 亿 written, left out or exchanged."""
_CLOSE = (Fraction(4, 5), Fraction(5, 4))
_WITHIN_REACH = (Fraction(1, 3), Fraction(3))
_FAR = Fraction(5)
_FEWEST_DIGITS = 2
_WHOLE = 4
"""A drafted phrase that is shorter may be cut from a longer one."""
_MYRIADS = (10**4, 10**8)


class Slip(NamedTuple):
    """Two statements of which one may be a slip.

    Attributes:
        one: The statement that is looked at.
        two: The other one.
        kind: What may have happened; empty where they are no further apart than figures are.
        power: Of a magnitude by how much, as a power of ten.
    """

    one: Fact
    two: Fact
    kind: SlipKind | Literal[""]
    power: int = 0


def slip_between(one: Fact, two: Fact) -> Slip:
    """Say by which slip two statements of one figure may differ; none where they agree."""
    left, right = value_of(one), value_of(two)
    if left is None or right is None or left.printed is None or right.printed is None:
        return Slip(one, two, "")
    if compare(left, right).outcome != "inconsistent" or one.unit_class != two.unit_class:
        return Slip(one, two, "")
    for power in POWERS:
        if left.printed and right.printed in {left.printed * power, left.printed / power}:
            return Slip(one, two, "magnitude", power)
    return Slip(one, two, "transposed" if _transposed(left.printed, right.printed) else "")


def _transposed(one: Fraction, two: Fraction) -> bool:
    """Whether two neighbouring digits changed places: 5332 and 5323."""
    left, right = _digits(one), _digits(two)
    if len(left) != len(right) or len(left) < _FEWEST_DIGITS:
        return False
    apart = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return left[first] == right[second] and left[second] == right[first]


def _digits(number: Fraction) -> str:
    """The digits that are printed, without the zeros that only give the magnitude."""
    return plain(number).strip("-").replace(".", "").strip("0")


def restated(facts: Facts) -> tuple[Slip, ...]:
    """Return pairs of statements of one figure, in one summary or several, with the slip between them."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if _comparable(fact):
            groups.setdefault((fact.key, facts.whose(fact), fact.stage), []).append(fact)
    return tuple(slip for rows in groups.values() for slip in _pairs(facts, rows))


def is_slip(facts: Facts, one: Fact, two: Fact) -> bool:
    """Say whether two statements of one figure are told as a slip of the pen."""
    return frozenset((one.id, two.id)) in facts.derive(_slips)


def _slips(facts: Facts) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((slip.one.id, slip.two.id)) for slip in facts.derive(restated) if slip.kind)


def _comparable(fact: Fact) -> bool:
    figure = fact.is_figure or (fact.trouble is not None and fact.hard is not None)
    alone = not fact.whole and not fact.members
    return figure and alone and fact.form in {"count", "amount", "ratio", "point"} and bool(fact.indicator)


def _pairs(facts: Facts, rows: list[Fact]) -> Iterator[Slip]:
    """Pairs of different values; a summary that tells more than two means parts by them."""
    values = {value_of(fact) for fact in rows}
    if len(rows) > 1 and len(values) <= 2:
        first, *others = facts.in_order_told(rows)
        yield from (slip_between(first, other) for other in others if worded_alike(facts, first, other))


def jumps(facts: Facts) -> tuple[Slip, ...]:
    """Return levels of one thing in consecutive years, with the power of ten that parts them.

    Only what comes close to the other year's figure once the power is taken away is a slip.
    """
    found: dict[tuple[object, ...], dict[str, list[Fact]]] = {}
    for fact in facts:
        if fact.is_figure and fact.measure == "level" and fact.period and fact.indicator and not fact.whole:
            if facts.drafted and not _names_one_thing(fact):
                continue
            thing = (fact.key.thing, fact.scope, facts.whose(fact))
            found.setdefault(thing, {}).setdefault(fact.key.period, []).append(fact)
    return tuple(slip for periods in found.values() for slip in _jumps(facts, periods))


def _names_one_thing(fact: Fact) -> bool:
    """Whether a drafted phrase is whole: a total, an indicator that everybody knows, or long enough."""
    return is_total(fact) or len(fact.indicator) >= _WHOLE or known_as(fact.indicator) is not None


def _jumps(facts: Facts, periods: dict[str, list[Fact]]) -> Iterator[Slip]:
    for some in periods.values():
        period = some[0].period
        before = period.previous() if period else None
        earlier = periods.get(before.text, []) if before else []
        now, last = tellings(facts, some), tellings(facts, earlier)
        if len(now) == 1 and len(last) == 1 and not (now[0].crowded or last[0].crowded):
            # What is done may be tenfold next year; ten thousandfold is a unit.
            sure = not facts.drafted or is_total(some[0])
            yield _jump(now[0].first, last[0].first, POWERS if sure else _MYRIADS)


def _jump(now: Fact, before: Fact, powers: Sequence[int]) -> Slip:
    left, right = _size(now), _size(before)
    if not left or not right:
        return Slip(now, before, "")
    ratio = left / right
    if ratio <= 0 or 1 / _FAR <= ratio <= _FAR or min(abs(left), abs(right)) < 1:
        return Slip(now, before, "")
    power = next((one for one in powers if _near(ratio * one, one) or _near(ratio / one, one)), 0)
    return Slip(now, before, "magnitude" if power else "", power)


def shrunk(facts: Facts) -> tuple[Slip, ...]:
    """Return what a part of a period came to beside the whole, with the 万 or 亿 that it may lack.

    A part is not more than the whole (GJ411 holds them); one that is ten thousand times less than its
    share of the days, and near that share with 万, lost it.
    """
    if facts.drafted:
        return ()
    plain_parts = (one for one in facts.derive(parts) if not one.how and one.agreement is not None)
    return tuple(_shrunk(one.part.first, one.whole.first) for one in plain_parts)


def _shrunk(part: Fact, whole: Fact) -> Slip:
    left, right = _size(part), _size(whole)
    share = _share_of_days(part, whole)
    if not left or not right or not share or part.unit != whole.unit:
        return Slip(part, whole, "")
    ratio = left / (right * share)
    power = next((one for one in _MYRIADS if _near(ratio * one, one)), 0)
    return Slip(part, whole, "magnitude" if power else "", power)


def _share_of_days(part: Fact, whole: Fact) -> Fraction | None:
    some, all_of_them = _days(part.period), _days(whole.period)
    return Fraction(some, all_of_them) if some and all_of_them else None


def _days(period: Period | None) -> int | None:
    """How many days a period has; None where it has no beginning."""
    return (period.end - period.start).days + 1 if period and period.start else None


def _size(fact: Fact) -> Fraction | None:
    """What was printed; of what is only bounded (超过130万辆), the bound."""
    value = value_of(fact)
    if value is None or value.printed is not None:
        return value.printed if value else None
    return value.hard.low if value.hard.high is None else value.hard.high


def _near(ratio: Fraction, power: int) -> bool:
    # A thousandfold change is none of a year's, whatever the figure would else have come to.
    low, high = _CLOSE if power < _MYRIADS[0] else _WITHIN_REACH
    return low <= ratio <= high
