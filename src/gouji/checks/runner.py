"""The third station: apply every rule to all facts, decide what they yield, and hear witnesses.

Facts are partitioned by the scope of a rule; on one core one partition holds everything. A rule that
crashes does not affect the others: they still run, and the crash is reported.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.checks.decide import decide
from gouji.checks.rule import MessageValue, Outcome, Rule, Verdict, bind
from gouji.facts.files.steps import Report, silent
from gouji.facts.table.facts import Fact, Facts

_MOST_LEFT = 50
"""Of one reason the facts of so many bindings are kept."""
Reason = tuple[str, str, tuple[tuple[str, "MessageValue"], ...]]
"""Code of a rule, key of the reason why nothing was decided, and what the reason is filled with."""


class Crash(NamedTuple):
    """A rule that raised; a fault of the rule, never of the facts."""

    code: str
    error: BaseException

    @property
    def summary(self) -> str:
        """The exception in one line."""
        return " ".join(f"{type(self.error).__name__}: {self.error}".split())


@dataclass(slots=True)
class RunResult:
    """What came of a run; verdicts that report nothing are only counted.

    Attributes:
        findings: The verdicts to be reported, with their rules, in the order of the rules.
        tallies: Verdicts by code and outcome.
        unchecked: Verdicts that decided nothing, by the reason.
        left: The facts of these, each by its binding; of many the first.
        own_quotes: Verdicts that only say that quotes read by gouji stand where it found them; in no other
            count.
        decided: The facts whose figure some rule decided something about.
        compared: Those of which it held what they say against another figure, or reported something.
        fine: By rule, summary and construct (``via``), how many bindings of facts that it tied hold.
        bad: The same for those that do not.
        judged: Where texts are at hand, the verdicts about figures, each with the code of its rule.
        held: Verdicts that hold and bear a figure out: told once more, computed from another summary.
    """

    findings: list[tuple[Rule, Verdict]] = field(default_factory=list)
    tallies: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    unchecked: Counter[Reason] = field(default_factory=Counter)
    left: dict[Reason, list[tuple[Fact, ...]]] = field(default_factory=dict)
    own_quotes: int = 0
    decided: set[Fact] = field(default_factory=set)
    compared: set[Fact] = field(default_factory=set)
    fine: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    bad: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    judged: list[tuple[str, Verdict]] = field(default_factory=list)
    held: list[Verdict] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)

    def add(self, rule: Rule, verdict: Verdict) -> None:
        """Count a verdict, and keep it if it reports something."""
        if verdict.message:
            self.findings.append((rule, verdict))
        elif _is_own_quote(rule, verdict):
            self.own_quotes += 1
            return
        self.tallies[rule.code, verdict.outcome] += 1
        if verdict.outcome == "unchecked":
            reason = rule.code, verdict.reason, tuple(verdict.values.items())
            self.unchecked[reason] += 1
            if self.unchecked[reason] <= _MOST_LEFT:
                self.left.setdefault(reason, []).append(tuple(bound.fact for bound in verdict.bound))
        elif rule.about == "figures":
            facts = [bound.fact for bound in verdict.bound]
            self.held += [verdict] * (not rule.of_size and _bears_out(verdict))
            self.decided.update(facts)
            if verdict.message or (len(set(facts)) > 1 and not rule.of_size):
                self.compared.update(facts)
            tied = {(rule.code, fact.summary, fact.via) for fact in facts if fact.via}
            if tied:
                (self.bad if verdict.outcome == "inconsistent" else self.fine).update(tied)


def _bears_out(verdict: Verdict) -> bool:
    """Whether a verdict that holds tells a figure once more, or computes it from those of another summary."""
    if verdict.outcome == "inconsistent" or len(verdict.bound) < 2:
        return False
    first, *others = verdict.bound
    if first.role == "told":
        return len(others) == 1 and others[0].role == "told"
    wanted = {"stated": "before", "total": "added"}.get(first.role)
    computed = wanted is not None and any(one.role == wanted for one in others)
    return computed and any(one.fact.summary != first.fact.summary for one in others)


def _is_own_quote(rule: Rule, verdict: Verdict) -> bool:
    """Whether a verdict only says something of a quote of gouji's own, as where it stands."""
    about_quotes = (verdict.about or rule.about) == "quotes"
    return about_quotes and any(not bound.fact.coded for bound in verdict.bound)


def run(facts: Facts, rules: Iterable[Rule], report: Report = silent) -> RunResult:
    """Apply each rule to all facts, but for those of scope ``table``, which run with the schema.

    *report* is called with the code of each rule as it begins, for a progress bar.
    """
    result = RunResult()
    asked = [rule for rule in rules if rule.scope != "table"]
    for number, rule in enumerate(asked, 1):
        report(rule.code, number, len(asked))
        try:
            # A rule that raises half-way leaves nothing behind.
            verdicts = list(verdicts_of(rule, facts))
        except (Exception, SystemExit) as error:  # noqa: BLE001  a workspace's rule may raise anything: exit 3
            result.crashes.append(Crash(rule.code, error))
            continue
        for verdict in verdicts:
            result.add(rule, verdict)
        if facts.texts and rule.about == "figures":
            result.judged += [(rule.code, verdict) for verdict in verdicts]
    return result


def verdicts_of(rule: Rule, facts: Facts) -> Iterator[Verdict]:
    """Yield every verdict of one rule, faulty rows that it covers first.

    Raises:
        Exception: Whatever the rule raises.
    """
    if rule.covers is not None:
        for fact in facts.faulty:
            if rule.covers(facts, fact):
                yield decide(rule, facts, Verdict("unchecked", bind(fact)))
    for found in rule.check(facts):
        yield decide(rule, facts, found)
