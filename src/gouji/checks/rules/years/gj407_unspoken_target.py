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
    """This year's summary reports on every target that last year's summary set (otherwise 未交代).

    Why: what was reached is reported with pride; what was missed is often not reported at all.

    The rule checks targets for the year after the one under review where the next summary of the same
    publisher and series is available with its text: a missing fact proves nothing, the text itself must not
    name the indicator. An outcome reported in another form is left to GJ405. In bare documents only the
    indicators that every report contains (`gouji` knows their names) are checked, and only where they are
    called targets: others may be worded differently. There a target that is only set again is not told of,
    and what may be told under another name is left to `gouji targets`, which shows it with a mark.

    Example:
        城镇调查失业率5.5%左右 among the targets, and no unemployment rate in next year's report.

    Source: the comparison of targets and outcomes that offices make every year (目标—完成对照表).
    """
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
