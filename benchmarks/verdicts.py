"""Every verdict of rules, those too that a run only counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.runner import verdicts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.checks.rule import Rule, Verdict
    from gouji.facts.table.facts import Facts


def every_verdict(facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield every verdict with its rule."""
    for rule in rules:
        if rule.scope != "table":
            yield from ((rule, verdict) for verdict in verdicts_of(rule, facts))
