"""The third station: every rule over all facts, and what came of it.

Rules are partitioned by scope; on one core one partition holds everything. A rule that crashes
takes nothing with it: the others still run, and the crash is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.checks.verdict import unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gouji.checks.rule import Rule
    from gouji.checks.verdict import Verdict
    from gouji.facts.table.fact import Trouble
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that raised; a fault of the rule, never of the facts."""

    code: str
    error: BaseException

    @property
    def told(self) -> str:
        """The exception in one line."""
        return " ".join(f"{type(self.error).__name__}: {self.error}".split())


@dataclass(frozen=True, slots=True)
class Outcome:
    """All verdicts with their rules, in the order of the rules, and the rules that crashed."""

    verdicts: tuple[tuple[Rule, Verdict], ...]
    crashes: tuple[Crash, ...]


def run(facts: Facts, rules: Iterable[Rule], report: Callable[[str], None] = lambda _: None) -> Outcome:
    """Apply each rule to all facts.

    Args:
        facts: The fact table.
        rules: Rules; those of scope ``table`` run with the schema, and are left out.
        report: Called with the code of each rule as it begins, for a progress bar.
    """
    verdicts: list[tuple[Rule, Verdict]] = []
    crashes: list[Crash] = []
    for rule in (one for one in rules if one.scope != "table"):
        report(rule.code)
        try:
            verdicts += [(rule, honest(verdict)) for verdict in rule(facts)]
        except (Exception, SystemExit) as error:  # noqa: BLE001  a workspace's rule may raise anything: exit 3
            crashes.append(Crash(rule.code, error))
    return Outcome(tuple(verdicts), tuple(crashes))


def honest(verdict: Verdict) -> Verdict:
    """Return *unchecked* for a verdict that rests on a faulty row, whatever the rule made of it."""
    for bound in verdict.bound:
        if bound.fact.trouble is not None:
            reason, values = because_of(bound.fact.trouble, verdict.bound[0].fact.file)
            return replace(unchecked(reason=reason, key=verdict.key, **values), bound=verdict.bound)
    return verdict


def because_of(trouble: Trouble, file: str) -> tuple[str, dict[str, str | int | tuple[str, ...]]]:
    """Return the reason that a faulty row gives: by its line, and its file where that is another one."""
    if trouble.file == file:
        return "bad-row", {"line": trouble.line}
    return "bad-row-of", {"file": trouble.file, "line": trouble.line}
