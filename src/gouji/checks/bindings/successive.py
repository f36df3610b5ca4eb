"""Values of one quantity from period to period, also where the way of reporting it changed in between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal, NamedTuple

from gouji.checks.bindings.reported_values import ReportedValue, reported_values
from gouji.facts.numbers.values import Agreement, Value, formatted
from gouji.facts.table.facts import Fact, Facts, Key

Restated = Literal["", "scope", "term"]
"""What changed besides the figure: nothing; the scope; a review of one year and one of several."""


@dataclass(frozen=True, slots=True)
class SuccessiveValues:
    """Two values of one quantity, the later one in front.

    Attributes:
        now: The later value.
        before: The earlier one.
        agreement: How they compare; None where the reported values are ambiguous.
        expected: What the later figure was expected to be; None where only a bound was.
        restated: What else changed between them.
    """

    now: ReportedValue
    before: ReportedValue
    agreement: Agreement | None
    restated: Restated = ""
    expected: Value | None = None

    @property
    def gap(self) -> str:
        """How far the later figure is from what was expected, with its unit."""
        expected = self.before.value if self.expected is None else self.expected
        return formatted(abs(self.now.value.gap_to(expected)), self.now.first.unit)


def by_subject(facts: Facts, rows: Iterable[Fact]) -> dict[tuple[Key, str], list[Fact]]:
    """Group rows by what they measure and of whom, whatever their period and scope."""
    found: dict[tuple[Key, str], list[Fact]] = {}
    for fact in rows:
        found.setdefault((fact.key.quantity, facts.owner_of(fact)), []).append(fact)
    return found


def since_beginning(fact: Fact) -> bool:
    """Say whether a fact counts since the beginning: its period has no start."""
    return fact.period is not None and fact.period.start is None


def successive_values(facts: Facts, rows: list[Fact]) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Yield pairs of values of consecutive reported periods, the later one in front."""
    ends: dict[str, list[Fact]] = {}
    for fact in rows:
        ends.setdefault(_end_date(fact), []).append(fact)
    for earlier, later in pairwise(sorted(ends)):
        yield from product(reported_values(facts, ends[later]), reported_values(facts, ends[earlier]))


def restated_pairs(facts: Facts, rows: list[Fact]) -> Iterator[tuple[ReportedValue, ReportedValue, Restated]]:
    """Yield pairs of consecutive years of which one has a scope and the other none, or one is of a term.

    A year that also reports the figure as the other does restates nothing.
    """
    kinds: dict[Kind, list[Fact]] = {}
    for fact in rows:
        kinds.setdefault(_kind(fact), []).append(fact)
    for kind, other in _restated_kinds(kinds):
        how: Restated = "scope" if kind.whole == other.whole else "term"
        pairs = product(reported_values(facts, kinds[kind]), reported_values(facts, kinds[other]))
        yield from ((now, before, how) for now, before in pairs)


class Kind(NamedTuple):
    """How a figure is reported: for which year, since the beginning or not, with which scope."""

    year: int
    whole: bool
    scope: str


def _kind(fact: Fact) -> Kind:
    return Kind(fact.period.end.year if fact.period else 0, since_beginning(fact), fact.scope)


def _restated_kinds(kinds: Collection[Kind]) -> Iterator[tuple[Kind, Kind]]:
    """Kinds of a year, each with a different one of the year before, unless either year has both."""
    years: dict[int, list[Kind]] = {}
    for kind in kinds:
        years.setdefault(kind.year, []).append(kind)
    for kind in kinds:
        year = kind.year - 1
        scoped = [Kind(year, whole, scope) for whole in (True, False) for scope in (kind.scope, "")]
        for other in scoped if kind.scope else years.get(year, []):
            alike = kind._replace(year=year) in kinds or other._replace(year=kind.year) in kinds
            if other in kinds and not alike:
                yield kind, other


def _end_date(fact: Fact) -> str:
    return fact.period.end.isoformat() if fact.period else ""


def cumulative_figures(facts: Facts) -> Iterator[list[Fact]]:
    """The totals of each cumulative indicator: since the beginning, or in a review of several years."""
    rows = (
        fact
        for fact in facts
        if fact.is_figure
        and fact.settled
        and fact.measure == "level"
        and fact.period is not None
        and (fact.period.start is None or fact.section == "term")
        and (indicator := facts.indicator_of(fact)) is not None
        and indicator.basis == "cumulative"
    )
    yield from by_subject(facts, rows).values()
