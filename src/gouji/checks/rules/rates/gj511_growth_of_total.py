"""GJ511: a total that grows faster, or slower, than each of its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns
from gouji.checks.bindings.growth import price_of
from gouji.checks.bindings.padded import as_rounded
from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import PERCENT, rounded_like
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.numbers.values import HUNDRED, ONE, Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of

_Grown = tuple[Fact, Value]
"""A growth, and its value."""


@rule("GJ511", name="growth-of-total", level="error", scope="summary")
def growth_of_total(facts: Facts) -> Iterator[Binding]:
    """A total grows no faster than the fastest of its parts, and no slower than the slowest.

    Why: the growth of a total is the mean of those of its parts, weighted by what they were before. A rate
    outside of them is a slip, or belongs to another row.

    The rule takes totals that name all their parts, where the total and every part, none of them negative,
    have a growth against the same period. Prices make no difference, nor does it matter by how much a part
    weighs. Where the parts are cells of a table, and do not grow at constant prices, the growth of the total
    is computed of theirs: a warning.

    Example:
        Industry grows by 6.9 %, construction by 1.2 %, both together by 8.4 %.

    Source: the mean-value property of weighted means.
    """
    for one in facts.derive(breakdowns):
        sound = one.complete and one.agreement is not None and not fails(one) and len(one.parts) > 1
        if sound and not one.has_negative:
            yield from _compared(facts, one)
        if one.agreement is not None and not fails(one) and len(one.parts) > 1:
            yield from _of_changes(facts, one)


def _of_changes(facts: Facts, one: Breakdown) -> Iterator[Binding]:
    """Yield the change of a total compared with the sum of those of its parts, where all are told."""
    total, made = value_of(one.total), one.sum
    exact = total is not None and made is not None and total.printed == made.printed is not None
    if not (exact or one.complete) or one.total.place:
        return
    told = [found for fact in one.facts if (found := _change(facts, fact))]
    values = [value for fact in told if (value := value_of(fact)) is not None]
    if len(values) < len(one.facts) or len({fact.unit for fact in told}) > 1:
        return
    summed = reduce(add, values[1:])
    terms = "＋".join(fact.quote for fact in told[1:])
    shown = summed.formatted(told[0].unit)
    bound = (
        Bound(told[0], "total"),
        *(Bound(fact, "part") for fact in told[1:]),
        *(Bound(fact, "beside", witness=True) for fact in one.facts),
    )
    yield Binding(
        bound, compare(values[0], summed), "changes-of-parts", level="warning",
        words=lambda: {"terms": terms, "sum": shown, "algebra": f"{told[0].quote} ≠ {terms} = {shown}"},
    )  # fmt: skip


def _change(facts: Facts, fact: Fact) -> Fact | None:
    """Return the only change in its own unit that is told of a level."""
    found = [one for one in same_quantity(facts, fact, "change", fact.key.period) if one.unit == fact.unit]
    return found[0] if len(found) == 1 and not found[0].place else None


def _compared(facts: Facts, one: Breakdown) -> Iterator[Binding]:
    """Yield the growth of a total compared with the fastest, and else the slowest, of its parts.

    In tables it is computed of theirs where prices make no difference: a gap is a warning.
    """
    known = [grown for fact in one.facts if (grown := _growth(facts, fact))]
    if len(known) < len(one.facts):
        return
    total, *parts = known
    ordered = sorted(parts, key=lambda part: (part[1].hard.low or 0, part[1].hard.high or 0))
    slowest, fastest = ordered[0], ordered[-1]
    slower, faster = compare(total[1], slowest[1], ">="), compare(total[1], fastest[1], "<=")
    if slower.outcome == "inconsistent":
        yield _binding(total[0], slowest[0], one, parts, slower, "growth-below-parts")
    elif faster.outcome == "inconsistent" or not _are_exact(facts, one):
        yield _binding(total[0], fastest[0], one, parts, faster, "growth-above-parts")
    else:
        yield _of_growths(one, total, parts)


def _are_exact(facts: Facts, one: Breakdown) -> bool:
    """Whether parts are cells of a table whose growths are not known to be at constant prices."""
    return all(part.place and price_of(facts, part) != "real" for part in one.parts)


def _of_growths(one: Breakdown, total: _Grown, parts: Sequence[_Grown]) -> Binding:
    """Compare the growth of a total with the one that its parts and their growths make."""
    found = _binding(total[0], parts[0][0], one, parts, None, "growth-of-parts")
    growths = [value_of(growth) for growth in as_rounded([growth for growth, _ in parts])]
    pairs = zip(map(value_of, one.parts), growths, strict=True)
    known = [(now, growth) for now, growth in pairs if now is not None and growth is not None]
    try:
        before = reduce(add, (now / (ONE + growth / HUNDRED) for now, growth in known))
        computed = (reduce(add, (now for now, _ in known)) / before - ONE) * HUNDRED
    except ValueError:
        return replace(found, obstacle="divisor-may-be-zero")
    shown = rounded_like(computed, total[0], PERCENT)
    algebra = f"{shown} ≠ {total[0].quote}"
    return replace(
        found, agreement=compare(total[1], computed), level="warning", algebra="",
        words=lambda: {"computed": shown, "algebra": algebra},
    )  # fmt: skip


def _growth(facts: Facts, fact: Fact) -> _Grown | None:
    """Return the only growth against the period before that is told of a level."""
    found = [one for one in same_quantity(facts, fact, "growth", fact.key.period) if one.unit == PERCENT]
    told = {one.hard for one in found}
    value = value_of(found[0]) if len(told) == 1 else None
    return (found[0], value) if value else None


def _binding(
    total: Fact, part: Fact, one: Breakdown, parts: Sequence[_Grown], found: Agreement | None, message: str
) -> Binding:
    """Bind the growth of a total and one of a part; the other growths, and the levels, are beside them."""
    sign = "<" if message == "growth-below-parts" else ">"
    beside = [*one.parts, *(growth for growth, _ in parts if growth is not part)]
    bound = (
        Bound(total, "growth"),
        Bound(part, "part"),
        *(Bound(fact, "beside", witness=True) for fact in beside),
    )
    return Binding(bound, found, message, f"{{growth}} {sign} {{part}}")
