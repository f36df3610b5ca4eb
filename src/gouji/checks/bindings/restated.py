"""Figures of a year before that a summary tells twice: as they were told then, and on this year's terms.

调整前 is what the summary of that year says itself; 调整后 is compared with no other summary.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from gouji.checks.bindings.quantities import reported_values
from gouji.reading.lexicon.wording import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.checks.bindings.quantities import ReportedValue
    from gouji.facts.table.facts import Fact, Facts


def is_restated(scope: str) -> bool:
    """Say whether a scope is that of figures told on two terms.

    >>> is_restated("调整后"), is_restated("调整前"), is_restated("规上")
    (True, True, False)
    """
    return pattern("restated").fullmatch(scope) is not None


def told_then(
    facts: Facts, by_scope: Mapping[str, Sequence[Fact]]
) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Yield figures of one quantity as told before they were restated, with those of the year's own summary.

    *by_scope* has the figures of the quantity by their scopes.
    """
    own = [fact for fact in by_scope.get("", ()) if _is_of_own_year(facts, fact)]
    for scope, some in by_scope.items():
        if own and pattern("as_told_then").search(scope) and is_restated(scope):
            yield from product(reported_values(facts, own), reported_values(facts, list(some)))


def in_two_scopes(
    rows: Sequence[Fact], by_scope: Mapping[str, Iterable[ReportedValue]]
) -> Iterator[tuple[ReportedValue, ReportedValue]]:
    """Yield what is told without a scope with what is told in one, if not on two terms.

    Where a summary tells both, the two are meant to differ.
    """
    if len({(fact.summary, fact.scope) for fact in rows}) > len({fact.summary for fact in rows}):
        return
    scoped = [one for scope, some in by_scope.items() if scope and not is_restated(scope) for one in some]
    yield from product(by_scope.get("", ()), scoped)


def _is_of_own_year(facts: Facts, fact: Fact) -> bool:
    summary = facts.summary_of(fact)
    return summary is not None and fact.key.period.rpartition("/")[2][:4] == summary.year
