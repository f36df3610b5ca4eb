"""``gouji targets``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.checking import documents_among, drafts_of, facts_of, opened
from gouji.cli.options import file_or_stdout, lang_option
from gouji.cli.output import write_bytes
from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from gouji.checks.messages import Language

FORMATS = ("text", "json", "csv", "xlsx")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--year", default="", metavar="YYYY", help="只列这一年的目标。Only targets for this year.")
@click.option(
    "--output-format", type=click.Choice(FORMATS), default="text", help="标准输出的格式。Format of stdout."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=file_or_stdout,
    help="写入此文件，格式按后缀。Write this file instead.",
)
@lang_option
def targets(
    *, paths: tuple[Path, ...], year: str, output_format: str, output: Path | None, lang: Language
) -> None:
    """目标—完成对照表：上年目标、今年完成、次年目标、未交代。

    Last year's targets, their outcomes, and this year's targets: of a workspace (default: here), or of
    documents of two or more years as they are.
    """
    documents = documents_among(paths)
    facts = drafts_of(documents) if documents else facts_of(opened(paths, isolated=True)[0])
    from gouji.reports.targets import WRITERS, rows  # noqa: PLC0415  every command imports only what it needs

    found = rows(facts, lang, year)
    if not found:
        raise InputError("targets", "no-target-of-year" if year else "no-target", year=year)
    kind = output_format if output is None else output.suffix.lstrip(".").lower()
    if kind not in WRITERS:
        raise InputError(str(output), "unknown-format", formats=" ".join(FORMATS[1:]))
    content = WRITERS[kind](found, lang)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_bytes(output, content)
