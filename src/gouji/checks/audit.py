"""An audit, step by step: load -> schema -> rules -> findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gouji.checks.account import Account, Teller
from gouji.checks.findings import AuditResult, audit_result, of_relation, sorted_findings
from gouji.checks.registry import engine_codes, engine_rules, workspace_rules
from gouji.checks.relations.declared import Relation, read_relations
from gouji.checks.rule import Fault, Level, Rule
from gouji.checks.rules.house.gj902_relation import relation as lint_rule
from gouji.checks.runner import RunResult, run
from gouji.checks.selection import Selection, with_waivers
from gouji.checks.sheet_places import with_cells
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import Source
from gouji.facts.files.steps import Report, silent
from gouji.facts.files.workspace import Workspace
from gouji.facts.table.assemble import BadCell, Tables, are_drafts, assemble, read_waivers
from gouji.facts.table.columns import ID, SHA256, YEAR
from gouji.facts.table.facts import Facts
from gouji.reading.documents.read import changed_texts

if TYPE_CHECKING:
    from gouji.checks.faults import Schema


class WorkspaceChecks(NamedTuple):
    """The checks that a workspace defines itself: relations, rules in Python, a schema."""

    relations: tuple[Relation, ...] = ()
    rules: tuple[Rule, ...] = ()
    schema: Schema | None = None
    file: str = "checks/relations.toml"

    @classmethod
    def of(cls, workspace: Workspace | None) -> WorkspaceChecks:
        """Load the checks of a workspace; its Python files are executed. Documents have none.

        Raises:
            InputError: Something cannot be loaded.
        """
        if workspace is None:
            return cls()
        from gouji.checks.faults import own_schema  # noqa: PLC0415  documents need no pandera

        file = workspace.name_of(workspace.relations)
        relations = read_relations(workspace.relations, file) if workspace.relations.is_file() else ()
        return cls(relations, workspace_rules(workspace), own_schema(workspace), file)

    def rules_asked(self, chosen: Selection) -> tuple[Rule, ...]:
        """Return the engine's rules, the relations and the workspace's rules that are chosen.

        Raises:
            InputError: Two rules have the same code, or none has one that is selected.
        """
        own = (*self._relation_rules(), *self.rules)
        codes = [*engine_codes(), *(rule.code for rule in own)]
        _refuse_repeated(codes)
        chosen.refuse_unknown(codes)
        asked = (*engine_rules(chosen.selects), *(rule for rule in own if chosen.selects(rule.code)))
        return tuple(map(chosen.leveled, asked))

    def _relation_rules(self) -> Iterable[Rule]:
        if not self.relations:
            return ()
        from gouji.checks.relations.bind import relation_rule  # noqa: PLC0415  imports lark

        return (relation_rule(relation, self.file) for relation in self.relations)


def audit(
    source: Source,
    *,
    texts: Path | None = None,
    selection: Selection | None = None,
    own: WorkspaceChecks | None = None,
    today: date | None = None,
    tell: Teller | None = None,
    report: Report = silent,
) -> AuditResult:
    """Check a source.

    Args:
        source: A workspace, a revision of one, or documents.
        texts: The folder with copies of source texts; None = only those that the source has itself.
        selection: Which rules to run; None = all.
        own: The workspace's own checks; None = load them. ``WorkspaceChecks()`` = none: nothing is executed.
        today: The day on which waivers must still be valid; None = they never expire.
        tell: Tells of the texts of a workspace what their sentences and tables hold, when somebody asks.
        report: Called with the name of each step as it begins, for a progress bar.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    tables, found, changed = _read(source, texts, report)
    own = WorkspaceChecks.of(source.workspace) if own is None else own
    chosen = selection or Selection()
    rules = own.rules_asked(chosen)
    report("schema")
    faults, bad = _faults(tables, own.schema)
    facts = assemble(tables, bad, found, changed)
    ran = run(facts, rules, report)
    selected_faults = [fault for fault in faults if chosen.selects(fault.rule.code)]
    result = audit_result(source.name, facts, ran, selected_faults, rules)
    result = replace(result, account=Account(facts, ran.judged, tables.told, tell))
    if own.relations and chosen.selects(lint_rule.code):
        result = _with_relations(result, own, facts, ran, every=chosen.lint)
    can_find = partial(chosen.finds, texts=bool(found or changed))
    waivers, whole = read_waivers(tables, bad), source.workspace is not None
    waived = with_waivers(result, waivers, today, can_find, whole=whole)
    return with_cells(chosen.applied(waived), tables.sheets)


def facts_of(source: Source) -> Facts:
    """Return the facts of a source, without any rule; nothing of checks/ is used."""
    tables = tables_of(source)
    return assemble(tables, _faults(tables)[1], source.texts)


def tables_of(source: Source, report: Report = silent) -> Tables:
    """Read the tables of a source, those of drafted facts complete.

    Raises:
        InputError: A table or a document cannot be read.
    """
    return _read(source, None, report)[0]


def _read(
    source: Source, folder: Path | None, report: Report
) -> tuple[Tables, Mapping[str, str], Mapping[str, str]]:
    """Return the tables of a source, complete, with the texts at hand, and those that were changed."""
    tables = source.tables(report)
    report("texts")
    found, changed = _texts(source, tables, folder)
    if any(are_drafts(tables.facts)):
        from gouji.reading.alignment.complete import complete  # noqa: PLC0415  facts of people need no reader of prose

        tables = complete(tables, found)
    return tables, found, changed


def _faults(tables: Tables, own: Schema | None = None) -> tuple[tuple[Fault, ...], frozenset[BadCell]]:
    """Return the faults of tables that are in files, and their cells; drafts are sound, as a test proves."""
    if "facts" in tables.made_up and not len(tables.waivers):
        return (), frozenset()
    from gouji.checks.faults import validate  # noqa: PLC0415  documents need no pandera

    faults = validate(tables, own)
    return faults, frozenset((fault.table, fault.row, fault.column) for fault in faults)


def _texts(
    source: Source, tables: Tables, folder: Path | None
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the texts at hand, and those in the folder that are called like a summary but were changed."""
    if folder is None:
        return source.texts, {}
    from gouji.reading.summaries import texts_in  # noqa: PLC0415  most audits have no folder of texts

    rows = zip(*(tables.summaries[column] for column in (ID, SHA256, YEAR)), strict=True)
    wanted = {name: (sha256, year) for name, sha256, year in rows if sha256 and name not in source.texts}
    found = texts_in(folder, wanted)
    changed = changed_texts(folder, wanted.keys() - found.keys())
    return {**found, **source.texts}, changed


def _with_relations(
    result: AuditResult, own: WorkspaceChecks, facts: Facts, ran: RunResult, *, every: bool
) -> AuditResult:
    """Add the problems of the relations; those at level ``note`` only where *every* problem is wanted."""
    from gouji.checks.relations.lint import problems  # noqa: PLC0415  imports lark

    bound = frozenset(code for code, outcome in ran.tallies if outcome != "unchecked")
    found = []
    for problem in problems(own.relations, facts, bound, every=every):
        level: Level = lint_rule.check(problem)
        if every or level != "note":
            found.append(of_relation(lint_rule, level, problem, own.file))
    return replace(result, findings=sorted_findings([*result.findings, *found]))


def _refuse_repeated(codes: Sequence[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise InputError("checks", "rule-twice", code=code)
