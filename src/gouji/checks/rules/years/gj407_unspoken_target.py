"""GJ407: targets of which the next summary says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.targets import plans
from gouji.checks.rule import Verdict, bind, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.targets import Plan
    from gouji.facts.table.facts import Facts


@rule("GJ407", name="unspoken-target", level="note", scope="workspace", of_targets=True)
def unspoken_target(facts: Facts) -> Iterator[Verdict]:
    """What last year's summary set as a target, this year's summary tells something of (未交代).

    Why: what was reached is told with pride; what was missed is often not told at all.

    Looked at are targets for the year after the one reviewed where the next summary of the same publisher
    and series is at hand with its text: that nobody entered an outcome says nothing, the text must not name
    the indicator. One that it tells in another form is left to GJ405. In documents as they are only the
    indicators that every report tells (`gouji` knows their names) are asked for, and only where they are
    called targets: other things may be told in other words.

    Example:
        城镇调查失业率5.5%左右 among the targets, and no unemployment rate in next year's report.

    Source: the comparison of targets and outcomes that offices make every year (目标—完成对照表).
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and "target" in {fact.section, fact.stage}
    )
    yield from (_verdict(facts, plan) for plan in facts.derive(plans))


def _verdict(facts: Facts, plan: Plan) -> Verdict:
    target = plan.target
    if plan.obstacle == "no-next-summary":
        return unchecked(target, reason=plan.obstacle)
    unspoken = plan.status == "untold" and plan.unspoken(facts)
    if unspoken is None:
        return unchecked(target, reason="no-text")
    if not unspoken:
        return Verdict("consistent", bind(target, role="target"), details={"status": plan.status})
    return inconsistent(
        target,
        message="unspoken-target",
        details={"status": "untold"},
        algebra=f"{target.quote} → ?",
        indicator=facts.name_of(target),
        quote=target.quote,
        target_by=facts.told_by(target),
    )
