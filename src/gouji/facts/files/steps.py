"""How a run tells how far it has come, and by what words it calls a file."""

import os
import re
from pathlib import Path
from typing import Protocol

_NO_WORDS = re.compile("[\ud800-\udfff]")
"""What Python has for the bytes of a file's name that are no UTF-8."""


class Report(Protocol):
    """Is told the name of each step of a run as it begins."""

    def __call__(self, step: str, number: int = 0, total: int = 0, /) -> None:
        """Take a step, and which one it is of how many, where steps are counted."""


def silent(_step: str, _number: int = 0, _total: int = 0, /) -> None:
    """Take a step, and tell nobody."""


def words_of(path: str | Path) -> str:
    """Return a path as characters that every file can hold: a name that is no UTF-8 is one in GB 18030.

    What is not that either has ``?`` for each such byte. The words are for people: they open no file.

    >>> words_of(os.fsdecode("总结.txt".encode("gbk"))), words_of("总结.txt")
    ('总结.txt', '总结.txt')
    """
    given = path.as_posix() if isinstance(path, Path) else path
    return "/".join(map(_words, given.split("/")))


def in_words(value: object) -> object:
    """Return a path or a text as `words_of` does; any other value as it is."""
    return words_of(str(value)) if isinstance(value, str | Path) else value


def _words(name: str) -> str:
    if not _NO_WORDS.search(name):
        return name
    try:
        return os.fsencode(name).decode("gb18030")
    except UnicodeError:
        return _NO_WORDS.sub("?", name)
