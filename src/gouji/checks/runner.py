"""The third station: apply every rule to all facts, and collect the verdicts.

Facts are partitioned by the scope of a rule; on one core one partition holds everything. A rule that
crashes does not affect the others: they still run, and the crash is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.checks.rule import unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gouji.checks.rule import Rule, Verdict
    from gouji.facts.table.fact import FaultyRow
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that raised; a fault of the rule, never of the facts."""

    code: str
    error: BaseException

    @property
    def summary(self) -> str:
        """The exception in one line."""
        return " ".join(f"{type(self.error).__name__}: {self.error}".split())


@dataclass(frozen=True, slots=True)
class RunResult:
    """All verdicts with their rules, in the order of the rules, and the crashes."""

    verdicts: tuple[tuple[Rule, Verdict], ...]
    crashes: tuple[Crash, ...]


def run(facts: Facts, rules: Iterable[Rule], report: Callable[[str], None] = lambda _: None) -> RunResult:
    """Apply each rule to all facts.

    Args:
        facts: The fact table.
        rules: The rules; those of scope ``table`` run with the schema and are skipped.
        report: Called with the code of each rule as it begins, for a progress bar.
    """
    verdicts: list[tuple[Rule, Verdict]] = []
    crashes: list[Crash] = []
    for rule in (rule for rule in rules if rule.scope != "table"):
        report(rule.code)
        try:
            verdicts += [(rule, guard_faulty_rows(verdict)) for verdict in rule(facts)]
        except (Exception, SystemExit) as error:  # noqa: BLE001  a workspace's rule may raise anything: exit 3
            crashes.append(Crash(rule.code, error))
    return RunResult(tuple(verdicts), tuple(crashes))


def guard_faulty_rows(verdict: Verdict) -> Verdict:
    """Return *unchecked* for a verdict that rests on a faulty row, whatever the rule decided."""
    for bound in verdict.bound:
        if bound.fact.fault is not None:
            reason, values = reason_of(bound.fact.fault, verdict.bound[0].fact.file)
            return replace(unchecked(reason=reason, key=verdict.key, **values), bound=verdict.bound)
    return verdict


def reason_of(fault: FaultyRow, file: str) -> tuple[str, dict[str, str | int | tuple[str, ...]]]:
    """Return the reason key and values for a faulty row: its line, and its file where it is not *file*."""
    if fault.file == file:
        return "bad-row", {"line": fault.line}
    return "bad-row-of", {"file": fault.file, "line": fault.line}
