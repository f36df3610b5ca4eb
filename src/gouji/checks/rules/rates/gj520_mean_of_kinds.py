"""GJ520: a mean or a rate of all that is higher, or lower, than that of each kind."""

from collections.abc import Iterator, Sequence

from gouji.checks.bindings.means import beyond_parts
from gouji.checks.rule import Binding, Bound, rule
from gouji.facts.table.columns import WITHIN
from gouji.facts.table.facts import Fact, Facts, by_key, value_of


@rule("GJ520", name="mean-of-kinds", level="error", scope="summary")
def mean_of_kinds(facts: Facts) -> Iterator[Binding]:
    """A mean, or a rate, of all is no higher than the highest of its kinds, and no lower than the lowest."""
    told = [(one, fact) for fact in facts for one in fact.whole if one.breakdown == WITHIN]
    for whole, parts in by_key(told).items():
        if len(parts) > 1:
            yield from _within(facts.by_id[whole.total], parts)


def _within(total: Fact, parts: Sequence[Fact]) -> Iterator[Binding]:
    """Yield a mean of all compared with the kind that it is farthest beyond; the others are beside it."""
    value, known = value_of(total), [(fact, told) for fact in parts if (told := value_of(fact))]
    if len({fact.unit for fact in (total, *parts)}) > 1:
        told_apart = (Bound(total, "mean"), *(Bound(fact, "part") for fact in parts))
        yield Binding(told_apart, None, obstacle="units-differ")
        return
    if value is None or len(known) < len(parts):
        return
    part, found, side = beyond_parts(value, known)
    beside = (Bound(fact, "beside", witness=True) for fact in parts if fact is not part)
    bound = (Bound(total, "mean"), Bound(part, "part"), *beside)
    sign = "<" if side == "below" else ">"
    yield Binding(bound, found, f"mean-{side}-kinds", f"{{mean}} {sign} {{part}}")
