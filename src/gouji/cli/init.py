"""``gouji init``: starts a workspace, or a small fictional one to play with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import lang_option
from gouji.cli.output import write
from gouji.facts.files.errors import InputError
from gouji.reports.text import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from gouji.checks.messages import Language

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", required=False, default=Path(), type=_FOLDER)
@click.option(
    "--example", is_flag=True, help="虚构的例子，带原文。A small fictional one, with texts, to play with."
)
@lang_option
def init(folder: Path, example: bool, lang: Language) -> None:
    """新建一个工作区（默认在当前目录）。

    Start a workspace (default: here). No file is ever overwritten.
    """
    starter = files("gouji.cli") / "starter" / ("example" if example else "workspace")
    contents = dict(_contents(starter, folder))
    for path in contents:
        if path.exists():
            raise InputError(str(path), "exists")
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
    words = WORDS[lang]
    click.echo((words.example if example else words.started).format(folder=folder))


def _contents(source: Traversable, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a starter: where each goes, and what it holds."""
    for entry in sorted(source.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _contents(entry, folder / entry.name)
        else:
            yield folder / entry.name, entry.read_bytes()
