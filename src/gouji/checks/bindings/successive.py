"""Steps of one figure from period to period, also where it was told another way in between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal, NamedTuple

from gouji.checks.bindings.reported_values import tellings
from gouji.facts.numbers.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gouji.checks.bindings.reported_values import Telling
    from gouji.facts.numbers.values import Agreement, Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts
    from gouji.facts.table.keys import Key

Restated = Literal["", "scope", "term"]
"""What else than the figure changed: nothing; the scope; a year's review and a review of years."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two figures of one thing, the later one in front.

    Attributes:
        now: The later telling.
        before: The earlier one.
        agreement: How they go together; None where a crowd of values is told.
        expected: What the later figure was expected to be; None where only a bound was.
        restated: What else changed between them.
    """

    now: Telling
    before: Telling
    agreement: Agreement | None
    restated: Restated = ""
    expected: Value | None = None

    @property
    def gap(self) -> str:
        """How far the later figure is from what was expected, with its unit."""
        expected = self.before.value if self.expected is None else self.expected
        return spoken(abs(self.now.value.gap_to(expected)), self.now.first.unit)


def by_thing(facts: Facts, rows: Iterable[Fact]) -> dict[tuple[Key, str], list[Fact]]:
    """Group rows by what they are of and whose it is, whatever the period and whatever they cover."""
    found: dict[tuple[Key, str], list[Fact]] = {}
    for fact in rows:
        found.setdefault((fact.key.thing, facts.whose(fact)), []).append(fact)
    return found


def since_beginning(fact: Fact) -> bool:
    """Say whether a fact counts since the beginning: its period has no start."""
    return fact.period is not None and fact.period.start is None


def in_a_row(facts: Facts, rows: list[Fact]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of periods that follow one another among those told."""
    ends: dict[str, list[Fact]] = {}
    for fact in rows:
        ends.setdefault(_end(fact), []).append(fact)
    for earlier, later in pairwise(sorted(ends)):
        yield from product(tellings(facts, ends[later]), tellings(facts, ends[earlier]))


def restated_pairs(facts: Facts, rows: list[Fact]) -> Iterator[tuple[Telling, Telling, Restated]]:
    """Pairs of consecutive years of which one has a scope and the other none, or one is of a term.

    A year that also tells the figure as the other does restates nothing.
    """
    told: dict[Kind, list[Fact]] = {}
    for fact in rows:
        told.setdefault(_kind(fact), []).append(fact)
    for kind, other in _kinds_restated(told):
        how: Restated = "scope" if kind.whole == other.whole else "term"
        pairs = product(tellings(facts, told[kind]), tellings(facts, told[other]))
        yield from ((now, before, how) for now, before in pairs)


class Kind(NamedTuple):
    """How a figure is told: of which year, since the beginning or not, covering what."""

    year: int
    whole: bool
    scope: str


def _kind(fact: Fact) -> Kind:
    return Kind(fact.period.end.year if fact.period else 0, since_beginning(fact), fact.scope)


def _kinds_restated(told: Collection[Kind]) -> Iterator[tuple[Kind, Kind]]:
    """Kinds of a year, each with how the year before tells otherwise what it does not tell alike."""
    years: dict[int, list[Kind]] = {}
    for kind in told:
        years.setdefault(kind.year, []).append(kind)
    for kind in told:
        year = kind.year - 1
        scoped = [Kind(year, whole, scope) for whole in (True, False) for scope in (kind.scope, "")]
        for other in scoped if kind.scope else years.get(year, []):
            alike = kind._replace(year=year) in told or other._replace(year=kind.year) in told
            if other in told and not alike:
                yield kind, other


def _end(fact: Fact) -> str:
    return fact.period.end.isoformat() if fact.period else ""
