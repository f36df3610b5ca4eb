"""An audit, step by step: load -> schema -> rules -> findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from gouji.checks.faults import own_schema, validate
from gouji.checks.findings import audit_result, of_relation, sorted_findings
from gouji.checks.registry import codes_needing_texts, engine_entries, engine_rules, workspace_rules
from gouji.checks.relations.bind import names_in, relation_rule
from gouji.checks.relations.declared import read_relations
from gouji.checks.relations.lint import problems
from gouji.checks.rules.house.gj902_relation import relation as lint_rule
from gouji.checks.runner import run
from gouji.checks.triage import Waivers, with_waivers
from gouji.facts.files.errors import InputError, nearest
from gouji.facts.files.load import load
from gouji.facts.table.assemble import assemble, is_draft, read_waivers
from gouji.facts.table.columns import ID, SHA256
from gouji.reading.documents.read import changed_texts, find_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gouji.checks.faults import Schema
    from gouji.checks.findings import AuditResult
    from gouji.checks.relations.declared import Relation
    from gouji.checks.rule import Level, Rule
    from gouji.checks.runner import RunResult
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.assemble import Tables
    from gouji.facts.table.facts import Facts
    from gouji.reading.documents.model import Document


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are selected: codes or prefixes of codes, as ``GJ2``, ``GJ401``, ``CY-01``.

    With ``lint`` relations that add nothing or bind nothing are reported too; with ``nothing`` no rule is.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lint: bool = False
    nothing: bool = False

    def refuse_unknown(self, codes: Sequence[str]) -> None:
        """Refuse what no code begins with.

        Raises:
            InputError: Nothing has a selected code.
        """
        for asked in self.select:
            if not any(code.startswith(asked) for code in codes):
                near = nearest(asked, codes)
                raise InputError(asked, "unknown-rule-near" if near else "unknown-rule", near=near)

    def finds(self, code: str, *, texts: bool) -> bool:
        """Whether a rule can find anything: it is selected, and any texts that it needs are available."""
        return self.selects(code) and (texts or code not in codes_needing_texts())

    def selects(self, code: str) -> bool:
        """Whether a rule is selected; an empty selection selects all."""
        if self.nothing:
            return False
        return (not self.select or code.startswith(self.select)) and not code.startswith(
            self.ignore or ("\0",)
        )


@dataclass(frozen=True, slots=True)
class WorkspaceChecks:
    """The checks that a workspace defines itself: relations, rules in Python, a schema."""

    relations: tuple[Relation, ...] = ()
    rules: tuple[Rule, ...] = ()
    schema: Schema | None = None
    file: str = "checks/relations.toml"

    @classmethod
    def of(cls, workspace: Workspace) -> WorkspaceChecks:
        """Load the checks of a workspace; its Python files are executed.

        Raises:
            InputError: Something cannot be loaded.
        """
        file = workspace.name_of(workspace.relations)
        relations = read_relations(workspace.relations, file)
        return cls(relations, workspace_rules(workspace), own_schema(workspace), file)

    def with_relations_of(self, workspace: Workspace) -> WorkspaceChecks:
        """Return the same rules and schema with another workspace's relations.

        Raises:
            InputError: They cannot be read.
        """
        return replace(self, relations=read_relations(workspace.relations, self.file))

    def rules_asked(self, chosen: Selection) -> tuple[Rule, ...]:
        """Return the engine's rules, the relations and the workspace's rules that are chosen.

        Raises:
            InputError: Two rules have the same code, or none has one that is selected.
        """
        relations = (relation_rule(relation, self.file) for relation in self.relations)
        own = (*relations, *self.rules)
        codes = [*(entry.code for entry in engine_entries()), *(rule.code for rule in own)]
        _refuse_repeated(codes)
        chosen.refuse_unknown(codes)
        return (*engine_rules(chosen.selects), *(rule for rule in own if chosen.selects(rule.code)))


def audit(
    workspace: Workspace,
    called: str,
    *,
    extra: Iterable[Path] = (),
    texts: Path | None = None,
    selection: Selection | None = None,
    own: WorkspaceChecks | None = None,
    today: date | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> AuditResult:
    """Check a workspace.

    Args:
        workspace: The workspace.
        called: Its name in the result.
        extra: Fact files of the workspace that lie outside ``facts/``.
        texts: The folder with copies of source texts; None = not available.
        selection: Which rules to run; None = all.
        own: The workspace's own checks; None = load them. ``WorkspaceChecks()`` = none: nothing is executed.
        today: The day on which waivers must still be valid; None = they never expire.
        report: Called with the name of each step as it begins, for a progress bar.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    report("load")
    tables = load(workspace, extra)
    own = WorkspaceChecks.of(workspace) if own is None else own
    return audit_tables(tables, called, own=own, texts=texts, selection=selection, today=today, report=report)


def audit_tables(
    tables: Tables,
    called: str,
    *,
    own: WorkspaceChecks,
    texts: Path | None = None,
    selection: Selection | None = None,
    today: date | None = None,
    report: Callable[[str], None] = lambda _: None,
    at_hand: Mapping[str, str] = MappingProxyType({}),
) -> AuditResult:
    """Check tables that have been read; the other arguments are those of `audit`.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    chosen = selection or Selection()
    rules = own.rules_asked(chosen)
    if is_draft(tables.facts).any():
        from gouji.reading.draft.fact_tables import complete  # noqa: PLC0415  only for drafts

        tables = complete(tables)
    report("schema")
    faults = () if "facts" in tables.made_up else validate(tables, own.schema)  # drafts are sound: a test
    report("texts")
    hashes = _hashes(tables)
    found = at_hand or (find_texts(texts, hashes) if texts else {})
    changed = changed_texts(texts, (name for name in hashes.values() if name not in found)) if texts else {}
    bad = frozenset((fault.table, fault.row, fault.column) for fault in faults)
    facts = assemble(tables, bad, [names_in(relation) for relation in own.relations], found, changed)
    ran = run(facts, rules, report)
    selected_faults = [fault for fault in faults if chosen.selects(fault.rule.code)]
    result = audit_result(called, facts, ran, selected_faults, rules)
    if chosen.selects(lint_rule.code):
        result = _with_relations(result, own, facts, ran, every=chosen.lint)
    can_find = partial(chosen.finds, texts=bool(found or changed))
    waivers = read_waivers(tables, bad)
    return with_waivers(result, Waivers(waivers, today, can_find)) if waivers else result


def _with_relations(
    result: AuditResult, own: WorkspaceChecks, facts: Facts, ran: RunResult, *, every: bool
) -> AuditResult:
    """Add the problems of the relations; those at level ``note`` only where *every* problem is wanted."""
    bound = frozenset(code for code, outcome in ran.tallies if outcome != "unchecked")
    found = []
    for problem in problems(own.relations, facts, bound, every=every):
        level: Level = lint_rule.check(problem)
        if every or level != "note":
            found.append(of_relation(lint_rule, level, problem, own.file))
    return replace(result, findings=sorted_findings([*result.findings, *found]))


def audit_documents(
    documents: Mapping[str, Document],
    called: str,
    *,
    selection: Selection | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> AuditResult:
    """Check documents directly: draft their facts, and apply every rule that a draft supports.

    Args:
        documents: Documents by the id of their summary.
        called: Their name in the result.
        selection: Which rules to run; None = all.
        report: Called with the name of each step as it begins, for a progress bar.
    """
    from gouji.reading.draft.fact_tables import draft_tables  # noqa: PLC0415  a workspace needs no reader of prose

    texts = {summary: document.text for summary, document in documents.items()}
    tables = draft_tables(documents, report)
    return audit_tables(
        tables, called, own=WorkspaceChecks(), selection=selection, report=report, at_hand=texts
    )


def _refuse_repeated(codes: Sequence[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise InputError("checks", "rule-twice", code=code)


def _hashes(tables: Tables) -> dict[str, str]:
    rows = zip(tables.summaries[SHA256], tables.summaries[ID], strict=True)
    return {sha256: summary for sha256, summary in rows if sha256}
