"""``gouji init``: starts a workspace, or a small fictional one to play with; or files to double-click.

Documents can be dropped on these; each runs ``gouji ask``, which does all the rest. A path is only ever
handed over as one word: blanks, quotes, ``&``, ``%`` and Chinese in it mean nothing. With ``-P`` nothing is
imported that lies in the current folder.
"""

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from gouji.checks.messages import Language
from gouji.cli.desktop import WORDS as DESKTOP_WORDS
from gouji.cli.options import lang_option
from gouji.cli.output import write
from gouji.facts.files.errors import InputError
from gouji.reports.text import WORDS

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
    starter = Path(__file__).parent / "starter" / ("example" if example else "workspace")
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
    found = tuple(starters(lang, sys.executable, windows=os.name == "nt"))
    _write({folder / one.name: one.content for one in found})
    for path in (folder / one.name for one in found if one.executable):
        path.chmod(path.stat().st_mode | 0o111)
    words = DESKTOP_WORDS[lang]
    click.echo(words.starters.strip().format(folder=folder, name=words.starter))


def _contents(source: Path, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a starter: where each goes, and what it holds."""
    for entry in sorted(source.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _contents(entry, folder / entry.name)
        else:
            yield folder / entry.name, entry.read_bytes()


class Starter(NamedTuple):
    """A file: its name, its content, and whether it must be executable."""

    name: str
    content: bytes
    executable: bool


def starters(language: Language, python: str, *, windows: bool) -> Iterator[Starter]:
    """Yield the starters of all systems.

    *python* is the one that gouji is installed in, of Windows or not; systems of the other kind find
    ``gouji`` on their path.
    """
    name = DESKTOP_WORDS[language].starter
    here, there = (python, "") if windows else ("", python)
    yield Starter(f"{name}.bat", _windows(language, here), executable=False)
    shell = _shell(language, there).encode("utf-8")
    yield Starter(f"{name}.command", shell, executable=True)
    yield Starter(f"{name}.sh", shell, executable=True)
    yield Starter(f"{name}.desktop", _entry(language, there).encode("utf-8"), executable=True)


def _windows(language: Language, python: str) -> bytes:
    """Return a batch file: ASCII, unless the path of Python is not.

    Explorer quotes a dropped path only if it holds a blank, so ``a&b.docx`` would end the command. What was
    dropped is therefore taken from ``cmdcmdline``, as a variable whose value is never read as a command;
    ``exit`` ends what would be left of that line.
    """
    lines = (
        "@echo off",
        "setlocal EnableExtensions DisableDelayedExpansion",
        "chcp 65001 >nul",
        f'set "GOUJI_PYTHON={python.replace("%", "%%")}"',
        "setlocal EnableDelayedExpansion",
        'set "GOUJI_DROPPED=!cmdcmdline!"',
        'if not exist "!GOUJI_PYTHON!" set "GOUJI_PYTHON="',
        f'if defined GOUJI_PYTHON "!GOUJI_PYTHON!" -P -m gouji ask --wait --lang {language}',
        f"if not defined GOUJI_PYTHON gouji ask --wait --lang {language}",
        "if errorlevel 9009 echo gouji is not installed. Open a terminal and enter: pip install gouji",
        "if errorlevel 9009 pause",
        "exit",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _shell(language: Language, python: str) -> str:
    return f"""#!/bin/sh
python={shlex.quote(python)}
if [ -x "$python" ]; then
    exec "$python" -P -m gouji ask --wait --lang {language} -- "$@"
elif command -v gouji >/dev/null 2>&1; then
    exec gouji ask --wait --lang {language} -- "$@"
fi
echo 'gouji is not installed. Open a terminal and enter: pip install gouji'
printf 'Enter: '
read -r _
exit 2
"""


def _entry(language: Language, python: str) -> str:
    command = f"{_word(python)} -P -m gouji" if python else "gouji"
    return f"""[Desktop Entry]
Type=Application
Name={DESKTOP_WORDS[language].starter}
Comment={DESKTOP_WORDS[language].about}
Exec={command} ask --wait --lang {language} -- %F
Terminal=true
Categories=Office;
"""


def _word(path: str) -> str:
    """Return a path as one word of ``Exec``, by the rules of desktop entries: quoted, then escaped again."""
    quoted = "".join(f"\\{char}" if char in '"`$\\' else char for char in path).replace("%", "%%")
    return '"{}"'.format(quoted.replace("\\", "\\\\"))
