"""GJ405: targets that were missed, and claims that they were reached."""

from collections.abc import Iterator
from dataclasses import replace

from gouji.checks.bindings.quantities import bind_value
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
    the year; 总体完成 and 基本完成 claim nothing. A target only striven for (力争, 争取) is a note whatever
    the text says. What is begun (新开工) is no outcome of what is to be done. Not reported are what the text
    itself says was missed (投资和CPI涨幅未达年初预期), outcomes that are still expected, targets missed only
    by the widest reading of a vague figure, and a growth whose level is reported.

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
    claim = pair.claim(facts)
    level: Level = "warning" if claim and not pair.hoped else "note"
    values: dict[str, MessageValue] = {
        "indicator": facts.name_of(pair.target),
        "share": Phrase("target-share", {"share": f"{round(pair.share)}%"}) if pair.share else "",
        "claim": _remark(pair, claim),
        "added": _added(pair),
    }
    came = f"{pair.outcome.first.quote} - {pair.before.quote}" if pair.before else pair.outcome.first.quote
    algebra = f"{came} {'>' if pair.at_most else '<'} {pair.target.quote}"
    details = {"status": "missed", "claim": claim}
    return Verdict(
        "inconsistent", (*bound[1:], bound[0]), "target-missed", values, "", level,
        algebra=algebra, details=details,
    )  # fmt: skip


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
