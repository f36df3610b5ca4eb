"""``gouji baseline``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.options import Settings, checking_options
from gouji.cli.output import write
from gouji.cli.progress import progress
from gouji.facts.files.errors import WordedError
from gouji.library import audited, opened
from gouji.reports.text import WORDS, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.findings import Finding
    from gouji.checks.triage import KnownFinding
    from gouji.facts.files.workspace import Workspace

_PATH = click.argument("path", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group(no_args_is_help=False)
def baseline() -> None:
    """已知疑点（checks/baseline.json）：以后只报新的。

    Known findings: from then on only new ones count.
    """


@baseline.command("write")
@_PATH
@checking_options
@click.pass_context
def write_known(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """把现有疑点全部记为已知。Record all current findings as known."""
    from gouji.checks.triage import known_of  # noqa: PLC0415  every command imports only what it needs

    state = _state(ctx, path, options)
    not_asked = [one for one in state.known if not state.asked(one.rule)]
    known = known_of(finding for finding in state.findings if finding.state != "waived")
    state.keep((*known, *not_asked), "written")


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def show(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """列出已知疑点，已不再出现的注明。List known findings, marking those that are gone."""
    state = _state(ctx, path, options)
    marks = {one.mark for one in state.still_found}
    language = state.settings.style.language
    for one in state.known:
        gone = "" if one.mark in marks else f"{WORDS[language].baseline['gone']} "
        said = (language == "en" and one.message_en) or one.message
        click.echo(harmless(f"{gone}{said} [{one.rule}] {one.fingerprint}"))


@baseline.command()
@_PATH
@checking_options
@click.pass_context
def prune(ctx: click.Context, /, path: Path, **options: Any) -> None:
    """删去已不再出现的。Remove known findings that are gone."""
    state = _state(ctx, path, options)
    state.keep(state.still_found, "left")


@dataclass(frozen=True, slots=True)
class State:
    """A workspace with its known findings and its current ones."""

    workspace: Workspace
    settings: Settings
    known: Sequence[KnownFinding]
    findings: Sequence[Finding]

    def asked(self, code: str) -> bool:
        """Whether a rule could report findings now; the known findings of other rules are kept."""
        return self.settings.selection.finds(code, texts="texts" in self.settings.values)

    @property
    def still_found(self) -> Sequence[KnownFinding]:
        """The known findings that are still found."""
        from gouji.checks.triage import remaining  # noqa: PLC0415

        return remaining(self.known, self.findings, self.asked)

    def keep(self, known: Sequence[KnownFinding], told: str) -> None:
        """Write the baseline, and report it."""
        from gouji.checks.triage import write_baseline  # noqa: PLC0415

        self.workspace.baseline.parent.mkdir(exist_ok=True)
        write(self.workspace.baseline, write_baseline(known).encode("utf-8"))
        if not self.settings.quiet:
            count = sum(one.count for one in known)
            words = WORDS[self.settings.style.language].baseline
            click.echo(words[told].format(count=count, file="checks/baseline.json"))


def _state(ctx: click.Context, path: Path, options: dict[str, Any]) -> State:
    from gouji.checks.triage import read_baseline  # noqa: PLC0415  every command imports only what it needs
    from gouji.facts.files.load import source_of  # noqa: PLC0415  --help needs no audit

    workspace, _ = opened([path], isolated=options["isolated"])
    settings = Settings.of(ctx, workspace)
    known = read_baseline(None if settings.isolated else workspace)
    with progress(shown=not settings.quiet) as report:
        result = audited(source_of(workspace), report=report, **settings.asked)
    for crash in result.crashes:
        raise WordedError("", "baseline-kept", code=crash.code, error=crash.summary)
    return State(workspace, settings, known, result.findings)
