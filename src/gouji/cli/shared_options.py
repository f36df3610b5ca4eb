"""What commands share: options, each declared once, and the language of their help."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gouji.checks.rule import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gouji.checks.messages import Language

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


def language_of(arguments: Sequence[str] = ()) -> Language:
    """Return the language that a command line asks for, readable or not, or else the locale's.

    That is English where the locale names a language that is not Chinese.
    """
    asked = re.search("\0--lang[=\0](zh|en)\0", "\0".join((*arguments, "")))
    locale = os.environ.get(locale_variable(), "C")
    chinese = asked[1] == "zh" if asked else locale.startswith(("zh", "C", "POSIX"))
    return "zh" if chinese else "en"


def locale_variable() -> str:
    """Return the variable that says which language is spoken here; empty where none does."""
    return next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")


def spoken(words: str, language: Language) -> str:
    """Return what a help says in one language: it says all in Chinese first, then in English.

    What click adds in brackets behind both, as a default, is told in both.

    >>> spoken("只列疑点。Findings only.", "en"), spoken("语言。Language. [default: zh]", "zh")
    ('Findings only.', '语言。[默认：zh]')
    """
    chinese, stop, english = _BOTH.sub("\0", words, count=1).partition("\0")
    if not stop or language == "en":
        return english or chinese
    added = [one for one in _ADDED.findall(english) if "默认" not in chinese or "default" not in one]
    return chinese + _said("".join(added), language)


_BOTH = re.compile(r"(?<=。)\s*(?=[A-Z])")
_ADDED = re.compile(r"\[(?:default: [^]]+|required|[0-9x<>=]+)\]")


@cache
def usage_words() -> Mapping[str, Any]:
    """Return what click says, in ``usage.toml``: in a help, and of a command line that it cannot read."""
    return tomllib.loads(Path(__file__).with_name("usage.toml").read_text(encoding="utf-8"))


def _said(words: str, language: Language) -> str:
    """Return what click says itself in a language."""
    known = usage_words()["help"] if language == "zh" else ()
    for one in known:
        words = words.replace(one["click"], one["zh"])
    return words


class _HelpFormatter(click.HelpFormatter):
    """Writes a help in one language."""

    language: Language = "zh"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, _said(prefix or "Usage: ", self.language))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        said = _said(heading, self.language)
        self.write(f"{'':>{self.current_indent}}{said}{'：' if self.language == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        """Write what a command does."""
        super().write_text(spoken(text, self.language))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write what options and commands do."""
        told = [(one, _said(spoken(words, self.language), self.language)) for one, words in rows]
        super().write_dl(told, col_max, col_spacing)


class HelpContext(click.Context):
    """A call of a command whose help speaks the language of the run."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes the help."""
        formatter = _HelpFormatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = self.obj.language if self.obj else language_of()
        return formatter


def speaking(command: click.Command, language: Language) -> click.Command:
    """Return a command, and those below it, whose help speaks a language."""
    command.context_class = HelpContext
    told = " ".join(spoken(command.help or "", language).split())
    command.short_help = told if language == "zh" else _SENTENCE.sub("", told)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        speaking(below, language)
    return command


_SENTENCE = re.compile(r"(?<=[.])\s.*")
"""What stands behind the first sentence."""
