"""``gouji gate``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.checking import audited, known_before, opened
from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.output import deliver, progress
from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.checks.findings import AuditResult
    from gouji.checks.gate import Before
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
    ctx.obj.verbose = options["verbose"]
    if (base is None) == (against is None):
        raise InputError("", "base-or-against")
    workspace, _ = opened([path], isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    with progress(shown=not settings.quiet) as report:
        result = _gated(workspace, settings, base, against, report)
    ctx.exit(deliver(result, settings))


def _gated(
    workspace: Workspace,
    settings: Settings,
    base: str | None,
    against: Path | None,
    report: Callable[[str], None],
) -> AuditResult:
    from gouji.checks.audit import WorkspaceChecks  # noqa: PLC0415  imports pandas and pandera
    from gouji.checks.gate import before, gate  # noqa: PLC0415
    from gouji.checks.triage import marks, with_known  # noqa: PLC0415

    own = WorkspaceChecks() if settings.isolated else WorkspaceChecks.of(workspace)
    now = audited(workspace, settings, own=own, report=report)
    now = with_known(now, marks(known_before(workspace, settings)))

    def old_audit(old: Workspace) -> AuditResult:
        report("base")
        return audited(old, settings, own=own if settings.isolated else own.with_relations_of(old))

    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        name, old = _old(workspace, base, against, Path(folder))
        found: Before = before(name, old, old_audit)
        return gate(now, workspace, found)


def _old(
    workspace: Workspace, base: str | None, against: Path | None, folder: Path
) -> tuple[str, Workspace | None]:
    """Return name and workspace of what is compared with: a copy of a revision's data, or another folder."""
    from gouji.facts.files.workspace import Workspace, export_revision  # noqa: PLC0415

    if against is not None:
        if not (against / "facts").is_dir():
            raise InputError(str(against), "no-workspace")
        return str(against), Workspace(against.resolve(), {})
    return str(base), export_revision(workspace.root, str(base), folder)
