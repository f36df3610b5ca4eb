"""GJ205: a total and the parts that add up to it."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.checks.bindings.breakdowns import Breakdown, breakdowns_as_rounded, compared, exclusive
from gouji.checks.bindings.open_sums import OVERLAPPING, doubtful
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Decidable, MessageValue, Phrase, Verdict, rule
from gouji.facts.table.facts import Facts, by_key


@rule("GJ205", name="total-of-parts", level="error", scope="summary")
def total_of_parts(facts: Facts) -> Iterator[Decidable]:
    """A total is the sum of its parts: exactly when all are named, at least when some are."""
    yield from (doubtful(facts, one) or _decidable(one) for one in facts.derive(sums))


def _decidable(breakdown: Breakdown) -> Decidable:
    if breakdown.closes_by:
        shown: dict[str, MessageValue] = {
            **breakdown.message_values(),
            "how": Phrase(f"rounded-{breakdown.closes_by}"),
        }
        return Verdict(
            "inconsistent", breakdown.bound, "total-of-parts-rounded", shown, level="warning",
            key=breakdown.key, algebra=str(shown.get("algebra", "")),
            details={"rounding": breakdown.closes_by},
        )  # fmt: skip
    found = breakdown.agreement
    # A single part that exceeds the total is reported by GJ206, as surely as this sum is.
    exceeding = () if breakdown.has_negative else breakdown.exceeding
    told = any((found is not None and found.vague) or not one.vague for _, one in exceeding)
    return Binding(
        breakdown.bound,
        found,
        "total-of-parts" if breakdown.complete else "parts-exceed-total",
        words=breakdown.message_values,
        obstacle=breakdown.obstacle,
        key=breakdown.key,
        details={"depth": breakdown.depth, "first": breakdown.first} if fails(breakdown) else {},
        silent=told,
    )


def sums(facts: Facts) -> tuple[Breakdown, ...]:
    """Return the breakdowns, judged by how their summary rounds, with the parts that may be added up.

    Parts of an open breakdown may be of kinds that overlap (党员, 女职工). If they exceed the total, those
    that exclude one another are added up; where those do not exceed it, nothing is decided.
    """
    judged = facts.derive(breakdowns_as_rounded)
    return _with_depths([_of_kinds(facts, one) for one in judged])


def _of_kinds(facts: Facts, breakdown: Breakdown) -> Breakdown:
    if breakdown.complete or not fails(breakdown):
        return breakdown
    for parts in exclusive(facts, breakdown.key, breakdown.parts):
        found = compared(breakdown._replace(parts=parts))
        if fails(found):
            return found
    return breakdown._replace(agreement=None, obstacle=OVERLAPPING)


def _with_depths(found: Sequence[Breakdown]) -> tuple[Breakdown, ...]:
    """Return the breakdowns with their depth, and whether one above them fails."""
    above = by_key((part.id, breakdown) for breakdown in found for part in breakdown.parts)
    return tuple(_with_depth(breakdown, above) for breakdown in found)


def _with_depth(breakdown: Breakdown, above: Mapping[str, Sequence[Breakdown]]) -> Breakdown:
    if breakdown.total.id not in above:
        return breakdown
    depth, first, seen, level = 1, True, {breakdown.key}, [breakdown]
    while level := [
        upper for lower in level for upper in above.get(lower.total.id, ()) if upper.key not in seen
    ]:
        seen.update(upper.key for upper in level)
        depth += 1
        first = first and not any(fails(upper) for upper in level)
    return breakdown._replace(depth=depth, first=first)
