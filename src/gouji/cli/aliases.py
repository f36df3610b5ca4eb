"""``gouji suggest-aliases``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.checking import documents_among, drafts_of, facts_of, opened
from gouji.cli.options import lang_option
from gouji.cli.output import write_bytes
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.messages import Language
    from gouji.facts.files.workspace import Workspace

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
@click.option(
    "--output-format", type=click.Choice(FORMATS), default="text", help="标准输出的格式。Format of stdout."
)
@lang_option
def suggest_aliases(
    *, paths: tuple[Path, ...], pairs: tuple[str, ...], output_format: str, lang: Language
) -> None:
    """找出可能同为一个指标的名称，供人认可；不认可的从不使用。

    Suggest indicators that may be one under two names, of a workspace (default: here) or of documents.
    None is used until it is accepted: `--accept 甲=乙` writes 乙 into indicators.csv as another name of 甲.
    """
    if documents := documents_among(paths):
        if pairs:
            raise InputError("", "alias-of-documents")
        facts = drafts_of(documents)
    else:
        workspace, _ = opened(paths, isolated=True)
        if pairs:
            _accept(workspace, pairs)
            return
        facts = facts_of(workspace)
    from gouji.reading.alignment.suggestions import suggestions  # noqa: PLC0415  every command imports only what it needs
    from gouji.reports.aliases import RENDERERS  # noqa: PLC0415  every command imports only what it needs

    click.echo(RENDERERS[output_format](facts, suggestions(facts), lang), nl=False)


def _accept(workspace: Workspace, pairs: Sequence[str]) -> None:
    """Write accepted names; none of them if one cannot be accepted."""
    from gouji.facts.files.csv_file import csv_of, read_csv  # noqa: PLC0415  every command imports its own
    from gouji.reading.alignment.suggestions import accepted, table_of  # noqa: PLC0415  every command imports its own

    path = workspace.root / "facts" / INDICATORS
    name = workspace.name_of(path)
    found = read_csv(path, name) if path.exists() else None
    if found is None:
        indicators = sorted({fact.indicator for fact in facts_of(workspace) if fact.indicator})
        found = csv_of(table_of(indicators), name)
    for pair in pairs:
        original, equals, alias = pair.partition("=")
        if not (equals and original.strip() and alias.strip()) or ";" in alias:
            raise InputError("", "alias-form", pair=pair)
        found = csv_of(accepted(found, original.strip(), alias.strip()), name)
    write_bytes(path, found.to_bytes())
