"""``gouji targets``."""

from pathlib import Path

import click

from gouji.checks.messages import Language
from gouji.cli.options import lang_option
from gouji.cli.output import show, write
from gouji.cli.shared_options import file_option, format_option
from gouji.facts.files.errors import InputError
from gouji.library import open_source

FORMATS = ("text", "json", "csv", "xlsx")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--year", default="", metavar="YYYY", help="只列这一年的目标。Only targets for this year.")
@format_option(FORMATS)
@file_option("写入此文件，格式按后缀。Write this file instead.")
@lang_option
def targets(
    *, paths: tuple[Path, ...], year: str, output_format: str, output: Path | None, lang: Language
) -> None:
    """目标—完成对照表：上年目标、今年完成、次年目标、未交代。

    Last year's targets, their outcomes, and this year's targets: of a workspace (default: here), or of
    documents of two or more years as they are.
    """
    from gouji.checks.audit import facts_of  # noqa: PLC0415  --help needs no audit
    from gouji.reports.targets import WRITERS, rows  # noqa: PLC0415  every command imports only what it needs

    found = rows(facts_of(open_source(paths, isolated=True)), lang, year)
    if not found:
        raise InputError("targets", "no-target-of-year" if year else "no-target", year=year)
    kind = output_format if output is None else output.suffix.lstrip(".").lower()
    if kind not in WRITERS:
        raise InputError(str(output), "unknown-format", formats=" ".join(FORMATS[1:]))
    content = WRITERS[kind](found, lang)
    if output is None and kind == "text":
        show(content.decode("utf-8"), for_people=True)
    else:
        write(output, content)
