"""GJ702: two digits that have changed places."""

from collections.abc import Iterator

from gouji.checks.bindings.quantities import digits_swapped
from gouji.checks.bindings.slips import restatement_slips
from gouji.checks.rule import Level, Verdict, bind, rule
from gouji.facts.table.facts import Facts


@rule("GJ702", name="transposed-digits", level="error", scope="matter")
def transposed_digits(facts: Facts) -> Iterator[Verdict]:
    """Two statements of one figure do not differ by two transposed digits."""
    for slip in facts.derive(restatement_slips):
        bound = bind(slip.one, slip.two, role="told")
        if slip.kind == "transposed":
            level: Level = "error" if slip.one.summary == slip.two.summary else "warning"
            algebra = f"{slip.one.quote} ≠ {slip.two.quote}"
            yield Verdict("inconsistent", bound, "transposed-digits", level=level, algebra=algebra)
        elif not slip.kind and not digits_swapped(slip.one, slip.two):
            yield Verdict("consistent", bound)
