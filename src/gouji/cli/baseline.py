"""``gouji baseline``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.checking import audited, known_before, opened
from gouji.cli.options import Settings, checking_options
from gouji.cli.output import progress, write
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.baseline import Known
    from gouji.checks.findings import Finding
    from gouji.facts.workspace import Workspace

_PATH = click.argument("path", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group()
def baseline() -> None:
    """已知疑点（checks/baseline.json）：以后只报新的。

    Known findings: from then on only new ones count.
    """


@baseline.command("write")
@_PATH
@checking_options
@click.pass_context
def write_known(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """把现有疑点全部记为已知。Take all findings of now for known."""
    from gouji.checks.baseline import known_of  # noqa: PLC0415  every command imports only what it needs

    workspace, settings, findings = _findings(ctx, path, options)
    known = known_of(finding for finding in findings if finding.state != "waived")
    _keep(workspace, known)
    _say(settings, _WRITTEN, known)


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def show(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """列出已知疑点，已不再出现的注明。List what is known, and what of it is gone."""
    from gouji.checks.baseline import remaining  # noqa: PLC0415

    workspace, settings, findings = _findings(ctx, path, options)
    known = known_before(workspace, settings)
    left = {one.mark for one in remaining(known, findings)}
    for one in known:
        gone = "" if one.mark in left else f"{_GONE[settings.style.language]} "
        click.echo(harmless(f"{gone}{one.message} [{one.rule}] {one.fingerprint}"))


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def prune(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """删去已不再出现的。Take out what is gone."""
    from gouji.checks.baseline import remaining  # noqa: PLC0415

    workspace, settings, findings = _findings(ctx, path, options)
    left = remaining(known_before(workspace, settings), findings)
    _keep(workspace, left)
    _say(settings, _LEFT, left)


_WRITTEN = {"zh": "已记 {count} 条已知疑点：{file}", "en": "{count} known findings written: {file}"}
_LEFT = {"zh": "留下 {count} 条已知疑点：{file}", "en": "{count} known findings left: {file}"}
_GONE = {"zh": "（已不再出现）", "en": "(gone)"}


def _findings(
    ctx: click.Context, path: Path, options: dict[str, Any]
) -> tuple[Workspace, Settings, Sequence[Finding]]:
    ctx.obj.verbose = options["verbose"]
    workspace, _ = opened([path], isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    with progress(shown=not settings.quiet) as report:
        return workspace, settings, audited(workspace, settings, report=report).findings


def _keep(workspace: Workspace, known: Sequence[Known]) -> None:
    from gouji.checks.baseline import write_baseline  # noqa: PLC0415

    workspace.baseline.parent.mkdir(exist_ok=True)
    write(workspace.baseline, write_baseline(known))


def _say(settings: Settings, words: dict[str, str], known: Sequence[Known]) -> None:
    if not settings.quiet:
        count = sum(one.count for one in known)
        click.echo(words[settings.style.language].format(count=count, file="checks/baseline.json"))
