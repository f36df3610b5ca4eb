"""GJ519: changes of all parts that do not make that of their total."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add

from gouji.checks.bindings.breakdowns import breakdowns
from gouji.checks.bindings.quantities import by_quantity, quantity_key, same_quantity
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.figures.units import POINTS
from gouji.facts.numbers.values import HUNDRED, Agreement, Value, compare
from gouji.facts.table.columns import NO_PARTS
from gouji.facts.table.facts import Fact, Facts, by_key, value_of


@rule("GJ519", name="changes-of-parts", level="warning", scope="summary")
def changes_of_parts(facts: Facts) -> Iterator[Binding]:
    """By how much a total moved is by how much all its parts did; shares that make 100 % move by nothing."""
    for one in facts.derive(breakdowns):
        sound = one.agreement is not None and not fails(one) and len(one.parts) > 1
        changes = _changes(facts, one.facts, one.total.unit) if sound and one.leaves_nothing_out else ()
        if changes:
            yield _of_total(changes[0], changes[1:])
    shares = (fact for fact in facts if fact.measure == "share" and fact.unit == PERCENT and fact.complete)
    named = [(one.key, fact) for fact in shares for one in fact.whole if one.breakdown not in NO_PARTS]
    for levels in by_key(named).values():
        changes = _changes(facts, levels, POINTS) if len(levels) > 1 and _make_hundred(levels) else ()
        if changes:
            yield _of_shares(changes)


def _make_hundred(shares: Sequence[Fact]) -> bool:
    """Whether shares make 100 %; where they do not, they are found by another rule."""
    values = [value for share in shares if (value := value_of(share)) is not None]
    return len(values) == len(shares) and compare(reduce(add, values), HUNDRED).outcome != "inconsistent"


def _changes(facts: Facts, levels: Sequence[Fact], unit: str) -> Sequence[tuple[Fact, Value]]:
    """Return the change of each of some figures; nothing where one has none, or they are not of one time."""
    found = []
    for level in levels:
        told = [one for one in _moved(facts, level) if one.unit == unit]
        value = value_of(told[0]) if len({one.hard for one in told}) == 1 else None
        if value is None:
            return ()
        found.append((told[0], value))
    apart = len({fact.id for fact, _ in found}) < len(found)
    bases = {fact.base for fact, _ in found[_told_first(found) :]}
    return () if apart or len(bases) > 1 or not all(level.indicator for level in levels) else found


def _moved(facts: Facts, level: Fact) -> list[Fact]:
    """Return the changes of a level since the year before, or else since the year that they tell."""
    period = level.key.period
    rows = facts.derive(by_quantity).get(quantity_key(level), ())
    bases = dict.fromkeys(("", *(one.base for one in rows if one.measure == "change")))
    told = (same_quantity(facts, level, "change", period, base) for base in bases)
    return next(filter(None, told), [])


def _told_first(found: Sequence[tuple[Fact, Value]]) -> int:
    """Return 1 where the first change alone tells since when, which holds for all: 比1985年提高…；提高…."""
    return int(len(found) > 2 and bool(found[0][0].base) and not any(fact.base for fact, _ in found[1:]))


def _of_total(total: tuple[Fact, Value], parts: Sequence[tuple[Fact, Value]]) -> Binding:
    bound = (Bound(total[0], "total"), *(Bound(fact, "part") for fact, _ in parts))
    return _binding(
        bound, compare(total[1], _sum(parts)), parts, total[0].quote, total[0].unit, "changes-of-parts"
    )


def _of_shares(parts: Sequence[tuple[Fact, Value]]) -> Binding:
    bound = tuple(Bound(fact, "part") for fact, _ in parts)
    return _binding(bound, compare(_sum(parts), _NOTHING), parts, "0", POINTS, "changes-of-shares")


_NOTHING = Value.exactly(Fraction(0))


def _sum(parts: Sequence[tuple[Fact, Value]]) -> Value:
    return reduce(add, (value for _, value in parts))


def _binding(
    bound: tuple[Bound, ...],
    found: Agreement,
    parts: Sequence[tuple[Fact, Value]],
    total: str,
    unit: str,
    message: str,
) -> Binding:
    def words() -> Mapping[str, MessageValue]:
        quotes, summed = [fact.quote for fact, _ in parts], _sum(parts).formatted(unit)
        return {"parts": "、".join(quotes), "sum": summed, "stated": total, "algebra": f"{summed} ≠ {total}"}

    return Binding(bound, found, message, words=words)
