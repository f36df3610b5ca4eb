"""``gouji audit``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gouji.cli.checking import audited, audited_documents, documents_among, known_before, opened
from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.output import deliver, progress
from gouji.facts.files.workspace import Workspace


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@reporting_options
@checking_options
@click.pass_context
def audit(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """核对工作区（默认为当前目录）、其中的事实文件，或直接核对文档。

    Check a workspace (default: here), fact files (their workspace is loaded, and the findings that touch
    them are shown), or documents as they are: text, Markdown, HTML, .docx, .pdf, or a folder of them.
    """
    from gouji.checks.triage import marks, with_known  # noqa: PLC0415  every command imports only what it needs

    ctx.obj.verbose = options["verbose"]
    if documents := documents_among(paths):
        settings = Settings.of(ctx, Workspace(Path(), {}))
        with progress(shown=not settings.quiet) as report:
            ctx.exit(deliver(audited_documents(documents, settings, report), settings))
    workspace, files = opened(paths, isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    known = known_before(workspace, settings)
    with progress(shown=not settings.quiet) as report:
        result = with_known(audited(workspace, settings, extra=files, report=report), marks(known))
    if files:
        result = result.touching(workspace.name_of(path) for path in files)
    ctx.exit(deliver(result, settings))
