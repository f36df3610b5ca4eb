"""GJ407: targets that the next summary does not mention."""

from collections.abc import Iterator

from gouji.checks.bindings.report_series import next_reports
from gouji.checks.bindings.targets import TargetOutcome, target_outcomes
from gouji.checks.rule import Verdict, bind, inconsistent, rule, unchecked
from gouji.facts.table.facts import Facts


@rule(
    "GJ407",
    name="unspoken-target",
    level="note",
    scope="workspace",
    needs_texts=True,
    of_targets=True,
    covers=lambda _, fact: "target" in {fact.section, fact.stage},
)
def unspoken_target(facts: Facts) -> Iterator[Verdict]:
    """This year's summary reports on every target that last year's summary set (otherwise 未交代)."""
    yield from (_verdict(facts, pair) for pair in facts.derive(target_outcomes))


def _verdict(facts: Facts, pair: TargetOutcome) -> Verdict:
    target = pair.target
    if pair.obstacle == "no-next-summary":
        return unchecked(target, reason=pair.obstacle)
    unspoken = pair.status == "untold" and pair.unspoken(facts)
    if unspoken is None:
        return unchecked(target, reason="no-text")
    if not unspoken:
        return Verdict("consistent", bind(target, role="target"), details={"status": pair.status})
    later = next_reports(facts, target.summary)[0]
    return inconsistent(
        target,
        message="unspoken-target",
        later=facts.source_of(facts.by_summary[later][0]) if facts.by_summary.get(later) else later,
        details={"status": "untold"},
        algebra=f"{target.quote} → ?",
    )
