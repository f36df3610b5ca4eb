"""Paths as people hand them over: dropped on a starter, dragged into its window, typed or pasted."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_STARTER = re.compile(r'\.bat"?(?=[\s"]|$)', re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


def dropped(command: str) -> list[str]:
    r"""Return what was dropped on a batch file, from the command line that Windows ran it by.

    >>> dropped(r'C:\Windows\system32\cmd.exe /c ""C:\a b\x.bat" C:\c&d.docx "C:\e f.docx""')
    ['C:\\c&d.docx', 'C:\\e f.docx']
    >>> dropped(r'"C:\Windows\system32\cmd.exe" ')
    []
    """
    found = _STARTER.search(command)
    if found is None:
        return []
    rest = command[found.end() :].strip()
    # Around the whole command cmd has quotes of its own.
    return _words(rest.removesuffix('"') if rest.count('"') % 2 else rest)


def paths_in(line: str, *, windows: bool) -> list[Path]:
    """Return the paths in a line that was typed or pasted, or that a terminal wrote for dragged files."""
    line = line.strip()
    whole = line[1:-1] if len(line) > 1 and line[0] == line[-1] and line[0] in "\"'" else line
    if whole and _is_file(whole):
        return [Path(whole).expanduser()]
    return [_path(word) for word in (_words(line) if windows else _shell_words(line))]


def _is_file(name: str) -> bool:
    try:
        return Path(name).expanduser().exists()
    except (OSError, ValueError):
        return False


def _words(line: str) -> list[str]:
    return [found[1] or found[2] for found in _WORD.finditer(line) if found[1] or found[2]]


def _shell_words(line: str) -> list[str]:
    """Return words as a shell reads them; a quote that is left open is a character."""
    try:
        return shlex.split(line)
    except ValueError:
        return _words(line)


def _path(word: str) -> Path:
    if word.startswith("file://"):
        return Path(unquote(urlsplit(word).path))
    return Path(word).expanduser()


def fresh(path: Path) -> Path:
    """Return a path where nothing is: this one, or one with a number."""

    def numbered() -> Iterator[Path]:
        yield path
        number = 2
        while True:
            yield path.with_stem(f"{path.stem}({number})")
            number += 1

    return next(one for one in numbered() if not one.exists())
