"""Files to double-click, or to drop documents on; each runs ``gouji ask``, which does all the rest.

A path is only ever handed over as one word: blanks, quotes, ``&``, ``%`` and Chinese in it mean nothing.
With ``-P`` nothing is imported that lies in the current folder.
"""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from gouji.checks.messages import Language
from gouji.cli.desktop import WORDS


class Starter(NamedTuple):
    """A file: its name, its content, and whether it must be executable."""

    name: str
    content: bytes
    executable: bool


def starters(language: Language, python: str, *, windows: bool) -> Iterator[Starter]:
    """Yield the starters of all systems.

    Args:
        language: The language that is asked and told in.
        python: The Python that gouji is installed in; systems of the other kind find ``gouji`` on their path.
        windows: Whether that is one of Windows.
    """
    name = WORDS[language].starter
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
Name={WORDS[language].starter}
Comment={WORDS[language].about}
Exec={command} ask --wait --lang {language} -- %F
Terminal=true
Categories=Office;
"""


def _word(path: str) -> str:
    """Return a path as one word of ``Exec``, by the rules of desktop entries: quoted, then escaped again."""
    quoted = "".join(f"\\{char}" if char in '"`$\\' else char for char in path).replace("%", "%%")
    return '"{}"'.format(quoted.replace("\\", "\\\\"))
