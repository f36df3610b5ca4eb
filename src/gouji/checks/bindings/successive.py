"""Values of one quantity from period to period, also where the way of reporting it changed in between."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise, product, starmap
from typing import Literal, NamedTuple

from gouji.checks.bindings.quantities import ReportedValue, bind_value, reported_values
from gouji.checks.rule import Bound
from gouji.facts.table.facts import Fact, Facts, grouped

Restated = Literal["", "scope", "term"]
"""What changed besides the figure: nothing; the scope; a review of one year and one of several."""


class Step(NamedTuple):
    """Two values of one quantity, the later one in front, and what else changed between them."""

    now: ReportedValue
    before: ReportedValue
    restated: Restated = ""

    def bound(self, role: str) -> tuple[Bound, ...]:
        """Bind both values, the later one in a role."""
        return (*bind_value(self.now, role), *bind_value(self.before, "before"))

    @property
    def details(self) -> dict[str, str]:
        """The class of a difference, for programs."""
        return {"class": "restated scope"} if self.restated else {}


def since_beginning(fact: Fact) -> bool:
    """Say whether a fact counts since the beginning: its period has no start."""
    return fact.period is not None and fact.period.start is None


def successive_values(facts: Facts, rows: Iterable[Fact]) -> Iterator[Step]:
    """Yield pairs of values of consecutive reported periods."""
    ends = grouped(rows, lambda fact: fact.period.end.isoformat() if fact.period else "")
    for earlier, later in pairwise(sorted(ends)):
        yield from starmap(Step, _pairs(facts, ends[later], ends[earlier]))


def _pairs(
    facts: Facts, later: list[Fact], earlier: list[Fact]
) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    return product(reported_values(facts, later), reported_values(facts, earlier))


def restated_pairs(facts: Facts, rows: Iterable[Fact]) -> Iterator[Step]:
    """Yield pairs of consecutive years of which one has a scope and the other none, or one is of a term.

    A year that also reports the figure as the other does restates nothing.
    """
    kinds = grouped(rows, _kind)
    for kind, other in _restated_kinds(kinds):
        how: Restated = "scope" if kind.whole == other.whole else "term"
        yield from (Step(*pair, how) for pair in _pairs(facts, kinds[kind], kinds[other]))


class Kind(NamedTuple):
    """How a figure is reported: for which year, since the beginning or not, with which scope."""

    year: int
    whole: bool
    scope: str


def _kind(fact: Fact) -> Kind:
    return Kind(fact.period.end.year if fact.period else 0, since_beginning(fact), fact.scope)


def _restated_kinds(kinds: Collection[Kind]) -> Iterator[tuple[Kind, Kind]]:
    """Kinds of a year, each with a different one of the year before, unless either year has both."""
    years = grouped(kinds, lambda kind: kind.year)
    for kind in kinds:
        year = kind.year - 1
        scoped = [Kind(year, whole, scope) for whole in (True, False) for scope in (kind.scope, "")]
        for other in scoped if kind.scope else years.get(year, []):
            alike = kind._replace(year=year) in kinds or other._replace(year=kind.year) in kinds
            if other in kinds and not alike:
                yield kind, other


def cumulative_figures(facts: Facts) -> Iterable[list[Fact]]:
    """Return totals by cumulative indicator: since the beginning, or in a review of several years."""
    rows = (
        fact
        for fact in facts
        if fact.is_figure
        and fact.settled
        and fact.measure == "level"
        and fact.period is not None
        and (fact.period.start is None or fact.section == "term")
        and facts.basis_of(fact) == "cumulative"
    )
    return grouped(rows, lambda fact: (fact.key.quantity, facts.owner_of(fact))).values()
