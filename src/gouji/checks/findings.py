"""The fourth station: reportable verdicts as findings, and the account of all that was checked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gouji.checks.bindings.coverage import coverage
from gouji.checks.bindings.rounding_convention import roundings
from gouji.checks.messages import say_both
from gouji.checks.verdict import LEVELS, OUTCOMES, Phrase
from gouji.facts.numbers.intervals import plain
from gouji.facts.table.vocabulary import FIGURE_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from gouji.checks.bindings.coverage import Coverage
    from gouji.checks.bindings.rounding_convention import Rounding
    from gouji.checks.messages import Language
    from gouji.checks.relations.lint import Problem
    from gouji.checks.rule import Rule
    from gouji.checks.runner import Crash
    from gouji.checks.runner import Outcome as RunOutcome
    from gouji.checks.schema import Fault
    from gouji.checks.verdict import Bound, Level, MessageValue, Outcome, Verdict
    from gouji.facts.files.waivers import Waiver
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Place:
    """A fact in a finding: where it stands and what it says. Bounds are plain decimals.

    A *witness* only says once more what another fact of the finding says.
    """

    id: str | None
    role: str
    summary: str | None
    file: str
    line: int
    column: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    witness: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What is reported. ``state`` is ``new``, ``known`` or ``waived``; only new ones fail an audit."""

    rule: str
    name: str
    level: Level
    verdict: Outcome
    message: Mapping[Language, str]
    algebra: str
    details: Mapping[str, object]
    facts: tuple[Place, ...]
    fingerprint: str
    digest: str
    suggestion: str | None = None
    state: str = "new"


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Why bindings of one rule were not checked, and how many."""

    rule: str
    reason: Mapping[Language, str]
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bindings of one rule came to which outcome."""

    rule: str
    verdicts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What a gate tells beside findings: something that was there before is gone, or says something else.

    Attributes:
        kind: ``fact``, ``summary``, ``rule``, ``relation``, ``option``, ``finding`` or ``base``.
        name: Its id, code or name; a finding's fingerprint.
        message: What is told, in both languages.
    """

    kind: str
    name: str
    message: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Account:
    """All that an audit came to.

    Attributes:
        workspace: What was audited, as a person calls it.
        facts: Rows of the fact table.
        coded: Those of them that state a figure.
        coverage: Figures in the source texts, and those that a fact speaks of; None without texts at hand.
        verdicts: How many bindings came to which outcome.
        unchecked: Why bindings were not checked.
        findings: In the order of files and lines.
        evidence: The facts themselves, for reports that show them.
        crashes: Rules that raised.
        rules: The rules that were asked for, by code.
        changes: What a gate tells of what was there before.
        tallies: Each rule's bindings by outcome.
        roundings: How each summary rounds that has sums enough to tell.
        unbound: Figures about which no rule decided anything, beside where they stand and how they are read.
    """

    workspace: str
    facts: int
    coded: int
    coverage: Coverage | None
    verdicts: Mapping[Outcome, int]
    unchecked: tuple[Unchecked, ...]
    findings: tuple[Finding, ...]
    evidence: Facts
    crashes: tuple[Crash, ...] = field(default=())
    rules: Mapping[str, Rule] = field(default_factory=dict)
    changes: tuple[Change, ...] = field(default=())
    tallies: tuple[Tally, ...] = field(default=())
    roundings: tuple[Rounding, ...] = field(default=())
    unbound: tuple[Fact, ...] = field(default=())

    @property
    def bindings(self) -> int:
        """How many times a rule was applied to a set of facts."""
        return sum(self.verdicts.values())

    def rule_of(self, finding: Finding) -> Rule:
        """Return the rule that found something."""
        return self.rules[finding.rule]

    def of_state(self, state: str) -> int:
        """Return how many findings are ``new``, ``known`` or ``waived``."""
        return sum(finding.state == state for finding in self.findings)

    @property
    def levels(self) -> dict[Level, int]:
        """How many new findings there are of each level."""
        counted = Counter(finding.level for finding in self.findings if finding.state == "new")
        return {level: counted[level] for level in LEVELS}

    def touching(self, files: Iterable[str]) -> Account:
        """Return the account with only those findings that have a fact in one of *files*."""
        wanted = frozenset(files)
        kept = (finding for finding in self.findings if any(place.file in wanted for place in finding.facts))
        return replace(self, findings=tuple(kept))


def account(
    workspace: str, facts: Facts, outcome: RunOutcome, faults: Iterable[Fault], rules: Iterable[Rule]
) -> Account:
    """Sum up an audit: what the *rules* came to, and what the schema found."""
    findings = [_of_fault(fault) for fault in faults]
    findings += [
        _of_verdict(rule, verdict, facts) for rule, verdict in outcome.verdicts if verdict.is_finding
    ]
    counted = Counter(verdict.outcome for _, verdict in outcome.verdicts)
    return Account(
        workspace=workspace,
        facts=len(facts),
        coded=sum(
            fact.form in FIGURE_FORMS or (fact.form == "list" and fact.hard is not None) for fact in facts
        ),
        coverage=coverage(facts),
        verdicts={name: counted[name] for name in OUTCOMES},
        unchecked=_unchecked(outcome.verdicts),
        findings=sorted_findings(findings),
        evidence=facts,
        crashes=outcome.crashes,
        rules={rule.code: rule for rule in rules},
        tallies=_tallies(outcome.verdicts),
        roundings=facts.derive(roundings),
        unbound=_unbound(facts, outcome.verdicts),
    )


def _tallies(verdicts: Iterable[tuple[Rule, Verdict]]) -> tuple[Tally, ...]:
    counted = Counter((rule.code, verdict.outcome) for rule, verdict in verdicts)
    codes = dict.fromkeys(code for code, _ in counted)
    return tuple(Tally(code, {name: counted[code, name] for name in OUTCOMES}) for code in codes)


def _unbound(facts: Facts, verdicts: Iterable[tuple[Rule, Verdict]]) -> tuple[Fact, ...]:
    """Figures that no decided binding holds; where a quote stands, and who acts, says nothing of them."""
    decided = {
        bound.fact.id
        for rule, verdict in verdicts
        if verdict.outcome != "unchecked" and rule.decides_figures
        for bound in verdict.bound
    }
    return tuple(fact for fact in facts if fact.form in FIGURE_FORMS and fact.id not in decided)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of files and lines."""
    return tuple(sorted(findings, key=_order))


def of_waiver(rule: Rule, waiver: Waiver, problem: str) -> Finding:
    """Return the finding that a waiver does not hold; *problem* is the key of its message."""
    until = waiver.until.text if waiver.until else ""
    place = Place(waiver.fingerprint, "waiver", None, waiver.file, waiver.line, quote=waiver.reason)
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=rule.level,
        verdict="inconsistent",
        message=say_both(problem, {"rule": waiver.rule, "fingerprint": waiver.fingerprint, "until": until}),
        algebra="",
        details={"rule": waiver.rule, "fingerprint": waiver.fingerprint},
        facts=(place,),
        fingerprint=_hash([rule.code, [waiver.fingerprint], problem]),
        digest=_hash([waiver.rule, waiver.reason, until]),
    )


def of_relation(rule: Rule, level: Level, problem: Problem, file: str) -> Finding:
    """Return the finding that something is wrong with a relation."""
    relation = problem.relation
    everyone = (relation, *problem.others)
    untold = Phrase("untold", {"names": problem.names}) if problem.kind == "never-bound" else problem.names
    values: dict[str, MessageValue] = {
        "formula": f"{relation.id} {relation.formula}",
        "formulas": tuple(f"{one.id} {one.formula}" for one in everyone),
        "others": tuple(f"{one.id} {one.formula}" for one in problem.others),
        "names": untold if problem.names else "",
    }
    key = f"relation-{problem.kind}"
    places = tuple(Place(one.id, "relation", None, file, one.line, quote=one.formula) for one in everyone)
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=level,
        verdict="inconsistent",
        message=say_both(key, values),
        algebra="; ".join(one.formula for one in everyone),
        details={"class": problem.kind},
        facts=places,
        fingerprint=_hash([rule.code, sorted(one.id for one in everyone), key]),
        digest=_hash(sorted(one.formula for one in everyone)),
    )


def _order(finding: Finding) -> tuple[str, int, str, str]:
    first = finding.facts[0] if finding.facts else Place(None, "", None, "", 0)
    return first.file, first.line, finding.rule, finding.fingerprint


def _unchecked(verdicts: Iterable[tuple[Rule, Verdict]]) -> tuple[Unchecked, ...]:
    reasons: Counter[tuple[str, str, tuple[tuple[str, MessageValue], ...]]] = Counter()
    for rule, verdict in verdicts:
        if verdict.outcome == "unchecked":
            reasons[rule.code, verdict.reason, tuple(verdict.values.items())] += 1
    counted: Counter[tuple[str, tuple[tuple[Language, str], ...]]] = Counter()
    for (code, reason, values), count in reasons.items():
        counted[code, tuple(say_both(reason, dict(values)).items())] += count
    return tuple(Unchecked(code, dict(told), count) for (code, told), count in sorted(counted.items()))


def _of_verdict(rule: Rule, verdict: Verdict, facts: Facts) -> Finding:
    places = tuple(_place(bound) for bound in verdict.bound)
    own = [bound for bound in verdict.bound if not bound.witness]
    ids = sorted(bound.fact.id for bound in own)
    values = {**verdict.values, "suggestion": verdict.suggestion}
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=_level(rule, verdict, facts),
        verdict=verdict.outcome,
        message=say_both(verdict.message, values),
        algebra=verdict.algebra,
        details=verdict.details,
        facts=places,
        fingerprint=_hash([rule.code, ids, verdict.key]),
        digest=_hash(sorted(_stated(bound) for bound in own)),
        suggestion=verdict.suggestion or None,
    )


def _level(rule: Rule, verdict: Verdict, facts: Facts) -> Level:
    """What summaries say differently may be the slip of who retells one: a warning at most.

    One summary that contradicts itself is at fault whoever it is.
    """
    level = verdict.level or rule.level
    summaries = {bound.fact.summary for bound in verdict.bound}
    rows = (facts.dimensions.summaries.get(name) for name in summaries)
    retold = len(summaries) > 1 and any(row is not None and row.second_hand for row in rows)
    return "warning" if retold and level == "error" else level


def _place(bound: Bound) -> Place:
    fact = bound.fact
    low, high = (fact.hard.low, fact.hard.high) if fact.hard else (None, None)
    return Place(
        id=fact.id or None,
        role=bound.role,
        summary=fact.summary,
        file=fact.file,
        line=fact.line,
        quote=fact.quote,
        start=fact.start,
        end=fact.end,
        low=_bound(low),
        high=_bound(high),
        unit=fact.unit or None,
        witness=bound.witness,
    )


def _bound(end: Fraction | None) -> str | None:
    return None if end is None else plain(end)


def _stated(bound: Bound) -> list[str]:
    """What a digest is over: with another quote or other bounds a known finding is new again."""
    fact = bound.fact
    return [fact.id, fact.quote, str(fact.hard) if fact.hard else "", fact.unit]


def _of_fault(fault: Fault) -> Finding:
    place = Place(
        id=fault.id or None,
        role="row",
        summary=None,
        file=fault.file,
        line=fault.line,
        column=fault.column,
        quote=fault.cell,
    )
    return Finding(
        rule=fault.rule.code,
        name=fault.rule.name,
        level=fault.rule.level,
        verdict="inconsistent",
        message=say_both(fault.message, fault.values),
        algebra="",
        details={"column": fault.column},
        facts=(place,),
        fingerprint=_hash([fault.rule.code, [fault.id], fault.column]),
        digest=_hash([fault.cell]),
    )


def _hash(value: Sequence[object]) -> str:
    """The first 16 hex digits of SHA-256 over the value as JSON: sorted keys, no blanks, UTF-8."""
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()[:16]
