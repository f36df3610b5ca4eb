"""``gouji gate``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gouji.cli.documents import document_options, stated_by, tell_unread
from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.output import tell
from gouji.cli.progress import progress
from gouji.cli.shared_options import baseline_option, waivers_option
from gouji.facts.files.errors import InputError
from gouji.facts.files.steps import words_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table.columns import ID
from gouji.library import audited, open_source
from gouji.reading.documents.read import read_document
from gouji.reports.text import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.checks.audit import WorkspaceChecks
    from gouji.checks.findings import AuditResult
    from gouji.checks.touched import Part
    from gouji.facts.files.load import Source
    from gouji.facts.files.steps import Report
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.assemble import Tables
    from gouji.reading.identity.stated import Stated

_ALL_FACTS = frozenset({"html", "xlsx"})
"""Reports that show all facts, whatever changed."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--base", metavar="REV", help="与此版本相比。Compare with this revision.")
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="与此工作区、文档或放文档的文件夹相比，不用 git。"
    "Compare with this workspace, document or folder of documents, without git.",
)
@click.option(
    "--full", is_flag=True, help="全部核对，不只改动涉及的。Compare everything, not only what changed."
)
@waivers_option
@baseline_option
@reporting_options
@checking_options
@document_options
@click.pass_context
def gate(
    ctx: click.Context, /, paths: tuple[Path, ...], base: str | None, against: Path | None, **options: Any
) -> None:
    """把关：只为新增的疑点返回 1。

    Check a workspace (default: here), or documents as they are, and fail only for findings that were not
    there before: at REV, or in what --against names. Documents are compared with those of the same name; one
    with one whatever they are called.
    """
    import tempfile  # noqa: PLC0415  slow to import, and --help writes no file

    if (base is None) == (against is None):
        raise InputError("", "base-or-against")
    stated = stated_by(options)
    source = open_source(paths, isolated=options["isolated"], stated=stated)
    if source.files:
        raise InputError(source.files[0], "gate-of-files")
    settings = Settings.of(ctx, source.workspace)
    tell_unread(source, settings.values)
    with progress(shown=not settings.quiet) as report, tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        before = Before(base, against, Path(folder))
        if source.workspace is None:
            result = _of_documents(paths, source, settings.asked, before, stated, report)
        else:
            old = before.of(source.workspace)
            change = Gated(
                source, source.workspace, settings.asked, whole=_wants_all(settings), report=report
            )
            result = change.against(before.called, old)
    code = settings.deliver(result)
    by_default = settings.values.get("fail_on", "error") == "error"
    if by_default and not (code or settings.quiet) and (warned := result.levels["warning"]):
        tell(WORDS[settings.style.language].passed.format(count=warned))
    ctx.exit(code)


def _wants_all(settings: Settings) -> bool:
    """Whether more is asked for than what a change can touch."""
    return bool(settings.values["full"] or settings.values["verbose"] or _ALL_FACTS & settings.formats)


def _of_documents(
    paths: Sequence[Path],
    source: Source,
    asked: Mapping[str, Any],
    before: Before,
    stated: Stated,
    report: Report,
) -> AuditResult:
    """Compare documents with those before; rules see all of either, as words are joined over all."""
    from gouji.checks.gate import gate, nothing_before, removed, unreadable  # noqa: PLC0415
    from gouji.reading.source import source_of  # noqa: PLC0415  only for documents

    earlier = before.of_documents(paths)
    now = audited(source, report=report, **asked)
    if not earlier:
        return nothing_before(now, before.called, "base-no-documents")
    report("base")
    try:
        read = {name: read_document(path, path.name) for name, path in earlier.items()}
        base = audited(source_of(read, stated), known=False, report=report, **asked)
    except InputError as error:
        return unreadable(now, before.called, error)
    summaries = (one.evidence.dimensions.summaries for one in (base, now))
    return gate(now, base, [*removed("summary", *summaries)], by_sentence=True)


@dataclass(frozen=True, slots=True)
class Before:
    """What is compared with: a revision, or a path; a folder for what a revision has."""

    revision: str | None
    path: Path | None
    folder: Path

    @property
    def called(self) -> str:
        """Its name for people."""
        return words_of(str(self.path or self.revision))

    def of(self, workspace: Workspace) -> Workspace | None:
        """Return the state of a workspace before; None where there was none.

        Raises:
            InputError: It is no workspace, or git has no such revision.
        """
        if self.path is not None:
            return open_workspace(self.path, isolated=True)
        from gouji.facts.files.revisions import export_revision  # noqa: PLC0415  only where git is asked

        return export_revision(workspace.root, str(self.revision), self.folder)

    def of_documents(self, paths: Sequence[Path]) -> Mapping[str, Path]:
        """Return the documents before, by the ids that they or those of now have; empty where there are none.

        Raises:
            InputError: A folder has none, or git has no such revision.
        """
        from gouji.cli.earlier import at_revision, beside, paired  # noqa: PLC0415  only for documents

        if self.path is not None:
            return paired(paths, beside(paths, self.path), one=not self.path.is_dir())
        return paired(paths, at_revision(paths, str(self.revision), self.folder))


@dataclass(frozen=True)
class Gated:
    """A workspace that is to be compared with a state before.

    Attributes:
        asked: What is asked of an audit: arguments of `gouji.library.audited`.
        whole: Whether all is to be compared, not only what a change can touch.
        report: Called with the name of each step as it begins.
    """

    source: Source
    workspace: Workspace
    asked: Mapping[str, Any]
    whole: bool
    report: Report

    def against(self, called: str, old: Workspace | None) -> AuditResult:
        """Return what is found, the findings of the state before marked as known.

        Args:
            called: The name of the state before, for people.
            old: The workspace as it was; None where there was none.

        Raises:
            InputError: Nothing of the workspace could be checked.
        """
        from gouji.checks.audit import WorkspaceChecks  # noqa: PLC0415  --help needs no audit
        from gouji.checks.gate import nothing_before, unreadable  # noqa: PLC0415

        own = WorkspaceChecks() if self.asked["isolated"] else WorkspaceChecks.of(self.workspace)
        now = State(self.workspace, self.source, self.source.tables(self.report), own)
        if old is None:
            return nothing_before(self._audited(now), called)
        try:
            base = self._before(old, own)
            return self._of_part(now, base) or self._of_all(now, base, called)
        except _UnreadableError as error:
            return unreadable(self._audited(now), called, error.why)

    def _before(self, old: Workspace, own: WorkspaceChecks) -> State:
        """Return the state before, with the checks of now, but its own relations."""
        from gouji.checks.relations.declared import read_relations  # noqa: PLC0415
        from gouji.facts.files.load import source_of  # noqa: PLC0415

        self.report("base")
        source = source_of(old)
        try:
            wanted = old.relations.is_file() and not self.asked["isolated"]
            relations = read_relations(old.relations, own.file) if wanted else ()
            return State(old, source, source.tables(self.report), own._replace(relations=relations))
        except InputError as error:
            raise _UnreadableError(error) from None

    def _of_part(self, now: State, base: State) -> AuditResult | None:
        """Compare what a change can touch; None where it may be all, or is too little to be checked."""
        from gouji.checks.touched import touched  # noqa: PLC0415

        own = now.own
        if self.whole or own.schema is not None or own.relations != base.own.relations:
            return None
        part = touched(now.tables, base.tables, own.relations, own.rules)
        if part is None:
            return None
        try:
            result = self._audited(now._replace(tables=part.now))
            before = self._audited(base._replace(tables=part.base), known=False)
        except InputError:
            return None
        told = self._told(now, base, result, before, part)
        return replace(told, out_of=len(now.tables.facts))

    def _of_all(self, now: State, base: State, called: str) -> AuditResult:
        from gouji.checks.gate import unreadable  # noqa: PLC0415

        result = self._audited(now)
        try:
            before = self._audited(base, known=False)
        except InputError as error:
            return unreadable(result, called, error)
        return self._told(now, base, result, before)

    def _audited(self, state: State, *, known: bool = True) -> AuditResult:
        source = replace(state.source, tables=lambda _: state.tables)
        return audited(source, own=state.own, known=known, report=self.report, **self.asked)

    def _told(
        self, now: State, base: State, result: AuditResult, before: AuditResult, part: Part | None = None
    ) -> AuditResult:
        from gouji.checks.gate import changes_of, gate, removed  # noqa: PLC0415

        about = [*removed("fact", base.tables.facts[ID], now.tables.facts[ID])]
        if now.workspace.names_summaries and base.workspace.names_summaries:
            about += removed("summary", base.tables.summaries[ID], now.tables.summaries[ID])
        about += changes_of(now.workspace, base.workspace, before)
        return gate(result, before, about, part.changed if part else None)


class State(NamedTuple):
    """A workspace at one time: where it lies, its source, its tables, and by what it is checked."""

    workspace: Workspace
    source: Source
    tables: Tables
    own: WorkspaceChecks


class _UnreadableError(Exception):
    """The state before cannot be read."""

    def __init__(self, why: InputError) -> None:
        self.why = why
        super().__init__(str(why))
