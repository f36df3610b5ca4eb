"""What must hold of figures: sums, quotients, averages, each telling what one of its figures may be."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from gouji.checks.bindings.means import bounds_of
from gouji.facts.numbers.intervals import Interval
from gouji.facts.table.facts import Fact

TERMS = 4
"""Terms of a relation that are told; of more the first."""
ANY = Interval(None, None)
"""What may be anything."""


class Relation(Protocol):
    """What must hold of some figures."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures."""

    def allows(self, fact: Fact) -> Interval:
        """Return what a figure may be, the others being as they are told."""


class Sum(NamedTuple):
    """A total and what it is made of, each with its sign.

    Attributes:
        terms: What it is made of; -1 for what is taken off.
        open: There may be more, so the terms are no more than the total.
    """

    total: Fact
    terms: tuple[tuple[Fact, int], ...]
    open: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The total, then the terms."""
        return (self.total, *(fact for fact, _ in self.terms))

    def allows(self, fact: Fact) -> Interval:
        """Return what the total, or a term, may be."""
        others = [_bounds(one) if sign > 0 else -_bounds(one) for one, sign in self.terms if one is not fact]
        summed = Interval.total(others)
        if fact is self.total:
            return Interval(summed.low, None, summed.low_open) if self.open else summed
        left = _bounds(self.total) - summed
        if next(sign for one, sign in self.terms if one is fact) < 0:
            return -left
        return Interval(None, left.high, high_open=left.high_open) if self.open else left


class Quotient(NamedTuple):
    """A share, a mean or a growth, and the two figures that it is computed from.

    Attributes:
        over: What is divided.
        under: By what.
        unit: What a quotient of 1 is told as: 100 of a percentage.
        less: What is taken off then: 100 of a growth.
    """

    stated: Fact
    over: Fact
    under: Fact
    unit: int = 1
    less: int = 0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The stated figure, then what is divided, then by what."""
        return (self.stated, self.over, self.under)

    def allows(self, fact: Fact) -> Interval:
        """Return what one of the three may be."""
        made = (bounds_of(self.stated) + self.less) / self.unit
        try:
            if fact is self.stated:
                return _bounds(self.over) / _bounds(self.under) * self.unit - self.less
            return made * _bounds(self.under) if fact is self.over else _bounds(self.over) / made
        except ValueError:
            return ANY


@dataclass(frozen=True, slots=True)
class Average:
    """A mean of a day, a month or a year, its total, and of how many."""

    stated: Fact
    total: Fact
    count: int

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The mean, then the total."""
        return (self.stated, self.total)

    def allows(self, fact: Fact) -> Interval:
        """Return what one of the two may be."""
        if fact is self.stated:
            return _bounds(self.total) / self.count
        return bounds_of(self.stated) * self.count


def _bounds(fact: Fact) -> Interval:
    return fact.hard if fact.hard is not None else ANY


def in_signs(relation: Relation) -> str:
    """Return a relation in the figures' quotes and signs: ``95件＝41件＋54件``."""
    first, *others = (fact.quote for fact in relation.facts)
    if isinstance(relation, Average):
        return f"{others[0]} / {relation.count}＝{first}"
    if isinstance(relation, Quotient):
        return f"{others[0]} / {others[1]}{' → ' if relation.less else '＝'}{first}"
    terms = relation.terms if isinstance(relation, Sum) else ()
    signed = [("＋" if sign > 0 else "－") + fact.quote for fact, sign in terms]
    more = "＋…" if len(signed) > TERMS else ""
    return f"{first}＝{''.join(signed[:TERMS]).removeprefix('＋')}{more}".replace("＋-", "－")


def holds(relation: Relation) -> bool:
    """Say whether a relation may hold with all its figures as they are told."""
    first = relation.facts[0]
    return relation.allows(first).meets(_bounds(first) if isinstance(relation, Sum) else bounds_of(first))
