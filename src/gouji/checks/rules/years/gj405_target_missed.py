"""GJ405: targets that were missed, and claims that they were reached."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.claimed_success import said_of_target
from gouji.checks.bindings.quantities import ReportedValue, bind_value
from gouji.checks.bindings.targets import TargetOutcome, target_outcomes
from gouji.checks.rule import Bound, Level, MessageValue, Phrase, Verdict, bind, rule
from gouji.facts.table.facts import Facts, grouped


@rule(
    "GJ405",
    name="target-missed",
    level="warning",
    scope="workspace",
    of_targets=True,
    covers=lambda _, fact: "target" in {fact.section, fact.stage},
)
def target_missed(facts: Facts) -> Iterator[Verdict]:
    """This year's outcome reaches the target that last year's summary set.

    Why: a summary that claims 圆满完成 although one of its targets was missed cannot be trusted.

    The rule compares targets for the year after the one under review with the outcome that the next summary
    of the same publisher and series reports under the same key. A target without a qualifier is a minimum;
    以内, 控制在, a fall, and prices, unemployment and energy per output make it a maximum. A target is meant
    as printed; an outcome that rounds to a target with decimals reaches it, and a whole number is meant as
    printed (4 % does not reach 5 % 左右). In bare documents figures of several years, totals of what a target
    adds to, and figures five times as great are no outcomes. A missed target is a note; it
    is a warning where the text claims success (超额, 圆满, 全面, 如期, 顺利完成) for it or for all targets of
    the year, or right behind it in plain words (实现年度目标, 均完成目标任务); 总体完成 and 基本完成 claim
    nothing, and no claim covers what the text says was missed. A text that says so beside the outcome
    (未完成, 完成目标的92%), or anywhere and claims no success, or in a list (投资和CPI涨幅未达年初预期), has
    told it: nothing is found. A target only striven for (力争, 争取) is a note whatever the text says. What
    is begun (新开工) is no outcome of what is to be done. Outcomes that are still expected, targets missed
    only by the widest reading of a vague figure, and a growth whose level is reported are not reported.

    Example:
        上年目标10万户, this year 5.1万户, and the summary claims 圆满完成.

    Source: the comparison of targets and outcomes that offices make every year.
    """
    pairs = [pair for pair in facts.derive(target_outcomes) if pair.status != "untold"]
    missed = grouped((pair for pair in pairs if pair.status == "missed" and pair.outcome), _cause)
    for pair in pairs:
        same = missed.get(_cause(pair), ()) if pair.status == "missed" else ()
        if not same or pair is same[0]:
            verdict = _verdict(facts, pair)
            again = (one for other in same[1:] for one in _bound(other))
            yield replace(verdict, bound=(*verdict.bound, *(replace(one, witness=True) for one in again)))


def _cause(pair: TargetOutcome) -> tuple[object, ...]:
    """What the miss of a level has in common with that of its growth: one cause is told once."""
    return (pair.target.summary, pair.target.indicator, pair.target.scope, pair.target.key.period)


def _verdict(facts: Facts, pair: TargetOutcome) -> Verdict:
    bound = _bound(pair)
    if pair.admitted:
        return Verdict("consistent", bound, details={"status": "missed", "admitted": pair.admitted})
    if pair.agreement is None or pair.outcome is None:
        return Verdict("unchecked", bound, reason=pair.obstacle)
    if pair.status != "missed" or pair.expected:
        return Verdict("consistent", bound, details={"status": pair.status})
    return _missed(facts, pair, pair.outcome)


def _missed(facts: Facts, pair: TargetOutcome, outcome: ReportedValue) -> Verdict:
    said = said_of_target(facts, outcome.facts)
    others = (one for one in outcome.facts if one is not said.outcome)
    # What has to be mended is the claim, so the figure beside it comes first.
    target, *told = _bound(replace(pair, outcome=outcome._replace(facts=(said.outcome, *others))))
    bound = (*told, target)
    details = {"status": "missed", "claim": said.claim}
    if said.admitted:
        return Verdict("consistent", bound, details=details)
    level: Level = "warning" if said.claim and not pair.hoped else "note"
    values: dict[str, MessageValue] = {
        "indicator": facts.name_of(pair.target),
        "share": Phrase("target-share", {"share": f"{round(pair.share)}%"}) if pair.share else "",
        "claim": _remark(pair, said.claim),
        "added": _added(pair),
    }
    came = f"{said.outcome.quote} - {pair.before.quote}" if pair.before else said.outcome.quote
    algebra = f"{came} {'>' if pair.at_most else '<'} {pair.target.quote}"
    return Verdict(
        "inconsistent", bound, "target-missed", values, "", level, algebra=algebra, details=details
    )


def _bound(pair: TargetOutcome) -> tuple[Bound, ...]:
    before = bind(pair.before, role="before") if pair.before else ()
    outcome = bind_value(pair.outcome, "outcome") if pair.outcome else ()
    return (*bind(pair.target, role="target"), *outcome, *before)


def _added(pair: TargetOutcome) -> Phrase | str:
    """The remark that the outcome counts all, and how many of these are new."""
    if pair.before is None or pair.outcome is None:
        return ""
    number = pair.outcome.value.formatted(pair.target.unit)
    return Phrase("target-added", {"level": pair.before.quote, "number": number})


def _remark(pair: TargetOutcome, claim: str) -> Phrase:
    if pair.hoped:
        return Phrase("target-hoped")
    return Phrase("target-claimed", {"claim": claim}) if claim else Phrase("target-unclaimed")
