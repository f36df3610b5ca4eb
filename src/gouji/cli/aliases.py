"""``gouji suggest-aliases``."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import format_option, lang_option
from gouji.cli.output import write
from gouji.facts.files.csv_file import csv_of, csv_text, read_csv
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import INDICATORS
from gouji.facts.table import columns as c
from gouji.library import open_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.messages import Language
    from gouji.facts.files.load import Source

FORMATS = ("text", "json", "csv")


@click.command("suggest-aliases")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--accept",
    "pairs",
    multiple=True,
    metavar="NAME=ALIAS",
    help="记入 indicators.csv：后者也是前者的名称，可重复。Write it into indicators.csv; repeatable.",
)
@format_option(FORMATS)
@lang_option
def suggest_aliases(
    *, paths: tuple[Path, ...], pairs: tuple[str, ...], output_format: str, lang: Language
) -> None:
    """找出可能同为一个指标的名称，供人认可；不认可的从不使用。

    Suggest indicators that may be one under two names, of a workspace (default: here) or of documents.
    None is used until it is accepted: `--accept 甲=乙` writes 乙 into indicators.csv as another name of 甲.
    """
    from gouji.checks.audit import facts_of  # noqa: PLC0415  --help needs no audit
    from gouji.reading.alignment.suggestions import suggestions  # noqa: PLC0415  every command imports only what it needs
    from gouji.reports.aliases import RENDERERS  # noqa: PLC0415  every command imports only what it needs

    source = open_source(paths, isolated=True)
    if pairs:
        _accept(source, pairs)
    else:
        facts = facts_of(source)
        click.echo(RENDERERS[output_format](facts, suggestions(facts), lang), nl=False)


def _accept(source: Source, pairs: Sequence[str]) -> None:
    """Write accepted names; none of them if one cannot be accepted."""
    from gouji.reading.alignment.suggestions import accepted  # noqa: PLC0415  every command imports its own

    if source.workspace is None:
        raise InputError("", "alias-of-documents")
    path = source.workspace.root / "facts" / INDICATORS
    name = source.workspace.name_of(path)
    found = read_csv(path, name) if path.exists() else csv_of(_indicators(source), name)
    for pair in pairs:
        original, equals, alias = pair.partition("=")
        if not (equals and original.strip() and alias.strip()) or ";" in alias:
            raise InputError("", "alias-form", pair=pair)
        found = csv_of(accepted(found, original.strip(), alias.strip()), name)
    write(path, found.to_bytes())


def _indicators(source: Source) -> bytes:
    """Return a new ``indicators.csv`` with a row for each indicator, and what is known of it."""
    from gouji.checks.audit import tables_of  # noqa: PLC0415  --help needs no audit

    table = tables_of(source).indicators
    filled = [column for column in c.INDICATOR_COLUMNS[3:] if any(table[column])]
    columns = [*c.INDICATOR_COLUMNS[:3], *filled]
    rows = sorted(table.rows, key=itemgetter(c.ID))
    return csv_text([columns, *([row[column] for column in columns] for row in rows)]).encode("utf-8")
