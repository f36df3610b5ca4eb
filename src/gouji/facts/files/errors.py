"""Errors in the language of their reader (``errors.toml``), and what may have been meant instead."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from errno import errorcode
from functools import cache
from pathlib import Path
from typing import Any


class WordedError(Exception):
    """An error that is told in the language of its reader; ``str`` tells it in English.

    Args:
        place: File, or file and line, as a person would look them up; may be empty.
        wrong: A key of ``errors.toml``: what is wrong, and after a semicolon what was expected, in one line.
            Anything else is that line itself.
        detail: Lines that show the place, such as a formula with a caret below it.
        values: What the line is filled with.
    """

    def __init__(self, place: str, wrong: str, detail: str = "", /, **values: object) -> None:
        self.place = place
        self.wrong = wrong
        self.detail = detail
        self.values = values
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """Return the line in one of the languages, ``zh`` or ``en``."""
        line = sentence(self.wrong, language, **self.values)
        return f"{self.place}: {line}" if self.place else line


class InputError(WordedError):
    """Nothing could be checked: what is wrong, where, and what was expected (exit code 2)."""


def sentence(key: str, language: str, /, **values: object) -> str:
    """Return a sentence of ``errors.toml``; what is no key of it is the sentence itself."""
    known = _table()[language]
    if key not in known:
        return key
    words = known["words"]
    return str(known[key]).format_map({name: _written(value, words) for name, value in values.items()})


def _written(value: object, words: Mapping[str, str]) -> object:
    """Return a value as a sentence takes it: lists joined, types and the system's errors by their words."""
    if isinstance(value, OSError) and value.errno:
        return words.get(errorcode[value.errno], value.strerror)
    if isinstance(value, Exception):
        line = re.search("line ([0-9]+)", str(value))
        return words["error-at-line" if line else "error"].format(error=value, line=line and line[1])
    if isinstance(value, type):
        return words[value.__name__]
    if isinstance(value, list | tuple):
        return words["comma"].join(words[one] if one.startswith("formula-") else one for one in value)
    return value


@cache
def _table() -> Mapping[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("errors.toml").read_text(encoding="utf-8"))


def nearest(given: str, known: Iterable[str]) -> str:
    """Return which of the known names comes closest to a given one; empty where none does.

    >>> nearest("qoute", ["period", "quote"])
    'quote'
    """
    return next(iter(get_close_matches(given, list(known), n=1)), "")
