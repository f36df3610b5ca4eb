"""The fixed words of the HTML report (``words.toml``), in both languages; all can be encoded in GBK."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import SimpleNamespace

from gouji.checks.messages import LANGUAGES, Language

PageWords = SimpleNamespace
"""One language's words, under the keys of ``words.toml``; templates are filled with named values."""

_TABLE = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
WORDS: Mapping[Language, PageWords] = {language: PageWords(**_TABLE[language]) for language in LANGUAGES}
