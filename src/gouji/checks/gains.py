"""What an accepted suggestion brings: what rules could check if two names were one indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.checks.registry import engine_rules
from gouji.checks.rule import Rule
from gouji.checks.runner import verdicts_of
from gouji.facts.table.facts import Fact, Facts

_WIDE = frozenset({"matter", "workspace"})
"""Scopes of rules that see figures of several summaries."""


@dataclass(frozen=True, slots=True)
class Gains:
    """Tells what would be checked.

    Attributes:
        rules: Those that decide something about figures of several summaries.
    """

    facts: Facts
    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, facts: Facts) -> Gains:
        """Return what tells it of these facts, by the engine's rules."""
        rules = (rule for rule in engine_rules() if rule.about == "figures" and rule.scope in _WIDE)
        return cls(facts, tuple(rules))

    def of_joining(self, stays: Fact, other: Fact) -> Mapping[str, int]:
        """Return how many bindings over figures of both each rule would decide that it does not, by code.

        The indicator of *stays* keeps its name; if *other* names none, it alone would be of that one.
        """
        rows, others = self._of(stays), self._of(other)
        ids = [{fact.id for fact in some} for some in (rows, others)]
        renamed = [_as(fact, stays) for fact in others]
        near = list(self._near((*rows, *others)))
        before, after = (self._decided((*near, *rows, *some)) for some in (others, renamed))
        return Counter(code for code, bound in after - before if all(bound & some for some in ids))

    def _of(self, fact: Fact) -> Sequence[Fact]:
        return self.facts.by_indicator[fact.indicator] if fact.indicator else [fact]

    def _near(self, rows: Sequence[Fact]) -> Iterator[Fact]:
        """Yield the other rows that rules may ask for: totals of these, and what their indicators add up."""
        ids, names = {fact.id for fact in rows}, {fact.indicator for fact in rows}
        totals = {whole.total for fact in rows for whole in fact.whole}
        indicators = self.facts.dimensions.indicators
        added = {one.adds_to for name in names if (one := indicators.get(name))}
        added.update(flow for name in names for flow in self.facts.dimensions.feeders.get(name, ()))
        for total in sorted((totals - ids) & self.facts.by_id.keys()):
            yield self.facts.by_id[total]
        for name in sorted(added - names - {""}):
            yield from (row for row in self.facts.by_indicator.get(name, ()) if row.id not in totals)

    def _decided(self, rows: Iterable[Fact]) -> set[tuple[str, frozenset[str]]]:
        """Return the code of the rule and the facts of each binding that is decided."""
        facts = Facts(tuple(rows), self.facts.dimensions, self.facts.texts)
        verdicts = ((rule.code, verdict) for rule in self.rules for verdict in verdicts_of(rule, facts))
        return {
            (code, frozenset(bound.fact.id for bound in verdict.bound))
            for code, verdict in verdicts
            if verdict.outcome != "unchecked"
        }


def _as(fact: Fact, named: Fact) -> Fact:
    """Return a fact as one of the indicator of another."""
    return replace(fact, indicator=named.indicator, key=fact.key._replace(indicator=named.indicator))
