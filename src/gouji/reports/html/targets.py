"""The part that holds last year's targets against this year's outcomes (目标—完成对照表)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.bindings.targets import plans
from gouji.reports.html.links import by_row
from gouji.reports.targets import row_of
from gouji.reports.words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.checks.findings import Account
    from gouji.checks.messages import Language
    from gouji.reports.html.links import Anchored
    from gouji.reports.targets import Row


@dataclass(frozen=True, slots=True)
class Line:
    """A target in words, and the finding that it stands in; empty where it stands in none."""

    row: Row
    level: str
    sign: str
    anchor: str


def targets(account: Account, findings: Iterable[Anchored], language: Language) -> tuple[Line, ...]:
    """Return every target whose next summary is at hand, in the order told; those with a finding in front."""
    marks = by_row(findings, lambda finding: account.rule_of(finding).of_targets)
    facts = account.evidence
    lines = []
    for plan in facts.derive(plans):
        if plan.obstacle != "no-next-summary":
            mark = marks.get((plan.target.file, plan.target.line))
            level = mark.finding.level if mark else ""
            lines.append(
                Line(
                    row_of(facts, plan, language),
                    level,
                    SIGNS[mark.finding.level] if mark else "",
                    mark.anchor if mark else "",
                )
            )
    return tuple(sorted(lines, key=lambda line: not line.anchor))
