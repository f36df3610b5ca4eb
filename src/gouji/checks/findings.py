"""The fourth station: reportable verdicts as findings, and the result of the whole audit."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.checks.account import Account
from gouji.checks.bindings.breakdowns import RoundingConvention, rounding_conventions
from gouji.checks.bindings.coverage import Coverage, coverage
from gouji.checks.gathered import gathered
from gouji.checks.joins import with_joins
from gouji.checks.messages import Language, say_both
from gouji.checks.relations.declared import Problem
from gouji.checks.rule import (
    LEVELS,
    OUTCOMES,
    Bound,
    Fault,
    Level,
    MessageValue,
    Outcome,
    Phrase,
    Rule,
    Verdict,
)
from gouji.checks.runner import Crash, RunResult
from gouji.checks.suspects import say, told_once, with_suspects
from gouji.checks.witnesses import reasons, with_fits, with_witnesses
from gouji.facts.numbers.intervals import plain
from gouji.facts.table.assemble import Waiver
from gouji.facts.table.columns import FIGURE_FORMS
from gouji.facts.table.facts import Fact, Facts


@dataclass(frozen=True, slots=True)
class Location:
    """A fact in a finding: its place in file and text, and what it says. Bounds are plain decimals.

    A *witness* only repeats what another fact of the finding says. *cell* is its place in a spreadsheet.
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
    place: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A reported verdict. ``state`` is ``new``, ``known`` or ``waived``; only new findings fail an audit.

    ``waiver`` is the reason why a waived one is accepted, ``because`` are keys of why it is of its level.
    """

    rule: str
    name: str
    level: Level
    verdict: Outcome = "inconsistent"
    message: Mapping[Language, str]
    algebra: str = ""
    details: Mapping[str, object]
    facts: tuple[Location, ...]
    fingerprint: str
    digest: str
    suggestion: str | None = None
    state: str = "new"
    waiver: str | None = None
    because: tuple[str, ...] = ()

    @property
    def summaries(self) -> tuple[str, ...]:
        """The summaries that its facts are of, in the order of their ids."""
        return tuple(sorted({fact.summary for fact in self.facts if fact.summary}))


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Why bindings of one rule were not checked, how many, and the facts of each, of many the first."""

    rule: str
    reason: Mapping[Language, str]
    count: int
    bound: tuple[tuple[Fact, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bindings of one rule had which outcome."""

    rule: str
    verdicts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What a gate reports beside findings: something that existed before is gone or was changed.

    Attributes:
        kind: ``fact``, ``summary``, ``rule``, ``relation``, ``option``, ``finding`` or ``base``.
        name: Its id, code or name; for a finding its fingerprint.
        message: What is reported, in both languages.
        finding: The finding that is gone, as it was.
        texts: The texts that it stood in, where they are at hand.
    """

    kind: str
    name: str
    message: Mapping[Language, str]
    finding: Finding | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The result of an audit.

    Attributes:
        workspace: What was audited, by its name for people.
        facts: Number of rows of the fact table.
        coded: How many of them state a figure.
        verdicts: How many bindings had which outcome.
        own_quotes: Verdicts that say something only of gouji's own drafts: their quotes stand where it found
            them, or their summary has no day. Counted apart.
        unchecked: Why bindings were not checked.
        findings: In the order of files and lines.
        ignored: Those that the configuration ignores in their files.
        evidence: The facts themselves, for reports that show them.
        rules: The rules that were selected, by code.
        changes: What a gate reports of the state before.
        tallies: Each rule's bindings by outcome.
        unbound: Figures about which no rule decided anything beyond their place, reading and actors.
        alone: Figures of which only their own reading, time, size or unit was checked.
        account: What ties the figures of each sentence and table, or why nothing does.
        out_of: Where a gate has compared only what a change can touch: how many rows the workspace has.
    """

    workspace: str
    facts: int
    coded: int
    verdicts: Mapping[Outcome, int]
    own_quotes: int
    unchecked: tuple[Unchecked, ...]
    findings: tuple[Finding, ...]
    evidence: Facts
    crashes: tuple[Crash, ...] = field(default=())
    rules: Mapping[str, Rule] = field(default_factory=dict)
    changes: tuple[Change, ...] = field(default=())
    tallies: tuple[Tally, ...] = field(default=())
    unbound: tuple[Fact, ...] = field(default=())
    alone: tuple[Fact, ...] = field(default=())
    account: Account | None = None
    ignored: tuple[Finding, ...] = field(default=())
    out_of: int | None = None

    @property
    def bindings(self) -> int:
        """How many times rules were applied to a set of facts."""
        return sum(self.verdicts.values())

    @property
    def coverage(self) -> Coverage | None:
        """Figures in the source texts, and how many a fact refers to; None without texts."""
        return self.evidence.derive(coverage) if self.evidence.texts else None

    @property
    def roundings(self) -> tuple[RoundingConvention, ...]:
        """The rounding convention of each summary that has enough sums to infer it."""
        return self.evidence.derive(rounding_conventions)

    def rule_of(self, finding: Finding) -> Rule:
        """Return the rule that reported a finding."""
        return self.rules[finding.rule]

    @property
    def all_idle(self) -> bool:
        """Whether there are figures, and no rule decided anything about any of them."""
        figures = sum(fact.form in FIGURE_FORMS for fact in self.evidence)
        return bool(figures) and len(self.unbound) == figures

    def of_state(self, state: str) -> int:
        """Return how many findings are ``new``, ``known`` or ``waived``."""
        return sum(finding.state == state for finding in self.findings)

    @property
    def levels(self) -> dict[Level, int]:
        """How many new findings there are of each level."""
        counted = Counter(finding.level for finding in self.findings if finding.state == "new")
        return {level: counted[level] for level in LEVELS}

    def touching(self, files: Iterable[str]) -> AuditResult:
        """Return the result with only those findings that have a fact in one of *files*."""
        wanted = frozenset(files)

        def kept(findings: Iterable[Finding]) -> tuple[Finding, ...]:
            return tuple(one for one in findings if any(fact.file in wanted for fact in one.facts))

        return replace(self, findings=kept(self.findings), ignored=kept(self.ignored))


def audit_result(
    workspace: str, facts: Facts, ran: RunResult, faults: Iterable[Fault], rules: Iterable[Rule]
) -> AuditResult:
    """Sum up an audit: the verdicts of the *rules*, and the faults that the schema found."""
    findings = [_of_fault(fault) for fault in faults]
    heard = with_joins(facts, with_fits(facts, with_witnesses(ran)))
    told = told_once(with_suspects(facts, [*heard], ran.held))
    findings += [_of_verdict(rule, found) for rule, found in gathered(facts, told)]
    counted: Counter[Outcome] = Counter()
    for (_, outcome), count in ran.tallies.items():
        counted[outcome] += count
    figures = [fact for fact in facts if fact.form in FIGURE_FORMS]
    return AuditResult(
        workspace=workspace,
        facts=len(facts),
        coded=sum(
            fact.form in FIGURE_FORMS or (fact.form == "list" and fact.hard is not None) for fact in facts
        ),
        verdicts={name: counted[name] for name in OUTCOMES},
        own_quotes=ran.own_quotes,
        unchecked=_unchecked(ran),
        findings=sorted_findings(findings),
        evidence=facts,
        crashes=tuple(ran.crashes),
        rules={rule.code: rule for rule in rules},
        tallies=_tallies(ran.tallies),
        unbound=tuple(fact for fact in figures if fact not in ran.decided),
        alone=tuple(fact for fact in figures if fact in ran.decided and fact not in ran.compared),
    )


def _tallies(counted: Counter[tuple[str, Outcome]]) -> tuple[Tally, ...]:
    codes = dict.fromkeys(code for code, _ in counted)
    return tuple(Tally(code, {name: counted[code, name] for name in OUTCOMES}) for code in codes)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of files and lines."""
    return tuple(sorted(findings, key=_order))


def of_waiver(rule: Rule, waiver: Waiver, problem: str) -> Finding:
    """Return the finding that a waiver is not valid; *problem* is the key of its message."""
    until = waiver.until.text if waiver.until else ""
    location = Location(waiver.fingerprint, "waiver", None, waiver.file, waiver.line, quote=waiver.reason)
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=rule.level,
        message=say_both(problem, {"rule": waiver.rule, "fingerprint": waiver.fingerprint, "until": until}),
        details={"rule": waiver.rule, "fingerprint": waiver.fingerprint},
        facts=(location,),
        fingerprint=_hash([rule.code, [waiver.fingerprint], problem]),
        digest=_hash([waiver.rule, waiver.reason, until]),
    )


def of_relation(rule: Rule, level: Level, problem: Problem, file: str) -> Finding:
    """Return the finding that reports a problem of a relation."""
    relation = problem.relation
    involved = (relation, *problem.others)
    names = Phrase("untold", {"names": problem.names}) if problem.kind == "never-bound" else problem.names
    values: dict[str, MessageValue] = {
        "formula": f"{relation.id} {relation.formula}",
        "formulas": tuple(f"{one.id} {one.formula}" for one in involved),
        "others": tuple(f"{one.id} {one.formula}" for one in problem.others),
        "names": names if problem.names else "",
    }
    key = f"relation-{problem.kind}"
    locations = (Location(one.id, "relation", None, file, one.line, quote=one.formula) for one in involved)
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=level,
        message=say_both(key, values),
        algebra="; ".join(one.formula for one in involved),
        details={"class": problem.kind},
        facts=tuple(locations),
        fingerprint=_hash([rule.code, sorted(one.id for one in involved), key]),
        digest=_hash(sorted(one.formula for one in involved)),
    )


def _order(finding: Finding) -> tuple[str, int, str, str]:
    first = finding.facts[0] if finding.facts else Location(None, "", None, "", 0)
    return first.file, first.line, finding.rule, finding.fingerprint


def _unchecked(ran: RunResult) -> tuple[Unchecked, ...]:
    bound: dict[tuple[str, tuple[tuple[Language, str], ...]], list[tuple[Fact, ...]]] = {}
    counted: Counter[tuple[str, tuple[tuple[Language, str], ...]]] = Counter()
    for (code, reason, values), count in ran.unchecked.items():
        told = code, tuple(say_both(reason, dict(values)).items())
        counted[told] += count
        bound.setdefault(told, []).extend(ran.left[code, reason, values])
    return tuple(
        Unchecked(told[0], dict(told[1]), count, tuple(bound[told]))
        for told, count in sorted(counted.items())
    )


def _of_verdict(rule: Rule, verdict: Verdict) -> Finding:
    locations = tuple(_location(bound) for bound in verdict.bound)
    principal = [bound for bound in verdict.bound if not bound.witness]
    ids = sorted(bound.fact.id for bound in principal)
    values = {**verdict.values, "suggestion": verdict.suggestion}
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=verdict.level or rule.level,
        verdict=verdict.outcome,
        message=say(verdict, values),
        algebra=verdict.algebra,
        details=verdict.details,
        facts=locations,
        fingerprint=_hash([rule.code, ids, verdict.key]),
        digest=_hash(sorted(_stated(bound) for bound in principal)),
        suggestion=verdict.suggestion or None,
        because=reasons(rule, verdict),
    )


def _location(bound: Bound) -> Location:
    fact = bound.fact
    low, high = (fact.hard.low, fact.hard.high) if fact.hard else (None, None)
    return Location(
        id=fact.id or None,
        role=bound.role,
        summary=fact.summary,
        file=fact.file,
        line=fact.line,
        quote=fact.quote,
        start=fact.start,
        end=fact.end,
        low=None if low is None else plain(low),
        high=None if high is None else plain(high),
        unit=fact.unit or None,
        witness=bound.witness,
        place=fact.place or None,
    )


def _stated(bound: Bound) -> list[str]:
    """What a digest is computed from: with another quote or other bounds a known finding is new again."""
    fact = bound.fact
    return [fact.id, fact.quote, str(fact.hard) if fact.hard else "", fact.unit]


def _of_fault(fault: Fault) -> Finding:
    location = Location(
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
        message=say_both(fault.message, fault.values),
        details={"column": fault.column},
        facts=(location,),
        fingerprint=_hash([fault.rule.code, [fault.id], fault.column]),
        digest=_hash([fault.cell]),
    )


def _hash(value: Sequence[object]) -> str:
    """The first 16 hex digits of SHA-256 over the value as JSON: sorted keys, no spaces, UTF-8."""
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()[:16]
