"""What is said to people, in both languages: keys and values in, sentences out.

Both languages are always at hand; a report carries both, a terminal shows one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from gouji.checks.verdict import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.verdict import MessageValue

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_JOINTS: dict[Language, str] = {"zh": "、", "en": ", "}


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Return the sentences of one language, by key: the shared ones, then those of single rules."""
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    found = {key: str(text) for part in tomllib.loads(source).values() for key, text in part.items()}
    for book in _books().values():
        found |= tomllib.loads(book.partition("\n[[case]]")[0]).get(language, {})
    return found


@cache
def page_of(code: str) -> str:
    """Return the Chinese page of a rule of the engine; empty where it has none."""
    return str(tomllib.loads(_books().get(code, "").partition("\n[")[0]).get("page", "")).strip()


@cache
def _books() -> Mapping[str, str]:
    """Return by code what lies beside each rule: its Chinese page, its sentences, then its cases.

    Reading TOML takes time, and most of it is cases: whoever needs a part reads only that.
    """
    families = (one for one in files("gouji.checks.rules").iterdir() if one.is_dir())
    found = (one for family in families for one in family.iterdir() if one.name.endswith(".toml"))
    return {one.name.removesuffix(".toml"): one.read_text(encoding="utf-8") for one in found}


def say(key: str, values: Mapping[str, MessageValue], language: Language) -> str:
    """Return a sentence in one language.

    Args:
        key: A key of the tables; anything else is a sentence itself (of a workspace's own rule).
        values: What it is filled with; a tuple reads as a list.
        language: ``zh`` or ``en``.
    """
    template = texts(language).get(key)
    if template is None:
        return key
    return template.format_map({name: _read(value, language) for name, value in values.items()})


def say_both(key: str, values: Mapping[str, MessageValue]) -> dict[Language, str]:
    """Return a sentence in both languages."""
    return {language: say(key, values, language) for language in LANGUAGES}


def _read(value: MessageValue, language: Language) -> str:
    if isinstance(value, Phrase):
        return say(value.key, value.values, language)
    return _JOINTS[language].join(value) if isinstance(value, tuple) else str(value)
