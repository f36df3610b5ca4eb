"""GJ405: targets that were missed, and who says that they were reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.bindings.targets import plans
from gouji.checks.rule import Phrase, Verdict, bind, rule, tell, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.bindings.targets import Plan
    from gouji.checks.verdict import Level, MessageValue
    from gouji.facts.table.facts import Facts


@rule("GJ405", name="target-missed", level="warning", scope="workspace", of_targets=True)
def target_missed(facts: Facts) -> Iterator[Verdict]:
    """What last year's summary set as a target, this year's outcome reaches.

    Why: a summary that says 圆满完成 of targets one of which was missed can be taken at its word by nobody.

    Compared are targets for the year after the one reviewed with the outcome that the next summary of the
    same publisher and series tells under the same key. A target without a word is at least that; 以内,
    控制在, a fall, and prices, unemployment and energy per output are at most that. A target is meant as
    printed; an outcome that rounds to one with decimals reaches it. A missed target is a note; it is a
    warning where the text asserts success (超额, 圆满, 全面, 如期, 顺利完成) of it or of the year's targets;
    总体完成 and 基本完成 assert nothing, and nothing is asserted of what the text says was missed. What was
    only striven for (力争, 争取) is a note whatever the text says. What is still expected, and targets that
    only the widest reading of a vague figure misses, are left alone.

    Example:
        上年目标10万户, this year 5.1万户, and 圆满完成 is said.

    Source: the comparison of targets and outcomes that offices make every year.
    """
    yield from (
        unchecked(fact, reason="bad-row", line=fact.line)
        for fact in facts
        if fact.trouble and "target" in {fact.section, fact.stage}
    )
    yield from (_verdict(facts, plan) for plan in facts.derive(plans) if plan.status != "untold")


def _verdict(facts: Facts, plan: Plan) -> Verdict:
    outcome = tell(plan.outcome, "outcome") if plan.outcome else ()
    bound = (*bind(plan.target, role="target"), *outcome)
    if plan.agreement is None or plan.outcome is None:
        return Verdict("unchecked", bound, reason=plan.obstacle)
    if plan.status != "missed" or plan.expected:
        return Verdict("consistent", bound, details={"status": plan.status})
    claim = plan.claim(facts)
    level: Level = "warning" if claim and not plan.hoped else "note"
    told: dict[str, MessageValue] = {
        "indicator": facts.name_of(plan.target),
        "target": plan.target.quote,
        "target_by": facts.told_by(plan.target),
        "outcome": plan.outcome.first.quote,
        "share": Phrase("target-share", {"share": f"{round(plan.share)}%"}) if plan.share else "",
        "claim": _remark(plan, claim),
    }
    algebra = f"{plan.outcome.first.quote} {'>' if plan.at_most else '<'} {plan.target.quote}"
    details = {"status": "missed", "claim": claim}
    return Verdict(
        "inconsistent", (*outcome, *bind(plan.target, role="target")), "target-missed", told, "", level,
        algebra=algebra, details=details,
    )  # fmt: skip


def _remark(plan: Plan, claim: str) -> Phrase:
    if plan.hoped:
        return Phrase("target-hoped")
    return Phrase("target-claimed", {"claim": claim}) if claim else Phrase("target-unclaimed")
