"""GJ507: completion rates that outcome and target do not make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import Verdict, judged, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.verdict import Level
    from gouji.facts.table import Facts
    from gouji.facts.years.completion import Completion


@rule("GJ507", name="completion-rate", level="error", scope="matter")
def completion_rate(facts: Facts) -> Iterator[Verdict]:
    """A completion rate is the outcome over the target.

    Why: a rate that the two figures do not make says that one of the three was changed, most often
    the target, and nobody was told.

    Compared are figures of measure `completion` with the level of the same indicator in the same period and
    its target (section `target` or `plan`, or stage `target`): that of the period, or else of the year that
    holds it (half a year's outcome over the year's plan). It is an error where one summary says
    all three, else a warning: the target may have been revised. The finding tells the target that the
    rate would need.

    Example:
        5332.42亿元 of 4414.5亿元 is 120.79 %, and 121.08 % is said.

    Source: interval quotients; the definition of a completion rate.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and fact.measure == "completion"
    )
    yield from map(_verdict, facts.years.completions)


def _verdict(found: Completion) -> Verdict:
    bound = tuple(bound for one, role in found.tellings for bound in tell(one, role))
    if found.agreement is None:
        return Verdict("unchecked", bound, reason=found.obstacle)
    summaries = {one.first.summary for one, _ in found.tellings}
    level: Level = "error" if len(summaries) == 1 else "warning"
    return judged(found.agreement, bound, level, "completion-rate", found.told())
