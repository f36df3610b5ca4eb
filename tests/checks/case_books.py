"""The cases of all rules: read, written as workspaces, audited."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.checks.audit import audit
from gouji.checks.messages import FAMILIES, say
from gouji.checks.registry import engine_rules
from gouji.checks.relations.bind import relation_rule
from gouji.checks.relations.declared import read_relations
from gouji.checks.runner import verdicts_of
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult, Finding
    from gouji.checks.messages import Language
    from gouji.checks.rule import Rule
    from gouji.facts.table.facts import Facts

CASES = Path(__file__).parent / "cases"
"""Cases of what has no rule of its own, as relations; those of a rule lie beside it."""
BOOKS: dict[str, list[dict[str, Any]]] = {}
for path in sorted([*FAMILIES.glob("*/*.toml"), *CASES.glob("*.toml")], key=lambda path: path.stem):
    BOOKS.setdefault(path.stem, []).extend(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def written(root: Path, case: dict[str, Any]) -> Path:
    """Write a case as a workspace; texts lie under ``texts/`` and are matched by hash."""
    for folder in ("facts", "checks", "texts"):
        (root / folder).mkdir()
    (root / "facts" / "case.csv").write_text(case["facts"].lstrip(), encoding="utf-8")
    for name in ("summaries", "entities", "indicators", "waivers"):
        if name in case:
            (root / "facts" / f"{name}.csv").write_text(case[name].lstrip(), encoding="utf-8")
    if "relations" in case:
        (root / "checks" / "relations.toml").write_text(case["relations"], encoding="utf-8")
    rows = ["id,sha256"]
    for summary, text in case.get("texts", {}).items():
        (root / "texts" / f"{summary}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{summary},{hashlib.sha256(text.encode()).hexdigest()}")
    if "texts" in case and "summaries" not in case:
        (root / "facts" / "summaries.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return root


def audited(root: Path, case: dict[str, Any]) -> AuditResult:
    return audit(
        source_of(open_workspace(written(root, case))), texts=root / "texts", today=case.get("today")
    )


def told(finding: Finding, language: str = "zh") -> str:
    first = finding.facts[0]
    who = f"{first.id} {first.column}" if first.column else first.id
    return f"{who}: {finding.level}: {finding.message[language]}"  # type: ignore[index]


def rule_of(code: str, root: Path) -> Rule:
    if code == "RELATION":
        (relation,) = read_relations(root / "checks" / "relations.toml", "relations.toml")
        return relation_rule(relation, "relations.toml")
    return next(rule for rule in engine_rules() if rule.code == code)


def unchecked(rule: Rule, facts: Facts, language: Language = "zh") -> list[str]:
    return [
        f"{one.bound[0].fact.id if one.bound else ''}: {say(one.reason, one.values, language)}"
        for one in verdicts_of(rule, facts)
        if one.outcome == "unchecked"
    ]
