"""GJ511: a total that grows faster, or slower, than each of its parts."""

from collections.abc import Iterator

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns
from gouji.checks.bindings.quantities import same_quantity
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.numbers.values import Agreement, Value, compare
from gouji.facts.table.facts import Fact, Facts, value_of


@rule("GJ511", name="growth-of-total", level="error", scope="summary")
def growth_of_total(facts: Facts) -> Iterator[Binding]:
    """A total grows no faster than the fastest of its parts, and no slower than the slowest.

    Why: the growth of a total is the mean of those of its parts, weighted by what they were before. A rate
    outside of them is a slip, or belongs to another row.

    The rule takes totals that name all their parts, where the total and every part, none of them negative,
    have a growth against the same period. Prices make no difference, nor does it matter by how much a part
    weighs.

    Example:
        Industry grows by 6.9 %, construction by 1.2 %, both together by 8.4 %.

    Source: the mean-value property of weighted means.
    """
    for one in facts.derive(breakdowns):
        sound = one.complete and one.agreement is not None and not fails(one) and len(one.parts) > 1
        if sound and not one.has_negative:
            yield from _compared(facts, one)


def _compared(facts: Facts, one: Breakdown) -> Iterator[Binding]:
    """Yield the growth of a total compared with the fastest, and else the slowest, of its parts."""
    known = [(fact, value) for fact in one.facts if (value := _growth(facts, fact))]
    if len(known) < len(one.facts):
        return
    growths = [value for _, value in known]
    total, *parts = growths
    ordered = sorted(parts, key=lambda part: (part[1].hard.low or 0, part[1].hard.high or 0))
    slowest, fastest = ordered[0], ordered[-1]
    slower = compare(total[1], slowest[1], ">=")
    if slower.outcome == "inconsistent":
        yield _binding(total[0], slowest[0], slower, "growth-below-parts")
    else:
        yield _binding(total[0], fastest[0], compare(total[1], fastest[1], "<="), "growth-above-parts")


def _growth(facts: Facts, fact: Fact) -> tuple[Fact, Value] | None:
    """Return the only growth against the period before that is told of a level."""
    found = [one for one in same_quantity(facts, fact, "growth", fact.key.period) if one.unit == PERCENT]
    told = {one.hard for one in found}
    value = value_of(found[0]) if len(told) == 1 else None
    return (found[0], value) if value else None


def _binding(total: Fact, part: Fact, found: Agreement, message: str) -> Binding:
    sign = "<" if message == "growth-below-parts" else ">"
    return Binding(
        (Bound(total, "growth"), Bound(part, "part")), found, message, f"{{growth}} {sign} {{part}}"
    )
