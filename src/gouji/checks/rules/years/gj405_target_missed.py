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
    """This year's outcome reaches the target that last year's summary set."""
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
