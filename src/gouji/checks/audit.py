"""An audit, station by station: load -> schema -> rules -> findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.findings import account
from gouji.checks.local import own_rules
from gouji.checks.relations.bind import names_in, relation_rule
from gouji.checks.relations.declared import read_relations
from gouji.checks.rules import engine_rules
from gouji.checks.runner import run
from gouji.checks.schema import own_schema, validate
from gouji.facts.assemble import assemble
from gouji.facts.errors import InputError
from gouji.facts.load import load
from gouji.facts.table import ID, SHA256
from gouji.facts.texts import find_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from gouji.checks.findings import Account
    from gouji.checks.rule import Rule
    from gouji.facts.load import Tables
    from gouji.facts.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are asked for: codes or beginnings of codes, as ``GJ2``, ``GJ401``, ``CY-01``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def holds(self, code: str) -> bool:
        """Whether a rule is asked for; all are where nothing is selected."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(
            self.ignore or ("\0",)
        )


def audit(
    workspace: Workspace,
    called: str,
    *,
    extra: Iterable[Path] = (),
    texts: Path | None = None,
    selection: Selection | None = None,
    isolated: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> Account:
    """Check a workspace.

    Args:
        workspace: The workspace.
        called: What the account calls it.
        extra: Fact files of the workspace that lie outside ``facts/``.
        texts: Where copies of source texts lie; None = not at hand.
        selection: Which rules are asked for; None = all.
        isolated: Leave the workspace's own schema, relations and rules alone; nothing of it is executed.
        report: Called with the name of each step as it begins, for a progress bar.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    chosen = selection or Selection()
    report("load")
    tables = load(workspace, extra)
    declared = workspace.name_of(workspace.relations)
    relations = () if isolated else read_relations(workspace.relations, declared)
    own = () if isolated else own_rules(workspace)
    rules = _distinct((*engine_rules(), *(relation_rule(relation, declared) for relation in relations), *own))
    report("schema")
    faults = validate(tables, None if isolated else own_schema(workspace))
    report("texts")
    found = find_texts(texts, _hashes(tables)) if texts else {}
    bad = frozenset((fault.table, fault.row, fault.column) for fault in faults)
    facts = assemble(tables, bad, [names_in(relation) for relation in relations], found)
    asked = [rule for rule in rules if rule.scope != "table" and chosen.holds(rule.code)]
    outcome = run(facts, asked, report)
    return account(called, facts, outcome, [fault for fault in faults if chosen.holds(fault.rule.code)])


def _distinct(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    codes = [rule.code for rule in rules]
    for code in codes:
        if codes.count(code) > 1:
            raise InputError("checks", f"two rules are called {code}; expected each code once")
    return rules


def _hashes(tables: Tables) -> dict[str, str]:
    rows = zip(tables.summaries[SHA256], tables.summaries[ID], strict=True)
    return {sha256: summary for sha256, summary in rows if sha256}
