"""``gouji config``: what is in force, and from where."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gouji.cli.options import Settings, checking_options
from gouji.cli.output import show, wants_colours
from gouji.cli.shared_options import color_option, fail_on_option, format_option, locale_variable
from gouji.facts.files.configuration import configured_by, declared, overruled, place_of, unread
from gouji.facts.files.workspace import find_workspace, open_workspace
from gouji.reports.text import WORDS, harmless, in_columns

if TYPE_CHECKING:
    from gouji.facts.files.workspace import Workspace
    from gouji.reports.text import Words

SCHEMA = "gouji-config/1"
_COLOR = "color"
_COMMAND_LINE = click.core.ParameterSource.COMMANDLINE


class Setting(NamedTuple):
    """A value that is in force.

    Attributes:
        name: Its key in a configuration, or of an option.
        key: Of a table the key below it.
        origin: ``default``, ``environment``, ``file`` or ``option``.
        place: The variable, or file and line.
        files: Of a pattern how many files of the workspace it stands for.
    """

    name: str
    key: str | None
    value: Any
    origin: str
    place: str | None = None
    files: int | None = None


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option(("text", "json"))
@fail_on_option
@color_option
@checking_options
@click.pass_context
def config(ctx: click.Context, /, folder: Path, output_format: str, **options: Any) -> None:
    """列出现用的设置，各从何来：默认、配置的哪一行、命令行。

    Show the settings that are in force, and where each comes from: the default, a line of the
    configuration, an option. Options are those of `gouji audit`, to see what they would change.
    """
    here = folder.resolve()
    root = here if (here / "facts").is_dir() else find_workspace(here)
    workspace = open_workspace(root, isolated=options["isolated"]) if root else None
    settings = Settings.of(ctx, workspace)
    from gouji.checks.selection import refuse_unknown_asked  # noqa: PLC0415  --help needs no audit

    refuse_unknown_asked(settings.selection, None if settings.isolated else workspace)
    found = list(_settings(ctx, settings, workspace))
    called = workspace.called if workspace else None
    file = configured_by(workspace.root) if workspace and not settings.isolated else None
    if output_format == "json":
        rows = [one._asdict() for one in found]
        values = {"schema": SCHEMA, "workspace": called, "file": file and file.name, "settings": rows}
        show(json.dumps(values, ensure_ascii=False, indent=1) + "\n", for_people=False)
        return
    words = WORDS[settings.values["lang"]]
    if not settings.quiet:
        told = file.name if file else words.config["isolated" if settings.isolated else "no_file"]
        if workspace and file and overruled(workspace.root):
            told += words.config["overruled"]
        click.echo(harmless(words.config["head" if workspace else "nowhere"].format(name=called, file=told)))
        if beside := unread([here]):
            click.echo(harmless(words.config["unread"].format(file=beside)))
    for line in in_columns([_cells(one, words) for one in found]):
        click.echo(harmless(line))


def _settings(ctx: click.Context, settings: Settings, workspace: Workspace | None) -> Iterator[Setting]:
    """Yield every setting, those of tables one by one."""
    for name, schema in declared().items():
        key = name.replace("-", "_")
        value = settings.values.get(key, schema.get("default"))
        if ctx.get_parameter_source(key) == _COMMAND_LINE:
            yield Setting(name, None, _plain(ctx.params[key]), "option", f"--{name}")
        elif workspace is None or key not in workspace.options:
            yield _default(name, value)
        elif isinstance(value, Mapping) and value:
            for below, one in value.items():
                files = _files(workspace, below) if name == "per-file-ignores" else None
                yield Setting(name, below, one, "file", place_of(workspace.root, name, below), files)
        else:
            # As it is written, not as a path from here.
            yield Setting(name, None, workspace.options[key], "file", place_of(workspace.root, name))
    yield _color(ctx)


def _default(name: str, value: object) -> Setting:
    variable = locale_variable() if name == "lang" else ""
    return Setting(name, None, value, "environment" if variable else "default", variable or None)


def _color(ctx: click.Context) -> Setting:
    """Return whether there are colours; of themselves, as the environment says."""
    asked = str(ctx.params[_COLOR])
    if ctx.get_parameter_source(_COLOR) == _COMMAND_LINE:
        return Setting(_COLOR, None, asked, "option", f"--{_COLOR}")
    variable = next((name for name in ("NO_COLOR", "FORCE_COLOR") if os.environ.get(name)), None)
    if variable is None:
        return Setting(_COLOR, None, asked, "default")
    value = "always" if wants_colours(asked, sys.stdout) else "never"
    return Setting(_COLOR, None, value, "environment", variable)


def _plain(value: object) -> object:
    """Return a value of an option as JSON has it."""
    return str(value) if isinstance(value, Path) else list(value) if isinstance(value, tuple) else value


def _files(workspace: Workspace, pattern: str) -> int:
    """Return how many files with facts or checks a pattern stands for."""
    found = (path for room in ("facts", "checks") for path in (workspace.root / room).glob("*.*"))
    return sum(PurePosixPath(workspace.name_of(path)).match(pattern) for path in found)


def _cells(one: Setting, words: Words) -> tuple[str, str, str]:
    """Return name, value and origin of a setting as people read them."""
    value = one.value
    told = words.comma.join(value) if isinstance(value, list) else str(value or "")
    name = one.name if one.key is None else f"{one.name}.{one.key}"
    origin = words.config[one.origin].format(place=one.place)
    return name, told or words.config["unset"], origin + words.config["no_files"] * (one.files == 0)
