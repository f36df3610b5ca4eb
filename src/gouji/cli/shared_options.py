"""Options that several commands have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from gouji.checks.rule import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Command = TypeVar("_Command", bound="Callable[..., object]")

FAIL_ON = (*LEVELS, "never")
COLOURS = ("auto", "always", "never")
STDOUT = Path("-")
"""What ``-o`` calls stdout."""

color_option = click.option(
    "--color",
    type=click.Choice(COLOURS),
    default=COLOURS[0],
    help="颜色：自动、总有、没有。Colours; auto: on a terminal, unless NO_COLOR or FORCE_COLOR is set.",
)

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="达到此级即返回 1。Exit 1 from this level. [default: error]",
)

waivers_option = click.option(
    "--waivers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="另有照原的疑点。Further accepted findings, as waivers.csv.",
)

baseline_option = click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="已知疑点（gouji baseline write 所写）。Known findings, as gouji baseline write keeps them.",
)


def format_option(formats: Iterable[str], default: str = "text") -> Callable[[_Command], _Command]:
    """Return the option for the format of stdout."""
    words, names = "标准输出的格式。Format of stdout.", ("--output-format", "--format")
    return click.option(
        *names, "output_format", type=click.Choice(list(formats)), default=default, help=words
    )


def file_option(words: str) -> Callable[[_Command], _Command]:
    """Return the option for one file to write; *words* are its help."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), help=words,
        callback=lambda _ctx, _option, path: None if path == STDOUT else path,
    )  # fmt: skip
