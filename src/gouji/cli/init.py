"""``gouji init``: starts a workspace, or a small fictional one to play with."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import lang_option
from gouji.cli.output import write
from gouji.facts.files.errors import InputError
from gouji.reports.text import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from gouji.checks.messages import Language

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", required=False, default=Path(), type=_FOLDER)
@click.option(
    "--example", is_flag=True, help="虚构的例子，带原文。A small fictional one, with texts, to play with."
)
@click.option(
    "--desktop", is_flag=True,
    help="双击即用的启动文件，不建工作区。Starters to double-click, and no workspace.",
)  # fmt: skip
@lang_option
def init(folder: Path, example: bool, desktop: bool, lang: Language) -> None:
    """新建一个工作区（默认在当前目录）。

    Start a workspace (default: here). No file is ever overwritten.
    """
    if desktop:
        if example:
            raise InputError("", "example-or-desktop")
        _desktop(folder, lang)
        return
    from importlib.resources import files  # noqa: PLC0415  slow to import, and --help copies nothing

    starter = files("gouji.cli") / "starter" / ("example" if example else "workspace")
    _write(dict(_contents(starter, folder)))
    words = WORDS[lang]
    click.echo((words.example if example else words.started).format(folder=folder))


def _write(contents: Mapping[Path, bytes]) -> None:
    for path in contents:
        if path.exists():
            raise InputError(str(path), "exists")
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)


def _desktop(folder: Path, lang: Language) -> None:
    """Write the starters of all systems, those that must be executable so."""
    # Every command imports only what it needs.
    from gouji.cli.desktop import WORDS as DESKTOP_WORDS  # noqa: PLC0415
    from gouji.cli.desktop.starters import starters  # noqa: PLC0415

    found = tuple(starters(lang, sys.executable, windows=os.name == "nt"))
    _write({folder / one.name: one.content for one in found})
    for path in (folder / one.name for one in found if one.executable):
        path.chmod(path.stat().st_mode | 0o111)
    words = DESKTOP_WORDS[lang]
    click.echo(words.starters.strip().format(folder=folder, name=words.starter))


def _contents(source: Traversable, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a starter: where each goes, and what it holds."""
    for entry in sorted(source.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _contents(entry, folder / entry.name)
        else:
            yield folder / entry.name, entry.read_bytes()
