"""The command line: options in, files and exit codes out. Nothing else reads options, writes or exits."""

import gc
import os
import re
import sys
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, cast

import click

from gouji import __version__
from gouji.checks.messages import Language
from gouji.cli.options import language_of
from gouji.cli.output import FAILED, NOTHING_CHECKED, encoding_of, tell
from gouji.facts.files.errors import InputError, WordedError, sentence

INTERRUPTED = 130
_HELP = {"help_option_names": ["-h", "--help"]}


@dataclass
class RunState:
    """What ``main`` must know after a command has raised."""

    language: Language
    verbose: bool = False


COMMANDS = {
    "init": "init", "ask": "ask", "audit": "audit", "annotate": "annotate", "extract": "extract",
    "gate": "gate", "baseline": "baseline", "waive": "waive", "explain": "explain", "rules": "explain",
    "lint": "lint", "targets": "targets", "suggest-aliases": "aliases", "config": "config",
    "schema": "schema", "clean": "extract",
}  # fmt: skip
"""The commands in the order of the help, and the modules that define them."""


class Commands(click.Group):
    """Commands that are imported when they are asked for: each needs others of gouji's rooms."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__package__}.{COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, cmd_name.replace("-", "_")))


@click.group(cls=Commands, context_settings=_HELP, invoke_without_command=True)
@click.version_option(__version__, prog_name="gouji")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """勾稽：找出年度综述里不能同时成立的说法。

    Find what cannot be true together in yearly summaries.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 nothing checked, 3 gouji failed, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        cast("Any", stream).reconfigure(encoding=encoding_of(stream), errors="replace")
    # The objects of an audit live to its end; collecting garbage takes a third of the time.
    gc.disable()
    state = RunState(language_of(sys.argv))
    try:
        code = cli.main(prog_name="gouji", standalone_mode=False, obj=state)
        sys.stdout.flush()
        sys.stderr.flush()
    except click.ClickException as error:
        _stop(usage(error.format_message(), state.language), NOTHING_CHECKED)
    except InputError as error:
        _stop(error.said(state.language), NOTHING_CHECKED, error.detail)
    except (KeyboardInterrupt, click.Abort):
        _stop(sentence("interrupted", state.language), INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  the last resort: a fault of gouji is one line, and exit 3
        if state.verbose:
            import traceback  # noqa: PLC0415  only for a fault of gouji itself

            traceback.print_exc()
        named = f"{type(error).__name__}: {error}"
        said = error.said(state.language) if isinstance(error, WordedError) else named
        _stop(sentence("failed", state.language, error=said), FAILED)
    # Everything is written; freeing a large table object by object would only take time.
    os._exit(code or 0)


def _stop(message: str, code: int, detail: str = "") -> NoReturn:
    with suppress(BrokenPipeError):
        tell(message, detail)
    sys.exit(code)


def usage(message: str, language: Language) -> str:
    """Return what click says in the language of the run, as far as ``usage.toml`` knows it."""
    message = " ".join(message.split())
    for known in tomllib.loads(Path(__file__).with_name("usage.toml").read_text(encoding="utf-8"))["usage"]:
        found = re.fullmatch(known["click"], message)
        if found and language in known:
            values = {name: usage(value or "", language) for name, value in found.groupdict().items()}
            return str(known[language]).format_map(values)
    return message
