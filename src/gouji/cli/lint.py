"""``gouji lint``."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.progress import progress
from gouji.facts.files.errors import InputError
from gouji.library import opened


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@reporting_options
@checking_options
@click.pass_context
def lint(ctx: click.Context, /, folder: Path, **options: Any) -> None:
    """核对勾稽关系本身：互相矛盾、多余、从未核到数字、单位不合。

    Check the relations themselves: contradictory (with the smallest set), redundant, never bound,
    units that can never be compared. Fails from level warning, unless --fail-on says otherwise.
    """
    from gouji.checks.audit import WorkspaceChecks, audit  # noqa: PLC0415  --help needs no audit
    from gouji.checks.rules.house.gj902_relation import relation  # noqa: PLC0415  every command imports its own
    from gouji.checks.selection import Selection  # noqa: PLC0415
    from gouji.facts.files.load import source_of  # noqa: PLC0415  --help needs no audit

    workspace, _ = opened((folder,), isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    if ctx.get_parameter_source("fail_on") == click.core.ParameterSource.DEFAULT:
        settings = Settings({**settings.values, "fail_on": "warning"})
    if not workspace.relations.is_file():
        raise InputError(workspace.name_of(workspace.relations), "no-relations")
    own = WorkspaceChecks.of(workspace)
    asked = Selection((*(one.id for one in own.relations), relation.code), lint=True)
    with progress(shown=not settings.quiet) as report:
        result = audit(source_of(workspace), selection=asked, own=own, report=report)
    found = tuple(finding for finding in result.findings if finding.rule == relation.code)
    ctx.exit(settings.deliver(replace(result, findings=found)))
