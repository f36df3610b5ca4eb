"""``gouji baseline``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.documents import document_options, stated_by, tell_unread
from gouji.cli.options import Settings, checking_options
from gouji.cli.output import write
from gouji.cli.progress import progress
from gouji.facts.files.errors import InputError, WordedError
from gouji.library import audited, baseline_of, open_source
from gouji.reports.text import WORDS, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.checks.findings import Finding
    from gouji.checks.triage import KnownFinding
    from gouji.facts.files.load import Source

_PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
_FILE = click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="已知疑点存在哪里；文档必须写明，工作区默认为 checks/baseline.json。"
    "Where known findings are kept: of documents needed. [default: checks/baseline.json]",
)


def _asked(command: Callable[..., None]) -> Callable[..., None]:
    return _PATHS(_FILE(checking_options(document_options(click.pass_context(command)))))


@click.group(no_args_is_help=False)
def baseline() -> None:
    """已知疑点（checks/baseline.json）：以后只报新的。

    Known findings of a workspace (default: here) or of documents: from then on only new ones count.
    """


@baseline.command("write")
@_asked
def write_known(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """把现有疑点全部记为已知。Record all current findings as known."""
    from gouji.checks.triage import known_of  # noqa: PLC0415  every command imports only what it needs

    state = _state(ctx, paths, options)
    not_asked = [one for one in state.known if not state.asked(one)]
    known = known_of(finding for finding in state.findings if finding.state != "waived")
    state.keep((*known, *not_asked), "written")


@baseline.command()
@_asked
def show(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """列出已知疑点，已不再出现的注明。List known findings, marking those that are gone."""
    state = _state(ctx, paths, options)
    marks = {one.mark for one in state.still_found}
    language = state.settings.style.language
    for one in state.known:
        gone = "" if one.mark in marks else f"{WORDS[language].baseline['gone']} "
        said = (language == "en" and one.message_en) or one.message
        click.echo(harmless(f"{gone}{said} [{one.rule}] {one.fingerprint}"))


@baseline.command()
@_asked
def prune(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """删去已不再出现的。Remove known findings that are gone."""
    state = _state(ctx, paths, options)
    state.keep(state.still_found, "left")


@dataclass(frozen=True, slots=True)
class State:
    """A workspace or documents, with known findings and current ones.

    Attributes:
        path: Where known findings are kept.
        name: What messages call that file.
        known: What is kept there.
        findings: What is found now.
    """

    source: Source
    settings: Settings
    path: Path
    name: str
    known: Sequence[KnownFinding]
    findings: Sequence[Finding]

    def asked(self, known: KnownFinding) -> bool:
        """Whether a finding could be reported now; one of other rules or of documents not read is kept."""
        texts = "texts" in self.settings.values or bool(self.source.texts)
        read = self.source.workspace is not None or self.source.texts.keys() >= set(known.summaries)
        return read and self.settings.selection.finds(known.rule, texts=texts)

    @property
    def still_found(self) -> Sequence[KnownFinding]:
        """The known findings that are still found."""
        from gouji.checks.triage import remaining  # noqa: PLC0415

        by_sentence = self.source.workspace is None
        return remaining(self.known, self.findings, self.asked, by_sentence=by_sentence)

    def keep(self, known: Sequence[KnownFinding], told: str) -> None:
        """Write the baseline, and report it."""
        from gouji.checks.triage import write_baseline  # noqa: PLC0415

        if self.source.workspace and self.path == self.source.workspace.baseline:
            self.path.parent.mkdir(exist_ok=True)
        write(self.path, write_baseline(known).encode("utf-8"))
        if not self.settings.quiet:
            count = sum(one.count for one in known)
            words = WORDS[self.settings.style.language].baseline
            click.echo(harmless(words[told].format(count=count, file=self.name)))


def _state(ctx: click.Context, paths: tuple[Path, ...], options: dict[str, Any]) -> State:
    from gouji.checks.triage import read_baseline  # noqa: PLC0415  every command imports only what it needs

    source = open_source(paths, isolated=options["isolated"], stated=stated_by(options))
    if source.files:
        raise InputError(source.files[0], "gate-of-files")
    settings = Settings.of(ctx, source.workspace)
    tell_unread(source, settings.values)
    place = baseline_of(source.workspace, options["baseline"], isolated=False)
    if place is None:
        raise InputError("", "baseline-of-documents")
    # What is in checks/ counts for nothing where that is asked for.
    ignored = settings.isolated and options["baseline"] is None
    known = () if ignored else read_baseline(*place)
    with progress(shown=not settings.quiet) as report:
        result = audited(source, report=report, **{**settings.asked, "baseline": None}, known=False)
    for crash in result.crashes:
        raise WordedError("", "baseline-kept", code=crash.code, error=crash.summary)
    return State(source, settings, *place, known, result.findings)
