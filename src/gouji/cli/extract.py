"""``gouji extract``."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.checks.messages import Language
from gouji.cli.documents import document_options, note, read_together
from gouji.cli.options import lang_option
from gouji.cli.output import NOTHING_CHECKED, tell, write
from gouji.cli.progress import progress
from gouji.cli.shared_options import file_option, format_option
from gouji.facts.files.errors import InputError
from gouji.facts.files.fact_file import WRITERS, with_new_facts, with_summary
from gouji.facts.files.steps import Report
from gouji.facts.files.table_file import read_table
from gouji.facts.files.table_paths import SUFFIXES, table_path
from gouji.facts.table import columns as c
from gouji.reading.documents.read import documents_in, read_document
from gouji.reading.identity.stated import Stated

if TYPE_CHECKING:
    from gouji.reading.summaries import Summary

Rows = Sequence[Mapping[str, str]]
Drafted = Callable[["Summary"], tuple[Rows, Mapping[str, str]]]
"""Drafts a summary: its rows, and the one of itself."""

STATE = Path(".gouji") / "extract.json"
"""The state of `--resume`, in the current folder: a mark for each document. `gouji clean` removes it."""


@click.command()
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--text",
    "only_text",
    is_flag=True,
    help="只输出原文，起止位置按它数。Only the text that offsets count in.",
)
@format_option(WRITERS, "csv")
@file_option(
    "写入此文件，或每篇一个 CSV 写入此文件夹。Write this file, or a CSV per document in this folder."
)
@click.option(
    "--update", is_flag=True, help="保留已有的行，只补新的。Keep what the file has, add what is new."
)
@click.option(
    "--resume",
    is_flag=True,
    help="接着上次做，进度记在 .gouji/。Resume where the last run stopped; state in .gouji/.",
)
@document_options
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="不报进度。No progress.")
def extract(  # noqa: PLR0913  one for each option
    *, documents: tuple[Path, ...], only_text: bool, output_format: str, output: Path | None, update: bool,
    resume: bool, lang: Language, quiet: bool, publisher: str, year: int | None, series: str,
) -> None:  # fmt: skip
    """把文档读成事实表草稿：文本、Markdown、网页、.docx、.xlsx、.pdf，或放有它们的文件夹。

    Read documents (text, Markdown, HTML, .docx, .xlsx, .pdf, or a folder of them) into draft facts.
    """
    paths = list(dict.fromkeys(documents_in(documents)))
    if only_text:
        _print_text(paths)
        return
    into_folder = output is not None and (output.is_dir() or not output.suffix)
    if (update and output is None) or (resume and not into_folder):
        raise InputError("", "update-where")
    with progress(shown=not quiet) as report:
        taken: list[str] = []
        summaries, errors = read_together(paths, Stated(publisher, year, series), report)
        ids = [summary.id for summary in summaries]
        drafted = partial(_drafted, ids=ids, report=report, tell_of=partial(note, taken, lang))
        if output is not None and into_folder:
            errors += _into_folder(summaries, output, drafted, update=update, resume=resume)
        else:
            facts = _together(summaries, errors, drafted)
    if not into_folder:
        _into_one(facts, output, output_format, update=update)
    for error in errors:
        tell(error.said(lang))
    if errors:
        click.get_current_context().exit(NOTHING_CHECKED)
    if not quiet:
        click.echo("".join(f"{line}\n" for line in taken), err=True, nl=False)


def _print_text(paths: Sequence[Path]) -> None:
    if len(paths) != 1:
        raise InputError("", "one-document")
    write(None, read_document(paths[0]).text.encode("utf-8"))


def _together(summaries: Iterable["Summary"], errors: Sequence[InputError], drafted: Drafted) -> Rows:
    """Return the facts of all summaries; none where one document could not be read."""
    if errors:
        raise errors[0]
    return [row for summary in summaries for row in drafted(summary)[0]]


def _into_one(facts: Rows, output: Path | None, output_format: str, *, update: bool) -> None:
    """Write all facts into one file, or to the screen."""
    if output is None:
        write(None, WRITERS[output_format](facts))
    else:
        _save(output, facts, update=update)


def _drafted(
    summary: "Summary", ids: Sequence[str], report: Report, tell_of: Callable[[Mapping[str, str]], None]
) -> tuple[Rows, Mapping[str, str]]:
    """Return the draft facts of one of the summaries, and the row of itself; tell what it was taken for."""
    from gouji.reading.source import draft_rows  # noqa: PLC0415  every command imports only what it needs

    report(Path(summary.document.name).name, ids.index(summary.id) + 1, len(ids))
    rows, about = draft_rows(summary.document, summary.id, summary.info)
    tell_of(about)
    return rows, about


def _save(output: Path, rows: Rows, *, update: bool) -> None:
    kind = output.suffix.lstrip(".").lower()
    if kind not in WRITERS:
        raise InputError(str(output), "unknown-format", formats=" ".join(WRITERS))
    if not output.exists():
        write(output, WRITERS[kind](rows))
        return
    if not update:
        raise InputError(str(output), "exists-already")
    if output.suffix.lower() not in SUFFIXES:
        raise InputError(str(output), "not-updated", kind=kind)
    found = read_table(output, str(output), c.REQUIRED_FACT_COLUMNS)
    content, added = with_new_facts(found, rows, output.stem)
    if added:
        write(output, content)


def _into_folder(
    summaries: Iterable["Summary"], folder: Path, drafted: Drafted, *, update: bool, resume: bool
) -> list[InputError]:
    """Write one fact file per summary, and a row of it; one that cannot be written stops no other."""
    folder.mkdir(parents=True, exist_ok=True)
    done = _read_state() if resume else set()
    errors = []
    for summary in summaries:
        target = table_path(folder, f"{summary.id}.csv")
        mark = f"{summary.document.sha256} {target.as_posix()}"
        if mark in done and target.exists():
            continue
        try:
            facts, about = drafted(summary)
            _save(target, facts, update=update)
            summaries_file, content, added = with_summary(folder, about)
            if added:
                write(summaries_file, content)
        except InputError as error:
            errors.append(error)
            continue
        if resume:
            done.add(mark)
            STATE.parent.mkdir(exist_ok=True)
            write(STATE, json.dumps(sorted(done), ensure_ascii=False, indent=1).encode("utf-8"))
    return errors


def _read_state() -> set[str]:
    try:
        return set(json.loads(STATE.read_text(encoding="utf-8"))) if STATE.is_file() else set()
    except (ValueError, TypeError, OSError) as error:
        raise InputError(str(STATE), "no-state", error=error) from None


@click.command()
def clean() -> None:
    """清空 .gouji/ 中的进度。Empty .gouji/, where --resume keeps its state."""
    if STATE.is_file():
        STATE.unlink()
    if STATE.parent.is_dir() and not any(STATE.parent.iterdir()):
        STATE.parent.rmdir()
