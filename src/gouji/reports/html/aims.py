"""The part with targets and what came of them (目标—完成对照表)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gouji.checks.bindings.targets import target_outcomes
from gouji.checks.findings import AuditResult
from gouji.reports.html.links import Anchored, by_row, key_of
from gouji.reports.targets import TargetRow, row_of
from gouji.reports.text import Words


class TargetLine(NamedTuple):
    """A target in words, and the finding that it is part of."""

    row: TargetRow
    mark: Anchored | None


def targets(result: AuditResult, findings: Iterable[Anchored], words: Words) -> Sequence[TargetLine]:
    """Return every target whose next summary is available, in reported order, those with a finding first."""
    marks = by_row(findings, lambda finding: result.rule_of(finding).of_targets)
    facts, lines = result.evidence, []
    for pair in facts.derive(target_outcomes):
        if pair.obstacle == "no-next-summary":
            continue
        row, mark = row_of(facts, pair, words.language), marks.get(key_of(pair.target))
        if pair.status == "untold" and mark is None:
            row = row._replace(status=words.not_found, reason=row.reason or words.not_found_why)
        lines.append(TargetLine(row, mark))
    return sorted(lines, key=lambda line: line.mark is None)
