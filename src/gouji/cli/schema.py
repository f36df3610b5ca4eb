"""``gouji schema``: what other programs may rely on, as schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import lang_option
from gouji.cli.output import show, write
from gouji.cli.shared_options import file_option
from gouji.facts.files import configuration

if TYPE_CHECKING:
    from gouji.checks.messages import Language

_OUTPUT = Path(__file__).parents[1] / "reports" / "output.schema.json"
_TABLES = ("facts", "summaries", "entities", "indicators", "waivers")


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice(("config", "output", *_TABLES)))
@file_option("写入此文件。Write this file instead.")
@lang_option
def schema(what: str, output: Path | None, lang: Language) -> None:
    """打印模式：配置和 JSON 输出的为 JSON Schema，事实表和各表的为 Table Schema。

    Print a schema. WHAT is config (the configuration, for editors) or output (the JSON that gouji prints):
    a JSON Schema; or facts (the fact table), summaries, entities, indicators, waivers (the tables beside
    it): a Table Schema (Frictionless).
    """
    text = json.dumps(_schema(what, lang), ensure_ascii=False, indent=1) + "\n"
    if output is None:
        show(text, for_people=False)
    else:
        write(output, text.encode("utf-8"))


def _schema(what: str, lang: Language) -> object:
    if what == "config":
        return configuration.schema(lang)
    if what == "output":
        return json.loads(_OUTPUT.read_text(encoding="utf-8"))
    from gouji.checks.table_schema import table_schema  # noqa: PLC0415  every command imports its own

    return table_schema(what)
