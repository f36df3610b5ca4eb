"""GJ509: percent confused with percentage points."""

from collections.abc import Iterator

from gouji.checks.bindings.growth import growths
from gouji.checks.bindings.recompute import Recomputation
from gouji.checks.rule import Decidable, Verdict, rule
from gouji.facts.table.facts import Facts


@rule("GJ509", name="point-for-percent", level="warning", scope="summary")
def point_for_percent(facts: Facts) -> Iterator[Decidable]:
    """The difference between two rates is stated in 百分点, and only their growth in %."""
    for found in facts.derive(growths):
        if found.of_rates:
            yield _verdict(found.recomputed, swapped=found.swapped)


def _verdict(found: Recomputation, *, swapped: bool) -> Decidable:
    points = found.stated.unit != "%"
    binding = found.binding("stated", "percent-for-points" if points else "points-for-percent")
    if found.agreement is None:
        return binding
    if not swapped:
        return Verdict("consistent", binding.bound)
    values = found.message_values()
    return Verdict("inconsistent", binding.bound, binding.message, values, algebra=str(values["algebra"]))
