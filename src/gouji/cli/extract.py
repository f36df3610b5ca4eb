"""``gouji extract``."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.checking import document_name, documents_in, summary_ids
from gouji.cli.options import file_or_stdout, lang_option
from gouji.cli.output import NOTHING_CHECKED, progress, tell, write_bytes
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import SUMMARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gouji.checks.messages import Language

    Rows = Sequence[Mapping[str, str]]

FORMATS = ("csv", "jsonl", "xlsx")
STATE = Path(".gouji") / "extract.json"
"""The state of `--resume`, in the current folder; `gouji clean` removes it."""


@click.command()
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--text",
    "only_text",
    is_flag=True,
    help="只输出原文，起止位置按它数。Only the text that offsets count in.",
)
@click.option(
    "--output-format", type=click.Choice(FORMATS), default="csv", help="标准输出的格式。Format of stdout."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=file_or_stdout,
    help="写入此文件，或每篇一个 CSV 写入此文件夹。Write this file, or a CSV per document in this folder.",
)
@click.option(
    "--update", is_flag=True, help="保留已有的行，只补新的。Keep what the file has, add what is new."
)
@click.option(
    "--resume",
    is_flag=True,
    help="接着上次做，进度记在 .gouji/。Resume where the last run stopped; state in .gouji/.",
)
@lang_option
@click.option("-q", "--quiet", is_flag=True, help="不报进度。No progress.")
def extract(
    *, documents: tuple[Path, ...], only_text: bool, output_format: str, output: Path | None, update: bool,
    resume: bool, lang: Language, quiet: bool,
) -> None:  # fmt: skip
    """把文档读成事实表草稿：文本、Markdown、网页、.docx、.pdf，或放有它们的文件夹。

    Read documents (text, Markdown, HTML, .docx, .pdf, or a folder of them) into draft facts.
    """
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  every command imports only what it needs

    paths = list(dict.fromkeys(documents_in(documents)))
    if only_text:
        _write_stdout(read_document(_only(paths)).text.encode("utf-8"))
        return
    into_folder = output is not None and (output.is_dir() or not output.suffix)
    if (update and output is None) or (resume and not into_folder):
        raise InputError("", "update-where")
    with progress(shown=not quiet) as report:
        if output is None:
            _write_stdout(_encoded(output_format, _facts_of(paths, report)))
        elif into_folder:
            _into_folder(paths, Path(str(output)), FolderOptions(update, resume, lang, report))
        else:
            _into_file(paths, output, update=update, report=report)


def _only(paths: Sequence[Path]) -> Path:
    if len(paths) != 1:
        raise InputError("", "one-document")
    return paths[0]


def _facts_of(paths: Sequence[Path], report: Callable[[str], None]) -> Rows:
    ids = summary_ids(paths)
    return [row for path in paths for row in _drafted(path, ids[path], report)[0]]


def _drafted(path: Path, summary: str, report: Callable[[str], None]) -> tuple[Rows, Mapping[str, str]]:
    """Return the draft facts of a document, and the row of its summary."""
    from gouji.reading.documents.read import read_document  # noqa: PLC0415  every command imports only what it needs
    from gouji.reading.draft.fact_tables import draft_rows  # noqa: PLC0415  every command imports only what it needs

    report(path.name)
    return draft_rows(read_document(path, document_name(path)), summary)


def _encoded(kind: str, rows: Rows) -> bytes:
    """Return rows in a format of ``FORMATS``."""
    from gouji.facts.files.fact_file import WRITERS  # noqa: PLC0415  every command imports only what it needs

    return WRITERS[kind](rows)


def _write_stdout(content: bytes) -> None:
    sys.stdout.buffer.write(content)


def _into_file(paths: Sequence[Path], output: Path, *, update: bool, report: Callable[[str], None]) -> None:
    kind = output.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise InputError(str(output), "unknown-format", formats=" ".join(FORMATS))
    _save(output, kind, _facts_of(paths, report), update=update)


def _save(output: Path, kind: str, rows: Rows, *, update: bool) -> None:
    from gouji.facts.files.csv_file import read_csv  # noqa: PLC0415  every command imports only what it needs
    from gouji.facts.files.fact_file import with_new_facts  # noqa: PLC0415  every command imports only what it needs

    if not output.exists():
        write_bytes(output, _encoded(kind, rows))
        return
    if not update:
        raise InputError(str(output), "exists-already")
    if kind != "csv":
        raise InputError(str(output), "not-updated", kind=kind)
    content, added = with_new_facts(read_csv(output, str(output)), rows, output.stem)
    if added:
        write_bytes(output, content)


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """How a folder is filled: existing files are updated or refused, finished ones skipped, errors told."""

    update: bool
    resume: bool
    lang: Language
    report: Callable[[str], None]


def _into_folder(paths: Sequence[Path], folder: Path, options: FolderOptions) -> None:
    """Write one fact file per document, and a row of its summary; one that cannot be read stops no other."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, done = summary_ids(paths), _read_state() if options.resume else {}
    failed = 0
    for path in paths:
        target = folder / f"{ids[path]}.csv"
        mark = _mark(path, target)
        if mark and done.get(target.name) == mark and target.exists():
            continue
        try:
            facts, summary = _drafted(path, ids[path], options.report)
            _save(target, "csv", facts, update=options.update)
            _add_summary(folder, summary)
        except InputError as error:
            failed += 1
            tell(error.said(options.lang))
            continue
        if options.resume:
            done[target.name] = mark
            _write_state(done)
    if failed:
        click.get_current_context().exit(NOTHING_CHECKED)


def _add_summary(folder: Path, summary: Mapping[str, str]) -> None:
    from gouji.facts.files.fact_file import with_summary  # noqa: PLC0415  every command imports only what it needs

    content, added = with_summary(folder, summary)
    if added:
        write_bytes(folder / SUMMARIES, content)


def _mark(path: Path, target: Path) -> str:
    """Return the mark of a document once it is read: the hash of its content, and the folder of its file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() + f" {target.parent.as_posix()}"
    except OSError:
        return ""


def _read_state() -> dict[str, str]:
    if not STATE.is_file():
        return {}
    try:
        found = json.loads(STATE.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise InputError(str(STATE), "no-state", error=error) from None
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}


def _write_state(done: Mapping[str, str]) -> None:
    STATE.parent.mkdir(exist_ok=True)
    write_bytes(STATE, json.dumps(done, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8"))


@click.command()
def clean() -> None:
    """清空 .gouji/ 中的进度。Empty .gouji/, where --resume keeps its state."""
    if STATE.is_file():
        STATE.unlink()
    if STATE.parent.is_dir() and not any(STATE.parent.iterdir()):
        STATE.parent.rmdir()
