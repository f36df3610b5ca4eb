"""GJ511: a total that grows faster, or slower, than each of its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import add

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns
from gouji.checks.bindings.growth import Price, price_of
from gouji.checks.bindings.means import Valued, beyond_parts
from gouji.checks.bindings.printed_like import as_rounded
from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import PERCENT, rounded_like
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, ONE, Agreement, Value, compare
from gouji.facts.table.columns import BETWEEN
from gouji.facts.table.facts import Fact, Facts, by_key, value_of


@rule("GJ511", name="growth-of-total", level="error", scope="summary")
def growth_of_total(facts: Facts) -> Iterator[Binding]:
    """A total grows no faster than the fastest of its parts, and no slower than the slowest."""
    for one in facts.derive(breakdowns):
        if one.agreement is None or fails(one) or one.has_negative:
            continue
        known = [grown for fact in one.facts if (grown := _growth(facts, fact))]
        if len(one.parts) > 1 and len(known) == len(one.facts) and one.leaves_nothing_out:
            yield _compared(facts, one, *known)
        elif not one.complete:
            yield from _of_the_rest(facts, one)
    told = [(one, fact) for fact in facts for one in fact.whole if one.breakdown.startswith(BETWEEN)]
    for whole, parts in by_key(told).items():
        yield from _between(facts.by_id[whole.total], parts)


def _between(total: Fact, parts: Sequence[Fact]) -> Iterator[Binding]:
    """Yield a growth compared with those of all its kinds."""
    known = [(fact, value) for fact in (total, *parts) if fact.unit == PERCENT and (value := value_of(fact))]
    if len(known) <= len(parts):
        return
    whole, *others = known
    part, found, side = beyond_parts(whole[1], others)
    yield _binding(total, part, parts, found, f"growth-{side}-parts")


def _compared(facts: Facts, one: Breakdown, total: Valued, *parts: Valued) -> Binding:
    """Return the growth of a total compared with the fastest, or the slowest, or with all of its parts."""
    beside = [*one.facts, *(growth for growth, _ in parts)]
    part, found, side = beyond_parts(total[1], parts)
    if found.outcome == "inconsistent":
        return _binding(total[0], part, beside, found, f"growth-{side}-parts")
    return _of_growths(facts, one, beside, total, parts)


def _of_the_rest(facts: Facts, one: Breakdown) -> Iterator[Binding]:
    """Yield what parts were the year before, compared with their total then; these may leave some of it out.

    Each by itself, since kinds may overlap; all of them together, where they leave out a twentieth at most.
    """
    told = [(now, grown) for fact in one.facts if (now := value_of(fact)) and (grown := _growth(facts, fact))]
    known = [(growth, now / (ONE + by / HUNDRED)) for now, (growth, by) in told if (by.hard.low or 0) > -100]
    if len(known) < 2 or _growth(facts, one.total) != told[0][1]:
        return
    (total, most), *parts = known
    numbers = [(now.printed or Fraction(0)) for now, _ in told]
    if 20 * sum(numbers[1:]) >= 19 * numbers[0]:
        parts = [(parts[0][0], reduce(add, (before for _, before in parts)))]
    most *= Value.exactly(1 + _MOST_MORE[_price(facts, one)])
    for growth, before in parts:
        found = _binding(total, growth, one.facts, compare(most, before, ">="), "growth-of-rest")
        yield replace(found, level="warning")


def _price(facts: Facts, one: Breakdown) -> Price:
    """Return the prices at which a total or a part of it grows that say least of its weight."""
    return max((price_of(facts, fact) for fact in one.facts), key=_SHIFT.__getitem__)


def _of_growths(
    facts: Facts, one: Breakdown, beside: Sequence[Fact], total: Valued, parts: Sequence[Valued]
) -> Binding:
    """Compare the growth of a total with the one that its parts and their growths make."""
    found = _binding(total[0], parts[0][0], beside, None, "growth-of-parts")
    growths = [value_of(growth) for growth in as_rounded([growth for growth, _ in parts])]
    pairs = zip(map(value_of, one.parts), growths, strict=True)
    known = [(now, growth) for now, growth in pairs if now is not None and growth is not None]
    try:
        before = [now / (ONE + growth / HUNDRED) for now, growth in known]
        computed = (reduce(add, (now for now, _ in known)) / reduce(add, before) - ONE) * HUNDRED
    except ValueError:
        return replace(found, obstacle="divisor-may-be-zero")
    shown = rounded_like(computed, total[0], PERCENT)
    algebra = f"{shown} ≠ {total[0].quote}"
    allowed = _allowed(facts, one, before, [growth for _, growth in known], computed)
    return replace(
        found, agreement=compare(total[1], computed + allowed), level="warning", algebra="",
        words=lambda: {"computed": shown, "algebra": algebra},
    )  # fmt: skip


def _allowed(
    facts: Facts, one: Breakdown, before: Sequence[Value], growths: Sequence[Value], computed: Value
) -> Value:
    """Return by how much the growth of a total may be off, as its levels are told at other prices.

    A part of the mean deviation of the growths from it: by so much a part may weigh more, or less.
    """
    share = _SHIFT[_price(facts, one)]
    weights = [value.printed for value in before]
    rates = [value.printed for value in growths]
    if not share or computed.printed is None or not all(weights):
        return Value.exactly(Fraction(0))
    known = [(weight or 0, rate or 0) for weight, rate in zip(weights, rates, strict=True)]
    off = sum(weight * abs(rate - computed.printed) for weight, rate in known)
    most = share * off / sum(weight for weight, _ in known)
    around = Interval.closed(-most, most)
    return Value(around, around, Fraction(0))


_SHIFT = {"physical": Fraction(0), "nominal": Fraction(0), "unsaid": Fraction(1, 10), "real": Fraction(1, 2)}
_MOST_MORE = {
    "physical": Fraction(0),
    "nominal": Fraction(0),
    "unsaid": Fraction(1, 50),
    "real": Fraction(1, 20),
}
"""By how much of itself the weight of a part may differ, by the prices that it grows at; and by how much of a
total parts may seem to have been more than it."""


def _growth(facts: Facts, fact: Fact) -> Valued | None:
    """Return the only growth against the period before that is told of a level."""
    found = [one for one in same_quantity(facts, fact, "growth", fact.key.period) if one.unit == PERCENT]
    told = {one.hard for one in found}
    value = value_of(found[0]) if len(told) == 1 else None
    return (found[0], value) if value else None


def _binding(
    total: Fact, part: Fact, others: Sequence[Fact], found: Agreement | None, message: str
) -> Binding:
    """Bind the growth of a total and one of a part; the other growths, and the levels, are beside them."""
    sign = "<" if message == "growth-below-parts" else ">"
    beside = (Bound(fact, "beside", witness=True) for fact in others if fact is not part)
    bound = (Bound(total, "growth"), Bound(part, "part"), *beside)
    return Binding(bound, found, message, f"{{growth}} {sign} {{part}}")
