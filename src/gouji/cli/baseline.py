"""``gouji baseline``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.checking import audited, known_before, opened
from gouji.cli.options import Settings, checking_options
from gouji.cli.output import progress, write
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.findings import Finding
    from gouji.checks.triage import Known
    from gouji.facts.files.workspace import Workspace

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
    from gouji.checks.triage import known_of  # noqa: PLC0415  every command imports only what it needs

    audit = _audited(ctx, path, options)
    unasked = [one for one in audit.known if not audit.asked(one.rule)]
    known = known_of(finding for finding in audit.findings if finding.state != "waived")
    audit.keep((*known, *unasked), _WRITTEN)


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def show(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """列出已知疑点，已不再出现的注明。List what is known, and what of it is gone."""
    audit = _audited(ctx, path, options)
    left = {one.mark for one in audit.left}
    for one in audit.known:
        gone = "" if one.mark in left else f"{_GONE[audit.settings.style.language]} "
        click.echo(harmless(f"{gone}{one.message} [{one.rule}] {one.fingerprint}"))


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def prune(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """删去已不再出现的。Take out what is gone."""
    audit = _audited(ctx, path, options)
    audit.keep(audit.left, _LEFT)


_WRITTEN = {"zh": "已记 {count} 条已知疑点：{file}", "en": "{count} known findings written: {file}"}
_LEFT = {"zh": "留下 {count} 条已知疑点：{file}", "en": "{count} known findings left: {file}"}
_GONE = {"zh": "（已不再出现）", "en": "(gone)"}


@dataclass(frozen=True, slots=True)
class Audited:
    """A workspace with what is known of it and what is found now."""

    workspace: Workspace
    settings: Settings
    known: Sequence[Known]
    findings: Sequence[Finding]

    def asked(self, code: str) -> bool:
        """Whether findings of a rule could be found now; of others nothing is taken away."""
        return self.settings.selection.finds(code, texts=self.settings.texts is not None)

    @property
    def left(self) -> Sequence[Known]:
        """What is known and still found."""
        from gouji.checks.triage import remaining  # noqa: PLC0415

        return remaining(self.known, self.findings, self.asked)

    def keep(self, known: Sequence[Known], words: dict[str, str]) -> None:
        """Write the baseline, and say so."""
        from gouji.checks.triage import write_baseline  # noqa: PLC0415

        self.workspace.baseline.parent.mkdir(exist_ok=True)
        write(self.workspace.baseline, write_baseline(known))
        if not self.settings.quiet:
            count = sum(one.count for one in known)
            told = words[self.settings.style.language].format(count=count, file="checks/baseline.json")
            click.echo(told)


def _audited(ctx: click.Context, path: Path, options: dict[str, Any]) -> Audited:
    ctx.obj.verbose = options["verbose"]
    workspace, _ = opened([path], isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    known = known_before(workspace, settings)
    with progress(shown=not settings.quiet) as report:
        account = audited(workspace, settings, report=report)
    for crash in account.crashes:
        raise RuntimeError(f"rule {crash.code} failed: {crash.told}; the baseline is left as it was")
    return Audited(workspace, settings, known, account.findings)
