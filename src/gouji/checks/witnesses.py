"""Witnesses: findings of constructs that nothing else in their summary bears out are one level lower.

And why a finding stands at its level: what the rule says of it, then what has lowered it.
"""

from collections.abc import Iterable

from gouji.checks.decide import lowered
from gouji.checks.joins import put
from gouji.checks.messages import texts
from gouji.checks.rule import LEVELS, Phrase, Rule, Verdict
from gouji.checks.runner import RunResult
from gouji.facts.numbers.digits import are_swapped, significant
from gouji.facts.table.columns import RATE
from gouji.reading.lexicon.wording import words


def with_witnesses(ran: RunResult, needing: Iterable[str] | None = None) -> list[tuple[Rule, Verdict]]:
    """Return the findings of a run, those of constructs without a witness one level lower.

    A construct has a witness in a summary where a rule found it fine at least as often as bad. Rows that a
    person coded were tied by no construct. *needing* are constructs (``via``), or what their names begin
    with, that may claim an error only with a witness: those of tables, and of sums that words tell.
    """
    return [(rule, _heard(ran, rule, verdict, needing)) for rule, verdict in ran.findings]


def _heard(ran: RunResult, rule: Rule, verdict: Verdict, needing: Iterable[str] | None) -> Verdict:
    # A rate or a ratio is told by its name, whatever its figures are parts of; a cell told again by its row.
    rates = [
        one
        for one in verdict.bound[:1]
        if one.role == "ratio" or any(of.breakdown == RATE for of in one.fact.whole)
    ]
    by = [of.fact for of in rates or verdict.bound if of.role != "told" or of.fact.again or not of.fact.place]
    tied = {(rule.code, fact.summary, fact.via) for fact in by if fact.via}
    need = {"table", *words("need_witness")} if tied and needing is None else set(needing or ())
    need |= {via for _, _, via in tied if via.partition(".")[0] in need}
    if _is_swapped(verdict) or all(ran.fine[one] >= ran.bad[one] for one in tied if one[-1] in need):
        return verdict
    return put(rule, verdict, lowered(verdict.level or rule.level), "unwitnessed")


def _is_swapped(verdict: Verdict) -> bool:
    """Whether two digits that changed places are all by which a figure of several is told otherwise.

    Both are of the same, in whatever order the words stand: 外科日间手术出院 may be no 外科出院.
    """
    told = [bound.fact for bound in verdict.bound if bound.role == "told"]
    found = [fact.own_reading for fact in told]
    if len({tuple(sorted(fact.indicator)) for fact in told}) > 1:
        return False
    match [significant(one.printed) for one in found if one and one.printed is not None]:
        case one, two:
            return len(found) == len((one, two)) and len(one) >= _SEVERAL and are_swapped(one, two)
    return False


_SEVERAL = 4
"""Digits of a figure that is no other by chance."""


def reasons(rule: Rule, verdict: Verdict) -> tuple[str, ...]:
    """Return why a finding stands at its level, as keys: why it is of its own, then what has lowered it."""
    own, *more = verdict.because or (verdict.level or rule.level,)
    own = _own_reason(rule, verdict, own) if own in LEVELS else own
    # What chance hardly makes is a warning, whatever the indicator is called.
    return (own, *(one for one in more if own != IMPROBABLE or one != BY_NAME))


def _own_reason(rule: Rule, verdict: Verdict, level: str) -> str:
    """Return the key of why a finding was of a level before anything lowered it, the most special one."""
    case = verdict.message.rpartition("-")[2]
    if case in _CASES:
        return case
    explain, known = verdict.values.get("explain"), texts("zh")
    told = [explain.key] if isinstance(explain, Phrase) else []
    for name in (*told, verdict.message, rule.code):
        if f"level-{name}-{level}" in known:
            return f"{name}-{level}"
    figures = [bound.fact for bound in verdict.bound if not bound.witness]
    if not rule.family:
        return f"own-{level}"
    if len({fact.summary for fact in figures}) > 1:
        return f"across-{level}"
    return f"one-{level}" if len(figures) == 1 else level


BY_NAME, IMPROBABLE = "by-name", "improbable"
_CASES = ("vague", IMPROBABLE)
"""Ends of the keys of messages of gaps that only soft readings, or only rounding, explain."""
