"""GJ514: shares beside their parts that are not of one total; below the rule, what total each tells."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.bindings.ways_of_shares import exact_count
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, Value, compare, formatted
from gouji.facts.table.columns import SIBLING
from gouji.facts.table.facts import Fact, Facts, grouped, value_of
from gouji.reading.links.siblings import width_of

_FEWEST, _TOLD = 3, 3
"""Fewest shares of a total, and others that a message tells."""


@rule("GJ514", name="shares-of-siblings", level="warning", scope="summary")
def shares_of_siblings(facts: Facts) -> Iterator[Binding]:
    """Parts divided by their shares tell one total, whether or not it is told."""
    told = (_Sibling(fact, part) for fact in facts if (part := _part_beside(facts, fact)))
    for some in grouped(told, lambda one: one.share.whole[0].total).values():
        if len(some) >= _FEWEST:
            yield from _bindings(some)


class _Sibling(NamedTuple):
    """A share, and the part that has it."""

    share: Fact
    part: Fact

    @property
    def is_sound(self) -> bool:
        """Whether both state a value, in rows without a fault."""
        return all(value_of(one) is not None and one.fault is None for one in self)

    @property
    def total(self) -> Value | None:
        """What both tell that the total is; None where they can tell none: a share of 0."""
        of, piece = value_of(self.share), value_of(self.part)
        if of is None or piece is None or not (_is_positive(of) and _is_positive(piece)):
            return None
        return exact_count(piece) / of * HUNDRED


def _is_positive(value: Value) -> bool:
    return value.hard.low is not None and value.hard.low > 0


_Told = tuple[_Sibling, Value]
"""A share with its part, and the total that they tell."""


def _part_beside(facts: Facts, fact: Fact) -> Fact | None:
    """Return the part of a share whose total nobody tells; None for any other fact."""
    if fact.measure != "share" or fact.unit != PERCENT or len(fact.whole) != len(("total", "part")):
        return None
    total, part = (facts.by_id.get(one.total) for one in fact.whole)
    marked = all(one.breakdown == SIBLING for one in fact.whole)
    return part if total is not None and (marked or total.measure == "share") else None


def _bindings(found: Sequence[_Sibling]) -> Iterator[Binding]:
    """Compare those that tell one total with one another, and each of the others with these."""
    for one in found:
        if not one.is_sound:
            yield Binding(_bound([one]), None, obstacle="missing-value")
    made = [(one, total) for one in found if one.is_sound and (total := one.total) is not None]
    if len(made) < _FEWEST:
        return
    if len({one.part.unit_class for one, _ in made}) > 1:
        yield Binding(_bound(found), None, obstacle="units-differ")
        return
    alike = _most(made)
    others = [one for one in made if one not in alike]
    if len(alike) <= len(others):
        yield Binding(_bound(found), None, obstacle="no-one-value")
        return
    yield _compared(alike[0], alike[1:])
    yield from (_compared(one, alike) for one in others)


def _bound(found: Sequence[_Sibling]) -> tuple[Bound, ...]:
    return tuple(bound for one in found for bound in (Bound(one.share, "share"), Bound(one.part, "part")))


def _most(made: Sequence[_Told]) -> list[_Told]:
    """Return the most of them that tell one total."""
    points = (Interval.of(total.hard.low or Fraction(0)) for _, total in made)
    return max(([one for one in made if one[1].hard.meets(point)] for point in points), key=len)


def _compared(one: _Told, alike: Sequence[_Told]) -> Binding:
    """Bind what a part and its share tell to what others do."""
    (share, part), own = one
    low = max(total.hard.low or Fraction(0) for _, total in alike)
    high = min(total.hard.high or low for _, total in alike)

    def words() -> dict[str, MessageValue]:
        narrow = [pair for pair, _ in sorted(alike, key=lambda told: width_of(told[1].hard))[:_TOLD]]
        told = "，".join(f"{pair.part.quote}占{pair.share.quote}" for pair, _ in alike if pair in narrow)
        made, total = (_rounded(number, part.unit) for number in (own.printed or low, (low + high) / 2))
        return {
            "stated": share.quote,
            "piece": part.quote,
            "others": told,
            "total": total,
            "own": made,
            "algebra": f"{part.quote} / {share.quote} = {made} ≠ {total}",
        }

    common = Interval.closed(low, high)
    agreement = compare(Value(common, common, None, None), own)
    bound, suspects = _bound([one[0], *(pair for pair, _ in alike)]), [share.id, part.id]
    return Binding(bound, agreement, "shares-of-siblings", words=words, details={"suspects": suspects})


def _rounded(number: Fraction, unit: str) -> str:
    """Return a total with its unit, to four digits where it has more."""
    step = 10 ** max(0, len(str(round(number))) - _DIGITS)
    return formatted(Fraction(round(number / step) * step), unit)


_DIGITS = 4
"""Digits of a total that a message tells."""
