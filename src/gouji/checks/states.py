"""Which findings are new, which are known, which are waived; and waivers that no longer hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.checks.baseline import mark_of
from gouji.checks.findings import of_waiver, sorted_findings
from gouji.checks.rules.gj901_waiver import waiver as waiver_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from gouji.checks.baseline import Mark
    from gouji.checks.findings import Account, Finding
    from gouji.facts.waivers import Waiver


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a workspace.

    Attributes:
        rows: The waivers.
        today: The day they are held against; None = they never run out.
        asked: Whether findings of a rule could be found in this audit at all.
    """

    rows: tuple[Waiver, ...]
    today: date | None
    asked: Callable[[str], bool]


def with_waivers(account: Account, waivers: Waivers) -> Account:
    """Return the account with accepted findings as such, and a finding for each waiver that does not hold."""
    fingerprints = {finding.fingerprint for finding in account.findings}
    holding: set[tuple[str, str]] = set()
    lapsed: list[Finding] = []
    for row in waivers.rows:
        problem = waiver_rule.check(row, fingerprints, waivers.today)
        if not problem:
            holding.add((row.fingerprint, row.rule))
        elif waivers.asked(waiver_rule.code) and (problem != "waiver-unmatched" or waivers.asked(row.rule)):
            lapsed.append(of_waiver(waiver_rule, row, problem))
    settled = [
        replace(finding, state="waived") if (finding.fingerprint, finding.rule) in holding else finding
        for finding in account.findings
    ]
    return replace(account, findings=sorted_findings([*settled, *lapsed]))


def with_known(account: Account, known: Mapping[Mark, int]) -> Account:
    """Return the account with findings that were known before as such, counted."""
    left = Counter(known)
    return replace(account, findings=tuple(_settled(account.findings, left)))


def _settled(findings: Iterable[Finding], left: Counter[Mark]) -> Iterable[Finding]:
    for finding in findings:
        if finding.state == "new" and left[mark_of(finding)] > 0:
            left[mark_of(finding)] -= 1
            yield replace(finding, state="known")
        else:
            yield finding
