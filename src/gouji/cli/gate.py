"""``gouji gate``."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.progress import progress
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import export_revision, open_workspace
from gouji.library import audited, opened

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult
    from gouji.facts.files.steps import Report
    from gouji.facts.files.workspace import Workspace


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", metavar="REV", help="与此版本相比。Compare with this revision.")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="与此工作区相比，不用 git。Compare with this workspace, without git.",
)
@reporting_options
@checking_options
@click.pass_context
def gate(ctx: click.Context, /, path: Path, base: str | None, against: Path | None, **options: Any) -> None:
    """把关：只为新增的疑点返回 1。

    Audit a workspace (default: here); fail only for findings that REV did not have.
    """
    if (base is None) == (against is None):
        raise InputError("", "base-or-against")
    workspace, _ = opened([path], isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    with progress(shown=not settings.quiet) as report:
        result = _gated(workspace, settings, base, against, report)
    ctx.exit(settings.deliver(result))


def _gated(
    workspace: Workspace,
    settings: Settings,
    base: str | None,
    against: Path | None,
    report: Report,
) -> AuditResult:
    from gouji.checks.audit import WorkspaceChecks  # noqa: PLC0415  --help needs no audit
    from gouji.checks.gate import gate  # noqa: PLC0415
    from gouji.checks.relations.declared import read_relations  # noqa: PLC0415
    from gouji.facts.files.load import source_of  # noqa: PLC0415

    own = WorkspaceChecks() if settings.isolated else WorkspaceChecks.of(workspace)
    now = audited(source_of(workspace), own=own, report=report, **settings.asked)

    def old_audit(old: Workspace) -> AuditResult:
        report("base")
        wanted = old.relations.is_file() and not settings.isolated
        relations = read_relations(old.relations, own.file) if wanted else ()
        checks = replace(own, relations=relations)
        return audited(source_of(old), own=checks, baseline=False, **settings.asked)

    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        old = (
            export_revision(workspace.root, str(base), Path(folder))
            if against is None
            else open_workspace(against, isolated=True)
        )
        return gate(now, workspace, str(against or base), old, old_audit)
