"""An audit, station by station: load -> schema -> rules -> findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gouji.checks.findings import account, of_relation, sorted_findings
from gouji.checks.registry import engine_entries, engine_rules, needing_texts, workspace_rules
from gouji.checks.relations.bind import names_in, relation_rule
from gouji.checks.relations.declared import read_relations
from gouji.checks.relations.lint import problems
from gouji.checks.rules.house.gj902_relation import relation as relation_rule_of
from gouji.checks.runner import run
from gouji.checks.schema import own_schema, validate
from gouji.checks.triage import Waivers, with_waivers
from gouji.facts.files.errors import InputError
from gouji.facts.files.load import load
from gouji.facts.files.waivers import read_waivers
from gouji.facts.table.assemble import assemble
from gouji.facts.table.columns import ID, SHA256
from gouji.reading.documents.source_texts import changed_texts, find_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pandera.pandas as pa

    from gouji.checks.findings import Account
    from gouji.checks.relations.declared import Relation
    from gouji.checks.rule import Rule
    from gouji.checks.runner import Outcome
    from gouji.checks.verdict import Level, Verdict
    from gouji.facts.files.load import Tables
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.facts import Facts
    from gouji.reading.documents.model import Document


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are asked for: codes or beginnings of codes, as ``GJ2``, ``GJ401``, ``CY-01``.

    With ``lint`` it is also told which relations say nothing new, or bind nothing.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lint: bool = False

    def finds(self, code: str, *, texts: bool) -> bool:
        """Whether a rule can find anything: it is asked for, and the texts are at hand if it needs them."""
        return self.holds(code) and (texts or code not in needing_texts())

    def holds(self, code: str) -> bool:
        """Whether a rule is asked for; all are where nothing is selected."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(
            self.ignore or ("\0",)
        )


@dataclass(frozen=True, slots=True)
class Own:
    """What a workspace brings itself: relations, rules in Python, a schema."""

    relations: tuple[Relation, ...] = ()
    rules: tuple[Rule, ...] = ()
    schema: pa.DataFrameSchema | None = None
    file: str = "checks/relations.toml"

    @classmethod
    def of(cls, workspace: Workspace) -> Own:
        """Load it; Python files are executed.

        Raises:
            InputError: Something cannot be loaded.
        """
        file = workspace.name_of(workspace.relations)
        relations = read_relations(workspace.relations, file)
        return cls(relations, workspace_rules(workspace), own_schema(workspace), file)

    def with_relations_of(self, workspace: Workspace) -> Own:
        """Return the same rules and schema with another workspace's relations.

        Raises:
            InputError: They cannot be read.
        """
        return replace(self, relations=read_relations(workspace.relations, self.file))

    def rules_asked(self, asked: Callable[[str], bool]) -> tuple[Rule, ...]:
        """Return the engine's rules, the relations and the workspace's rules whose codes are asked for.

        Raises:
            InputError: Two have one code.
        """
        relations = (relation_rule(relation, self.file) for relation in self.relations)
        own = (*relations, *self.rules)
        _refuse_repeated([*(entry.code for entry in engine_entries()), *(rule.code for rule in own)])
        return (*engine_rules(asked), *(rule for rule in own if asked(rule.code)))


def audit(
    workspace: Workspace,
    called: str,
    *,
    extra: Iterable[Path] = (),
    texts: Path | None = None,
    selection: Selection | None = None,
    own: Own | None = None,
    today: date | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Account:
    """Check a workspace.

    Args:
        workspace: The workspace.
        called: What the account calls it.
        extra: Fact files of the workspace that lie outside ``facts/``.
        texts: Where copies of source texts lie; None = not at hand.
        selection: Which rules are asked for; None = all.
        own: What the workspace brings itself; None = load it. ``Own()`` leaves it alone: nothing is executed.
        today: The day that waivers are held against; None = they never run out.
        report: Called with the name of each step as it begins, for a progress bar.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    report("load")
    tables = load(workspace, extra)
    own = Own.of(workspace) if own is None else own
    return audit_tables(tables, called, own=own, texts=texts, selection=selection, today=today, report=report)


def audit_tables(
    tables: Tables,
    called: str,
    *,
    own: Own,
    texts: Path | None = None,
    selection: Selection | None = None,
    today: date | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Account:
    """Check tables that have been read; the arguments are those of `audit`.

    Raises:
        InputError: Nothing could be checked.
        SchemaCrashError: A schema's check raised.
    """
    chosen = selection or Selection()
    rules = own.rules_asked(chosen.holds)
    report("schema")
    faults = validate(tables, own.schema)
    report("texts")
    hashes = _hashes(tables)
    found = find_texts(texts, hashes) if texts else {}
    changed = changed_texts(texts, (one for one in hashes.values() if one not in found)) if texts else {}
    bad = frozenset((fault.table, fault.row, fault.column) for fault in faults)
    facts = assemble(tables, bad, [names_in(relation) for relation in own.relations], found, changed)
    outcome = run(facts, rules, report)
    told = [fault for fault in faults if chosen.holds(fault.rule.code)]
    summed = account(called, facts, outcome, told, rules)
    if chosen.holds(relation_rule_of.code):
        summed = _with_relations(summed, own, facts, outcome, every=chosen.lint)
    asked_for = partial(chosen.finds, texts=bool(found or changed))
    return with_waivers(summed, Waivers(read_waivers(tables, bad), today, asked_for))


def _with_relations(account: Account, own: Own, facts: Facts, outcome: Outcome, *, every: bool) -> Account:
    """Add what is wrong with the relations; what is merely idle only where *every* problem is asked for."""
    verdicts: dict[str, list[Verdict]] = {relation.id: [] for relation in own.relations}
    for rule, verdict in outcome.verdicts:
        if rule.code in verdicts:
            verdicts[rule.code].append(verdict)
    found = []
    for problem in problems(own.relations, facts, verdicts, every=every):
        level: Level = relation_rule_of.check(problem)
        if every or level != "note":
            found.append(of_relation(relation_rule_of, level, problem, own.file))
    return replace(account, findings=sorted_findings([*account.findings, *found]))


def audit_documents(
    documents: Mapping[str, Document],
    called: str,
    *,
    selection: Selection | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Account:
    """Check documents as they are: their facts are drafted, and every rule that a draft supports is applied.

    Args:
        documents: Documents by the id of the summary that each is.
        called: What the account calls them.
        selection: Which rules are asked for; None = all.
        report: Called with the name of each step as it begins, for a progress bar.
    """
    from gouji.reading.draft.fact_tables import drafted  # noqa: PLC0415  a workspace needs no reader of prose

    chosen = selection or Selection()
    made = drafted(documents, report)
    facts = assemble(made.tables, frozenset(), (), made.texts, drafted=True)
    rules = engine_rules(chosen.holds)
    return account(called, facts, run(facts, rules, report), (), rules)


def _refuse_repeated(codes: Sequence[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise InputError("checks", f"two rules are called {code}; expected each code once")


def _hashes(tables: Tables) -> dict[str, str]:
    rows = zip(tables.summaries[SHA256], tables.summaries[ID], strict=True)
    return {sha256: summary for sha256, summary in rows if sha256}
