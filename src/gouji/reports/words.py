"""The words of reports that are not part of a finding's message, in both languages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from gouji.checks.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.messages import Language
    from gouji.checks.rule import Level, Outcome


@dataclass(frozen=True, slots=True)
class Style:
    """Attributes: language; detail: 0 = findings only, 1 = with places and totals, 2 = all."""

    language: Language = "zh"
    detail: int = 1


_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
SIGNS: Mapping[Level, str] = {"error": "×", "warning": "!", "note": "·"}
"""A sign beside each word: a level is never shown by colour alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words (``words.toml``); templates are filled with named values."""

    language: Language
    levels: Mapping[str, str]
    verdicts: Mapping[Outcome, str]
    totals: str
    own_quotes: str
    nothing_checked: str
    coverage: str
    unbound: str
    rounding: str
    modes: Mapping[str, str]
    crash: str
    besides: str
    states: Mapping[str, str]
    span: str
    quoted: str
    comma: str
    rule: str
    scopes: Mapping[str, str]
    baseline: Mapping[str, str]
    targets: Mapping[str, str]
    statuses: Mapping[str, str]
    aliases: Mapping[str, str]
    signs: Mapping[Level, str]


_TABLE = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
WORDS: Mapping[Language, Words] = {
    language: Words(language=language, signs=SIGNS, **_TABLE[language]) for language in LANGUAGES
}


def harmless(line: str) -> str:
    """Return a line with ``?`` for the characters that a terminal would act on."""
    return _UNSAFE.sub("?", line)
